"""An agreement as a text file of lines: read whole or refused whole. See
docs/formats/agreement-terms.md.

Everything after `#` at a line's start or behind a space is a comment.
"""

from __future__ import annotations

import re
from dataclasses import replace

from repatria.base.errors import InputError, Problem
from repatria.base.messages import sentence
from repatria.planning.clause_text import Sides
from repatria.planning.line_words import WordProblem
from repatria.planning.terms import Clause, Room, Terms
from repatria.planning.terms_lines import BOTH, LONGEST_HELD, Draft, read_line

MOST_CHARACTERS = 500_000
MOST_LINES = 5_000
LONGEST_LINE = 4_000
MOST_TERMS = 200
"""Clauses, and tiers: each is held against each when they are checked."""
MOST_PROBLEMS = 50

_NEEDED = {
    "agreement": sentence("the line “agreement NAME” is missing"),
    "reading": sentence(
        "the line “reading SIDE” is missing; “reading both” where it is told jointly"
    ),
    "sides": sentence("the line “sides SIDE SIDE” is missing"),
    "source": sentence("the line “source …” is missing: where it can be read"),
    "then": sentence("the line “then {rule}” is missing", rule=LONGEST_HELD),
}
_COMMENT = re.compile(r"(?:^|\s)#.*")
_LINE_ENDS = re.compile("\r\n|\r|\n")


def parse_terms(text: str, file: str = "agreement") -> Terms:
    """The terms of a text. `file` is what a refusal calls it.

    Raises `InputError` with every line that cannot be read: its row, the word, the reason.
    """
    problems: list[Problem] = []
    draft = Draft()
    lines = _LINE_ENDS.split(text.removeprefix("\N{ZERO WIDTH NO-BREAK SPACE}"))
    if len(text) > MOST_CHARACTERS or len(lines) > MOST_LINES:
        reason = sentence(
            "more than {lines:,} lines or {characters:,} characters",
            lines=MOST_LINES,
            characters=MOST_CHARACTERS,
        )
        raise InputError([Problem(file, None, "", reason)])
    for number, line in enumerate(lines, 1):
        try:
            bare = _bare(line)
            if bare:
                read_line(draft, bare, number)
        except WordProblem as problem:
            problems.append(Problem(file, number, problem.word, problem.reason))
    missing = [reason for key, reason in _NEEDED.items() if key not in draft.lines]
    if not problems:
        problems += [Problem(file, None, "", reason) for reason in missing]
        problems += _unfit(draft, file)
    if problems:
        raise InputError(problems[:MOST_PROBLEMS])
    return _finished(draft)


def _bare(line: str) -> str:
    """A line without its comment. Tabs are spaces."""
    if len(line) > LONGEST_LINE:
        told = sentence("the line is longer than {limit:,} characters", limit=LONGEST_LINE)
        raise WordProblem("", told)
    bare = _COMMENT.sub("", line.replace("\t", " "), count=1).strip()
    if not bare.isprintable():
        raise WordProblem("", sentence("there is a character that cannot be seen"))
    return bare


def _unfit(draft: Draft, file: str) -> list[Problem]:
    """What does not fit together, once every line could be read."""
    found: list[Problem] = []
    lines = draft.lines
    if draft.sides is not None and draft.reading not in ("", BOTH, *draft.sides):
        first, second = draft.sides
        reason = sentence(
            "a reading is of {first}, of {second} or of both", first=first, second=second
        )
        found.append(Problem(file, lines["reading"], draft.reading, reason))
    if len(draft.clauses) > MOST_TERMS:
        reason = sentence("more than {most} clauses", most=MOST_TERMS)
        found.append(Problem(file, None, "", reason))
    if len(draft.tiers) > MOST_TERMS:
        reason = sentence("more than {most} tiers", most=MOST_TERMS)
        found.append(Problem(file, None, "", reason))
    if "sides" in lines and not draft.clauses:
        found.append(Problem(file, None, "", sentence("there is no clause")))
    for side in draft.sides or ():
        if f"seats {side}" not in draft.room:
            reason = sentence("the line “seats each N” or “seats {side} N” is missing", side=side)
            found.append(Problem(file, None, "", reason))
    used = {read.table for read in draft.clauses if read.table}
    found += (
        Problem(file, read.clause.line, read.table, sentence("there is no such table"))
        for read in draft.clauses
        if read.table and read.table not in draft.tables
    )
    found += (
        Problem(file, lines[f"table {name}"], name, sentence("no clause uses this table"))
        for name in draft.tables
        if name not in used
    )
    return found


def _finished(draft: Draft) -> Terms:
    sides = draft.known_sides("sides")
    clauses: tuple[Clause, ...] = tuple(
        replace(read.clause, table=dict(draft.tables[read.table])) if read.table else read.clause
        for read in draft.clauses
    )
    return Terms(
        name=draft.name,
        reading=draft.reading,
        sides=sides,
        dated=draft.dated,
        clauses=clauses,
        tiers=tuple(draft.tiers),
        room=_rooms(draft, sides),
        interval=draft.numbers.get("every", 0),
        exposure=draft.numbers.get("exposure"),
        settle=draft.numbers.get("settle"),
        remains=draft.remains,
        source=draft.source,
        lines=dict(draft.lines),
        assumed=frozenset(draft.assumed),
    )


def _rooms(draft: Draft, sides: Sides) -> tuple[Room, Room]:
    def room(side: str) -> Room:
        seats = draft.room[f"seats {side}"]
        taken = draft.room.get(f"stretcher_seats {side}")
        return Room(
            seats=seats or 0,
            stretchers=draft.room.get(f"stretchers {side}"),
            stretcher_seats=3 if taken is None else taken,
            camp=draft.room.get(f"camp {side}"),
            vehicle=draft.room.get(f"vehicle {side}"),
        )

    return room(sides[0]), room(sides[1])

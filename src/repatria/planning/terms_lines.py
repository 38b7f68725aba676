"""The lines of an agreement other than its clauses, each read into a draft.

`assumed` before a line says that it is no part of what was agreed.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from repatria.base.messages import Sentence, sentence
from repatria.planning.clause_text import ReadClause, Sides, read_clause, read_side
from repatria.planning.line_words import LANGUAGE, WordProblem, Words, whole
from repatria.planning.scope_text import read_day, read_scope
from repatria.planning.terms import Remains, Tier

BOTH = "both"
LONGEST_HELD = "longest held, lottery"
"""What decides inside a tier; the only rule there is, written out so that a file tells it."""

_NUMBER_OF = {
    "seats": sentence("the number of seats"),
    "stretchers": sentence("the number of stretchers"),
    "camp": sentence("the number of camp"),
    "vehicle": sentence("the number of vehicle"),
}
_SIDE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]*")
_ROW = re.compile(r'\s*(?:"([^"]+)"|([^\s="]+))=([^\s]+)(?=\s|$)')


@dataclass
class Draft:
    """What was read so far."""

    name: str = ""
    reading: str = ""
    sides: Sides | None = None
    dated: date | None = None
    source: str = ""
    tiers: list[Tier] = field(default_factory=list)
    clauses: list[ReadClause] = field(default_factory=list)
    tables: dict[str, dict[str, int]] = field(default_factory=dict)
    room: dict[str, int | None] = field(default_factory=dict)
    """By word and side, as "seats UA"; "stretcher_seats UA" has no line of its own."""
    numbers: dict[str, int] = field(default_factory=dict)
    remains: Remains | None = None
    lines: dict[str, int] = field(default_factory=dict)
    assumed: set[str] = field(default_factory=set)

    def note(self, key: str, line: int, word: str = "") -> None:
        """Remembers where something stands; refuses it a second time."""
        if key in self.lines:
            raise WordProblem(
                word or key.split(" ")[0],
                sentence("“{key}” stands on line {line} already", key=key, line=self.lines[key]),
            )
        self.lines[key] = line

    def known_sides(self, word: str) -> Sides:
        if self.sides is None:
            raise WordProblem(word, sentence("the line “sides” must stand above this one"))
        return self.sides


def read_line(draft: Draft, text: str, line: int) -> None:
    """One line without its comment, into the draft. Raises `WordProblem`."""
    first, _, rest = text.strip().partition(" ")
    assumed = first == "assumed"
    if assumed:
        first, _, rest = rest.strip().partition(" ")
    reader = READERS.get(first)
    if reader is None:
        told = sentence("no line begins so; there are: {words}", words=", ".join(READERS))
        raise WordProblem(first, told)
    if assumed and first not in ASSUMABLE:
        raise WordProblem("assumed", sentence("“{word}” cannot be assumed", word=first))
    before = set(draft.lines)
    reader(draft, rest.strip(), line)
    if assumed:
        draft.assumed |= set(draft.lines) - before


def _agreement(draft: Draft, rest: str, line: int) -> None:
    draft.name = _free(rest, sentence("the agreement's name"))
    draft.note("agreement", line)


def _source(draft: Draft, rest: str, line: int) -> None:
    draft.source = _free(rest, sentence("the source"))
    draft.note("source", line)


def _free(rest: str, what: Sentence) -> str:
    if not rest:
        raise WordProblem("", sentence("{what} is missing", what=what))
    return rest


def _reading(draft: Draft, rest: str, line: int) -> None:
    words = Words(rest)
    draft.reading = words.take(sentence("whose reading it is")).text
    words.end()
    draft.note("reading", line)


def _sides(draft: Draft, rest: str, line: int) -> None:
    words = Words(rest)
    first, second = (words.take(sentence("a side")).text for _ in range(2))
    words.end()
    for side in (first, second):
        if not _SIDE.fullmatch(side) or side in LANGUAGE or side == BOTH:
            told = sentence("a side is a code of letters and digits, no word of the lines")
            raise WordProblem(side, told)
    if first == second:
        raise WordProblem(second, sentence("the two sides are the same"))
    draft.note("sides", line)
    draft.sides = (first, second)


def _dated(draft: Draft, rest: str, line: int) -> None:
    words = Words(rest)
    draft.dated = read_day(words)
    words.end()
    draft.note("dated", line)


def _tier(draft: Draft, rest: str, line: int) -> None:
    words = Words(rest)
    name = words.value(sentence("the tier's name"))
    tier = Tier(name, read_scope(words), line)
    words.end()
    draft.note(f"tier {name}", line, name)
    draft.tiers.append(tier)


def _then(draft: Draft, rest: str, line: int) -> None:
    if " ".join(rest.split()) != LONGEST_HELD:
        told = sentence("this line is always: then {rule}", rule=LONGEST_HELD)
        raise WordProblem(rest.split(" ")[0], told)
    draft.note("then", line)


def _clause(draft: Draft, rest: str, line: int) -> None:
    words = Words(rest)
    read = read_clause(words, draft.known_sides("clause"), line)
    draft.note(f"clause {read.clause.number}", line, str(read.clause.number))
    draft.clauses.append(read)


def _table(draft: Draft, rest: str, line: int) -> None:
    """`table NAME rank=value …`; further lines of one name add to it."""
    name, _, rows = rest.partition(" ")
    if not name or "=" in name:
        raise WordProblem(name, sentence("the table's name is missing"))
    table = draft.tables.setdefault(name, {})
    at = 0
    while rows[at:].strip():
        found = _ROW.match(rows, at)
        if found is None:
            raise WordProblem(rows[at:].split()[0], sentence("a table is written as rank=value"))
        rank = found[1] or found[2]
        if rank in table:
            raise WordProblem(rank, sentence("the rank stands in this table already"))
        table[rank] = whole(found[3], sentence("the value"))
        at = found.end()
    if not table:
        raise WordProblem("", sentence("rank=value is missing"))
    draft.lines.setdefault(f"table {name}", line)


def _room(word: str) -> Callable[[Draft, str, int], None]:
    def read(draft: Draft, rest: str, line: int) -> None:
        words = Words(rest)
        sides = draft.known_sides(word)
        to = sides if words.has("each") else (read_side(words, sides),)
        stretchers = word == "stretchers"
        none = stretchers and words.has("any")
        number = None if none else words.number(_NUMBER_OF[word])
        taken = None
        if stretchers and words.has("of"):
            taken = words.number(sentence("the seats of a stretcher"))
            words.expect("seats")
        words.end()
        for side in to:
            draft.note(f"{word} {side}", line, side)
            draft.room[f"{word} {side}"] = number
            if taken is not None:
                draft.room[f"stretcher_seats {side}"] = taken

    return read


def _number(key: str, before: str, after: str) -> Callable[[Draft, str, int], None]:
    def read(draft: Draft, rest: str, line: int) -> None:
        words = Words(rest)
        words.expect(*before.split())
        draft.numbers[key] = words.number(sentence("this"))
        words.expect(*after.split())
        words.end()
        draft.note(key, line)

    return read


def _remains(draft: Draft, rest: str, line: int) -> None:
    words = Words(rest)
    amounts: list[int | None] = []
    for _ in range(2):
        if amounts:
            words.expect("for")
        amounts.append(
            None if words.has("all") else words.number(sentence("the number of remains"))
        )
    words.end()
    draft.note("remains", line)
    draft.remains = Remains((amounts[0], amounts[1]))


READERS: dict[str, Callable[[Draft, str, int], None]] = {
    "agreement": _agreement,
    "reading": _reading,
    "sides": _sides,
    "dated": _dated,
    "source": _source,
    "tier": _tier,
    "then": _then,
    "clause": _clause,
    "table": _table,
    "seats": _room("seats"),
    "stretchers": _room("stretchers"),
    "camp": _room("camp"),
    "vehicle": _room("vehicle"),
    "every": _number("every", "", "days"),
    "exposure": _number("exposure", "at most", ""),
    "settle": _number("settle", "within", "rounds"),
    "remains": _remains,
}
"""What a line may begin with."""

ASSUMABLE = frozenset(READERS) - {"agreement", "reading", "sides", "dated", "source", "table"}

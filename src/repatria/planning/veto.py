"""What a veto costs, and whom: the series made anew without it, and the two laid side by side.

A veto keeps back more than the one it names. Where people are returned one for one, the side that
says it often keeps one of its own people back; under “all for all” it costs the one alone. Nothing
is estimated: for every veto the whole series is simulated again.

A bill is of an act, not of a person: it says what a refusal does to everybody under the agreement
as it stands. Bills do not add, as the same place cannot be taken twice: those of a group (a basis,
a unit) come from a series of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

import numpy as np
from numpy.typing import NDArray

from repatria.base.errors import ValueProblem
from repatria.base.messages import message
from repatria.planning.columns import load
from repatria.planning.counts import Returned
from repatria.planning.eligible import gate
from repatria.planning.facts import Person
from repatria.planning.kernel import NEVER
from repatria.planning.phrases import Phrase, say
from repatria.planning.reasons import Reason
from repatria.planning.round import Numbers
from repatria.planning.series import check_rounds, returned_array
from repatria.planning.series_book import Line, line_of
from repatria.planning.series_kernel import ABSENT, WAITS
from repatria.planning.terms import Terms
from repatria.planning.veto_kernel import Fixed
from repatria.planning.veto_series import (
    KEPT,
    LATER,
    SOONER,
    Base,
    again,
    base_of,
    differences,
    fixed_of,
)

BySide = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Bill:
    """What one veto costs, or several together. The first number is of those who return to the
    first side of the agreement, the second of those who return to the second."""

    codes: tuple[str, ...]
    """Who is kept."""
    kept: BySide
    """How many would return within the rounds if it were not for the veto: those it names among
    them. Negative where it lets more return."""
    kept_critical: BySide
    """Those of article 109 among them."""
    later: BySide
    """Person-rounds: by how much others return later for it."""
    sooner: BySide
    """Person-rounds: by how much others return sooner for it."""
    later_critical: BySide
    sooner_critical: BySide
    rounds: tuple[int | None, ...]
    """For each code, the round (from 0) in which they would return; None where in none."""

    @property
    def delay(self) -> BySide:
        """Person-rounds by which the others wait longer, all in all."""
        return (self.later[0] - self.sooner[0], self.later[1] - self.sooner[1])


@dataclass(frozen=True, slots=True)
class VetoSeries:
    """A register's series with all vetoes, from which bills are made."""

    terms: Terms
    line: Line
    fixed: Fixed
    base: Base
    vetoes: Mapping[str, int]
    """By code, the row of whoever is kept by a veto alone."""
    people: Mapping[str, Person]
    """Whoever is kept by a veto alone."""
    beyond: frozenset[str]
    """Whom a veto keeps and the agreement would not reach anyway."""
    first_place: NDArray[np.int64]
    """By row, the first place in the line."""


def veto_series(
    people: Iterable[Person],
    terms: Terms,
    on: date,
    numbers: Numbers,
    rounds: int,
    returned: Returned | None = None,
) -> VetoSeries:
    """The series with all vetoes. Only a veto for which every other gate is open has a bill.

    Raises `ValueProblem` as `columns.load` and `series.strict_series`.
    """
    check_rounds(rounds)
    kept: dict[str, Person] = {}

    def freed() -> Iterator[Person]:
        for person in people:
            if person.veto and gate(person, terms, on) is Reason.VETO:
                kept[person.code] = person
                person = replace(person, veto="")
            yield person

    line = line_of(load(freed(), terms, on, numbers), rounds)
    row_of = {code: row for row, code in enumerate(line.codes)}
    vetoes = {code: row_of[code] for code in kept if code in row_of}
    round_of = np.full(len(line.codes), WAITS, np.int32)
    round_of[np.array(list(vetoes.values()), np.int64)] = ABSENT
    fixed = fixed_of(line.book)
    had = returned_array(terms, returned or {})
    base = base_of(line.book, fixed, rounds, round_of, had)
    first = np.full(len(line.codes), NEVER, np.int64)
    np.minimum.at(first, line.book.row, np.arange(len(line.book.row)))
    beyond = frozenset(kept) - vetoes.keys()
    return VetoSeries(terms, line, fixed, base, vetoes, kept, beyond, first)


def bill(series: VetoSeries, codes: Collection[str]) -> Bill:
    """What the vetoes on some people cost together: a series without all of them at once.

    Raises `ValueProblem` for a code that no veto keeps, or one that other gates keep as well.
    """
    told = tuple(dict.fromkeys(codes))
    for code in told:
        if code not in series.people:
            text = message("No veto keeps {code}, or something else does as well.")
            raise ValueProblem(text.format(code=code))
    rows = np.array([series.vetoes[code] for code in told if code in series.vetoes], np.int64)
    if not len(rows):
        none = (0, 0)
        return Bill(told, none, none, none, none, none, none, (None,) * len(told))
    other = series.base.round_of.copy()
    again(series.line.book, series.fixed, series.base, _begin(series, rows), other, rows)
    found = differences(series.line.side, series.line.duty, series.base.round_of, other)

    def both(what: int, critical: int) -> BySide:
        one, two = found[what, critical].tolist()
        return (one, two)

    at = [int(other[series.vetoes[c]]) if c in series.vetoes else WAITS for c in told]
    return Bill(
        codes=told,
        kept=both(KEPT, 0),
        kept_critical=both(KEPT, 1),
        later=both(LATER, 0),
        sooner=both(SOONER, 0),
        later_critical=both(LATER, 1),
        sooner_critical=both(SOONER, 1),
        rounds=tuple(None if round_ < 0 else round_ for round_ in at),
    )


def _begin(series: VetoSeries, rows: NDArray[np.int64]) -> int:
    """The first round in which a walk came to the place of one of these. Before that, a walk had
    ended: they are behind its end, and nobody there can change it. Where the order of the classes
    must be found in every round, the first of all."""
    rounds = len(series.base.reach)
    if not series.fixed.apart:
        return 0
    begin = rounds
    for row in rows.tolist():
        reached = series.base.reach[:, series.line.side[row]] >= series.first_place[row]
        begin = min(begin, int(np.argmax(reached)) if reached.any() else rounds)
    return begin


def bills(series: VetoSeries, codes: Iterable[str] | None = None) -> Iterator[Bill]:
    """One bill for each veto, in the order of the codes; all of them where none are named."""
    for code in sorted(series.people) if codes is None else codes:
        yield bill(series, (code,))


def grouped(series: VetoSeries, by: Callable[[Person], str]) -> dict[str, tuple[str, ...]]:
    """Who is kept, by what `by` says of them: `lambda person: person.veto` for the basis,
    `lambda person: person.unit` for the unit. Each group is billed together: bills do not add."""
    groups: dict[str, list[str]] = {}
    for code in sorted(series.people):
        groups.setdefault(by(series.people[code]), []).append(code)
    return {name: tuple(codes) for name, codes in sorted(groups.items())}


def group_bills(series: VetoSeries, by: Callable[[Person], str]) -> dict[str, Bill]:
    """A joint bill for each group."""
    return {name: bill(series, codes) for name, codes in grouped(series, by).items()}


def sentence(series: VetoSeries, found: Bill) -> Phrase:
    """A bill in words, with the vetoing side's own people first; vetoes of both sides are told by
    whom they keep from returning to either."""
    sides = series.terms.sides
    to = {series.people[code].side for code in found.codes}
    if len(to) != 1:
        return say(
            message(
                "Vetoes of both sides: {number}. They keep {one} of those who would return to "
                "{first}, and {two} of those who would return to {second}. Others wait {later} "
                "person-rounds longer and {sooner} less."
            ),
            number=len(found.codes),
            one=found.kept[0],
            two=found.kept[1],
            first=sides[0],
            second=sides[1],
            later=sum(found.later),
            sooner=sum(found.sooner),
        )
    at = sides.index(to.pop())
    return say(
        message(
            "Vetoes: {number}. They keep {own} of those who would return to {holder}, who has the "
            "veto, and {other} of those who would return to {side}. Others wait {later} "
            "person-rounds longer and {sooner} less."
        ),
        number=len(found.codes),
        own=found.kept[1 - at],
        other=found.kept[at],
        holder=sides[1 - at],
        side=sides[at],
        later=sum(found.later),
        sooner=sum(found.sooner),
    )

"""From a list to those who go: the standby order, whom to ask next, and the final list.

A holder refuses most of what it is asked, so a list is not a set but an order: whoever is refused
leaves the place to the next. The final list is the list of record made anew from those to whom the
holder agreed, class counts and all. Nothing here knows how likely an answer is: an order that did
would let a holder steer it by refusing.

In whatever batches people are asked, the final list is the same (docs/methods/planning.md, T3).
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from repatria.planning.answer_codes import Said, Standing
from repatria.planning.counts import COUPLED, Counts, Returned, fix_counts, mixed
from repatria.planning.eligible import check_clauses
from repatria.planning.facts import Person
from repatria.planning.order import Key
from repatria.planning.reasons import Reason
from repatria.planning.round import Numbers, counted, lines_of
from repatria.planning.terms import Kind, Terms
from repatria.planning.walk import Place, Walk, reason, walk

Codes = tuple[tuple[str, ...], tuple[str, ...]]
Lines = tuple[tuple[Place, ...], tuple[Place, ...]]


@dataclass(frozen=True, slots=True)
class Standby:
    """A round's order to both sides, made once; answers come afterwards."""

    terms: Terms
    on: date
    shut: Mapping[str, Reason]
    """Who cannot be considered, and the gate."""
    lines: Lines
    """Everybody who can, in the order: to the first side, to the second."""
    returned: Returned

    @property
    def codes(self) -> Codes:
        """The order by code."""
        one, two = (tuple(place.code for place in line) for line in self.lines)
        return (one, two)


@dataclass(frozen=True, slots=True)
class Filled:
    """The list of record of some of those who stand in the order."""

    walks: tuple[Walk, Walk]
    counts: Counts
    touched: frozenset[str]
    """Whom any walk took that fixed the numbers, and the first of each coupled class: if somebody
    else were missing, nothing would be otherwise."""

    @property
    def listed(self) -> Codes:
        """Who is on it, in the order."""
        one, two = (tuple(place.code for place in done.taken) for done in self.walks)
        return (one, two)

    @property
    def codes(self) -> tuple[str, ...]:
        """The same of both sides together."""
        return self.listed[0] + self.listed[1]


@dataclass(frozen=True, slots=True)
class Final:
    """Who goes, of those to whom the holder agreed; and why everybody else does not."""

    listed: Codes
    why: Mapping[str, Reason | Said | Standing]
    """One for everybody: a reason of the round, or what the holder said, or that there is no
    answer."""
    counted: Mapping[int, tuple[int, int]]
    """As `round.Round.counted`: by a clause's number, how many go to each side."""
    settled: bool
    """Whether further answers can change nothing."""
    empty: tuple[int, int]
    """Seats to each side that stay empty."""
    register_too_small: tuple[bool, bool]
    """Whether seats to a side stay empty although nobody of its order is left to be asked."""


def standby(
    people: Iterable[Person],
    terms: Terms,
    on: date,
    numbers: Numbers,
    returned: Returned | None = None,
) -> Standby:
    """The order of a round. Raises `ValueProblem` as `round.next_round`."""
    check_clauses(terms)
    shut, lines = lines_of(people, terms, on, numbers)
    return Standby(terms, on, shut, (tuple(lines[0]), tuple(lines[1])), returned or {})


def filled(order: Standby, out: Container[str] = ()) -> Filled:
    """The list of record of the order without those in `out`: the same as a round made anew of a
    register without them."""
    one, two = ([place for place in line if place.code not in out] for line in order.lines)
    return fill(order.terms, (one, two), order.returned)


def fill(terms: Terms, lines: tuple[list[Place], list[Place]], returned: Returned) -> Filled:
    """The list of record of two sorted lines."""
    coupled = {at for at, clause in enumerate(terms.clauses) if clause.kind in COUPLED}
    with_numbers = [[p for p in line if p.clause in coupled] for line in lines]
    first: dict[int, Place] = {}
    for place in (*with_numbers[0], *with_numbers[1]):
        if place.clause not in first or place.key < first[place.clause].key:
            first[place.clause] = place
    keys: dict[int, Key] = {at: place.key for at, place in first.items()}
    touched = {place.code for place in first.values()}

    def walker(side: int, limits: Mapping[int, int]) -> Walk:
        done = walk(lines[side], terms.room[side], limits)
        touched.update(place.code for place in done.taken)
        return done

    interleaved = mixed([[place.clause for place in line] for line in with_numbers], keys)
    counts = fix_counts(terms.clauses, returned, walker, keys, interleaved)
    walks = (walker(0, counts.limits[0]), walker(1, counts.limits[1]))
    return Filled(walks, counts, frozenset(touched))


def standby_order(order: Standby, out: Container[str] = ()) -> Codes:
    """The standby order to each side: those on the list, then those who come next, in the order of
    the agreement. `out` are those who will not go."""
    now = filled(order, out).listed
    rest = [
        tuple(p.code for p in line if p.code not in out and p.code not in on_list)
        for line, on_list in zip(order.lines, map(frozenset, now), strict=True)
    ]
    return (now[0] + rest[0], now[1] + rest[1])


def _everybody(order: Standby) -> set[str]:
    return {place.code for line in order.lines for place in line}


def _refused(known: Mapping[str, Said | Standing]) -> set[str]:
    """Who was asked and will not go."""
    may = (Said.AGREED, Standing.OPEN, Standing.NOT_ASKED)
    return {code for code, stands in known.items() if stands not in may}


def _hang(order: Standby, known: Mapping[str, Said | Standing]) -> frozenset[str]:
    """On whose answers the list hangs: those on the list of all who agreed or may yet agree. Where
    classes stand mixed, or a ratio meets stretchers, everybody whom a walk took that fixed their
    numbers (docs/methods/planning.md, T3)."""
    now = filled(order, _refused(known))
    listed = frozenset(now.codes)
    wide = any(room.stretcher_seats != 1 for room in order.terms.room)
    if now.counts.interleaved or (
        wide and any(clause.kind is Kind.RATIO for clause in order.terms.clauses)
    ):
        return now.touched
    agreed = {code for code, stands in known.items() if stands is Said.AGREED}
    if listed <= agreed:
        sure = filled(order, _everybody(order) - agreed)
        if sure.counts.interleaved or sure.listed != now.listed:
            return now.touched
    return listed


def next_to_ask(order: Standby, known: Mapping[str, Said | Standing]) -> Codes:
    """Whom to ask next, to each side in the order: those on the list of all who agreed or may yet
    agree, as far as they have not been asked. Where classes stand mixed, also those on whom their
    numbers hang. Nobody is left once everything is asked that can change the list."""
    hang = _hang(order, known)
    unasked = Standing.NOT_ASKED
    one, two = (
        tuple(p.code for p in line if p.code in hang and known.get(p.code, unasked) is unasked)
        for line in order.lines
    )
    return (one, two)


def settled(order: Standby, known: Mapping[str, Said | Standing]) -> bool:
    """Whether no further answer can change the final list."""
    return all(known.get(code) is Said.AGREED for code in _hang(order, known))


def final(order: Standby, known: Mapping[str, Said | Standing]) -> Final:
    """Who goes, on the answers as they are. `known` is `Asking.known` on the day.

    Whoever has not agreed does not go, whether there is time left or not; `settled` tells whether
    somebody's answer could still change the list.
    """
    agreed = {code for code, said in known.items() if said is Said.AGREED}
    done = filled(order, _everybody(order) - agreed)
    why: dict[str, Reason | Said | Standing] = dict(order.shut)
    hoped = filled(order, _refused(known))
    for line, walked, could in zip(order.lines, done.walks, hoped.walks, strict=True):
        for place in line:
            stands = known.get(place.code, Standing.NOT_ASKED)
            why[place.code] = stands
            if stands is Said.AGREED:
                why[place.code] = reason(place, walked.cutoffs)
            elif stands is Standing.NOT_ASKED:
                verdict = reason(place, could.cutoffs)
                why[place.code] = stands if verdict is Reason.ON_LIST else verdict
    taken = {
        at: (done.walks[0].counts.get(at, 0), done.walks[1].counts.get(at, 0))
        for at in range(len(order.terms.clauses))
    }
    empty = _empty(order, done.walks)
    still = (Standing.NOT_ASKED, Standing.OPEN)
    left = [any(known.get(p.code, still[0]) in still for p in line) for line in order.lines]
    return Final(
        listed=done.listed,
        why=why,
        counted=counted(order.terms, taken),
        settled=settled(order, known),
        empty=empty,
        register_too_small=(empty[0] > 0 and not left[0], empty[1] > 0 and not left[1]),
    )


def _empty(order: Standby, walks: tuple[Walk, Walk]) -> tuple[int, int]:
    left = []
    for room, done in zip(order.terms.room, walks, strict=True):
        wide = sum(room.stretcher_seats if place.stretcher else 1 for place in done.taken)
        left.append(max(0, room.seats - wide))
    return (left[0], left[1])

"""The walk: down the order, taking everybody who still fits.

Whether somebody is taken shows in cut-offs alone. Each thing that can be full (the round's seats,
the stretcher places, a camp, a clause) has the key of the person with whom it became full.
Somebody is on the list exactly if no cut-off of theirs stands before them. Proofs and limits:
docs/methods/planning.md.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from repatria.planning.order import FIRST_OF_ALL, Key
from repatria.planning.reasons import Reason
from repatria.planning.terms import Room


@dataclass(frozen=True, slots=True)
class Place:
    """Somebody in the order of one side: what the walk needs of them, and nothing more."""

    key: Key
    code: str
    clause: int
    """The place of their clause; -1 on the track of article 109, which no clause counts."""
    camp: str
    """Where the camp is not known they stand as if from one camp together."""
    stretcher: bool
    caps: tuple[int, ...] = ()
    """The places of the caps that bound them; none on the track of article 109."""


@dataclass(frozen=True, slots=True)
class Cutoffs:
    """The last person whom each thing had room for; what is not full has none."""

    seats: Key | None = None
    stretchers: Key | None = None
    """Whoever needs a stretcher and stands later finds no place for it, or too few seats."""
    camps: Mapping[str, Key] = field(default_factory=dict)
    clauses: Mapping[int, Key] = field(default_factory=dict)
    """Classes and caps, by the place of their clause."""


@dataclass(frozen=True, slots=True)
class Walk:
    """What came of a walk down one side's order."""

    taken: tuple[Place, ...]
    counts: Mapping[int, int]
    """How many of each class, and under each cap, were taken."""
    cutoffs: Cutoffs


def walk(line: Sequence[Place], room: Room, limits: Mapping[int, int]) -> Walk:
    """Takes everybody in the sorted `line` for whom there is room. A class or a cap without a limit
    has none."""
    seats, beds = room.seats, room.seats if room.stretchers is None else room.stretchers
    taken: list[Place] = []
    camps: Counter[str] = Counter()
    counts: Counter[int] = Counter()
    full_seats = FIRST_OF_ALL if seats < 1 else None
    full_beds = FIRST_OF_ALL if seats < room.stretcher_seats or beds < 1 else None
    full_camps = {place.camp: FIRST_OF_ALL for place in line} if room.camp == 0 else {}
    full_clauses = {clause: FIRST_OF_ALL for clause, most in limits.items() if most == 0}
    for place in line:
        bounds = (place.clause, *place.caps)
        if full_seats or place.camp in full_camps or any(at in full_clauses for at in bounds):
            continue
        if place.stretcher and full_beds:
            continue
        taken.append(place)
        camps[place.camp] += 1
        counts.update(bounds)
        seats -= room.stretcher_seats if place.stretcher else 1
        beds -= place.stretcher
        if seats < 1:
            full_seats = place.key
        if not full_beds and (seats < room.stretcher_seats or beds < 1):
            full_beds = place.key
        if camps[place.camp] == room.camp:
            full_camps[place.camp] = place.key
        for at in bounds:
            if counts[at] == limits.get(at):
                full_clauses[at] = place.key
    cutoffs = Cutoffs(full_seats, full_beds, full_camps, full_clauses)
    return Walk(tuple(taken), dict(counts), cutoffs)


def reason(place: Place, cutoffs: Cutoffs) -> Reason:
    """Why somebody who can be considered is on the list or not: the first cut-off before them, in
    the order of the closed list."""

    def before(cutoff: Key | None) -> bool:
        return cutoff is not None and cutoff < place.key

    if place.stretcher and before(cutoffs.stretchers):
        return Reason.NO_STRETCHER_PLACE
    if before(cutoffs.camps.get(place.camp)):
        return Reason.CAMP_FULL
    if before(cutoffs.seats):
        return Reason.ROUND_FULL
    if any(before(cutoffs.clauses.get(at)) for at in place.caps):
        return Reason.CLAUSE_FULL
    if before(cutoffs.clauses.get(place.clause)):
        return Reason.CLASS_UNMATCHED
    return Reason.ON_LIST

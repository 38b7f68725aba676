"""A register as arrays: what a round needs of everybody, computed once for a rule and a day.

Loading evaluates every scope and hashes every code (about ten microseconds a person); rounds are
then made from the arrays.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import accumulate

import numpy as np
from numpy.typing import NDArray

from repatria.base.errors import ValueProblem
from repatria.base.messages import message
from repatria.planning.atoms import Answers, Atoms
from repatria.planning.eligible import check_clauses, counted_by, gate
from repatria.planning.facts import Person
from repatria.planning.order import UNKNOWN_TENURE, Key
from repatria.planning.reasons import Reason
from repatria.planning.round import Numbers, place_of
from repatria.planning.terms import Terms
from repatria.planning.walk import Place

REASONS = tuple(Reason)
MOST_TIERS = 1 << 16


@dataclass(frozen=True, slots=True)
class Columns:
    """Everybody of one side who can be considered, in the order they were handed in."""

    codes: tuple[str, ...]
    sort: NDArray[np.uint64]
    """Track (1 bit), tier (16), days (23), the lottery number's first 24 bits."""
    lottery: NDArray[np.uint64]
    """The whole number in four columns of 64 bits, the first the highest."""
    clause: NDArray[np.int32]
    """Those of article 109 have the number of clauses, one past the last."""
    caps: NDArray[np.int32]
    """Which set of caps bounds somebody: set *n* is `cap_members[cap_starts[n]:cap_starts[n+1]]`,
    places of clauses."""
    cap_starts: NDArray[np.int32]
    cap_members: NDArray[np.int32]
    camp: NDArray[np.int32]
    stretcher: NDArray[np.bool_]
    camps: tuple[str, ...]

    def key(self, at: int) -> Key:
        """The key of the person in a row."""
        packed = int(self.sort[at])
        number = 0
        for word in self.lottery[at]:
            number = number << 64 | int(word)
        days = (packed >> 24 & 0x7FFFFF) - UNKNOWN_TENURE
        return (packed >> 63, packed >> 47 & 0xFFFF, days, number)


@dataclass(frozen=True, slots=True)
class Loaded:
    """A register, loaded for one rule and one day."""

    terms: Terms
    on: date
    sides: tuple[Columns, Columns]
    shut: dict[str, Reason]
    would_count: dict[int, tuple[str, ...]]
    people: tuple[Person, ...]
    """Everybody who was handed in: a series asks them again where a scope depends on the day."""
    numbers: Numbers
    answers: Answers | None
    """What the rule asks of `people`, where the day changes any of it."""


def _columns(places: list[Place], clauses: int) -> Columns:
    camps = tuple(dict.fromkeys(place.camp for place in places))
    number_of = {camp: at for at, camp in enumerate(camps)}
    sets = tuple(dict.fromkeys(place.caps for place in places))
    set_of = {caps: at for at, caps in enumerate(sets)}
    keys = [place.key for place in places]
    packed = [
        key[0] << 63 | key[1] << 47 | (key[2] + UNKNOWN_TENURE) << 24 | key[3] >> 232
        for key in keys
    ]
    words = b"".join(key[3].to_bytes(32, "big") for key in keys)
    return Columns(
        codes=tuple(place.code for place in places),
        sort=np.array(packed, np.uint64),
        lottery=np.frombuffer(words, ">u8").reshape(-1, 4).astype(np.uint64),
        clause=np.array([p.clause if p.clause >= 0 else clauses for p in places], np.int32),
        caps=np.array([set_of[place.caps] for place in places], np.int32),
        cap_starts=np.array([0, *accumulate(len(caps) for caps in sets)], np.int32),
        cap_members=np.array([at for caps in sets for at in caps], np.int32),
        camp=np.array([number_of[place.camp] for place in places], np.int32),
        stretcher=np.array([place.stretcher for place in places], np.bool_),
        camps=camps,
    )


def load(people: Iterable[Person], terms: Terms, on: date, numbers: Numbers) -> Loaded:
    """Loads a register. `ValueProblem` as `round.next_round`, and for more than 65,535 tiers."""
    check_clauses(terms)
    if len(terms.tiers) >= MOST_TIERS:
        raise ValueProblem(message("A rule has fewer than 65,536 tiers."))
    places: tuple[list[Place], list[Place]] = ([], [])
    shut: dict[str, Reason] = {}
    counted: dict[int, list[str]] = {}
    seen: set[str] = set()
    people = tuple(people)
    for person in people:
        if person.code in seen:
            text = message("The code {code} stands twice in the register.")
            raise ValueProblem(text.format(code=person.code))
        seen.add(person.code)
        why = gate(person, terms, on)
        if why is not None:
            shut[person.code] = why
            continue
        for clause in counted_by(person, terms, on):
            counted.setdefault(clause.number, []).append(person.code)
        place = place_of(person, terms, on, numbers)
        places[terms.sides.index(person.side)].append(place)
    columns = [_columns(side, len(terms.clauses)) for side in places]
    would = {number: tuple(sorted(codes)) for number, codes in counted.items()}
    atoms = Atoms(terms)
    answers = atoms.answers(people, on) if atoms.by_day else None
    return Loaded(terms, on, (columns[0], columns[1]), shut, would, people, numbers, answers)

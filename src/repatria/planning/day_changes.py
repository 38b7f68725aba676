"""Who changes place with the day: birthdays and days held, for the scopes that speak of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from repatria.planning.atoms import Answers, Atoms, Ints, Standing
from repatria.planning.columns import Loaded
from repatria.planning.eligible import gate
from repatria.planning.facts import Person
from repatria.planning.reasons import Reason


@dataclass(frozen=True, slots=True)
class Turns:
    """Everybody who does not stand alike through all rounds, and their stretches of rounds."""

    people: tuple[Person, ...]
    who: Ints
    """By stretch: a place in `people`. Those of one person follow each other, the first from
    round 0."""
    begins: Ints
    ends: Ints
    """The round with which the stretch no longer holds."""
    standing: Ints
    """A place in `standings`; -1 is nowhere, since the agreement does not reach them."""
    standings: tuple[Standing, ...]


def turns(loaded: Loaded, days: Sequence[date]) -> Turns:
    """Everybody whom the days of the rounds change, in the order they were handed in."""
    atoms, rounds = Atoms(loaded.terms), len(days)
    if loaded.answers is None:
        none = np.zeros(0, np.int64)
        return Turns((), none, none, none, none, ())
    start, step = (
        days[0].toordinal(),
        (days[-1].toordinal() - days[0].toordinal()) // max(1, rounds - 1),
    )
    rows = _perhaps(loaded, loaded.answers, atoms, start, days[-1].toordinal())
    people = [loaded.people[row] for row in rows.tolist()]
    spans = atoms.spans(loaded.answers.born[rows], loaded.answers.captured[rows])
    # The rounds with which an atom turns: a day between two rounds tells from the second on.
    both = [day for _, *pair in spans for day in pair]
    at = np.stack([np.zeros(len(people), np.int64), *(-((start - day) // step) for day in both)])
    at = np.sort(np.where((at > 0) & (at < rounds), at, 0), axis=0).T
    day = start + at * step
    own = np.broadcast_to(loaded.answers.fixed[rows][:, None], at.shape).copy()
    for bit, begins, ends in spans:
        own |= ((begins[:, None] <= day) & (day < ends[:, None])).astype(np.int64) << bit
    duty = loaded.answers.duty[rows]
    kinds, of = np.unique(own * 2 + duty[:, None], return_inverse=True)
    standings: dict[Standing, int] = {}
    by_kind = []
    for kind in kinds.tolist():
        stands = atoms.standing(kind >> 1, bool(kind & 1))
        by_kind.append(-1 if stands is None else standings.setdefault(stands, len(standings)))
    place = np.array(by_kind, np.int64)[of.reshape(at.shape)]
    turning = np.ones(at.shape, np.bool_)
    turning[:, 1:] = place[:, 1:] != place[:, :-1]
    changing: NDArray[np.bool_] = np.any(turning[:, 1:], axis=1)
    for row in np.flatnonzero(changing).tolist():
        one = people[row]
        if one.code in loaded.shut:
            # Another holder, say, puts somebody outside the agreement for good.
            on = [days[now] for now in at[row, turning[row] & (place[row] >= 0)].tolist()]
            changing[row] = any(gate(one, loaded.terms, day) is None for day in on)
    turning &= changing[:, None]
    who = np.cumsum(changing)[np.nonzero(turning)[0]] - 1
    begins = at[turning]
    ends = np.append(begins[1:], 0)
    ends[np.append(who[1:] != who[:-1], True)[: len(ends)]] = rounds
    return Turns(
        tuple(people[row] for row in np.flatnonzero(changing).tolist()),
        who,
        begins,
        ends[: len(begins)],
        place[turning],
        tuple(standings),
    )


def _perhaps(loaded: Loaded, answers: Answers, atoms: Atoms, start: int, end: int) -> Ints:
    """Whose atoms may turn between two days, as places in `loaded.people`; years are taken as 365
    to 366 days, so some are too many."""
    born, captured = answers.born, answers.captured
    marked = np.zeros(len(born), np.bool_)
    for years in {years for _, age in atoms.ages for years in (age.least, age.most + 1)}:
        marked |= (born >= start - years * 366 - 2) & (born <= end - years * 365 + 2)
    for least in {held.days for _, held in atoms.held}:
        marked |= (captured > start - least) & (captured <= end - least)
    shut, people, outside = loaded.shut, loaded.people, Reason.OUTSIDE_TERMS
    rows = np.flatnonzero(marked).tolist()
    found = [row for row in rows if shut.get(people[row].code, outside) is outside]
    return np.array(found, np.int64)

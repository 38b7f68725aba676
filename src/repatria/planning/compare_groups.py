"""How a formula treats some groups of people: the same for all formulas, and read from the facts on
the first day, whether a formula has a word for them or not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from repatria.base.messages import message
from repatria.planning.facts import Medical, Person, Sex
from repatria.planning.scope import Aged, IsCivilian, OfSex
from repatria.planning.series import Series, Waits

SAID_CRITICAL = "said_critical"
GROUPS = {
    SAID_CRITICAL: message("said to be wounded or ill, not confirmed by a commission"),
    "women": message("women"),
    "young": message("aged 18 to 25"),
    "civilians": message("civilians"),
}
_SCOPES = {"women": OfSex(Sex.FEMALE), "young": Aged(18, 25), "civilians": IsCivilian(True)}


@dataclass(frozen=True, slots=True)
class Groups:
    """Who is in a group."""

    row_of: Mapping[str, int]
    """By code."""
    within: Mapping[str, tuple[NDArray[np.bool_], NDArray[np.bool_]]]
    """By group and side; the last row stands for people who are not in `row_of`."""


@dataclass(frozen=True, slots=True)
class GroupWaits:
    """A group of one side under one formula."""

    people: int
    """Whom nothing keeps but the formula, time and room."""
    waits: Waits
    """Of those who return."""

    @property
    def stranded(self) -> int:
        """Who returns in none of the rounds."""
        return self.people - self.waits.people


def groups_of(people: Sequence[Person], sides: tuple[str, str], on: date) -> Groups:
    """The groups of those whom nothing keeps but a formula."""
    row_of = {person.code: row for row, person in enumerate(people)}
    to = np.array([*(p.side == sides[1] for p in people), False], np.bool_)
    ours = np.array([*(p.side in sides for p in people), False], np.bool_)
    within = {}
    for key in GROUPS:
        held = np.array([*(_in(key, person, on) for person in people), False], np.bool_)
        within[key] = (held & ours & ~to, held & to)
    return Groups(row_of, within)


def _in(key: str, person: Person, on: date) -> bool:
    if key == SAID_CRITICAL:
        return person.medical is not Medical.NONE and not person.duty
    return _SCOPES[key].holds(person, on)


def group_waits(series: Series, groups: Groups) -> dict[str, tuple[GroupWaits, GroupWaits]]:
    """Every group under one formula, by side."""
    step = (series.days[1] - series.days[0]).days if series.rounds > 1 else 0
    found: dict[str, list[GroupWaits]] = {key: [] for key in GROUPS}
    for side in (0, 1):
        rows = np.array([groups.row_of.get(code, -1) for code in series.codes[side]], np.int64)
        for key, each in found.items():
            own = groups.within[key][side]
            rounds = series.round_of[side][own[rows]].astype(np.int64)
            rounds = rounds[rounds >= 0]
            total, longest = int(rounds.sum()), int(rounds.max(initial=0))
            waits = Waits(len(rounds), total, longest, total * step, longest * step)
            each.append(GroupWaits(int(own.sum()), waits))
    return {key: (one, two) for key, (one, two) in found.items()}

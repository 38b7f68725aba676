"""The people of a plan as *types*: who is alike in everything that a plan can tell apart.

Two people with the same side, track, tier, class, caps, camp and need of a stretcher can be
exchanged in any plan without breaking it; so a plan says how many of a type return in a round, and
the order says who (T4 in docs/methods/planning.md). The size of the model does not depend on the
number of people.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from repatria.planning.columns import Loaded
from repatria.planning.order import REST
from repatria.planning.round_fast import sort


@dataclass(frozen=True, slots=True)
class Type:
    """People who are alike on the first day."""

    side: int
    track: int
    tier: int
    clause: int
    """The place of their class; -1 on the track of article 109."""
    caps: tuple[int, ...]
    """The places of the caps that bound them."""
    camp: str
    stretcher: bool
    people: int

    @property
    def level(self) -> tuple[int, int]:
        """What comes first in a plan: the track, then the tier."""
        return (self.track, self.tier)


@dataclass(frozen=True, slots=True)
class Typed:
    """A register by types."""

    types: tuple[Type, ...]
    rows: tuple[NDArray[np.intp], ...]
    """By type: the rows of `loaded.sides` in the order."""


def typed(loaded: Loaded) -> Typed:
    """The types of a register on the day it was loaded for."""
    types: list[Type] = []
    rows: list[NDArray[np.intp]] = []
    for side, columns in enumerate(loaded.sides):
        order = sort(columns)
        if not len(order):
            continue
        place = (columns.sort >> np.uint64(47)).astype(np.int64)
        parts = (place, columns.clause, columns.caps, columns.camp, columns.stretcher)
        # One number for all that makes a type.
        mixed = np.zeros(len(order), np.int64)
        for part in parts:
            mixed = mixed * (int(part.max()) + 1) + part[order]
        _, at, of = np.unique(mixed, return_index=True, return_inverse=True)
        kinds = np.stack([part[order[at]].astype(np.int64) for part in parts], axis=1)
        grouped = order[np.argsort(of, kind="stable")]
        ends = np.cumsum(np.bincount(of)).tolist()
        members = columns.cap_members.tolist()
        sets = [tuple(members[a:b]) for a, b in pairwise(columns.cap_starts.tolist())]
        for kind, begin, end in zip(kinds.tolist(), [0, *ends[:-1]], ends, strict=True):
            track = kind[0] >> 16
            types.append(
                Type(
                    side=side,
                    track=track,
                    tier=kind[0] & 0xFFFF,
                    clause=kind[1] if track == REST else -1,
                    caps=sets[kind[2]],
                    camp=columns.camps[kind[3]],
                    stretcher=bool(kind[4]),
                    people=int(end - begin),
                )
            )
            rows.append(grouped[begin:end])
    return Typed(tuple(types), tuple(rows))

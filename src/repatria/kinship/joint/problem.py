"""What a joint assignment is about: persons found, persons missing, and what speaks for each pair.

A *person found* is one sample or several that are one person's. A *missing person* belongs to a
family; a family may have several. For each pair that is not impossible there is a natural
logarithm of a likelihood ratio: the readings if the found person is the missing one, over the
readings if the found person is unrelated to everyone listed. Other evidence joins by addition.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from repatria.base.errors import ValueProblem

Numbers = NDArray[np.int64]
Vector = NDArray[np.float64]

Excess = Callable[[str, tuple[tuple[str, str], ...]], float]
"""From a family's name and two or more pairs (missing person, person found) of it to what these
tell together beyond the sum of each alone: a natural logarithm, −inf where it cannot be."""


@dataclass(frozen=True, slots=True)
class Missing:
    """A missing person of a family."""

    name: str
    family: str

    def __str__(self) -> str:
        return f"{self.name} of family {self.family}"


@dataclass(frozen=True, eq=False)
class Pairs:
    """A sparse matrix of natural logarithms of likelihood ratios: the places of the person found
    and of the missing person, and the logarithm; −inf for what cannot be.

    Raises `ValueProblem` for a pair that stands twice and for a value that is no number or +inf.
    """

    remains: Numbers
    missing: Numbers
    logs: Vector

    def __post_init__(self) -> None:
        if not len(self.remains) == len(self.missing) == len(self.logs):
            raise ValueProblem("the pairs have not one logarithm each")
        if np.isnan(self.logs).any() or np.isposinf(self.logs).any():
            raise ValueProblem("the logarithm of a ratio is a number or −inf")
        places = np.stack([self.remains, self.missing])
        if places.size and (places.min() < 0 or len(np.unique(places, axis=1).T) < len(self.logs)):
            raise ValueProblem("a pair stands twice, or has no place")

    @classmethod
    def of(cls, entries: Iterable[tuple[int, int, float]]) -> Pairs:
        """From triples (place of the person found, place of the missing person, logarithm)."""
        rows = list(entries)
        return cls(
            np.array([each[0] for each in rows], np.int64),
            np.array([each[1] for each in rows], np.int64),
            np.array([each[2] for each in rows], np.float64),
        )

    @classmethod
    def dense(cls, logs: Vector) -> Pairs:
        """From a whole matrix (persons found, missing persons)."""
        remains, missing = np.indices(logs.shape)
        return cls(remains.ravel(), missing.ravel(), np.array(logs, np.float64).ravel())

    def plus(self, more: Pairs) -> Pairs:
        """With the logarithms of further evidence added. A pair that the further evidence lacks
        stays as it is; a pair that only it has is left out: it is impossible here."""
        if not len(self.logs) or not len(more.logs):
            return self
        width = int(max(self.missing.max(), more.missing.max())) + 1
        keys, others = (each.remains * width + each.missing for each in (self, more))
        order = np.argsort(others)
        at = np.minimum(np.searchsorted(others, keys, sorter=order), len(others) - 1)
        found = order[at]
        added = np.where(others[found] == keys, more.logs[found], 0.0)
        return Pairs(self.remains, self.missing, self.logs + added)


@dataclass(frozen=True, eq=False)
class JointProblem:
    """Persons found, missing persons, and the pairs between them. A pair not given cannot be.

    `excess` tells what several assigned to one family say together beyond the sum of each alone
    (`family_term.FamilyTerms`); without it they are taken as independent given the references.
    Raises `ValueProblem` for a person who stands twice and for a pair of nobody.
    """

    remains: tuple[str, ...]
    missing: tuple[Missing, ...]
    pairs: Pairs
    excess: Excess | None = None

    def __post_init__(self) -> None:
        _once(self.remains, "among the persons found")
        _once([str(each) for each in self.missing], "among the missing")
        for places, count in (
            (self.pairs.remains, len(self.remains)),
            (self.pairs.missing, len(self.missing)),
        ):
            if len(places) and places.max() >= count:
                raise ValueProblem("a pair names a person who is not there")

    def with_evidence(self, more: Pairs | Vector) -> JointProblem:
        """With further evidence: pairs, or an array that broadcasts to (found, missing). It is to
        be independent of what is there already, given who is whom."""
        if not isinstance(more, Pairs):
            shape = len(self.remains), len(self.missing)
            whole = np.broadcast_to(np.asarray(more, np.float64), shape)
            at = self.pairs.remains, self.pairs.missing
            more = Pairs(*at, np.ascontiguousarray(whole[at]))
        return replace(self, pairs=self.pairs.plus(more))

    @cached_property
    def families(self) -> tuple[str, ...]:
        """The families, in the order in which they first come."""
        return tuple(dict.fromkeys(each.family for each in self.missing))

    @cached_property
    def family_of(self) -> Numbers:
        """The place of the family of each missing person."""
        place = {name: number for number, name in enumerate(self.families)}
        return np.array([place[each.family] for each in self.missing], np.int64)

    def __str__(self) -> str:
        return (
            f"{len(self.remains)} persons found, {len(self.missing)} missing of "
            f"{len(self.families)} families, {len(self.pairs.logs)} pairs"
        )


def _once(names: Sequence[str], where: str) -> None:
    seen: set[str] = set()
    for name in names:
        if name in seen:
            raise ValueProblem(f"{name} stands twice {where}")
        seen.add(name)

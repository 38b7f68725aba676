"""Sets of remains grown by joining, the best pair of sets first.

A join is weighed by the joint ratio of all samples of both sets, never by one link between them, so
a chain of partial profiles does not carry two persons into one set. Where two sets that cannot both
be joined want a third about equally, none gets it: a person must decide.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from heapq import heapify, heappop, heappush

from repatria.kinship.blind.joint import Held, Joint

Places = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Grown:
    """The sets, by place; and the joins that were left undecided, each with its rivals."""

    sets: tuple[Places, ...]
    undecided: tuple[tuple[Places, Places, tuple[Places, ...]], ...]


class Growing:
    """`pieces` are the sets to begin with, `edges` pairs of places that match, `strangers` by place
    those that are never joined with it. `least` and `margin` are natural logarithms.

    Sets have numbers: the pieces in their order, then each join. A set without an edge is never
    joined.
    """

    def __init__(
        self,
        joint: Joint,
        pieces: Iterable[Places],
        edges: Iterable[tuple[int, int]],
        strangers: Mapping[int, frozenset[int]],
        least: float,
        margin: float,
    ) -> None:
        self.joint, self.strangers, self.least, self.margin = joint, strangers, least, margin
        self.members = list(pieces)
        self.held = [joint.held(piece) for piece in self.members]
        self.alive = set(range(len(self.members)))
        self.beside: list[set[int]] = [set() for _ in self.members]
        number = {place: at for at, piece in enumerate(self.members) for place in piece}
        for one, other in edges:
            a, b = number[one], number[other]
            if a != b:
                self.beside[a].add(b)
                self.beside[b].add(a)
        self.known: dict[tuple[int, int], float] = {}
        self.aside: dict[tuple[int, int], tuple[int, ...]] = {}
        self.waiting: list[tuple[float, int, int, int, int]] = []

    def grown(self) -> Grown:
        """Join until nothing more is to be joined."""
        for at, others in enumerate(self.beside):
            for other in others:
                if at < other:
                    self._offer(at, other)
        heapify(self.waiting)
        while self.waiting:
            ratio, _, _, a, b = heappop(self.waiting)
            if a not in self.alive or b not in self.alive:
                continue
            rivals = self._rivals(a, b, -ratio)
            if rivals:
                self.aside[a, b] = rivals
            else:
                self._join(a, b)
        return Grown(
            tuple(sorted(self.members[at] for at in self.alive)),
            tuple(
                sorted(
                    (self.members[a], self.members[b], tuple(self.members[z] for z in rivals))
                    for (a, b), rivals in self.aside.items()
                    if a in self.alive and b in self.alive
                )
            ),
        )

    def _offer(self, a: int, b: int) -> None:
        if self._strange(self.members[a], self.members[b]):
            return
        ratio = self._ratio(a, b)
        if ratio >= self.least:
            first, second = sorted((self.members[a][0], self.members[b][0]))
            heappush(self.waiting, (-ratio, first, second, a, b))

    def _ratio(self, a: int, b: int) -> float:
        key = (a, b) if a < b else (b, a)
        if key not in self.known:
            self.known[key] = self._between(self.held[a], self.held[b])
        return self.known[key]

    def _between(self, one: Held, other: Held) -> float:
        # Rounded, so that the last digits of sums decide nothing.
        return round(self.joint.ratio(one, other), 9)

    def _strange(self, one: Places, other: Places) -> bool:
        return any(self.strangers.get(place, frozenset()).intersection(other) for place in one)

    def _rivals(self, a: int, b: int, ratio: float) -> tuple[int, ...]:
        """The sets that want either of two about as much, and cannot have a part in both."""
        union: Held | None = None
        found = []
        for other in sorted((self.beside[a] | self.beside[b]) - {a, b}):
            claims = [
                self._ratio(each, other)
                for each in (a, b)
                if other in self.beside[each]
                and not self._strange(self.members[each], self.members[other])
            ]
            if not claims or max(claims) < max(self.least, ratio - self.margin):
                continue
            union = union or self.joint.together(self.held[a], self.held[b])
            both = (*self.members[a], *self.members[b])
            if (
                self._strange(both, self.members[other])
                or self._between(union, self.held[other]) < self.least
            ):
                found.append(other)
        return tuple(found)

    def _join(self, a: int, b: int) -> None:
        new = len(self.members)
        self.members.append(tuple(sorted((*self.members[a], *self.members[b]))))
        self.held.append(self.joint.together(self.held[a], self.held[b]))
        self.beside.append((self.beside[a] | self.beside[b]) - {a, b})
        self.alive -= {a, b}
        self.alive.add(new)
        for other in self.beside[new]:
            self.beside[other] -= {a, b}
            self.beside[other].add(new)
            self._offer(new, other)
        # What a set that is no more stood in the way of is weighed again.
        for key in [key for key, rivals in self.aside.items() if {a, b} & set(rivals)]:
            del self.aside[key]
            if key[0] in self.alive and key[1] in self.alive:
                self._offer(*key)

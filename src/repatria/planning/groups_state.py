"""How far a round is filled: what room is left, what sums are reached, who is still to be asked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from repatria.planning.equivalents import largest
from repatria.planning.groups_model import SUMMED, Item, Model, lacking, totals

Witness = dict[Item, int]
"""Items that together with what is chosen keep every term: the proof that a choice can stand."""


class State:
    """The choices so far, and the items that can still complete them."""

    def __init__(
        self, model: Model, items: Iterable[Item], parts: Mapping[Item, tuple[Item, ...]]
    ) -> None:
        self.model = model
        self.parts = parts
        """The people's items of every bundle's."""
        self.left = list(model.most)
        size = len(model.terms.clauses)
        self.summed = [at for at, one in enumerate(model.terms.clauses) if one.kind in SUMMED]
        self.sums = [[0, 0] for _ in range(size)]
        self.open: dict[Item, int] = {}
        """How many of each item, of those that bring something, are still to be asked."""
        self.supply = [[0, 0] for _ in range(size)]
        """What they bring in all."""
        self.largest = [largest(clause) for clause in model.terms.clauses]
        """The most that one person brings to a clause."""
        self.bringing: dict[tuple[int, int], list[Item]] = {}
        """Items that bring to one clause and side alone."""
        for item, number in Counter(items).items():
            if not item.brings:
                continue
            if len(item.brings) == 1:
                self.bringing.setdefault(item.brings[0][:2], []).append(item)
            self.open[item] = number
            for at, side, much in item.brings:
                self.supply[at][side] += much * number
        for few in self.bringing.values():
            few.sort(key=lambda item: (-item.brings[0][2], sum(much for _, much in item.uses)))

    def gone(self, item: Item, all_of_them: bool = False) -> None:
        """One of an item, or every one, is no longer to be asked."""
        number = self.open.get(item, 0)
        fewer = number if all_of_them else min(1, number)
        if fewer:
            self.open[item] = number - fewer
            for at, side, much in item.brings:
                self.supply[at][side] -= much * fewer

    def take(self, item: Item) -> None:
        """Chooses an item."""
        for row, much in item.uses:
            self.left[row] -= much
        for at, side, much in item.brings:
            self.sums[at][side] += much

    def has_room(self, item: Item) -> bool:
        return all(self.left[row] >= much for row, much in item.uses)

    def lacks(self, item: Item) -> dict[tuple[int, int], int]:
        """What would be lacking with an item chosen too, by clause and side."""
        more = {(at, side): much for at, side, much in item.brings}
        found = {}
        for at in self.summed:
            one, two = self.sums[at]
            now = (one + more.get((at, 0), 0), two + more.get((at, 1), 0))
            if now == (0, 0):
                continue
            both = lacking(self.model.terms.clauses[at], self.model.past[at], now)
            found.update({(at, side): both[side] for side in (0, 1) if both[side]})
        return found

    def beyond(self, item: Item, lacks: dict[tuple[int, int], int]) -> bool:
        """A count that shows that nothing can complete an item: fewer are there than are lacking,
        or the seats left do not hold as many. Everybody takes a seat at least."""
        seats = self.seats_left(item)
        for (at, side), much in lacks.items():
            if self.supply[at][side] < much:
                return True
            seats[side] -= -(-much // self.largest[at])
        return min(seats) < 0

    def values(self, at: int, side: int) -> dict[int, int]:
        """How many people there are still of each value of a table, in bundles or not."""
        found: Counter[int] = Counter()
        for item, number in self.open.items():
            for one in self.parts.get(item, (item,)) if number else ():
                if one.brings and one.brings[0][:2] == (at, side):
                    found[one.brings[0][2]] += number
        return found

    def seats_left(self, item: Item) -> list[int]:
        """Seats of both sides with an item chosen too."""
        seats = [self.left[0], self.left[1]]
        for row, much in item.uses:
            if row < 2:
                seats[row] -= much
        return seats

    def keeps(self, item: Item, witness: Witness) -> bool:
        """Whether a witness completes an item: in whole numbers, whoever found it."""
        uses, brings = totals({**witness, item: witness.get(item, 0) + 1})
        if any(self.left[row] < much for row, much in uses.items()):
            return False
        if any(not 0 <= number <= self.open.get(one, 0) for one, number in witness.items()):
            return False
        for at in self.summed:
            one, two = self.sums[at]
            now = (one + brings[at, 0], two + brings[at, 1])
            clause, past = self.model.terms.clauses[at], self.model.past[at]
            if now != (0, 0) and lacking(clause, past, now) != (0, 0):
                return False
        return True

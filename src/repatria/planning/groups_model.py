"""A round with tables, pairs or groups in whole numbers: what people take, and what must be equal.

An *item* is what one choice takes and brings: somebody, or a bundle of people. Two people with
equal items are interchangeable for every constraint, so that the model counts items, not people.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from repatria.planning.counts import COUPLED, Returned
from repatria.planning.eligible import NO_CLASS
from repatria.planning.reasons import Reason
from repatria.planning.terms import Clause, Kind, Terms
from repatria.planning.walk import Place

SUMMED = COUPLED | {Kind.TABLE}
"""Kinds of clause whose two sides belong together."""


@dataclass(frozen=True, slots=True)
class Item:
    """What somebody, or a bundle, takes and brings."""

    uses: tuple[tuple[int, int], ...]
    """(row of `Model.most`, how much), in the order of rows."""
    brings: tuple[tuple[int, int, int], ...] = ()
    """(place of a clause, side, how much): one each, or the equivalent of a table."""


@dataclass(slots=True)
class Model:
    """The rows of a round: room and caps, each with what there is of it."""

    terms: Terms
    past: list[tuple[int, int]]
    """By the place of a clause: what it brought to each side in earlier rounds."""
    most: list[int] = field(default_factory=list)
    kinds: list[Reason] = field(default_factory=list)
    """By row: the reason of somebody for whom it is full."""
    rows: dict[tuple[str, int, str | int], int] = field(default_factory=dict)
    items: dict[tuple[object, ...], Item] = field(default_factory=dict)
    """Every single person's item that was asked for."""

    def row(self, word: str, side: int, name: str | int, most: int, kind: Reason) -> int:
        """The number of a row, which is made when it is first asked for."""
        key = (word, side, name)
        if key not in self.rows:
            self.rows[key] = len(self.most)
            self.most.append(most)
            self.kinds.append(kind)
        return self.rows[key]

    def item(self, place: Place, side: int, value: int | None) -> Item:
        """What somebody takes and brings; `value` is that of a table."""
        key = (side, value, place.clause, place.camp, place.stretcher, place.caps)
        found = self.items.get(key)
        if found is None:
            found = self.items[key] = self._item(place, side, value)
        return found

    def _item(self, place: Place, side: int, value: int | None) -> Item:
        room = self.terms.room[side]
        uses = [(side, room.stretcher_seats if place.stretcher else 1)]
        if place.stretcher:
            uses.append((self.rows["beds", side, ""], 1))
        if room.camp is not None:
            uses.append((self.row("camp", side, place.camp, room.camp, Reason.CAMP_FULL), 1))
        uses += [(self.rows["cap", side, at], 1) for at in place.caps]
        brings: tuple[tuple[int, int, int], ...] = ()
        if place.clause != NO_CLASS and self.terms.clauses[place.clause].kind in SUMMED:
            brings = ((place.clause, side, 1 if value is None else value),)
        return Item(tuple(sorted(uses)), brings)


def model_of(terms: Terms, returned: Returned) -> Model:
    """A model with the rows that are there whoever is: seats (rows 0 and 1), stretchers, caps."""
    model = Model(terms, [returned.get(clause.number, (0, 0)) for clause in terms.clauses])
    for side in (0, 1):
        model.row("seats", side, "", terms.room[side].seats, Reason.ROUND_FULL)
    for side, room in enumerate(terms.room):
        beds = room.seats if room.stretchers is None else room.stretchers
        model.row("beds", side, "", beds, Reason.NO_STRETCHER_PLACE)
        for at, clause in enumerate(terms.clauses):
            if clause.kind is Kind.AT_MOST:
                most = max(0, clause.amounts[side] - model.past[at][side])
                model.row("cap", side, at, most, Reason.CLAUSE_FULL)
    return model


def joined(items: Iterable[Item]) -> Item:
    """What a bundle takes and brings: the sums."""
    uses: Counter[int] = Counter()
    brings: Counter[tuple[int, int]] = Counter()
    for item in items:
        uses.update(dict(item.uses))
        brings.update({(at, side): much for at, side, much in item.brings})
    both = tuple(sorted((at, side, much) for (at, side), much in brings.items()))
    return Item(tuple(sorted(uses.items())), both)


def lacking(clause: Clause, past: tuple[int, int], now: tuple[int, int]) -> tuple[int, int]:
    """What is lacking on each side for a clause to be kept, at the least, given what it has now.

    A table lacks a sum on the smaller side; more on the other may be needed to meet it. Other kinds
    lack people up to the lowest level that is not below what both sides have: any higher one needs
    these too.
    """
    if clause.kind is Kind.RATIO:
        level = max(-(-now[side] // clause.amounts[side]) for side in (0, 1))
        wanted = [level * clause.amounts[side] for side in (0, 1)]
    elif clause.kind is Kind.AT_LEAST:
        level = max((past[side] + now[side] for side in (0, 1) if now[side]), default=0)
        wanted = [max(0, level - past[side]) for side in (0, 1)]
    else:
        wanted = [max(now)] * 2
    return (wanted[0] - now[0], wanted[1] - now[1])


def totals(chosen: Mapping[Item, int]) -> tuple[Counter[int], Counter[tuple[int, int]]]:
    """What items take of each row, and bring to each clause and side."""
    uses: Counter[int] = Counter()
    brings: Counter[tuple[int, int]] = Counter()
    for item, number in chosen.items():
        for row, much in item.uses:
            uses[row] += much * number
        for at, side, much in item.brings:
            brings[at, side] += much * number
    return uses, brings

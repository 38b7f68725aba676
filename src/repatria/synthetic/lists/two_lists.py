"""Two big tables with people in common, for benches of linking: the home side's, and the others'.

The first mixes rows of the home senders, the second those of the counterpart and the
intermediaries; a person has at most one row in each. Columns are raw, as the lists have them, with
three exceptions that spare a plain matcher what is no noise: births are written alike (1987-03-12
or 1987), a name of one cell is split by the order that its sender declares, and the day of the
list stands beside each row.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from repatria.base.errors import ValueProblem
from repatria.base.progress import Progress, silent
from repatria.synthetic.campaign.draws import Draws, Integers
from repatria.synthetic.lists import rows
from repatria.synthetic.lists.kin import Kin, Kinship, with_kin
from repatria.synthetic.lists.make import check
from repatria.synthetic.lists.marks import listed
from repatria.synthetic.lists.noise import SenderKind
from repatria.synthetic.lists.people import People, Stream
from repatria.synthetic.lists.rows import Rows
from repatria.synthetic.lists.senders import SENDERS, ListOrder
from repatria.synthetic.lists.spelling import Speller, Texts
from repatria.synthetic.lists.telling import COLUMNS as TOLD

COLUMNS = (
    "id", "sender", "order", "listed", "name", "surname", "given", "patronymic", "birth", "age",
    *TOLD,
)  # fmt: skip
COMMON = 180 / 231
"""Of the second table, how many people are in the first too, where nobody says otherwise."""
_HOME = ((SenderKind.REGISTRY, 50), (SenderKind.HEADQUARTERS, 38), (SenderKind.VOLUNTEERS, 12))
_OTHERS = (
    (SenderKind.MINISTRY, 45),
    (SenderKind.CAMP, 15),
    (SenderKind.INTERNATIONAL, 25),
    (SenderKind.MEDIATOR, 15),
)


@dataclass(frozen=True, eq=False)
class Table:
    """Columns by name, texts of one length, "" where nothing is told; and the truth of each row."""

    columns: Mapping[str, Texts]
    person: Integers
    """Whom the row is about: a number within both tables."""
    named: Integers
    """Whose name it bears; another's than the person's in a few rows of the dead."""
    kinds: Texts
    """What befell the row, with blanks between."""

    def __len__(self) -> int:
        return len(self.person)


@dataclass(frozen=True, eq=False)
class TwoLists:
    first: Table
    second: Table
    people: People
    kin: Kin

    def pairs(self) -> tuple[Integers, Integers]:
        """The true links: rows of the first and the second table about one person. Those whose row
        bears another's name are among them; no matcher of names can find them."""
        found = self._rows_of(self.first)[self.second.person]
        second = np.flatnonzero(found >= 0)
        return found[second], second

    def kin_pairs(self) -> tuple[Integers, Integers, tuple[Kinship, ...]]:
        """Rows of the first and the second table about kin or namesakes: what a link is not."""
        first, second = self._rows_of(self.first), self._rows_of(self.second)
        one = np.concatenate([self.kin.one, self.kin.other])
        other = np.concatenate([self.kin.other, self.kin.one])
        there = np.flatnonzero((first[one] >= 0) & (second[other] >= 0))
        relations = (*self.kin.relation, *self.kin.relation)
        return (
            first[one[there]],
            second[other[there]],
            tuple(relations[at] for at in there.tolist()),
        )

    def _rows_of(self, table: Table) -> Integers:
        """By person, the row of a table, or −1."""
        rows_of = np.full(len(self.people), -1, dtype=np.int64)
        rows_of[table.person] = np.arange(len(table))
        return rows_of


def two_lists(
    first: int = 770_000,
    second: int = 231_000,
    *,
    seed: int,
    common: int | None = None,
    progress: Progress = silent,
) -> TwoLists:
    """Two tables of so many rows. Equal arguments make equal tables.

    Raises `ValueProblem` for tables without a row, a seed below 0, and more people in common than
    one of the tables has.
    """
    shared = min(first, round(second * COMMON)) if common is None else common
    if not 0 <= shared <= min(first, second):
        raise ValueProblem(f"two lists of {first:,} and {second:,} cannot share {shared:,} people")
    for count in (first, second):
        check(count, seed)
    progress(0, first + second, "making people")
    people, kin = with_kin(first + second - shared, seed)
    draws = Draws(seed, Stream.PAIR)
    order = draws.order(len(people))
    of_second = order[first - shared :]
    of_second = of_second[draws.order(len(of_second))]
    speller = Speller()
    done = 0
    tables = []
    for who, mixture in ((order[:first], _HOME), (of_second, _OTHERS)):
        sender = draws.weighted([weight for _, weight in mixture], len(who))
        parts = []
        for place, (kind, _) in enumerate(mixture):
            progress(done, first + second, "making rows")
            at = np.flatnonzero(sender == place)
            parts.append((at, rows.made(people, who[at], SENDERS[kind], draws, speller)))
            done += len(at)
        tables.append(_mixed(len(who), parts))
    progress(done, first + second, "making rows")
    return TwoLists(tables[0], tables[1], people, kin)


def _mixed(count: int, parts: list[tuple[Integers, Rows]]) -> Table:
    columns = {name: np.full(count, "", dtype=object) for name in COLUMNS}
    person = np.zeros(count, dtype=np.int64)
    named = np.zeros(count, dtype=np.int64)
    kinds = np.full(count, "", dtype=object)
    for at, made in parts:
        sender, cells = made.sender, made.cells
        columns["id"][at] = made.identifiers()
        columns["sender"][at] = sender.kind.value
        columns["order"][at] = sender.order
        columns["listed"][at] = sender.date.isoformat()
        columns["name"][at] = cells.name
        split = (
            (cells.surname, cells.given, cells.patronymic)
            if sender.order == "columns"
            else _split(cells.name, sender.order)
        )
        for name, texts in zip(("surname", "given", "patronymic"), split, strict=True):
            columns[name][at] = texts
        columns["birth"][at] = made.births.texts("iso")
        columns["age"][at] = made.births.ages()
        for name in TOLD:
            columns[name][at] = made.columns[name]
        person[at], named[at], kinds[at] = made.person, made.named, listed(made.marks)
    return Table(columns, person, named, kinds)


def _split(names: Texts, order: ListOrder) -> tuple[Texts, Texts, Texts]:
    """Names of one cell by the declared order and nothing else."""
    columns = tuple(np.full(len(names), "", dtype=object) for _ in range(3))
    surname, given, patronymic = columns
    for row, words in enumerate(map(str.split, names)):
        if order == "surname-last":
            words.insert(0, words.pop())
        surname[row], rest = words[0], words[1:]
        if rest:
            given[row] = rest[0]
            patronymic[row] = " ".join(rest[1:])
    return surname, given, patronymic

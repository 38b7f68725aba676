"""Proposed pairs held against the truth of two lists: what was found, what is wrong, which kin.

A pair is a row of the first and a row of the second table. True are those of one person. A few rows
of the dead bear another's name; their pairs count as missed though no matcher of names can find
them, and are counted apart: so is the wrong pair of such a row with the row of that other.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import duckdb
import numpy as np
import numpy.typing as npt
import pyarrow as pa

from _measure import Facts
from repatria.synthetic.campaign.draws import Flags, Integers
from repatria.synthetic.lists.kin import Kinship
from repatria.synthetic.lists.two_lists import TwoLists

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Proposed:
    """Pairs of rows with their weights in bits, arrays of one length; each pair once."""

    first: Integers
    second: Integers
    weight: Floats

    def from_weight(self, least: float) -> Proposed:
        kept = self.weight >= least
        return Proposed(self.first[kept], self.second[kept], self.weight[kept])


@dataclass(frozen=True, eq=False)
class Truth:
    """What is known of the rows of two lists."""

    two: TwoLists

    def codes(self, first: Integers, second: Integers) -> Integers:
        """A number for each pair."""
        return first * np.int64(len(self.two.second)) + second

    @cached_property
    def pairs(self) -> Integers:
        return self.codes(*self.two.pairs())

    @cached_property
    def under_own_name(self) -> Integers:
        """The true pairs of which both rows bear the name of their person."""
        first, second = self.two.pairs()
        own = self._own(self.two.first.named, self.two.first.person, first)
        own &= self._own(self.two.second.named, self.two.second.person, second)
        return self.pairs[own]

    @cached_property
    def kin(self) -> dict[Kinship, Integers]:
        """Pairs of rows about kin or namesakes, by what they are to each other."""
        first, second, relations = self.two.kin_pairs()
        codes, relation = self.codes(first, second), np.array(relations, dtype=object)
        return {kind: np.unique(codes[relation == kind]) for kind in Kinship}

    def one_person(self, proposed: Proposed) -> Flags:
        """Of each pair whether it is of one person."""
        persons = self.two.first.person[proposed.first], self.two.second.person[proposed.second]
        return np.asarray(persons[0] == persons[1])

    def one_name(self, proposed: Proposed) -> Flags:
        """Of each pair whether both rows bear the name of one person, whoever they are about."""
        named = self.two.first.named[proposed.first], self.two.second.named[proposed.second]
        return np.asarray(named[0] == named[1])

    @staticmethod
    def _own(named: Integers, person: Integers, rows: Integers) -> Flags:
        return np.asarray(named[rows] == person[rows])


def found(truth: Truth, proposed: Proposed, thresholds: Iterable[float]) -> list[Facts]:
    """Precision and recall of what is proposed from each threshold on.

    `borrowed` are wrong pairs in which one row bears the name of the other's person;
    `recall_under_own_name` leaves out true pairs of which a row bears another's name.
    """
    return [_found(truth, proposed.from_weight(least), least) for least in thresholds]


def _found(truth: Truth, proposed: Proposed, threshold: float) -> Facts:
    right = truth.one_person(proposed)
    count, true = len(right), int(right.sum())
    codes = truth.codes(proposed.first, proposed.second)
    own = int(np.isin(truth.under_own_name, codes).sum())
    return {
        "threshold": threshold,
        "proposed": count,
        "true": true,
        "precision": _share(true, count),
        "recall": _share(true, len(truth.pairs)),
        "recall_under_own_name": _share(own, len(truth.under_own_name)),
        "borrowed": int((truth.one_name(proposed) & ~right).sum()),
    }


def kin_proposed(truth: Truth, proposed: Proposed, threshold: float) -> Facts:
    """Of each relation how many pairs are there, how many are proposed, and how many of a thousand.

    A pair that is of two relations (namesakes who are father and son) counts in both.
    """
    kept = proposed.from_weight(threshold)
    codes = truth.codes(kept.first, kept.second)
    facts: Facts = {}
    for relation, there in truth.kin.items():
        wrong = int(np.isin(there, codes).sum())
        facts[relation.value] = {
            "present": len(there),
            "proposed": wrong,
            "per_thousand": _share(1_000 * wrong, len(there)),
        }
    return facts


def blocking(
    truth: Truth, tables: Sequence[pa.Table], rules: Mapping[str, str], column: str = "row"
) -> Facts:
    """Of the true pairs the share that each rule, and that any of them, lets be weighed.

    Rules are SQL over `l` and `r`; `column` holds the number of the row.
    """
    first, second = truth.two.pairs()
    names = list(rules)
    asked = [f"coalesce({rule}, false)" for rule in rules.values()]
    shares = ", ".join(f"avg(({rule})::int)" for rule in (*asked, " or ".join(asked)))
    with duckdb.connect() as database:
        database.register("first_list", tables[0])
        database.register("second_list", tables[1])
        database.register("pairs", pa.table({"first": first, "second": second}))
        row = database.execute(
            f"select {shares} from pairs join first_list l on l.{column} = first "
            f"join second_list r on r.{column} = second"
        ).fetchone()
    assert row is not None
    return dict(zip((*names, "any"), (round(share, 5) for share in row), strict=True))


def best_f1(right: Flags, weight: Floats, true: int) -> Facts:
    """The threshold at which F1 is greatest, of `true` pairs that there are; of equals the highest.

    To choose it needs labels: it tells how much another threshold would have gained.
    """
    order = np.argsort(-weight, kind="stable")
    hits = np.cumsum(right[order])
    f1 = 2 * hits / (np.arange(1, len(order) + 1) + true)
    last_of_weight = np.append(np.diff(weight[order]) != 0, True)
    best = int(np.argmax(np.where(last_of_weight, f1, 0)))
    return {"threshold": round(float(weight[order][best]), 2), "f1": round(float(f1[best]), 5)}


def _share(part: float, whole: int) -> float | None:
    """`None` where there is nothing to have a share of."""
    return round(part / whole, 5) if whole else None

"""The linking of two big made-up tables from cells to weighed pairs, held against the truth."""

from __future__ import annotations

import resource
import time
from collections.abc import Iterator
from datetime import date

import numpy as np
import pyarrow as pa

from _measure import Facts
from _names_truth import Proposed, Truth, blocking, found, kin_proposed
from repatria.names.linking import preparing, scoring, weighing
from repatria.names.linking.blocking import RULES
from repatria.names.linking.rows import FIELDS, Rows
from repatria.names.linking.streams import unstream
from repatria.names.model import Order
from repatria.runners.cores import Cores
from repatria.synthetic.campaign.draws import Integers
from repatria.synthetic.lists.two_lists import Table, TwoLists

THRESHOLDS = (0.0, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 8.0, 10.0)
PARTS = ("surname", "given", "patronymic")


def linked(two: TwoLists) -> tuple[Facts, Proposed]:
    """Read all names on all cores, train, weigh; what it took, and the pairs that no gate holds."""
    started = time.perf_counter()
    tables = tables_of(two)
    read = time.perf_counter()
    model = weighing.model_for(tables)
    trained = time.perf_counter()
    work = scoring.job(tables, model.weights, THRESHOLDS[0])
    chunks = scoring.chunks(1)
    pairs = pa.concat_tables([unstream(scoring.weigh(work, chunk)) for chunk in chunks])
    ended = time.perf_counter()
    open_ = pairs.filter(pa.compute.is_null(pairs["gate"]))
    proposed = Proposed(
        open_["first"].to_numpy(), open_["second"].to_numpy(), open_["weight"].to_numpy()
    )
    truth = Truth(two)
    facts: Facts = {
        "rows": [len(two.first), len(two.second)],
        "reading_s": round(read - started, 1),
        "training_s": round(trained - read, 1),
        "weighing_s": round(ended - trained, 1),
        "all_s": round(ended - started, 1),
        "peak_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
        "held_back": len(pairs) - len(open_),
        "threshold": weighing.THRESHOLD,
        "at_thresholds": found(truth, proposed, THRESHOLDS),
        "kin": kin_proposed(truth, proposed, weighing.THRESHOLD),
        "blocking": blocking(truth, tables, RULES),
    }
    return facts, proposed


def tables_of(two: TwoLists) -> list[pa.Table]:
    """Both tables with all names read, on all cores."""
    lists = [list(_lists(table)) for table in (two.first, two.second)]
    ready = preparing.prepared([rows for each in lists for _, rows in each], Cores())
    tables = []
    for each in lists:
        own, ready = ready[: len(each)], ready[len(each) :]
        tables.append(_joined([(at, one.table) for (at, _), one in zip(each, own, strict=True)]))
    return tables


def _lists(table: Table) -> Iterator[tuple[Integers, Rows]]:
    """The rows of each sender, as its list would be read: with the declared order and its day."""
    senders = table.columns["sender"]
    for sender in sorted(set(senders)):
        at = np.flatnonzero(senders == sender)
        order, listed = (str(table.columns[name][at[0]]) for name in ("order", "listed"))
        left_out = {"name"} if order == "columns" else set(PARTS)
        cells = {
            field: table.columns[field][at].tolist() for field in FIELDS if field not in left_out
        }
        declared = None if order == "columns" else Order(order)
        yield at, Rows(cells, declared, date.fromisoformat(listed))


def _joined(parts: list[tuple[Integers, pa.Table]]) -> pa.Table:
    """The lists of several senders as one table, with the numbers that rows have in it."""
    numbered = [table.set_column(0, "row", pa.array(at, pa.int64())) for at, table in parts]
    return pa.concat_tables(numbered).combine_chunks()

"""A worker that does not see the tables says so, and names them."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest
from searching import campaign, computing_on, one_of_each_shape, remains_of, wanted_of

from repatria.kinship.search.blocks import SearchTask, search_block
from repatria.kinship.search.rows import rows_of
from repatria.kinship.search.store import kept_tables
from repatria.runners.runner import RunnerError
from repatria.runners.serial import Serial


def test_tables_that_a_worker_does_not_see_are_told(tmp_path: Path) -> None:
    made = campaign(40, 900, 5)
    computation = computing_on("none", markers=("TPOX", "TH01"))
    wanted = wanted_of(made, one_of_each_shape(made)[:5])
    kept = kept_tables(tmp_path / "tables", computation, wanted)
    rows, places = rows_of(computation.panel, remains_of(made, range(3)))
    more = np.zeros((0, len(wanted)))
    task = SearchTask(kept.ratios, kept.order, rows, places.astype(np.int32), more, 2.0, 1)
    results = Serial().map_blocks(search_block, task.blocks, shared=task)
    assert len(list(results)) == 1
    shutil.rmtree(tmp_path / "tables")
    again = Serial().map_blocks(search_block, task.blocks, shared=task)
    with pytest.raises(RunnerError, match=r"block 1 of 1: .*tables.*: these tables are not there"):
        list(again)

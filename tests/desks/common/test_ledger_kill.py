"""The end comes while the ledger is written: a killed process, a power cut. The bench does it more
often (`dev.py bench ledger kill`)."""

from __future__ import annotations

import pytest
from bench._ledger_kill import cuts, kills
from ledger_stores import address

from repatria.ledger.refusing import LedgerRefused


@pytest.mark.parametrize(("kind", "times"), [("sqlite", 15), ("postgresql", 6)])
def test_a_killed_writer_loses_nothing_that_was_acknowledged(tmp_path, kind, times):
    survived = kills(address(kind, tmp_path), times)
    assert survived.lost == 0
    # It was killed while writing, not before.
    assert survived.acknowledged > times


@pytest.mark.parametrize("seed", range(3))
def test_a_power_cut_loses_nothing_that_was_synchronised(tmp_path, seed):
    survived = cuts(tmp_path, 60, seed)
    assert survived.lost == 0
    assert survived.acknowledged > 60


def test_the_losing_disk_does_lose_what_was_not_synchronised(tmp_path):
    with pytest.raises((LedgerRefused, AssertionError)):
        assert cuts(tmp_path, 100, synchronise=False).lost == 0

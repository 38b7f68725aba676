"""Appending, durably: acts through the gate, and bare entries, in batches or one by one."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path

from _ledger_work import LOG, NOW, acts, policy, rows
from repatria.desks.common.ledger.opening import open_store
from repatria.ledger.admitting import record
from repatria.ledger.log import append, begin

Facts = dict[str, object]


def recorded(address: str, many: int, batch: int) -> Callable[[], Facts]:
    """Acts with three signatures, each verified and admitted."""
    notes, signers = list(acts(0, many)), policy()
    store = open_store(address, create=True)
    begin(store, LOG)

    def work() -> Facts:
        for start in range(0, many, batch):
            record(store, LOG, signers, notes[start : start + batch], NOW)
        return {"entries": many, "batch": batch}

    return work


def bare(address: str, many: int, batch: int) -> Callable[[], Facts]:
    """Entries that nobody looks at: the store and the tree alone."""
    told = rows(range(many))
    store = open_store(address, create=True)
    begin(store, LOG)

    def work() -> Facts:
        for start in range(0, many, batch):
            append(store, LOG, told[start : start + batch])
        return {"entries": many, "batch": batch}

    return work


def synchronised(folder: Path, seconds: float = 2.0) -> float:
    """How often a second this machine synchronises 4 KB that were written to a file."""
    handle = os.open(folder / "synchronised", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        os.write(handle, bytes(4096 * 256))
        os.fsync(handle)
        times, begun = 0, time.perf_counter()
        while time.perf_counter() - begun < seconds:
            os.pwrite(handle, os.urandom(4096), 4096 * (times % 256))
            getattr(os, "fdatasync", os.fsync)(handle)
            times += 1
        return times / (time.perf_counter() - begun)
    finally:
        os.close(handle)

"""A process that writes to a log is killed, again and again; and the power goes, again and again.

After each time the store is opened, everything that was acknowledged must be there, and all of it
is checked: every entry, every tile, the root.
"""

from __future__ import annotations

import multiprocessing
import random
import time
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path

from bench._ledger_disk import Disk, connecting
from bench._ledger_work import LOG, NOW, checked_size, rows

from repatria.desks.common.ledger.opening import open_store
from repatria.desks.common.ledger.sql_store import SqlStore
from repatria.desks.common.ledger.sqlite_driver import SqliteDriver
from repatria.ledger.admitting import keep_refusal
from repatria.ledger.log import append, begin
from repatria.ledger.refusing import malformed

_BATCHES = (1, 1, 1, 2, 7, 300)
"""Entries at once."""
_LONGEST = 0.05
"""Seconds of writing before the end, at most."""
_COPY_BACK = 30_000
"""Bytes: small, so that cuts fall into the copying too."""


@dataclass(frozen=True, slots=True)
class Survived:
    """What came of it."""

    times: int
    """How often it ended."""
    acknowledged: int
    """Entries that somebody was told of."""
    lost: int
    """Those of them that were not there afterwards."""
    beyond: int
    """How often more was there than had been acknowledged: the end came between the two."""
    entries: int
    """In the log at the end."""


def kills(address: str, times: int, seed: int = 1) -> Survived:
    """Kill a writer (SIGKILL) at random moments."""
    chance = random.Random(seed)
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["bench._ledger_kill"])
    store = open_store(address, create=True)
    begin(store, LOG)
    store.close()
    size = acknowledged = lost = beyond = 0
    for number in range(times):
        mine, theirs = context.Pipe(duplex=False)
        child = context.Process(target=write, args=(address, size, seed + number, theirs))
        child.start()
        theirs.close()
        mine.recv()
        time.sleep(chance.uniform(0, _LONGEST))
        child.kill()
        child.join()
        told = _last(mine, size)
        store = open_store(address)
        found = checked_size(store)
        store.close()
        acknowledged += told - size
        lost += max(0, told - found)
        beyond += found > told
        size = found
    return Survived(times, acknowledged, lost, beyond, size)


def write(address: str, size: int, seed: int, pipe: Connection) -> None:
    """Append without an end, and tell the size of the log after each time."""
    chance = random.Random(seed)
    store = open_store(address)
    pipe.send(size)
    while True:
        told = append(store, LOG, rows(range(size, size + chance.choice(_BATCHES))))
        size = told.stop
        pipe.send(size)


def _last(pipe: Connection, size: int) -> int:
    """The last number that came through before the other end was gone."""
    try:
        while True:
            size = pipe.recv()
    except (EOFError, OSError):
        return size


def cuts(folder: Path, times: int, seed: int = 1, synchronise: bool = True) -> Survived:
    """Cut the power of a disk that loses what was not synchronised, at random moments; half of the
    times again while the store recovers. Not to `synchronise` shows what that would do."""
    chance = random.Random(seed)
    disk = _written(folder, chance, synchronise)
    acknowledged = lost = beyond = found = 0
    for number in range(times):
        found_disk, told = disk.cut(_moment(disk, chance), chance)
        if number % 2:
            _opened(folder, found_disk, synchronise).close()
            found_disk, _ = found_disk.cut(chance.randrange(len(found_disk.done) + 1), chance)
        store = _opened(folder, found_disk, synchronise)
        found = checked_size(store)
        # It goes on from there.
        append(store, LOG, rows(range(found, found + 3)))
        assert checked_size(store) == found + 3
        store.close()
        acknowledged += told
        lost += max(0, told - found)
        beyond += found > told
    return Survived(times, acknowledged, lost, beyond, found)


def _written(folder: Path, chance: random.Random, synchronise: bool) -> Disk:
    """A disk on which a log was begun, filled and closed."""
    disk = Disk()
    store = _opened(folder, disk, synchronise)
    begin(store, LOG)
    disk.acknowledge(0)
    size = 0
    for _ in range(40):
        size = append(store, LOG, rows(range(size, size + chance.choice(_BATCHES)))).stop
        disk.acknowledge(size)
        if not chance.randrange(5):
            keep_refusal(store, malformed("refused"), b"what was refused", NOW)
    store.close()
    return disk


def _moment(disk: Disk, chance: random.Random) -> int:
    """After any change since the log was begun."""
    begun = next(at for at, change in enumerate(disk.done) if change.kind == "ack")
    return chance.randrange(begun + 1, len(disk.done) + 1)


def _opened(folder: Path, disk: Disk, synchronise: bool) -> SqlStore:
    driver = SqliteDriver(
        folder / "cut.sqlite3",
        create=not disk.live,
        copy_back=_COPY_BACK,
        connect=connecting(disk, synchronise),
    )
    return SqlStore(driver)

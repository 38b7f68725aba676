"""A log of many entries: filled by batches, proved from, exported."""

from __future__ import annotations

import random
import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from _ledger_work import LOG, NOW, entry, key, spread
from repatria.desks.common.ledger.opening import open_store
from repatria.ledger.checkpoint import cosign
from repatria.ledger.exported import check_export
from repatria.ledger.exporting import export
from repatria.ledger.keys import SigningKey, Use
from repatria.ledger.log import append, begin, head, prove, take_cosignature
from repatria.ledger.policy import read_policy
from repatria.ledger.proof import read_proof, verify_proof
from repatria.ledger.storing import Row
from repatria.ledger.tree import leaf_hash

BATCH = 50_000
Facts = dict[str, object]
COSIGNERS = {
    name: SigningKey(f"example.org/{name}-sees", Use.COSIGN, key(name).seed)
    for name in ("giver", "receiver", "mediator")
}


def filled(path: str, leaves: int) -> Callable[[], Facts]:
    """A store of bare entries, its newest checkpoint cosigned by three."""
    store = open_store(path, create=True)
    begin(store, LOG)

    def work() -> Facts:
        rates = []
        for start in range(0, leaves, BATCH):
            begun = time.process_time()
            entries = [entry(at) for at in range(start, min(start + BATCH, leaves))]
            append(store, LOG, [Row(each, leaf_hash(each)) for each in entries])
            rates.append(len(entries) / (time.process_time() - begun))
        with store.reading() as reading:
            _, note = head(reading, LOG.public)
        for each in COSIGNERS.values():
            note = cosign(note, each, NOW)
        take_cosignature(
            store, LOG.public, note, [each.public for each in COSIGNERS.values()], NOW, 0
        )
        store.close()
        tenth = max(1, len(rates) // 10)
        return {
            "entries": leaves,
            "batch": BATCH,
            "first_tenth_a_cpu_second": round(sum(rates[:tenth]) / tenth),
            "last_tenth_a_cpu_second": round(sum(rates[-tenth:]) / tenth),
            "bytes": Path(path).stat().st_size,
        }

    return work


def proved(path: str, leaves: int, times: int) -> Callable[[], Facts]:
    """Proofs of entries at random, made from the store, written, read and verified."""
    store = open_store(path)
    chance = random.Random(1)
    places = [chance.randrange(leaves) for _ in range(times)]
    lines = [f"log {LOG.public.vkey}"]
    lines += [f"witness {name} {each.public.vkey}" for name, each in COSIGNERS.items()]
    lines += [f"group seen all {' '.join(COSIGNERS)}", "quorum seen"]
    policy = read_policy("".join(f"{line}\n" for line in lines).encode())

    def work() -> Facts:
        making, checking, sizes = [], [], []
        for at in places:
            begun = time.perf_counter()
            with store.reading() as reading:
                data = prove(reading, LOG.public, at).to_bytes()
            made = time.perf_counter()
            verify_proof(read_proof(data), entry(at), policy)
            checking.append(time.perf_counter() - made)
            making.append(made - begun)
            sizes.append(len(data))
        return {
            "proofs": times,
            "making_ms": spread(making),
            "checking_ms": spread(checking),
            "bytes": max(sizes),
        }

    return work


def exported(path: str, out: str, size: int) -> Callable[[], Facts]:
    """The files of the log at a size: made, made and written into a folder, read back and checked;
    then as many files of the same sizes, written plainly."""
    store, folder = open_store(path), Path(out)

    def work() -> Facts:
        shutil.rmtree(folder, ignore_errors=True)
        begun, cpu = time.perf_counter(), time.process_time()
        with store.reading() as reading:
            sizes = [len(data) for _, data in export(reading, LOG.public, size=size)]
        made = time.perf_counter() - begun, time.process_time() - cpu
        begun = time.perf_counter()
        with store.reading() as reading:
            for name, data in export(reading, LOG.public, size=size):
                _write(folder / name, data)
        taken = time.perf_counter() - begun
        begun = time.perf_counter()
        check_export(_reader(folder), LOG.public)
        checked = time.perf_counter() - begun
        shutil.rmtree(folder)
        begun = time.perf_counter()
        for name, data in _plain(sizes):
            _write(folder / name, data)
        plain = time.perf_counter() - begun
        shutil.rmtree(folder)
        return {
            "leaves": size, "files": len(sizes), "bytes": sum(sizes),
            "made_s": round(made[0], 3), "made_cpu_s": round(made[1], 3),
            "export_s": round(taken, 3),
            "plain_s": round(plain, 3), "check_s": round(checked, 3),
        }  # fmt: skip

    return work


def _plain(sizes: list[int]) -> Iterator[tuple[str, bytes]]:
    data = random.Random(1).randbytes(max(sizes))
    return ((f"{at // 1000}/{at}", data[:size]) for at, size in enumerate(sizes))


def _write(file: Path, data: bytes) -> None:
    try:
        file.write_bytes(data)
    except FileNotFoundError:
        file.parent.mkdir(parents=True)
        file.write_bytes(data)


def _reader(folder: Path) -> Callable[[str], bytes | None]:
    def read(name: str) -> bytes | None:
        try:
            return (folder / name).read_bytes()
        except FileNotFoundError:
            return None

    return read

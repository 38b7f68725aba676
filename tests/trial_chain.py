"""Many writers of the access log at once, in real processes and threads.

`python trial_chain.py PROCESSES THREADS ROWS` forks processes that append, each from several
threads, now and then in a transaction that is rolled back. It prints as JSON what became of the
chain.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

HERE = Path(__file__)


class RolledBack(Exception):
    """A transaction that comes to nothing."""


def append(rows: int, took: list[float]) -> None:
    from django.db import connections, transaction

    from repatria.desks.accounts.access.services import note

    def one(number: int) -> None:
        note(None, "view", "person", f"H-{os.getpid()}-{number}", detail={"n": number})

    for number in range(rows):
        begun = time.perf_counter()
        if number % 5 == 4:
            with suppress(RolledBack), transaction.atomic():
                one(number)
                raise RolledBack
            continue
        one(number)
        took.append(time.perf_counter() - begun)
    connections.close_all()


def work(threads: int, rows: int) -> list[float]:
    took: list[float] = []
    failed: list[BaseException] = []

    def run() -> None:
        try:
            append(rows, took)
        except BaseException as error:  # told to whoever waits
            failed.append(error)

    running = [threading.Thread(target=run) for _ in range(threads)]
    for thread in running:
        thread.start()
    for thread in running:
        thread.join()
    if failed:
        raise failed[0]
    return took


def main(processes: int, threads: int, rows: int) -> None:
    from repatria.cli.store import open_store

    open_store()
    from django.db import connections

    from repatria.desks.accounts.access.verifying import verify

    connections.close_all()
    ways = []
    for _ in range(processes):
        read, write = os.pipe()
        if os.fork() == 0:
            os.close(read)
            try:
                told = json.dumps(work(threads, rows))
            except BaseException as error:
                told = json.dumps(repr(error))
            with os.fdopen(write, "w") as out:
                out.write(told)
            os._exit(0)
        os.close(write)
        ways.append(read)
    told = [json.loads(os.fdopen(way).read()) for way in ways]
    took = sorted(each for one in told if isinstance(one, list) for each in one)
    verdict = verify()
    print(
        json.dumps(
            {
                "failed": [one for one in told if not isinstance(one, list)],
                "appended": len(took),
                "rows": verdict.rows,
                "last": verdict.head and verdict.head.sequence,
                "breaks": [str(each) for each in verdict.breaks],
                "whole": verdict.whole,
                "median_ms": round(took[len(took) // 2] * 1000, 2) if took else None,
                "p95_ms": round(took[len(took) * 95 // 100] * 1000, 2) if took else None,
                "longest_ms": round(took[-1] * 1000, 2) if took else None,
            }
        )
    )


def tried(home: Path, processes: int, threads: int, rows: int) -> dict[str, Any]:
    """What became of it, in a store of its own on the database that the tests run on."""
    environment = {**os.environ, "REPATRIA_HOME": str(home)}
    environment.pop("REPATRIA_VAULT_DATABASE", None)
    server = environment.get("REPATRIA_DATABASE")
    if server:
        import psycopg

        with psycopg.connect(_named(server, "postgres"), autocommit=True) as connection:
            connection.execute("DROP DATABASE IF EXISTS trial_chain")
            connection.execute("CREATE DATABASE trial_chain")
        environment["REPATRIA_DATABASE"] = _named(server, "trial_chain")
    numbers = map(str, (processes, threads, rows))
    done = subprocess.run(
        [sys.executable, HERE, *numbers],
        env=environment,
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def _named(address: str, database: str) -> str:
    """The address of another database of the same server."""
    before, sign, after = address.partition("?")
    return f"{before.rpartition('/')[0]}/{database}{sign}{after}"


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))

"""Real workers for tests, on an installation of their own, started and killed at will.

The process that forks them is `trial_jobs.py`, which also asks for jobs and looks at the store on a
test's behalf: the test's own store is another.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import trial_jobs


def installation(home: Path) -> dict[str, str]:
    """The environment of a fresh installation: files in a folder, or databases of its own on the
    PostgreSQL that the tests run on."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("REPATRIA_")}
    environment = {**kept, "REPATRIA_HOME": str(home)}
    server = os.environ.get("REPATRIA_DATABASE", "")
    if server:
        import psycopg

        for name in ("REPATRIA_DATABASE", "REPATRIA_VAULT_DATABASE"):
            database = f"trial_{uuid.uuid4().hex}"
            with psycopg.connect(server.replace("/exchange", "/postgres"), autocommit=True) as one:
                one.execute(f"create database {database}")
            environment[name] = server.replace("/exchange", f"/{database}")
    return environment


class Nursery:
    """An installation of its own, and its workers."""

    script = trial_jobs.__file__

    def __init__(self, home: Path) -> None:
        self.environment = installation(home)
        self._process = subprocess.Popen(
            [sys.executable, self.script],
            env=self.environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self.alive: set[int] = set()
        self._answer()

    def call(self, function, *arguments):
        """What a function of this module gives there; `start` and `wait` are the nursery's own."""
        self._process.stdin.write(json.dumps([function, *arguments]) + "\n")
        self._process.stdin.flush()
        return self._answer()

    def start(self, *arguments: str) -> int:
        """A new worker's process number."""
        pid = self.call("start", *arguments)
        self.alive.add(pid)
        return pid

    def start_asking(self, name: str, key: str, times: int) -> int:
        """A process that asks for jobs of so many keys, one after the other."""
        pid = self.call("start_asking", name, key, times)
        self.alive.add(pid)
        return pid

    def send(self, pid: int, number: int) -> None:
        assert pid in self.alive
        os.kill(pid, number)

    def ended(self, pid: int) -> int:
        """Wait for a worker to end; gives its exit code, below 0 where a signal ended it."""
        self.alive.discard(pid)
        return self.call("wait", pid)

    def kill(self, pid: int) -> int:
        self.send(pid, signal.SIGKILL)
        return self.ended(pid)

    def until(self, reached, seconds: float = 20.0):
        """The rows of `jobs` as soon as they fulfil a condition."""
        end = time.monotonic() + seconds
        while not reached(rows := self.call("jobs")):
            assert time.monotonic() < end, rows
            time.sleep(0.03)
        return rows

    def clear(self) -> None:
        """End every worker and forget every job."""
        for pid in tuple(self.alive):
            self.kill(pid)
        self.call("forget")

    def close(self) -> None:
        self.clear()
        self._process.stdin.close()
        self._process.wait(20)
        self._process.stdout.close()

    def _answer(self):
        line = self._process.stdout.readline()
        assert line, "the nursery ended"
        return json.loads(line)


@contextmanager
def nursery(home: Path) -> Iterator[Nursery]:
    found = Nursery(home)
    try:
        yield found
    finally:
        found.close()

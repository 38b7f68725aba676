"""The checker as an auditor runs it, on 100,000 people: a file of its own, with Python's standard
library alone (`-I -S`: no installed packages); record, certificate and register from files."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import _planning_work as made
from _measure import Facts, median, show
from repatria.ledger.commitment import commit
from repatria.planning import certificate as files
from repatria.planning import check_list
from repatria.planning.columns import load
from repatria.planning.plain import register_line
from repatria.planning.round_fast import as_round, fast_round

if TYPE_CHECKING:
    from planning import Options

PEOPLE, TIMES = 100_000, 3
MOST_S = 5.0


def _files(folder: Path, many: int, mixed: bool) -> None:
    people = files.in_order(made.people((many // 2, many - many // 2), ill=600 / many))
    rule, draw = made.terms(mixed), made.draw()
    loaded = load(people, rule, made.ON, made.numbers())
    told = as_round(loaded, fast_round(loaded))
    committed = commit(map(register_line, people), random.Random(1).randbytes)
    root = committed.commitment.root
    sealed = files.commitment_data(rule, made.ON, root, len(people), {}, draw.announced)
    (folder / "record").write_bytes(files.record_bytes(sealed, draw))
    (folder / "certificate").write_bytes(files.certificate_bytes(told, rule, sealed, draw))
    (folder / "register").write_bytes(files.register_bytes(people, committed.salts))
    shutil.copy(Path(check_list.__file__), folder / "check_list.py")


def _checked(folder: Path) -> tuple[float, float, float]:
    """Seconds by the wall, processor seconds, and the most memory in MB."""
    command = [sys.executable, "-I", "-S", "check_list.py", "record", "certificate", "register"]
    begun = time.perf_counter()
    process = subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE)
    _, status, used = os.wait4(process.pid, 0)
    took = time.perf_counter() - begun
    said = process.stdout.read().decode() if process.stdout else ""
    if status != 0:
        raise SystemExit(f"an honest list was rejected: {said}")
    unit = 1 << 20 if sys.platform == "darwin" else 1 << 10
    return took, used.ru_utime + used.ru_stime, used.ru_maxrss / unit


def run(options: Options) -> tuple[Facts, bool]:
    many = options.many(PEOPLE)
    facts: Facts = {}
    good = True
    for name, mixed in (("classes one behind the other", False), ("two classes mixed", True)):
        with tempfile.TemporaryDirectory(prefix="repatria-checker-") as folder:
            _files(Path(folder), many, mixed)
            found = [_checked(Path(folder)) for _ in range(TIMES)]
            facts[name] = {
                "people": many,
                "wall_s": round(median(each[0] for each in found), 2),
                "cpu_s": round(median(each[1] for each in found), 2),
                "peak_mb": round(max(each[2] for each in found), 1),
                "certificate_mb": round((Path(folder) / "certificate").stat().st_size / 1e6, 1),
                "register_mb": round((Path(folder) / "register").stat().st_size / 1e6, 1),
            }
        good &= mixed or median(each[0] for each in found) <= MOST_S
    return facts, good


def tell(facts: Facts) -> None:
    rows = []
    for name, each in facts.items():
        told: Any = each
        row = [f"{told[key]:,}" for key in ("people", "wall_s", "cpu_s", "peak_mb")]
        rows.append((name, *row))
    columns = ("register", "people", "wall, s", "processor, s", "memory, MB")
    show("The checker", columns, rows, f"at most {MOST_S:g} s")

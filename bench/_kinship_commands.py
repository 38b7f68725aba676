"""Commands as their user runs them: seconds and memory of the process and all that it starts."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_COUNTED = re.compile(r" [\d,]+ of [\d,]+$")
PAUSE = 0.5
"""Seconds between two looks at the memory."""


@dataclass(frozen=True, slots=True)
class Ran:
    """What a command took. `largest_mb` is the most that one process of it held (`ru_maxrss`);
    `together_mb` the most that all held at one look, memory that they share counted once (PSS), 0
    where the system does not tell. `stages` are the seconds at which each stage was first and last
    told of."""

    wall_s: float
    largest_mb: float
    together_mb: float
    stages: dict[str, tuple[float, float]]

    def as_facts(self) -> dict[str, object]:
        return {
            "wall_s": round(self.wall_s, 2),
            "largest_process_mb": round(self.largest_mb),
            "all_processes_mb": round(self.together_mb),
            "stages_s": {
                name: [round(at, 2) for at in times] for name, times in self.stages.items()
            },
        }

    def after(self, stage: str) -> float:
        """Seconds from the end of a stage to that of the command."""
        return self.wall_s - self.stages[stage][1]


def run(*arguments: object) -> Ran:
    """Run `repatria …`; its errors are shown and end us."""
    repatria = Path(sys.executable).with_name("repatria")
    begun = time.perf_counter()
    process = subprocess.Popen(
        [repatria, *map(str, arguments)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert process.stderr is not None
    assert process.stdout is not None
    stages: dict[str, tuple[float, float]] = {}
    errors: list[str] = []

    def listen(stream: Iterator[str]) -> None:
        for line in stream:
            errors.append(line)
            now, stage = time.perf_counter() - begun, _COUNTED.sub("", line.rstrip())
            stages[stage] = stages.get(stage, (now, now))[0], now

    watch = _Watch(process.pid)
    threads = [
        threading.Thread(target=listen, args=(process.stderr,), daemon=True),
        threading.Thread(target=watch.look, daemon=True),
    ]
    for thread in threads:
        thread.start()
    process.stdout.read()
    threads[0].join()
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    wall = time.perf_counter() - begun
    watch.over.set()
    threads[1].join()
    if process.returncode:
        sys.stderr.writelines(errors)
        raise subprocess.CalledProcessError(process.returncode, "repatria")
    unit = 1024 * 1024 if sys.platform == "darwin" else 1024
    return Ran(wall, used.ru_maxrss / unit, watch.most / 1024, stages)


class _Watch:
    """Looks at the memory of a process and its children now and then."""

    def __init__(self, process: int) -> None:
        self.process, self.most, self.over = process, 0, threading.Event()

    def look(self) -> None:
        while not self.over.wait(PAUSE):
            self.most = max(self.most, sum(map(_pss, _tree(self.process))))


def _tree(process: int) -> Iterator[int]:
    yield process
    for listed in Path(f"/proc/{process}/task").glob("*/children"):
        try:
            children = listed.read_text(encoding="ascii").split()
        except OSError:
            continue
        for child in children:
            yield from _tree(int(child))


def _pss(process: int) -> int:
    """Kilobytes, shared pages divided among those who share them."""
    try:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text(encoding="ascii").splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)

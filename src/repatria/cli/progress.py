"""Progress on standard error: a bar on a terminal, a plain line now and then elsewhere."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

from repatria.base import progress

# Seconds between two plain lines of one stage.
_PAUSE = 5.0


@contextmanager
def shown() -> Iterator[progress.Progress]:
    """A callable that shows what it is told, for as long as the block lasts."""
    console = Console(stderr=True)
    if not console.is_terminal:
        yield Lines(console)
        return
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.fields[count]}"),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=console, transient=True) as bar:
        yield Bar(bar)


class Bar:
    """One bar a stage; a total of 0 means that nobody knows how much there is."""

    def __init__(self, bar: Progress) -> None:
        self._bar = bar
        self._stage = ""
        self._task = bar.add_task("", visible=False, count="")

    def __call__(self, done: int, total: int, stage: str) -> None:
        if stage != self._stage:
            self._bar.remove_task(self._task)
            self._task = self._bar.add_task(stage, total=total or None, count="")
            self._stage = stage
        self._bar.update(
            self._task, completed=done, total=total or None, count=counted(done, total)
        )


class Lines:
    """A line when a stage begins and ends, and every few seconds between."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._stage = ""
        self._told = 0.0

    def __call__(self, done: int, total: int, stage: str) -> None:
        now = time.monotonic()
        if stage == self._stage and now - self._told < _PAUSE and done != total:
            return
        self._stage, self._told = stage, now
        line = f"{stage} {counted(done, total)}".strip()
        self._console.print(line, highlight=False, markup=False, soft_wrap=True)


def counted(done: int, total: int) -> str:
    return f"{done:,} of {total:,}" if total else ""

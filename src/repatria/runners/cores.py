"""On the cores of this machine: a process each, started anew rather than forked.

A fork copies locks that threads of the parent hold, and numba and Django have such threads.
"""

from __future__ import annotations

import contextlib
import os
import signal
import threading
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from multiprocessing import get_context, resource_tracker
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from multiprocessing.reduction import ForkingPickler
from typing import Any

from repatria.base.errors import ValueProblem
from repatria.base.progress import Progress, silent
from repatria.runners.runner import (
    Block,
    BlockFunction,
    Failure,
    Results,
    RunnerError,
    Shared,
    counted,
    left,
    named,
    result,
)
from repatria.runners.worker import work

# Seconds that a worker gets to end by itself.
_GRACE = 10.0


def available() -> int:
    """How many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


@dataclass(frozen=True, slots=True)
class Cores:
    """A worker process a core, or as many as `workers` says. Raises `ValueProblem` below 1.

    A worker has one block at a time, so that what is in memory is bounded, and the block that a
    dead worker had is known.
    """

    workers: int = field(default_factory=available)

    def __post_init__(self) -> None:
        if self.workers < 1:
            raise ValueProblem(f"the number of workers has to be 1 or more, not {self.workers}")

    def map_blocks(
        self,
        function: BlockFunction[Shared, Block],
        blocks: Sequence[Block],
        *,
        shared: Shared,
        stage: str = "",
        progress: Progress = silent,
        done: AbstractSet[int] = frozenset(),
    ) -> Results:
        """As `Runner.map_blocks`. Whatever ends the iterator ends the workers: at once, unless
        they have nothing left to do."""
        numbers = left(len(blocks), done)
        results = _results(function, blocks, shared, numbers, self.workers)
        return counted(results, len(numbers), len(blocks), stage, progress)


@dataclass(slots=True)
class _Worker:
    """A process, this end of its pipe, and the block that it has."""

    process: SpawnProcess
    pipe: Connection
    total: int
    number: int = -1

    def load(self, job: memoryview) -> None:
        with self._alive():
            self.pipe.send_bytes(job)

    def give(self, number: int, block: object) -> None:
        self.number = number
        with self._alive():
            self.pipe.send(block)

    def take(self) -> bytes | Failure:
        with self._alive():
            outcome: bytes | Failure = self.pipe.recv()
        return outcome

    @contextlib.contextmanager
    def _alive(self) -> Iterator[None]:
        try:
            yield
        except (EOFError, OSError):
            raise RunnerError(self._death()) from None

    def _death(self) -> str:
        self.process.join(_GRACE)
        code = self.process.exitcode
        told = f"exit code {code}"
        if code is not None and code < 0:
            told = f"signal {-code}, {signal.strsignal(-code)}"
        where = "before its first block"
        if self.number >= 0:
            where = f"at {named(self.number, self.total)}"
        memory = code == -getattr(signal, "SIGKILL", 0)
        hint = "; too little memory is the usual reason, and fewer workers need less"
        return f"a worker process died {where} ({told}){hint if memory else ''}"


def _results(
    function: BlockFunction[Any, Any],
    blocks: Sequence[Any],
    shared: object,
    numbers: Sequence[int],
    workers: int,
) -> Results:
    if not numbers:
        return
    total = len(blocks)
    waiting = iter(numbers)
    crew: list[_Worker] = []
    at_once = True
    try:
        _start(crew, min(workers, len(numbers)), total)
        job = ForkingPickler.dumps((function, shared))
        busy: dict[Any, _Worker] = {}
        for worker in crew:
            worker.load(job)
            number = next(waiting)
            worker.give(number, blocks[number])
            busy[worker.pipe] = worker
        del job
        while busy:
            for pipe in wait(list(busy)):
                worker = busy[pipe]
                number, outcome = worker.number, result(worker.take(), worker.number, total)
                following = next(waiting, None)
                # The next block goes out first: the worker computes while the result is used.
                if following is None:
                    del busy[pipe]
                else:
                    worker.give(following, blocks[following])
                yield number, outcome
        at_once = False
    finally:
        _end(crew, at_once)


def _start(crew: list[_Worker], count: int, total: int) -> None:
    """Add started workers to the crew.

    Ctrl-C waits meanwhile: a worker inherits that, and is not torn while it imports; and no worker
    is started that the crew does not know.
    """
    context = get_context("spawn")
    with _ctrl_c_waits():
        for _ in range(count):
            here, there = context.Pipe()
            process = context.Process(target=work, args=(there,), daemon=True)
            process.start()
            # Only the worker holds its end then, and its death is seen here.
            there.close()
            crew.append(_Worker(process, here, total))


@contextlib.contextmanager
def _ctrl_c_waits() -> Iterator[None]:
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    # Started later, by the first worker, this helper of Python's would let Ctrl-C through again.
    resource_tracker.ensure_running()
    # Blocked here, it still reaches threads of libraries, and Python would raise it in this one.
    came: list[int] = []
    main = threading.current_thread() is threading.main_thread()
    handler = signal.signal(signal.SIGINT, lambda number, _: came.append(number)) if main else None
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
        if main:
            signal.signal(signal.SIGINT, handler)
    if came:
        raise KeyboardInterrupt


def _end(crew: Sequence[_Worker], at_once: bool) -> None:
    for worker in crew:
        worker.pipe.close()
        if at_once:
            worker.process.terminate()
    for worker in crew:
        worker.process.join(_GRACE)
        if worker.process.exitcode is None:
            worker.process.kill()
            worker.process.join()
        worker.process.close()

"""On an existing Dask cluster, whose scheduler is named by its address.

Facts on `distributed`: https://distributed.dask.org. Nothing of it is imported before it is used.
"""

from __future__ import annotations

import asyncio
import importlib
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from concurrent.futures import CancelledError, ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass
from itertools import islice
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
    attempt,
    counted,
    left,
    named,
    result,
)
from repatria.runners.versions import versions

# Blocks that a thread of the cluster has at a time: one to compute, one on its way.
_AHEAD = 2
# Workers that the shared argument is sent to.
_COPIES = 2
# Seconds between two looks at whether anybody is still at work.
_LOOK = 5.0


@dataclass(frozen=True, slots=True)
class Dask:
    """The cluster behind the scheduler at `tcp://HOST:PORT`, or `tls://` where its configuration
    has certificates. Raises `ValueProblem` without an address.

    `patience`: seconds within which the scheduler has to answer, and a worker to be there. Workers
    are best started with one thread a process, and need the same Repatria, numpy and numba.
    """

    scheduler: str
    patience: float = 20.0

    def __post_init__(self) -> None:
        if not self.scheduler:
            raise ValueProblem(
                "the runner “dask” needs the address of a scheduler: tcp://HOST:PORT"
            )

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
        """As `Runner.map_blocks`. A block whose worker dies is given to another one, as often as
        the cluster's own configuration allows."""
        numbers = left(len(blocks), done)
        results = self._results(function, blocks, shared, numbers)
        return counted(results, len(numbers), len(blocks), stage, progress)

    def _results(
        self,
        function: BlockFunction[Any, Any],
        blocks: Sequence[Any],
        shared: object,
        numbers: Sequence[int],
    ) -> Results:
        if not numbers:
            return
        total = len(blocks)
        waiting = iter(numbers)
        ahead: dict[Any, int] = {}
        # Closing the client makes the cluster forget whatever is still under way for it.
        with closing(_connected(self.scheduler, self.patience)) as client:
            try:
                threads = _workers(client, self.scheduler, self.patience)
                # Sent once, and to two workers, since Dask cannot make it again when the only one
                # that has it dies; the others get it from these.
                job = client.scatter(_Sealed((function, shared)), hash=False)
                client.replicate(job, n=_COPIES)

                def submit(number: int) -> None:
                    block = _Sealed(blocks[number])
                    ahead[client.submit(_on_worker, job, block, pure=False)] = number

                for number in islice(waiting, _AHEAD * threads):
                    submit(number)
                while ahead:
                    for future in _finished(client, list(ahead), self.patience):
                        outcome = self._outcome(future, named(ahead[future], total))
                        number = ahead.pop(future)
                        if (following := next(waiting, None)) is not None:
                            submit(following)
                        yield number, result(outcome, number, total)
            except (CancelledError, OSError):
                under_way = ", ".join(str(number + 1) for number in sorted(ahead.values()))
                raise RunnerError(
                    f"the Dask cluster at {self.scheduler} let the work go: the connection broke, "
                    f"or workers died (under way, of {total} blocks: {under_way or 'none'})"
                ) from None

    def _outcome(self, future: Any, name: str) -> bytes | Failure:
        try:
            outcome: bytes | Failure = future.result()
        except (CancelledError, OSError):
            raise
        except Exception as error:
            raise RunnerError(
                f"{name}: the Dask cluster at {self.scheduler} could not run it: {error}"
            ) from None
        return outcome


@dataclass(frozen=True, slots=True)
class _Sealed:
    """A value that Dask passes on as it is, and does not search for tasks of its own."""

    value: Any


def _on_worker(job: _Sealed, block: _Sealed) -> bytes | Failure:
    function, shared = job.value
    return attempt(function, shared, block.value)


def _library() -> Any:
    try:
        return importlib.import_module("distributed")
    except ImportError:
        raise RunnerError(
            "the runner “dask” needs the package `distributed`, which is not installed: "
            "install Repatria with its extra `cluster`"
        ) from None


def _connected(scheduler: str, patience: float) -> Any:
    """A client of the scheduler. Raises `RunnerError` where it does not answer in time."""
    distributed = _library()
    # A client waits for ever for a host that takes the connection and is silent; and one that
    # failed may block the next when it is collected as garbage. So one is made only if this knock
    # is answered. In a thread, since the caller's may have an event loop of its own.
    knock = _knock(distributed, scheduler, patience)
    try:
        with ThreadPoolExecutor(1) as thread:
            thread.submit(asyncio.run, knock).result()
        return distributed.Client(scheduler, timeout=patience, set_as_default=False)
    except (OSError, ValueError, TypeError, RuntimeError, ImportError) as error:
        why = f": {error}" if str(error) else ""
        raise RunnerError(
            f"no Dask scheduler answers at {scheduler} within {patience:g} s{why}"
        ) from None


async def _knock(distributed: Any, scheduler: str, patience: float) -> None:
    security = distributed.Security().get_connection_args("client")
    connecting = distributed.comm.connect(scheduler, timeout=patience, **security)
    comm = await asyncio.wait_for(connecting, patience)
    await comm.close()


def _workers(client: Any, scheduler: str, patience: float) -> int:
    """How many threads the cluster has. Raises `RunnerError` where it has none, or where a worker
    would compute with other versions than this process names in its results."""
    try:
        client.wait_for_workers(1, timeout=patience)
    except TimeoutError:
        raise RunnerError(f"the Dask cluster at {scheduler} has no workers") from None
    here = versions()
    try:
        there: dict[str, dict[str, str]] = client.run(versions)
    except ImportError as error:
        raise RunnerError(
            f"the workers of the Dask cluster at {scheduler} cannot import Repatria: {error}"
        ) from None
    for worker, found in sorted(there.items()):
        odd = [
            f"{name} {found.get(name) or 'missing'} (here {here[name] or 'missing'})"
            for name in here
            if found.get(name) != here[name]
        ]
        if odd:
            raise RunnerError(f"the Dask worker {worker} has other versions: {', '.join(odd)}")
    return sum(client.nthreads().values())


def _finished(client: Any, futures: list[Any], patience: float) -> list[Any]:
    """Those that are ready, at least one. Raises `RunnerError` where no worker is left for as long
    as the patience lasts: Dask itself would wait for ever."""
    wait = _library().wait
    alone = 0.0
    look = min(_LOOK, patience)
    while True:
        try:
            with client.as_current():
                ready = wait(futures, timeout=look, return_when="FIRST_COMPLETED").done
            return [future for future in futures if future in ready]
        except TimeoutError:
            alone = 0.0 if client.nthreads() else alone + look
        if alone >= patience:
            raise RunnerError(f"the Dask cluster has had no worker for {patience:g} s")

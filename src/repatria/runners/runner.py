"""What every runner does: one function on many blocks, results as they finish."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Generator, Iterator, Sequence
from collections.abc import Set as AbstractSet
from contextlib import closing
from dataclasses import dataclass
from typing import Protocol, TypeAlias, TypeVar

from repatria.base.errors import RepatriaError
from repatria.base.progress import Progress, silent

Shared = TypeVar("Shared")
Block = TypeVar("Block")
BlockFunction: TypeAlias = Callable[[Shared, Block], bytes]
Results: TypeAlias = Generator[tuple[int, bytes], None, None]


class RunnerError(RepatriaError):
    """Work that could not be carried on: a worker that died, a cluster that does not answer, a
    full disk."""


class BlockFault(Exception):
    """A fault of the program in one block; its text ends with the traceback from where it ran.

    It stands outside the error tree, because nobody but a programmer can act on it.
    """


class Runner(Protocol):
    """Runs one function on every block. Which runner it is changes neither a result nor an error,
    only the time and the order in which the results come."""

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
        """The number of each block, from 0, with `function(shared, block)`, as they finish.

        `function` stands at the top of a module, so that another process can import it. `shared`
        goes to each worker once: what is larger than some hundred megabytes had better be the path
        of a file that workers map. Blocks in `done` are left out and count as done from the start.
        A further block counts once its result was taken and the next one is asked for.

        Nothing runs before the first result is asked for; closing the iterator ends the work.
        Raises `RunnerError` where a block fails for a reason that a person can act on, naming the
        block, and `BlockFault` where the function has a fault.
        """
        ...


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a block has no result: a sentence, and for a fault of the program its traceback.

    It travels instead of the exception, since not every exception survives being sent.
    """

    sentence: str
    trace: str = ""


def failure(error: Exception) -> Failure:
    """An exception as something that can be sent."""
    if isinstance(error, MemoryError):
        return Failure("there was not enough memory")
    if isinstance(error, RepatriaError):
        return Failure(str(error))
    if isinstance(error, OSError):
        where = f"{error.filename}: " if error.filename else ""
        return Failure(f"{where}{error.strerror or error}")
    trace = "".join(traceback.format_exception(error))
    return Failure(f"{type(error).__name__}: {error}", trace)


def attempt(
    function: BlockFunction[Shared, Block], shared: Shared, block: Block
) -> bytes | Failure:
    """The result of a block, or why there is none."""
    try:
        return function(shared, block)
    except Exception as error:
        return failure(error)


def result(outcome: bytes | Failure, number: int, total: int) -> bytes:
    """The bytes of an outcome. Raises `RunnerError` or `BlockFault` for a failure."""
    if not isinstance(outcome, Failure):
        return outcome
    told = f"{named(number, total)}: {outcome.sentence}"
    if outcome.trace:
        raise BlockFault(f"{told}\n\n{outcome.trace}")
    raise RunnerError(told)


def named(number: int, total: int) -> str:
    """A block as a person counts: from 1."""
    return f"block {number + 1} of {total}"


def left(total: int, done: AbstractSet[int]) -> list[int]:
    """The numbers of the blocks that are still to be run."""
    return [number for number in range(total) if number not in done]


def counted(results: Results, missing: int, total: int, stage: str, progress: Progress) -> Results:
    """The results, with the progress told as each is taken; `missing` of `total` are to come."""
    count = total - missing
    progress(count, total, stage)
    with closing(results):
        for each in results:
            yield each
            count += 1
            progress(count, total, stage)


def in_order(results: Iterator[tuple[int, bytes]]) -> Iterator[bytes]:
    """The results of all blocks in the order of the blocks, whatever order they come in.

    Those that come early are held in memory until their turn.
    """
    early: dict[int, bytes] = {}
    turn = 0
    for number, outcome in results:
        early[number] = outcome
        while turn in early:
            yield early.pop(turn)
            turn += 1

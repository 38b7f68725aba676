"""One block after the other, in this very process."""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from repatria.base.progress import Progress, silent
from repatria.runners.runner import (
    Block,
    BlockFunction,
    Results,
    Shared,
    attempt,
    counted,
    left,
    result,
)


@dataclass(frozen=True, slots=True)
class Serial:
    """The runner that needs nothing, and against which the others are compared."""

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
        """As `Runner.map_blocks`; the results come in the order of the blocks."""
        total = len(blocks)
        numbers = left(total, done)
        results = (
            (number, result(attempt(function, shared, blocks[number]), number, total))
            for number in numbers
        )
        return counted(results, len(numbers), total, stage, progress)

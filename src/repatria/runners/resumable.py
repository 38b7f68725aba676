"""A run that an interruption at any moment leaves able to go on, and whose results always come in
the same order: whatever the runner, the same bytes."""

from __future__ import annotations

from collections.abc import Callable, Generator, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

from repatria.base.progress import Progress, silent
from repatria.runners.run_folder import RunFolder, opened
from repatria.runners.runner import Block, BlockFunction, Runner, RunnerError, Shared, named
from repatria.runners.versions import versions


def resumed(
    runner: Runner,
    function: BlockFunction[Shared, Block],
    blocks: Sequence[Block],
    *,
    shared: Shared,
    folder: Path,
    inputs: Mapping[str, Any],
    stage: str = "",
    progress: Progress = silent,
) -> Generator[bytes, None, None]:
    """The result of each block in the order of the blocks, as early as that order allows.

    Each result is kept in `folder` before it is handed out. Called again with the same inputs, the
    run hands out what is kept, and computes the rest. A kept result that is damaged is computed
    anew; nothing but digests and plain bytes is read back, so a folder cannot make code run.

    `inputs` names all that the results depend on besides the function and the versions: digests of
    files, settings, the size of a block; values as in JSON, without floats. No more than
    one or two results a worker are held in memory.

    Raises `RunnerError` as the runner does, as `run_folder.opened` does, and where the disk is
    full; it says how much is kept. `BlockFault` where the function has a fault.
    """
    manifest = {
        "run": {"format": 1, "blocks": len(blocks), "function": _name(function)},
        "input": dict(inputs),
        "version of": versions(),
    }
    with opened(folder, manifest, len(blocks)) as run:
        ready = set(run.finished())
        turn = 0
        while turn in ready:
            yield _again(run, turn)
            turn += 1
        results = runner.map_blocks(
            function, blocks, shared=shared, stage=stage, progress=progress, done=frozenset(ready)
        )
        with closing(results):
            try:
                for number, content in results:
                    run.keep(number, content)
                    ready.add(number)
                    while turn in ready:
                        yield content if turn == number else _again(run, turn)
                        turn += 1
            except RunnerError as error:
                raise RunnerError(
                    f"{error}. {len(ready)} of {len(blocks)} blocks are kept in {folder}: "
                    "the same command again goes on from there"
                ) from error


def _again(run: RunFolder, number: int) -> bytes:
    content = run.kept(number)
    if content is None:
        raise RunnerError(
            f"{run.path}: the result of {named(number, run.total)} was changed during the run"
        )
    return content


def _name(function: Callable[..., bytes]) -> str:
    return f"{function.__module__}.{function.__qualname__}"

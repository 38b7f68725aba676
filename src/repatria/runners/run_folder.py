"""The folder of a run: what the run depends on, and a file for each block that is finished.

run.json   what was begun: function, number of blocks, inputs, versions
blocks/    a sealed result a block, named by the block's number from 1
lock       held while a process works here
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Generator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from repatria.base.canonical import canonical_bytes, digest
from repatria.runners import keeping
from repatria.runners.lock import held
from repatria.runners.runner import RunnerError, named

MANIFEST = "run.json"
BLOCKS = "blocks"
LOCK = "lock"
# Longer values are shortened where a difference is told.
_SHOWN = 24

Manifest = Mapping[str, Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class RunFolder:
    """An open run: its folder, the digest of its manifest, and its number of blocks."""

    path: Path
    manifest: str
    total: int

    def keep(self, number: int, content: bytes) -> None:
        """Keep the result of a block. Raises `RunnerError` where the disk does not take it."""
        try:
            keeping.seal(self._file(number), self._belongs(number), content)
        except OSError as error:
            raise _refused(self.path, error) from None

    def kept(self, number: int) -> bytes | None:
        """The result of a block; None where it is missing or damaged."""
        try:
            return keeping.unseal(self._file(number), self._belongs(number))
        except OSError as error:
            raise _refused(self.path, error) from None

    def finished(self) -> frozenset[int]:
        """The blocks whose results are whole. Reads every one of them."""
        return frozenset(n for n in range(self.total) if self.kept(n) is not None)

    def _file(self, number: int) -> Path:
        return self.path / BLOCKS / f"{number + 1:06d}"

    def _belongs(self, number: int) -> str:
        return f"{self.manifest} {named(number, self.total)}"


@contextmanager
def opened(path: Path, manifest: Manifest, total: int) -> Generator[RunFolder, None, None]:
    """Begin a run in a folder, or go on with the one begun there; alone, until the block ends.

    Raises `RunnerError` where the folder holds something else, where another process works in it,
    where its run has another manifest (the message says what differs), and where the disk refuses.
    """
    wanted = json.loads(canonical_bytes(manifest))
    with ExitStack() as stack:
        try:
            _only_ours(path)
            (path / BLOCKS).mkdir(mode=0o700, parents=True, exist_ok=True)
            if not stack.enter_context(held(path / LOCK)):
                raise RunnerError(f"{path}: another process is at work on this run")
            for draft in (*path.glob(f"*{keeping.DRAFT}"), *path.glob(f"*/*{keeping.DRAFT}")):
                draft.unlink()
            begun = _begun(path / MANIFEST)
            if begun is None:
                keeping.write_whole(path / MANIFEST, canonical_bytes(manifest), b"\n")
            elif begun != wanted:
                told = "; ".join(_differences(begun, wanted))
                raise RunnerError(
                    f"{path}: the run here was begun otherwise, and cannot go on: {told}. "
                    "Name another folder, or remove this one"
                )
        except OSError as error:
            raise _refused(path, error) from None
        yield RunFolder(path, digest(manifest), total)


def clear(path: Path) -> None:
    """Remove the folder of a run that is no longer needed; nothing where there is none.

    Raises `RunnerError` where it holds something else, or where a process works in it.
    """
    if not path.exists():
        return
    try:
        _only_ours(path)
        with held(path / LOCK) as alone:
            if not alone:
                raise RunnerError(f"{path}: another process is at work on this run")
            # First of all: what is left by an interruption is then an empty run, not a torn one.
            (path / MANIFEST).unlink(missing_ok=True)
        shutil.rmtree(path)
    except OSError as error:
        raise _refused(path, error) from None


def _only_ours(path: Path) -> None:
    if not path.is_dir():
        return
    ours = {MANIFEST, BLOCKS, LOCK}
    for each in path.iterdir():
        if each.name not in ours and not each.name.endswith(keeping.DRAFT):
            raise RunnerError(f"{path}: not the folder of a run, “{each.name}” is in it")


def _begun(file: Path) -> dict[str, dict[str, Any]] | None:
    try:
        found = json.loads(file.read_bytes())
    except FileNotFoundError:
        return None
    except (ValueError, RecursionError):
        found = None
    if isinstance(found, dict) and all(isinstance(each, dict) for each in found.values()):
        return found
    raise RunnerError(f"{file}: not readable as what a run depends on; remove the folder")


def _differences(begun: Manifest, now: Manifest) -> list[str]:
    """What differs, each with its value then and now."""
    then, today = (
        {(part, name): value for part, values in manifest.items() for name, value in values.items()}
        for manifest in (begun, now)
    )
    return [
        f"{part} {name}: {_value(then, (part, name))} then, {_value(today, (part, name))} now"
        for part, name in sorted({*then, *today})
        if then.get((part, name), ...) != today.get((part, name), ...)
    ]


def _value(values: Mapping[tuple[str, str], Any], key: tuple[str, str]) -> str:
    text = str(values[key]) if key in values else "nothing"
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"


def _refused(path: Path, error: OSError) -> RunnerError:
    return RunnerError(f"{error.filename or path}: {keeping.told(error)}")

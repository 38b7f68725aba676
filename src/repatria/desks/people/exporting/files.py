"""The folder of files with names: each there whole or not at all, for the owner of the store alone,
and no longer than it may be fetched."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from django.conf import settings

_UNDER_WAY = "writing-"
_STEP = 1 << 20


@dataclass(slots=True)
class Written:
    """A file under way; digest and size are there once it is kept."""

    stream: IO[bytes]
    path: Path
    digest: str = ""
    size: int = 0


def folder() -> Path:
    return Path(settings.HOME) / "exports"


def place(code: str) -> Path:
    """Where the file of an export lies while it may be fetched."""
    return folder() / code


@contextmanager
def writing(code: str) -> Iterator[Written]:
    """A stream for the file of an export. What was written is at its place when this ends; where it
    ends by an error, nothing is."""
    folder().mkdir(mode=0o700, exist_ok=True)
    handle, made = tempfile.mkstemp(dir=folder(), prefix=_UNDER_WAY)
    path = Path(made)
    try:
        with os.fdopen(handle, "w+b") as stream:
            file = Written(stream, path)
            yield file
            stream.flush()
            os.fsync(stream.fileno())
            file.size = stream.seek(0, os.SEEK_END)
            stream.seek(0)
            found = hashlib.sha256()
            while data := stream.read(_STEP):
                found.update(data)
            file.digest = found.hexdigest()
        path.replace(place(code))
        _flush_folder()
    finally:
        path.unlink(missing_ok=True)


def remove(code: str) -> bool:
    """Delete the file of an export; gives whether there was one."""
    with suppress(FileNotFoundError):
        place(code).unlink()
        _flush_folder()
        return True
    return False


def held() -> Iterator[tuple[str, float]]:
    """The names of the files that lie there, with the moment each was last written (seconds since
    the epoch): also those that a killed process left under way."""
    if not folder().is_dir():
        return
    for path in folder().iterdir():
        with suppress(FileNotFoundError):
            yield path.name, path.stat().st_mtime


def _flush_folder() -> None:
    handle = os.open(folder(), os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)

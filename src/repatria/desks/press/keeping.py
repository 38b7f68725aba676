"""The folder of documents: bytes under their digest, each once, for the owner of the store alone.

    documents/arriving/      what is under way; each held with a lock by whoever writes it
    documents/bytes/ab/…     originals, named by SHA-256
    documents/shown/ab/….jpg pictures made anew, named by their original's

A file is there whole or not at all: it is written beside, hashed on the way, flushed to the disk
and moved to its place. What a killed process left under way is removed by the next arrival.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from repatria.base.errors import FileRefused
from repatria.desks.press import limits, refusals
from repatria.formats.media_type import HEAD

_STEP = 1 << 20
_LOOK_AT_DISK_EVERY = 64 << 20


def folder() -> Path:
    return Path(settings.HOME) / "documents"


def original(digest: str) -> Path:
    """Where the bytes of this digest are, if they are held."""
    return folder() / "bytes" / digest[:2] / digest


def shown(digest: str) -> Path:
    """Where the picture is that may be shown for this original."""
    return folder() / "shown" / digest[:2] / f"{digest}.jpg"


@dataclass(frozen=True, slots=True)
class Arrived:
    """A whole file that has arrived and is not kept yet."""

    path: Path
    digest: str
    size: int
    head: bytes


class Arriving:
    """A file under way. Whoever makes one ends it with `whole` and `keep`, or `discard`; to discard
    what is kept does nothing."""

    def __init__(self) -> None:
        self._handle, self.path = _begin(_private(folder() / "arriving"))
        self.size = 0
        self.head = b""
        self._hash = hashlib.sha256()
        self._looked = 0

    def write(self, data: bytes) -> None:
        """Raises `FileRefused` where the disk has no room for more."""
        if self.size >= self._looked:
            require_room(len(data))
            self._looked = self.size + _LOOK_AT_DISK_EVERY
        left = memoryview(data)
        while left:
            left = left[os.write(self._handle, left) :]
        self._hash.update(data)
        if len(self.head) < HEAD:
            self.head += bytes(data[: HEAD - len(self.head)])
        self.size += len(data)

    def whole(self) -> Arrived:
        """Nothing follows; the bytes are on the disk now."""
        os.fsync(self._handle)
        return Arrived(self.path, self._hash.hexdigest(), self.size, self.head)

    def discard(self) -> None:
        self.path.unlink(missing_ok=True)
        if self._handle >= 0:
            os.close(self._handle)
            self._handle = -1


def from_file(path: Path) -> Arriving:
    """A file of this machine, copied step by step. Raises OSError, and `FileRefused`."""
    with path.open("rb") as source:
        arriving = Arriving()
        try:
            while data := source.read(_STEP):
                arriving.write(data)
        except BaseException:
            arriving.discard()
            raise
    return arriving


def from_bytes(data: bytes) -> Arriving:
    arriving = Arriving()
    try:
        arriving.write(data)
    except BaseException:
        arriving.discard()
        raise
    return arriving


def keep(arrived: Arrived) -> None:
    """Move the bytes to their place; they may be there already."""
    _move(arrived.path, original(arrived.digest))


def keep_shown(made: Path, digest: str) -> None:
    """Move a picture made anew to its place."""
    with made.open("rb") as written:
        os.fsync(written.fileno())
    _move(made, shown(digest))


def require_room(size: int) -> None:
    """Raises `FileRefused` where so many bytes more would leave the store too little room."""
    place = folder()
    free = shutil.disk_usage(place if place.exists() else settings.HOME).free - limits.kept_free()
    if size > free:
        raise FileRefused(refusals.NO_ROOM, free=max(0, free) // limits.MEGA)


def digest_of(path: Path) -> str:
    """SHA-256 of a file, read step by step."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def digests() -> Iterator[str]:
    """Of every original that is held."""
    for path in sorted((folder() / "bytes").glob("??/*")):
        yield path.name


def _move(source: Path, target: Path) -> None:
    place = _private(target.parent)
    source.replace(target)
    for changed in (place, source.parent):
        handle = os.open(changed, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _private(place: Path) -> Path:
    for each in (folder(), place.parent, place):
        each.mkdir(mode=0o700, exist_ok=True)
    return place


def _begin(place: Path) -> tuple[int, Path]:
    """A new file in the folder of arrivals, open and locked; leftovers go on the way."""
    door = os.open(place, os.O_RDONLY)
    try:
        # One at a time, or a sweep could meet a file that is made and not locked yet.
        fcntl.flock(door, fcntl.LOCK_EX)
        for left in place.iterdir():
            _remove_if_left(left)
        handle, name = tempfile.mkstemp(dir=place)
        fcntl.flock(handle, fcntl.LOCK_EX)
        return handle, Path(name)
    finally:
        os.close(door)


def _remove_if_left(left: Path) -> None:
    """Remove what nobody holds: its writer was killed. A picture made anew belongs to the original
    beside it."""
    held = left.with_suffix("")
    with suppress(OSError):
        if held.exists():
            handle = os.open(held, os.O_RDONLY)
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            finally:
                os.close(handle)
        left.unlink()

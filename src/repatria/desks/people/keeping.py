"""The folder of lists as they came: bytes under their digest, each once, for the owner of the store
alone.

A file is there whole or not at all: it is written beside, hashed on the way, flushed to the disk
and moved to its place. Nothing removes one. What a killed process left under way goes with a
later arrival.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
import tempfile
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from repatria.desks.people.refusals import PeopleError
from repatria.formats.people_cells import PACKED_BYTES

_STEP = 1 << 20
_UNDER_WAY = "arriving-"
_OLD = 3600
"""Seconds after which a file under way that nobody holds is a leftover."""


def folder() -> Path:
    return Path(settings.HOME) / "lists"


def original(digest: str, name: str = "") -> Path:
    """Where the bytes of this digest are, if they are held. The ending of the file's own name is
    kept: a reader may go by it."""
    return folder() / digest[:2] / (digest + ending(name))


def ending(name: str) -> str:
    """The ending of a name, where it is one of those that lists have."""
    found = Path(name).suffix.lower()
    known = (".xlsx", ".xlsm", ".xls", ".ods", ".csv", ".tsv", ".txt", ".xml", ".pfif")
    return found if found in known else ""


@dataclass(frozen=True, slots=True)
class Arrived:
    """A whole file that is not kept yet."""

    path: Path
    digest: str
    size: int


@contextmanager
def arriving(chunks: Iterable[bytes], name: str = "") -> Iterator[Arrived]:
    """The bytes as a file on the disk; what is not kept (`keep`) is gone afterwards. Raises
    `PeopleError` for an empty file, one that is too large, and where there is no room."""
    place = _private(folder())
    _sweep(place)
    handle, made = tempfile.mkstemp(dir=place, prefix=_UNDER_WAY, suffix=ending(name))
    fcntl.flock(handle, fcntl.LOCK_EX)
    path = Path(made)
    found = hashlib.sha256()
    size = 0
    try:
        with os.fdopen(handle, "wb") as file:
            for chunk in chunks:
                size += len(chunk)
                if size > PACKED_BYTES:
                    raise PeopleError(
                        _("The file is larger than %(most)s MB, the most that is taken here.")
                        % {"most": PACKED_BYTES // 10**6}
                    )
                if (size - len(chunk)) % (64 * _STEP) < len(chunk):
                    _require_room(len(chunk))
                found.update(chunk)
                file.write(chunk)
            file.flush()
            os.fsync(file.fileno())
        if not size:
            raise PeopleError(_("The file is empty."))
        yield Arrived(path, found.hexdigest(), size)
    finally:
        path.unlink(missing_ok=True)


def keep(arrived: Arrived, name: str = "") -> Path:
    """Move the bytes to their place; they may be there already."""
    target = original(arrived.digest, name)
    place = _private(target.parent)
    arrived.path.replace(target)
    for changed in (place, arrived.path.parent):
        handle = os.open(changed, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
    return target


def chunks_of(path: Path) -> Iterator[bytes]:
    """A file of this machine, step by step. Raises OSError."""
    with path.open("rb") as file:
        while data := file.read(_STEP):
            yield data


def held(digest: str, name: str = "") -> Path:
    """The original, made sure of: its bytes are still those of its digest. Raises `PeopleError`."""
    path = original(digest, name)
    try:
        with path.open("rb") as file:
            same = hashlib.file_digest(file, "sha256").hexdigest() == digest
    except OSError:
        same = False
    if not same:
        raise PeopleError(
            _("The original of the list is not what it was when it came; restore it from a copy.")
        )
    return path


def _sweep(place: Path) -> None:
    """Remove what a killed process left under way: old, and held by nobody."""
    for left in place.glob(f"{_UNDER_WAY}*"):
        with suppress(OSError), left.open("rb") as file:
            if time.time() - left.stat().st_mtime > _OLD:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                left.unlink()


def _require_room(size: int) -> None:
    free = shutil.disk_usage(settings.HOME).free - int(settings.REPATRIA_KEPT_FREE) * 10**6
    if size > free:
        raise PeopleError(_("There is not enough room on the disk for this file."))


def _private(place: Path) -> Path:
    for each in (folder(), place):
        each.mkdir(mode=0o700, exist_ok=True)
    return place

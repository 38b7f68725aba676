"""Folders of made-up material, which are there whole or not at all."""

from __future__ import annotations

import errno
import hashlib
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from repatria.base.errors import RepatriaError

_FULL = (errno.ENOSPC, errno.EDQUOT)


class FolderError(RepatriaError):
    """A folder that made-up material cannot be written to."""


def check_folder(folder: Path) -> None:
    """Raises `FolderError` where something is in the way: a file, a folder that holds anything, or
    a parent that is not there."""
    if folder.is_dir():
        if any(folder.iterdir()):
            raise FolderError(
                f"{folder} is not empty; name a folder that is empty or not there yet"
            )
    elif folder.exists() or folder.is_symlink():
        raise FolderError(f"{folder} is there already, and is no folder")
    elif not folder.parent.is_dir():
        raise FolderError(f"there is no folder {folder.parent} to put {folder.name} into")


@contextmanager
def whole(folder: Path, what: str) -> Iterator[Path]:
    """A folder beside this one to write into; it is moved to its place when the block has ended.

    Whatever interrupts the block leaves nothing. Raises `FolderError` where the folder cannot be
    made, is not empty, or the disk is full (`what` there was no room for); `OSError` where it fails
    otherwise.
    """
    folder = folder.resolve()
    check_folder(folder)
    draft = folder.parent / f".{folder.name}.{secrets.token_hex(4)}"
    try:
        draft.mkdir()
        yield draft
        draft.replace(folder)
    except BaseException as error:
        shutil.rmtree(draft, ignore_errors=True)
        if isinstance(error, OSError) and error.errno in _FULL:
            raise FolderError(
                f"the disk is full: there is no room for {what} in {folder.parent}; nothing of it "
                "was left there"
            ) from None
        raise


def write_lines(path: Path, lines: Iterator[str]) -> dict[str, str | int]:
    """Write lines that end in a line feed, the header first; how many rows, and their SHA-256."""
    digest, count = hashlib.sha256(), -1
    with path.open("wb") as file:
        for line in lines:
            data = line.encode("utf-8")
            count += data.count(b"\n")
            digest.update(data)
            file.write(data)
    return {"rows": count, "sha256": digest.hexdigest()}

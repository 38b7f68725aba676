"""Files that are there whole or not at all, and that show when they are not what was written."""

from __future__ import annotations

import errno
import hashlib
import os
import re
import secrets
from pathlib import Path

# A file under way; what an interruption leaves of it is removed by the next run.
DRAFT = ".part"
_HEAD = b"repatria block 1\n"
_DIGEST = re.compile(rb"[0-9a-f]{64}\n")
_FULL = frozenset({errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC)})


def write_whole(file: Path, *pieces: bytes) -> None:
    """Write a file that its owner alone can read: beside its place, to the disk, then to its place.

    Raises `OSError`; no draft is left then, and what stood there before still does.
    """
    draft = file.with_name(f"{file.name}.{secrets.token_hex(4)}{DRAFT}")
    try:
        handle = os.open(
            draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600
        )
        with os.fdopen(handle, "wb") as opened:
            opened.writelines(pieces)
            opened.flush()
            os.fsync(opened.fileno())
        draft.replace(file)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise


def seal(file: Path, belongs: str, content: bytes) -> None:
    """Keep bytes with a digest of them and of what they belong to. Raises `OSError`."""
    write_whole(file, _HEAD, _digest(belongs, content), b"\n", content)


def unseal(file: Path, belongs: str) -> bytes | None:
    """The bytes that were kept; None where there are none, where a file was cut short or changed,
    and where it belongs to something else."""
    try:
        kept = file.read_bytes()
    except FileNotFoundError:
        return None
    found = _DIGEST.match(kept, len(_HEAD))
    if not kept.startswith(_HEAD) or found is None:
        return None
    content = kept[found.end() :]
    return content if _digest(belongs, content) + b"\n" == found[0] else None


def told(error: OSError) -> str:
    """Why something could not be written, in words."""
    if error.errno in _FULL:
        return "the disk is full, or a limit on files is reached"
    return error.strerror or str(error)


def _digest(belongs: str, content: bytes) -> bytes:
    # A line end cannot stand in what it belongs to, so the two do not run into each other.
    return hashlib.sha256(belongs.encode() + b"\n" + content).hexdigest().encode()

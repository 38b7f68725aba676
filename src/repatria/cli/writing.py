"""Where output proper goes: standard output, or a file that is there whole or not at all."""

from __future__ import annotations

import errno
import os
import tempfile
from collections.abc import Iterable
from pathlib import Path

import typer


def write(pieces: Iterable[str], out: Path | None) -> int:
    """Write text as UTF-8, as it is; return how many bytes that were.

    A file is written beside its place and moved there when it is whole, so that whatever
    interrupts leaves the old one, or none.
    """
    if out is None:
        stream = typer.get_binary_stream("stdout")
        written = sum(stream.write(piece.encode()) for piece in pieces)
        stream.flush()
        return written
    if not out.parent.is_dir():
        raise NotADirectoryError(errno.ENOTDIR, "there is no such folder", str(out.parent))
    handle, draft = tempfile.mkstemp(prefix=f".{out.name}.", dir=out.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            written = sum(file.write(piece.encode()) for piece in pieces)
        Path(draft).replace(out)
    except BaseException:
        Path(draft).unlink(missing_ok=True)
        raise
    return written

"""Which program this is, to the letter: what is kept of its work is for it alone."""

from __future__ import annotations

import hashlib
import platform
from functools import cache
from pathlib import Path

_SOURCE = Path(__file__).resolve().parent.parent


@cache
def program_digest() -> str:
    """A digest of the source of this package and of Python's version: whatever changes in the
    program, a line or a release, it is another one."""
    found = hashlib.sha256(platform.python_version().encode())
    for file in sorted(_SOURCE.rglob("*.py")):
        found.update(b"\n" + file.relative_to(_SOURCE).as_posix().encode() + b"\n")
        found.update(file.read_bytes())
    return found.hexdigest()

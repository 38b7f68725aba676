"""How kernels are compiled, and where what was compiled is kept.

numba keeps compiled functions and watches only the file that each stands in, so a kernel that
calls one of another file would go on with the old one after a change there. Here the place of what
is kept depends on a digest of the engine's source: whatever changes, everything is compiled anew.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numba
from numba import config, njit

_ENGINE = Path(__file__).resolve().parent


def _digest() -> str:
    found = hashlib.sha256(numba.__version__.encode())
    for file in sorted(_ENGINE.rglob("*.py")):
        found.update(file.relative_to(_ENGINE).as_posix().encode())
        found.update(file.read_bytes())
    return found.hexdigest()[:16]


def _folder() -> Path:
    """Beside the source where that can be written; else in the user's cache; else a folder that
    lasts as long as the machine is up."""
    asked = os.environ.get("NUMBA_CACHE_DIR")
    user = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "repatria"
    bases = [Path(asked)] if asked else [_ENGINE / "__pycache__", user]
    for base in bases:
        folder = base / f"kernels-{_digest()}"
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError:
            continue
        if os.access(folder, os.W_OK):
            return folder
    return Path(tempfile.mkdtemp(prefix="repatria-kernels-"))


_KEPT = str(_folder())


def _kept(function: Callable[..., Any], **options: Any) -> Any:
    # numba asks where to keep a function when it is declared: only ours go into our folder.
    before = config.CACHE_DIR  # type: ignore[attr-defined]
    config.CACHE_DIR = _KEPT  # type: ignore[attr-defined]  # made at run time
    try:
        return njit(cache=True, nogil=True, **options)(function)
    finally:
        config.CACHE_DIR = before  # type: ignore[attr-defined]


def kernel(function: Callable[..., Any]) -> Any:
    """A compiled function; it runs beside others, since it holds no lock of the interpreter."""
    return _kept(function)


def inlined(function: Callable[..., Any]) -> Any:
    """A compiled function whose text goes into each that calls it: for the innermost loops."""
    return _kept(function, inline="always")

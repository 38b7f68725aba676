"""Python's collector of cycles told to look more rarely, while work lasts that makes millions of
small objects and no cycles: it takes a fifth of the time of reading a long list."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

_THRESHOLDS = (100_000, 50, 100)


@contextmanager
def seldom_collected() -> Iterator[None]:
    """What is there already is not looked at until the end, and what is made is looked at after
    more objects than usual. It holds for the whole process."""
    usual = gc.get_threshold()
    gc.freeze()
    gc.set_threshold(*_THRESHOLDS)
    try:
        yield
    finally:
        gc.set_threshold(*usual)
        gc.unfreeze()

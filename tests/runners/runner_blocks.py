"""Functions on blocks for the tests of the runners: other processes import them from here."""

from __future__ import annotations

import hashlib
import os
import random
import sys
import threading
import time
from pathlib import Path

from repatria.base.errors import InputError, Problem, ValueProblem

GATE = threading.Event()


def hashed(shared: str, block: int) -> bytes:
    """Bytes of a length that varies, which nothing but the arguments decides."""
    once = hashlib.sha256(f"{shared} {block}".encode()).digest()
    return once * (block % 7)


def uneven(shared: str, block: int) -> bytes:
    """The same bytes, later for some blocks than for others, so that they finish out of order."""
    time.sleep(random.Random(block).choice((0, 0.001, 0.02)))
    return hashed(shared, block)


def described(_: None, block: object) -> bytes:
    """What the function was given, as text."""
    return repr(block).encode()


def process(_: None, block: int) -> bytes:
    """Which process ran the block, and its limit on threads."""
    time.sleep(0.02)
    return f"{os.getpid()} {os.environ.get('NUMBA_NUM_THREADS')}".encode()


def dying(signal_number: int, block: int) -> bytes:
    """Ends its process at block 3."""
    if block == 3:
        if signal_number:
            os.kill(os.getpid(), signal_number)
        os._exit(7)
    return b"%d" % block


def failing(kind: str, block: int) -> bytes:
    """Raises an error of the kind asked for at block 3."""
    if block == 3:
        if kind == "input":
            raise InputError([Problem("remains.csv", 8, "TH01", "“x” is no allele")])
        if kind == "value":
            raise ValueProblem("a frequency of zero")
        if kind == "memory":
            raise MemoryError
        if kind == "disk":
            raise OSError(28, "No space left on device", "/somewhere/table")
        raise ZeroDivisionError("by nothing")
    return b"%d" % block


def held_up(_: None, block: int) -> bytes:
    """Waits for the test to open the gate."""
    GATE.wait(30)
    return b"%d" % block


def slow(folder: str, block: int) -> bytes:
    """Leaves a mark that it has begun, and takes a minute."""
    Path(folder, str(block)).touch()
    time.sleep(60)
    return b""


class Stuck:
    """A value that cannot be read in another process."""

    def __reduce__(self) -> tuple[object, ...]:
        return (int, ("not a number",))


def run_resumable(folder: str, name: str, blocks: int) -> None:
    """A whole run as a program of its own: its results to standard output as they come."""
    from repatria.runners.choose import runner
    from repatria.runners.resumable import resumed

    work = resumed(
        runner(name, workers=2 if name == "cores" else None),
        uneven,
        range(blocks),
        shared="salt",
        folder=Path(folder),
        inputs={"salt": "salt"},
    )
    for each in work:
        sys.stdout.buffer.write(each)


if __name__ == "__main__":
    # Run by its name, the functions belong to a module that workers can import.
    import runner_blocks

    runner_blocks.run_resumable(sys.argv[1], sys.argv[2], int(sys.argv[3]))

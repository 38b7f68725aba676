"""Runs one function in a child process with little memory, little time and nothing to inherit: for
readers of files that may have been made to hurt.

The child is a fresh interpreter (`python -I -m repatria.runners.confined`). It lowers its own
limits before it imports the reader. What it gives back is plain JSON.
"""

from __future__ import annotations

import importlib
import json
import os
import signal
import subprocess
import sys
import tempfile
from contextlib import suppress
from dataclasses import asdict, dataclass
from typing import IO, Any

from repatria.base.errors import FileRefused, RepatriaError

_MEMORY_ENDED = 3
_DEPTH_ENDED = 4
_FAULT = 5


@dataclass(frozen=True, slots=True)
class Confines:
    """What a child may use. `seconds` is time of the processor; the clock gets thrice as long."""

    seconds: int = 20
    memory: int = 1 << 30
    """Bytes of address space. Where the system has no such limit (macOS), only time holds."""
    output: int = 64 << 20
    """Bytes of any file that it writes, and of its answer."""


class Overrun(RepatriaError):
    """The child used up what it was given, or ended in a fault. `what` is `time`, `memory`, `depth`
    or `fault`."""

    def __init__(self, what: str) -> None:
        self.what = what
        super().__init__(f"A reader in a process of its own was ended: {what}.")


def confined(function: str, arguments: dict[str, Any], confines: Confines) -> Any:
    """What `module:function` returns for these arguments, run in a child.

    Raises `FileRefused` where the function does, and `Overrun` where it came to no end.
    """
    order = json.dumps([function, arguments, asdict(confines)])
    with tempfile.TemporaryFile() as answer:
        child = subprocess.Popen(
            [sys.executable, "-I", "-m", "repatria.runners.confined", order],
            stdin=subprocess.DEVNULL,
            stdout=answer,
            stderr=subprocess.DEVNULL,
            env={"PATH": os.defpath, "LC_ALL": "C.UTF-8"},
            cwd="/",
            start_new_session=True,
        )
        try:
            code = child.wait(confines.seconds * 3)
        except subprocess.TimeoutExpired:
            raise Overrun("time") from None
        finally:
            _end(child)
        return _answer(code, answer)


def _end(child: subprocess.Popen[bytes]) -> None:
    if child.poll() is None:
        with suppress(ProcessLookupError):
            os.killpg(child.pid, signal.SIGKILL)
        child.wait()


def _answer(code: int, answer: IO[bytes]) -> Any:
    if code == -getattr(signal, "SIGXCPU", 24):
        raise Overrun("time")
    # The system ends whoever asks for too much with SIGKILL, and what it is refused is an error.
    if code in (_MEMORY_ENDED, -signal.SIGKILL):
        raise Overrun("memory")
    if code:
        raise Overrun("depth" if code == _DEPTH_ENDED else "fault")
    answer.seek(0)
    told = json.loads(answer.read())
    if "refused" in told:
        raise FileRefused(told["refused"], **told["params"])
    return told["result"]


def _confine(confines: Confines) -> None:
    import resource

    def lower(which: int, to: int, at_last: int | None = None) -> None:
        with suppress(ValueError, OSError):
            resource.setrlimit(which, (to, to if at_last is None else at_last))

    lower(resource.RLIMIT_AS, confines.memory)
    # The soft limit ends it with a signal of its own, by which its reason is known.
    lower(resource.RLIMIT_CPU, confines.seconds, confines.seconds + 2)
    lower(resource.RLIMIT_FSIZE, confines.output)
    lower(resource.RLIMIT_CORE, 0)


def _main(order: str) -> int:
    function, arguments, limits = json.loads(order)
    _confine(Confines(**limits))
    module, _, name = function.partition(":")
    try:
        result = {"result": getattr(importlib.import_module(module), name)(**arguments)}
    except FileRefused as refused:
        result = {"refused": refused.template, "params": refused.params}
    except MemoryError:
        return _MEMORY_ENDED
    except RecursionError:
        return _DEPTH_ENDED
    except Exception:
        return _FAULT
    json.dump(result, sys.stdout)
    sys.stdout.flush()
    return 0


if __name__ == "__main__":
    sys.exit(_main(sys.argv[1]))

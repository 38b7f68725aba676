"""The worker beside the site: a process of its own, which ends with the site and not before.

A process and not a thread: a job that takes all memory or crashes in a library takes its worker
along, and the site stays; a job that computes does not slow the pages by holding the interpreter.
The two are tied by a pipe. When the site ends, in whatever way, its end of the pipe closes, and the
worker stops as it would on Ctrl-C.
"""

from __future__ import annotations

import logging
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from types import TracebackType

log = logging.getLogger("repatria.jobs")
# A worker in the middle of a long step has this long to give its job back.
_PATIENCE = 10.0
_FIRST_PAUSE = 1.0
_LONGEST_PAUSE = 60.0
# A worker that lived this long was sound; the pause before the next begins small again.
_SOUND = 120.0


class Beside:
    """`with Beside():` has a worker running; one that dies is replaced, after a growing pause."""

    def __init__(self) -> None:
        self._ending = threading.Event()
        self._child: subprocess.Popen[bytes] | None = None
        self._watch = threading.Thread(target=self._keep, name="worker", daemon=True)

    def __enter__(self) -> Beside:
        self._child = _start()
        self._watch.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._ending.set()
        if self._child is not None:
            _let_go(self._child)
        self._watch.join(timeout=_PATIENCE + 5)

    @property
    def pid(self) -> int | None:
        """The process of the present worker."""
        return None if self._child is None else self._child.pid

    def _keep(self) -> None:
        pause = _FIRST_PAUSE
        while self._child is not None:
            began = time.monotonic()
            code = self._child.wait()
            if self._ending.is_set():
                return
            if time.monotonic() - began > _SOUND:
                pause = _FIRST_PAUSE
            log.warning("The worker ended (%s); another begins in %.0f s.", code, pause)
            if self._ending.wait(pause):
                return
            pause = min(2 * pause, _LONGEST_PAUSE)
            try:
                child = _start()
            except OSError as error:
                log.warning("No worker can be started (%s).", error.strerror)
                continue
            _let_go(self._child)
            self._child = child
            # The site ended between the last look and this start.
            if self._ending.is_set():
                _let_go(child)


def _start() -> subprocess.Popen[bytes]:
    # A session of its own: Ctrl-C is for the site, which then closes the pipe.
    return subprocess.Popen(
        [sys.executable, "-m", __name__],
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        start_new_session=True,
    )


def _let_go(child: subprocess.Popen[bytes]) -> None:
    """Close the pipe, and end the process where that is not heard in time."""
    if child.stdin is not None:
        child.stdin.close()
    try:
        child.wait(_PATIENCE)
    except subprocess.TimeoutExpired:
        child.kill()
        child.wait()


def main() -> None:
    """The child's side: a worker until the pipe closes."""
    from repatria.cli.jobs import end_when_asked
    from repatria.cli.store import open_store

    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(levelname)s %(message)s")
    open_store()
    from repatria.desks.common.jobs.worker import Worker
    from repatria.names.warming import warm_beside

    worker = Worker()
    end_when_asked(worker)
    # The first list that somebody has tried does not wait for it.
    warm_beside()
    threading.Thread(target=_listen, args=(worker.stop,), daemon=True).start()
    worker.run()


def _listen(stop: Callable[[], None]) -> None:
    # Not through sys.stdin, whose lock an ending interpreter would have to wait for.
    while os.read(0, 1):
        pass
    stop()


if __name__ == "__main__":
    main()

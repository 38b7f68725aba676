"""The inside of a worker process of `cores`: one function, blocks that come through a pipe.

A worker imports this module first. It has to stay light, and to import no numeric library before
the limits on threads stand.
"""

from __future__ import annotations

import os
import signal
from multiprocessing.connection import Connection

from repatria.runners.runner import attempt, failure

# There is a worker a core already; threads of the libraries would only fight for the cores.
THREAD_LIMITS = (
    "NUMBA_NUM_THREADS",
    "OMP_NUM_THREADS",
    "OPENBLAS_NUM_THREADS",
    "MKL_NUM_THREADS",
    "VECLIB_MAXIMUM_THREADS",
)


def work(connection: Connection) -> None:
    """Receive the function with its shared argument, then answer block after block.

    The other end closing the pipe, or dying, ends the worker.
    """
    # Ctrl-C reaches every process of a terminal. The one that gives the blocks out decides.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    os.environ.update(dict.fromkeys(THREAD_LIMITS, "1"))
    try:
        function, shared = connection.recv()
        while True:
            connection.send(attempt(function, shared, connection.recv()))
    except (EOFError, OSError):
        return
    except Exception as error:
        # What came could not be read here: a function that this process cannot import.
        connection.send(failure(error))

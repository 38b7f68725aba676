"""Worker processes: how many, that they end, and what is said when one dies."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
import time

import pytest
from runner_blocks import Stuck, described, dying, hashed, process, slow

from repatria.base.errors import ValueProblem
from repatria.runners.cores import Cores, available
from repatria.runners.runner import BlockFault, RunnerError


@pytest.mark.parametrize(
    ("how", "words"),
    [
        (0, r"a worker process died at block 4 of 20 \(exit code 7\)$"),
        (signal.SIGKILL, r"died at block 4 of 20 \(signal 9, Killed\); too little memory"),
        (signal.SIGSEGV, r"died at block 4 of 20 \(signal 11, Segmentation fault\)$"),
    ],
)
def test_a_worker_that_dies(how, words):
    with pytest.raises(RunnerError, match=words):
        list(Cores(2).map_blocks(dying, range(20), shared=int(how)))
    assert multiprocessing.active_children() == []


def test_as_many_processes_as_asked_for_each_with_one_thread():
    results = dict(Cores(2).map_blocks(process, range(12), shared=None))
    told = {result.decode().split()[0] for result in results.values()}
    assert len(told) == 2
    assert str(os.getpid()) not in told
    assert {result.decode().split()[1] for result in results.values()} == {"1"}


def test_no_more_processes_than_blocks():
    results = Cores(50).map_blocks(hashed, range(2), shared="")
    next(results)
    assert len(multiprocessing.active_children()) <= 2
    results.close()
    assert multiprocessing.active_children() == []


def test_by_default_the_cores_that_this_process_may_use():
    assert Cores().workers == available() >= 1


@pytest.mark.parametrize("workers", [0, -1])
def test_no_worker_is_no_number_of_workers(workers):
    with pytest.raises(ValueProblem, match="1 or more"):
        Cores(workers)


@pytest.mark.parametrize("where", ["shared", "block"])
def test_what_a_worker_cannot_read(where):
    shared, block = (Stuck(), 1) if where == "shared" else (None, Stuck())
    with pytest.raises(BlockFault, match="block 1 of 1: ValueError"):
        list(Cores(1).map_blocks(described, [block], shared=shared))


def test_interruption_ends_blocks_that_would_take_a_minute(tmp_path):
    def interrupt():
        while len(list(tmp_path.iterdir())) < 2:
            time.sleep(0.01)
        # A first Ctrl-C can fall into a destructor, which swallows it; a person presses again.
        while not ended.is_set():
            os.kill(os.getpid(), signal.SIGINT)
            ended.wait(2.0)

    ended = threading.Event()
    watch = threading.Thread(target=interrupt)
    watch.start()
    start = time.monotonic()
    try:
        with pytest.raises(KeyboardInterrupt):
            list(Cores(2).map_blocks(slow, range(4), shared=str(tmp_path)))
    finally:
        ended.set()
        watch.join()
    assert time.monotonic() - start < 20
    assert multiprocessing.active_children() == []

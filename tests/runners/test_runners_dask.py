"""A cluster that is not there, that has nobody, that loses its workers, or that has other
versions."""

from __future__ import annotations

import socket
import sys
import threading
import time

import pytest
from runner_blocks import GATE, hashed, held_up

from repatria.base.errors import ValueProblem
from repatria.runners import dask
from repatria.runners.dask import Dask
from repatria.runners.runner import RunnerError


def test_without_its_package(monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(RunnerError, match=r"needs the package `distributed`.*extra `cluster`"):
        list(Dask("tcp://127.0.0.1:1").map_blocks(hashed, [1], shared=""))


def test_without_an_address():
    with pytest.raises(ValueProblem, match="needs the address of a scheduler"):
        Dask("")


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:{free}", "nonsense://x", "tcp://127.0.0.1"])
def test_nobody_answers(address):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        free = taken.getsockname()[1]
        runner = Dask(address.format(free=free), patience=0.5)
        with pytest.raises(RunnerError, match="no Dask scheduler answers at"):
            list(runner.map_blocks(hashed, [1], shared=""))


def test_somebody_else_answers():
    with socket.create_server(("127.0.0.1", 0)) as silent:
        runner = Dask(f"tcp://127.0.0.1:{silent.getsockname()[1]}", patience=0.5)
        start = time.monotonic()
        with pytest.raises(RunnerError, match=r"within 0\.5 s"):
            list(runner.map_blocks(hashed, [1], shared=""))
        assert time.monotonic() - start < 10


def test_a_cluster_without_workers(own_cluster):
    own_cluster.scale(0)
    while own_cluster.scheduler.workers:
        time.sleep(0.01)
    with pytest.raises(RunnerError, match="has no workers"):
        list(Dask(own_cluster.scheduler_address, 0.5).map_blocks(hashed, [1], shared=""))


def test_workers_of_another_version(cluster, monkeypatch):
    here = dask.versions()
    monkeypatch.setattr(dask, "versions", lambda: next(answers, {**here, "numpy": "1.0"}))
    answers = iter([here])
    with pytest.raises(RunnerError, match=r"has other versions: numpy 1\.0 \(here 2"):
        list(Dask(cluster.scheduler_address).map_blocks(hashed, [1], shared=""))


@pytest.fixture
def gate(own_cluster):
    """Blocks wait as long as the test lasts, and let go before their cluster is closed."""
    GATE.clear()
    yield
    GATE.set()


async def all_workers_leave(scheduler):
    for worker in list(scheduler.workers):
        await scheduler.remove_worker(worker, stimulus_id="test")


async def the_connection_breaks(scheduler):
    for stream in scheduler.client_comms.values():
        stream.abort()


async def a_worker_is_killed(scheduler):
    scheduler.allowed_failures = 0
    busy = [name for name, worker in scheduler.workers.items() if worker.processing]
    await scheduler.remove_worker(busy[0], stimulus_id="test")


@pytest.mark.usefixtures("gate")
@pytest.mark.parametrize(
    ("happens", "words"),
    [
        (all_workers_leave, r"no worker for 0\.5 s|let the work go"),
        (the_connection_breaks, "let the work go"),
        (
            a_worker_is_killed,
            "block 1 of 1: the Dask cluster at tcp:.* could not run it: Attempted",
        ),
    ],
)
def test_lost_on_the_way(own_cluster, happens, words):
    scheduler = own_cluster.scheduler

    def meanwhile():
        while not any(worker.processing for worker in scheduler.workers.values()):
            time.sleep(0.01)
        own_cluster.sync(happens, scheduler)

    thread = threading.Thread(target=meanwhile)
    thread.start()
    start = time.monotonic()
    with pytest.raises(RunnerError, match=words):
        list(Dask(own_cluster.scheduler_address, 0.5).map_blocks(held_up, [1], shared=None))
    thread.join()
    assert time.monotonic() - start < 20

"""Real workers in real processes, on a store of their own."""

from __future__ import annotations

import signal
import time

import pytest

from nursery import nursery


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    with nursery(tmp_path_factory.mktemp("jobs") / "home") as found:
        yield found


@pytest.fixture
def ward(house):
    yield house
    house.clear()


def ended(rows):
    return all(row["state"] not in ("queued", "running") for row in rows)


def test_two_workers_never_run_one_job_at_once(ward):
    workers = {ward.start() for _ in range(3)}
    numbers, ran = [], set()
    while ran != workers:
        # Until the slowest to start has had its share.
        assert len(numbers) < 600
        numbers += [ward.call("ask", "trial.quick", {}) for _ in range(20)]
        rows = ward.until(ended)
        ran = {row["pid"] for row in rows}
    assert [row["pk"] for row in rows] == numbers
    assert {(row["state"], row["fence"], row["losses"]) for row in rows} == {("done", 1, 0)}
    assert ward.call("effects")[0] == [[number, 0] for number in numbers]


@pytest.mark.parametrize("moment", ["before", "within", "after"])
def test_a_worker_that_dies_about_the_commit(ward, moment):
    number = ward.call("ask", "trial.dies", {"at": moment})
    assert ward.ended(ward.start("--once")) == -signal.SIGKILL
    at_death = ward.call("effects")[0]
    assert at_death == ([[number, 0]] if moment == "after" else [])
    if moment != "after":
        ward.start()
    (row,) = ward.until(ended)
    assert (row["state"], row["losses"]) == ("done", int(moment != "after"))
    assert ward.call("effects")[0] == [[number, 0]]


def test_a_job_that_kills_every_worker_has_failed_and_the_next_one_runs(ward):
    ward.call("ask", "trial.dies", {"at": "before", "times": 99})
    for _ in range(4):
        assert ward.ended(ward.start()) == -signal.SIGKILL
    ward.call("ask", "trial.quick", {})
    ward.start()
    bad, good = ward.until(ended)
    assert (bad["state"], bad["reason"], bad["losses"]) == ("failed", "lost", 4)
    assert good["state"] == "done"


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_worker_that_is_asked_to_end_gives_its_job_back_first(ward, number):
    ward.call("ask", "trial.waits", {})
    worker = ward.start()
    ward.until(lambda rows: rows[0]["stage"] == "waiting")
    ward.send(worker, number)
    assert ward.ended(worker) == 0
    (row,) = ward.call("jobs")
    assert (row["state"], row["attempts"], row["losses"], row["pid"]) == ("queued", 0, 0, None)


def test_an_idle_worker_ends_when_asked(ward):
    ward.call("ask", "trial.quick", {})
    worker = ward.start()
    ward.until(ended)
    time.sleep(0.1)
    ward.send(worker, signal.SIGTERM)
    assert ward.ended(worker) == 0


def test_a_running_job_is_cancelled_from_elsewhere(ward):
    number = ward.call("ask", "trial.waits", {})
    ward.start()
    ward.until(lambda rows: rows[0]["state"] == "running")
    assert ward.call("cancel", number) == "running"
    (row,) = ward.until(ended)
    assert row["state"] == "cancelled"


def test_a_worker_that_was_only_paused_writes_nothing_when_it_wakes(ward):
    number = ward.call("ask", "trial.once", {})
    first = ward.start()
    (row,) = ward.until(lambda rows: rows[0]["state"] == "running")
    ward.send(first, signal.SIGSTOP)
    second = ward.start()
    (row,) = ward.until(ended)
    ward.send(first, signal.SIGCONT)
    ward.send(first, signal.SIGTERM)
    assert ward.ended(first) == 0
    assert row["pid"] == second
    assert ward.call("effects")[0] == [[number, part] for part in range(3)]


def test_the_same_is_asked_for_once_by_many_at_a_time(ward):
    askers = [ward.start_asking("trial.quick", "same", 20) for _ in range(4)]
    assert [ward.ended(asker) for asker in askers] == [0] * 4
    rows = ward.call("jobs")
    assert len(rows) == 20

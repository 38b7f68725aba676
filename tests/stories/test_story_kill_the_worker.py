"""Kill the worker. A job killed at fifty random moments completes once.

Real workers (`repatria jobs run`) are killed with SIGKILL, which no program can catch, at random
moments of a job: while it works, inside the transaction of its effect, between its commits in two
stores. Three workers lie in wait for it, and one takes it over as soon as the lease is out. Where a
job was quicker than its death, there is another. At the end the effect of each is there, once.
"""

from __future__ import annotations

import random
import time

import pytest

from nursery import Nursery, nursery
from trial_jobs import SPAN

WORKERS = 3
KILLS = {"trial.once": 50, "trial.both": 8}
"""Of a job with an effect of three rows in one transaction, and of one with an effect in the second
store and then one here."""


@pytest.fixture
def ward(tmp_path):
    with nursery(tmp_path / "home") as found:
        yield found


def killed(ward: Nursery, draw: random.Random) -> bool:
    """Wait for a job to be begun, and kill its worker a little later. Gives whether that was in
    the middle of the job: the dead hold it still. A job may end before it is seen."""

    def under_way(rows):
        return next((r for r in rows if r["state"] == "running" and r["pid"] in ward.alive), None)

    job = under_way(ward.until(lambda rows: under_way(rows) or all_ended(rows)))
    if job is None:
        return False
    time.sleep(draw.uniform(0, SPAN))
    ward.kill(job["pid"])
    ward.start()
    after = next(row for row in ward.call("jobs") if row["pk"] == job["pk"])
    return (after["state"], after["pid"]) == ("running", job["pid"])


def all_ended(rows):
    return all(row["state"] == "done" for row in rows)


def test_a_job_killed_at_fifty_random_moments_completes_once(ward):
    draw = random.Random(20250614)
    for _ in range(WORKERS):
        ward.start()
    for name, kills in KILLS.items():
        hits = 0
        while hits < kills:
            if all_ended(ward.call("jobs")):
                ward.call("ask", name, {})
            hits += killed(ward, draw)
        jobs = ward.until(all_ended)
        assert sum(job["losses"] for job in jobs if job["name"] == name) >= kills

    once, both = ([job["pk"] for job in jobs if job["name"] == name] for name in KILLS)
    here, second = ward.call("effects")
    thrice = [[job, part] for job in once for part in range(3)]
    assert here == thrice + [[job, 0] for job in both]
    assert second == [[job] for job in both]

"""`repatria jobs …`, and the worker that the site has beside it."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time

import pytest
from cli_running import environment

from nursery import nursery
from repatria.cli import jobs_beside
from repatria.cli.jobs_beside import Beside
from repatria.desks.common.jobs import Refused, enqueue, job, registry
from repatria.desks.common.models import Job


@pytest.fixture
def trial(monkeypatch, repatria):
    """A kind of job that works for an even number, and refuses an odd one."""
    registry.load()
    monkeypatch.setattr(registry, "_KINDS", {})
    monkeypatch.setattr(registry, "_PERIODIC", {})
    monkeypatch.setattr("repatria.cli.jobs.end_when_asked", lambda worker: None)

    @job("trial", title="Halving")
    def halve(context, payload):
        if payload["n"] % 2:
            raise Refused("An odd number cannot be halved.")
        return {"half": payload["n"] // 2}

    return repatria


def test_jobs_are_run_and_told_line_by_line(trial):
    good, bad = (enqueue("trial", {"n": n}).pk for n in (4, 5))
    done = trial("jobs", "run", "--once")
    assert done.code == 0
    assert done.out.splitlines() == [
        f"{good:>6}  done        trial",
        f"{bad:>6}  failed      trial: An odd number cannot be halved.",
    ]
    assert trial("jobs", "run", "--once").out == ""


def test_the_list_is_the_newest_first_and_can_be_narrowed(trial):
    numbers = [enqueue("trial", {"n": n}).pk for n in (4, 5, 6)]
    trial("jobs", "run", "--once")
    listed = trial("jobs", "list").out.splitlines()
    assert [int(line.split()[0]) for line in listed] == numbers[::-1]
    failed = json.loads(trial("jobs", "list", "--state", "failed", "--json").out)
    assert [(one["number"], one["state"]) for one in failed] == [(numbers[1], "failed")]
    assert trial("jobs", "list", "--state", "running").out == ""


def test_a_job_is_shown_without_what_it_is_about(trial):
    number = enqueue("trial", {"n": 4}, key="secret key", asked_by="clerk").pk
    trial("jobs", "run", "--once")
    told = json.loads(trial("jobs", "show", number, "--json").out)
    assert told["result"] == {"half": 2}
    assert (told["asked_by"], told["words"], told["attempts"]) == ("clerk", "done", 0)
    assert not {"payload", "key"} & set(told)
    text = trial("jobs", "show", number).out
    assert "asked_by:      clerk" in text
    assert "secret" not in text
    assert "reason" not in text


def test_a_waiting_job_is_cancelled_and_begun_anew(trial):
    number = enqueue("trial", {"n": 4}).pk
    assert "cancelled" in trial("jobs", "cancel", number).out
    assert trial("jobs", "run", "--once").out == ""
    assert "waiting" in trial("jobs", "retry", number).out
    trial("jobs", "run", "--once")
    assert Job.objects.get(pk=number).state == "done"


@pytest.mark.parametrize("command", ["show", "cancel", "retry"])
def test_a_number_without_a_job_is_one_clear_line(trial, command):
    done = trial("jobs", command, 99)
    assert (done.code, done.out, done.err) == (1, "", "There is no job 99.\n")


def test_a_job_that_did_not_fail_is_not_begun_anew(trial):
    number = enqueue("trial", {"n": 4}).pk
    done = trial("jobs", "retry", number)
    assert done.code == 1
    assert "has not failed" in done.err


@pytest.fixture
def own_home(tmp_path, monkeypatch):
    """The environment of this process, which a worker beside it gets: a home of its own."""
    for name, value in environment(tmp_path / "home").items():
        monkeypatch.setenv(name, value)
    for name in [name for name in os.environ if name.endswith("_DATABASE")]:
        monkeypatch.delenv(name)
    monkeypatch.setattr(jobs_beside, "_FIRST_PAUSE", 0.01)


def test_a_worker_beside_the_site_that_dies_is_replaced(own_home):
    with Beside() as beside:
        first = beside.pid
        os.kill(first, signal.SIGKILL)
        end = time.monotonic() + 20
        while beside.pid == first:
            assert time.monotonic() < end
            time.sleep(0.02)
        second = beside._child
        assert second.poll() is None
    assert second.returncode == 0


def test_the_worker_ends_with_the_site_even_where_that_is_killed(own_home):
    code = (
        "import time; from repatria.cli.jobs_beside import Beside\n"
        "with Beside():\n    print('there', flush=True); time.sleep(60)"
    )
    site = subprocess.Popen(
        [sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert site.stdout.readline() == "there\n"
    site.kill()
    # The worker holds the other end of standard error, so this returns when it has ended as well.
    _, err = site.communicate(timeout=20)
    assert "Traceback" not in err


def test_the_worker_beside_the_site_runs_jobs_until_the_pipe_closes(tmp_path):
    with nursery(tmp_path / "home") as ward:
        ward.call("ask", "trial.quick", {})
        child = subprocess.Popen(
            [sys.executable, ward.script, "beside"], env=ward.environment, stdin=subprocess.PIPE
        )
        ward.until(lambda rows: rows[0]["state"] == "done")
        assert child.poll() is None
        child.stdin.close()
        assert child.wait(20) == 0

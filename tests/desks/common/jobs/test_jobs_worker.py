"""What a worker makes of a job: its result, its failure, its being stopped."""

from __future__ import annotations

import logging
from datetime import timedelta

import pytest
from django.db import DatabaseError, connection

from repatria.base.errors import InputError, Problem, RepatriaError
from repatria.base.messages import sentence
from repatria.desks.common.jobs import Cancelled, LeaseLost, Refused, cancel, enqueue, job, leases
from repatria.desks.common.jobs.worker import Worker
from repatria.desks.common.models import Job
from repatria.desks.common.sentences import told_error, told_kept

State = Job.State
NO_NUMBER = sentence("“{text}” is not a number", text="x")
pytestmark = pytest.mark.django_db


def ran(run, payload=None, **options) -> Job:
    """The job after one attempt of a worker."""
    job("trial", **options)(run)
    found = enqueue("trial", payload or {})
    assert Worker().run_next()
    found.refresh_from_db()
    return found


def notes() -> list[str]:
    """Effects: rows of the store, so that a rollback takes them back."""
    return sorted(Job.objects.filter(name__startswith="note ").values_list("name", flat=True))


def note(text: str) -> None:
    row = Job.objects.get(name="trial")
    row.pk, row.name = None, f"note {text}"
    row.save()


def test_what_a_job_returns_is_its_result() -> None:
    found = ran(lambda context, payload: {"twice": 2 * payload["n"]}, {"n": 21})
    assert (found.state, found.result) == (State.DONE, {"twice": 42})
    assert found.finished is not None
    assert not Worker().run_next()


def test_an_effect_is_committed_with_done() -> None:
    def run(context, payload):
        with context.commit() as effect:
            note("there")
            effect.result = {"n": 1}
            assert Job.objects.get(pk=context.id).state == State.RUNNING
        assert Job.objects.get(pk=context.id).state == State.DONE

    found = ran(run)
    assert (found.state, found.result, notes()) == (State.DONE, {"n": 1}, ["note there"])


def test_a_fault_inside_the_commit_takes_the_effect_back() -> None:
    def run(context, payload):
        with context.commit():
            note("lost")
            raise ZeroDivisionError

    found = ran(run)
    assert (found.state, found.attempts, notes()) == (State.QUEUED, 1, [])


def test_a_fault_after_the_commit_changes_nothing(caplog) -> None:
    def run(context, payload):
        with context.commit():
            note("there")
        raise ZeroDivisionError

    found = ran(run)
    assert (found.state, found.reason, notes()) == (State.DONE, "", ["note there"])
    assert "ZeroDivisionError" in caplog.text


def test_nothing_is_committed_twice() -> None:
    def run(context, payload):
        for text in "ab":
            with context.commit():
                note(text)

    assert ran(run).state == State.DONE
    assert notes() == ["note a"]


def test_a_worker_that_lost_the_lease_writes_nothing(lapse) -> None:
    seen = []

    def run(context, payload):
        lapse(Job.objects.get(pk=context.id))
        seen.append(leases.claim("other"))
        with pytest.raises(LeaseLost):
            context.progress(1, 2)
        with context.commit():
            note("never")

    found = ran(run)
    assert (found.state, found.worker, notes()) == (State.RUNNING, "other", [])
    assert seen[0] is not None


def test_a_job_that_returns_after_its_lease_was_lost_is_not_done(lapse) -> None:
    def run(context, payload):
        lapse(Job.objects.get(pk=context.id))
        leases.claim("other")

    assert ran(run).state == State.RUNNING


def test_a_job_that_always_fails_has_failed_with_its_reason(lapse) -> None:
    def run(context, payload):
        raise RepatriaError("The archive does not answer.")

    found = ran(run, attempts=3)
    for attempt in (1, 2, 3):
        assert (found.attempts, found.error) == (attempt, "The archive does not answer.")
        assert found.state == (State.FAILED if attempt == 3 else State.QUEUED)
        lapse(found)
        assert Worker().run_next() is (attempt < 3)
        found.refresh_from_db()


def test_a_job_that_succeeds_later_bears_no_trace_of_its_failures(lapse) -> None:
    def run(context, payload):
        if context.attempts < 2:
            raise RepatriaError("not yet")

    found = ran(run)
    for _ in range(2):
        lapse(found)
        Worker().run_next()
    found.refresh_from_db()
    assert (found.state, found.reason, found.error) == (State.DONE, "", "")


@pytest.mark.parametrize(
    "error", [Refused("It is too late."), InputError([Problem("a.csv", 3, "n", NO_NUMBER)])]
)
def test_what_no_attempt_would_help_fails_at_once(error: RepatriaError) -> None:
    def run(context, payload):
        raise error

    found = ran(run)
    assert (found.state, found.reason) == (State.FAILED, "refused")
    assert told_kept(found.error) == told_error(error)


def test_a_fault_keeps_data_out_of_the_store_and_of_the_log(caplog) -> None:
    def run(context, payload):
        raise ValueError(f"cannot read {payload['name']}")

    found = ran(run, {"name": "Ivan Made-Up"})
    assert (found.state, found.reason, found.error) == (State.QUEUED, "fault", "ValueError")
    assert "test_jobs_worker.py" in caplog.text
    assert "Made-Up" not in caplog.text


def test_a_result_that_is_no_json_is_a_fault() -> None:
    assert ran(lambda context, payload: object()).reason == "fault"


def test_a_fault_of_the_store_inside_a_job_is_a_fault_of_the_job() -> None:
    def run(context, payload):
        with context.commit(), connection.cursor() as cursor:
            cursor.execute("select nothing from nowhere")

    assert ran(run).error in {"OperationalError", "ProgrammingError"}


def test_a_job_is_cancelled_where_it_tells_its_progress() -> None:
    steps = []

    def run(context, payload):
        for step in range(3):
            steps.append(step)
            if step == 1:
                cancel(context.id)
            context.progress(step, 3, f"step {step}")

    found = ran(run)
    assert (found.state, steps, found.stage) == (State.CANCELLED, [0, 1], "step 0")


def test_a_cancelled_job_commits_nothing() -> None:
    def run(context, payload):
        cancel(context.id)
        with pytest.raises(Cancelled), context.commit():
            note("never")
        raise ZeroDivisionError

    found = ran(run)
    assert (found.state, notes()) == (State.CANCELLED, [])


def test_a_worker_that_ends_gives_its_job_back() -> None:
    worker = Worker()

    def run(context, payload):
        worker.stop()
        context.progress(1, 2)

    job("trial")(run)
    found = enqueue("trial")
    worker.run()
    found.refresh_from_db()
    assert (found.state, found.worker, found.attempts, found.losses) == (State.QUEUED, "", 0, 0)


def test_ctrl_c_for_the_second_time_gives_the_job_back_too() -> None:
    def run(context, payload):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        ran(run)
    assert Job.objects.get().state == State.QUEUED


def test_inside_a_commit_nothing_stops_a_job() -> None:
    worker = Worker()

    def run(context, payload):
        with context.commit():
            worker.stop()
            context.progress(1, 2)
            note("there")
        context.progress(2, 2)

    job("trial")(run)
    found = enqueue("trial")
    worker.run()
    found.refresh_from_db()
    assert (found.state, notes()) == (State.DONE, ["note there"])


def test_progress_may_be_told_often_and_is_written_seldom(django_assert_max_num_queries) -> None:
    def run(context, payload):
        with django_assert_max_num_queries(3):
            for step in range(2000):
                context.progress(step, 2000, "counting")

    found = ran(run, lease=timedelta(hours=1))
    assert (found.state, found.total, found.stage) == (State.DONE, 2000, "counting")


def test_once_runs_all_that_can_be_begun_and_tells_it() -> None:
    job("trial")(lambda context, payload: None)
    numbers = [enqueue("trial").pk for _ in range(3)]
    told: list[Job] = []
    Worker().run(once=True, told=told.append)
    assert [(one.pk, one.state) for one in told] == [(pk, State.DONE) for pk in numbers]


def test_a_store_that_does_not_answer_is_waited_for(monkeypatch, caplog) -> None:
    worker = Worker()
    answers = iter([DatabaseError("gone"), None, DatabaseError("gone")])

    def claim(name: str) -> None:
        answer = next(answers)
        if answer is not None:
            raise answer
        worker.stop()

    monkeypatch.setattr(leases, "claim", claim)
    monkeypatch.setattr("repatria.desks.common.jobs.worker.connections.close_all", lambda: None)
    with caplog.at_level(logging.WARNING):
        worker.run()
    assert "waiting for it" in caplog.text
    with pytest.raises(DatabaseError):
        Worker().run(once=True)

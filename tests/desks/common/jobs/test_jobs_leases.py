"""Who holds a job: one at a time, for a time, and nobody writes with an old hold."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from repatria.desks.common.jobs import Cancelled, Context, LeaseLost, cancel, enqueue, job, leases
from repatria.desks.common.models import Job

State = Job.State
LEASE = timedelta(seconds=30)
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _kind() -> None:
    job("trial", lease=LEASE, losses=2, attempts=3)(lambda context, payload: None)


def claimed(worker: str = "w") -> tuple[leases.Held, Job]:
    taken = leases.claim(worker)
    assert taken is not None
    return taken


def test_a_taken_job_is_nobody_elses() -> None:
    enqueue("trial")
    _, row = claimed("one")
    assert leases.claim("other") is None
    row.refresh_from_db()
    assert (row.state, row.worker, row.fence) == (State.RUNNING, "one", 1)
    assert row.lease_until is not None
    assert timedelta(0) < row.lease_until - timezone.now() <= LEASE
    assert row.started is not None


def test_the_more_urgent_comes_first_then_the_one_that_waited_longest() -> None:
    now = timezone.now()
    late, early, urgent, future = (
        enqueue("trial", priority=priority, run_after=now + timedelta(seconds=after)).pk
        for priority, after in ((0, -1), (0, -9), (5, 0), (9, 60))
    )
    assert [claimed()[1].pk for _ in range(3)] == [urgent, early, late]
    assert leases.claim("w") is None
    assert Job.objects.get(pk=future).state == State.QUEUED


def test_a_job_of_another_version_is_left_alone() -> None:
    Job.objects.create(name="unheard", run_after=timezone.now(), max_attempts=1, priority=9)
    mine = enqueue("trial")
    assert claimed()[1] == mine
    assert leases.claim("w") is None


def test_progress_keeps_the_job(lapse) -> None:
    enqueue("trial")
    held, row = claimed()
    lapse(row)
    leases.renew(held, 3, 7, "s" * 500)
    assert leases.claim("other") is None
    row.refresh_from_db()
    assert (row.done, row.total, len(row.stage)) == (3, 7, 200)


def test_when_the_lease_is_out_another_takes_it_and_the_first_writes_no_more(lapse) -> None:
    enqueue("trial")
    first, row = claimed("one")
    lapse(row)
    second, again = claimed("other")
    assert (again.pk, again.worker, again.losses, again.attempts) == (row.pk, "other", 1, 0)
    assert second.fence == first.fence + 1
    for write in (
        lambda: leases.renew(first, 1, 2, ""),
        lambda: leases.finish(first, None),
        lambda: leases.fail(first, Job.Reason.FAULT, "E"),
    ):
        with pytest.raises(LeaseLost):
            write()
    leases.give_back(first)
    leases.finish(second, {"n": 1})
    row.refresh_from_db()
    assert (row.state, row.result, row.worker) == (State.DONE, {"n": 1}, "other")


def test_a_job_that_takes_its_workers_along_has_failed_in_the_end(lapse) -> None:
    row = enqueue("trial")
    for _ in range(3):
        claimed()
        lapse(row)
    assert leases.claim("w") is None
    row.refresh_from_db()
    assert (row.state, row.reason, row.losses) == (State.FAILED, Job.Reason.LOST, 3)


def test_a_lost_job_that_was_to_be_cancelled_is(lapse) -> None:
    row = enqueue("trial")
    claimed()
    cancel(row.pk)
    lapse(row)
    assert leases.claim("w") is None
    row.refresh_from_db()
    assert row.state == State.CANCELLED


def test_each_failed_attempt_waits_longer(lapse) -> None:
    row = enqueue("trial")
    waits = []
    for attempt in range(3):
        held, _ = claimed()
        assert leases.fail(held, Job.Reason.FAULT, "E" * 9999) is (attempt == 2)
        row.refresh_from_db()
        assert len(row.error) == 2000
        if row.state == State.QUEUED:
            assert leases.claim("w") is None
            waits.append(round((row.run_after - timezone.now()).total_seconds()))
            lapse(row)
    assert waits == [10, 20]
    assert (row.state, row.attempts) == (State.FAILED, 3)


@given(st.integers(1, 10**6), st.integers(1, 10**6))
def test_delays_grow_up_to_the_longest(first: int, second: int) -> None:
    one, other = sorted((first, second))
    job("delays")(_nothing)
    kind = leases.kind("delays")
    assert kind.first_delay <= kind.delay(one) <= kind.delay(other) <= kind.most_delay
    assert kind.delay(10**6) == kind.most_delay


def _nothing(context: Context, payload: dict[str, object]) -> None:
    """A job."""


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(("claim", "lapse", "commit", "fail", "renew", "cancel", "back")),
            st.integers(0, 3),
        ),
        max_size=25,
    )
)
def test_whatever_happens_the_effect_is_there_once_and_with_done(lapse, steps) -> None:
    Job.objects.all().delete()
    row = enqueue("trial", max_attempts=100)
    holds: list[leases.Held] = []
    effects = 0
    for step, which in steps:
        held = holds[which % len(holds)] if holds else None
        try:
            if step == "claim":
                holds += [taken[0]] if (taken := leases.claim("w")) else []
            elif step == "lapse":
                lapse(row)
            elif step == "cancel":
                cancel(row.pk)
            elif held is None:
                continue
            elif step == "commit":
                with Context(held).commit():
                    written = effects + 1
                effects = written
            elif step == "renew":
                leases.renew(held, 1, 1, "")
            elif step == "fail":
                leases.fail(held, Job.Reason.FAULT, "E")
            else:
                leases.give_back(held)
            if held is not None and step in ("commit", "fail", "renew"):
                assert held is holds[-1]
        except (LeaseLost, Cancelled):
            pass
        row.refresh_from_db()
        assert effects == (row.state == State.DONE)
        assert (row.lease_until is not None) == (row.state == State.RUNNING)
        assert (row.finished is not None) == (row.state not in (State.QUEUED, State.RUNNING))
        assert row.fence == len(holds)

"""Asking for a job once, cancelling it, asking for it again."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from repatria.desks.common.jobs import JobError, cancel, enqueue, job, leases, retry
from repatria.desks.common.models import Job

State = Job.State
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _kind() -> None:
    job("trial")(lambda context, payload: None)
    job("other", attempts=2)(lambda context, payload: None)


def set_state(found: Job, state: str) -> None:
    Job.objects.filter(pk=found.pk).update(state=state)


def test_what_is_asked_for_waits_with_its_payload() -> None:
    found = enqueue("trial", {"draft": 7}, asked_by="clerk", priority=3)
    found.refresh_from_db()
    assert (found.state, found.payload, found.asked_by) == (State.QUEUED, {"draft": 7}, "clerk")
    assert (found.priority, found.max_attempts) == (3, 5)
    assert enqueue("other").max_attempts == 2
    assert enqueue("other", max_attempts=9).max_attempts == 9


@pytest.mark.parametrize("state", [State.QUEUED, State.RUNNING, State.DONE])
def test_one_key_is_one_job_while_it_is_alive_or_done(state: str) -> None:
    first = enqueue("trial", {"draft": 7}, key="draft 7")
    set_state(first, state)
    assert enqueue("trial", {"draft": 8}, key="draft 7") == first
    assert enqueue("trial", key="draft 8") != first
    assert enqueue("other", key="draft 7") != first


@pytest.mark.parametrize("state", [State.FAILED, State.CANCELLED])
def test_what_failed_or_was_cancelled_can_be_asked_for_anew(state: str) -> None:
    first = enqueue("trial", key="draft 7")
    set_state(first, state)
    assert enqueue("trial", key="draft 7") != first


def test_without_a_key_every_asking_is_a_job() -> None:
    assert enqueue("trial") != enqueue("trial")


def test_the_store_itself_refuses_a_second_one(monkeypatch: pytest.MonkeyPatch) -> None:
    # Two ask at one moment: neither sees the other's row when it looks.
    from repatria.desks.common.jobs import services

    first = enqueue("trial", key="draft 7")
    look, looks = services._same, []

    def blind_at_first(name: str, key: str) -> Job | None:
        looks.append(key)
        return look(name, key) if len(looks) > 1 else None

    monkeypatch.setattr(services, "_same", blind_at_first)
    assert enqueue("trial", key="draft 7") == first
    assert len(looks) == 2


def test_a_job_is_there_with_what_it_follows_from_or_not_at_all() -> None:
    def service() -> None:
        with transaction.atomic():
            enqueue("trial")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        service()
    assert not Job.objects.exists()


def test_a_job_that_nobody_knows_is_refused() -> None:
    with pytest.raises(JobError, match="“unheard”"):
        enqueue("unheard")
    with pytest.raises(TypeError):
        enqueue("trial", {"not": object()})
    with pytest.raises(ValueError, match="too long"):
        enqueue("trial", key="k" * 201)


def test_two_functions_of_one_name_are_a_mistake() -> None:
    with pytest.raises(ValueError, match="trial"):
        job("trial")(lambda context, payload: 1)


def test_a_waiting_job_is_cancelled_at_once() -> None:
    found = cancel(enqueue("trial").pk)
    assert found.state == State.CANCELLED
    assert found.finished is not None
    assert leases.claim("w") is None


def test_a_running_job_is_asked_to_end() -> None:
    enqueue("trial")
    held, row = leases.claim("w")  # type: ignore[misc]
    assert cancel(row.pk).state == State.RUNNING
    row.refresh_from_db()
    assert row.cancel_asked
    leases.give_back(held)
    row.refresh_from_db()
    assert row.state == State.CANCELLED


def test_a_job_whose_worker_is_gone_is_cancelled_at_once(lapse) -> None:
    enqueue("trial")
    held, row = leases.claim("w")  # type: ignore[misc]
    lapse(row)
    assert cancel(row.pk).state == State.CANCELLED
    with pytest.raises(leases.LeaseLost):
        leases.finish(held, None)


@pytest.mark.parametrize("state", [State.DONE, State.FAILED, State.CANCELLED])
def test_a_job_that_has_ended_is_not_cancelled(state: str) -> None:
    found = enqueue("trial")
    set_state(found, state)
    assert cancel(found.pk).state == state


def test_a_failed_job_is_given_all_its_attempts_again() -> None:
    found = enqueue("trial", key="k")
    Job.objects.filter(pk=found.pk).update(
        state=State.FAILED, attempts=5, losses=2, reason="fault", error="E", cancel_asked=True,
        done=3, total=4, stage="s", finished=timezone.now(), fence=5,
        run_after=timezone.now() + timedelta(days=1),
    )  # fmt: skip
    again = retry(found.pk)
    assert (again.state, again.attempts, again.losses, again.done) == (State.QUEUED, 0, 0, 0)
    assert (again.reason, again.error, again.stage) == ("", "", "")
    assert not again.cancel_asked
    held, _ = leases.claim("w")  # type: ignore[misc]
    assert held.fence == 6


def test_nothing_else_is_begun_anew() -> None:
    found = enqueue("trial", key="k")
    for state in (State.QUEUED, State.RUNNING, State.DONE):
        set_state(found, state)
        with pytest.raises(JobError, match=str(found.pk)):
            retry(found.pk)
    set_state(found, State.FAILED)
    newer = enqueue("trial", key="k")
    with pytest.raises(JobError, match=f"job {newer.pk}"):
        retry(found.pk)


@pytest.mark.parametrize("order", [cancel, retry])
def test_a_number_without_a_job_is_refused(order) -> None:
    with pytest.raises(JobError, match="no job 99"):
        order(99)

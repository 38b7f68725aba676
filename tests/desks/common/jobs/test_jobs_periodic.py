"""Jobs that come again: once a period, however many workers look at the clock."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from repatria.desks.common.jobs import enqueue, every, job
from repatria.desks.common.jobs.periodic import tick
from repatria.desks.common.models import Job

State = Job.State
NOON = datetime(2025, 6, 14, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _kind() -> None:
    job("trial")(lambda context, payload: None)
    every("trial", HOUR, {"n": 1})


def end(state: str = State.DONE, when: datetime = NOON) -> None:
    Job.objects.exclude(state=State.FAILED).update(state=state, finished=when)


def test_it_is_asked_for_once_in_a_period() -> None:
    (found,) = tick(NOON)
    assert (found.payload, found.asked_by) == ({"n": 1}, "clock")
    end()
    assert tick(NOON) == tick(NOON + HOUR - timedelta(seconds=1)) == []
    assert len(tick(NOON + HOUR)) == 1


def test_a_round_that_failed_is_not_asked_for_again() -> None:
    tick(NOON)
    end(State.FAILED)
    assert tick(NOON) == []


def test_rounds_do_not_pile_up() -> None:
    tick(NOON)
    assert tick(NOON + HOUR) == []
    Job.objects.update(state=State.RUNNING)
    assert tick(NOON + 2 * HOUR) == []
    end()
    assert len(tick(NOON + 5 * HOUR)) == 1


def test_somebodys_own_asking_is_not_a_round() -> None:
    enqueue("trial", asked_by="clerk")
    assert len(tick(NOON)) == 1


def test_old_rounds_are_forgotten_but_failures_and_other_jobs_are_kept() -> None:
    other = enqueue("trial", asked_by="clerk")
    tick(NOON)
    end()
    tick(NOON + HOUR)
    end(State.FAILED, NOON + HOUR)
    tick(NOON + 2 * HOUR)
    end(State.DONE, NOON + 2 * HOUR)
    assert Job.objects.count() == 4
    Job.objects.filter(pk=other.pk).update(state=State.DONE)
    tick(NOON + timedelta(days=8))
    left = list(Job.objects.order_by("pk").values_list("asked_by", "state"))
    assert left == [
        ("clerk", "done"),
        ("clock", "failed"),
        ("clock", "failed"),
        ("clock", "queued"),
    ]


def test_a_long_period_keeps_its_round() -> None:
    every("trial", timedelta(days=365))
    tick(datetime(2025, 1, 2, tzinfo=UTC))
    end(when=datetime(2025, 1, 2, tzinfo=UTC))
    assert tick(datetime(2025, 10, 1, tzinfo=UTC)) == []


def test_a_period_has_a_length() -> None:
    with pytest.raises(ValueError, match="second"):
        every("trial", timedelta(0))

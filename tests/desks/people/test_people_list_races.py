"""Two clerks at one list: it is held once and taken in once; a stopped job leaves nothing."""

from __future__ import annotations

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import OperationalError, connections

from people import member, party
from people_lists import csv_of, received, tried
from repatria.desks.accounts.models import Standing, User
from repatria.desks.accounts.rights import Role
from repatria.desks.common.jobs import cancel
from repatria.desks.common.jobs.worker import Worker
from repatria.desks.common.models import Job
from repatria.desks.people.models import ListRow, Person, ReceivedList, Sender, Source
from repatria.desks.people.refusals import PeopleError
from repatria.desks.people.services.intake import name_columns
from repatria.desks.people.services.taking_in import ask_approval, take_in
from repatria.desks.people.services.trials import ask_trial

pytestmark = pytest.mark.django_db(transaction=True)
ROWS = [[str(n), f"Шевченко Тарас {n}", "", f"А{n}", ""] for n in range(300)]


@pytest.fixture
def colleague(clerk: User) -> User:
    return member(Role.EXCHANGE_DESK, of=party("A", Standing.PARTY), name="A Colleague")


def at_once(*acts: Callable[[], Any]) -> list[Any]:
    """What came of acts that begin at the same moment."""
    ready = Barrier(len(acts))

    def run(act: Callable[[], Any]) -> Any:
        ready.wait()
        try:
            while True:
                try:
                    return act()
                except OperationalError as error:
                    # A store in memory, as tests have it, refuses where one on the disk waits.
                    if "locked" not in str(error):
                        raise
                    time.sleep(0.02)
        except PeopleError as error:
            return error
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


def test_the_same_bytes_at_the_same_moment_are_one_list(
    clerk: User, colleague: User, hq: Sender
) -> None:
    lists = at_once(*(lambda by=by: received(by, hq, csv_of(ROWS)) for by in (clerk, colleague)))
    assert len({each.pk for each in lists}) == 1
    assert ReceivedList.objects.count() == 1


def test_two_clerks_take_a_list_in_once(clerk: User, colleague: User, hq: Sender) -> None:
    of = tried(clerk, hq, csv_of(ROWS))
    report = of.report["digest"]
    came = at_once(
        *(
            lambda by=by: take_in(ReceivedList.objects.get(pk=of.pk), by, report)
            for by in (clerk, colleague)
        )
    )
    assert sorted(type(each).__name__ for each in came) == ["NoneType", "PeopleError"]
    assert Person.objects.count() == 300
    assert Source.objects.count() == 1


def test_two_agreements_are_one_job(clerk: User, colleague: User, hq: Sender) -> None:
    of = tried(clerk, hq, csv_of(ROWS))
    jobs = {ask_approval(of, by, of.report["digest"]).pk for by in (clerk, colleague)}
    assert len(jobs) == 1
    Worker().run(once=True)
    assert Person.objects.count() == 300


def test_a_trial_that_is_stopped_leaves_nothing(
    clerk: User, hq: Sender, monkeypatch: pytest.MonkeyPatch
) -> None:
    from repatria.desks.common.jobs import context
    from repatria.desks.people import jobs

    of = received(clerk, hq, csv_of(ROWS))
    name_columns(of, clerk, {})
    job = ask_trial(of, clerk)
    monkeypatch.setattr(context, "_PAUSE", 0)
    done = jobs.Context.progress

    def stopped(self: Any, *args: Any) -> None:
        cancel(job.pk)
        done(self, *args)

    monkeypatch.setattr(jobs.Context, "progress", stopped)
    Worker().run(once=True)
    job.refresh_from_db()
    of.refresh_from_db()
    assert job.state == Job.State.CANCELLED
    assert (of.state, of.report) == ("mapped", {})
    assert not ListRow.objects.exists()

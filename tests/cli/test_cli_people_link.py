"""`repatria people link`: asked for from this machine, and run here if wanted."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from cli_running import Outcome

from links_work import told
from people import member, party
from repatria.desks.accounts.models import Standing, User
from repatria.desks.accounts.rights import Role
from repatria.desks.common.models import Job
from repatria.desks.people.models import LinkRun

Run = Callable[..., Outcome]


@pytest.fixture
def clerk(db: None) -> User:
    return member(Role.EXCHANGE_DESK, of=party("A", Standing.PARTY))


def test_it_is_asked_for_and_waits(repatria: Run, clerk: User) -> None:
    done = repatria("people", "link", "--by", clerk.email)
    run = LinkRun.objects.get()
    assert (done.code, done.out.strip()) == (0, f"run {run.code}: job {run.job}")
    assert Job.objects.get(pk=run.job).state == "queued"
    again = repatria("people", "link", "--by", clerk.email)
    assert again.out == done.out


def test_it_runs_here_and_tells_the_counts(repatria: Run, clerk: User) -> None:
    told(clerk)
    told(clerk)
    told(clerk, given="Петро")
    done = repatria("people", "link", "--by", clerk.email, "--now")
    assert done.code == 0
    assert "records:    3" in done.out
    assert "proposed:   1" in done.out
    assert "kept apart: 2" in done.out


def test_who_may_not_judge_is_refused(repatria: Run, clerk: User) -> None:
    reader = member(Role.DECIDING_AUTHORITY, of=clerk.party)
    done = repatria("people", "link", "--by", reader.email)
    assert done.code == 1
    assert not LinkRun.objects.exists()
    assert repatria("people", "link", "--by", "nobody@example.org").code == 1
    assert repatria("people", "link", "--by", clerk.email, "--threshold", "-1").code == 1
    assert repatria("people", "link", "--by", clerk.email, "--threshold", "nan").code == 1

"""Who sees a background job and may stop it, and that it is noted."""

from __future__ import annotations

import pytest

from people import member, party, signed_in
from repatria.desks.accounts.models import Standing, Trace
from repatria.desks.accounts.rights import Role
from repatria.desks.common.jobs import enqueue, job
from repatria.desks.common.models import Job

pytestmark = pytest.mark.django_db(databases="__all__")


@job("trial.background", title="Trial")
def nothing(_context: object, _payload: object) -> None:
    return None


@pytest.fixture
def waiting() -> Job:
    return enqueue("trial.background", asked_by=member(Role.PRESS, name="Asking").code)


def test_others_do_not_learn_that_there_is_one(waiting: Job) -> None:
    other = signed_in(member(Role.PRESS))
    assert other.get(f"/jobs/{waiting.pk}/").status_code == 404
    assert other.post(f"/jobs/{waiting.pk}/cancel").status_code == 404
    waiting.refresh_from_db()
    assert waiting.state == Job.State.QUEUED


def test_who_looks_after_accounts_sees_and_stops_it_and_it_is_noted(waiting: Job) -> None:
    administrator = member(Role.ADMINISTRATOR)
    site = signed_in(administrator)
    assert "Stop it" in site.get(f"/jobs/{waiting.pk}/").content.decode()
    assert site.get(f"/jobs/{waiting.pk}/cancel").status_code == 405
    assert site.post(f"/jobs/{waiting.pk}/cancel").status_code == 302
    waiting.refresh_from_db()
    assert waiting.state == Job.State.CANCELLED
    assert "Stop it" not in site.get(f"/jobs/{waiting.pk}/").content.decode()
    trace = Trace.objects.get(action="job.cancelled")
    assert (trace.subject, trace.actor) == (str(waiting.pk), administrator.code)


def test_an_administrator_of_a_party_sees_what_its_own_people_asked_for_and_no_other() -> None:
    ours, theirs = (party(code, Standing.PARTY) for code in ("A", "B"))
    job = enqueue("trial.background", asked_by=member(Role.PRESS, of=ours).code)
    regular = enqueue("trial.background", asked_by="clock")
    own = signed_in(member(Role.ADMINISTRATOR, of=ours))
    foreign = signed_in(member(Role.ADMINISTRATOR, of=theirs))
    assert own.get(f"/jobs/{job.pk}/").status_code == 200
    assert own.get(f"/jobs/{regular.pk}/").status_code == 404
    assert foreign.get(f"/jobs/{job.pk}/").status_code == 404
    assert foreign.post(f"/jobs/{job.pk}/cancel").status_code == 404
    job.refresh_from_db()
    assert job.state == Job.State.QUEUED

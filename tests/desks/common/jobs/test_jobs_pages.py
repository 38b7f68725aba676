"""The page of a job: for whom it is, what it says, and how it refreshes itself."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from django.utils.translation import gettext_noop

from repatria.desks.common.jobs import enqueue, job, permission
from repatria.desks.common.models import Job

State = Job.State
HTMX = {"HX-Request": "true"}
pytestmark = pytest.mark.django_db(databases="__all__")


@pytest.fixture
def row() -> Job:
    job("trial", title="Publishing <1>")(lambda context, payload: None)
    return enqueue("trial", asked_by="clerk")


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Client:
    """The site for somebody who may see the clerk's jobs."""
    monkeypatch.setattr(permission, "_permission", permission._permission)
    permission.set_permission(lambda request, job: job.asked_by == "clerk")
    return Client(SERVER_NAME="localhost")


def change(row: Job, **fields: object) -> None:
    Job.objects.filter(pk=row.pk).update(**fields)


def text(site: Client, row: Job, prefix: str = "", **headers: str) -> str:
    answer = site.get(f"{prefix}/jobs/{row.pk}/", headers=headers)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def running(row: Job, **fields: object) -> None:
    until = timezone.now() + timedelta(minutes=1)
    change(row, state=State.RUNNING, lease_until=until, **fields)


def test_without_a_permission_nobody_sees_a_job(row: Job, monkeypatch) -> None:
    monkeypatch.setattr(permission, "_permission", permission._nobody)
    for address in (f"/jobs/{row.pk}/", f"/jobs/{row.pk + 1}/"):
        assert Client(SERVER_NAME="localhost").get(address).status_code == 404


def test_who_may_not_see_it_learns_no_more_than_where_there_is_none(site: Client, row: Job) -> None:
    change(row, asked_by="somebody else")
    forbidden, absent = (site.get(f"/jobs/{pk}/") for pk in (row.pk, row.pk + 1))
    assert forbidden.status_code == absent.status_code == 404
    there, nowhere = (f"/jobs/{pk}/".encode() for pk in (row.pk, row.pk + 1))
    assert forbidden.content.replace(there, nowhere) == absent.content


def test_a_job_is_only_looked_at(site: Client, row: Job) -> None:
    assert site.post(f"/jobs/{row.pk}/").status_code == 405
    assert "no-store" in site.get(f"/jobs/{row.pk}/")["Cache-Control"]


def test_the_page_shows_how_far_it_is_with_and_without_a_script(site: Client, row: Job) -> None:
    running(row, done=1200, total=3400, stage="checking")
    html = text(site, row)
    assert "<b>Publishing &lt;1&gt;</b>: running (checking)" in html
    assert ">1,200 of 3,400</label>" in html
    assert 'value="1200" max="3400"' in html
    assert f'<a class="refresh" href="/jobs/{row.pk}/">Refresh</a>' in html
    assert f'hx-get="/jobs/{row.pk}/" hx-trigger="every 2s"' in html
    (script,) = re.findall(r'<script src="([^"]+)" defer></script>', html)
    assert site.get(script).status_code == 200


def test_the_script_evaluates_keeps_and_styles_nothing(site: Client, row: Job) -> None:
    html = text(site, row)
    assert '"allowEval":false' in html
    assert '"includeIndicatorStyles":false' in html
    assert '"historyEnabled":false' in html
    policy = site.get(f"/jobs/{row.pk}/")["Content-Security-Policy"]
    assert "connect-src 'self'" in policy
    assert "unsafe" not in policy


def test_the_script_gets_the_piece_alone(site: Client, row: Job) -> None:
    running(row)
    html = text(site, row, **HTMX)
    assert html.startswith(f'<div class="job job-running" id="job-{row.pk}" hx-get')
    assert "<html" not in html
    assert "HX-Request" in site.get(f"/jobs/{row.pk}/")["Vary"]


@pytest.mark.parametrize("state", [State.DONE, State.FAILED, State.CANCELLED])
def test_a_job_that_has_ended_asks_no_more(site: Client, row: Job, state: str) -> None:
    change(row, state=state, finished=timezone.now(), done=3, total=4)
    html = text(site, row)
    assert "hx-get" not in html
    assert "<script" not in html
    assert "refresh" not in html
    assert f"</b>: {state}" in html
    assert "<progress" not in html


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({}, "waiting"),
        ({"run_after": timezone.now() + timedelta(hours=1)}, "waiting for the next attempt"),
        ({"state": "running", "lease_until": timezone.now()}, "interrupted, will be begun again"),
        (
            {
                "state": "running",
                "lease_until": timezone.now() + timedelta(hours=1),
                "cancel_asked": True,
            },
            "being cancelled",
        ),
    ],
)
def test_what_it_waits_for_is_said(site: Client, row: Job, fields, words: str) -> None:
    change(row, **fields)
    assert f"</b>: {words}</p>" in text(site, row)


@pytest.mark.parametrize(
    ("reason", "error", "words"),
    [
        ("refused", "The archive <x> is shut.", "The archive &lt;x&gt; is shut."),
        ("fault", "ValueError", "The program failed here (ValueError)"),
        ("lost", "", "Its worker went away 3 times"),
    ],
)
def test_why_it_failed_is_a_sentence(site: Client, row: Job, reason, error, words) -> None:
    change(row, state=State.FAILED, reason=reason, error=error, losses=3)
    assert words in text(site, row)


def test_in_the_other_languages(site: Client, row: Job) -> None:
    running(row, done=1200, total=3400)
    for prefix, words, count in (
        ("/uk", "виконується", "1 200 із 3 400"),
        ("/ru", "выполняется", "1 200 из 3 400"),
    ):
        html = text(site, row, prefix)
        assert f"</b>: {words}" in html
        assert f'hx-get="{prefix}/jobs/{row.pk}/"' in html
        assert f">{count}</label>" in html


def test_a_stage_that_is_marked_is_translated(site: Client, row: Job) -> None:
    running(row, stage=gettext_noop("Refresh"))
    assert "(Оновити)" in text(site, row, "/uk")

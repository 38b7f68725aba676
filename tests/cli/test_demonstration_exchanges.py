"""The demonstration's exchange: two readings, a list that is prepared and one that is frozen, and
everywhere that it is made up."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.utils.translation import override

from exchanges_work import said_what_for
from people import member, signed_in
from repatria.base.progress import silent
from repatria.cli import demonstration, demonstration_exchanges, demonstration_happenings
from repatria.cli.demonstration_register import load as load_register
from repatria.desks.accounts.models import User
from repatria.desks.accounts.rights import Role
from repatria.desks.common.models import Job
from repatria.desks.exchanges.models import Agreement, Draft, Freeze, PlannedList
from repatria.desks.exchanges.queries.agreements import in_force, side_by_side
from repatria.planning.readings import Verdict

pytestmark = pytest.mark.django_db(databases="__all__")


@pytest.fixture
def home(settings: Any, tmp_path: Path) -> Path:
    settings.HOME = tmp_path / "home"
    settings.HOME.mkdir(mode=0o700)
    return Path(settings.HOME)


def test_it_is_made_once_and_says_that_it_is_made_up(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(demonstration_exchanges, "HELD", 60)
    office = demonstration.office()
    demonstration_happenings.add_sides()
    load_register(office, 60, home, silent)
    demonstration_exchanges.load(office, 60, home, silent)
    of = Agreement.objects.get()
    first, second = in_force(of)
    verdicts = {each.verdict for each in side_by_side(first, second)}
    assert {Verdict.AGREED, Verdict.DIFFERS} <= verdicts
    held = Freeze.objects.get()
    assert held.state == "frozen", held.failed_why
    assert held.lottery.synthetic
    assert min(held.summary["listed"]) > 0
    frozen, prepared = PlannedList.objects.order_by("pk")
    assert frozen == held.draft.of
    last = prepared.drafts.get(number=2)
    assert last.summary["changed"]["facts"] == [0, 1]
    assert last.summary["would_count"]["1"] > 0
    assert Draft.objects.filter(state="done").count() == 3
    assert not Job.objects.filter(name__startswith="exchanges", state="queued").exists()
    assert not User.objects.get(email=demonstration_exchanges.SECOND[0]).has_usable_password()
    demonstration_exchanges.load(office, 60, home, silent)
    assert (Freeze.objects.count(), Draft.objects.count()) == (1, 3)
    with override("en"):
        site = said_what_for(signed_in(member(Role.EXCHANGE_DESK, of=office)))
        for path in (
            "/exchanges/", f"/exchanges/agreements/{of.code}", f"/exchanges/lists/{frozen.code}",
            f"/exchanges/frozen/{held.code}", f"/exchanges/lists/{prepared.code}/drafts/2",
        ):  # fmt: skip
            page = site.get(path).content.decode()
            assert "Synthetic" in page, path
            assert "synthetic" in page
        for path in (f"/exchanges/lists/{frozen.code}", f"/exchanges/frozen/{held.code}"):
            assert "it proves nothing" in site.get(path).content.decode()


def test_without_people_there_is_the_agreement_alone(home: Path) -> None:
    demonstration_exchanges.load(demonstration.office(), 0, home, silent)
    assert Agreement.objects.count() == 1
    assert not PlannedList.objects.exists()

"""The demonstration's offers and plan: made once, by two people, and nothing left for a worker."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone
from django.utils.translation import override

from exchanges_work import said_what_for
from people import member, signed_in
from repatria.base.progress import silent
from repatria.cli import (
    demonstration,
    demonstration_exchanges,
    demonstration_happenings,
    demonstration_offers,
)
from repatria.cli.demonstration_register import load as load_register
from repatria.desks.accounts.rights import Role
from repatria.desks.common.models import Job
from repatria.desks.exchanges.models import Entry, Freeze, Plan
from repatria.desks.exchanges.queries import offers

pytestmark = pytest.mark.django_db(databases="__all__")


@pytest.fixture
def home(settings: Any, tmp_path: Path) -> Path:
    settings.HOME = tmp_path / "home"
    settings.HOME.mkdir(mode=0o700)
    return Path(settings.HOME)


def test_offers_and_a_plan_are_made_once(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(demonstration_exchanges, "HELD", 60)
    monkeypatch.setattr(demonstration_offers, "ROUNDS", 8)
    office = demonstration.office()
    demonstration_happenings.add_sides()
    load_register(office, 60, home, silent)
    demonstration_offers.load(office, home, silent)
    assert not Entry.objects.exists(), "there is no list yet"
    demonstration_exchanges.load(office, 60, home, silent)
    demonstration_offers.load(office, home, silent)
    held = Freeze.objects.get()
    kinds = list(held.entries.order_by("number").values_list("kind", flat=True))
    assert kinds[-3:] == ["offer", "answers", "back"] or kinds == ["offer", "answers", "back"]
    offer = held.entries.filter(kind="offer").first()
    assert offer is not None
    assert offer.entered_by != offer.entered_with
    today = timezone.localdate()
    said = {each.value for each in offers.asking(held).known(today).values()}
    assert {"agreed", "refused", "open"} <= said
    plan = Plan.objects.get()
    assert plan.state == "done", plan.refused_why
    assert plan.found["stages"]
    assert plan.found["formulas"]
    assert not Job.objects.filter(name__startswith="exchanges", state="queued").exists()
    demonstration_offers.load(office, home, silent)
    assert (held.entries.count(), Plan.objects.count()) == (len(kinds), 1)
    of = plan.draft.of
    with override("en"):
        site = said_what_for(signed_in(member(Role.EXCHANGE_DESK, of=office)))
        for path in (
            f"/exchanges/frozen/{held.code}/offers",
            f"/exchanges/frozen/{held.code}/offers/{offer.offer}",
            f"/exchanges/lists/{of.code}/drafts/{plan.draft.number}/plans/{plan.pk}",
        ):
            page = site.get(path)
            assert page.status_code == 200
            assert "Synthetic" in page.content.decode(), path

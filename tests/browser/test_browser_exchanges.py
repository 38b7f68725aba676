"""The exchange desk in a real browser: axe, a phone, the dark; and an agreement that is entered and
a version that is asked for without scripts."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connections
from playwright.sync_api import Page
from pytest_django import DjangoDbBlocker

from browser.visiting import COOKIE, DESKTOP, PHONE, Desk, Site, faults
from exchanges_work import (
    BY_TABLE,
    OTHER,
    TEXT,
    agreed,
    announced,
    begun,
    captive,
    committed,
    drafted,
    examined,
    frozen,
    population,
    said_what_for,
    told,
)  # fmt: skip
from people import everybody_leaves, member, signed_in
from repatria.desks.accounts.proposals.models import Proposal
from repatria.desks.accounts.rights import Role
from repatria.desks.common.models import Job
from repatria.desks.exchanges import models
from repatria.desks.exchanges.services import agreements
from repatria.desks.people import models as register

PAGES = {
    "home": "/exchanges/",
    "new": "/exchanges/agreements/new",
    "agreement": "/exchanges/agreements/{agreement}",
    "tell": "/exchanges/agreements/{agreement}/tell",
    "reading": "/exchanges/agreements/{agreement}/readings/{reading}",
    "new list": "/exchanges/agreements/{agreement}/lists/new",
    "list": "/exchanges/lists/{list}",
    "new version": "/exchanges/lists/{list}/drafts/new",
    "version": "/exchanges/lists/{list}/drafts/2",
    "refused": "/exchanges/lists/{list}/drafts/3",
    "who": "/exchanges/lists/{list}/drafts/2/who",
    "changes": "/exchanges/lists/{list}/drafts/2/changes",
    "decide": "/exchanges/lists/{list}/drafts/2/decide",
    "lottery": "/exchanges/lists/{list}/lottery",
    "no lottery": "/exchanges/lists/{empty}/lottery",
    "commit": "/exchanges/lists/{list}/drafts/2/commit",
    "frozen": "/exchanges/frozen/{frozen}",
    "frozen who": "/exchanges/frozen/{frozen}/who",
    "committed": "/exchanges/frozen/{committed}",
    "draw": "/exchanges/frozen/{committed}/draw",
}


@pytest.fixture(scope="module")
def desk(site: Site, django_db_blocker: DjangoDbBlocker) -> Iterator[Desk]:
    """Made in a thread of its own: where a browser is driven from, Django lets nobody at it."""

    def closing(act: Callable[[], Desk | None]) -> Desk | None:
        try:
            with django_db_blocker.unblock():
                return act()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(1) as pool:
        found = pool.submit(closing, _fill).result()
        assert found is not None
        yield found
        pool.submit(closing, _empty).result()


def _fill() -> Desk:
    clerk = member(Role.EXCHANGE_DESK, Role.DECIDING_AUTHORITY, name="Clerk (synthetic)")
    second = member(Role.DECIDING_AUTHORITY, name="Authority (synthetic)")
    people = population(clerk)
    late = captive(clerk, "A", captured_on="2031-01-01")
    examined(late, clerk, "none", on="2031-02-01")
    examined(late, clerk, "incurable", on="2031-01-01")
    captive(clerk, "A", birth="2030-01-01")
    reading = agreed(clerk)
    of = begun(clerk, reading)
    drafted(of, clerk, reading)
    told(people[0], clerk, "wish_return", "refused")
    made = frozen(drafted(of, clerk, reading, "Refused to return"), clerk, second)
    joint = BY_TABLE.replace("reading A", "reading both")
    captive(clerk, "A", rank="major")
    drafted(of, clerk, agreements.tell(reading.agreement, clerk, joint), "By a table")
    other = begun(clerk, reading)
    draft = drafted(other, clerk, reading)
    announced(other, clerk)
    codes = {
        "agreement": reading.agreement.code, "reading": str(reading.pk), "list": of.code,
        "frozen": made.code, "committed": committed(draft, clerk, second).code,
        "empty": begun(clerk, reading).code,
    }  # fmt: skip
    site = said_what_for(signed_in(clerk, fresh=True, address="127.0.0.1"))
    return Desk(site.cookies[COOKIE].value, codes)


def _empty() -> None:
    for model in (
        models.Freeze, models.LotteryOpening, models.Lottery, models.Draft, models.FactsSnapshot,
        models.PlannedList, models.DoubtChoice, models.Reading, models.Agreement, Proposal, Job,
        register.Statement, register.PersonKey, register.Person, register.Source,
    ):  # fmt: skip
        model._default_manager.all().delete()
    everybody_leaves()


@pytest.mark.parametrize(("width", "scheme"), [(PHONE, "light"), (DESKTOP, "dark")])
@pytest.mark.parametrize("kind", PAGES)
def test_every_page_is_sound_on_a_phone_and_in_the_dark(
    kind: str, width: int, scheme: str, site: Site, desk: Desk, opened: Callable[..., Page]
) -> None:
    assert not list(faults(opened(width, scheme), site, desk.path(PAGES[kind])))


def test_an_agreement_is_entered_and_a_version_is_asked_for_without_scripts(
    site: Site, desk: Desk, opened: Callable[..., Page]
) -> None:
    page = opened(PHONE, scripts=False)
    page.goto(site.at("/exchanges/agreements/new"))
    text = TEXT.replace("First round", "Second round")
    page.get_by_label("Or its text").fill(text.replace("clause 2 equal", "clause 2 eqal"))
    page.get_by_role("button", name="Read and keep it").click()
    assert page.get_by_text("The text cannot be read.").is_visible()
    assert page.locator("tr.wrong").count() == 1
    page.get_by_label("Or its text").fill(text)
    page.get_by_role("button", name="Read and keep it").click()
    page.get_by_role("link", name="Enter another text").click()
    page.get_by_label("Or its text").fill(OTHER.replace("First round", "Second round"))
    page.get_by_role("button", name="Read and keep it").click()
    assert page.locator(".chip.contested").count() >= 1
    page.get_by_role("link", name="Begin a list").click()
    page.get_by_label("Title").fill("August")
    page.get_by_role("button", name="Begin it").click()
    page.get_by_label("Whose reading").select_option("A, version 1")
    page.get_by_label("Day of the round").fill("2031-08-01")
    page.get_by_label("Why this version is made").fill("The first")
    page.get_by_role("button", name="Make it").click()
    assert page.get_by_text("Make a version of a list").is_visible()
    assert page.get_by_role("link", name="Refresh").count() == 1

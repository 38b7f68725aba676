"""Offers, plan and caseworker in a real browser: axe, a phone, the dark; a letter in each language;
and a person who is looked up without scripts."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import pytest
from django.db import connections
from django.utils import timezone
from playwright.sync_api import Page
from pytest_django import DjangoDbBlocker

from browser.visiting import COOKIE, DESKTOP, PHONE, Desk, Site, faults
from exchanges_work import (
    TEXT,
    agreed,
    begun,
    captive,
    drafted,
    frozen,
    offered,
    said_what_for,
    seconded,
)  # fmt: skip
from people import everybody_leaves, member, signed_in
from repatria.desks.accounts.proposals.models import Proposal
from repatria.desks.accounts.rights import Role
from repatria.desks.common.models import Job
from repatria.desks.exchanges import kept, models
from repatria.desks.exchanges.services import offers, overs, plans
from repatria.desks.people import models as register
from repatria.desks.people.services import Stated

PAGES = {
    "offers": "/exchanges/frozen/{frozen}/offers?rate=50",
    "no offers": "/exchanges/frozen/{other}/offers",
    "new offer": "/exchanges/frozen/{frozen}/offers/new",
    "offer": "/exchanges/frozen/{frozen}/offers/1",
    "going": "/exchanges/frozen/{frozen}/going?all=1",
    "plans": "/exchanges/lists/{list}/drafts/1/plans",
    "plan": "/exchanges/lists/{list}/drafts/1/plans/{plan}",
    "over": "/exchanges/frozen/{frozen}/over",
    "not over": "/exchanges/frozen/{other}/over",
    "caseworker": "/exchanges/caseworker",
    "before": "/exchanges/caseworker/{other}/{off}",
    "refused": "/exchanges/caseworker/{frozen}/{refused}",
    "not confirmed": "/exchanges/caseworker/{frozen}/{unconfirmed}",
    "no room": "/exchanges/caseworker/{frozen}/{off}",
    "absent": "/exchanges/caseworker/{frozen}/{later}",
    "letter": "/exchanges/caseworker/{other}/{off}/letter",
}
DAYS = 2
"""The round is so many days from now."""


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
    clerk = member(Role.EXCHANGE_DESK, Role.FAMILY_LIAISON, name="Clerk (synthetic)")
    second = member(Role.DECIDING_AUTHORITY, name="Authority (synthetic)")
    for at in range(6):
        for side in ("A", "B"):
            captive(clerk, side, captured_on=str(date(2022, 3, 1 + at)))
    state = Stated("reported_captive", "2022-01-01", details={"holder": "B"})
    unsure = captive(clerk, "A", captured_on="2022-01-01", state=state, held_by=None)
    reading = agreed(clerk, TEXT.replace("2031-06-02", "2020-06-02"), "")
    of, on = begun(clerk, reading), timezone.localdate() + timedelta(days=DAYS)
    made = drafted(of, clerk, reading, on=on)
    held = frozen(made, clerk, second)
    other = frozen(drafted(begun(clerk, reading), clerk, reading, on=on), clerk, second)
    codes = [line[0] for line in kept.unpacked(offered(held, clerk, second).told)]
    told = [[codes[0], "refused", "proceedings", ""], [codes[1], "agreed", "", ""]]
    offers.answer(held, clerk, 1, timezone.localdate(), told)
    plan = plans.ask_plan(made, clerk, 4)
    plans.make_plan(plan)
    _end(held, clerk, second, on)
    off = next(code for code, why in overs.reasons_of(held).items() if why == "round_full")
    words = {
        "list": of.code, "frozen": held.code, "other": other.code, "plan": str(plan.pk),
        "refused": codes[0], "off": off, "unconfirmed": unsure.code,
        "later": captive(clerk, "A").code,
    }  # fmt: skip
    site = said_what_for(signed_in(clerk, fresh=True, address="127.0.0.1"))
    return Desk(site.cookies[COOKIE].value, words)


def _end(held: models.Freeze, clerk: object, second: object, on: date) -> None:
    """Declared over as if the day had come."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(timezone, "localdate", lambda: on)
        asked = overs.propose(
            held, clerk, on, "The act is signed", session="first", fresh=True  # type: ignore[arg-type]
        )  # fmt: skip
        done = seconded(asked, second)  # type: ignore[arg-type]
        assert done.state == Proposal.State.DONE, done.reason


def _empty() -> None:
    for model in (
        models.RoundOver, models.Entry, models.Plan, models.Freeze, models.LotteryOpening,
        models.Lottery, models.Draft, models.FactsSnapshot, models.PlannedList, models.Reading,
        models.Agreement, Proposal, Job, register.Statement, register.PersonKey, register.Person,
        register.Source,
    ):  # fmt: skip
        model._default_manager.all().delete()
    everybody_leaves()


@pytest.mark.parametrize(("width", "scheme"), [(PHONE, "light"), (DESKTOP, "dark")])
@pytest.mark.parametrize("kind", PAGES)
def test_every_page_is_sound_on_a_phone_and_in_the_dark(
    kind: str, width: int, scheme: str, site: Site, desk: Desk, opened: Callable[..., Page]
) -> None:
    assert not list(faults(opened(width, scheme), site, desk.path(PAGES[kind])))


@pytest.mark.parametrize("language", ["en", "uk", "ru"])
def test_a_letter_is_in_its_readers_language_whatever_the_sites(
    language: str, site: Site, desk: Desk, opened: Callable[..., Page]
) -> None:
    page = opened(PHONE)
    page.goto(site.at(desk.path("/exchanges/caseworker/{other}/{off}"), "uk"))
    page.locator(f'a[hreflang="{language}"][href*="letter"]').click()
    assert page.locator("html").get_attribute("lang") == language
    assert page.locator("nav, header, footer, a").count() == 0, "nothing of the site is on it"
    page.emulate_media(media="print")
    assert page.locator("main p").first.is_visible()


def test_a_person_is_looked_up_and_the_files_are_there_without_scripts(
    site: Site, desk: Desk, opened: Callable[..., Page]
) -> None:
    page = opened(PHONE, scripts=False)
    page.goto(site.at("/exchanges/caseworker"))
    page.get_by_label("Which list").select_option(desk.codes["frozen"])
    page.get_by_label("Code of the person").fill("Жолнерчик")
    page.get_by_role("button", name="Look up").click()
    assert page.get_by_text("Nobody whom you may see has this code").is_visible()
    page.get_by_label("Code of the person").fill(desk.codes["off"])
    page.get_by_role("button", name="Look up").click()
    assert page.get_by_text("no seat left in this round").is_visible()
    with page.expect_download() as taken:
        page.get_by_role("link", name="The place, the public record").click()
    assert taken.value.suggested_filename.endswith("-own.zip")

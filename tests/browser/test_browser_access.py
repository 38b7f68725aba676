"""The pages of the access log and of proposals in a real browser: as axe, a phone and the dark see
them; and the way of two people, without scripts."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import pytest
from django.db import connections
from playwright.sync_api import Browser, Page, expect
from pytest_django import DjangoDbBlocker

from browser.visiting import DESKTOP, PHONE, Site, faults, sideways
from people import BROWSER, everybody_leaves
from repatria.desks.accounts.access.services import note
from repatria.desks.accounts.proposals import registry
from repatria.desks.accounts.proposals.models import Proposal
from repatria.desks.accounts.proposals.registry import ProposalKind
from repatria.desks.accounts.proposals.services import decline, propose
from repatria.desks.accounts.rights import FieldClass, Role
from trial_people import person, signed_in

PAGES = {
    "log": ("auditor", "/access-log/"),
    "log, filtered": ("auditor", "/access-log/?action=refused&since=2025-01-01"),
    "who looked": ("auditor", "/access-log/of/person/H-1"),
    "my traces": ("clerk", "/access-log/mine"),
    "what for": ("clerk", "/access-log/purpose"),
    "proposals": ("clerk", "/proposals/"),
    "one to second": ("clerk", "/proposals/{open}"),
    "one of one's own": ("first", "/proposals/{open}"),
    "seconding": ("clerk", "/proposals/{open}/second"),
    "declined": ("clerk", "/proposals/{declined}"),
}


@dataclass
class Desk:
    cookies: dict[str, str]
    numbers: dict[str, int]


def _made() -> Desk:
    auditor = person(Role.AUDITOR, name="Auditor (synthetic)")
    first, clerk = (person(Role.PRESS, name=f"{each} (synthetic)") for each in ("First", "Clerk"))
    long = "Two claims on the handover of 14 June 2025 become public, with their quotations."
    registry.register(
        ProposalKind("trial", FieldClass.PRESS, "Publish", lambda _: [long], lambda _: None)
    )
    for each in (first, clerk):
        note(each, "view", "person", "H-1", purpose="exchange", field_classes=(FieldClass.MEDICAL,))
    note(clerk, "refused", "person", "H-1", detail={"terms": ["0" * 16] * 9, "digest": "0" * 64})
    made = {
        name: propose("trial", "sheet", name, {}, by=first, session="s").pk
        for name in ("open", "declined")
    }
    decline(made["declined"], by=clerk, session="t", reason="The quotation is not in the text.")
    people = {"auditor": auditor, "first": first, "clerk": clerk}
    cookies = {
        name: signed_in(each, fresh=True, address="127.0.0.1").cookies["repatria-session"].value
        for name, each in people.items()
    }
    return Desk(cookies, made)


def _gone() -> None:
    registry.forget("trial")
    Proposal.objects.all().delete()
    everybody_leaves()


@pytest.fixture(scope="module")
def desk(site: Site, django_db_blocker: DjangoDbBlocker) -> Iterator[Desk]:
    """Three people at work, made in a thread of its own: where a browser is driven from, Django
    lets nobody at the store."""

    def closing(act):
        try:
            with django_db_blocker.unblock():
                return act()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(1) as pool:
        yield pool.submit(closing, _made).result()
        pool.submit(closing, _gone).result()


@pytest.fixture
def opened(browser: Browser, site: Site, desk: Desk) -> Iterator[Callable[..., Page]]:
    contexts = []

    def page(who: str, width: int = DESKTOP, scheme: str = "light", scripts: bool = True) -> Page:
        context = browser.new_context(
            user_agent=BROWSER,
            viewport={"width": width, "height": 900},
            color_scheme=scheme,
            java_script_enabled=scripts,
        )
        cookie = {"name": "repatria-session", "value": desk.cookies[who], "url": site.address}
        context.add_cookies([cookie])
        contexts.append(context)
        return context.new_page()

    yield page
    for context in contexts:
        context.close()


@pytest.mark.parametrize("kind", PAGES)
def test_a_page_of_the_log_has_no_fault_on_a_desktop_and_fits_a_phone(kind, site, desk, opened):
    who, path = PAGES[kind]
    page = opened(who)
    found = list(faults(page, site, path.format(**desk.numbers)))
    page.set_viewport_size({"width": PHONE, "height": 844})
    assert [*found, *sideways(page)] == []


@pytest.mark.parametrize("language", ["uk", "ru"])
@pytest.mark.parametrize("kind", ["log", "my traces", "what for", "seconding"])
def test_a_page_of_the_log_has_no_fault_in_the_dark_in_another_language(
    kind, language, site, desk, opened
):
    who, path = PAGES[kind]
    page = opened(who, PHONE, "dark")
    assert list(faults(page, site, path.format(**desk.numbers), language)) == []


def test_the_second_person_goes_the_whole_way_without_scripts(site, desk, opened):
    page = opened("clerk", PHONE, scripts=False)
    page.goto(f"{site.address}/proposals/")
    page.get_by_role("link", name="Publish").first.click()
    expect(page.get_by_text("Two claims on the handover")).to_be_visible()
    page.get_by_role("link", name="Second it").click()
    expect(page.get_by_text("This cannot be undone")).to_be_visible()
    page.get_by_role("button", name="Second it").click()
    expect(page.get_by_text("Seconded and carried out.")).to_be_visible()

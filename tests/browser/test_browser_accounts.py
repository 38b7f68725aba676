"""The pages of accounts in a real browser: from the link to the desk, without scripts; with a
passkey; and every page as axe, a phone and the dark see it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, TypeVar

import pytest
from django.db import connections
from playwright.sync_api import Browser, Page, expect
from pytest_django import DjangoDbBlocker

from browser.visiting import DESKTOP, LANGUAGES, PHONE, Site, Watch, faults, sideways
from people import (
    BROWSER,
    PASSWORD,
    code_for,
    everybody_leaves,
    member,
    party,
    signed_in,
)
from repatria.desks.accounts import inviting
from repatria.desks.accounts.models import User
from repatria.desks.accounts.rights import Role

COOKIE = "repatria-session"
PAGES = {
    "my access": "/me",
    "my sessions": "/me/sessions",
    "my password": "/me/password",
    "second factor": "/me/factor",
    "passkeys": "/me/factor/keys",
    "my tokens": "/me/tokens",
    "a new token": "/me/tokens/new",
    "people": "/people",
    "invite": "/people/invite",
    "a person": "/people/{clerk}",
    "roles": "/people/{clerk}/roles",
    "close": "/people/{clerk}/close",
    "again": "/again/code",
    "sign out": "/sign-out",
}
OPEN = {"sign in": "/sign-in", "an invitation": "/join/{token}", "closed": "/sign-in/closed"}


@dataclass
class Office:
    """An administrator, a clerk, and somebody who is invited."""

    admin: User
    clerk: User
    token: str
    cookie: str

    def path(self, named: str) -> str:
        return named.format(clerk=self.clerk.code, token=self.token)


T = TypeVar("T")
Apart = Callable[[Callable[[], T]], T]


@pytest.fixture(scope="module")
def apart(site: Site, django_db_blocker: DjangoDbBlocker) -> Iterator[Apart[Any]]:
    """Does something with the store in a thread of its own: where a browser is driven from, Django
    lets nobody at it."""

    def closing(act: Callable[[], T]) -> T:
        try:
            with django_db_blocker.unblock():
                return act()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(1) as pool:
        yield lambda act: pool.submit(closing, act).result()
        pool.submit(closing, everybody_leaves).result()


@pytest.fixture(scope="module")
def office(apart: Apart[Office]) -> Office:
    def made() -> Office:
        admin = member(Role.ADMINISTRATOR, name="Administrator (synthetic)", password=PASSWORD)
        clerk = member(Role.PRESS, Role.EXCHANGE_DESK, name="Clerk (synthetic)")
        client = signed_in(admin, fresh=True, address="127.0.0.1")
        return Office(admin, clerk, invited("x@example.org"), client.cookies[COOKIE].value)

    return apart(made)


def invited(email: str) -> str:
    """The secret of a link to an account of the press."""
    return inviting.invite(email, "Invited (synthetic)", party(), [Role.PRESS], by=None).token


@pytest.fixture
def opened(browser: Browser, site: Site) -> Iterator[Callable[..., Page]]:
    """A page of a browser of this name; with a cookie, signed in."""
    contexts = []

    def page(cookie: str = "", width: int = DESKTOP, scheme: str = "light", scripts: bool = True):
        context = browser.new_context(
            user_agent=BROWSER,
            viewport={"width": width, "height": 900},
            color_scheme=scheme,
            java_script_enabled=scripts,
        )
        if cookie:
            context.add_cookies([{"name": COOKIE, "value": cookie, "url": site.address}])
        contexts.append(context)
        return context.new_page()

    yield page
    for context in contexts:
        context.close()


@pytest.mark.parametrize("kind", [*PAGES, *OPEN])
def test_a_page_has_no_fault_on_a_desktop_and_fits_a_phone(
    kind: str, site: Site, office: Office, opened: Callable[..., Page]
) -> None:
    path = office.path((PAGES | OPEN)[kind])
    page = opened(office.cookie if kind in PAGES else "")
    found = list(faults(page, site, path))
    page.set_viewport_size({"width": PHONE, "height": 844})
    assert [*found, *sideways(page)] == []


@pytest.mark.parametrize("language", ["uk", "ru"])
@pytest.mark.parametrize("kind", ["my access", "my sessions", "people", "roles", "sign in"])
def test_a_page_has_no_fault_in_the_dark_on_a_phone_in_another_language(
    kind: str, language: str, site: Site, office: Office, opened: Callable[..., Page]
) -> None:
    path = office.path((PAGES | OPEN)[kind])
    page = opened(office.cookie if kind in PAGES else "", PHONE, "dark")
    assert list(faults(page, site, path, language)) == []
    assert not re.search(r"\b(Sign in|Roles|People|Network)\b", page.inner_text("main")), (
        "nothing is left in English"
    )


def test_from_the_link_to_the_desk_without_scripts(
    site: Site, opened: Callable[..., Page], apart: Apart[str]
) -> None:
    token = apart(lambda: invited("new@example.org"))
    page = opened(scripts=False, width=PHONE)
    watch = Watch(page, site)
    page.goto(f"{site.address}/join/{token}")
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_label("Password again").fill(PASSWORD)
    page.get_by_role("button", name="Make the account").click()
    expect(page.get_by_text("Now set up a second factor")).to_be_visible()
    page.get_by_role("link", name="Set up codes").click()
    expect(page.get_by_role("img", name="QR code")).to_be_visible()
    secret = page.locator("dd code").inner_text().replace(" ", "")
    assert not sideways(page)
    page.get_by_role("textbox", name="Code").fill(code_for(secret))
    page.get_by_role("button", name="Set up").click()
    codes = page.locator(".codes code").all_inner_texts()
    assert len(set(codes)) == 10
    page.get_by_role("link", name="I have them on paper").click()
    expect(page.get_by_role("heading", name="Press")).to_be_visible()
    page.get_by_role("link", name="Sign out").click()
    page.get_by_role("button", name="Sign out").click()
    page.get_by_role("link", name="Sign in").click()
    page.get_by_label("Email address").fill("new@example.org")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("textbox", name="Code").fill(codes[0])
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", name="My access")).to_be_visible()
    assert watch.seen == []


def test_with_a_passkey_alone(site: Site, opened: Callable[..., Page], apart: Apart[str]) -> None:
    token = apart(lambda: invited("key@example.org"))
    page = opened()
    seen: list[str] = []
    page.on("console", lambda message: seen.append(message.text))
    page.on("pageerror", lambda error: seen.append(str(error)))
    # Browsers take passkeys on https, or on this name alone.
    address = site.address.replace("127.0.0.1", "localhost")
    device = page.context.new_cdp_session(page)
    device.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    device.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    page.goto(f"{address}/join/{token}")
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_label("Password again").fill(PASSWORD)
    page.get_by_role("button", name="Make the account").click()
    page.get_by_role("link", name="Add a passkey").click()
    page.get_by_label("Sign in with it alone").check()
    page.get_by_role("button", name="Add").click()
    expect(page.get_by_role("heading", name="Recovery codes")).to_be_visible()
    page.goto(f"{address}/sign-out")
    page.get_by_role("button", name="Sign out").click()
    page.goto(f"{address}/sign-in?next=/me/sessions")
    page.get_by_role("button", name="Use a passkey").click()
    expect(page.get_by_role("link", name="Sign out")).to_be_visible()
    page.goto(f"{address}/again/passkey?next=/me")
    page.get_by_role("button", name="Use a passkey").click()
    expect(page.get_by_role("heading", name="My access")).to_be_visible()
    assert seen == []


def test_a_passkey_that_is_not_there_is_said_on_the_page(
    site: Site, opened: Callable[..., Page]
) -> None:
    page = opened()
    page.goto(f"{site.address}/sign-in")  # an address by number: no browser takes a passkey there
    page.get_by_role("button", name="Use a passkey").click()
    expect(page.get_by_role("alert")).to_contain_text("The passkey was not used")


def test_the_keyboard_reaches_every_field_and_button(
    site: Site, office: Office, opened: Callable[..., Page]
) -> None:
    page = opened(office.cookie)
    page.goto(f"{site.address}{office.path('/people/{clerk}/roles')}")
    reached = set()
    for _ in range(40):
        page.keyboard.press("Tab")
        reached.add(page.evaluate("document.activeElement.name || document.activeElement.type"))
    assert {"roles", "until", "submit"} <= reached


def test_the_header_speaks_the_language_of_the_page(
    site: Site, office: Office, opened: Callable[..., Page]
) -> None:
    page = opened(office.cookie)
    said = set()
    for prefix in LANGUAGES.values():
        page.goto(f"{site.address}{prefix}/me")
        said.add(page.locator(".who-bar").inner_text().strip())
    assert len(said) == len(LANGUAGES)

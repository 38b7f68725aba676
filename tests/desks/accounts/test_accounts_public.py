"""What the public sees of accounts: nothing. Pages are the same for every reader, and kept."""

from __future__ import annotations

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from people import browser, member, signed_in
from repatria.desks.accounts.rights import Role

pytestmark = pytest.mark.django_db(databases="__all__")
PUBLIC = ("/", "/method", "/sources", "/uk/agreements", "/nowhere")


@pytest.mark.parametrize("path", PUBLIC)
def test_a_public_page_sets_no_cookie_and_may_be_kept(path: str) -> None:
    answer = browser().get(path)
    assert not answer.cookies
    assert "no-store" not in answer.get("Cache-Control", "")
    assert "private" not in answer.get("Cache-Control", "")
    assert "Cookie" in answer["Vary"]


def test_a_public_page_is_the_same_on_every_device_and_with_a_stale_cookie() -> None:
    one = browser().get("/method").content
    assert one == browser(agent="", address="203.0.113.9").get("/method").content
    stale = browser()
    stale.cookies["repatria-session"] = "no such session"
    assert one == stale.get("/method").content


def test_a_reader_costs_the_accounts_nothing(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    with django_assert_num_queries(0, using="default"):
        browser().get("/sources")


def test_an_unchanged_public_page_is_not_sent_twice_and_is_packed() -> None:
    client: Client = browser()
    first = client.get("/method", headers={"accept-encoding": "gzip"})
    assert first["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in first["Vary"]
    again = client.get(
        "/method", headers={"accept-encoding": "gzip", "if-none-match": first["ETag"]}
    )
    assert again.status_code == 304


def test_whoever_is_signed_in_is_named_and_nothing_of_it_is_kept() -> None:
    user = member(Role.PRESS, name="Somebody Made Up")
    client = signed_in(user)
    for path in ("/me", "/method"):
        answer = client.get(path)
        page = answer.content.decode()
        assert "Somebody Made Up" in page
        assert user.party.name in page
        assert {"private", "no-store"} <= set(answer["Cache-Control"].replace(",", " ").split())


def test_the_header_shows_the_desks_that_ones_roles_open() -> None:
    clerk, administrator = (signed_in(member(role)) for role in (Role.PRESS, Role.ADMINISTRATOR))
    assert 'href="/people"' not in clerk.get("/me").content.decode()
    assert 'href="/uk/people"' in administrator.get("/uk/me").content.decode()


def test_a_form_from_before_a_sign_in_is_refused_with_a_sentence() -> None:
    client = Client(enforce_csrf_checks=True, SERVER_NAME="localhost")
    answer = client.post("/sign-in", {"login": "a@example.org", "password": "x"})
    assert answer.status_code == 403
    assert "This form is from before" in answer.content.decode()


def test_the_cookies_are_closed_to_scripts_and_other_sites() -> None:
    answer = browser().get("/sign-in")
    cookie = answer.cookies["repatria-form"]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Strict"
    assert "no-store" in answer["Cache-Control"]

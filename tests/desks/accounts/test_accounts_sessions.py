"""Sessions: held to a device, fresh for a while after a factor, listed, ended."""

from __future__ import annotations

import time
from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.utils import timezone

from people import (
    HOME_ADDRESS,
    OTHER_ADDRESS,
    OTHER_BROWSER,
    browser,
    code_of,
    member,
    signed_in,
)
from repatria.desks.accounts import device, sessions
from repatria.desks.accounts.freshness import fresh_sign_in
from repatria.desks.accounts.models import User
from repatria.desks.accounts.rights import Role

pytestmark = pytest.mark.django_db(databases="__all__")
AGENTS = {
    "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0": "Firefox, Linux",
    OTHER_BROWSER: "Chrome, Windows",
    OTHER_BROWSER + " Edg/141.0.0.0": "Edge, Windows",
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Safari/604.1": (
        "Safari, iPhone"
    ),
    "Mozilla/5.0 (Linux; Android 15) Chrome/141.0 Mobile Safari/537.36": "Chrome, Android",
    "curl/8.0": "",
    "": "",
}


@pytest.fixture
def user() -> User:
    return member(Role.ADMINISTRATOR)


def copied(client: Client, **device_of_the_thief: str) -> Client:
    """The same cookies in a browser of another device."""
    thief = browser(**device_of_the_thief)
    thief.cookies.update(client.cookies)
    return thief


@pytest.mark.parametrize(("agent", "words"), AGENTS.items())
def test_a_device_in_words(agent: str, words: str) -> None:
    assert device.words(agent) == words


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("192.0.2.17", "192.0.0.0"),
        ("2001:db8:1:2::3", "2001:db8::"),
        ("::ffff:192.0.2.17", "192.0.0.0"),
        ("no address", "0.0.0.0"),
        ("", "0.0.0.0"),
    ],
)
def test_of_an_address_the_network_is_kept(address: str, network: str) -> None:
    assert device.network(address) == network


@pytest.mark.parametrize(
    "changed", [{"agent": OTHER_BROWSER}, {"address": OTHER_ADDRESS}, {"agent": ""}]
)
def test_a_cookie_on_another_device_opens_what_is_public_and_no_more(
    user: User, changed: dict[str, str]
) -> None:
    client = signed_in(user, fresh=True)
    assert client.get("/people").status_code == 200
    thief = copied(client, **changed)
    for path in ("/me", "/people", "/people/invite", "/me/sessions", "/me/factor/codes"):
        assert thief.get(path).headers["Location"].startswith("/again/code?next="), path
    public = thief.get("/method")
    assert public.status_code == 200
    assert user.name not in public.content.decode()
    assert client.get("/people").status_code == 200, "the owner goes on undisturbed"


def test_an_address_of_the_same_network_is_no_other_device(user: User) -> None:
    thief = copied(signed_in(user), address="192.0.77.1")
    assert thief.get("/me").status_code == 200


def test_what_is_posted_from_elsewhere_is_not_done(user: User) -> None:
    client = signed_in(user, fresh=True)
    thief = copied(client, agent=OTHER_BROWSER)
    sent = thief.post("/me/sessions/end-others")
    assert sent.headers["Location"].startswith("/again/code")


def test_with_the_factor_a_session_moves_to_the_new_device_and_leaves_the_old(user: User) -> None:
    client = signed_in(user)
    moved = copied(client, agent=OTHER_BROWSER)
    moved.get("/me")
    moved.post("/again/code?next=/me", {"code": code_of(user)})
    assert moved.get("/me").status_code == 200
    assert client.get("/me").headers["Location"].startswith("/sign-in")
    row = UserSession.objects.get(user=user)
    assert row.user_agent == "Chrome, Windows"
    assert row.session_key == moved.session.session_key


def test_a_copied_cookie_is_worth_nothing_once_the_owner_gives_the_factor(user: User) -> None:
    client = signed_in(user)
    thief = copied(client)  # the same browser, the same network: nothing tells the two apart
    assert thief.get("/me").status_code == 200
    client.post("/again/code", {"code": code_of(user)})
    assert thief.get("/me").headers["Location"].startswith("/sign-in")
    assert client.get("/people/invite").status_code == 200


def test_the_owner_sees_another_device_once_and_ends_the_session(user: User) -> None:
    client = signed_in(user)
    thief = copied(client, agent=OTHER_BROWSER, address=OTHER_ADDRESS)
    for _ in range(3):
        thief.get("/me")
    page = client.get("/me/sessions").content.decode()
    assert page.count("Chrome, Windows, network 203.0.0.0") == 1
    row = UserSession.objects.get(user=user)
    client.post(f"/me/sessions/{row.pk}/end")
    for one in (client, thief):
        assert one.get("/me").headers["Location"].startswith("/sign-in")


def test_all_others_are_ended_and_not_this_one(user: User) -> None:
    here, *others = (signed_in(user) for _ in range(3))
    assert here.post("/me/sessions/end-others").headers["Location"] == "/me/sessions"
    assert here.get("/me").status_code == 200
    assert {one.get("/me").status_code for one in others} == {302}


def test_nobody_ends_a_session_of_somebody_else(user: User) -> None:
    other = member(Role.ADMINISTRATOR)
    theirs = signed_in(other)
    row = UserSession.objects.get(user=other)
    signed_in(user).post(f"/me/sessions/{row.pk}/end")
    assert theirs.get("/me").status_code == 200


def test_signing_in_does_not_count_as_giving_the_factor_again(user: User) -> None:
    client = signed_in(user)
    asked = client.get("/people/invite")
    assert asked.headers["Location"] == "/again/code?next=%2Fpeople%2Finvite"
    done = client.post("/again/code?next=/people/invite", {"code": code_of(user)})
    assert done.headers["Location"] == "/people/invite"
    assert client.get("/people/invite").status_code == 200


def test_what_was_posted_too_late_is_not_done_and_not_kept(user: User) -> None:
    client = signed_in(user)
    sent = client.post("/people/invite", {"email": "new@example.org", "name": "N"})
    assert sent.headers["Location"] == "/again/code?next=%2Fpeople%2Finvite"
    client.post("/again/code?next=/people/invite", {"code": code_of(user)})
    assert "new@example.org" not in client.get("/people").content.decode()
    assert "POST" not in str(dict(client.session))


def request_of(client: Client, at: float, **changed: str) -> HttpRequest:
    """A request of that session, whose factor was given at this moment."""
    agent = client.defaults["HTTP_USER_AGENT"]
    given = {"HTTP_USER_AGENT": agent, "REMOTE_ADDR": HOME_ADDRESS, **changed}
    home = RequestFactory().get("/", HTTP_USER_AGENT=agent, REMOTE_ADDR=HOME_ADDRESS)
    request = RequestFactory().get("/", **given)
    request.session = client.session
    request.session[sessions.FRESH] = {"at": at, "device": device.digest(home)}
    return request


@pytest.mark.parametrize(
    ("ago", "fresh"), [(0, True), (59, True), (61, False), (3600, False), (-60, False)]
)
def test_a_factor_is_fresh_for_as_long_as_the_view_says(user: User, ago: int, fresh: bool) -> None:
    request = request_of(signed_in(user), time.time() - ago)
    assert sessions.fresh(request, timedelta(minutes=1)) is fresh


def test_a_fresh_factor_is_fresh_on_its_own_device_alone(user: User) -> None:
    now = time.time()
    assert not sessions.fresh(request_of(signed_in(user), now, HTTP_USER_AGENT=OTHER_BROWSER))
    assert not sessions.fresh(request_of(signed_in(user), now, REMOTE_ADDR=OTHER_ADDRESS))


def test_a_view_with_arguments_keeps_them(user: User) -> None:
    @fresh_sign_in(timedelta(hours=1))
    def view(_request: HttpRequest, number: int, *, word: str) -> HttpResponse:
        return HttpResponse(f"{number} {word}")

    request = request_of(signed_in(user), time.time())
    request.user = user
    assert view(request, 7, word="seven").content == b"7 seven"


def test_a_session_is_seen_in_use_now_and_then(user: User) -> None:
    client = signed_in(user)
    UserSession.objects.update(last_seen_at="2026-01-01T00:00:00Z")
    client.get("/me")
    assert UserSession.objects.get().last_seen_at.year == 2026
    session = client.session
    session[sessions.SESSION] = {**session[sessions.SESSION], "seen": time.time() - 301}
    session.save()
    client.get("/me")
    assert UserSession.objects.get().last_seen_at.isoformat() > "2026-01-02"


def test_a_session_keeps_its_name_through_a_new_key_and_it_is_not_the_key(user: User) -> None:
    client = signed_in(user)
    name = client.session[sessions.SESSION]["name"]
    key = client.session.session_key
    client.post("/again/code", {"code": code_of(user)})
    assert client.session[sessions.SESSION]["name"] == name
    assert client.session.session_key != key
    assert name not in key


def test_allauth_carries_nothing_out_that_was_left_behind(user: User) -> None:
    client = signed_in(user)
    thief = copied(client)
    thief.post("/me/factor/codes/new")
    done = client.post("/again/code?next=/me/factor/codes/new", {"code": code_of(user)})
    assert done.headers["Location"] == "/me/factor/codes/new"
    assert not Authenticator.objects.filter(user=user, type="recovery_codes").exists()


def test_what_is_left_of_sessions_that_are_over_is_thrown_away(user: User) -> None:
    kept, over = signed_in(user), signed_in(user)
    Session.objects.filter(pk=over.session.session_key).update(expire_date=timezone.now())
    sessions.sweep()
    assert set(Session.objects.values_list("pk", flat=True)) == {kept.session.session_key}
    assert UserSession.objects.get().session_key == kept.session.session_key
    assert kept.get("/me").status_code == 200


@pytest.mark.parametrize(("hours", "over"), [(11.9, False), (12.1, True), (-1, True)])
def test_a_session_ends_after_half_a_day_however_much_it_is_used(
    user: User, hours: float, over: bool
) -> None:
    client = signed_in(user)
    session = client.session
    kept = session[sessions.SESSION]
    session[sessions.SESSION] = {**kept, "began": time.time() - hours * 3600, "seen": time.time()}
    session.save()
    assert (client.get("/me").status_code == 302) is over
    assert Session.objects.filter(pk=session.session_key).exists() is not over
    assert (user.name in client.get("/method").content.decode()) is not over


def test_to_give_the_factor_again_makes_a_session_no_younger(user: User) -> None:
    client = signed_in(user)
    began = client.session[sessions.SESSION]["began"]
    client.post("/again/code", {"code": code_of(user)})
    assert client.session[sessions.SESSION]["began"] == began

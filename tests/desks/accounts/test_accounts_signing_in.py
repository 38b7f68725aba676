"""Signing in as a person does it: an address, a password, a code; and all that is refused."""

from __future__ import annotations

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.usersessions.models import UserSession
from django.test import Client
from django.urls import reverse

from people import PASSWORD, browser, code_for, code_of, member, signed_in, with_app
from repatria.desks.accounts.models import Counted, User
from repatria.desks.accounts.rights import Role

pytestmark = pytest.mark.django_db(databases="__all__")


@pytest.fixture
def clerk() -> User:
    user = member(Role.PRESS, password=PASSWORD)
    with_app(user)
    return user


def send_password(client: Client, user: User, password: str = PASSWORD, **more: str):
    return client.post("/sign-in", {"login": user.email, "password": password, **more})


def test_a_password_and_a_code_open_the_desk(clerk: User) -> None:
    client = browser()
    assert send_password(client, clerk).headers["Location"] == "/sign-in/code"
    assert client.get("/me").headers["Location"] == "/sign-in?next=/me"
    done = client.post("/sign-in/code", {"code": code_of(clerk)})
    assert done.headers["Location"] == "/me"
    page = client.get("/me").content.decode()
    assert clerk.name in page
    assert clerk.code in page
    assert "press" in page.lower()


def test_a_wrong_password_and_an_unknown_address_are_told_alike(clerk: User) -> None:
    wrong = send_password(browser(), clerk, "something else entirely")
    nobody = browser().post("/sign-in", {"login": "nobody@example.org", "password": PASSWORD})
    sentence = "This address and this password do not belong together"
    assert sentence in wrong.content.decode()
    assert sentence in nobody.content.decode()


def test_a_wrong_code_opens_nothing(clerk: User) -> None:
    client = browser()
    send_password(client, clerk)
    wrong = f"{(int(code_of(clerk)) + 1) % 10**6:06}"
    if wrong in {code_of(clerk, step) for step in (-1, 1)}:
        wrong = f"{(int(wrong) + 7) % 10**6:06}"
    page = client.post("/sign-in/code", {"code": wrong})
    assert "This code is not right" in page.content.decode()
    assert client.get("/me").status_code == 302


@pytest.mark.parametrize("step", [-1, 0, 1])
def test_a_code_is_taken_once_and_a_clock_may_be_half_a_minute_off(clerk: User, step: int) -> None:
    code = code_of(clerk, step)
    one, other = browser(), browser()
    for client in (one, other):
        send_password(client, clerk)
    assert one.post("/sign-in/code", {"code": code}).headers["Location"] == "/me"
    again = other.post("/sign-in/code", {"code": f"{code[:3]} {code[3:]}"})
    assert "This code was used already" in again.content.decode()
    assert other.get("/me").status_code == 302


def test_a_recovery_code_works_once(clerk: User) -> None:
    code, *_ = RecoveryCodes.activate(clerk).generate_codes()
    one, other = browser(), browser()
    for client in (one, other):
        send_password(client, clerk)
    assert one.post("/sign-in/code", {"code": code}).headers["Location"] == "/me"
    assert other.post("/sign-in/code", {"code": code}).status_code == 200


def test_secrets_are_locked_in_the_store(clerk: User) -> None:
    held = Authenticator.objects.get(user=clerk)
    assert held.data["secret"].startswith("gAAAA")


def test_attempts_are_counted_for_every_process_together(clerk: User) -> None:
    for _ in range(5):
        send_password(browser(), clerk, "wrong and wrong again")
    assert Counted.objects.exists(), "the count is in the store, not in this process"
    refused = send_password(browser(), clerk)
    assert "Too many attempts" in refused.content.decode()


def test_codes_are_counted_too(clerk: User) -> None:
    client = browser()
    send_password(client, clerk)
    for number in range(5):
        client.post("/sign-in/code", {"code": f"00000{number}"})
    page = client.post("/sign-in/code", {"code": code_of(clerk)})
    assert page.status_code == 200
    assert "Too many attempts" in page.content.decode()


def test_whoever_has_a_role_sets_up_a_factor_before_anything_else() -> None:
    user = member(Role.PRESS, password=PASSWORD)
    client = browser()
    send_password(client, user)
    for path in ("/me", "/people", "/", "/me/sessions", "/me/password"):
        assert client.get(path).headers["Location"] == "/me/factor", path
    page = client.get("/me/factor").content.decode()
    assert "Set up a second factor first" in page


def test_without_a_role_there_is_nothing_to_guard() -> None:
    client = browser()
    user = member(password=PASSWORD)
    assert send_password(client, user).headers["Location"] == "/me"
    assert "You have no role now" in client.get("/me").content.decode()
    assert client.get("/people").status_code == 403


def test_setting_up_codes_from_the_page_alone() -> None:
    user = member(Role.PRESS, password=PASSWORD)
    client = browser()
    send_password(client, user)
    asked = client.get("/me/factor/app")
    assert asked.headers["Location"].startswith("/again/password")
    done = client.post("/again/password?next=/me/factor/app", {"password": PASSWORD})
    assert done.headers["Location"] == "/me/factor/app"
    page = client.get("/me/factor/app").content.decode()
    assert "<svg" in page
    assert "style=" not in page
    assert "data:" not in page
    code = code_for(client.session["mfa.totp.secret"])
    shown = client.post("/me/factor/app", {"code": code})
    assert shown.headers["Location"] == "/me/factor/codes"
    assert client.get("/me/factor/codes").content.decode().count("<code>") == 10
    assert client.get("/me").status_code == 200


def test_nobody_signs_up_and_no_mail_is_asked_for() -> None:
    for path in ("/signup/", "/sign-up", "/password/reset/", "/accounts/"):
        assert browser().get(path).status_code == 404


def test_a_closed_account_is_told_so_after_its_password_and_not_before(clerk: User) -> None:
    User.objects.filter(pk=clerk.pk).update(is_active=False)
    assert send_password(browser(), clerk).headers["Location"] == "/sign-in/closed"
    assert "do not belong together" in send_password(browser(), clerk, "no").content.decode()


def test_signing_out_ends_the_session(clerk: User) -> None:
    client = signed_in(clerk)
    assert client.get("/me").status_code == 200
    assert client.get("/sign-out").status_code == 200
    assert client.get("/me").status_code == 200, "to look at the page ends nothing"
    assert client.post("/sign-out").headers["Location"] == "/"
    assert client.get("/me").status_code == 302


def test_what_is_asked_for_is_opened_after_signing_in_and_nothing_elsewhere(clerk: User) -> None:
    for wanted, got in (("/people", "/people"), ("https://elsewhere.example/", "/me")):
        client = browser()
        send_password(client, clerk, next=wanted)
        done = client.post("/sign-in/code", {"code": code_of(clerk, 1 if got == "/me" else 0)})
        assert done.headers["Location"] == got


def test_a_password_is_kept_with_argon2(clerk: User) -> None:
    assert User.objects.get(pk=clerk.pk).password.startswith("argon2")


def test_the_last_factor_of_a_role_cannot_be_taken_away(clerk: User) -> None:
    client = signed_in(clerk)
    client.post("/again/code", {"code": code_of(clerk)})
    page = client.post("/me/factor/app/remove")
    assert "only second factor" in page.content.decode()
    assert Authenticator.objects.filter(user=clerk, type="totp").exists()


def test_a_password_is_not_enough_to_show_who_one_is_where_there_is_a_factor(clerk: User) -> None:
    client = signed_in(clerk)
    sent = client.post("/again/password", {"password": PASSWORD})
    assert sent.headers["Location"].startswith("/again/code")


def test_a_device_is_kept_in_words_and_an_address_as_a_network(clerk: User) -> None:
    client = browser()
    send_password(client, clerk)
    client.post("/sign-in/code", {"code": code_of(clerk)})
    row = UserSession.objects.get(user=clerk)
    assert (row.user_agent, row.ip) == ("Firefox, Linux", "192.0.0.0")


def test_every_name_that_allauth_sends_to_is_there() -> None:
    for name in ("account_login", "account_logout", "mfa_index", "mfa_view_recovery_codes"):
        assert reverse(name)

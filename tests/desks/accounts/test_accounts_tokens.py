"""The page “my tokens”: made with a fresh factor, shown once, ended."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from api_work import ask, made
from people import member, signed_in
from repatria.desks.accounts import services
from repatria.desks.accounts.models import ApiToken, Trace, User
from repatria.desks.accounts.rights import Role

NEW = {"name": "Mirror", "roles": ["press"], "days": "30"}


@pytest.fixture
def clerk(db: None) -> User:
    return member(Role.PRESS, Role.EXCHANGE_DESK)


@pytest.fixture
def fresh(clerk: User) -> Client:
    return signed_in(clerk, fresh=True)


def test_a_token_is_made_shown_once_and_ended(clerk: User, fresh: Client) -> None:
    page = fresh.post("/me/tokens/new", NEW).content.decode()
    found = re.search(r"repatria_[\w-]{43}", page)
    assert found
    key = found[0]
    assert ask("me", key).json()["roles"] == ["press"]
    listed = fresh.get("/me/tokens").content.decode()
    assert "Mirror" in listed
    assert key not in listed
    code = ApiToken.objects.get().code
    assert fresh.post(f"/me/tokens/{code}/end").status_code == 302
    assert ask("me", key).status_code == 401
    assert "ended on" in fresh.get("/me/tokens").content.decode()
    acts = Trace.objects.filter(subject=code).values_list("action", flat=True)
    assert list(acts) == ["token.made", "token.ended", "refused"]


def test_a_token_enters_where_its_owner_says_so_and_not_else(fresh: Client) -> None:
    fresh.post("/me/tokens/new", NEW)
    assert not ApiToken.objects.get().enters
    assert "enters too" not in fresh.get("/me/tokens").content.decode()
    page = fresh.post("/me/tokens/new", {**NEW, "enters": "on"}).content.decode()
    found = re.search(r"repatria_[\w-]{43}", page)
    assert found
    assert ask("me", found[0]).json()["enters"] is True
    assert "enters too" in fresh.get("/me/tokens").content.decode()
    made = Trace.objects.filter(action="token.made").last()
    assert made is not None
    assert made.told["enters"] is True


def test_without_a_fresh_factor_none_is_made(clerk: User) -> None:
    answer = signed_in(clerk).post("/me/tokens/new", NEW)
    assert answer.status_code == 302
    assert "/again/" in answer.headers["Location"]
    assert not ApiToken.objects.exists()


@pytest.mark.parametrize(
    "wrong", [{"days": "91"}, {"days": "x"}, {"roles": ["auditor"]}, {"roles": []}, {"name": ""}]
)
def test_what_cannot_be_is_said_beside_the_field(fresh: Client, wrong: dict[str, object]) -> None:
    page = fresh.post("/me/tokens/new", {**NEW, **wrong})
    assert 'class="error' in page.content.decode()
    assert not ApiToken.objects.exists()


def test_the_tokens_of_others_are_neither_listed_nor_ended(clerk: User, fresh: Client) -> None:
    other = made(member(Role.PRESS, of=clerk.party))
    assert other.token.code not in fresh.get("/me/tokens").content.decode()
    assert fresh.post(f"/me/tokens/{other.token.code}/end").status_code == 404
    assert ask("me", other.key).status_code == 200


def test_whoever_has_no_role_is_told_that_none_is_needed(db: None) -> None:
    client = signed_in(member(), fresh=True)
    assert "needs no token" in client.get("/me/tokens/new").content.decode()


def test_whoever_is_not_signed_in_is_sent_to_sign_in(db: None) -> None:
    for path in ("/me/tokens", "/me/tokens/new"):
        answer = Client(SERVER_NAME="localhost").get(path)
        assert answer.status_code == 302
        assert answer.headers["Location"].startswith("/sign-in")


def test_a_closed_account_has_no_tokens_when_it_is_opened_again(clerk: User) -> None:
    held = made(clerk)
    services.disable(clerk, by=None)
    services.enable(clerk, by=None)
    assert ask("me", held.key).status_code == 401
    assert Trace.objects.filter(action="token.ended", subject=held.token.code).count() == 1

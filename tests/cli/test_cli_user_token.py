"""`repatria user token`: made, listed, ended at the machine."""

from __future__ import annotations

import re

import pytest

from api_work import ask
from people import member, with_app
from repatria.desks.accounts.models import ApiToken, User
from repatria.desks.accounts.rights import Role


@pytest.fixture
def clerk(repatria) -> User:
    user = member(Role.PRESS, Role.EXCHANGE_DESK)
    with_app(user)
    return user


def test_a_token_is_made_listed_and_ended(repatria, clerk):
    done = repatria("user", "token", "create", clerk.email, "--name", "Mirror", "--role", "press")
    assert done.code == 0, done.err
    key = done.out.strip()
    code = ApiToken.objects.get().code
    assert done.err.startswith(f"{code}, for {clerk.email}: until ")
    assert ask("me", key).json()["roles"] == ["press"]
    listed = repatria("user", "token", "list", clerk.email).out
    assert re.fullmatch(rf"{code}  press  until [\d: -]+  used [\d: -]+  Mirror\n", listed)
    assert key not in listed
    assert repatria("user", "token", "revoke", code.lower()).out == f"{code}: ended\n"
    assert repatria("user", "token", "revoke", code).out == f"{code}: was ended already\n"
    assert ask("me", key).status_code == 401
    assert "ended" in repatria("user", "token", "list", clerk.email).out


def test_without_a_role_it_may_use_all_that_there_are(repatria, clerk):
    repatria("user", "token", "create", clerk.email, "--name", "All")
    assert ApiToken.objects.get().roles == ["exchange_desk", "press"]


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (("--role", "auditor"), "You have not this role: auditor"),
        (("--role", "king"), "“king” is no role"),
        (("--days", "91"), "A token holds for 1 to 90 days"),
    ],
)
def test_what_cannot_be_is_refused_with_a_sentence(repatria, clerk, more, said):
    done = repatria("user", "token", "create", clerk.email, "--name", "n", *more)
    assert done.code == 1
    assert said in done.err
    assert not ApiToken.objects.exists()


def test_a_token_that_is_not_there(repatria, clerk):
    done = repatria("user", "token", "revoke", "T-NONE")
    assert (done.code, done.out) == (1, "")
    assert "There is no token T-NONE" in done.err

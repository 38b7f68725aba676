"""Who comes with which key: what it opens, what it does not, and what the log keeps of it."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.utils import timezone

from api_work import ask, made
from people import ends, member, party
from repatria.desks.accounts import inviting, services
from repatria.desks.accounts.models import ApiToken, RoleGrant, Standing, Trace, User
from repatria.desks.accounts.rights import Role
from repatria.desks.accounts.services import AccountError
from repatria.desks.accounts.tokens import services as tokens

pytestmark = pytest.mark.usefixtures("_counted")


@pytest.fixture
def auditor(db: None) -> User:
    return member(Role.AUDITOR)


def last() -> Trace:
    found = Trace.objects.order_by("-sequence").first()
    assert found is not None
    return found


def test_a_token_says_whose_it_is_and_what_it_opens(auditor: User) -> None:
    held = made(auditor)
    answer = ask("me", held.key)
    assert answer.status_code == 200
    told = answer.json()
    assert (told["code"], told["party"]) == (auditor.code, auditor.party_id)
    assert told["roles"] == ["auditor"]
    assert {"field_class": "access", "actions": ["view", "search", "export", "print"]} in (
        told["rights"]
    )
    assert answer.headers["Cache-Control"] == "private, no-store"
    held.token.refresh_from_db()
    assert held.token.used_at is not None


def test_the_key_is_kept_nowhere(auditor: User) -> None:
    held = made(auditor)
    assert re.fullmatch(r"repatria_[\w-]{43}", held.key)
    kept = str(ApiToken.objects.values().get()) + str(list(Trace.objects.values()))
    assert held.key not in kept
    assert held.key.removeprefix("repatria_") not in kept


@pytest.mark.parametrize(
    "header", ["", "Bearer", "Bearer ", "Bearer nothing", "Basic YTpi", "Bearer repatria_\x00"]
)
def test_what_is_no_key_opens_nothing(auditor: User, header: str) -> None:
    answer = ask("me", Authorization=header)
    assert answer.status_code == 401
    assert answer.headers["WWW-Authenticate"].startswith("Bearer")
    assert "no-store" in answer.headers["Cache-Control"]


def _expired(token: ApiToken) -> None:
    ApiToken.objects.filter(pk=token.pk).update(expires_at=timezone.now() - timedelta(seconds=1))


def _revoked(token: ApiToken) -> None:
    assert tokens.revoke(token, by=token.user)


def _closed(token: ApiToken) -> None:
    services.disable(token.user, by=None)


def _moved(token: ApiToken) -> None:
    token.user.party = party("OTHER", Standing.PARTY)
    token.user.save()


def _without_factor(token: ApiToken) -> None:
    Authenticator.objects.filter(user=token.user).delete()


@pytest.mark.parametrize(
    ("spoil", "why"),
    [
        (_expired, "expired"),
        (_revoked, "revoked"),
        (_closed, "closed"),
        (_moved, "party"),
        (_without_factor, "factor"),
    ],
)
def test_a_token_that_is_over_opens_nothing_and_the_log_says_why(
    auditor: User, spoil: Any, why: str
) -> None:
    held = made(auditor)
    assert ask("audit/head", held.key).status_code == 200
    spoil(held.token)
    assert ask("audit/head", held.key).status_code == 401
    row = last()
    assert (row.action, row.subject, row.actor) == ("refused", held.token.code, auditor.code)
    assert row.told["why"] == why


def test_a_key_that_nobody_has_is_noted_without_a_name_and_not_without_end(
    auditor: User, settings: Any
) -> None:
    settings.ACCOUNT_RATE_LIMITS = {"api_refused": "3/m/ip"}
    before = Trace.objects.count()
    codes = [ask("me", "repatria_wrong").status_code for _ in range(6)]
    assert codes == [401, 401, 401, 429, 429, 429]
    assert Trace.objects.count() == before + 3
    assert (last().actor, last().told["why"]) == ("", "unknown")
    assert "wrong" not in last().detail.replace('"why"', "")


def test_of_one_token_so_many_questions_in_a_minute(auditor: User, settings: Any) -> None:
    settings.ACCOUNT_RATE_LIMITS = {"api_token": "4/m/key"}
    one, other = made(auditor), made(auditor)
    assert [ask("me", one.key).status_code for _ in range(6)] == [200] * 4 + [429] * 2
    assert ask("me", other.key).status_code == 200


def test_a_token_has_no_more_than_its_owner_has_now(auditor: User) -> None:
    held = made(auditor)
    services.change_roles(auditor, remove=[Role.AUDITOR], by=None)
    assert ask("audit/head", held.key).status_code == 403
    assert ask("me", held.key).json()["roles"] == []
    services.change_roles(auditor, add=[Role.AUDITOR], by=None)
    assert ask("audit/head", held.key).status_code == 200
    ends(auditor, Role.AUDITOR, timedelta(seconds=-1))
    assert ask("audit/head", held.key).status_code == 403


def test_a_token_has_no_more_than_it_was_made_for(db: None) -> None:
    user = member(Role.EXCHANGE_DESK, Role.PRESS)
    held = made(user, Role.EXCHANGE_DESK)
    assert ask("me", held.key).json()["roles"] == ["exchange_desk"]
    assert ask("press/documents", held.key).status_code == 403
    assert ask("press/documents", made(user, Role.PRESS).key).status_code == 200
    RoleGrant.objects.create(user=user, role=Role.RECEPTION_DESK)
    assert ask("me", held.key).json()["roles"] == ["exchange_desk"]


def test_what_the_role_does_not_open_is_refused_and_noted(db: None) -> None:
    held = made(member(Role.PRESS))
    answer = ask("audit/head", held.key)
    assert answer.status_code == 403
    assert answer.json()["detail"].startswith("Your roles do not allow this")
    row = last()
    assert (row.action, row.session) == ("refused", f"token:{held.token.code}")
    assert (row.field_classes, row.told["wanted"]) == ("access", "export")


def test_the_head_of_the_log_is_the_row_that_it_was_read(auditor: User) -> None:
    held = made(auditor)
    told = ask("audit/head", held.key).json()
    row = last()
    assert (row.sequence, row.digest) == (told["sequence"], told["digest"])
    assert (row.action, row.actor, row.session) == (
        "export", auditor.code, f"token:{held.token.code}",
    )  # fmt: skip


def test_a_renewed_account_has_no_token_any_more(auditor: User) -> None:
    held = made(auditor)
    link = inviting.renew(auditor).path.rpartition("/")[2]
    inviting.accept(link, "", "another heron in the reeds")
    assert ask("me", held.key).status_code == 401
    held.token.refresh_from_db()
    assert held.token.revoked_at is not None


@pytest.mark.parametrize(
    ("roles", "days", "name", "said"),
    [
        ([Role.AUDITOR], 91, "n", "for 1 to 90 days"),
        ([Role.AUDITOR], 0, "n", "for 1 to 90 days"),
        ([Role.PRESS], 30, "n", "You have not this role: press"),
        ([], 30, "n", "Choose at least one role"),
        ([Role.AUDITOR], 30, "  ", "needs a name"),
    ],
)
def test_what_no_token_can_be_made_for(
    auditor: User, roles: list[Role], days: int, name: str, said: str
) -> None:
    made(auditor)
    with pytest.raises(AccountError, match=said):
        tokens.create(auditor, name, roles, days)
    assert ApiToken.objects.count() == 1


def test_nobody_has_tokens_without_end_or_without_a_second_factor(
    auditor: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(AccountError, match="second factor"):
        tokens.create(auditor, "n", [Role.AUDITOR])
    monkeypatch.setattr(tokens, "MOST", 2)
    first, _second = made(auditor), made(auditor)
    with pytest.raises(AccountError, match="You have 2 tokens"):
        made(auditor)
    tokens.revoke(first.token, by=auditor)
    made(auditor)

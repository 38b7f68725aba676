"""What the access log is told around signing in, invitations and rights, and what it is not."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from django.test import Client

from people import (
    OTHER_ADDRESS,
    OTHER_BROWSER,
    PASSWORD,
    browser,
    code_of,
    member,
    party,
    signed_in,
    with_app,
)
from repatria.desks.accounts import inviting, services
from repatria.desks.accounts.access.models import Trace
from repatria.desks.accounts.models import User
from repatria.desks.accounts.rights import Role

pytestmark = pytest.mark.django_db(databases="__all__")


@pytest.fixture
def clerk() -> User:
    user = member(Role.PRESS, password=PASSWORD, name="Somebody Made Up")
    with_app(user)
    return user


def rows() -> Iterator[tuple[str, str, str]]:
    """Actor, action and subject of every row, the first first."""
    yield from Trace.objects.order_by("sequence").values_list("actor", "action", "subject")


def actions() -> list[str]:
    return [action for _, action, _ in rows()]


def test_a_sign_in_from_its_first_wrong_step_to_its_end(clerk: User) -> None:
    client = browser()
    client.post("/sign-in", {"login": clerk.email, "password": "wrong, wrong, wrong"})
    client.post("/sign-in", {"login": clerk.email, "password": PASSWORD})
    client.post("/sign-in/code", {"code": "000000"})
    client.post("/sign-in/code", {"code": code_of(clerk)})
    client.post("/sign-out")
    assert actions() == ["sign_in.failed", "code.wrong", "signed_in", "signed_out"]
    assert {subject for _, _, subject in rows()} == {clerk.code}
    last = Trace.objects.order_by("sequence").last()
    assert last is not None
    assert last.actor == clerk.code
    assert last.session
    assert json.loads(last.detail) == {"network": "192.0.0.0", "words": "Firefox, Linux"}


def test_what_was_typed_into_the_wrong_field_is_not_kept(clerk: User) -> None:
    browser().post("/sign-in", {"login": "my-password@example.org", "password": PASSWORD})
    assert "my-password" not in str(list(Trace.objects.values()))
    assert list(rows()) == [("", "sign_in.failed", "")]


def test_no_row_holds_a_name_an_address_or_a_key(clerk: User) -> None:
    client = signed_in(clerk)
    client.post("/again/code", {"code": code_of(clerk)})
    thief = browser(agent=OTHER_BROWSER, address=OTHER_ADDRESS)
    thief.cookies.update(client.cookies)
    thief.get("/me")
    held = str(list(Trace.objects.values()))
    for secret in (clerk.name, clerk.email, OTHER_ADDRESS, str(client.session.session_key)):
        assert secret not in held


def test_a_replayed_link_is_noted_with_its_reason() -> None:
    made = inviting.invite("new@example.org", "New", party(), [Role.PRESS], by=None)
    sent = {"name": "New", "password": PASSWORD, "again": PASSWORD}
    for _ in range(2):
        browser().post(f"/join/{made.token}", sent)
    assert actions() == ["invited", "joined", "signed_in", "link.refused"]
    refused = Trace.objects.get(action="link.refused")
    assert json.loads(refused.detail)["why"] == "used"
    assert made.token not in str(list(Trace.objects.values()))


def test_another_device_is_noted_once(clerk: User) -> None:
    client = signed_in(clerk)
    thief = browser(agent=OTHER_BROWSER)
    thief.cookies.update(client.cookies)
    for _ in range(3):
        thief.get("/me")
    assert actions().count("session.elsewhere") == 1


def test_a_form_from_another_tab_and_too_many_attempts_are_noted() -> None:
    Client(enforce_csrf_checks=True, SERVER_NAME="localhost").post("/sign-in", {"login": "x"})
    assert actions() == ["form.refused"]
    for _ in range(31):
        last = browser().post("/sign-in", {})
    assert last.status_code == 429
    assert "Wait five minutes" in last.content.decode()
    assert actions()[-1] == "too_many"


def test_rights_are_noted_with_who_gave_them() -> None:
    admin, user = member(Role.ADMINISTRATOR), member(Role.PRESS)
    services.change_roles(user, add=[Role.EXCHANGE_DESK], by=admin, session="s")
    services.disable(user, by=admin, session="s")
    services.enable(user, by=admin, session="s")
    assert list(rows()) == [
        (admin.code, "roles.changed", user.code),
        (admin.code, "account.closed", user.code),
        (admin.code, "account.opened", user.code),
    ]
    changed = Trace.objects.get(action="roles.changed")
    assert json.loads(changed.detail)["added"] == ["exchange_desk"]
    assert changed.session == "s"


def test_a_change_that_is_not_noted_does_not_happen(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **_named: object) -> None:
        raise RuntimeError("the log cannot be written")

    admin, user = member(Role.ADMINISTRATOR), member(Role.PRESS)
    monkeypatch.setattr(services, "note", broken)
    monkeypatch.setattr(inviting, "note", broken)
    for act in (
        lambda: services.change_roles(user, remove=[Role.PRESS], by=admin),
        lambda: services.disable(user, by=admin),
        lambda: inviting.invite("n@example.org", "N", user.party, [], by=admin),
    ):
        with pytest.raises(RuntimeError):
            act()
    user.refresh_from_db()
    user.forget_roles()
    assert user.is_active
    assert user.roles == {Role.PRESS}
    assert not admin.party.invitation_set.exists()


def test_links_that_are_none_are_not_tried_without_end() -> None:
    site = Client(SERVER_NAME="localhost", REMOTE_ADDR="192.0.2.200")
    answers = [site.get(f"/join/{'x' * 40}{number}").status_code for number in range(25)]
    assert answers[0] == 410
    assert answers[-1] == 429

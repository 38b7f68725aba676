"""The pages for whoever gives others their rights."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from people import browser, member, signed_in
from repatria.desks.accounts.models import Invitation, User
from repatria.desks.accounts.rights import Role

pytestmark = pytest.mark.django_db(databases="__all__")


@pytest.fixture
def admin() -> User:
    return member(Role.ADMINISTRATOR)


@pytest.fixture
def desk(admin: User) -> Client:
    return signed_in(admin, fresh=True)


def test_somebody_is_invited_by_a_link_that_is_shown_once(desk: Client, admin: User) -> None:
    sent = {"email": "N@Example.org", "name": "N", "party": admin.party.pk, "roles": ["press"]}
    page = desk.post("/people/invite", sent).content.decode()
    found = re.search(r"http://localhost(/join/[\w-]{43})", page)
    assert found is not None
    assert browser().get(found[1]).status_code == 200
    listed = desk.get("/people").content.decode()
    assert "n@example.org" in listed
    assert found[1] not in listed


def test_what_cannot_be_is_said_beside_what_was_typed(desk: Client, admin: User) -> None:
    both = {
        "email": "n@example.org",
        "name": "Typed Name",
        "party": admin.party.pk,
        "roles": ["press", "laboratory"],
    }
    page = desk.post("/people/invite", both).content.decode()
    assert "Nobody is both" in page
    assert 'value="Typed Name"' in page
    assert not Invitation.objects.exists()


def test_an_invitation_is_withdrawn(desk: Client, admin: User) -> None:
    sent = {"email": "n@example.org", "name": "N", "party": admin.party.pk}
    desk.post("/people/invite", sent)
    pk = Invitation.objects.get().pk
    for words in ("The invitation is withdrawn", "used or withdrawn already"):
        answer = desk.post(f"/people/invitations/{pk}/withdraw", follow=True)
        assert words in answer.content.decode()


def test_roles_are_changed_until_a_day(desk: Client, admin: User) -> None:
    user = member(Role.PRESS, of=admin.party)
    sent = {"roles": ["press", "exchange_desk"], "until": "2099-01-31"}
    assert desk.post(f"/people/{user.code}/roles", sent).status_code == 302
    user.forget_roles()
    assert user.roles == {Role.PRESS, Role.EXCHANGE_DESK}
    grant = user.grants.get(role="exchange_desk")
    assert grant.until is not None
    assert grant.until.isoformat() == "2099-02-01T00:00:00+00:00", "the day itself included"
    assert user.grants.get(role="press").until is None
    desk.post(f"/people/{user.code}/roles", {"roles": [], "until": ""})
    user.forget_roles()
    assert not user.roles
    wrong = desk.post(f"/people/{user.code}/roles", {"roles": ["press"], "until": "tomorrow"})
    assert "Write the day as YYYY-MM-DD" in wrong.content.decode()


def test_an_account_is_closed_and_opened_again(desk: Client, admin: User) -> None:
    user = member(Role.PRESS, of=admin.party)
    for active in (False, True):
        desk.post(f"/people/{user.code}/close")
        assert User.objects.get(pk=user.pk).is_active is active


def test_ones_own_page_offers_no_change_and_refuses_it(desk: Client, admin: User) -> None:
    page = desk.get(f"/people/{admin.code}").content.decode()
    assert "/roles" not in page
    answer = desk.post(f"/people/{admin.code}/roles", {"roles": ["press"]})
    assert "Nobody changes their own roles" in answer.content.decode()
    closed = desk.post(f"/people/{admin.code}/close", follow=True)
    assert "Nobody closes their own account" in closed.content.decode()


def test_an_auditor_looks_and_changes_nothing(admin: User) -> None:
    auditor = signed_in(member(Role.AUDITOR), fresh=True)
    page = auditor.get("/people").content.decode()
    assert admin.name in page
    assert "/people/invite" not in page
    for path in ("/people/invite", f"/people/{admin.code}/roles", f"/people/{admin.code}/close"):
        assert auditor.get(path).status_code == 403
        assert auditor.post(path).status_code == 403


@pytest.mark.parametrize("role", [Role.PRESS, Role.LABORATORY, Role.EXCHANGE_DESK])
def test_other_roles_do_not_see_who_works_here(role: Role) -> None:
    refused = signed_in(member(role)).get("/people")
    assert refused.status_code == 403
    assert "Your roles do not allow this" in refused.content.decode()


def test_whoever_is_not_signed_in_is_asked_to() -> None:
    assert browser().get("/people").headers["Location"] == "/sign-in?next=/people"


@pytest.mark.parametrize("path", ["/people/invite", "/people/{}/roles", "/people/{}/close"])
def test_every_change_of_rights_asks_for_the_factor_again(admin: User, path: str) -> None:
    client, user = signed_in(admin), member(Role.PRESS, of=admin.party)
    for send in (client.get, client.post):
        assert send(path.format(user.code)).headers["Location"].startswith("/again/code")
    assert User.objects.get(pk=user.pk).is_active

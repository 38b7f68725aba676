"""Story. The stolen session: a cookie on another device opens nothing, and its owner sees it and
ends it."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from django.test import Client

from people import OTHER_ADDRESS, OTHER_BROWSER, PASSWORD, browser, code_of, member, with_app
from repatria.desks.accounts.models import RoleGrant, User
from repatria.desks.accounts.rights import Role

pytestmark = pytest.mark.django_db(databases="__all__")


@dataclass
class Scene:
    """The administrator at her desk, a clerk whose rights the thief is after, and the thief."""

    owner: User
    clerk: User
    desk: Client
    thief: Client

    def rights_of_the_clerk(self) -> set[str]:
        grants = RoleGrant.objects.filter(user=self.clerk, revoked_at=None)
        return set(grants.values_list("role", flat=True))

    def thief_tries_to_give_rights(self) -> str:
        roles = {"roles": ["press", "exchange_desk"]}
        sent = self.thief.post(f"/people/{self.clerk.code}/roles", roles)
        return sent.headers.get("Location", "")


@pytest.fixture
def scene(db: None) -> Scene:
    """She has signed in with her password and her code; then her cookies are copied away."""
    owner = member(Role.ADMINISTRATOR, password=PASSWORD, name="Owner")
    clerk = member(Role.PRESS, of=owner.party)
    with_app(owner)
    desk = browser()
    desk.post("/sign-in", {"login": owner.email, "password": PASSWORD})
    desk.post("/sign-in/code", {"code": code_of(owner, -1)})
    assert desk.get("/people").status_code == 200
    thief = browser(agent=OTHER_BROWSER, address=OTHER_ADDRESS)
    thief.cookies.update(desk.cookies)
    return Scene(owner, clerk, desk, thief)


def test_on_another_device_the_cookie_is_asked_for_the_factor_and_shows_no_name(
    scene: Scene,
) -> None:
    for page in ("/me", "/people", f"/people/{scene.clerk.code}", "/me/sessions"):
        answer = scene.thief.get(page)
        assert answer.status_code == 302
        assert answer.headers["Location"].startswith("/again/code")
        assert scene.clerk.name not in answer.content.decode()
    for page in ("/", "/again/code", "/sign-out", "/nowhere"):
        assert "Owner" not in scene.thief.get(page).content.decode(), page
    assert "Owner" in scene.desk.get("/nowhere").content.decode()


def test_the_thief_does_not_pass_the_question(scene: Scene) -> None:
    for guess in ("000000", "123456", ""):
        assert scene.thief.post("/again/code", {"code": guess}).status_code == 200
    by_password = scene.thief.post("/again/password", {"password": PASSWORD})
    assert by_password.headers["Location"].startswith("/again/code"), "a password is no factor"
    assert scene.thief_tries_to_give_rights().startswith("/again/code")
    assert scene.rights_of_the_clerk() == {"press"}


def test_nor_with_the_same_browser_in_the_same_office(scene: Scene) -> None:
    scene.thief = browser()
    scene.thief.cookies.update(scene.desk.cookies)
    assert scene.thief.get("/people").status_code == 200, "nothing tells this device apart"
    assert scene.thief_tries_to_give_rights().startswith("/again/code"), "but no right is given"
    assert scene.rights_of_the_clerk() == {"press"}
    scene.desk.post("/again/code", {"code": code_of(scene.owner)})
    assert scene.thief.get("/people").headers["Location"].startswith("/sign-in")
    assert scene.thief_tries_to_give_rights().startswith("/sign-in")
    assert scene.desk.get(f"/people/{scene.clerk.code}/roles").status_code == 200


def test_what_the_thief_leaves_behind_is_not_done_when_the_owner_gives_the_factor(
    scene: Scene,
) -> None:
    scene.thief = browser()
    scene.thief.cookies.update(scene.desk.cookies)
    scene.thief_tries_to_give_rights()
    back = f"/people/{scene.clerk.code}/roles"
    scene.desk.post(f"/again/code?next={back}", {"code": code_of(scene.owner)})
    scene.desk.get(back)
    assert scene.rights_of_the_clerk() == {"press"}


def test_the_owner_sees_where_it_was_tried_and_ends_the_session(scene: Scene) -> None:
    scene.thief.get("/people")
    page = scene.desk.get("/me/sessions").content.decode()
    assert "Firefox, Linux" in page
    assert "Chrome, Windows, network 203.0.0.0" in page
    assert OTHER_ADDRESS not in page, "of an address only the network is kept"
    ending = page.partition('action="/me/sessions/')[2].partition('"')[0]
    scene.desk.post(f"/me/sessions/{ending}")
    for one in (scene.desk, scene.thief):
        assert one.get("/people").headers["Location"].startswith("/sign-in")

"""`repatria user` and `repatria party`: from an empty store to people with roles."""

from __future__ import annotations

import subprocess

import pytest

from people import member, party
from repatria.cli import demonstration
from repatria.desks.accounts import inviting
from repatria.desks.accounts.models import Invitation, Party, User
from repatria.desks.accounts.rights import Role

ADMIN = ("first-admin", "anna@office.example", "--name", "Anna Made Up", "--party", "OFFICE")
NEW = ("invite", "new@office.example", "--name", "New", "--party", "OFFICE")


def token(link: str) -> str:
    return link.strip().rpartition("/")[2]


@pytest.fixture
def office(repatria):
    done = repatria("party", "add", "OFFICE", "--name", "The office", "--standing", "office")
    assert (done.code, done.out) == (0, "OFFICE: The office, office\n")
    return repatria


def test_the_first_administrator_comes_in_by_a_link_and_is_the_first_once(office):
    done = office("user", *ADMIN, "--site", "https://register.example/")
    assert done.out.startswith("https://register.example/join/")
    assert "works once, until" in done.err
    user = inviting.accept(token(done.out), "Anna Made Up", "a heron stands in the reeds")
    assert user.roles == {Role.ADMINISTRATOR}
    again = office("user", *ADMIN)
    assert again.code == 1
    assert "There is an administrator already" in again.err


def test_a_link_that_was_not_used_can_be_made_anew_and_the_old_one_opens_nothing(office):
    first, second = (office("user", *ADMIN).out for _ in range(2))
    with pytest.raises(inviting.LinkError):
        inviting.opened(token(first))
    assert inviting.opened(token(second)).email == "anna@office.example"


def test_the_link_stands_nowhere_in_the_store(office):
    link = office("user", *NEW, "--role", "press").out
    held = Invitation.objects.values().get()
    assert token(link) not in str(held)
    assert held["roles"] == ["press"]


def test_roles_are_given_taken_and_told(office):
    user = member(Role.PRESS, of=Party.objects.get(pk="OFFICE"))
    given = office("user", "roles", user.email, "--add", "reception_desk", "--remove", "press")
    assert given.code == 0, given.err
    told = office("user", "roles", user.email.upper())
    assert told.out == given.out
    assert "reception_desk" in told.out
    assert "press" not in told.out
    assert user.code in office("user", "list").out


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((*NEW, "--role", "general"), "“general” is no role"),
        ((*NEW[:-1], "NOWHERE"), "repatria party add NOWHERE"),
        ((*NEW, "--role", "press", "--role", "laboratory"), "Nobody is both laboratory and press"),
        (("invite", "no-address", *NEW[2:]), "“no-address” is no email address"),
        (("invite", NEW[1], "--name", " ", *NEW[4:]), "A person needs a name"),
        (("roles", "nobody@office.example"), "Nobody here has the address"),
        (("disable", "nobody@office.example"), "Nobody here has the address"),
    ],
)
def test_what_cannot_be_is_one_clear_line(office, arguments, words):
    done = office("user", *arguments)
    assert done.code == 1
    assert words in done.err
    assert len(done.err.strip().splitlines()) == 1
    assert not Invitation.objects.exists()


@pytest.mark.parametrize("code", ["office", "A B", "", "-A", "A" * 41, "А"])
def test_a_code_of_a_party_is_capitals_digits_and_hyphens(repatria, code):
    done = repatria("party", "add", "--name", "N", "--standing", "party", "--", code)
    assert done.code == 1
    assert "is no code" in done.err


def test_a_party_is_added_once(office):
    done = office("party", "add", "OFFICE", "--name", "Again", "--standing", "party")
    assert "There is a party “OFFICE” already" in done.err


def test_the_last_administrator_is_not_closed_out(office):
    last = member(Role.ADMINISTRATOR, of=party())
    for command in (("disable", last.email), ("roles", last.email, "--remove", "administrator")):
        done = office("user", *command)
        assert done.code == 1
        assert "last administrator" in done.err
    other = member(Role.ADMINISTRATOR, of=party())
    assert office("user", "disable", last.email).code == 0
    assert "closed" in office("user", "list").out
    assert User.objects.get(pk=other.pk).is_active


def test_a_lost_way_in_is_made_anew(office):
    user = member(Role.PRESS, of=party())
    done = office("user", "renew", user.email, "--site", "https://register.example")
    assert done.out.startswith("https://register.example/join/")
    assert inviting.opened(token(done.out)).user == user


def test_the_demonstrations_people_say_that_they_are_synthetic(repatria):
    links = dict(demonstration.invitations())
    assert all("(synthetic)" in who for who in links)
    assert len(links) == 8
    assert {one.party.name for one in Invitation.objects.all()} == {
        "Demonstration office (synthetic)"
    }
    administrator = next(who for who in links if who.startswith("Administrator"))
    inviting.accept(token(links[administrator]), administrator, "a heron stands in the reeds")
    again = dict(demonstration.invitations())
    assert administrator not in again
    assert len(again) == 7


def test_a_folder_that_the_group_can_change_keeps_every_command_from_starting(installed, tmp_path):
    assert installed("user", "list").code == 0
    (tmp_path / "home").chmod(0o770)
    done = installed("user", "list")
    assert done.code == 1
    assert f"chmod g-w '{tmp_path / 'home'}'" in done.err
    command = done.err.strip().partition("run: ")[2]
    subprocess.run(["sh", "-c", command], check=True)
    assert installed("user", "list").code == 0

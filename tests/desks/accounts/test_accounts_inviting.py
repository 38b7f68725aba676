"""Invitations and rights: links that work once, roles that end, and who may change what."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from people import PASSWORD, browser, ends, member, party, signed_in
from repatria.desks.accounts import factors, inviting, queries, services
from repatria.desks.accounts.asking import Refused
from repatria.desks.accounts.models import Invitation, RoleGrant, Standing, Trace, User
from repatria.desks.accounts.rights import EXCLUSIVE, Action, FieldClass, Role

pytestmark = pytest.mark.django_db(databases="__all__")


@pytest.fixture
def admin() -> User:
    return member(Role.ADMINISTRATOR)


def link(admin: User, *roles: Role, email: str = "new@example.org") -> inviting.Invited:
    return inviting.invite(email, "Somebody New", admin.party, roles, by=admin)


def join(token: str, **changed: str):
    sent = {"name": "Somebody New", "password": PASSWORD, "again": PASSWORD, **changed}
    return browser().post(f"/join/{token}", sent)


def test_a_link_opens_an_account_with_its_roles_and_leads_to_the_second_factor(admin: User) -> None:
    made = link(admin, Role.PRESS, Role.EXCHANGE_DESK)
    client = browser()
    page = client.get(f"/uk/join/{made.token}")
    assert page.status_code == 200
    assert made.invitation.email in page.content.decode()
    sent = {"name": "Новий Хтось", "password": PASSWORD, "again": PASSWORD}
    done = client.post(f"/uk/join/{made.token}", sent)
    assert done.headers["Location"] == "/uk/me/factor"
    user = User.objects.get(email="new@example.org")
    assert (user.name, user.language) == ("Новий Хтось", "uk")
    assert user.roles == {Role.PRESS, Role.EXCHANGE_DESK}
    assert {grant.granted_by for grant in user.grants.all()} == {admin}
    assert client.get("/uk/me/factor/app").status_code == 200, "the password is not asked again"


def test_to_look_at_a_link_uses_nothing_up(admin: User) -> None:
    made = link(admin)
    for method in ("get", "head"):
        assert getattr(browser(), method)(f"/join/{made.token}").status_code == 200
    assert join(made.token).status_code == 302


def test_a_link_works_once(admin: User) -> None:
    made = link(admin, Role.PRESS)
    assert join(made.token).status_code == 302
    for answer in (join(made.token), browser().get(f"/join/{made.token}")):
        assert answer.status_code == 410
        assert "This link was used already" in answer.content.decode()
    assert User.objects.filter(email="new@example.org").count() == 1


def test_a_link_holds_for_three_days(admin: User) -> None:
    made = link(admin)
    left = made.invitation.expires_at - timezone.now()
    assert timedelta(hours=71) < left <= timedelta(hours=72)
    Invitation.objects.update(expires_at=timezone.now())
    answer = join(made.token)
    assert answer.status_code == 410
    assert "older than three days" in answer.content.decode()


def test_a_withdrawn_link_and_one_that_never_was_open_nothing(admin: User) -> None:
    made = link(admin)
    inviting.withdraw(made.invitation, by=admin)
    assert "was withdrawn" in join(made.token).content.decode()
    assert "opens nothing" in join(made.token[:-1]).content.decode()
    with pytest.raises(services.AccountError, match="used or withdrawn already"):
        inviting.withdraw(made.invitation, by=admin)


def test_of_two_links_to_one_address_the_later_holds(admin: User) -> None:
    first, second = link(admin), link(admin)
    assert join(first.token).status_code == 410
    assert join(second.token).status_code == 302


def test_a_link_of_somebody_who_gives_no_rights_any_more_opens_nothing(admin: User) -> None:
    made, other = link(admin), member(Role.ADMINISTRATOR)
    services.disable(admin, by=other)
    assert "gives no rights any more" in join(made.token).content.decode()


def test_only_a_digest_is_kept(admin: User) -> None:
    made = link(admin)
    assert made.token not in str(Invitation.objects.values().get())
    assert len(made.token) >= 43


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"again": "another"}, "The two passwords differ"),
        ({"password": "short", "again": "short"}, "at least 12"),
        ({"password": "password1234", "again": "password1234"}, "too common"),
        ({"password": "new@example.org", "again": "new@example.org"}, "too similar"),
        ({"name": ""}, "This field is required"),
    ],
)
def test_a_weak_choice_is_told_and_uses_nothing_up(
    admin: User, changed: dict[str, str], words: str
) -> None:
    made = link(admin)
    answer = join(made.token, **changed)
    assert answer.status_code == 200
    assert words in answer.content.decode()
    assert join(made.token).status_code == 302


def test_somebody_who_is_here_is_not_invited_again(admin: User) -> None:
    with pytest.raises(services.AccountError, match="has an account here already"):
        link(admin, email=admin.email.upper())


def test_an_administrator_is_not_told_of_an_account_at_another_party() -> None:
    ours, theirs = party("A", Standing.PARTY), party("B", Standing.PARTY)
    admin = member(Role.ADMINISTRATOR, of=ours)
    known = member(Role.PRESS, of=theirs)
    client = signed_in(admin, fresh=True)

    def invited(email: str) -> list[str]:
        """The page of the invitation, the page behind its link, and the list of who is invited, but
        for what is by chance and the address itself."""
        sent = {"email": email, "name": "Somebody", "party": "A", "roles": ["press"]}
        page = client.post("/people/invite", sent).content.decode()
        link = re.search(r"/join/([\w-]+)", page)
        assert link, page
        pages = [page, browser().get(f"/join/{link[1]}").content.decode()]
        pages.append(client.get("/people").content.decode())
        Invitation.objects.all().delete()
        chance = re.compile(r'/join/[\w-]+|(?<=value=")\w{64}|/\d+/withdraw|' + re.escape(email))
        return [chance.sub("", each) for each in pages]

    assert invited(known.email) == invited("free@example.org")
    noted = Trace.objects.filter(action="invited").values_list("detail", flat=True)
    assert len(noted) == 2
    assert len(set(noted)) == 1


def test_whoever_the_address_belongs_to_is_told_when_they_use_the_link() -> None:
    admin = member(Role.ADMINISTRATOR, of=party("A", Standing.PARTY))
    known = member(Role.PRESS, of=party("B", Standing.PARTY))
    made = link(admin, Role.PRESS, email=known.email)
    assert browser().get(f"/join/{made.token}").status_code == 200
    answer = join(made.token)
    assert answer.status_code == 410
    assert "has an account here already" in answer.content.decode()
    known.refresh_from_db()
    assert (known.party_id, known.roles) == ("B", {Role.PRESS})
    # The log tells it to the office alone.
    row = Trace.objects.filter(action="link.refused").last()
    assert row is not None
    assert not Trace.objects.visible_to(admin).filter(pk=row.pk).exists()


def test_what_another_party_has_open_is_not_touched_when_an_account_is_renewed() -> None:
    admin = member(Role.ADMINISTRATOR, of=party("A", Standing.PARTY))
    known = member(Role.PRESS, of=party("B", Standing.PARTY))
    made = link(admin, Role.PRESS, email=known.email)
    inviting.renew(known)
    assert list(queries.open_invitations(admin)) == [made.invitation]


@pytest.mark.parametrize("pair", EXCLUSIVE, ids=str)
def test_roles_that_exclude_each_other_are_refused_in_every_way(
    admin: User, pair: frozenset[Role]
) -> None:
    one, other = sorted(pair)
    user = member(one, of=admin.party)
    with pytest.raises(services.AccountError, match="Nobody is both"):
        services.change_roles(user, add=[other], by=admin)
    with pytest.raises(services.AccountError, match="Nobody is both"):
        link(admin, one, other)
    if Role.ADMINISTRATOR not in pair:
        services.change_roles(user, add=[other], remove=[one], by=admin)
        assert user.roles == {other}


def test_a_role_ends_by_itself_and_can_be_given_again(admin: User) -> None:
    user = member(of=admin.party)
    tomorrow = timezone.now() + timedelta(days=1)
    services.change_roles(user, add=[Role.PRESS], until=tomorrow, by=admin)
    assert user.can(Action.ENTER, FieldClass.PRESS)
    ends(user, Role.PRESS, timedelta(seconds=-1))
    assert not user.can(Action.ENTER, FieldClass.PRESS)
    services.change_roles(user, add=[Role.PRESS], by=admin)
    assert user.roles == {Role.PRESS}
    assert RoleGrant.objects.filter(user=user).count() == 2, "the row that ended is kept"


def test_a_role_that_ended_already_is_not_given(admin: User) -> None:
    with pytest.raises(services.AccountError, match="must lie ahead"):
        services.change_roles(member(), add=[Role.PRESS], until=timezone.now(), by=admin)


def test_what_is_taken_away_ends_at_once_and_its_row_is_kept(admin: User) -> None:
    user = member(Role.PRESS, of=admin.party)
    client = signed_in(user)
    services.change_roles(user, remove=[Role.PRESS], by=admin)
    assert "You have no role now" in client.get("/me").content.decode()
    grant = RoleGrant.objects.get(user=user)
    assert (grant.revoked_by, grant.revoked_at is None) == (admin, False)


def test_nobody_changes_their_own_roles_or_closes_their_own_account(admin: User) -> None:
    member(Role.ADMINISTRATOR)
    with pytest.raises(services.AccountError, match="their own roles"):
        services.change_roles(admin, add=[Role.PRESS], remove=[Role.ADMINISTRATOR], by=admin)
    with pytest.raises(services.AccountError, match="their own account"):
        services.disable(admin, by=admin)


@pytest.mark.parametrize("role", [each for each in Role if each is not Role.ADMINISTRATOR])
def test_nobody_but_an_administrator_changes_rights(admin: User, role: Role) -> None:
    other, user = member(role), member()
    for act in (
        lambda: services.change_roles(user, add=[Role.PRESS], by=other),
        lambda: services.disable(user, by=other),
        lambda: services.enable(user, by=other),
        lambda: inviting.invite("x@example.org", "X", user.party, [], by=other),
    ):
        with pytest.raises(Refused):
            act()


def test_an_administrator_of_a_party_works_in_it_alone() -> None:
    one, other = party("ONE", Standing.PARTY), party("OTHER", Standing.PARTY)
    admin, foreign = member(Role.ADMINISTRATOR, of=one), member(Role.PRESS, of=other)
    with pytest.raises(services.AccountError, match="in your own party only"):
        services.change_roles(foreign, remove=[Role.PRESS], by=admin)
    client = signed_in(admin, fresh=True)
    assert foreign.name not in client.get("/people").content.decode()
    for path in ("", "/roles", "/close"):
        assert client.get(f"/people/{foreign.code}{path}").status_code == 404
    assert set(queries.parties_for(admin)) == {one}


def test_the_last_administrator_stays(admin: User) -> None:
    other = member(Role.ADMINISTRATOR)
    ends(other, Role.ADMINISTRATOR, timedelta(days=1))
    services.disable(admin, by=other)
    with pytest.raises(services.AccountError, match="last administrator"):
        services.change_roles(other, remove=[Role.ADMINISTRATOR], by=None)
    services.enable(admin, by=other)
    services.change_roles(other, remove=[Role.ADMINISTRATOR], by=admin)


def test_a_closed_account_is_out_at_once(admin: User) -> None:
    user = member(Role.PRESS, of=admin.party)
    client = signed_in(user)
    assert client.get("/me").status_code == 200
    services.disable(user, by=admin)
    assert client.get("/me").headers["Location"].startswith("/sign-in")
    assert not user.roles
    with pytest.raises(services.AccountError, match="closed already"):
        services.disable(user, by=admin)


def test_a_change_that_is_refused_leaves_nothing_behind(admin: User) -> None:
    user = member(Role.PRESS, of=admin.party)
    before = list(RoleGrant.objects.values())
    with pytest.raises(services.AccountError):
        services.change_roles(user, add=[Role.LABORATORY], by=admin)
    assert list(RoleGrant.objects.values()) == before


def test_a_lost_way_in_is_made_anew_and_everything_else_stays(admin: User) -> None:
    user = member(Role.PRESS, of=admin.party, password="the old one, forgotten")
    client, code = signed_in(user), user.code
    made = inviting.renew(user)
    assert client.get("/me").status_code == 200, "until the link is used nothing changes"
    assert join(made.token).headers["Location"] == "/me/factor"
    assert client.get("/me").headers["Location"].startswith("/sign-in")
    user = User.objects.get(pk=user.pk)
    assert (user.code, user.roles) == (code, {Role.PRESS})
    assert user.check_password(PASSWORD)
    assert not factors.has(user)
    assert join(made.token).status_code == 410


def test_no_administrator_becomes_somebody_else(admin: User) -> None:
    with pytest.raises(services.AccountError, match="at the machine itself"):
        inviting.renew(member(Role.PRESS), by=admin)


def test_a_closed_account_is_not_opened_by_a_new_way_in(admin: User) -> None:
    user = member(Role.PRESS, of=admin.party)
    made = inviting.renew(user)
    services.disable(user, by=admin)
    assert join(made.token).status_code == 410
    with pytest.raises(services.AccountError, match="closed already"):
        inviting.renew(user)


def test_another_party_does_not_withdraw_a_link_by_inviting_the_same_address() -> None:
    ours, theirs = (
        member(Role.ADMINISTRATOR, of=party(code, Standing.PARTY)) for code in ("A", "B")
    )
    made = inviting.invite("new@example.org", "New", ours.party, [Role.PRESS], by=ours)
    other = inviting.invite("new@example.org", "New", theirs.party, [Role.PRESS], by=theirs)
    user = inviting.accept(made.token, "New", PASSWORD)
    assert user.party == ours.party
    with pytest.raises(inviting.LinkError, match="already"):
        inviting.accept(other.token, "New", PASSWORD)

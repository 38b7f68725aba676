"""Who may look a person up, how they are found, and what is kept of a look; nobody else is shown a
reason and a place."""

from __future__ import annotations

import pytest
from django.test import Client

from exchanges_work import (
    captive,
    offered,
    said_what_for,
)  # fmt: skip
from people import member, party, signed_in
from repatria.desks.accounts.access.models import Trace
from repatria.desks.accounts.models import User
from repatria.desks.accounts.rights import Role
from repatria.desks.exchanges.models import Freeze
from repatria.desks.exchanges.services import overs
from repatria.desks.people.models import Person
from repatria.desks.people.services.judging import judge
from repatria.planning.reasons import Reason
from rounds_work import by_reason, held_of, is_over, path, words

pytestmark = pytest.mark.usefixtures("clock")


def test_people_are_looked_up_by_code_alone_and_never_by_name(
    sealed: Freeze, everybody: list[Person], site: Client, liaison: User
) -> None:
    form = words(site.get("/exchanges/caseworker"))
    assert sealed.code in form
    assert sealed.draft.of.title not in form, "a list's title is not opened by this"
    one = everybody[0]
    answer = site.post("/exchanges/caseworker", {"of": sealed.code, "who": one.code})
    assert answer["Location"] == path(sealed, one)
    for wrong in (one.surname, "P-NOBODY", one.code.lower() + "x"):
        answer = site.post("/exchanges/caseworker", {"of": sealed.code, "who": wrong})
        assert answer.status_code == 422
        assert "Nobody whom you may see" in words(answer)
    searched = Trace.objects.filter(actor=liaison.code, action="search")
    assert searched.count() == 4
    assert not any(one.surname in each.detail for each in searched)


def test_each_look_is_kept_with_the_person_and_with_the_list_that_is_not_told_whom(
    sealed: Freeze, everybody: list[Person], liaison: User
) -> None:
    site = signed_in(liaison)
    assert "purpose" in site.get(path(sealed, everybody[0]))["Location"], "what for comes first"
    said_what_for(site)
    site.get(path(sealed, everybody[0]))
    site.get(path(sealed, everybody[0], "/letter"))
    rows = Trace.objects.filter(actor=liaison.code, field_classes="own_place")
    kept_ = [(each.action, each.subject_type, each.subject) for each in rows.order_by("sequence")]
    both = (("person", everybody[0].code), ("frozen_list", sealed.code))
    assert kept_ == [(action, *of) for action in ("view", "print") for of in both]
    assert all(each.purpose for each in rows)
    assert not any(everybody[0].code in each.detail for each in rows.filter(subject=sealed.code))


@pytest.mark.parametrize("role", [each for each in Role if each is not Role.FAMILY_LIAISON])
def test_nobody_else_sees_a_reason_and_a_place(
    sealed: Freeze, clerk: User, authority: User, role: Role
) -> None:
    is_over(sealed, clerk, authority)
    off = by_reason(sealed, Reason.ROUND_FULL)
    site = said_what_for(signed_in(member(role, of=clerk.party), fresh=True))
    assert site.get("/exchanges/caseworker").status_code == 403
    for more in ("", "/letter", "/own.zip", "/line"):
        answer = site.get(path(sealed, off, more))
        assert answer.status_code == 403, more
        assert "no seat left" not in words(answer)


def test_the_caseworker_opens_no_list_and_no_codes_of_one(
    sealed: Freeze, everybody: list[Person], clerk: User, authority: User, site: Client
) -> None:
    offered(sealed, clerk, authority)
    is_over(sealed, clerk, authority)
    of = sealed.draft.of
    one, made = f"/exchanges/lists/{of.code}", f"/exchanges/frozen/{sealed.code}"
    for shut in (
        "/exchanges/", one, f"{one}/drafts/1", f"{one}/drafts/1/who", f"{one}/drafts/1/decide",
        f"{one}/drafts/1/changes", made, f"{made}/who", f"{made}/going", f"{made}/offers",
        f"{made}/offers/1", f"{made}/over", f"{made}/check.zip", f"{made}/commitment.json",
        f"{made}/entries/1/opening",
    ):  # fmt: skip
        answer = site.get(shut)
        assert answer.status_code == 403, shut
        assert not any(each.code in words(answer) for each in everybody)


def test_another_party_and_another_list_are_not_there(
    sealed: Freeze, everybody: list[Person], clerk: User
) -> None:
    foreign = said_what_for(signed_in(member(Role.FAMILY_LIAISON, of=party("B"))))
    assert foreign.get(path(sealed, everybody[0])).status_code == 404
    assert sealed.code not in words(foreign.get("/exchanges/caseworker"))


def test_whoever_has_two_records_is_found_by_either(
    clerk: User, authority: User, site: Client, everybody: list[Person]
) -> None:
    first, other = everybody[0], captive(clerk, "A", captured_on="2022-03-01")
    judge(first, other, "same", clerk)
    held = held_of(clerk, authority)
    assert other.code not in overs.reasons_of(held)
    is_over(held, clerk, authority)
    page = words(site.get(path(held, other)))
    assert "was to go in this round" in page


def test_who_was_not_in_the_sealed_register_has_no_reason_and_no_letter(
    sealed: Freeze, clerk: User, authority: User, site: Client
) -> None:
    later = captive(clerk, "A")
    is_over(sealed, clerk, authority)
    assert "Nobody of this code" in words(site.get(path(sealed, later)))
    assert site.get(path(sealed, later, "/letter")).status_code == 404

"""A round is declared over once, by two people, with the answers as they are then."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from exchanges_work import (
    offered,
    seconded,
)  # fmt: skip
from repatria.desks.accounts.models import User
from repatria.desks.accounts.proposals.errors import NotFreshError, SamePersonError
from repatria.desks.accounts.proposals.models import Proposal
from repatria.desks.exchanges import kept
from repatria.desks.exchanges.models import Freeze, RoundOver
from repatria.desks.exchanges.queries import caseworker as found
from repatria.desks.exchanges.refusals import ExchangeError
from repatria.desks.exchanges.services import overs
from repatria.desks.people.models import Person
from repatria.planning.answer_codes import Said
from rounds_work import day_comes, is_over, on, path, says, words

pytestmark = pytest.mark.usefixtures("clock")


def test_a_round_is_declared_over_once_by_two_and_never_before_its_day(
    sealed: Freeze, clerk: User, authority: User
) -> None:
    why = "The act is signed"
    with pytest.raises(ExchangeError, match="not over before its day"):
        overs.propose(sealed, clerk, timezone.localdate(), why, session="one", fresh=True)
    today = day_comes()
    with pytest.raises(NotFreshError):
        overs.propose(sealed, clerk, today, why, session="one", fresh=False)
    with pytest.raises(ExchangeError, match="not over before its day"):
        overs.propose(sealed, clerk, on() - timedelta(days=1), why, session="one", fresh=True)
    with pytest.raises(ExchangeError, match="ahead of it"):
        overs.propose(sealed, clerk, today + timedelta(days=1), why, session="one", fresh=True)
    with pytest.raises(ExchangeError, match="how it is known"):
        overs.propose(sealed, clerk, today, " ", session="one", fresh=True)
    asked = overs.propose(sealed, clerk, today, why, session="one", fresh=True)
    with pytest.raises(SamePersonError):
        seconded(asked, clerk)
    seconded(asked, authority)
    over = RoundOver.objects.get(of=sealed)
    assert (over.day, over.declared_by, over.declared_with) == (today, clerk, authority)
    assert kept.unpacked(over.carried) == {}, "nothing was put to a holder"
    with pytest.raises(ExchangeError, match="already"):
        overs.propose(sealed, clerk, today, why, session="two", fresh=True)
    over.why = "Something else"
    with pytest.raises(ValueError, match="never changed"):
        over.save()


def test_an_answer_that_comes_between_the_two_is_agreed_to_anew(
    sealed: Freeze, clerk: User, authority: User
) -> None:
    asked = overs.propose(sealed, clerk, day_comes(), "Done", session="one", fresh=True)
    offered(sealed, clerk, authority)
    with pytest.raises(Exception, match=r"chang|other"):
        seconded(asked, authority)
    assert not RoundOver.objects.exists()


def test_whoever_was_asked_about_hears_the_answer_from_a_person(
    sealed: Freeze, clerk: User, authority: User, site: Client
) -> None:
    entry = offered(sealed, clerk, authority)
    one, two, three = (line[0] for line in kept.unpacked(entry.told))
    says(sealed, clerk, entry, (one, "refused", "proceedings"), (two, "agreed", ""),
         (three, "no_consent", ""))  # fmt: skip
    second = offered(sealed, clerk, authority)
    fourth = kept.unpacked(second.told)[0][0]
    over = is_over(sealed, clerk, authority)
    carried = kept.unpacked(over.carried)
    assert carried[one] == ["said", "refused", "proceedings"]
    assert carried[fourth][:2] == ["standing", "open"]
    page = words(site.get(path(sealed, Person.objects.get(code=one))))
    assert "criminal proceedings" in page
    assert "was to go in this round" in page
    page = words(site.get(path(sealed, Person.objects.get(code=three))))
    assert "does not want to return, says the holder" in page
    letters = {
        words(site.get(path(sealed, Person.objects.get(code=code), "/letter?in=en")))
        for code in (one, two, three, fourth)
    }
    assert len(letters) == 1
    assert "in person" in letters.pop()


def test_an_answer_entered_after_the_end_changes_nothing_that_is_told(
    sealed: Freeze, clerk: User, authority: User, liaison: User
) -> None:
    entry = offered(sealed, clerk, authority)
    over = is_over(sealed, clerk, authority)
    one = kept.unpacked(entry.told)[0][0]
    says(sealed, clerk, entry, (one, "dead", ""))
    with pytest.raises(ExchangeError, match="declared over"):
        offered(sealed, clerk, authority)
    own = found.own_of(sealed, over, liaison, Person.objects.get(code=one))
    assert own is not None
    assert own.carried is not Said.DEAD


def test_it_is_declared_by_the_pages(
    sealed: Freeze, desk: Client, authority: User, everybody: list[Person]
) -> None:
    address = f"/exchanges/frozen/{sealed.code}/over"
    today = day_comes()
    early: dict[str, Any] = {"day": str(on() - timedelta(days=3)), "why": "The act is signed"}
    assert "not over before its day" in words(desk.post(address, early))
    assert desk.post(address, early | {"day": str(today)}).status_code == 302
    asked = Proposal.objects.order_by("-pk")[0]
    page = words(desk.get(f"/exchanges/frozen/{sealed.code}/offers"))
    assert "waits for a second person, to be declared over" in page
    seconded(asked, authority)
    for page_ in (f"/exchanges/frozen/{sealed.code}/offers", address):
        assert "The round is declared over since" in words(desk.get(page_))

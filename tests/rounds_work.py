"""A round that is sealed, whose day comes, and that is declared over: for the tests of it and of
the caseworker. Everything is made up."""

from __future__ import annotations

from datetime import date, timedelta
from html import unescape

from django.http import HttpResponse
from django.utils import timezone

from exchanges_work import TEXT, agreed, begun, captive, drafted, frozen, seconded
from repatria.desks.accounts.models import User
from repatria.desks.accounts.proposals.models import Proposal
from repatria.desks.exchanges.models import Entry, Freeze, RoundOver
from repatria.desks.exchanges.services import offers, overs
from repatria.desks.people.models import Person
from repatria.planning.reasons import Reason

PAST = TEXT.replace("2031-06-02", "2020-06-02")
AHEAD = 2
"""The round is so many days from now: after the beacon of tomorrow."""
PASSED = [0]
"""How many days have passed in a test: see the fixture `clock`."""


def on() -> date:
    """The day of the round."""
    return timezone.localdate() + timedelta(days=AHEAD - PASSED[0])


def day_comes() -> date:
    """The day of the round is here."""
    PASSED[0] = AHEAD
    return timezone.localdate()


def people_of(clerk: User, count: int = 6) -> list[Person]:
    """Captives of both sides, captured a day after one another, years ago."""
    return [
        captive(clerk, side, captured_on=str(date(2022, 3, 1) + timedelta(days=at)))
        for at in range(count)
        for side in ("A", "B")
    ]


def held_of(clerk: User, authority: User, text: str = PAST) -> Freeze:
    reading = agreed(clerk, text, "")
    held = frozen(drafted(begun(clerk, reading), clerk, reading, on=on()), clerk, authority)
    assert not held.failed_why, held.failed_why
    return held


def is_over(held: Freeze, clerk: User, authority: User) -> RoundOver:
    today = day_comes()
    asked = overs.propose(held, clerk, today, "The act is signed", session="one", fresh=True)
    done = seconded(asked, authority)
    assert done.state == Proposal.State.DONE, done.reason
    return RoundOver.objects.get(of=held)


def path(held: Freeze, person: Person, more: str = "") -> str:
    return f"/exchanges/caseworker/{held.code}/{person.code}{more}"


def words(answer: HttpResponse) -> str:
    return unescape(answer.content.decode())


def by_reason(held: Freeze, reason: Reason) -> Person:
    code = next(code for code, why in overs.reasons_of(held).items() if why is reason)
    return Person.objects.get(code=code)


def says(held: Freeze, by: User, entry: Entry, *said: tuple[str, str, str]) -> None:
    rows = [[code, word, basis, ""] for code, word, basis in said]
    offers.answer(held, by, entry.offer, timezone.localdate(), rows)

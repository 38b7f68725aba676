"""Agreements, a small register and lists for the tests of the exchange desk. Everything is made
up."""

from __future__ import annotations

import hashlib
from datetime import date, timedelta
from typing import Any

from django.test import Client
from django.utils import timezone

from people import member
from repatria.desks.accounts.models import User
from repatria.desks.accounts.proposals import services as proposals
from repatria.desks.accounts.proposals.models import Proposal
from repatria.desks.accounts.rights import Role
from repatria.desks.exchanges.models import (
    Draft,
    Entry,
    EntryKind,
    Freeze,
    Lottery,
    PlannedList,
    Reading,
)
from repatria.desks.exchanges.services import (
    agreements,
    backs,
    committing,
    drafting,
    freezing,
    lotteries,
    offers,
)
from repatria.desks.people import services as people
from repatria.desks.people.models import Person, SourceKind
from repatria.desks.people.services import Stated
from repatria.planning.lottery import commit

ON = date(2031, 7, 1)
TEXT = """\
agreement First round
reading A
sides A B
dated 2031-06-02
source https://example.org/1

tier worst seriously_wounded or gravely_ill
tier young age 18..25
then longest held, lottery

clause 1 all for all of soldier and (seriously_wounded or gravely_ill)
clause 2 equal of soldier and not (seriously_wounded or gravely_ill)

assumed seats each 3
"""
DOUBTFUL = f"{TEXT}clause 3 equal of age 18..25\n"
"""Somebody can be in two clauses."""
OTHER = (
    TEXT.replace("reading A", "reading B")
    .replace("clause 2 equal", "clause 2 ratio A 2 for B 1")
    .replace("tier young age 18..25\n", "")
)
BY_TABLE = TEXT.replace("clause 2 equal of soldier", "clause 2 table scale of soldier").replace(
    "assumed seats", "table scale private=1\nassumed seats"
)
SEEDS = (bytes(range(32)), bytes(range(1, 33)))
SALTS = (bytes(range(2, 34)), bytes(range(3, 35)))
VALUE = hashlib.sha256(b"a beacon that nobody kept").hexdigest()


def said_what_for(site: Client) -> Client:
    site.post("/access-log/purpose", {"purpose": "exchange"})
    return site


def agreed(by: User, text: str = TEXT, other: str = OTHER) -> Reading:
    """An agreement in two readings; the first of them."""
    made = agreements.enter(by, text)
    if other:
        agreements.tell(made.agreement, by, other)
    return made


def captive(by: User, side: str = "A", **more: Any) -> Person:
    """Somebody whom the other side holds, confirmed, a soldier, each from a source of their own."""
    holder = {"A": "B", "B": "A"}[side]
    values: dict[str, Any] = {
        "surname": "Жолнерчик", "power": side, "category": "soldier", "birth": "1990-01-02",
        "captured_on": "2029-03-04", "held_by": holder,
        "state": Stated("captive", "2029-03-04", details={"holder": holder}),
    }  # fmt: skip
    values = {key: value for key, value in (values | more).items() if value is not None}
    source = people.add_source(by, SourceKind.LIST, "exchange", said_on="2030-01-01")
    return people.add(source, by, values)


def examined(
    person: Person, by: User, category: str, *, on: str = "2031-01-01", until: str = "2032-01-01"
) -> None:
    """A commission's decision, from a source of its own."""
    doctor = member(Role.RECEPTION_DESK, of=by.party)
    source = people.add_source(doctor, SourceKind.HAND, "exchange", title=f"Commission {on}",
                               root=f"commission {on} {category}", said_on=on)  # fmt: skip
    stated = Stated(category, on, until, details={"examiner": "A commission"})
    people.state(person, "medical_110", stated, source, doctor)


def told(person: Person, by: User, key: str, value: str, on: str = "2031-05-01") -> None:
    """One word more on somebody, from a source of its own."""
    source = people.add_source(by, SourceKind.HAND, "exchange", said_on=on)
    details = {"heard_by": "A delegate"} if key == "wish_return" else None
    people.state(person, key, Stated(value, on, details=details), source, by)


def population(by: User, count: int = 6) -> list[Person]:
    """Captives of both sides, captured a day after one another."""
    return [
        captive(by, side, captured_on=str(date(2029, 3, 1) + timedelta(days=at)))
        for at in range(count)
        for side in ("A", "B")
    ]


def begun(by: User, reading: Reading) -> PlannedList:
    return drafting.begin(reading.agreement, by, "July")


def drafted(of: PlannedList, by: User, reading: Reading, why: str = "First", **more: Any) -> Draft:
    """A version, made at once."""
    asked = drafting.ask_draft(of, by, reading, more.pop("on", ON), why, **more)
    drafting.make_draft(asked, by)
    asked.refresh_from_db()
    return asked


def commitments() -> list[str]:
    """What both sides publish."""
    return [commit(seed, salt).hex() for seed, salt in zip(SEEDS, SALTS, strict=True)]


def announced(of: PlannedList, by: User, **more: Any) -> Lottery:
    """A draw that the sides can open from today on, and whose beacon appears tomorrow."""
    today = timezone.localdate()
    return lotteries.announce(
        of, by, commitments(), today, today, "Beacon", "7", today + timedelta(days=1), **more
    )  # fmt: skip


def seconded(proposal: Proposal, by: User) -> Proposal:
    return proposals.second(
        proposal.pk, by=by, session=f"second {by.pk}", digest=proposal.digest, fresh=True
    )


def committed(draft: Draft, by: User, second: User) -> Freeze:
    """A version that two people committed to, under a draw that is announced for it."""
    lottery = draft.of.lotteries.filter(dropped_at=None).first() or announced(draft.of, by)
    asked = committing.propose(draft, by, session=f"first {by.pk}", fresh=True)
    done = seconded(asked, second)
    assert done.state == Proposal.State.DONE, done.reason
    return Freeze.objects.get(lottery=lottery)


def drawn(freeze: Freeze, by: User) -> None:
    """Both sides open today; the beacon gives its value tomorrow."""
    today = timezone.localdate()
    for side in (0, 1):
        lotteries.open_side(freeze.lottery, by, side, SEEDS[side].hex(), SALTS[side].hex(), today)
    lotteries.set_value(freeze.lottery, by, VALUE, today=today + timedelta(days=1))


def frozen(draft: Draft, by: User, second: User) -> Freeze:
    """All of it: committed to, drawn, and made for good."""
    held = committed(draft, by, second)
    drawn(held, by)
    asked = freezing.propose(held, by, session=f"first {by.pk}", fresh=True)
    done = seconded(asked, second)
    assert done.state == Proposal.State.SECONDED, done.reason
    freezing.make(Freeze.objects.get(pk=held.pk), done.pk)
    return Freeze.objects.get(pk=held.pk)


def offered(held: Freeze, by: User, second: User, holder: str = "B", most: int = 9) -> Entry:
    """An offer that two people have put out, with three days to answer."""
    until = timezone.localdate() + timedelta(days=3)
    asked = offers.propose(held, by, holder, most, until, session=f"first {by.pk}", fresh=True)
    done = seconded(asked, second)
    assert done.state == Proposal.State.DONE, done.reason
    return Entry.objects.filter(of=held, kind=EntryKind.OFFER).order_by("-number")[0]


def taken_back(entry: Entry, by: User, second: User, codes: list[str], why: str) -> None:
    """Answers to an offer that two people take back today."""
    today = timezone.localdate()
    asked = backs.answers_back(entry.of, by, entry.offer, today, codes, why, session="first")
    done = seconded(asked, second)
    assert done.state == Proposal.State.DONE, done.reason

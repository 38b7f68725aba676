"""What no list of the demonstration tells: signed acts, identifications and answers before the
camp's later list comes, and after it the words of returnees, cards, examinations and consent.
Everything is synthetic, and its sources say so by their names.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from itertools import islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from repatria.cli.demonstration_later import Cast
    from repatria.desks.accounts.models import User
    from repatria.desks.people.models import Person, Sender
    from repatria.desks.people.services import Stated

PURPOSE = "exchange"
SIDES = (("DEMO-NORTH", "North (synthetic)"), ("DEMO-SOUTH", "South (synthetic)"))
HOLDER = SIDES[1][0]
"""The side whose ministry and camp send lists."""
ACT = "Act of release 7 (synthetic)"
_IDENTIFIED = "Decision on remains 3 (synthetic)"
_ANSWER = "Answer of the ministry to an inquiry (synthetic)"
_FAMILIES = "Families of civilians (synthetic)"
Recorded = Callable[[str, Iterable[int]], list["Person"]]
"""The records that the list of a kind of sender made of these people of the population."""


def add_sides() -> None:
    """The holding sides, once."""
    from repatria.desks.accounts.models import Party, Standing
    from repatria.desks.accounts.services import add_party

    for code, name in SIDES:
        if not Party.objects.filter(pk=code).exists():
            add_party(code, name, Standing.PARTY)


def before(by: User, who: Cast, recorded: Recorded) -> None:
    """What becomes known in May and June: in the caller's transaction."""
    from repatria.desks.people.models import SourceKind
    from repatria.desks.people.services import Stated, add_source, state_many

    def told(
        kind: SourceKind,
        title: str,
        on: str,
        people: list[Person],
        said: Stated,
        signed: Sender | None = None,
    ) -> None:
        source = add_source(
            by, kind, PURPOSE, title=title, root=f"made:{title}", said_on=on, sender=signed
        )
        state_many(source, by, [(person.pk, None, {"state": said}) for person in people])

    home = recorded("headquarters", who.returned)
    # Two of them by the camp's own record as well: its later list contradicts it.
    own = recorded("camp", who.returned[:2])
    # The camp's side signed the act with us.
    told(
        SourceKind.ACT,
        ACT,
        "2026-06-05",
        [*home, *own],
        Stated("returned", "2026-06-05"),
        next((each.sender for each in own), None),
    )
    told(SourceKind.IDENTIFICATION, _IDENTIFIED, "2026-05-20",
         recorded("registry", who.identified), Stated("identified", "2026-05-20"))  # fmt: skip
    told(SourceKind.HAND, _ANSWER, "2026-06-12", recorded("registry", who.denied),
         Stated("denied", "2026-06-12", details={"holder": HOLDER}))  # fmt: skip
    civilian = add_source(by, SourceKind.HAND, PURPOSE, title=_FAMILIES, root=f"made:{_FAMILIES}",
                          said_on="2026-06-01")  # fmt: skip
    rows = recorded("registry", who.civilians)
    state_many(civilian, by, [(each.pk, None, {"category": "civilian"}) for each in rows])


def after(by: User, who: Cast, recorded: Recorded) -> None:
    """What is heard, due and found since then: in the caller's transaction."""
    from repatria.desks.people.models import Person

    held = Person.objects.filter(party=by.party_id, state__in=("reported_captive", "captive"))
    captive = list(held.order_by("pk")[:14])
    _words(by, captive, recorded("headquarters", who.returned[:1]))
    cards(captive, by)
    _examined(captive, by)


def _words(by: User, captive: list[Person], home: list[Person]) -> None:
    """One of a man recorded dead, one of nobody in the register, two of one teller who came
    back."""
    from repatria.desks.people.models import Person
    from repatria.desks.people.services.returnees import Heard, hear

    teller, told = "returnee 14 (synthetic)", "2026-06-20"
    seen = Heard("", "alive", "seen", "certain", "2026-06-18", note="Synthetic.")
    dead = Person.objects.filter(party=by.party_id, state="dead").exclude(name="")
    for person in dead.order_by("pk")[:1]:
        hear(by, seen, PURPOSE, person=person, teller=teller, said_on=told)
    unknown = Heard("Кобзар, кулеметник", "alive", "heard", "doubtful", "2026-05")
    hear(by, unknown, PURPOSE, teller=teller, said_on=told)
    for back in home:
        lost = Heard("", "dead", "heard", "likely", "2026-04", note="Synthetic.")
        for person, heard in zip(captive[12:], (seen, lost), strict=False):
            hear(by, heard, PURPOSE, person=person, said_by=back, said_on="2026-06-21")


def cards(captive: Iterable[Person], by: User) -> None:
    """On both sides alike: within the week, in time, overdue, of one nobody knows which, and a
    clock that was started wrongly and taken back."""
    from repatria.desks.people.services.capture_cards import enter_card, start_clock, take_back

    today = date.today()
    for number, person in enumerate(islice(captive, 12)):
        pair, (side, _name) = number // 2, SIDES[number % 2]
        since = today - timedelta(days=4 + 3 * pair)
        card = start_clock(person, by, side, "arrival", since)
        if pair in (1, 4):
            enter_card(card, by, PURPOSE, {}, sent_on=since + timedelta(days=6))
        elif pair == 3:
            enter_card(card, by, PURPOSE, {}, received_on=since + timedelta(days=12))
        elif pair == 0:
            wrong = start_clock(person, by, side, "transfer", today - timedelta(days=40))
            take_back(wrong, by, "Another person was moved (synthetic).")


def _examined(captive: Iterable[Person], by: User) -> None:
    """Categories that have run out, that soon do and that hold; consent that was taken back."""
    from repatria.desks.people.services.consents import answered, examined

    today = date.today()
    people = list(islice(captive, 5))
    for person, category, left in zip(
        people,
        ("neutral_year", "over_a_year", "incurable", "neutral_mental", "diminished"),
        (-100, -9, 4, 21, 150),
        strict=False,
    ):
        until = today + timedelta(days=left)
        examined(
            person, by, category, PURPOSE, examiner="Mixed commission (synthetic)",
            on=str(min(until, today) - timedelta(days=90)), until=str(until),
        )  # fmt: skip
    for person in people[:1]:
        for answer, on in (("given", "2026-02-01"), ("withdrawn", "2026-05-01")):
            answered(person, by, "wish_return", answer, PURPOSE,
                     heard_by="A delegate (synthetic)", on=on)  # fmt: skip

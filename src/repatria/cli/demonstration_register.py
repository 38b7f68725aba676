"""The demonstration's register: made-up people from six made-up senders, taken in as lists are.

Everything in it is synthetic, and says so: senders, parties and people by their names, and every
page of the register by a line of its own.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from repatria.base.progress import Progress

if TYPE_CHECKING:
    from repatria.desks.accounts.models import Party, User
    from repatria.desks.people.models import Person
    from repatria.synthetic.lists.rows import Rows

SEED = 2026
SENDERS = 6
PEOPLE = 8_800
"""How many are made up: six lists of them have about 20,000 rows, each a record."""
LOADER = ("register@synthetic.example", "Loader of the register (synthetic)")
SIDES = (("DEMO-NORTH", "North (synthetic)"), ("DEMO-SOUTH", "South (synthetic)"))
_SECTION = "register"
_PURPOSE = "exchange"


def load(party: Party, people: int, home: Path, progress: Progress) -> None:
    """Take in the lists of so many people that are not there yet, and let a linking run wait for
    the worker. Each list is there whole or not at all, so that a broken start is taken up again."""
    from django.db import transaction

    from repatria.desks.people.models import ListState, ReceivedList, ReturneeWord
    from repatria.desks.people.services import linking
    from repatria.desks.router import EXCHANGE
    from repatria.synthetic.lists.make import make_lists

    if not people:
        return
    mark(home)
    by = _loader(party)
    taken = ReceivedList.objects.filter(party=party, state=ListState.APPROVED).count()
    if taken < SENDERS:
        progress(0, 0, "making people up")
        for rows in make_lists(people, SEED).lists[:SENDERS]:
            _take_in(rows, by, progress)
    if not ReturneeWord.objects.filter(party=party).exists():
        with transaction.atomic(using=EXCHANGE):
            _happenings(by)
            linking.ask(by)


def mark(home: Path) -> None:
    """Have every page of the register say that what it shows is made up."""
    from repatria.desks.common.made_up import FILE

    (home / FILE).write_text(_SECTION + "\n", encoding="utf-8")


def _loader(party: Party) -> User:
    """Who enters it; they have no password and cannot sign in."""
    from repatria.desks.accounts.models import RoleGrant, User
    from repatria.desks.accounts.rights import Role

    email, name = LOADER
    found = User.objects.filter(email=email).first()
    if found is None:
        found = User.objects.create_user(email, None, name=name, party=party)
    for role in (Role.EXCHANGE_DESK, Role.RECEPTION_DESK):
        RoleGrant.objects.get_or_create(user=found, role=role)
    return found


def _take_in(rows: Rows, by: User, progress: Progress) -> None:
    from repatria.desks.people.models import ListState, Sender
    from repatria.desks.people.models.lists import NameOrder
    from repatria.desks.people.services import add_sender, intake, taking_in, trials
    from repatria.synthetic.lists.tables import list_lines

    made, title = rows.sender, rows.sender.title
    sender = Sender.objects.filter(party=by.party_id, name=title).first() or add_sender(
        by, title, order=NameOrder(made.order), language=made.language, note_="Synthetic."
    )
    if sender.lists.filter(state=ListState.APPROVED).exists():
        return
    about = intake.AboutList(
        title=title, purpose=_PURPOSE, dated=made.date.isoformat(),
        legal_basis="none: everything in it is made up",
    )  # fmt: skip
    lines = (line.encode() for line in list_lines(rows))
    of = intake.receive(by, sender, lines, made.file, about).of
    progress(0, len(rows), title)
    intake.name_columns(of, by, {})
    trials.try_list(_now(of), by, lambda done: progress(done, len(rows), title))
    now = _now(of)
    taking_in.take_in(now, by, now.report["digest"])


def _now(of: Any) -> Any:
    of.refresh_from_db()
    return of


def _happenings(by: User) -> None:
    """What no list tells: words of returnees, one of them an alarm; cards of two holding sides by
    one clock; an examination that ran out, and consent that was taken back."""
    from repatria.desks.accounts.models import Party, Standing
    from repatria.desks.accounts.services import add_party
    from repatria.desks.people.models import Person
    from repatria.desks.people.services.consents import answered, examined
    from repatria.desks.people.services.returnees import Heard, hear

    for code, name in SIDES:
        if not Party.objects.filter(pk=code).exists():
            add_party(code, name, Standing.PARTY)
    seen = Person.objects.filter(party=by.party_id)
    dead = seen.filter(state="dead").exclude(name="").order_by("pk").first()
    captive = list(seen.filter(state__in=("reported_captive", "captive")).order_by("pk")[:12])
    teller, told = "returnee 14 (synthetic)", "2026-06-20"
    heard = Heard("", "alive", "seen", "certain", "2026-06-18", note="Synthetic.")
    if dead is not None:
        hear(by, heard, _PURPOSE, person=dead, teller=teller, said_on=told)
    unknown = Heard("Кобзар, кулеметник", "alive", "heard", "doubtful", "2026-05")
    hear(by, unknown, _PURPOSE, teller=teller, said_on=told)
    _cards(captive, by)
    for person in captive[:1]:
        examined(person, by, "neutral_year", _PURPOSE, examiner="Mixed commission (synthetic)",
                 on="2026-01-10", until="2026-04-10")  # fmt: skip
        for answer, on in (("given", "2026-02-01"), ("withdrawn", "2026-05-01")):
            answered(person, by, "wish_return", answer, _PURPOSE,
                     heard_by="A delegate (synthetic)", on=on)  # fmt: skip


def _cards(captive: list[Person], by: User) -> None:
    from repatria.desks.people.services.capture_cards import enter_card, start_clock

    today = date.today()
    for number, (person, (side, _)) in enumerate(_alternating(captive)):
        since = today - timedelta(days=4 + 3 * (number // 2))
        card = start_clock(person, by, side, "arrival", since)
        if number // 2 % 3 == 1:
            enter_card(card, by, _PURPOSE, {}, sent_on=since + timedelta(days=6))


def _alternating(people: list[Person]) -> Iterator[tuple[Person, tuple[str, str]]]:
    for number, person in enumerate(islice(people, 12)):
        yield person, SIDES[number % 2]

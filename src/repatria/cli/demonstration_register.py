"""The demonstration's register: made-up people from six made-up senders, taken in as lists are; and
from one of them a second list, which finds what later lists find.

Everything in it is synthetic, and says so: senders, parties and people by their names, and every
page of the register by a line of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from repatria.base.progress import Progress
from repatria.cli.demonstration_happenings import HOLDER, PURPOSE

if TYPE_CHECKING:
    from repatria.cli.demonstration_happenings import Recorded
    from repatria.desks.accounts.models import Party, User
    from repatria.desks.people.models import Person
    from repatria.synthetic.lists.noise import SenderKind
    from repatria.synthetic.lists.rows import Rows
    from repatria.synthetic.lists.senders import Sender as MadeSender

SEED = 2026
SENDERS = 6
PEOPLE = 8_800
"""How many are made up: seven lists of them have about 21,000 rows, which make 20,000 records."""
LOADER = ("register@synthetic.example", "Loader of the register (synthetic)")
SIDE_OF = MappingProxyType({"ministry": HOLDER, "camp": HOLDER})
"""Senders whose lists are those of a holding side."""
_SECTION = "register"


@dataclass(frozen=True, slots=True)
class _List:
    """What is said of a list that is taken in."""

    title: str
    file: str
    dated: str
    rows: int
    whom: str = "anyone"


def load(party: Party, people: int, home: Path, progress: Progress) -> None:
    """Take in the lists of so many people that are not there yet, and let a linking run wait for
    the worker. Each list is there whole or not at all, so that a broken start is taken up again."""
    from django.db import transaction

    from repatria.cli import demonstration_happenings as happenings
    from repatria.cli import demonstration_later as later
    from repatria.desks.people.models import ListState, ReceivedList, ReturneeWord, Source
    from repatria.desks.people.services import linking
    from repatria.desks.router import EXCHANGE
    from repatria.synthetic.lists.make import make_lists
    from repatria.synthetic.lists.noise import SenderKind
    from repatria.synthetic.lists.tables import list_lines

    if not people:
        return
    mark(home)
    by = loader(party)
    taken = ReceivedList.objects.filter(party=party, state=ListState.APPROVED).count()
    told = ReturneeWord.objects.filter(party=party).exists()
    if taken > SENDERS and told:
        return
    progress(0, 0, "making people up")
    happenings.add_sides()
    lists = {SenderKind(rows.sender.kind): rows for rows in make_lists(people, SEED).lists}
    for rows in islice(lists.values(), SENDERS):
        made = rows.sender
        _take_in(
            made, by, _List(made.title, made.file, made.date.isoformat(), len(rows)),
            list_lines(rows), progress,
        )  # fmt: skip
    who = later.cast(lists)
    recorded = _recorded(lists, by)
    if not Source.objects.filter(party=party, title=happenings.ACT).exists():
        with transaction.atomic(using=EXCHANGE):
            happenings.before(by, who, recorded)
    camp = lists[SenderKind.CAMP]
    lines = later.later_list(camp, lists[SenderKind.MINISTRY], who)
    of = _List(later.TITLE, later.FILE, later.DATED, len(lines) - 1, whom="soldiers")
    _take_in(camp.sender, by, of, lines, progress)
    if not told:
        with transaction.atomic(using=EXCHANGE):
            happenings.after(by, who, recorded)
            linking.ask(by)


def mark(home: Path) -> None:
    """Have every page of the register say that what it shows is made up."""
    from repatria.desks.common import made_up

    made_up.mark(home, _SECTION)


def loader(party: Party) -> User:
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


def _take_in(
    made: MadeSender, by: User, about: _List, lines: Iterable[str], progress: Progress
) -> None:
    from repatria.desks.people.models import ListState, Sender
    from repatria.desks.people.models.lists import NameOrder
    from repatria.desks.people.services import add_sender, intake, taking_in, trials

    sender = Sender.objects.filter(party=by.party_id, name=made.title).first() or add_sender(
        by, made.title, order=NameOrder(made.order), language=made.language,
        of_party=SIDE_OF.get(made.kind, ""), note_="Synthetic.",
    )  # fmt: skip
    if sender.lists.filter(state=ListState.APPROVED, title=about.title).exists():
        return
    said = intake.AboutList(
        title=about.title, purpose=PURPOSE, dated=about.dated, whom=about.whom,
        legal_basis="none: everything in it is made up",
    )  # fmt: skip
    of = intake.receive(by, sender, (line.encode() for line in lines), about.file, said).of
    progress(0, about.rows, about.title)
    intake.name_columns(of, by, {})
    trials.try_list(_now(of), by, lambda done: progress(done, about.rows, about.title))
    now = _now(of)
    taking_in.take_in(now, by, now.report["digest"])


def _now(of: Any) -> Any:
    of.refresh_from_db()
    return of


def _recorded(lists: Mapping[SenderKind, Rows], by: User) -> Recorded:
    """Finds the records that a list made of people of the population, by the ids of its rows."""

    def of(kind: str, people: Iterable[int]) -> list[Person]:
        from repatria.desks.people.models import ListRow, ListState, Person
        from repatria.synthetic.lists.noise import SenderKind

        rows = lists[SenderKind(kind)]
        ids = dict(zip(rows.person.tolist(), rows.identifiers(), strict=True))
        wanted = [ids[person] for person in people if person in ids]
        found = ListRow.objects.filter(
            of__party=by.party_id, of__sender__name=rows.sender.title, own_id__in=wanted,
            of__state=ListState.APPROVED,
        )  # fmt: skip
        return list(Person.objects.filter(pk__in=found.values("person")).order_by("pk"))

    return of

"""The demonstration's exchange: a made-up agreement as two made-up sides tell it, a list that is
prepared, and one that is frozen.

Everything in it is synthetic and says so, the draw above all: one program made both sides' seeds
and the beacon's value, so that it proves nothing.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from repatria.base.progress import Progress
from repatria.cli.demonstration_happenings import PURPOSE, SIDES

if TYPE_CHECKING:
    from repatria.desks.accounts.models import Party, User
    from repatria.desks.exchanges.models import Draft, Freeze, PlannedList, Reading
    from repatria.desks.people.services.persons import NewPerson
    from repatria.planning.facts import Person

NORTH, SOUTH = SIDES[0][0], SIDES[1][0]
SECOND = ("second@synthetic.example", "Second for lists (synthetic)")
HELD = 300
"""How many of the South are made up, whom the North holds."""
SEED = 2027
BEACON = "none: drawn by the demonstration (synthetic)"
_SECTION = "exchanges"
_TITLE = "People held by the North (synthetic)"

_COMMON = f"""\
# Synthetic: nobody agreed on this.
agreement First round of the demonstration (synthetic)
reading {{reading}}
sides {NORTH} {SOUTH}
dated 2026-06-01
source none: everything in it is made up

{{terms}}
assumed seats each 40
assumed stretchers each 4 of 3 seats
assumed every 7 days
remains {{remains}}
"""
TEXTS = (
    _COMMON.format(
        reading=NORTH,
        terms="""\
tier worst seriously_wounded or gravely_ill
tier young age 18..25
then longest held, lottery

clause 1 all for all of soldier and (seriously_wounded or gravely_ill)
clause 2 equal of soldier and age 18..25 and not (seriously_wounded or gravely_ill)
clause 3 equal of soldier and age 26..120 and not (seriously_wounded or gravely_ill)
""",
        remains="600 for 600",
    ),
    _COMMON.format(
        reading=SOUTH,
        terms="""\
tier worst seriously_wounded or gravely_ill or age 18..25
then longest held, lottery

clause 1 at least 100 each of soldier counts duty
""",
        remains="600 for all",
    ),
)


def load(party: Party, people: int, home: Path, progress: Progress) -> None:
    """Enter the agreement and make its lists, where they are not there yet. What a broken start
    left is taken up: a list is there whole or not at all."""
    from django.db import transaction

    from repatria.cli.demonstration_register import loader
    from repatria.desks.common import made_up
    from repatria.desks.exchanges.models import Agreement, Freeze, PlannedList
    from repatria.desks.router import EXCHANGE

    made_up.mark(home, _SECTION)
    by, second = loader(party), second_person(party)
    if not Agreement.objects.filter(party=party).exists():
        with transaction.atomic(using=EXCHANGE):
            _agree(by)
    if not people:
        return
    reading = Agreement.objects.filter(party=party).earliest("pk").readings.get(teller=NORTH)
    progress(0, 0, "making a list")
    if not Freeze.objects.filter(party=party).exists():
        with transaction.atomic(using=EXCHANGE):
            _hold(by)
            _freeze(by, second, reading, progress)
    if PlannedList.objects.filter(party=party).count() < 2:
        with transaction.atomic(using=EXCHANGE):
            _prepare(by, reading.agreement.readings.get(teller=SOUTH), progress)


def second_person(party: Party) -> User:
    """Who agrees to what cannot be undone; without a password, so that nobody signs in as them."""
    from repatria.desks.accounts.models import RoleGrant, User
    from repatria.desks.accounts.rights import Role

    email, name = SECOND
    found = User.objects.filter(email=email).first()
    if found is None:
        found = User.objects.create_user(email, None, name=name, party=party)
    RoleGrant.objects.get_or_create(user=found, role=Role.DECIDING_AUTHORITY)
    return found


def _agree(by: User) -> None:
    from repatria.desks.exchanges.services import agreements

    made = agreements.enter(by, TEXTS[0])
    agreements.tell(made.agreement, by, TEXTS[1])
    agreements.call_sides(made.agreement, by, {NORTH: ["the North"], SOUTH: ["the South"]})


def _hold(by: User) -> None:
    """People of the South whom the North holds, from one source; a second one examines some of them
    and finds otherwise."""
    from repatria.desks.people.models import SourceKind, Statement
    from repatria.desks.people.services import Stated, add_many, add_source, state_many
    from repatria.synthetic.captives.make import make_captives

    today = date.today()
    made = make_captives(0, HELD, SEED, sides=(NORTH, SOUTH), day=today)
    source = add_source(by, SourceKind.HAND, PURPOSE, title=_TITLE, root=f"made:{_TITLE}",
                        said_on=str(today - timedelta(days=30)))  # fmt: skip
    list(add_many(source, by, _told(made.people, today)))
    ill = Statement.objects.filter(source=source, field="medical_110").order_by("pk")
    other = add_source(by, SourceKind.HAND, PURPOSE, title="A second examination (synthetic)",
                       root="made:second", said_on=str(today - timedelta(days=3)))  # fmt: skip
    found = Stated("none", str(today - timedelta(days=3)), str(today + timedelta(days=90)),
                   details={"examiner": "Another commission (synthetic)"})  # fmt: skip
    state_many(other, by, [(each.person_id, None, {"medical_110": found}) for each in ill[:4]])


def _told(people: tuple[Person, ...], today: date) -> Iterator[NewPerson]:
    from repatria.desks.people.services import Stated
    from repatria.desks.people.services.persons import NewPerson
    from repatria.planning.facts import Consent, Held, Sex

    states = {Held.CONFIRMED: "captive", Held.WITNESS: "reported_captive", Held.DENIED: "denied",
              Held.RETURNED: "returned", Held.DEAD: "dead", Held.UNKNOWN: "missing"}  # fmt: skip
    holding = ("captive", "reported_captive", "denied")
    for each in people:
        state = states[each.held]
        holder = {"holder": NORTH} if state in holding else None
        values: dict[str, str | Stated] = {
            "surname": each.code, "power": SOUTH, "state": Stated(state, details=holder),
            "category": "civilian" if each.civilian else "soldier",
        }  # fmt: skip
        if each.sex is not Sex.UNKNOWN:
            values["sex"] = each.sex.value
        if each.born is not None:
            values["birth"] = str(each.born)
        if each.captured is not None:
            values["captured_on"] = str(each.captured)
        if each.camp:
            values["held_at"] = f"{each.camp} (synthetic)"
        if each.consent is not Consent.NOT_ASKED:
            values["wish_return"] = Stated(
                each.consent.value, str(today - timedelta(days=40)),
                details={"heard_by": "A delegate (synthetic)"},
            )  # fmt: skip
        if each.duty:
            values["medical_110"] = Stated(
                "incurable", str(today - timedelta(days=60)), str(today + timedelta(days=90)),
                details={"examiner": "Mixed commission (synthetic)"},
            )  # fmt: skip
        yield NewPerson(values)


def _version(of: PlannedList, by: User, reading: Reading, why: str, progress: Progress) -> Draft:
    """A version, made at once: no worker is there yet."""
    from repatria.desks.common.jobs import cancel
    from repatria.desks.exchanges.services import drafting

    on = date.today() + timedelta(days=14)
    made = drafting.ask_draft(of, by, reading, on, why, unstated_side=NORTH)
    if made.job is not None:
        cancel(made.job)
    drafting.make_draft(made, by, progress)
    made.refresh_from_db()
    return made


def _freeze(by: User, second: User, reading: Reading, progress: Progress) -> Freeze:
    from repatria.desks.accounts.proposals import services as proposals
    from repatria.desks.common.jobs import cancel
    from repatria.desks.exchanges.models import Freeze
    from repatria.desks.exchanges.services import committing, drafting, freezing, lotteries
    from repatria.planning.lottery import commit

    of = drafting.begin(reading.agreement, by, "First list (synthetic)")
    draft = _version(of, by, reading, "To have something to show (synthetic)", progress)
    secrets = [_drawn(f"{what} of {side}") for side in SIDES for what in ("seed", "salt")]
    today = date.today()
    lottery = lotteries.announce(
        of, by, [commit(*secrets[:2]).hex(), commit(*secrets[2:]).hex()], today, today, BEACON,
        "0", today + timedelta(days=1), synthetic=True,
    )  # fmt: skip
    asked = committing.propose(draft, by, session="demonstration 1", fresh=True)
    proposals.second(asked.pk, by=second, session="demonstration 2", digest=asked.digest,
                     fresh=True)  # fmt: skip
    for side in (0, 1):
        seed, salt = secrets[2 * side : 2 * side + 2]
        lotteries.open_side(lottery, by, side, seed.hex(), salt.hex(), today)
    lotteries.set_value(lottery, by, _drawn("beacon").hex(), today=lottery.beacon_day)
    held = Freeze.objects.get(lottery=lottery)
    asked = freezing.propose(held, by, session="demonstration 1", fresh=True)
    proposals.second(asked.pk, by=second, session="demonstration 2", digest=asked.digest,
                     fresh=True)  # fmt: skip
    held.refresh_from_db()
    if held.job is not None:
        cancel(held.job)
    freezing.make(held, asked.pk, progress)
    return held


def _prepare(by: User, reading: Reading, progress: Progress) -> None:
    """A second list, by the South's reading, which would count those of article 109: two versions,
    between which somebody refuses to return."""
    from repatria.desks.exchanges import kept
    from repatria.desks.exchanges.services import drafting
    from repatria.desks.people.models import Person as Record
    from repatria.desks.people.services.consents import answered

    of = drafting.begin(reading.agreement, by, "Second list, being prepared (synthetic)")
    first = _version(of, by, reading, "As the register stands (synthetic)", progress)
    assert first.outcome is not None
    on_it = kept.unpacked(first.outcome)["listed"][1][-1:]
    for person in Record.objects.filter(code__in=on_it):
        answered(person, by, "wish_return", "refused", PURPOSE,
                 heard_by="A delegate (synthetic)", on=str(date.today()))  # fmt: skip
    _version(of, by, reading, "Somebody does not agree to return (synthetic)", progress)


def _drawn(what: str) -> bytes:
    """32 bytes that anybody can make again: this is why the draw proves nothing."""
    return hashlib.sha256(f"repatria demonstration, synthetic: {what}".encode()).digest()

"""The demonstration's offers and plan: the frozen list is put to its made-up holders, some answers
come back, and what the rule would do over all rounds is computed. All of it is synthetic."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from repatria.base.progress import Progress
from repatria.cli.demonstration_exchanges import NORTH, SOUTH, second_person
from repatria.cli.demonstration_register import loader

if TYPE_CHECKING:
    from repatria.desks.accounts.models import Party, User
    from repatria.desks.exchanges.models import Draft, Freeze

ASKED = 25
"""How many at most are put to each holder."""
ROUNDS = 60
ANSWERS = (
    "agreed", "agreed", "agreed", "agreed", "refused proceedings", "not_known", "agreed",
    "needs_commission", "agreed", "refused unexplained", "not_held", "agreed", "no_consent",
)  # fmt: skip
"""What the North says, in the order in which it was asked; the rest is not answered yet."""
WHY = "Told in error, says the North (synthetic)"


def load(party: Party, home: Path, progress: Progress) -> None:
    """Make what is not there yet: the offers with their answers whole or not at all, and a plan."""
    from django.db import transaction

    from repatria.desks.common import made_up
    from repatria.desks.exchanges.models import Draft, Entry, Freeze, Plan
    from repatria.desks.router import EXCHANGE

    made_up.mark(home, "caseworker")
    by = loader(party)
    held = Freeze.objects.filter(party=party, state="frozen").order_by("pk").first()
    if held is None:
        return
    progress(0, 0, "putting a list to its holders")
    if not Entry.objects.filter(of=held).exists():
        with transaction.atomic(using=EXCHANGE):
            _put(held, by, second_person(party))
            _answer(held, by, second_person(party))
    draft = Draft.objects.filter(of__party=party, state="done").order_by("pk").last()
    if draft is not None and not Plan.objects.filter(draft__of__party=party).exists():
        with transaction.atomic(using=EXCHANGE):
            _plan(draft, by, progress)


def _put(held: Freeze, by: User, second: User) -> None:
    from repatria.desks.accounts.proposals import services as proposals
    from repatria.desks.exchanges.queries.offers import next_codes
    from repatria.desks.exchanges.services import offers

    until = date.today() + timedelta(days=7)
    for holder in (NORTH, SOUTH):
        # Whom a holder is asked about return to the other side.
        if not next_codes(held, date.today())[holder == NORTH]:
            continue
        asked = offers.propose(held, by, holder, ASKED, until, session="demonstration 1",
                               fresh=True)  # fmt: skip
        proposals.second(asked.pk, by=second, session="demonstration 2", digest=asked.digest,
                         fresh=True)  # fmt: skip


def _answer(held: Freeze, by: User, second: User) -> None:
    """Some answers of the North, one of which it takes back again."""
    from repatria.desks.accounts.proposals import services as proposals
    from repatria.desks.exchanges import kept
    from repatria.desks.exchanges.models import EntryKind
    from repatria.desks.exchanges.services import backs, offers

    entry = held.entries.filter(kind=EntryKind.OFFER, holder=NORTH).first()
    if entry is None:
        return
    codes = [line[0] for line in kept.unpacked(entry.told)]
    told = [
        [code, *(*said.split(), "")[:2], ""] for code, said in zip(codes, ANSWERS, strict=False)
    ]
    today = date.today()
    offers.answer(held, by, entry.offer, today, told)
    asked = backs.answers_back(held, by, entry.offer, today, codes[:1], WHY,
                               session="demonstration 1")  # fmt: skip
    proposals.second(asked.pk, by=second, session="demonstration 2", digest=asked.digest,
                     fresh=True)  # fmt: skip


def _plan(draft: Draft, by: User, progress: Progress) -> None:
    """Computed at once: no worker is there yet."""
    from repatria.desks.common.jobs import cancel
    from repatria.desks.exchanges.services import plans

    made = plans.ask_plan(draft, by, ROUNDS)
    if made.job is not None:
        cancel(made.job)
    plans.make_plan(made, progress)

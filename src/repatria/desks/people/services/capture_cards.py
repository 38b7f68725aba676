"""Capture cards: the clock started, the card that came, what is written on it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from repatria.desks.accounts.access.services import note
from repatria.desks.accounts.asking import require
from repatria.desks.accounts.models import Party, User
from repatria.desks.accounts.rights import Action, FieldClass
from repatria.desks.accounts.visible import require_own
from repatria.desks.people.cards import ANNEX_IV_B, Occasion, due
from repatria.desks.people.models import CaptureCard, Person, SourceKind
from repatria.desks.people.refusals import PeopleError
from repatria.desks.people.registered import CARD
from repatria.desks.people.services import alarms
from repatria.desks.people.services.drafts import Stated
from repatria.desks.people.services.sources import add_source
from repatria.desks.people.services.statements import state
from repatria.desks.router import EXCHANGE


def start_clock(
    person: Person, by: User, held_by: str, occasion: str, on: date, *, session: str = ""
) -> CaptureCard:
    """A card is due within a week of this day. Raises `Refused`, `NotYours`, `PeopleError`."""
    require(by, Action.ENTER, FieldClass.STATUS)
    require_own(person, by)
    which = Occasion(occasion)
    if not Party.objects.filter(pk=held_by).exists():
        raise PeopleError(_("Name the holding side by its code."))
    with transaction.atomic(using=EXCHANGE):
        # Two clerks at one record wait for each other.
        Person.objects.select_for_update(of=("self",)).get(pk=person.pk)
        if person.cards.filter(occasion=which.value, arrived_on=on).exists():
            raise PeopleError(_("This clock is running already."))
        made = CaptureCard.objects.create(
            party_id=person.party_id, shared_with=person.shared_with, person=person,
            held_by=held_by, occasion=which.value, arrived_on=on, due_on=due(on), entered_by=by,
        )  # fmt: skip
        _noted(made, by, {FieldClass.STATUS}, session, "due")
    return made


def enter_card(
    card: CaptureCard,
    by: User,
    purpose: str,
    values: Mapping[str, str],
    *,
    sent_on: date | None = None,
    received_on: date | None = None,
    session: str = "",
) -> CaptureCard:
    """The card came: when it was written, when it arrived, and so much of it as is filled in.

    What is written on it becomes statements of the person, and that they wrote it a proof of life,
    which raises an alarm where they are recorded dead before. A day that is held stays unless
    another is given. Raises `Refused`, `NotYours`, `PeopleError`.
    """
    require(by, Action.ENTER, FieldClass.STATUS)
    require_own(card, by)
    if unknown := set(values) - set(ANNEX_IV_B):
        raise PeopleError(_("The card has no field “%s”.") % sorted(unknown)[0])
    with transaction.atomic(using=EXCHANGE):
        now = CaptureCard.objects.select_for_update(of=("self",)).get(pk=card.pk)
        sent, received = sent_on or now.sent_on, received_on or now.received_on
        if sent is None and received is None:
            raise PeopleError(_("Say when the card was written, or when it came."))
        if sent is not None and received is not None and received < sent:
            raise PeopleError(_("A card does not come before it was written."))
        now.sent_on, now.received_on = sent, received
        if now.source is None:
            now.source = add_source(
                by, SourceKind.CARD, purpose, ref=now.code, said_on=str(sent or received),
                root=f"card:{now.held_by}:{now.person.code}",
            )  # fmt: skip
        now.save(update_fields=["sent_on", "received_on", "source"])
        for key in ANNEX_IV_B:
            if text := values.get(key, "").strip():
                state(now.person, key, Stated(text), now.source, by, session=session)
        if sent is not None and sent != card.sent_on:
            wrote = Stated("letter", str(sent))
            life = state(now.person, "life", wrote, now.source, by, session=session)
            alarms.raise_for(life, by, session=session)
        _noted(now, by, {FieldClass.STATUS}, session, "came")
    card.refresh_from_db()
    return card


def _noted(card: CaptureCard, by: User, classes: set[FieldClass], session: str, what: str) -> None:
    note(
        by, Action.ENTER, CARD, card.code, session=session, field_classes=classes,
        detail={"state": what},
    )  # fmt: skip

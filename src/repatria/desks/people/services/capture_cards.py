"""Capture cards: the clock started, the card that came, what is written on it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from repatria.desks.accounts.access.services import note
from repatria.desks.accounts.asking import require
from repatria.desks.accounts.models import Party, User
from repatria.desks.accounts.rights import Action, FieldClass
from repatria.desks.accounts.visible import require_own
from repatria.desks.people.cards import ANNEX_IV_B, Occasion, due
from repatria.desks.people.days import not_to_come
from repatria.desks.people.models import CaptureCard, Person, SourceKind
from repatria.desks.people.refusals import PeopleError
from repatria.desks.people.registered import CARD
from repatria.desks.people.services import alarms
from repatria.desks.people.services.drafts import Stated
from repatria.desks.people.services.sources import add_source
from repatria.desks.people.services.statements import state, withdraw
from repatria.desks.router import EXCHANGE


def start_clock(
    person: Person, by: User, held_by: str, occasion: str, on: date, *, session: str = ""
) -> CaptureCard:
    """A card is due within a week of this day. Raises `Refused`, `NotYours`, `PeopleError`."""
    require(by, Action.ENTER, FieldClass.STATUS)
    require_own(person, by)
    which = Occasion(occasion)
    not_to_come(on)
    if not Party.objects.filter(pk=held_by).exists():
        raise PeopleError(_("Name the holding side by its code."))
    with transaction.atomic(using=EXCHANGE):
        # Two clerks at one record wait for each other.
        Person.objects.select_for_update(of=("self",)).get(pk=person.pk)
        running = person.cards.filter(withdrawn_at=None)
        if running.filter(occasion=which.value, arrived_on=on).exists():
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
    why: str = "",
    session: str = "",
) -> CaptureCard:
    """The card came: when it was written, when it arrived, and so much of it as is filled in.

    What is written on it becomes statements of the person, and that they wrote it a proof of life,
    which raises an alarm where they are recorded dead before. A day that is held gives way to
    another one only with a reason; the log keeps both, and the proof of life of the day that was
    wrong is withdrawn. Raises `Refused`, `NotYours`, `PeopleError`.
    """
    require(by, Action.ENTER, FieldClass.STATUS)
    require_own(card, by)
    if unknown := set(values) - set(ANNEX_IV_B):
        raise PeopleError(_("The card has no field “%s”.") % sorted(unknown)[0])
    with transaction.atomic(using=EXCHANGE):
        now = _locked(card)
        sent, received = sent_on or now.sent_on, received_on or now.received_on
        if sent is None and received is None:
            raise PeopleError(_("Say when the card was written, or when it came."))
        if sent is not None and received is not None and received < sent:
            raise PeopleError(_("A card does not come before it was written."))
        _can_be_this_card(now, sent, received)
        held = (now.sent_on, now.received_on)
        changed = any(was and was != day for was, day in zip(held, (sent, received), strict=True))
        if changed and not why.strip():
            raise PeopleError(_("Another day is held of this card. Say why this one is right."))
        now.sent_on, now.received_on = sent, received
        if now.source is None:
            now.source = add_source(
                by, SourceKind.CARD, purpose, ref=now.code, said_on=str(sent or received),
                root=f"card:{now.held_by}:{now.person.code}",
            )  # fmt: skip
        now.save(update_fields=["sent_on", "received_on", "source"])
        _hold(now, by, values, session)
        if sent is not None and sent != held[0]:
            _wrote(now, by, sent, why, session)
        was = {"was": " ".join(str(day) for day in held if day)} if changed else {}
        _noted(now, by, {FieldClass.STATUS}, session, "corrected" if changed else "came", **was)
    card.refresh_from_db()
    return card


def take_back(card: CaptureCard, by: User, why: str, *, session: str = "") -> None:
    """Withdraw a clock that was started wrongly, and all that was stated by its card: it stays,
    with the reason, and is nobody's fault any more. Raises `Refused`, `NotYours`, `PeopleError`."""
    require(by, Action.ENTER, FieldClass.STATUS)
    require_own(card, by)
    reason = why.strip()[:500]
    if not reason:
        raise PeopleError(_("Say why; it stays with the record."))
    with transaction.atomic(using=EXCHANGE):
        now = _locked(card)
        if now.source is not None:
            for each in now.source.statements.filter(withdrawn_at=None).select_related("person"):
                withdraw(each, by, reason, session=session)
        now.withdrawn_at, now.withdrawn_by, now.withdrawn_why = timezone.now(), by, reason
        now.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_why"])
        _noted(now, by, {FieldClass.STATUS}, session, "withdrawn")
    card.refresh_from_db()


def _locked(card: CaptureCard) -> CaptureCard:
    """The card, held against everybody else until the transaction ends."""
    now = CaptureCard.objects.select_for_update(of=("self",)).get(pk=card.pk)
    if now.withdrawn_at is not None:
        raise PeopleError(_("This clock is taken back."))
    return now


def _can_be_this_card(card: CaptureCard, *days: date | None) -> None:
    """The first card may have been written on capture, before any camp; what is due again is
    written after what it is due for."""
    not_to_come(*days)
    if card.occasion != Occasion.ARRIVAL.value and any(
        day is not None and day < card.arrived_on for day in days
    ):
        raise PeopleError(_("This card is due again: it is not written before that day."))


def _hold(card: CaptureCard, by: User, values: Mapping[str, str], session: str) -> None:
    """What is written on it, once each."""
    assert card.source is not None
    said = set(card.source.statements.in_force().values_list("field", "value"))
    for key in ANNEX_IV_B:
        text = values.get(key, "").strip()
        if text and (key, text) not in said:
            state(card.person, key, Stated(text), card.source, by, session=session)


def _wrote(card: CaptureCard, by: User, on: date, why: str, session: str) -> None:
    """That they wrote it is a proof of life."""
    assert card.source is not None
    for wrong in card.source.statements.in_force().filter(field="life").select_related("person"):
        withdraw(wrong, by, why, session=session)
    wrote = Stated("letter", str(on))
    life = state(card.person, "life", wrote, card.source, by, session=session)
    alarms.raise_for(life, by, session=session)


def _noted(
    card: CaptureCard, by: User, classes: set[FieldClass], session: str, what: str, **more: str
) -> None:
    note(
        by, Action.ENTER, CARD, card.code, session=session, field_classes=classes,
        detail={"state": what, **more},
    )  # fmt: skip

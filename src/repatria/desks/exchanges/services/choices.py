"""A person signs that a list may be made in spite of a doubt, and why; and takes it back."""

from __future__ import annotations

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from repatria.desks.accounts.access.services import note
from repatria.desks.accounts.asking import require
from repatria.desks.accounts.models import User
from repatria.desks.accounts.proposals.errors import NotFreshError
from repatria.desks.accounts.rights import Action, FieldClass
from repatria.desks.accounts.visible import require_own
from repatria.desks.exchanges.models import Agreement, DoubtChoice, Reading
from repatria.desks.exchanges.models.agreements import LONGEST_WHY
from repatria.desks.exchanges.queries.doubts import Signable
from repatria.desks.exchanges.refusals import ExchangeError
from repatria.desks.exchanges.registered import AGREEMENT
from repatria.desks.router import EXCHANGE

CLASSES = (FieldClass.PLANNING,)


def sign(
    reading: Reading, doubt: Signable, by: User, why: str, *, session: str = "", fresh: bool
) -> DoubtChoice:
    """Sign a doubt of a reading. Raises `Refused` without the right to sign, `NotFreshError`
    without the second factor, `ExchangeError` without a reason or where it is signed already."""
    require(by, Action.SIGN, FieldClass.PLANNING)
    require_own(reading.agreement, by)
    if not fresh:
        raise NotFreshError
    reason = why.strip()[:LONGEST_WHY]
    if not reason:
        raise ExchangeError(_("Say why a list may be made all the same; it stays with the choice."))
    try:
        with transaction.atomic(using=EXCHANGE):
            made = DoubtChoice.objects.create(
                agreement=reading.agreement, teller=reading.teller, key=doubt.key, kind=doubt.kind,
                sentence=doubt.sentence, why=reason, by=by,
            )  # fmt: skip
            _note(reading.agreement, by, Action.SIGN, session, "signed", doubt.key)
    except IntegrityError:
        raise ExchangeError(_("It is signed already.")) from None
    return made


def withdraw(choice: DoubtChoice, by: User, why: str, *, session: str = "") -> None:
    """Take a choice back, with a reason. What was made while it held stays. Raises `Refused`,
    `ExchangeError`."""
    require(by, Action.SIGN, FieldClass.PLANNING)
    require_own(choice.agreement, by)
    reason = why.strip()[:LONGEST_WHY]
    if not reason:
        raise ExchangeError(_("Say why; it stays with the choice."))
    with transaction.atomic(using=EXCHANGE):
        held = DoubtChoice.objects.select_for_update(of=("self",)).get(pk=choice.pk)
        if held.withdrawn_at is not None:
            raise ExchangeError(_("It was taken back already."))
        held.withdrawn_at, held.withdrawn_by, held.withdrawn_why = timezone.now(), by, reason
        held.save()
        _note(held.agreement, by, "withdraw", session, "signed", held.key)


def signed_keys(agreement: Agreement, teller: str) -> frozenset[str]:
    """The keys of the doubts that are signed now."""
    held = agreement.choices.filter(teller=teller, withdrawn_at=None)
    return frozenset(held.values_list("key", flat=True))


def _note(agreement: Agreement, by: User, action: str, session: str, kind: str, key: str) -> None:
    note(by, action, AGREEMENT, agreement.code, session=session, field_classes=CLASSES,
         detail={"kind": kind, "digest": key})  # fmt: skip

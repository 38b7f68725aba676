"""Signed acts come in: each signature is verified, and what is not good is refused and kept in the
trail."""

from __future__ import annotations

import hashlib
import time

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from repatria.base.messages import message
from repatria.desks.accounts.access.acts import REFUSED
from repatria.desks.accounts.access.services import note as noted
from repatria.desks.accounts.asking import require
from repatria.desks.accounts.models import User
from repatria.desks.accounts.rights import Action, FieldClass
from repatria.desks.accounts.visible import shared
from repatria.desks.handovers.models import Act, Stands
from repatria.desks.handovers.queries.signatures import in_force, look, merged
from repatria.desks.handovers.refusals import HandoverError
from repatria.desks.handovers.registered import ACT, LOG
from repatria.desks.handovers.services.reading import catch_up, new_row
from repatria.desks.handovers.setup import Ledger, ledger, opened
from repatria.desks.router import EXCHANGE
from repatria.ledger.act import DIGEST, read_act
from repatria.ledger.admitting import Gate, keep_refusal
from repatria.ledger.log import head
from repatria.ledger.note import Note, read_note
from repatria.ledger.refusing import LedgerRefused, Why, malformed
from repatria.ledger.storing import Store

CLASSES = (FieldClass.CUSTODY,)


def take_note(
    by: User, data: bytes, of: Act | None = None, *, session: str = "", now: int = 0
) -> Act:
    """Take the signatures under an act; the act itself, where it was not known. `of` is the act
    that whoever hands it in says it is.

    Every line is verified against the policy and the log as it is now, as the log itself will do.
    Raises `Refused`, `NotSetUp`, and `LedgerRefused` for whatever is not good; that refusal is in
    the trail and in the access log by then."""
    require(by, Action.ENTER, FieldClass.CUSTODY)
    held, at = ledger(), now or int(time.time())
    catch_up(held)
    with opened(held) as store:
        try:
            return _taken(held, store, by, data, of, at, session)
        except LedgerRefused as refused:
            refuse(store, refused, data, by, at, of.digest if of else "", session)
            raise
        except IntegrityError:
            raise HandoverError(
                _("The same act came in just now from somebody else. Hand it in once more.")
            ) from None


def refuse(
    store: Store, refused: LedgerRefused, data: bytes, by: User, now: int, subject: str = "",
    session: str = "",
) -> None:  # fmt: skip
    """Keep a refusal in the ledger's trail and in the access log, with the digest of what came."""
    if refused.why is Why.STORE:
        return
    keep_refusal(store, refused, data, now)
    detail = {"why": refused.why.value, "digest": hashlib.sha256(data).hexdigest()}
    noted(by, REFUSED, ACT if subject else LOG, subject, session=session,
          field_classes=CLASSES, detail=detail)  # fmt: skip


def _taken(
    held: Ledger, store: Store, by: User, data: bytes, of: Act | None, now: int, session: str
) -> Act:
    came = read_note(data)
    act = read_act(came)
    digest = act.digest.removeprefix(DIGEST)
    if of is not None and of.digest != digest:
        raise LedgerRefused(
            Why.SIGNATURE, message("This is another act than the one that it was handed in for.")
        )
    if not came.signatures:
        raise malformed(message("Nobody has signed this yet."))
    with transaction.atomic(using=EXCHANGE):
        row = Act.objects.select_for_update(of=("self",)).filter(digest=digest).first()
        if row is None:
            row = new_row(Note(came.text), by.party)
            row.entered_by = by
        with store.reading() as reading:
            before = in_force(held, reading, read_note(bytes(row.note)))
        after = merged(before, came)
        if after == before:
            raise LedgerRefused(
                Why.REPLAYED, message("These signatures came in before; nothing is new.")
            )
        _let_in(held, store, row, after, now)
        if row.pk and row.party_id != by.party_id:
            row.shared_with = shared({*filter(None, row.shared_with.split("|")), by.party_id})
        if row.stands == Stands.DROPPED:
            row.stands, row.dropped_why = Stands.DRAFT, ""
        row.note = after.to_bytes()
        row.save()
        detail = {"state": "signed", "kind": act.kind, "count": len(after.signatures)}
        noted(by, Action.ENTER, ACT, digest, session=session, field_classes=CLASSES, detail=detail)
    return row


def _let_in(held: Ledger, store: Store, row: Act, note: Note, now: int) -> None:
    """Raise what the log would refuse; else tell the row who has signed by now."""
    with store.reading() as reading:
        told, _note = head(reading, held.log)
        Gate(reading, held.signers, told.origin, told.size, now).admit(note.to_bytes())
        looked = look(held, reading, note)
    # What an earlier entry counted goes on counting, whatever became of its key since.
    signed = looked.signed | frozenset(row.signed if row.at else ())
    row.signed = sorted(signed)
    row.missing = [name for name in looked.missing if name not in signed]

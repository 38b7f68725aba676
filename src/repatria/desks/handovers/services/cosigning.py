"""A party's cosignature on a checkpoint comes in."""

from __future__ import annotations

import time

from repatria.desks.accounts.access.services import note as noted
from repatria.desks.accounts.asking import require
from repatria.desks.accounts.models import User
from repatria.desks.accounts.rights import Action, FieldClass
from repatria.desks.handovers.registered import LOG
from repatria.desks.handovers.services.taking import CLASSES, refuse
from repatria.desks.handovers.setup import Ledger, ledger, opened
from repatria.ledger.checkpoint import cosigned, read_checkpoint
from repatria.ledger.log import take_cosignature
from repatria.ledger.note import Note, read_note
from repatria.ledger.refusing import LedgerRefused
from repatria.ledger.storing import Store
from repatria.ledger.witness import TOLERANCE


def take_checkpoint(by: User, data: bytes, *, session: str = "", now: int = 0) -> tuple[str, ...]:
    """Keep the cosignatures that came with a checkpoint; whose of them are new, as the policy calls
    them: nobody's where they were here before.

    Raises `Refused`, `NotSetUp`, and `LedgerRefused`: another tree than the log's own, nobody known
    here, a time that has not come. That refusal is in the trail and in the access log by then."""
    require(by, Action.ENTER, FieldClass.CUSTODY)
    held, at = ledger(), now or int(time.time())
    known = held.cosigners.members.values()
    with opened(held) as store:
        try:
            came = read_note(data)
            before = _seen(held, store, came)
            take_cosignature(store, held.log, came, known, at, TOLERANCE)
        except LedgerRefused as refused:
            refuse(store, refused, data, by, at, session=session)
            raise
    names = sorted(held.cosigners.named([each.key for each in cosigned(came, known)]) - before)
    detail = {"state": "cosigned", "count": read_checkpoint(came).size, "by": ", ".join(names)}
    noted(by, Action.ENTER, LOG, session=session, field_classes=CLASSES, detail=detail)
    return tuple(names)


def _seen(held: Ledger, store: Store, came: Note) -> frozenset[str]:
    """Whose cosignatures the log has on its own checkpoint of that size."""
    with store.reading() as reading:
        data = reading.checkpoint(read_checkpoint(came).size)
    if data is None:
        return frozenset()
    seen = cosigned(read_note(data), held.cosigners.members.values())
    return held.cosigners.named([each.key for each in seen])

"""An act is written, and given up again while it is not in the log."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from repatria.desks.accounts.access.services import note
from repatria.desks.accounts.asking import require
from repatria.desks.accounts.models import User
from repatria.desks.accounts.rights import Action, FieldClass
from repatria.desks.accounts.visible import require_own
from repatria.desks.handovers.models import Act, Stands
from repatria.desks.handovers.queries.signatures import look
from repatria.desks.handovers.refusals import HandoverError
from repatria.desks.handovers.registered import ACT
from repatria.desks.handovers.services.reading import new_row
from repatria.desks.handovers.setup import Ledger, ledger, opened
from repatria.desks.router import EXCHANGE
from repatria.ledger.act import make_act
from repatria.ledger.act_values import time_of
from repatria.ledger.note import Note

CLASSES = (FieldClass.CUSTODY,)
Values = Mapping[str, str | Sequence[str]]


def write_act(by: User, kind: str, values: Values, *, session: str = "", now: int = 0) -> Act:
    """Keep the text of an act that nobody has signed yet. `log` and `made` are put in here.

    Raises `Refused`, `NotSetUp`, `LedgerRefused` that names a field, `HandoverError` where the
    reference is taken."""
    require(by, Action.ENTER, FieldClass.CUSTODY)
    held = ledger()
    made = time_of(now or int(time.time()))
    act = make_act(kind, {**values, "log": held.log.name, "made": made})
    _check_free(act.kind, act["reference"], act["corrects"])
    row = new_row(Note(act.text), by.party)
    row.entered_by = by
    row.missing = list(_missing(held, act.text))
    try:
        with transaction.atomic(using=EXCHANGE):
            row.save()
            detail = {"kind": kind, "state": "written"}
            note(by, Action.ENTER, ACT, row.digest, session=session, field_classes=CLASSES,
                 detail=detail)  # fmt: skip
    except IntegrityError:
        raise HandoverError(_("The very same act was written in this second already.")) from None
    return row


def drop(act: Act, by: User, why: str, *, session: str = "") -> None:
    """Give up a text that is not in the log. It stays, with the reason."""
    require(by, Action.ENTER, FieldClass.CUSTODY)
    require_own(act, by)
    reason = why.strip()[:500]
    if not reason:
        raise HandoverError(_("Say why; it stays with the act."))
    with transaction.atomic(using=EXCHANGE):
        now = Act.objects.select_for_update(of=("self",)).get(pk=act.pk)
        if now.stands != Stands.DRAFT:
            raise HandoverError(_("Only what is not in the log can be given up."))
        now.stands, now.dropped_why = Stands.DROPPED, reason
        now.save(update_fields=["stands", "dropped_why"])
        note(by, Action.ENTER, ACT, now.digest, session=session, field_classes=CLASSES,
             detail={"state": "dropped"})  # fmt: skip
    act.refresh_from_db()


def _missing(held: Ledger, text: str) -> tuple[str, ...]:
    with opened(held) as store, store.reading() as reading:
        return look(held, reading, Note(text)).missing


def _check_free(kind: str, reference: str, corrects: str) -> None:
    """Return if no complete act of this kind stands on the reference, but for one that is
    corrected. The log refuses the other at its door; here it is told before anybody signs."""
    taken = Act.objects.filter(kind=kind, reference=reference, stands=Stands.COMPLETE)
    if taken.exclude(digest=corrects.removeprefix("sha256:")).exists():
        raise HandoverError(
            _("There is a complete act on %(reference)s. Open it and correct it, or write another "
              "reference.") % {"reference": reference}
        )  # fmt: skip

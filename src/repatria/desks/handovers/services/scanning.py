"""A scan of an act that was signed with a pen is attached to it."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from repatria.desks.accounts.access.services import note
from repatria.desks.accounts.asking import require
from repatria.desks.accounts.models import User
from repatria.desks.accounts.rights import Action, FieldClass
from repatria.desks.handovers import keeping
from repatria.desks.handovers.models import Act, PaperScan
from repatria.desks.handovers.refusals import HandoverError
from repatria.desks.handovers.registered import ACT
from repatria.desks.router import EXCHANGE


def attach(
    act: Act, by: User, chunks: Iterable[bytes], signer: str, *, session: str = ""
) -> PaperScan:
    """Keep a scan beside an act and say whose pen it shows. It counts for no signature.

    Raises `Refused`, `HandoverError`: no scan, too large, attached before, nobody who must sign."""
    require(by, Action.ENTER, FieldClass.CUSTODY)
    if signer not in {*act.signed, *act.missing}:
        raise HandoverError(_("Nobody of this name signs the act."))
    digest, ending, size = keeping.keep(chunks)
    try:
        with transaction.atomic(using=EXCHANGE):
            made = PaperScan.objects.create(
                party=by.party, act=act, signer=signer, digest=digest, ending=ending, size=size,
                attached_by=by,
            )  # fmt: skip
            detail = {"state": "scan", "digest": digest, "by": signer}
            note(by, Action.ENTER, ACT, act.digest, session=session,
                 field_classes=(FieldClass.CUSTODY,), detail=detail)  # fmt: skip
    except IntegrityError:
        raise HandoverError(_("This very file is attached already.")) from None
    return made

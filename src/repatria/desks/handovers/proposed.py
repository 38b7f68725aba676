"""The desk's kind of proposal: an act is put into the log, which nobody can undo."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from repatria.desks.accounts.proposals import registry
from repatria.desks.accounts.proposals.registry import ProposalKind
from repatria.desks.accounts.rights import FieldClass
from repatria.desks.handovers.words import KIND_WORDS


def register() -> None:
    from repatria.desks.handovers.services import appending

    registry.register(
        ProposalKind(
            name=appending.KIND,
            field_class=FieldClass.CUSTODY,
            words=gettext_lazy("Put an act into the log"),
            describe=describe,
            carry_out=appending.carry_out,
            state_of=appending.state_of,
            address=lambda digest: reverse("handovers:act", args=[digest]),
            fresh_to_propose=True,
        )
    )


def describe(payload: dict[str, Any]) -> Sequence[str]:
    """What goes into the log, and that it stays there."""
    kind = KIND_WORDS.get(payload["kind"], payload["kind"])
    nobody = _("nobody")
    missing = ", ".join(payload["missing"]) or nobody
    return [
        f"{kind}: {payload['reference']}",
        _("Signed by: %(names)s") % {"names": ", ".join(payload["signed"]) or nobody},
        _("Signatures that are missing: %(names)s") % {"names": missing},
        _("It stands in the log for good; it can be corrected by a further act, never removed."),
        _("Your second factor authorises this step. It signs nothing: the signatures are those "
          "above."),
        f"SHA-256 {payload['entry']}",
    ]  # fmt: skip

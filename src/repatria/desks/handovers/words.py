"""What the desk calls things on its pages."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

KIND_WORDS = {
    "handover": _("Handover"),
    "list": _("List"),
    "commitment": _("Commitment"),
    "refusal": _("Refusal"),
    "key": _("Key"),
    "revocation": _("Revocation of a key"),
}
UNIT_WORDS = {
    "persons": _("people"),
    "containers": _("containers"),
    "bodies": _("bodies"),
    "parts": _("parts"),
}
WHY_WORDS = {
    "malformed": _("cannot be read"),
    "signature": _("wrong signature"),
    "unknown_key": _("unknown key"),
    "quorum": _("signatures missing"),
    "replayed": _("sent again, or for another log"),
    "clock": _("a time that cannot be"),
    "fork": _("two histories"),
    "tree": _("does not lead to the root"),
    "key": _("key not in force"),
    "store": _("the store could not keep it"),
}
FIELD_WORDS = {
    "log": _("Log"),
    "reference": _("Reference"),
    "made": _("Written at"),
    "giver": _("Giver"),
    "receiver": _("Receiver"),
    "intermediary": _("Intermediary"),
    "exchange": _("Exchange"),
    "place": _("Place, as a code"),
    "opened": _("Began, UTC"),
    "closed": _("Ended, UTC"),
    "unit": _("What was counted"),
    "count": _("How many"),
    "manifest": _("Root of the manifest"),
    "reservation": _("Reservations"),
    "by": pgettext_lazy("field of an act", "By"),
    "to": _("Put to"),
    "agreement": _("Agreement"),
    "root": _("Root"),
    "subject": _("To what, as a code"),
    "of": _("Of the act"),
    "reason": _("Reason"),
    "holder": _("Holder"),
    "vkey": _("Key"),
    "replaces": _("Replaces"),
    "loss": _("Why it ends"),
    "since": _("Not to be relied on since"),
    "corrects": _("Corrects"),
    "late": _("Why it comes late"),
}

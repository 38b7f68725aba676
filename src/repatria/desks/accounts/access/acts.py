"""What the access log calls things: what was done, and what for."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from repatria.desks.accounts.rights import Action, FieldClass

REFUSED = "refused"
"""Somebody tried what their roles do not allow, or asked for a record that is not theirs to see."""

TAKING = frozenset({Action.VIEW, Action.SEARCH, Action.EXPORT, Action.PRINT})
"""Actions that show what is held. On a restricted class they need a purpose."""

RESTRICTED = frozenset(FieldClass) - {
    FieldClass.PUBLISHED,
    FieldClass.PRESS,
    FieldClass.ACCESS,
    FieldClass.ACCOUNTS,
}
"""Classes of field that are about captives, the missing, the dead and their families."""


class Purpose(TextChoices):
    """What somebody looks for. A closed list: free text would carry names into a log that nobody
    can erase."""

    EXCHANGE = "exchange", _("to prepare an exchange or a handover")
    RECEPTION = "reception", _("to receive people or remains")
    MEDICAL = "medical", _("to care for somebody's health")
    IDENTIFICATION = "identification", _("to identify remains")
    FAMILY = "family", _("to answer or to inform a family")
    CORRECTION = "correction", _("to correct or complete what is held")
    DECISION = "decision", _("to decide on a proposal")
    REPORT = "report", _("to publish or report without names")
    OVERSIGHT = "oversight", _("to check the work of others")


WORDS = {
    Action.VIEW.value: pgettext_lazy("access log", "viewed"),
    Action.SEARCH.value: pgettext_lazy("access log", "searched"),
    Action.EXPORT.value: pgettext_lazy("access log", "exported"),
    Action.PRINT.value: pgettext_lazy("access log", "printed"),
    Action.ENTER.value: pgettext_lazy("access log", "entered or corrected"),
    Action.TAKE_IN.value: pgettext_lazy("access log", "took in with a list"),
    Action.JUDGE.value: pgettext_lazy("access log", "judged"),
    Action.SIGN.value: pgettext_lazy("access log", "signed"),
    Action.MANAGE.value: pgettext_lazy("access log", "managed"),
    REFUSED: pgettext_lazy("access log", "was refused"),
    "purpose": pgettext_lazy("access log", "said what for"),
    "job.cancelled": pgettext_lazy("access log", "stopped a job"),
    "head_taken": pgettext_lazy("access log", "head of the log taken"),
    # Proposals.
    Action.PROPOSE.value: pgettext_lazy("access log", "proposed"),
    Action.SECOND.value: pgettext_lazy("access log", "seconded"),
    "decline": pgettext_lazy("access log", "declined"),
    "withdraw": pgettext_lazy("access log", "withdrew"),
    "expire": pgettext_lazy("access log", "ran out"),
    "carried_out": pgettext_lazy("access log", "carried out"),
    "failed": pgettext_lazy("access log", "could not be carried out"),
    "written": pgettext_lazy("access log", "wrote the file"),
    "hidden": pgettext_lazy("access log", "hid, since its sender's day is over"),
    # Signing in.
    "signed_in": pgettext_lazy("access log", "signed in"),
    "signed_out": pgettext_lazy("access log", "signed out"),
    "sign_in.failed": pgettext_lazy("access log", "failed to sign in"),
    "code.wrong": pgettext_lazy("access log", "gave a wrong code"),
    "confirmed": pgettext_lazy("access log", "showed again who they are"),
    "password.changed": pgettext_lazy("access log", "changed the password"),
    "factor.added": pgettext_lazy("access log", "added a second factor"),
    "factor.removed": pgettext_lazy("access log", "removed a second factor"),
    "factor.renewed": pgettext_lazy("access log", "made new recovery codes"),
    "factor.kept": pgettext_lazy("access log", "tried to remove the last factor"),
    "factor.asked": pgettext_lazy("access log", "was asked for the factor again"),
    "session.elsewhere": pgettext_lazy("access log", "came with this sign-in from elsewhere"),
    "session.ended": pgettext_lazy("access log", "ended a session"),
    "sessions.ended": pgettext_lazy("access log", "ended all other sessions"),
    "form.refused": pgettext_lazy("access log", "sent a form that was not theirs"),
    "link.refused": pgettext_lazy("access log", "came with a link that is used or over"),
    "too_many": pgettext_lazy("access log", "made too many attempts"),
    # People.
    "invited": pgettext_lazy("access log", "invited"),
    "joined": pgettext_lazy("access log", "joined"),
    "invitation.withdrawn": pgettext_lazy("access log", "withdrew an invitation"),
    "renewal.opened": pgettext_lazy("access log", "opened a renewal"),
    "renewed": pgettext_lazy("access log", "renewed the access"),
    "party.added": pgettext_lazy("access log", "added a party"),
    "roles.changed": pgettext_lazy("access log", "changed roles"),
    "account.closed": pgettext_lazy("access log", "closed an account"),
    "account.opened": pgettext_lazy("access log", "opened an account"),
}
"""Actions in words. One that is not here is shown by its name."""

SUBJECT_WORDS = {
    "access_log": _("the access log"),
    "account": _("account"),
    "user": _("account"),
    "session": _("session"),
    "page": _("page"),
    "invitation": _("invitation"),
    "party": _("party"),
    "proposal": _("proposal"),
}
"""Kinds of subjects that no desk makes known."""

DETAIL_WORDS = {
    "action": pgettext_lazy("access log", "what was done"),
    "actor": pgettext_lazy("access log", "person"),
    "added": pgettext_lazy("access log", "added"),
    "by": pgettext_lazy("access log", "by"),
    "count": pgettext_lazy("access log", "how many"),
    "digest": pgettext_lazy("access log", "digest"),
    "ended": pgettext_lazy("access log", "sessions ended"),
    "export": pgettext_lazy("access log", "file"),
    "found": pgettext_lazy("access log", "shown"),
    "kind": pgettext_lazy("access log", "kind"),
    "method": pgettext_lazy("access log", "method"),
    "network": pgettext_lazy("access log", "network"),
    "page": pgettext_lazy("access log", "page"),
    "party": pgettext_lazy("access log", "party"),
    "proposal": pgettext_lazy("access log", "proposal"),
    "purpose": pgettext_lazy("access log", "purpose"),
    "removed": pgettext_lazy("access log", "removed"),
    "sessions": pgettext_lazy("access log", "sessions ended"),
    "since": pgettext_lazy("access log", "from"),
    "state": pgettext_lazy("access log", "state"),
    "subject": pgettext_lazy("access log", "subject"),
    "subject_type": pgettext_lazy("access log", "kind of subject"),
    "term": pgettext_lazy("access log", "digest of the word"),
    "terms": pgettext_lazy("access log", "digests of the words"),
    "type": pgettext_lazy("access log", "kind"),
    "until": pgettext_lazy("access log", "until"),
    "wanted": pgettext_lazy("access log", "wanted"),
    "way": pgettext_lazy("access log", "way"),
    "why": pgettext_lazy("access log", "why"),
    "words": pgettext_lazy("access log", "device"),
}
"""What stands in a row's detail; a name that is not here is shown as it is."""


def restricted(classes: Iterable[str]) -> bool:
    """Whether any of these classes of field is restricted."""
    return not RESTRICTED.isdisjoint(FieldClass(each) for each in classes)

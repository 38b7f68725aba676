"""What a caseworker's page calls things. It speaks to the caseworker of somebody else, after the
round; nothing here is written to a family."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from repatria.desks.exchanges.words import REASON_WORDS
from repatria.desks.exchanges.words_offers import why_words
from repatria.planning.answer_codes import Said, Standing
from repatria.planning.reasons import Reason

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

CHANGE_WORDS: Mapping[str, str | _StrPromise] = {
    "confirmed": _("if the holder, or somebody neutral, had confirmed that they are held"),
    "category_accepted": _("if a medical commission had decided on the category that is claimed"),
    "consents": _("if they had agreed to return"),
    "fit": _("if they could have been moved"),
    "veto_lifted": _("if the holder had not kept them"),
    "seated": _("if they could have sat"),
}
"""The changes of `planning.why.changes`."""
WAS_TO_GO = _("was to go in this round")


def case_words(why: Reason | Said | Standing) -> str:
    """A reason or an answer, told of a round that is over."""
    return str(WAS_TO_GO) if why is Reason.ON_LIST else why_words(why)


def would_words(reason: Reason) -> str:
    """What a changed fact would have made of it."""
    return str(_("would have gone") if reason is Reason.ON_LIST else REASON_WORDS[reason])

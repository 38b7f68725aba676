"""What the pages of offers call an answer, and where a question stands."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from repatria.desks.exchanges.words import REASON_WORDS
from repatria.planning.answer_codes import Said, Standing
from repatria.planning.reasons import Reason

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

SAID_WORDS: Mapping[str, str | _StrPromise] = MappingProxyType(
    {
        Said.AGREED: _("agreed"),
        Said.NOT_HELD: _("not held, says the holder"),
        Said.NOT_KNOWN: _("not known to the holder"),
        Said.DEAD: _("dead, says the holder"),
        Said.RETURNED: _("returned already, says the holder"),
        Said.REFUSED: _("refused"),
        Said.NEEDS_COMMISSION: _("a medical commission must decide first"),
        Said.UNFIT: _("cannot be moved, says the holder"),
        Said.NO_CONSENT: _("does not want to return, says the holder"),
    }
)
STANDING_WORDS: Mapping[str, str | _StrPromise] = MappingProxyType(
    {
        Standing.NOT_ASKED: _("not asked"),
        Standing.OPEN: _("asked, the deadline is not over"),
        Standing.NOT_ANSWERED: _("not answered by the deadline"),
        Standing.WITHDRAWN: _("answer taken back"),
    }
)
BASIS_WORDS: Mapping[str, str | _StrPromise] = MappingProxyType(
    {
        "proceedings": _("criminal proceedings (article 119)"),
        "sentence": _("a sentence (article 119)"),
        "not_prisoner_of_war": _("not recognised as a prisoner of war"),
        "unexplained": _("no reason given"),
    }
)


def why_words(why: Reason | Said | Standing) -> str:
    """A reason of the round, an answer, or that there is none: an answer and a reason may have one
    code, and are not the same."""
    if isinstance(why, Reason):
        return str(REASON_WORDS[why])
    return str(SAID_WORDS[why] if isinstance(why, Said) else STANDING_WORDS[why])


def going_words(why: Reason | Said | Standing) -> str:
    """The same on the answers as they are: there whoever is on the list goes."""
    return str(_("agreed, and goes")) if why is Reason.ON_LIST else why_words(why)

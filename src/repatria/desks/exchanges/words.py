"""What the desk calls things on its pages."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from repatria.planning.readings import Verdict
from repatria.planning.reasons import Reason

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    Words = Mapping[str, str | _StrPromise]

VERDICT_WORDS: Words = MappingProxyType(
    {
        Verdict.AGREED: pgettext_lazy("term", "agreed"),
        Verdict.DIFFERS: pgettext_lazy("term", "differs"),
        Verdict.ONE_SIDED: pgettext_lazy("term", "one-sided"),
    }
)
VERDICT_CHIPS: Mapping[str, str] = MappingProxyType(
    {Verdict.AGREED: "agreed", Verdict.DIFFERS: "contested", Verdict.ONE_SIDED: "single"}
)
TOPIC_WORDS: Words = MappingProxyType(
    {
        "dated": _("Day of the agreement"),
        "clauses": _("Who returns"),
        "at most": _("No more than so many"),
        "pair": _("Two people together"),
        "together": _("Groups that stay together"),
        "order": _("The order"),
        "every": _("Days between rounds"),
        "exposure": _("By how many a side may be ahead"),
        "settle": _("When a balance is settled"),
        "seats": _("Seats in a round"),
        "stretchers": _("Stretchers in a round"),
        "camp": _("Out of one camp"),
        "vehicle": _("In one vehicle"),
        "remains": _("Remains"),
    }
)
REASON_WORDS: Words = MappingProxyType(
    {
        Reason.ALREADY_RETURNED: _("returned already"),
        Reason.REPORTED_DEAD: _("reported dead"),
        Reason.HOLDER_DENIES: _("the holder says that it does not hold them"),
        Reason.NOT_CONFIRMED_HELD: _("not confirmed as held"),
        Reason.NO_CONSENT: _("does not agree to return"),
        Reason.UNFIT_TO_TRAVEL: _("not fit to travel"),
        Reason.VETO: _("kept by the holder on a stated basis"),
        Reason.OUTSIDE_TERMS: _("no clause speaks of them"),
        Reason.NO_STRETCHER_PLACE: _("no place for a further stretcher"),
        Reason.CAMP_FULL: _("no more out of their camp in this round"),
        Reason.ROUND_FULL: _("no seat left in this round"),
        Reason.CLAUSE_FULL: _("the number of a clause is reached"),
        Reason.CLASS_UNMATCHED: _("the other side has nobody left for their class"),
        Reason.WAITS_FOR_GROUP: _("waits for their group"),
        Reason.ON_LIST: _("on the list"),
    }
)
"""In the office's words. What a family is told stands elsewhere, and never says where somebody
stands before the round is over."""
CAUSE_WORDS: Words = MappingProxyType(
    {
        "rule": pgettext_lazy("why a list changed", "the rule"),
        "day": pgettext_lazy("why a list changed", "the day of the round"),
        "returned": pgettext_lazy("why a list changed", "what earlier rounds brought back"),
        "facts": pgettext_lazy("why a list changed", "a fact about them"),
        "others": pgettext_lazy("why a list changed", "facts about others"),
        "lottery": pgettext_lazy("why a list changed", "the lottery"),
    }
)
NAMED_WORDS: Words = MappingProxyType(
    {
        "side_not_stated": _("nobody stated on which power they depend"),
        "side_unknown": _("the power that they depend on is none of the two sides"),
        "holder_unknown": _("the named holder is none of the two sides"),
        "state_contradicted": _("what became of them is contradicted; not taken as confirmed"),
        "born_unclear": _("the date of birth is not a day; taken as not known"),
        "captured_unclear": _("the day of capture is not a day; taken as not known"),
        "born_after_capture": _("born after the capture; both days are taken as not known"),
        "captured_to_come": _("captured after the day of the round; taken as not known"),
        "born_disputed": _(
            "sources disagree on the date of birth; the register's choice was taken"
        ),
        "captured_disputed": _(
            "sources disagree on the day of capture; the register's choice was taken"
        ),
        "category_not_stated": _("neither soldier nor civilian was stated; taken as soldier"),
        "category_ran_out": _("the medical category has run out; taken as not confirmed"),
    }
)
QUOTA_WORDS: Words = MappingProxyType(
    {
        "seats": _("Seats"),
        "stretchers": _("Stretchers"),
        "all for all": pgettext_lazy("clause", "all for all"),
        "equal": pgettext_lazy("clause", "one for one"),
        "ratio": pgettext_lazy("clause", "by a ratio"),
        "table": pgettext_lazy("clause", "by a table of equivalents"),
        "at least": pgettext_lazy("clause", "at least"),
        "at most": pgettext_lazy("clause", "no more than"),
        "pair": pgettext_lazy("clause", "two people"),
        "together": pgettext_lazy("clause", "groups together"),
    }
)
FACT_WORDS: Words = MappingProxyType(
    {
        "born": _("date of birth"),
        "camp": _("camp"),
        "captured": _("day of capture"),
        "civilian": _("soldier or civilian"),
        "consent": _("consent"),
        "fit": _("fitness to travel"),
        "group": _("group"),
        "held": _("whether they are held"),
        "holder": _("who holds them"),
        "medical": _("medical category"),
        "medical_confirmed": _("confirmation of the medical category"),
        "rank": _("rank"),
        "sex": _("sex"),
        "side": _("side"),
        "stretcher": _("stretcher"),
        "unit": pgettext_lazy("military", "unit"),
        "veto": _("veto"),
        "": _("new in the register, or gone from it"),
    }
)
DISPUTED_WORDS: Words = MappingProxyType(
    {"medical": _("medical category"), "holder": _("who holds them")}
)

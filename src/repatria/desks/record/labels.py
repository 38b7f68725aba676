"""The words of the record on screen: every term of its vocabularies, and reasons as sentences.

All are translated when they are shown. Names of parties and speakers come from the data, in the
reader's language where the data has it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import get_language, gettext, gettext_lazy, pgettext_lazy

from repatria.base.dates import PartialDate, Period
from repatria.desks.common import wording
from repatria.statements.claim import Source, Speaker
from repatria.statements.counting import BY_ID
from repatria.statements.quantity import Interval, Kind, Quantity
from repatria.statements.reasons import Param, Reason, Ref
from repatria.statements.record import Party
from repatria.statements.sentences import TEMPLATES

_ = gettext_lazy

WORDS: dict[str, object] = {
    # Tracks and categories.
    "living": _("the living"),
    "remains": _("remains"),
    "pow": _("prisoners of war"),
    "wounded": _("severely wounded and gravely ill"),
    "civilian": _("civilians"),
    # Units.
    "person": _("persons"),
    "body": _("bodies"),
    "container": _("containers"),
    "part": _("parts of remains"),
    "profile": _("DNA profiles"),
    "exchange": _("exchange"),
    "percent": _("per cent"),
    "month": _("months"),
    "laboratory": _("laboratories"),
    # Roles and voices.
    "giver": _("giver"),
    "receiver": _("receiver"),
    "intermediary": _("intermediary"),
    "third": _("third"),
    "party": _("party"),
    "unnamed": _("unnamed source"),
    "media": _("outlet, in its own voice"),
    "other": _("other"),
    # Forms of terms.
    "all_for_all": _("all for all"),
    "parity": _("parity"),
    "one_sided": _("one-sided handover"),
    "acceptance": _("acceptance"),
    "lists": _("lists"),
    "offer": _("offer"),
    "continuation": _("continuation"),
}
GRADES: dict[str, object] = {
    "signed": pgettext_lazy("grade", "signed"),
    "agreed": pgettext_lazy("grade", "agreed"),
    "corroborated": pgettext_lazy("grade", "corroborated"),
    "single": pgettext_lazy("grade", "single"),
    "contested": pgettext_lazy("grade", "contested"),
    "discounted": pgettext_lazy("grade", "discounted"),
    "": pgettext_lazy("grade", "no number"),
}
STATES: dict[str, object] = {
    "stated": _("stated"),
    "none": pgettext_lazy("quantity", "none"),
    "not_stated": _("not stated"),
    "nothing_found": _("nothing found"),
}
CLAIM_KINDS: dict[str, object] = {
    "count": _("count"),
    "total": _("total of a period"),
    "ordinal": _("ordinal"),
    "non_statement": _("no number given"),
    "denial": _("denial"),
    "plan": _("plan"),
    "agreement": _("what was agreed"),
    "composition": _("who they are"),
    "identity": _("identity"),
    "process": _("how it went"),
    "condition": _("condition"),
    "accusation": _("accusation"),
    "capacity": _("capacity"),
    "list_submitted": _("list submitted"),
    "list_defect": _("defect of a list"),
}
CONTRADICTIONS: dict[str, object] = {
    "between_sides": _("Between the sides"),
    "inside_side": _("Inside one side"),
    "with_third": _("Between others"),
    "earlier_self": _("A source against its earlier self"),
    "parts": _("Parts and whole"),
    "category": _("Category"),
    "unit": _("Unit"),
    "parity": _("Parity"),
    "total": _("Total"),
    "missing_event": _("A missing event"),
    "impossible_period": _("Impossible period"),
    "ordinal": _("Ordinal"),
    "sense": _("A relay that changes the sense"),
    "attribution": _("Who said it"),
    "denied": _("Asserted and denied"),
    "readings": _("Two readings"),
}
OUTCOMES: dict[str, object] = {
    "fits": _("fits"),
    "fits_other_side": _("fits the other side"),
    "chained": _("continues an earlier total"),
    "reaches_back": _("reaches back before the record"),
    "impossible_period": _("impossible period"),
    "residual": _("leaves a residual"),
    "unchecked": _("not checked"),
}
_QUANTITIES: dict[Kind, object] = {
    Kind.AT_LEAST: _("at least {number}"),
    Kind.AT_MOST: _("at most {number}"),
    Kind.ABOUT: _("about {number}"),
    Kind.RANGE: _("{low} to {high}"),
    Kind.PARITY: _("as many as the other way"),
    Kind.NONE: pgettext_lazy("quantity", "none"),
    Kind.NOT_STATED: _("not stated"),
}
IDENTITIES: dict[str, object] = {"on the giver's word": _("on the giver’s word")}


def language() -> str:
    return get_language() or "en"


def number(value: int) -> str:
    return wording.number(value, language())


def quantity(value: Quantity) -> str:
    """The quantity in the reader's language; the source's own words stand elsewhere."""
    if value.kind is Kind.EXACT and value.number is not None:
        return number(value.number)
    template = str(_QUANTITIES[value.kind])
    if value.kind is Kind.ABOUT and value.number == value.high:
        template = gettext("nearly {number}")
    parts = {"number": value.number, "low": value.low, "high": value.high}
    return template.format(**{k: "" if v is None else number(v) for k, v in parts.items()})


def interval(value: Interval) -> str:
    if value.high is None:
        return gettext("{number} or more").format(number=number(value.low))
    if value.low == value.high:
        return number(value.low) if value.low else str(STATES["none"])
    return gettext("{low} to {high}").format(low=number(value.low), high=number(value.high))


def in_language(names: Mapping[str, str]) -> str:
    """The name in the reader's language, else in English."""
    return names.get(language()) or names["en"]


@dataclass(frozen=True, slots=True)
class Names:
    """The names behind the codes that a page speaks of."""

    parties: Mapping[str, Party] = field(default_factory=dict)
    speakers: Mapping[str, Speaker] = field(default_factory=dict)
    sources: Mapping[str, Source] = field(default_factory=dict)
    days: Mapping[str, date] = field(default_factory=dict)
    """The day of each exchange."""

    def party(self, code: str) -> str:
        held = self.parties.get(code)
        return code if held is None else in_language(held.name)

    def colour(self, code: str) -> int:
        """The place of a party among the parties: it gives the colour."""
        order = list(self.parties)
        return order.index(code) if code in self.parties else len(order)

    def speaker(self, code: str) -> str:
        held = self.speakers.get(code)
        if held is None:
            return code
        return dict(held.names).get(language(), held.name)

    def source(self, key: str) -> str:
        held = self.sources.get(key)
        return key if held is None else held.outlet or held.title

    def show(self, value: Param) -> str:
        """A parameter of a reason, in the reader's language."""
        if isinstance(value, Interval):
            return interval(value)
        if isinstance(value, Ref):
            return self._ref(value)
        if isinstance(value, tuple):
            return ", ".join(self._ref(item) for item in value)
        if isinstance(value, int):
            return number(value)
        if isinstance(value, Period):
            return wording.period(value.start, value.end, language())
        if isinstance(value, PartialDate):
            return wording.day(value.text, language())
        if isinstance(value, date):
            return wording.day(value, language())
        return str(IDENTITIES.get(value, value))

    def _ref(self, ref: Ref) -> str:
        kinds: dict[str, Callable[[str], str]] = {
            "party": self.party,
            "speaker": self.speaker,
            "source": self.source,
            "word": lambda code: str(WORDS.get(code, code)),
            "exchange": self._exchange,
            "rule": _rule,
        }
        return kinds.get(ref.what, str)(ref.code)

    def _exchange(self, code: str) -> str:
        day = self.days.get(code)
        return code if day is None else wording.day(day, language())

    def sentence(self, item: Reason) -> str:
        """A reason as a sentence in the reader's language."""
        shown = {name: self.show(value) for name, value in item.params}
        return gettext(TEMPLATES[item.code]).format(**shown)


def _rule(code: str) -> str:
    rule = BY_ID.get(code)
    return code if rule is None else f"{code}: {gettext(rule.sentence)}"


def refs(items: tuple[Reason, ...], what: str) -> set[str]:
    """The codes of one kind that some reasons point to."""
    found: set[str] = set()
    for item in items:
        for _name, value in item.params:
            pointers = value if isinstance(value, tuple) else (value,)
            found |= {r.code for r in pointers if isinstance(r, Ref) and r.what == what}
    return found

"""The form of a claim, beside the text that it is read in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from repatria.desks.common.sentences import told
from repatria.desks.press.building import Built
from repatria.desks.press.claim_choices import Choices
from repatria.desks.press.claim_fields import LISTS, NAMES, listed
from repatria.desks.press.claim_rules import wrong_fields
from repatria.desks.press.models import Document
from repatria.desks.press.passages import short_enough
from repatria.desks.record import labels
from repatria.desks.record.present.claims import FIELDS
from repatria.formats.held_text import places
from repatria.statements.vocabulary import Category, ClaimKind, Per, Unit, Voice

_BOXES = ("both", "relay")
_DATE_HELP = _("YYYY-MM-DD, or only YYYY-MM or YYYY.")


_NOT_THERE = _("These words do not stand in the text. Copy them from it.")
_TWICE = _("These words stand in the text more than once. Copy more.")


@dataclass(frozen=True, slots=True)
class Group:
    """Fields that stand together; `folded` ones open on demand."""

    name: str
    legend: str
    fields: tuple[forms.BoundField, ...]
    folded: bool
    open: bool


_GROUPS: tuple[tuple[str, Any, tuple[str, ...], bool], ...] = (
    ("passage", _("The passage"), ("words", "start", "end"), False),
    ("said", _("What was said"),
     ("kind", "quantity", "category", "unit", "giver", "receiver", "both", "per"), False),
    ("whose", _("Who said it first"), ("speaker", "said_on", "relay"), False),
    ("speaker", _("A speaker who is not in the list"),
     ("speaker_name", "speaker_voice", "speaker_party", "speaker_office"), True),
    ("on", _("Of which exchange"), ("exchange", "covers"), False),
    ("exchange", _("An exchange that is not in the list"),
     ("exchange_day", "exchange_title"), True),
    ("more", _("More"),
     ("paraphrase", "agreement", "as_of", "silent", "counting", "identity", "uncertain",
      "supersedes", "embargo_until"), True),
)  # fmt: skip


def _text(label: Any, longest: int = 200, **more: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=longest, required=False, **more)


class ClaimForm(forms.Form):
    """All that a claim says. `fields_said` gives it as texts; what is wrong stands at its field."""

    words = _text(
        _("Words to quote"), 2000, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Pick a sentence in the text, or copy the words here. At most 30 words."),
    )  # fmt: skip
    start = forms.IntegerField(label=_("Begins at character"), min_value=0, required=False)
    end = forms.IntegerField(label=_("Ends before character"), min_value=1, required=False)
    kind = forms.ChoiceField(label=_("Kind of statement"))
    quantity = _text(
        _("How many"),
        help_text=_("A number, or words: “more than 70”, “none”, “not stated”."),
    )
    category = forms.ChoiceField(label=_("Of whom"))
    unit = forms.ChoiceField(label=_("What was counted"), required=False)
    giver = forms.ChoiceField(label=pgettext_lazy("direction", "From"), required=False)
    receiver = forms.ChoiceField(label=pgettext_lazy("direction", "To"), required=False)
    both = forms.BooleanField(label=_("Said of both directions"), required=False)
    per = forms.ChoiceField(label=_("The number is for"), required=False)
    speaker = forms.ChoiceField(label=_("Speaker"), required=False)
    speaker_name = _text(_("Name"))
    speaker_voice = forms.ChoiceField(label=_("Speaks as"), required=False)
    speaker_party = forms.ChoiceField(label=_("Belongs to"), required=False)
    speaker_office = _text(_("Office"))
    said_on = _text(_("Said on"), 10, help_text=_DATE_HELP)
    relay = forms.BooleanField(
        label=_("The document only repeats it"), required=False,
        help_text=_("Relays of one root count once."),
    )  # fmt: skip
    exchange = forms.ChoiceField(label=_("Exchange"), required=False)
    exchange_day = _text(_("Day"), 10, help_text=_DATE_HELP)
    exchange_title = _text(_("What it is called"))
    covers = _text(
        _("Day or period it speaks of"), 21,
        help_text=_("Of a total: YYYY-MM-DD..YYYY-MM-DD; one end may be left out."),
    )  # fmt: skip
    paraphrase = _text(
        _("In our words"), 1000, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Public, beside the quotation. No names of captives or of the dead."),
    )  # fmt: skip
    agreement = forms.ChoiceField(label=_("Agreement"), required=False)
    as_of = _text(_("True as of"), 10, help_text=_DATE_HELP)
    silent = forms.MultipleChoiceField(
        label=_("Parties that gave no number"), required=False,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    counting = _text(_("Counted apart as"), help_text=_("Such as “outside the exchange”."))
    identity = _text(_("Said of whose the remains are"))
    uncertain = forms.MultipleChoiceField(
        label=_("Uncertain in the source"), required=False, widget=forms.CheckboxSelectMultiple
    )
    supersedes = _text(
        _("Takes the place of"), 100,
        help_text=_("The id of the same speaker’s earlier word."),
    )  # fmt: skip
    embargo_until = _text(_("Not public before"), 10, help_text=_("YYYY-MM-DD."))
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(
        self,
        data: Any = None,
        *,
        document: Document,
        choices: Choices,
        today: date,
        said: Mapping[str, str] | None = None,
        span: tuple[int, int] | None = None,
        seen: int = 0,
    ) -> None:
        initial: dict[str, Any] = dict(said or {})
        for name in LISTS:
            initial[name] = list(listed(initial.get(name, "")))
        for name in _BOXES:
            initial[name] = bool(initial.get(name))
        initial["seen"] = seen
        if span is not None:
            initial["start"], initial["end"] = span
        super().__init__(data, initial=initial, auto_id="id_%s")
        self.document, self.choices, self.today = document, choices, today
        self.span = span
        self._fill()

    def _fill(self) -> None:
        none = [("", "–")]
        held = self.choices
        of = self.fields
        options: Mapping[str, list[tuple[str, str]]] = {
            "kind": [(each.value, str(labels.CLAIM_KINDS[each])) for each in ClaimKind],
            "category": none + [(each.value, str(labels.WORDS[each])) for each in Category],
            "unit": [("", gettext("persons, or bodies for remains"))]
            + [(each.value, str(labels.WORDS[each])) for each in Unit],
            "giver": none + held.parties,
            "receiver": none + held.parties,
            "silent": held.parties,
            "speaker_party": [("", gettext("no party")), *held.parties],
            "per": [("", gettext("each side")), (Per.TOTAL.value, gettext("both sides together"))],
            "speaker": none + held.speakers,
            "speaker_voice": none + [(each.value, str(labels.WORDS[each])) for each in Voice],
            "exchange": none + held.exchanges,
            "agreement": none + held.agreements,
            "uncertain": [(name, str(words)) for name, words in FIELDS.items()],
        }
        for name, pairs in options.items():
            of[name].choices = self._with_kept(name, pairs)  # type: ignore[attr-defined]

    def _with_kept(self, name: str, pairs: list[tuple[str, str]]) -> list[tuple[str, str]]:
        """A value that the draft has and that is not among the latest stays choosable."""
        held = self.initial.get(name)
        values = held if isinstance(held, list) else [held]
        codes = {code for code, _words in pairs}
        return pairs + [(one, one) for one in values if one and one not in codes]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        self._clean_span(given)
        for field, message in wrong_fields(self.fields_said(), self.choices.known, self.today):
            if field not in self.errors:
                self.add_error(field if field in self.fields else None, message)
        return given

    def _clean_span(self, given: dict[str, Any]) -> None:
        text = self.document.text
        words, start, end = given.get("words", ""), given.get("start"), given.get("end")
        if words and (start is None or end is None or _spaced(text[start:end]) != _spaced(words)):
            found = places(text, words, 2)
            if not found:
                self.add_error("words", _NOT_THERE)
                return
            if len(found) > 1 and start not in [one[0] for one in found]:
                self.add_error("words", _TWICE)
                return
            start, end = next((one for one in found if one[0] == start), found[0])
        if start is None or end is None:
            self.add_error("words", gettext("Choose the passage that says it."))
        elif not 0 <= start < end <= len(text) or not text[start:end].strip():
            self.add_error("start", gettext("There is no such passage in the text."))
        elif not short_enough(text[start:end]):
            self.add_error("words", gettext("A quotation has at most 30 words. Choose fewer."))
        else:
            self.span = (start, end)

    def fields_said(self) -> dict[str, str]:
        """What the form says, as texts by field; empty ones left out."""
        given = getattr(self, "cleaned_data", {})
        found: dict[str, str] = {}
        for name in NAMES:
            value = given.get(name)
            if name in LISTS:
                found[name] = "; ".join(value or ())
            elif name in _BOXES:
                found[name] = "true" if value else ""
            else:
                found[name] = str(value or "").strip()
        return {name: text for name, text in found.items() if text}

    def take_wrong(self, built: Built) -> None:
        """What reading it as a statement found wrong, at its fields."""
        for one in built.wrong:
            field = one.field if one.field in self.fields else None
            if field is None or field not in self.errors:
                self.add_error(field, told(one.message))

    def groups(self) -> Iterator[Group]:
        for name, legend, fields, folded in _GROUPS:
            bound = tuple(self[field] for field in fields)
            filled = any(one.errors or one.value() for one in bound)
            yield Group(name, str(legend), bound, folded, filled)


def _spaced(text: str) -> str:
    return " ".join(text.split())

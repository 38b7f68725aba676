"""Forms for what returnees say, for capture cards, medical categories and consent."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from repatria.desks.accounts.models import Party, Standing
from repatria.desks.people.cards import OCCASION_WORDS
from repatria.desks.people.fields import CONSENT, FIELDS, MEDICAL_110
from repatria.desks.people.forms import day, value_field
from repatria.desks.people.health import CONSENTS
from repatria.desks.people.models import Certainty, WordSays
from repatria.desks.people.services.returnees import Heard, HowKnown

_PARTIAL = _("YYYY-MM-DD, or only YYYY-MM or YYYY.")
_MARK = _("A mark that you know them by, without their name; or leave it and give the code above.")


def _code(label: Any, help_text: Any = "", *, required: bool = False) -> forms.CharField:
    return forms.CharField(label=label, max_length=16, required=required, help_text=help_text)


def _partial(label: Any, help_text: Any = _PARTIAL, *, required: bool = False) -> forms.CharField:
    return forms.CharField(
        label=label, max_length=10, required=required, validators=[day], help_text=help_text
    )


def _whole(label: Any, *, required: bool = False) -> forms.DateField:
    return forms.DateField(
        label=label, required=required, input_formats=["%Y-%m-%d"],
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )  # fmt: skip


class WordForm(forms.Form):
    """A word on one comrade; `place` is offered to whoever may enter places."""

    person = _code(
        _("Code of the comrade's record"), _("If they were found in the register; else leave it.")
    )
    name = forms.CharField(
        label=_("Name as it was heard"), max_length=300, required=False,
        help_text=_("A surname, a first name, a call sign: as it was said."),
    )  # fmt: skip
    says = forms.ChoiceField(label=_("They say that the comrade was"), choices=WordSays.choices)
    how = forms.ChoiceField(label=_("How they know it"), choices=HowKnown.choices)
    certainty = forms.ChoiceField(label=_("How certain they are"), choices=Certainty.choices)
    seen_on = _partial(_("When that was"))
    seen_at = forms.CharField(
        label=_("Where that was"), max_length=300, required=False, help_text=_("If it was said.")
    )
    note = forms.CharField(
        label=_("What else they said of it"), max_length=1000, required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip
    said_by = _code(_("Code of the record of whoever tells it"))
    teller = forms.CharField(
        label=_("Or who tells it"), max_length=100, required=False, help_text=_MARK
    )
    said_on = _partial(_("Said on"), required=True)

    def __init__(self, *args: Any, places: bool, **named: Any) -> None:
        super().__init__(*args, **named)
        if not places:
            del self.fields["seen_at"]

    def heard(self) -> Heard:
        given = self.cleaned_data
        return Heard(
            given["name"], given["says"], given["how"], given["certainty"], given["seen_on"],
            given.get("seen_at", ""), given["note"],
        )  # fmt: skip


class GiveForm(forms.Form):
    """Whose record a word is about."""

    person = _code(_("Code of the comrade's record"), required=True)


class ClockForm(forms.Form):
    """What starts the clock of a card."""

    occasion = forms.ChoiceField(
        label=_("What happened"),
        choices=[(key.value, word) for key, word in OCCASION_WORDS.items()],
    )
    on = _whole(_("On which day"), required=True)
    held_by = forms.ChoiceField(label=_("Held by"))

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        field = self.fields["held_by"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = list(
            Party.objects.filter(standing=Standing.PARTY)
            .order_by("code")
            .values_list("code", "name")
        )


class CardForm(forms.Form):
    """The card as it came: its days, and the fields of Annex IV B in their order. None is
    required."""

    sent_on = _whole(_("Written on"))
    received_on = _whole(_("Came on"))
    why = forms.CharField(
        label=_("Why another day is right"), max_length=500, required=False,
        help_text=_("Only where a day that is held was wrong. It stays with the record."),
    )  # fmt: skip

    def __init__(self, keys: Iterable[str], *args: Any, came: bool = False, **named: Any) -> None:
        super().__init__(*args, **named)
        if not came:
            del self.fields["why"]
        self.keys = tuple(keys)
        for key in self.keys:
            self.fields[key] = value_field(FIELDS[key], required=False)

    def values(self) -> dict[str, str]:
        return {key: self.cleaned_data[key] for key in self.keys if self.cleaned_data.get(key)}


class MedicalForm(forms.Form):
    """A category of article 110."""

    category = forms.ChoiceField(label=_("Category"), choices=list(MEDICAL_110.items()))
    examiner = forms.CharField(
        label=_("Examined by"), max_length=200,
        help_text=_("An office, a commission, a hospital: as they sign."),
    )  # fmt: skip
    on = _partial(_("Examined on"), required=True)
    until = _partial(_("Holds until"), required=True)


class ConsentForm(forms.Form):
    """What the person answered."""

    key = forms.ChoiceField(
        label=_("What was asked"), choices=[(key, FIELDS[key].words) for key in CONSENTS]
    )
    answer = forms.ChoiceField(label=_("Answer"), choices=list(CONSENT.items()))
    heard_by = forms.CharField(label=_("Heard by"), max_length=200)
    on = _partial(_("Answered on"), required=True)

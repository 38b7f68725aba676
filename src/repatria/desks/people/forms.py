"""The forms of the register."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from repatria.base.dates import partial_date
from repatria.base.errors import ValueProblem
from repatria.desks.accounts.access.acts import Purpose
from repatria.desks.accounts.rights import FieldClass
from repatria.desks.people.by_whom import ASKED, LONGEST, asked_of, details_of
from repatria.desks.people.fields import BLOCK_WORDS, FIELDS, Block, Field
from repatria.desks.people.models import Certainty
from repatria.desks.people.models.statements import LONGEST_STATED
from repatria.desks.people.services import Stated

_OPENED = tuple(
    (each.value, each.value) for each in (FieldClass.PLACE, FieldClass.MEDICAL, FieldClass.FAMILY)
)


def day(value: str) -> None:
    """Raises `ValidationError` for what is no partial date."""
    try:
        partial_date(value)
    except ValueProblem:
        raise ValidationError(_("Write the day as YYYY-MM-DD, or only YYYY-MM or YYYY.")) from None


def _day_field(label: Any, help_text: Any = "") -> forms.CharField:
    return forms.CharField(
        label=label, max_length=10, required=False, validators=[day], help_text=help_text
    )


class SearchForm(forms.Form):
    """Sent with GET. The access log keeps the words as digests."""

    q = forms.CharField(
        label=_("Name, birth, serial number, call sign or code"),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )


class OpenForm(forms.Form):
    """What a block is opened for."""

    which = forms.ChoiceField(choices=_OPENED, widget=forms.HiddenInput)
    purpose = forms.ChoiceField(label=_("What do you need it for?"), choices=Purpose.choices)


class SourceForm(forms.Form):
    """Where it is known from. Nobody is asked for more than there is."""

    title = forms.CharField(
        label=_("Who says so"),
        max_length=300,
        help_text=_("An office, a document, a call: without the names of people."),
    )
    said_on = _day_field(_("Said on"), _("YYYY-MM-DD, or only YYYY-MM or YYYY."))


class StateForm(SourceForm):
    """One value of one field."""

    on = _day_field(_("About which day"), _("The day of the fact, or since when it holds."))
    until = _day_field(_("Until"), _("Where it was said: the expiry of a medical category."))
    certainty = forms.ChoiceField(
        label=_("How certain they are"),
        choices=[("", _("not said")), *Certainty.choices],
        required=False,
    )

    def __init__(self, of: Field, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        self.of, self.asked = of, asked_of(of.key)
        self.fields = {"value": value_field(of, required=True), **self.fields}
        for name in self.asked:
            self.fields[name] = forms.CharField(
                label=ASKED[name], max_length=LONGEST, required=False
            )

    def stated(self) -> Stated:
        """Raises `PeopleError` for a holder of somebody who is not held."""
        given = self.cleaned_data
        told = {name: given[name] for name in self.asked}
        details = details_of(self.of.key, given["value"], told)
        return Stated(given["value"], given["on"], given["until"], given["certainty"], details)


class PersonForm(SourceForm):
    """Somebody who is not in the register yet: any one value will do."""

    def __init__(self, keys: Iterable[str], *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        self.keys = tuple(keys)
        of_source = dict(self.fields)
        self.fields = {
            **{key: value_field(FIELDS[key], required=False) for key in self.keys},
            **of_source,
        }

    def clean(self) -> None:
        if not self.errors and not self.values():
            raise ValidationError(_("Write at least one value, whichever is known."))

    def values(self) -> dict[str, str]:
        given = self.cleaned_data
        return {key: given[key].strip() for key in self.keys if given.get(key, "").strip()}

    def blocks(self) -> list[tuple[Any, list[forms.BoundField]]]:
        """The fields as the page groups them."""
        return [
            (BLOCK_WORDS[block], bound)
            for block in Block
            if (bound := [self[key] for key in self.keys if FIELDS[key].block is block])
        ]


class WhyForm(forms.Form):
    """A reason, which stays with the record."""

    why = forms.CharField(label=_("Why"), max_length=500)


def value_field(of: Field, *, required: bool) -> forms.Field:
    """The field of a form for one field of the vocabulary."""
    if of.choices:
        choices = [("", _("not known")), *of.choices.items()]
        return forms.ChoiceField(label=of.words, choices=choices, required=required)
    return forms.CharField(label=of.words, max_length=LONGEST_STATED, required=required)

"""The forms by which a list comes in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from repatria.desks.accounts.access.acts import Purpose
from repatria.desks.people.fields import STATES
from repatria.desks.people.forms import day
from repatria.desks.people.list_words import VERDICTS, WHAT, column_choices
from repatria.desks.people.models import Sender, Whom
from repatria.desks.people.models.lists import NameOrder
from repatria.desks.people.telling.findings import What
from repatria.formats.people_sheets import Mapping

_IN_ROWS = {what: words for what, words in WHAT.items() if what is not What.GONE}
"""Who is gone since the last list stands in no row of this one."""


class ListForm(forms.Form):
    """A file, whose it is, and what it says of itself."""

    file = forms.FileField(
        label=_("File"),
        max_length=255,
        allow_empty_file=True,
        help_text=_("XLSX, XLS, ODS, CSV or PFIF, as it came. It is kept as it is."),
    )
    sender = forms.ModelChoiceField(
        label=_("Sender"), queryset=Sender.objects.none(), required=False,
        empty_label=_("somebody new"),
    )  # fmt: skip
    new_sender = forms.CharField(
        label=_("Name of a new sender"),
        max_length=200,
        required=False,
        help_text=_("An office, a unit, a side, an intermediary. Whose lists these are."),
    )
    order = forms.ChoiceField(
        label=_("How a new sender writes names"), choices=NameOrder.choices,
        initial=NameOrder.SURNAME_FIRST, required=False,
    )  # fmt: skip
    title = forms.CharField(
        label=_("What the list is called"),
        max_length=300,
        help_text=_("Without the names of people."),
    )
    dated = forms.CharField(
        label=_("The day that the list bears"), max_length=10, required=False, validators=[day],
        help_text=_("YYYY-MM-DD, or only YYYY-MM or YYYY."),
    )  # fmt: skip
    whom = forms.ChoiceField(label=_("It is a list of"), choices=Whom.choices, initial=Whom.ANYONE)
    says = forms.ChoiceField(
        label=_("What it says of everybody on it"),
        choices=[("", _("nothing, or each row says so itself")), *STATES.items()],
        required=False,
    )
    purpose = forms.ChoiceField(label=_("What it is taken in for"), choices=Purpose.choices)
    legal_basis = forms.CharField(
        label=_("On what legal ground"), max_length=500, required=False,
        help_text=_("The law, agreement or consent that it is held by."),
    )  # fmt: skip

    def __init__(self, senders: Any, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        self.fields["sender"].queryset = senders  # type: ignore[attr-defined]

    def clean(self) -> None:
        given = self.cleaned_data
        if not given.get("sender") and not given.get("new_sender", "").strip():
            raise ValidationError(_("Say whose list it is: choose a sender, or name a new one."))


class ColumnsForm(forms.Form):
    """Which column holds what."""

    def __init__(self, mapping: Mapping, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        self.mapping = mapping
        choices = column_choices()
        for at, column in enumerate(mapping.columns):
            self.fields[f"column_{at}"] = forms.ChoiceField(
                label=column.heading, choices=choices, initial=column.field, required=False
            )

    def chosen(self) -> dict[int, str]:
        return {at: self.cleaned_data[f"column_{at}"] for at in range(len(self.mapping.columns))}


class SheetForm(forms.Form):
    """Another sheet of the workbook, or other rows as its headings."""

    sheet = forms.ChoiceField(label=_("Sheet"))
    first = forms.IntegerField(
        label=_("First row of the headings"), min_value=1, required=False,
        help_text=_("Leave it empty to have the headings found."),
    )  # fmt: skip
    last = forms.IntegerField(label=_("Last row of the headings"), min_value=1, required=False)

    def __init__(self, names: Sequence[str], *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        self.fields["sheet"].choices = [(each, each) for each in names]  # type: ignore[attr-defined]

    def header(self) -> tuple[int, int] | None:
        first, last = self.cleaned_data["first"], self.cleaned_data["last"]
        return (first, max(first, last or first)) if first else None


class RowsForm(forms.Form):
    """Which rows are shown. Sent with GET."""

    verdict = forms.ChoiceField(
        label=_("Verdict"), choices=[("", _("all")), *VERDICTS.items()], required=False
    )
    what = forms.ChoiceField(
        label=_("Finding"), choices=[("", _("all")), *_IN_ROWS.items()], required=False
    )


class AgreeForm(forms.Form):
    """Agreement to the report that was read."""

    report = forms.CharField(widget=forms.HiddenInput, max_length=64)
    agreed = forms.BooleanField(label=_("I have read the report; take every row in as it stands."))

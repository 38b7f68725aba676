"""The forms by which a file with names is proposed and fetched."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from repatria.desks.accounts.access.acts import Purpose
from repatria.desks.people.exporting.wanted import Wanted
from repatria.desks.people.fields import CATEGORIES, FIELDS, STATES
from repatria.desks.people.models import FileForm, ReceivedList, Sender

USUAL = ("name", "surname", "given", "patronymic", "birth", "rank", "unit", "serial", "state")
"""Fields that are ticked at first."""


def _day(label: Any) -> forms.DateField:
    return forms.DateField(
        label=label, required=False, input_formats=["%Y-%m-%d"],
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )  # fmt: skip


class ExportForm(forms.Form):
    """Whom, what of them, as what kind of file, what for, and why."""

    sender = forms.ModelChoiceField(
        label=_("From the sender"), queryset=Sender.objects.none(), required=False,
        empty_label=_("all"), to_field_name="code",
    )  # fmt: skip
    of_list = forms.ModelChoiceField(
        label=_("On the list"), queryset=ReceivedList.objects.none(), required=False,
        empty_label=_("all"), to_field_name="code",
    )  # fmt: skip
    state = forms.ChoiceField(
        label=_("State"), choices=[("", _("all")), *STATES.items()], required=False
    )
    category = forms.ChoiceField(
        label=_("Soldier or civilian, as stated"), choices=[("", _("all")), *CATEGORIES.items()],
        required=False,
    )  # fmt: skip
    held_by = forms.CharField(
        label=_("Held by"), max_length=200, required=False,
        help_text=_("As the record shows it, sign by sign."),
    )  # fmt: skip
    born_first = _day(_("Born on this day or later"))
    born_last = _day(_("Born on this day or before"))
    keys = forms.MultipleChoiceField(
        label=_("What it tells of each"), widget=forms.CheckboxSelectMultiple
    )
    form = forms.ChoiceField(label=_("Kind of file"), choices=FileForm.choices)
    purpose = forms.ChoiceField(label=_("What it is needed for"), choices=Purpose.choices)
    reason = forms.CharField(
        label=_("Why, and who gets it"), max_length=500,
        help_text=_("Whoever seconds it reads this. Without the names of people."),
    )  # fmt: skip

    def __init__(self, party: str, keys: Iterable[str], *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        may = tuple(keys)
        for name, rows in (
            ("sender", Sender.objects.filter(party=party)),
            ("of_list", ReceivedList.objects.filter(party=party, state="approved")),
        ):
            self.fields[name].queryset = rows  # type: ignore[attr-defined]
        self.fields["keys"].choices = [  # type: ignore[attr-defined]
            (key, FIELDS[key].words) for key in may
        ]
        self.fields["keys"].initial = [key for key in USUAL if key in may]

    def wanted(self) -> Wanted:
        given = self.cleaned_data
        return Wanted(
            sender=given["sender"].code if given["sender"] else "",
            of_list=given["of_list"].code if given["of_list"] else "",
            state=given["state"],
            category=given["category"],
            held_by=given["held_by"].strip(),
            born_first=str(given["born_first"] or ""),
            born_last=str(given["born_last"] or ""),
        )

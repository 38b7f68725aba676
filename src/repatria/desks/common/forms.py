"""The filters of the record's lists: a period, as it was known on a day; or two days to compare."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Window:
    """The days that are asked for, and the day whose knowledge is shown; None leaves it open."""

    start: date | None
    until: date | None
    as_known: date | None


class _Day(forms.DateField):
    """A day as `YYYY-MM-DD`, whatever the language of the page, because browsers send it so."""

    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})

    def __init__(self, label: Any) -> None:
        super().__init__(
            label=label,
            required=False,
            input_formats=["%Y-%m-%d"],
            error_messages={"invalid": _("Write the day as YYYY-MM-DD, for example 2025-06-14.")},
        )


class PeriodForm(forms.Form):
    """Fields `from`, `until` and `as_known`, sent with GET so that the answer has an address."""

    def __init__(self, data: Mapping[str, Any] | None = None) -> None:
        super().__init__(data)
        # “from” is a word of Python, so it cannot be the name of a class attribute.
        self.fields["from"] = _Day(_("From"))
        self.fields["until"] = _Day(_("Until"))
        self.fields["as_known"] = _Day(_("As known on"))

    def clean(self) -> None:
        start, until = self.cleaned_data.get("from"), self.cleaned_data.get("until")
        if start and until and until < start:
            self.add_error("until", _("This day is before the first; choose a later one."))

    def window(self) -> Window:
        """The days given; a field with an error counts as open."""
        self.is_valid()
        given = getattr(self, "cleaned_data", {})
        return Window(given.get("from"), given.get("until"), given.get("as_known"))


class TwoDaysForm(forms.Form):
    """Fields `from` and `to`: two days whose pages are laid beside each other; none, or both."""

    def __init__(self, data: Mapping[str, Any] | None = None) -> None:
        super().__init__(data)
        self.fields["from"] = _Day(_("From the page of"))
        self.fields["to"] = _Day(_("to the page of"))

    def clean(self) -> None:
        if self.errors:
            return
        start, end = self.cleaned_data.get("from"), self.cleaned_data.get("to")
        if (start is None) != (end is None):
            self.add_error("from" if start is None else "to", _("Name both days to compare them."))
        elif start and end and end < start:
            self.add_error("to", _("This day is before the first; choose a later one."))

    def days(self) -> tuple[date, date] | None:
        """The two days, where both are given and sound."""
        if not self.is_valid() or self.cleaned_data["from"] is None:
            return None
        return self.cleaned_data["from"], self.cleaned_data["to"]

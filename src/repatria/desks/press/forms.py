"""The forms of the press desk for documents."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from repatria.base.dates import partial_date
from repatria.base.errors import ValueProblem
from repatria.desks.accounts.access.acts import Purpose
from repatria.desks.press.models import Captives, Document, Kind
from repatria.desks.press.queries.documents import Asked
from repatria.desks.press.services import About

LANGUAGES = (
    ("", _("not known")),
    ("uk", "Українська"),
    ("ru", "Русский"),
    ("en", "English"),
    ("other", _("another language")),
)


def _day(value: str) -> None:
    try:
        partial_date(value)
    except ValueProblem:
        raise ValidationError(_("Write the day as YYYY-MM-DD, or only YYYY-MM or YYYY.")) from None


class AboutForm(forms.Form):
    """What is said of a document when it is added."""

    title = forms.CharField(label=_("Title"), max_length=500)
    outlet = forms.CharField(
        label=_("Outlet"), max_length=200, required=False, help_text=_("Who published it.")
    )
    url = forms.URLField(label=_("Address"), max_length=2000, required=False, assume_scheme="https")
    published = forms.CharField(
        label=_("Published"),
        max_length=10,
        required=False,
        validators=[_day],
        help_text=_("YYYY-MM-DD, or only YYYY-MM or YYYY."),
    )
    language = forms.ChoiceField(label=_("Language"), choices=LANGUAGES, required=False)

    def about(self, supersedes: Document | None = None) -> About:
        given = self.cleaned_data
        captives = given.get("captives")
        return About(
            title=given["title"],
            outlet=given["outlet"],
            url=given["url"],
            published=given["published"],
            language=given["language"],
            captives=Captives(captives) if captives else None,
            supersedes=supersedes,
        )


class PasteForm(AboutForm):
    text = forms.CharField(
        label=_("Text"),
        strip=False,
        widget=forms.Textarea(attrs={"rows": 16}),
        help_text=_("As it stands in the source. It cannot be changed later."),
    )


class FileForm(AboutForm):
    """The file comes last, and after it a mark that shows that the form came whole."""

    captives = forms.ChoiceField(
        label=_("Does it show captives?"),
        choices=(
            ("", _("nobody has looked yet")),
            (Captives.YES, Captives.YES.label),
            (Captives.NO, Captives.NO.label),
        ),
        required=False,
        help_text=_("Faces, voices, names read out. Until somebody looked, it counts as yes."),
    )
    file = forms.FileField(
        label=_("File"),
        max_length=None,
        error_messages={"required": _("Choose a file."), "empty": _("The file is empty.")},
    )


class SearchForm(forms.Form):
    """What the list is narrowed to; sent with GET."""

    q = forms.CharField(label=_("Words"), max_length=200, required=False)
    kind = forms.ChoiceField(
        label=_("Kind"), choices=[("", _("all")), *Kind.choices], required=False
    )
    outlet = forms.CharField(label=_("Outlet"), max_length=200, required=False)
    captives = forms.ChoiceField(
        label=_("Captives"), choices=[("", _("all")), *Captives.choices], required=False
    )

    def asked(self) -> Asked:
        """A field with an error counts as open."""
        self.is_valid()
        given: dict[str, Any] = getattr(self, "cleaned_data", {})
        return Asked(
            words=given.get("q", ""),
            kind=given.get("kind", ""),
            outlet=given.get("outlet", ""),
            captives=given.get("captives", ""),
        )


class PurposeForm(forms.Form):
    purpose = forms.ChoiceField(label=_("What do you need it for?"), choices=Purpose.choices)


class MarkForm(forms.Form):
    captives = forms.ChoiceField(
        label=_("Does it show captives?"),
        choices=[each for each in Captives.choices if each[0] != Captives.UNKNOWN],
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=_("What you saw"),
        max_length=500,
        required=False,
        help_text=_("In a few words, without names."),
    )


class QuoteForm(forms.Form):
    words = forms.CharField(
        label=_("Words to quote"),
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Copied from the text."),
    )
    line = forms.IntegerField(
        label=_("Line"),
        min_value=1,
        max_value=10**7,
        required=False,
        help_text=_("Only where the words stand more than once."),
    )

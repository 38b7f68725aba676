"""The forms of the access log."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from repatria.desks.accounts.access import acts


class FilterForm(forms.Form):
    """Sent with GET, so that the answer has an address."""

    actor = forms.CharField(label=_("Person (code)"), required=False, max_length=100)
    party = forms.CharField(label=_("Party (code)"), required=False, max_length=100)
    action = forms.ChoiceField(label=_("What was done"), required=False)
    subject_type = forms.CharField(label=_("Kind of subject"), required=False, max_length=100)
    subject = forms.CharField(label=_("Subject (code)"), required=False, max_length=200)
    since = forms.DateField(
        label=_("From"),
        required=False,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
    )
    until = forms.DateField(
        label=_("Until"),
        required=False,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
    )

    term = forms.CharField(
        label=_("A word that was searched for"),
        required=False,
        max_length=100,
        help_text=_("The log holds no words. It can say whether this one was searched for."),
    )

    def __init__(self, *args: object, **named: object) -> None:
        super().__init__(*args, **named)  # type: ignore[arg-type]
        action = self.fields["action"]
        assert isinstance(action, forms.ChoiceField)
        action.choices = [("", _("everything")), *sorted(acts.WORDS.items(), key=_by_words)]


class PurposeForm(forms.Form):
    """What somebody looks for. One answer holds until they sign out."""

    purpose = forms.ChoiceField(
        label=_("What do you need it for?"),
        choices=acts.Purpose.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one; it is noted with what you look at.")},
    )
    next = forms.CharField(required=False, widget=forms.HiddenInput)


def _by_words(item: tuple[str, object]) -> str:
    return str(item[1]).casefold()

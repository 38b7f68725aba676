"""The forms of the pages on which two records are judged."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from repatria.desks.people.models import JudgementVerdict


class JudgeForm(forms.Form):
    """A verdict, which the button says, and why."""

    verdict = forms.ChoiceField(choices=JudgementVerdict.choices, widget=forms.HiddenInput)
    why = forms.CharField(
        label=_("Why"),
        max_length=1000,
        required=False,
        help_text=_("Left empty, what agrees and what differs is held as the reason."),
        # In a field of one line, Enter would press the first of the buttons.
        widget=forms.Textarea(attrs={"rows": 2, "autocomplete": "off"}),
    )
    confirmed = forms.BooleanField(
        label=_("I have read this, and know more than the two records say."), required=False
    )


class WithdrawForm(forms.Form):
    why = forms.CharField(label=_("Why it is taken back"), max_length=1000)

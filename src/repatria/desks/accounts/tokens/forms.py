"""The form of a new token."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from repatria.desks.accounts.models import User
from repatria.desks.accounts.rights import ROLE_WORDS, Role
from repatria.desks.accounts.tokens.services import LONGEST


class TokenForm(forms.Form):
    name = forms.CharField(
        label=_("Name"), max_length=100, help_text=_("What it is for, so that you know it again.")
    )
    days = forms.IntegerField(
        label=_("Days"),
        min_value=1,
        max_value=LONGEST,
        initial=30,
        help_text=_("After so many days it opens nothing any more; 90 at most."),
    )

    enters = forms.BooleanField(
        label=_("It may enter too"),
        required=False,
        help_text=_("What these roles may enter and can be taken back. Without it, it only reads."),
    )

    def __init__(self, *args: Any, of: User, **named: Any) -> None:
        super().__init__(*args, **named)
        self.fields["roles"] = forms.MultipleChoiceField(
            label=_("It may use these roles of yours"),
            choices=[(role.value, ROLE_WORDS[role]) for role in sorted(of.roles)],
            widget=forms.CheckboxSelectMultiple,
        )
        self.order_fields(["name", "roles", "enters", "days"])

    def roles(self) -> frozenset[Role]:
        return frozenset(Role(each) for each in self.cleaned_data["roles"])

"""The forms of a round that is over, and of the caseworker, who looks people up by their code."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from repatria.desks.common import wording
from repatria.desks.exchanges.forms import Day
from repatria.desks.exchanges.models import SealedList
from repatria.desks.exchanges.models.agreements import LONGEST_WHY
from repatria.desks.people.codes import LONGEST


class OverForm(forms.Form):
    """A round is declared over."""

    day = Day(label=_("Over from this day on"))
    why = forms.CharField(
        label=_("How it is known"), max_length=LONGEST_WHY,
        help_text=_("The signed act, or who said so. No name of a person."),
    )  # fmt: skip


class LookUpForm(forms.Form):
    """One person by the code of the register, in one frozen list. No name is asked for."""

    of = forms.ChoiceField(label=_("Which list"))
    who = forms.CharField(
        label=_("Code of the person in the register"), max_length=LONGEST,
        help_text=_("As it stands on their page in the register. Nobody is found by name here."),
    )  # fmt: skip

    def __init__(
        self, lists: Iterable[tuple[SealedList, date | None]], *args: Any, **named: Any
    ) -> None:
        super().__init__(*args, **named)
        of = self.fields["of"]
        assert isinstance(of, forms.ChoiceField)
        of.choices = [
            ("", _("choose")),
            *((each.code, _called(each, over)) for each, over in lists),
        ]

    def clean_who(self) -> str:
        return str(self.cleaned_data["who"]).strip()


def _called(of: SealedList, over: date | None) -> str:
    """A list by its code and by days that are public: never by its title or its day."""
    language = (get_language() or "en").split("-")[0]
    sealed = wording.day(of.committed_at.date().isoformat(), language)
    if over is None:
        return _("%(code)s, sealed on %(day)s: the round is not over") % {
            "code": of.code, "day": sealed
        }  # fmt: skip
    ended = wording.day(over.isoformat(), language)
    return _("%(code)s, sealed on %(day)s: over since %(over)s") % {
        "code": of.code, "day": sealed, "over": ended
    }  # fmt: skip

"""The forms of offers and answers. They take codes, and no name of a person."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from repatria.desks.exchanges.answer_files import MOST_BYTES
from repatria.desks.exchanges.forms import Day
from repatria.desks.exchanges.models.agreements import LONGEST_WHY
from repatria.desks.exchanges.words_offers import BASIS_WORDS, SAID_WORDS


def _late_why() -> forms.CharField:
    return forms.CharField(
        label=_("Why it is entered only now"), max_length=LONGEST_WHY, required=False,
        help_text=_("Where the deadline is over and the day is before it: a second person agrees."),
    )  # fmt: skip


class OfferForm(forms.Form):
    """The next of the standby order, put to one holder."""

    holder = forms.ChoiceField(label=_("To which holder"))
    most = forms.IntegerField(
        label=_("How many at most"), min_value=1, max_value=100_000,
        help_text=_("The first of those whom the order asks next. Nobody is picked by hand."),
    )  # fmt: skip
    deadline = Day(label=_("Last day on which an answer is in time"))

    def __init__(self, sides: Iterable[str], *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        holder = self.fields["holder"]
        assert isinstance(holder, forms.ChoiceField)
        holder.choices = [("", _("choose")), *((side, side) for side in sides)]


class AnswerForm(forms.Form):
    """What the holder said about one code."""

    code = forms.CharField(label=_("Code"), max_length=60)
    said = forms.ChoiceField(
        label=_("Answer"), choices=lambda: [("", _("choose")), *SAID_WORDS.items()]
    )
    basis = forms.ChoiceField(
        label=_("Basis of a refusal"), required=False,
        choices=lambda: [("", _("none")), *BASIS_WORDS.items()],
    )  # fmt: skip
    happened = Day(label=_("Day of the death or return, where it was told"), required=False)
    day = Day(label=_("Day on which the holder said so"))
    why = _late_why()


class AnswersForm(forms.Form):
    """Many answers, as a table."""

    file = forms.FileField(
        label=_("A CSV file: code, answer, basis, happened"),
        help_text=_("Answers and bases in their codes; the handbook lists them."),
    )
    day = Day(label=_("Day on which the holder said so"))
    why = _late_why()

    def clean_file(self) -> bytes:
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise forms.ValidationError(_("The file is too large to be a table of answers."))
        return bytes(file.read())


class BackForm(forms.Form):
    """An answer is taken back."""

    code = forms.CharField(label=_("Code"), max_length=60)
    day = Day(label=_("Day on which it was taken back"))
    why = forms.CharField(
        label=_("Why"), max_length=LONGEST_WHY,
        help_text=_("By the holder, or because it was entered by mistake."),
    )  # fmt: skip


class RateForm(forms.Form):
    """Sent with GET: how often the holder agrees, as a forecast."""

    rate = forms.DecimalField(
        label=_("Of a hundred who are asked, the holder agrees to"), min_value=0, max_value=100,
        max_digits=5, decimal_places=2,
    )  # fmt: skip


class PlanForm(forms.Form):
    """What a plan is asked with."""

    rounds = forms.IntegerField(
        label=_("Rounds at most"), min_value=1, max_value=1000, initial=200,
        help_text=_("A plan ends with the last round in which anybody returns."),
    )  # fmt: skip
    carried = forms.IntegerField(
        label=_("Balance from earlier exchanges"), required=False, initial=0,
        min_value=-1_000_000, max_value=1_000_000,
        help_text=_("By how many the second side has handed over more than it received; below 0 "
                    "where the first side has. Those of article 109 are not counted."),
    )  # fmt: skip

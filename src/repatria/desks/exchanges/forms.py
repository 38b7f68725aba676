"""The forms of agreements and lists. Nothing in them asks for the name of a person."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from repatria.desks.exchanges.models import Reading
from repatria.desks.exchanges.models.agreements import LONGEST_WHY
from repatria.planning.reasons import Reason
from repatria.planning.terms import Terms
from repatria.planning.terms_text import MOST_CHARACTERS

MOST_BYTES = 4 * MOST_CHARACTERS


class Day(forms.DateField):
    """A day as browsers send it."""

    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})


def _why(label: Any, *, required: bool = True, help_text: Any = "") -> forms.CharField:
    return forms.CharField(
        label=label, max_length=LONGEST_WHY, required=required, help_text=help_text
    )


class TextForm(forms.Form):
    """The text of a reading, pasted or as a file. The text is the source."""

    file = forms.FileField(label=_("A text file, UTF-8"), required=False)
    text = forms.CharField(
        label=_("Or its text"),
        required=False,
        strip=False,
        max_length=MOST_CHARACTERS,
        widget=forms.Textarea(attrs={"rows": 18, "spellcheck": "false"}),
        help_text=_("A line a term. The handbook tells how lines are written."),
    )
    why = _why(
        _("Why this version takes the place of the one before"),
        required=False,
        help_text=_("Left empty for the first text of a teller."),
    )

    def clean(self) -> None:
        file, text = self.cleaned_data.get("file"), self.cleaned_data.get("text")
        if self.errors:
            return
        if bool(file) == bool(text):
            raise forms.ValidationError(_("Choose the file, or paste its text: one of them."))
        if not file:
            self.cleaned_data["text"] = str(text).replace("\r\n", "\n")
            return
        if file.size > MOST_BYTES:
            raise forms.ValidationError(_("The file is too large to be an agreement."))
        try:
            self.cleaned_data["text"] = file.read().decode("utf-8").replace("\r\n", "\n")
        except UnicodeDecodeError:
            raise forms.ValidationError(_("The file is not UTF-8 text.")) from None

    def typed(self) -> str:
        """The text as it came, for the page that shows what is wrong with it."""
        return str(self.cleaned_data.get("text", ""))


class CalledForm(forms.Form):
    """What else the register calls the two sides."""

    def __init__(self, sides: tuple[str, str], *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        for side, name in zip(sides, ("first", "second"), strict=True):
            self.fields[name] = forms.CharField(
                label=side,
                required=False,
                max_length=2000,
                help_text=_("Words with commas between, as the register has them."),
            )

    def words(self, name: str) -> list[str]:
        return [each.strip() for each in self.cleaned_data[name].split(",") if each.strip()]


class WhyForm(forms.Form):
    why = _why(_("Why"))


class TitleForm(forms.Form):
    title = forms.CharField(
        label=_("Title"), max_length=300, help_text=_("No name of a person."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )  # fmt: skip


class DraftForm(forms.Form):
    """What a version is made of."""

    reading = forms.ChoiceField(label=_("Whose reading"))
    on = Day(label=_("Day of the round"))
    unstated_side = forms.ChoiceField(
        label=_("Of whom nobody stated on which power they depend"),
        required=False,
        help_text=_("What you suppose is kept with the version, and told on its page."),
    )
    returned = forms.CharField(
        label=_("What earlier rounds brought back"),
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 3, "spellcheck": "false"}),
        help_text=_("A line a clause: its number, then how many to each side, “1: 250 240”."),
    )
    why = _why(_("Why this version is made"))

    def __init__(
        self, readings: Iterable[Reading], sides: tuple[str, str], *args: Any, **named: Any
    ) -> None:
        super().__init__(*args, **named)
        reading, side = self.fields["reading"], self.fields["unstated_side"]
        assert isinstance(reading, forms.ChoiceField)
        assert isinstance(side, forms.ChoiceField)
        reading.choices = [(str(each.pk), str(each)) for each in readings]
        side.choices = [("", _("stay outside")), *((each, each) for each in sides)]

    def clean_returned(self) -> dict[int, tuple[int, int]]:
        found = {}
        for line in self.cleaned_data["returned"].splitlines():
            if not line.strip():
                continue
            number, colon, both = line.partition(":")
            plain = [number.strip(), *both.replace(",", " ").split()]
            if not colon or len(plain) != 3 or not all(_whole(each) for each in plain):
                raise forms.ValidationError(
                    _("This line cannot be read: %(line)s"), params={"line": line}
                )
            found[int(plain[0])] = (int(plain[1]), int(plain[2]))
        return found


def _whole(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 10


class LotteryForm(forms.Form):
    """What was announced of a draw."""

    def __init__(self, sides: tuple[str, str], *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        first = {
            name: forms.CharField(
                label=_("Commitment of %(side)s") % {"side": side},
                max_length=200,
                help_text=_("64 hexadecimal digits: SHA-256 of its seed and salt."),
                widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
            )
            for side, name in zip(sides, ("first", "second"), strict=True)
        }
        self.fields = {**first, **self.fields}

    committed_on = Day(label=_("Both had committed by"))
    reveal_by = Day(label=_("Last day on which they open"))
    beacon = forms.CharField(
        label=_("Beacon"), max_length=300,
        help_text=_("Whose public value decides, so that anybody can look it up; best one with "
                    "many keepers."),
    )  # fmt: skip
    beacon_round = forms.CharField(label=_("Which of its values"), max_length=100)
    beacon_day = Day(
        label=_("Day on which it appears"), help_text=_("Later than the last day of opening.")
    )


class OpeningForm(forms.Form):
    """What a side showed."""

    side = forms.TypedChoiceField(label=_("Side"), coerce=int)
    seed = forms.CharField(label=_("Seed"), max_length=200)
    salt = forms.CharField(label=_("Salt"), max_length=200)
    day = Day(label=_("Day on which it was shown"))

    def __init__(self, sides: tuple[str, str], *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        side = self.fields["side"]
        assert isinstance(side, forms.TypedChoiceField)
        side.choices = [("", _("choose")), *((str(at), each) for at, each in enumerate(sides))]


class ValueForm(forms.Form):
    value = forms.CharField(
        label=_("The beacon's value, in hexadecimal digits"),
        max_length=140_000,
        widget=forms.Textarea(attrs={"rows": 3, "spellcheck": "false"}),
    )


class WhoForm(forms.Form):
    """Sent with GET: of which side and with which reason."""

    side = forms.TypedChoiceField(label=_("Side"), coerce=int, required=False, empty_value=None)
    reason = forms.ChoiceField(label=_("Reason"), required=False)

    def __init__(self, terms: Terms, words: Any, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        side, reason = self.fields["side"], self.fields["reason"]
        assert isinstance(side, forms.TypedChoiceField)
        assert isinstance(reason, forms.ChoiceField)
        side.choices = [
            ("", _("all")), ("0", terms.sides[0]), ("1", terms.sides[1]), ("2", _("neither side")),
        ]  # fmt: skip
        reason.choices = [("", _("every reason")), *((each.value, words[each]) for each in Reason)]

"""The forms of acts. Nothing in them asks for the name of a person."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from repatria.desks.handovers.refusals import said
from repatria.desks.handovers.words import UNIT_WORDS
from repatria.ledger.act_fields import MOST_REPEATED
from repatria.ledger.act_values import MOST_WORDS, time_of
from repatria.ledger.refusing import LedgerRefused

_CODE_HELP = _("Letters, digits, dots, hyphens and slashes, without spaces. Never a name.")
MOST_NOTE = 200_000
"""Bytes of a signed act or checkpoint that are looked at."""


class _Time(forms.DateTimeField):
    """An hour in UTC, as browsers send it."""

    widget = forms.DateTimeInput(format="%Y-%m-%dT%H:%M", attrs={"type": "datetime-local"})


def _code(label: Any, *, required: bool = True, help_text: Any = _CODE_HELP) -> forms.CharField:
    return forms.CharField(
        label=label, max_length=100, required=required, help_text=help_text,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )  # fmt: skip


def _count() -> forms.IntegerField:
    return forms.IntegerField(label=_("How many"), min_value=0, max_value=2**63 - 1)


def _root(label: Any) -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=200,
        help_text=_(
            "sha256:… as `repatria ledger commit` prints it. It says nothing of what it is over "
            "until a line is opened."
        ),
    )


def _unit() -> forms.ChoiceField:
    return forms.ChoiceField(label=_("What was counted"), choices=list(UNIT_WORDS.items()))


class ActForm(forms.Form):
    """What every act may say. `names` are those who sign, as the policy calls them."""

    who: ClassVar[tuple[str, ...]] = ()
    """The fields that hold one of those who sign."""

    reference = _code(_("Reference"), help_text=_("What the act is about; one complete act on it."))
    late = forms.CharField(
        label=_("Why it comes late"),
        max_length=MOST_WORDS,
        required=False,
        help_text=_("Only where it will be put into the log more than twelve hours from now."),
    )

    def __init__(self, names: Iterable[str], *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        choices = [(each, each) for each in names]
        for name in self.who:
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            one_of_many = isinstance(field, forms.MultipleChoiceField)
            empty = [] if one_of_many else [("", _("choose") if field.required else _("not said"))]
            field.choices = [*empty, *choices]
        self.fields["late"] = self.fields.pop("late")

    def values(self) -> dict[str, str | Sequence[str]]:
        """The fields of the act; what was left empty is not said."""
        told: dict[str, str | Sequence[str]] = {}
        for name, value in self.cleaned_data.items():
            if value in (None, "", []):
                continue
            if isinstance(value, datetime):
                told[name] = time_of(int(value.astimezone(UTC).timestamp()))
            elif isinstance(value, list):
                told[name] = value
            else:
                told[name] = str(value)
        return told

    def refuse(self, refused: LedgerRefused) -> None:
        """Say what the engine did not take, beside the field that it names."""
        field = str(refused.params.get("field", ""))
        self.add_error(field if field in self.fields else None, said(refused))


class HandoverForm(ActForm):
    who = ("giver", "receiver", "intermediary")

    giver = forms.ChoiceField(label=_("Giver"))
    receiver = forms.ChoiceField(label=_("Receiver"))
    intermediary = forms.MultipleChoiceField(
        label=_("Intermediaries"), required=False, widget=forms.CheckboxSelectMultiple
    )
    exchange = _code(_("Exchange"), help_text=_("The code of the operation that it belongs to."))
    place = _code(
        _("Place, as a code"), help_text=_("A code that the sides agreed on, not a name.")
    )
    opened = _Time(label=_("Began, UTC"))
    closed = _Time(label=_("Ended, UTC"))
    unit = _unit()
    count = _count()
    manifest = _root(_("Root of the manifest"))
    reservation = forms.CharField(
        label=_("Reservations"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=MOST_REPEATED * (MOST_WORDS + 2),
        help_text=_(
            "What a signer does not vouch for, a line each: “number of bodies not verified”. Name "
            "nobody."
        ),
    )

    def clean_reservation(self) -> list[str]:
        lines = (line.strip() for line in self.cleaned_data["reservation"].splitlines())
        return [line for line in lines if line]


class ListForm(ActForm):
    who = ("by", "to")

    by = forms.ChoiceField(label=_("Whose list it is"))
    to = forms.ChoiceField(label=_("Put to"), required=False)
    agreement = _code(_("Agreement"), required=False)
    unit = _unit()
    count = _count()
    root = _root(_("Root of the list"))


class CommitmentForm(ActForm):
    who = ("by",)

    by = forms.ChoiceField(label=_("Who commits"))
    subject = _code(_("To what, as a code"))
    count = _count()
    root = _root(_("Root of the lines"))


class RefusalForm(forms.Form):
    by = forms.ChoiceField(label=_("Who will not sign"))
    reason = forms.CharField(
        label=_("Why"),
        max_length=MOST_WORDS,
        help_text=_("One line, without the name of any person. It is signed, and stays."),
    )

    def __init__(self, names: Iterable[str], *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        field = self.fields["by"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(each, each) for each in names]


class NoteForm(forms.Form):
    """A signed text, as a file or pasted."""

    file = forms.FileField(label=_("The signed file"), required=False)
    pasted = forms.CharField(
        label=_("Or its text"),
        required=False,
        strip=False,
        max_length=MOST_NOTE,
        widget=forms.Textarea(attrs={"rows": 6, "spellcheck": "false"}),
        help_text=_("Whole, from the first line to the last signature."),
    )

    def clean(self) -> None:
        file, pasted = self.cleaned_data.get("file"), self.cleaned_data.get("pasted")
        if not self.errors and bool(file) == bool(pasted):
            raise forms.ValidationError(_("Choose the file, or paste its text: one of them."))
        if file and file.size > MOST_NOTE:
            raise forms.ValidationError(_("The file is too large to be a signed act."))

    def data_bytes(self) -> bytes:
        """The bytes as they came. A browser sends pasted lines with two signs at their ends; a
        newline at the very end may have been lost, and is put back."""
        file = self.cleaned_data.get("file")
        if file:
            return bytes(file.read())
        text = str(self.cleaned_data["pasted"]).replace("\r\n", "\n").strip("\n")
        return f"{text}\n".encode()


class ScanForm(forms.Form):
    scan = forms.FileField(
        label=_("The scan"), help_text=_("PDF, JPEG, PNG or TIFF, 20 MB at most.")
    )
    signer = forms.ChoiceField(label=_("Whose signature it shows"))

    def __init__(self, names: Iterable[str], *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        field = self.fields["signer"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(each, each) for each in names]


class DropForm(forms.Form):
    why = forms.CharField(label=_("Why"), max_length=500)


class SinceForm(forms.Form):
    """Sent with GET: from how many entries on a party wants to cosign."""

    since = forms.IntegerField(label=_("Entries that it cosigned last"), min_value=0, initial=0)


ACT_FORMS: dict[str, type[ActForm]] = {
    "handover": HandoverForm,
    "list": ListForm,
    "commitment": CommitmentForm,
}

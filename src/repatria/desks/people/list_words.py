"""What a list's columns, verdicts, findings and answers are called on pages and in files."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from repatria.desks.common.sentences import told
from repatria.desks.people.fields import FIELDS
from repatria.desks.people.intake.stating import state_of
from repatria.desks.people.telling.findings import DAY_NOT_STATED, Finding, What, sentence_of
from repatria.formats.people_headings import HEADINGS
from repatria.formats.people_left_out import LeftOut

if TYPE_CHECKING:
    from repatria.desks.people.words import Words

_MORE: Words = MappingProxyType(
    {
        "row_number": _("Number of the row"),
        "id": _("The sender's id"),
        "other_names": _("Other names"),
        "age": _("Age"),
        "citizenship": _("Citizenship"),
        "position": _("Position"),
        "missing_on": _("Missing since"),
        "missing_place": _("Missing at"),
        "circumstances": _("Circumstances"),
        "held_since": _("Arrived at the camp on"),
        "life_on": _("Proof of life on"),
        "life_by": _("Proof of life by whom"),
        "medical_110_by": _("Examined by"),
        "medical_110_on": _("Examined on"),
        "medical_110_until": _("Examination valid until"),
        "wish_on": _("Consent given on"),
        "wish_withdrawn_on": _("Consent withdrawn on"),
        "state_on": _("State as of"),
        "death_on": _("Died on"),
        "returned_on": _("Returned on"),
        "kin_relation": _("Kinship of that person"),
        "kin_contact": _("How that person is reached"),
        "address": _("Address"),
        "marks": _("Special marks"),
        "source": _("Source, as the list names it"),
        "note": _("Note"),
        "linked_id": _("Id of the same person"),
        "expires_on": _("To be deleted on"),
    }
)
WHAT: Words = MappingProxyType(
    {
        What.RETURNED: _("Returned already"),
        What.DEAD: _("Reported dead"),
        What.DENIED: _("Denied by the named holder"),
        What.UNLISTED: _("On no list of the named holder"),
        What.CIVILIAN: _("Civilians on a list of soldiers"),
        What.TWICE: _("Twice on this list"),
        What.SAME_ID: _("One id in two rows"),
        What.ID_OF_ANOTHER: _("Id that stood for somebody else"),
        What.OTHER_NAME: _("Same birth or number, another name"),
        What.OTHER_BIRTH: _("Same name, another birth"),
        What.OTHER_SERIAL: _("Same name and birth, another serial number"),
        What.NAMESAKES: _("Several of this name, each with another birth or number"),
        What.GONE: _("Gone since the sender's last list"),
        What.NOBODY: _("Sums, titles and signatures"),
        What.NO_NAME: _("Name missing or unreadable"),
        What.NO_BIRTH: _("Birth missing or unreadable"),
        What.NO_SERIAL: _("Serial number missing"),
        What.UNREAD: _("Cells that cannot be read"),
        What.KNOWN: _("In the register under another record"),
        What.NOTE_AGAINST: _("Notes that say the opposite of each other"),
        What.EXPIRED: _("Not to be shown any more"),
        What.NOTE_SAME: _("Notes that hold two rows for one person"),
        What.NOTE: _("Notes on people of this list"),
        What.NOTE_NOBODY: _("Notes on nobody in this list"),
    }
)
VERDICTS: Words = MappingProxyType(
    {
        "conflicts": pgettext_lazy("row", "conflicts"),
        "unreadable": pgettext_lazy("row", "unreadable"),
        "new": pgettext_lazy("row", "new"),
        "matches": pgettext_lazy("row", "matches"),
    }
)


def column_choices() -> list[tuple[str, Any]]:
    """Every field that a column can hold, by its words."""
    found = [(key, column_word(key)) for key in HEADINGS]
    return [("", _("left out")), *found]


def column_word(key: str) -> Any:
    return FIELDS[key].words if key in FIELDS else _MORE.get(key, key)


def field_word(key: str) -> str:
    """What a sentence of the readers calls a field."""
    return str(column_word(key))


def sentence(finding: Finding) -> str:
    """A finding in the language of the page."""
    said = sentence_of(finding)
    params = dict(said.params)
    if params.get("on") == DAY_NOT_STATED:
        params["on"] = gettext(DAY_NOT_STATED)
    if "field" in params:
        params["field"] = str(column_word(str(params["field"]))) or gettext("the row")
    if finding.said:
        params["said"] = told(finding.said, field_word)
    return gettext(said.template).format(**params)


def left_out_sentence(each: LeftOut) -> str:
    """That a column is left out, with some of its cells."""
    if each.both:
        words = gettext("“{heading}” holds two things in one cell, and is left out: {cells}.")
    elif any(map(state_of, each.examples)):
        words = gettext(
            "“{heading}” is left out, though it seems to say what became of people: {cells}."
        )
    else:
        words = gettext("“{heading}” is left out: {cells}.")
    return words.format(heading=each.heading, cells="; ".join(each.examples))


def findings(notes: Iterable[Mapping[str, Any]]) -> list[Finding]:
    return [Finding.from_json(each) for each in notes]

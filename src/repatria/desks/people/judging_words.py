"""Sentences of the pages on which two records are judged, in the language of the page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from repatria.desks.people.fields import FIELDS
from repatria.desks.people.judging_rule import Ask, Evidence
from repatria.desks.people.words import FIELD_OF_VERDICT, LEVELS
from repatria.names.levels import Level
from repatria.names.linking.gates import GATES

if TYPE_CHECKING:
    from repatria.desks.people.words import Words

RULE = (
    _(
        "A name alone never links. “Same” needs one fact beyond the names that agrees: the day of "
        "birth (or a slip of it), a serial or prisoner's number, the birthplace, the call sign, or "
        "the mother's maiden name. Unit, rank, sex and a year are shared by thousands."
    ),
    _(
        "Where no such fact agrees, or where a first name, a patronymic, a birth, a sex or a "
        "serial number differs, you are asked a second time and say in writing what you know "
        "besides. So you are where two records are called different that agree in such a fact."
    ),
    _(
        "A judgement joins two records and changes neither. It can be withdrawn, and both stand "
        "as before."
    ),
)
"""The rule as pages print it."""
ASKS: Words = MappingProxyType(
    {
        Ask.NAMES_ONLY: _("Nothing but names agrees, or what thousands share."),
        Ask.DIFFERS: _("Something differs that hardly changes in a life."),
        Ask.AGAINST: _(
            "This would join records between which somebody judged that they are of different "
            "people."
        ),
        Ask.ALL_AGREES: _("A fact beyond the names agrees, and nothing differs."),
    }
)
REASON_SHORT = _("Say in a sentence what you know besides, and confirm it.")
ABSENT = pgettext_lazy("values", "nothing to compare")
AGREES, DIFFERS = pgettext_lazy("values", "agrees"), pgettext_lazy("values", "differs")
NOT_COMPARED = pgettext_lazy("values", "not compared")
NOT_COMPARED_WHY = _("It changes with time, and says nothing about who somebody is.")
ONE_SILENT = _("Only one of the two says.")
BOTH_ALIKE, BOTH_UNLIKE = _("Both say the same."), _("The two say different things.")


def level_words(level: Level) -> str:
    return str(LEVELS.get(level, ABSENT))


def field_words(field: str) -> str:
    """A field as pages call it, whether the register names it so or `names`."""
    if field in FIELD_OF_VERDICT:
        return str(FIELD_OF_VERDICT[field])
    return str(FIELDS[field].words) if field in FIELDS else field


def gate_words(code: str) -> str:
    """Why a gate holds a pair back; "" of none."""
    return next((gettext(gate.why) for gate in GATES if gate.code == code), code)


def told_in_words(found: Evidence) -> str:
    """What agrees and what differs, as the reason of a judgement that nobody gave another."""
    said = []
    if found.agreeing:
        said.append(gettext("Agrees: %(fields)s.") % {"fields": _listed(found.agreeing)})
    if found.contradicted:
        said.append(gettext("Differs: %(fields)s.") % {"fields": _listed(found.contradicted)})
    return " ".join(said) or gettext("Too little is said by both.")


def _listed(fields: Iterable[str]) -> str:
    return ", ".join(field_words(each) for each in fields)


def asks_words(asks: Iterable[Ask], found: Evidence) -> list[str]:
    """Why it is asked again, with the fields that differ."""
    told = []
    for each in asks:
        words = str(ASKS[each])
        if each is Ask.DIFFERS:
            words += f" ({_listed(found.differing)})"
        told.append(words)
    return told


def levels_told(levels: Mapping[str, list[object]]) -> tuple[list[str], list[str]]:
    """Of what a candidate keeps, the fields that agree and those that differ, in words."""
    agree = [field_words(f) for f, kept in levels.items() if kept[0] not in _APART]
    differ = [field_words(f) for f, kept in levels.items() if kept[0] == Level.CONTRADICTED.value]
    return agree, differ


_APART = (Level.CONTRADICTED.value, Level.ABSENT.value)

"""Sentences and words of the register's pages, in the language of the page."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from repatria.desks.people.choosing import How
from repatria.desks.people.timeline import Contradicts
from repatria.names.levels import Level
from repatria.names.reasons import Reason

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    Words = Mapping[str, str | _StrPromise]

HOW: Words = MappingProxyType(
    {
        How.PERSON: _("chosen by a person"),
        How.ONLY: _("one source"),
        How.AGREED: _("all agree"),
        How.MOST: _("most sources say so"),
        How.NEWEST: _("said last"),
        How.FIRST: _("entered first"),
    }
)
CONTRADICTS: Words = MappingProxyType(
    {
        Contradicts.ALIVE_AFTER_DEAD: _("Alive after reported dead"),
        Contradicts.ALIVE_AFTER_IDENTIFIED: _("Alive after remains were identified as theirs"),
        Contradicts.CAPTIVE_AFTER_RETURN: _("Held or listed after the return"),
        Contradicts.TWO_PLACES: _("At two places at one time"),
        Contradicts.TWO_DEATHS: _("Dead on two different days"),
        Contradicts.DENIED: _("Said to be held by a side that says it does not hold them"),
    }
)
LEVELS: Words = MappingProxyType(
    {
        Level.SAME: pgettext_lazy("values", "same"),
        Level.VARIANT: pgettext_lazy("values", "another form"),
        Level.SPELLING: pgettext_lazy("values", "another spelling"),
        Level.NEAR: pgettext_lazy("values", "close"),
        Level.INITIAL: pgettext_lazy("values", "fits the initial"),
        Level.CONTRADICTED: pgettext_lazy("values", "differs"),
    }
)
FIELD_OF_VERDICT: Words = MappingProxyType(
    {
        "surname": _("Surname"),
        "given": _("First names"),
        "patronymic": _("Patronymic"),
        "birth": _("Date of birth"),
        "sex": _("Sex"),
        "serial": _("Serial number"),
        "call sign": _("Call sign"),
        "relation": _("Relation"),
        "birthplace": _("Place of birth"),
        "unit": pgettext_lazy("military", "Unit"),
        "rank": _("Rank"),
    }
)


def sentence(reason: Reason) -> str:
    """A reason of the engines in the language of the page."""
    return gettext(reason.template).format(**dict(reason.params))

"""What holding a total or an ordinal against the record came to, in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from django.utils.translation import gettext

from repatria.desks.record import labels
from repatria.desks.record.labels import Names
from repatria.statements.ordinals import OrdinalCheck
from repatria.statements.record import Leg
from repatria.statements.total_check import Outcome, TotalCheck

Check: TypeAlias = TotalCheck | OrdinalCheck

_FITS: dict[str, bool | None] = {
    Outcome.FITS: True,
    Outcome.CHAINED: True,
    Outcome.UNCHECKED: None,
    Outcome.REACHES_BACK: None,
}


@dataclass(frozen=True, slots=True)
class Checked:
    """What holding a total or an ordinal against the record came to."""

    label: str
    anchor: str
    fits: bool | None
    sentences: tuple[str, ...]
    where: tuple[str, str] | None = None
    """The names of giver and receiver, for a total that is checked in each direction."""


def checked(check: TotalCheck | OrdinalCheck, names: Names) -> Checked:
    """The outcome of a check in words, with the section of the method page that explains it."""
    sentences = tuple(names.sentence(item) for item in check.reasons)
    if isinstance(check, OrdinalCheck):
        outcome = {True: "fits", False: "differs", None: "unchecked"}[check.fits]
        label = gettext("differs") if check.fits is False else str(labels.OUTCOMES[outcome])
        return Checked(label, "ordinals", check.fits, sentences)
    label = str(labels.OUTCOMES[check.outcome])
    giver, _arrow, receiver = check.where.partition(">")
    where = (names.party(giver), names.party(receiver)) if receiver else None
    return Checked(label, "totals", _FITS.get(check.outcome, False), sentences, where)


def touches(check: TotalCheck | OrdinalCheck, leg: Leg | None) -> bool:
    """Whether a check speaks of a leg's direction; all do where no leg is asked about."""
    if leg is None or isinstance(check, OrdinalCheck) or not check.where:
        return True
    return check.where == f"{leg.giver}>{leg.receiver}"

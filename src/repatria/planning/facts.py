"""What a plan knows of a person: facts, each with who stands behind it. No value, no score.

A fact counts in an agreement only where it is *confirmed*: by the holder, by a medical
commission, by a neutral visitor. What is said and not confirmed is kept apart, and decides nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Held(StrEnum):
    """How well it is known that somebody is held."""

    CONFIRMED = "confirmed"
    """By the holder, or seen by a neutral visitor."""
    WITNESS = "witness"
    """By those who came back, or a picture; the holder has not said so."""
    UNKNOWN = "unknown"
    DENIED = "denied"
    RETURNED = "returned"
    DEAD = "dead"


class Medical(StrEnum):
    """What a medical commission decided (Geneva Convention III, articles 109 and 110)."""

    NONE = "none"
    SERIOUSLY_WOUNDED = "seriously_wounded"
    GRAVELY_ILL = "gravely_ill"


class Consent(StrEnum):
    """What somebody answered to whether they want to return."""

    NOT_ASKED = "not_asked"
    GIVEN = "given"
    REFUSED = "refused"


class Sex(StrEnum):
    MALE = "male"
    FEMALE = "female"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who may be returned. The code is the register's; there is no name here."""

    code: str
    side: str
    """To whom they return."""
    holder: str
    """Who holds them, as it is known."""
    camp: str = ""
    """A code; empty where it is not known. It never leaves the office."""
    held: Held = Held.UNKNOWN
    medical: Medical = Medical.NONE
    medical_confirmed: bool = False
    """Whether a commission decided so, or the holder agreed."""
    fit: bool = True
    """Whether they can be moved (article 109: when fit to travel)."""
    consent: Consent = Consent.NOT_ASKED
    born: date | None = None
    sex: Sex = Sex.UNKNOWN
    civilian: bool = False
    captured: date | None = None
    rank: str = ""
    unit: str = ""
    stretcher: bool = False
    """Needs the room of a stretcher."""
    veto: str = ""
    """The basis on which the holder keeps them, a code of `reasons.VETOES`; empty without one."""
    group: str = ""
    """Those of one group go together or not at all, where a clause says so."""

    @property
    def duty(self) -> bool:
        """Whether the law returns them regardless of number or rank (article 109, paragraph 1)."""
        return self.medical is not Medical.NONE and self.medical_confirmed

"""What a holder can answer about somebody: a closed list. There is no "other".

Yemen's lists of 2018 came back with people who were dead, not held, or named twice; elsewhere the
answers were “not a prisoner”, “not known”, or silence. A code tells these apart. An answer is what
the holder *says*: it keeps somebody off this round's list, and the register takes it as a statement
of that side, beside what others say.
"""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum

from repatria.base.messages import message
from repatria.planning.facts import Consent, Held, Person


class Said(StrEnum):
    """The holder's answer about one person."""

    AGREED = "agreed"
    NOT_HELD = "not_held"
    NOT_KNOWN = "not_known"
    """The holder has not found them, and does not say that they are not held."""
    DEAD = "dead"
    RETURNED = "returned"
    REFUSED = "refused"
    """With a basis of `reasons.VETOES`; a refusal without one is the basis `unexplained`."""
    NEEDS_COMMISSION = "needs_commission"
    """A medical commission has to decide first."""
    UNFIT = "unfit"
    NO_CONSENT = "no_consent"
    """The holder says that they do not want to return. Whether it is so a neutral visitor asks."""


class Standing(StrEnum):
    """Where a question stands that has no answer. Nobody enters these; days decide them."""

    NOT_ASKED = "not_asked"
    OPEN = "open"
    """Asked; the deadline is not over."""
    NOT_ANSWERED = "not_answered"
    """The deadline is over."""
    WITHDRAWN = "withdrawn"
    """The holder took its answer back and gave no other in time."""


SAID = {
    Said.AGREED: message("The holder agrees."),
    Said.NOT_HELD: message("The holder says that it does not hold them."),
    Said.NOT_KNOWN: message("The holder says that it does not know of them."),
    Said.DEAD: message("The holder says that they are dead."),
    Said.RETURNED: message("The holder says that they were returned already."),
    Said.REFUSED: message("The holder keeps them."),
    Said.NEEDS_COMMISSION: message("The holder says that a medical commission must decide first."),
    Said.UNFIT: message("The holder says that they cannot be moved."),
    Said.NO_CONSENT: message("The holder says that they do not want to return."),
}
STANDS = {
    Standing.NOT_ASKED: message("The holder has not been asked."),
    Standing.OPEN: message("The holder has been asked; the deadline is not over."),
    Standing.NOT_ANSWERED: message("The holder has not answered by the deadline."),
    Standing.WITHDRAWN: message("The holder has taken its answer back."),
}

NEEDS_BASIS = frozenset({Said.REFUSED})
MAY_HAVE_DAY = frozenset({Said.DEAD, Said.RETURNED})
"""Answers that may tell the day on which it happened."""
TOLD_BY_CASEWORKER = frozenset({Said.NOT_HELD, Said.DEAD, Said.REFUSED, Said.NO_CONSENT})
"""What a family hears from a person, never from a letter: as `reasons.NEEDS_CASEWORKER`."""


def as_told(person: Person, said: Said, basis: str = "") -> Person:
    """Somebody's facts if the holder's answer were true: for a plan under the holder's reading.

    `NEEDS_COMMISSION` leaves the category unconfirmed. The register itself does not change so:
    there an answer is one statement among others.
    """
    match said:
        case Said.NOT_HELD:
            return replace(person, held=Held.DENIED)
        case Said.NOT_KNOWN:
            return replace(person, held=Held.UNKNOWN)
        case Said.DEAD:
            return replace(person, held=Held.DEAD)
        case Said.RETURNED:
            return replace(person, held=Held.RETURNED)
        case Said.REFUSED:
            return replace(person, veto=basis)
        case Said.NEEDS_COMMISSION:
            return replace(person, medical_confirmed=False)
        case Said.UNFIT:
            return replace(person, fit=False)
        case Said.NO_CONSENT:
            return replace(person, consent=Consent.REFUSED)
        case Said.AGREED:
            return replace(person, held=Held.CONFIRMED, veto="")

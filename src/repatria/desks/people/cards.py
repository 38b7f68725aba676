"""The clock of capture cards (Geneva Convention III, article 70) and the fields of the card (Annex
IV B): pure.

A captive is to be enabled to write the card not more than one week after arrival at a camp, even a
transit camp, and likewise on sickness and on transfer to hospital or to another camp. The clock is
one rule: which side holds the person is not among what it asks for.
"""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum

from django.utils.translation import pgettext_lazy

WEEK = timedelta(days=7)
ANNEX_IV_B = (
    "power", "surname", "given", "father", "birth", "birthplace", "rank", "serial",
    "kin_address", "captured_on", "captured_place", "health", "prisoner_number", "held_at",
)  # fmt: skip
"""Keys of `fields.FIELDS` in the order of the card: 1 to 8 who the prisoner is, 9 the address of
the family, 10 taken prisoner on and coming from, 11 the state of health, 12 the number and the
camp. Whatever is not written is not stated, and nothing of it is asked for."""


class Occasion(StrEnum):
    """What starts the clock."""

    ARRIVAL = "arrival"
    TRANSFER = "transfer"
    SICKNESS = "sickness"
    HOSPITAL = "hospital"


OCCASION_WORDS = {
    Occasion.ARRIVAL: pgettext_lazy("card", "arrival at a camp"),
    Occasion.TRANSFER: pgettext_lazy("card", "transfer to another camp"),
    Occasion.SICKNESS: pgettext_lazy("card", "sickness"),
    Occasion.HOSPITAL: pgettext_lazy("card", "transfer to hospital"),
}
AGAIN = pgettext_lazy("card", "due again")
"""What is said of a later card to whoever may not see medical facts."""
MEDICAL = frozenset({Occasion.SICKNESS, Occasion.HOSPITAL})


class Standing(StrEnum):
    """How a card stands on a day."""

    WAITING = "waiting"
    OVERDUE = "overdue"
    IN_TIME = "in_time"
    LATE = "late"
    NOT_KNOWN = "not_known"
    """It came after the week, and nobody says when it was written: it can be either."""


STANDING_WORDS = {
    Standing.WAITING: pgettext_lazy("card", "within the week"),
    Standing.OVERDUE: pgettext_lazy("card", "overdue"),
    Standing.IN_TIME: pgettext_lazy("card", "in time"),
    Standing.LATE: pgettext_lazy("card", "late"),
    Standing.NOT_KNOWN: pgettext_lazy("card", "in time or late: not known"),
}


TAKEN_BACK = pgettext_lazy("card", "the clock was taken back")


def due(start: date) -> date:
    """The last day on which a card is in time."""
    return start + WEEK


def standing(due_on: date, sent_on: date | None, received_on: date | None, today: date) -> Standing:
    """What counts is the day of writing. A card that came within the week was written within it;
    of one that came later, without that day, nobody can say whose fault it is."""
    if sent_on is not None:
        return Standing.IN_TIME if sent_on <= due_on else Standing.LATE
    if received_on is not None:
        return Standing.IN_TIME if received_on <= due_on else Standing.NOT_KNOWN
    return Standing.OVERDUE if today > due_on else Standing.WAITING

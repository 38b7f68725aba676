"""Why somebody is on a list or is not: a closed list. There is no "other".

In the order in which they are looked at: the first that holds is the reason.
"""

from __future__ import annotations

from enum import StrEnum

from repatria.base.messages import message


class Reason(StrEnum):
    """One for everybody."""

    ALREADY_RETURNED = "already_returned"
    REPORTED_DEAD = "reported_dead"
    HOLDER_DENIES = "holder_denies"
    NOT_CONFIRMED_HELD = "not_confirmed_held"
    NO_CONSENT = "no_consent"
    UNFIT_TO_TRAVEL = "unfit_to_travel"
    VETO = "veto"
    OUTSIDE_TERMS = "outside_terms"
    """No clause of the agreement speaks of them."""
    NO_STRETCHER_PLACE = "no_stretcher_place"
    CAMP_FULL = "camp_full"
    ROUND_FULL = "round_full"
    CLAUSE_FULL = "clause_full"
    """A cap (`at most`) that bounds them is reached, over all rounds together."""
    CLASS_UNMATCHED = "class_unmatched"
    """The other side has nobody left for whom their class could be exchanged, or may send nobody
    more."""
    WAITS_FOR_GROUP = "waits_for_group"
    ON_LIST = "on_list"


GATES = (
    Reason.ALREADY_RETURNED,
    Reason.REPORTED_DEAD,
    Reason.HOLDER_DENIES,
    Reason.NOT_CONFIRMED_HELD,
    Reason.NO_CONSENT,
    Reason.UNFIT_TO_TRAVEL,
    Reason.VETO,
    Reason.OUTSIDE_TERMS,
)
"""What keeps somebody from being considered at all, whatever places there are."""

NEEDS_CASEWORKER = frozenset(
    {Reason.REPORTED_DEAD, Reason.HOLDER_DENIES, Reason.NO_CONSENT, Reason.VETO}
)
"""What a family hears from a person, never from a letter."""

VETOES = {
    "proceedings": message("kept for criminal proceedings (article 119)"),
    "sentence": message("kept to serve a sentence (article 119)"),
    "not_prisoner_of_war": message("not recognised as a prisoner of war by the holder"),
    "unexplained": message("kept without a reason given"),
}
"""On what basis a holder keeps somebody: the last is a basis too, and is shown as such."""

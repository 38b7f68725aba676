"""Agreements, lists and their versions, and what was frozen."""

from repatria.desks.exchanges.models.agreements import Agreement, DoubtChoice, Reading
from repatria.desks.exchanges.models.freezes import Freeze, FreezeState, Lottery, LotteryOpening
from repatria.desks.exchanges.models.lists import Draft, DraftState, FactsSnapshot, PlannedList
from repatria.desks.exchanges.models.offers import Entry, EntryKind, ProposedEntry
from repatria.desks.exchanges.models.plans import Plan, PlanState
from repatria.desks.exchanges.models.rounds import RoundOver, SealedList

__all__ = [
    "Agreement",
    "DoubtChoice",
    "Draft",
    "DraftState",
    "Entry",
    "EntryKind",
    "FactsSnapshot",
    "Freeze",
    "FreezeState",
    "Lottery",
    "LotteryOpening",
    "Plan",
    "PlanState",
    "PlannedList",
    "ProposedEntry",
    "Reading",
    "RoundOver",
    "SealedList",
]

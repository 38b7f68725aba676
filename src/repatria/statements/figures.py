"""Figures and verdicts: what is compared with what, and what comes out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from repatria.statements.claim import Claim, Speaker, role_of
from repatria.statements.quantity import ZERO, Interval, Kind
from repatria.statements.reasons import Reason
from repatria.statements.record import Leg
from repatria.statements.vocabulary import COUNTED, Category, ClaimKind, Per, Role, Unit


class Grade(StrEnum):
    """How well a figure stands; computed, never typed. The rules: docs/methods/statements.md."""

    SIGNED = "signed"
    AGREED = "agreed"
    CORROBORATED = "corroborated"
    SINGLE = "single"
    CONTESTED = "contested"
    DISCOUNTED = "discounted"


class State(StrEnum):
    """What one side's word on a figure comes to."""

    STATED = "stated"
    NONE = "none"
    """Said to be none."""
    NOT_STATED = "not_stated"
    """It spoke of the matter, or was asked, and gave no number."""
    NOTHING_FOUND = "nothing_found"
    """The record holds no word of it."""


@dataclass(frozen=True, slots=True)
class Figure:
    """What is counted: of whom, in which unit, in which class of count, on which leg."""

    leg: Leg
    category: Category
    unit: Unit
    counting: str = ""


@dataclass(frozen=True, slots=True)
class SideWord:
    """One side's word on a figure, with everybody who speaks in it."""

    role: Role
    party: str
    state: State
    interval: Interval | None = None
    speakers: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()
    unnamed: bool = False
    """Whether only sources that nobody names speak in it."""
    parity: bool = False
    """Whether it claims, without a number, that as many went the other way."""


@dataclass(frozen=True, slots=True)
class Root:
    """One independent origin of a figure; everything that repeats it counts with it, once."""

    key: str
    speaker: Speaker
    role: Role
    interval: Interval
    claims: tuple[str, ...]
    repeats: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Verdict:
    """A graded figure. `spread` runs from the least to the greatest number that any live root
    allows: a spread of claims, not a confidence interval. `grade` is `None` where nobody gives a
    number."""

    figure: Figure
    grade: Grade | None
    spread: Interval | None
    giver: SideWord
    receiver: SideWord
    roots: tuple[Root, ...]
    reasons: tuple[Reason, ...]
    retired: tuple[tuple[str, str], ...] = ()
    """Claims that no longer count, each with the code of the reason."""

    @property
    def gap(self) -> tuple[Interval, Interval] | None:
        """The words of receiver and giver, where both are given and do not meet."""
        a, b = self.receiver.interval, self.giver.interval
        if a is None or b is None or a.meets(b):
            return None
        return a, b


@dataclass(frozen=True, slots=True)
class LegVerdict:
    """All figures of a leg; the first one is the leg's headline."""

    leg: Leg
    figures: tuple[Verdict, ...]

    @property
    def headline(self) -> Verdict:
        return self.figures[0]


NUMBERED = frozenset({ClaimKind.COUNT, ClaimKind.DENIAL})


def counts(claim: Claim) -> bool:
    """Whether the claim says how many were handed over on a leg (or that as many went each way)."""
    return (
        claim.kind in NUMBERED
        and claim.unit in COUNTED
        and claim.per is Per.SIDE
        and (claim.quantity.low is not None or claim.quantity.kind is Kind.PARITY)
    )


def state_of(interval: Interval) -> State:
    return State.NONE if interval == ZERO else State.STATED


def side_of(claim: Claim, leg: Leg) -> Role:
    return role_of(claim.speaker, leg.giver, leg.receiver)


def by_leg(claims: Iterable[Claim], tracks: Mapping[str, str]) -> dict[Leg, list[Claim]]:
    """Claims by the legs they speak of. `tracks` gives the track of each known exchange.

    An exchange has a leg in each direction between any two parties that a claim on it names, on its
    own track; and one on the other track where a number is stated there. So the way back of a
    handover is there to be asked about even when nobody speaks of it.
    """
    found: dict[Leg, list[Claim]] = {}
    for claim in claims:
        track = tracks.get(claim.exchange)
        if track is None:
            continue
        own = claim.track == track
        if not own and not (counts(claim) or claim.kind is ClaimKind.NON_STATEMENT):
            continue
        for giver, receiver in claim.directions():
            leg = Leg(claim.exchange, giver, receiver, claim.track)
            found.setdefault(leg, []).append(claim)
            if own:
                found.setdefault(leg.opposite, [])
    return found

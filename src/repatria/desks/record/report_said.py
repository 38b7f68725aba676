"""The smaller parts of a report: speakers, statements, sides and graded figures as plain values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Who:
    """A speaker. An outlet of no side that speaks in its own voice bears the outlet's name."""

    code: str
    name: str
    voice: str
    party: str = ""

    @property
    def unnamed(self) -> bool:
        return self.voice == "unnamed"


@dataclass(frozen=True, slots=True)
class Why:
    """A reason as data and as a sentence."""

    code: str
    params: Mapping[str, Any]
    sentence: str


@dataclass(frozen=True, slots=True)
class Where:
    """Where a statement can be read."""

    key: str
    outlet: str
    title: str
    url: str


@dataclass(frozen=True, slots=True)
class Shown:
    """Footage or a document: what it is said to show, and where."""

    kind: str
    shows: str
    place: str
    place_certainty: str


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement. `says` is its quantity; `words` are the source's own, where it gave words.

    `covers` is the period it speaks of, as `A..B`. `silent` names the parties that it says did not
    speak. `retired` says why it no longer counts: withdrawn or superseded.
    """

    id: str
    kind: str
    kind_name: str
    exchange: str
    giver: str
    receiver: str
    both: bool
    per: str
    category: str
    unit: str
    unit_name: str
    says: str
    low: int | None
    high: int | None
    words: str
    covers: str
    period: str
    counting: str
    who: Who
    where: Where
    said_on: str
    relay: bool
    silent: tuple[str, ...]
    identity: str
    evidence: Shown | None
    paraphrase: str
    uncertain: tuple[str, ...]
    retired: str


@dataclass(frozen=True, slots=True)
class Silence:
    """That a party gave no number: said by itself, or reported by somebody else."""

    claim: str
    who: Who
    own: bool
    """Whether the party's own speaker is the one who gave no number."""
    where: Where


@dataclass(frozen=True, slots=True)
class Side:
    """One side's word on a figure: the state, the numbers, and everybody who speaks in it."""

    role: str
    party: str
    party_name: str
    state: str
    says: str
    low: int | None
    high: int | None
    speakers: tuple[Who, ...]
    only_unnamed: bool
    equal_claimed_by: tuple[Who, ...]
    """Who claims, without a number, that as many went the other way."""
    silences: tuple[Silence, ...]
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Origin:
    """A root that is neither giver nor receiver, with what repeats it."""

    who: Who
    role: str
    says: str
    low: int
    high: int | None
    claims: tuple[str, ...]
    repeats: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FigureWord:
    """A graded figure. `low` and `high` are the spread of all live roots; `gap` is how far giver
    and receiver are apart (0 where they meet or one gives no number)."""

    category: str
    category_name: str
    unit: str
    unit_name: str
    counting: str
    grade: str
    grade_name: str
    says: str
    low: int | None
    high: int | None
    gap: int
    giver: Side
    receiver: Side
    others: tuple[Origin, ...]
    reasons: tuple[Why, ...]

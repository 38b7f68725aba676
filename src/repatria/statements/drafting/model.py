"""What is read out of an article: drafts, and the numbers that were looked at and left."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from repatria.base.dates import Period
from repatria.statements.quantity import Quantity
from repatria.statements.reasons import Reason
from repatria.statements.vocabulary import Category, ClaimKind, Per, Unit, Voice


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A place in the text, in characters: `text[start:end]` is exactly what stands there."""

    start: int
    end: int

    def of(self, text: str) -> str:
        return text[self.start : self.end]

    def holds(self, other: Span) -> bool:
        return self.start <= other.start and other.end <= self.end

    def meets(self, other: Span) -> bool:
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Left:
    """A number that was looked at and not drafted, and why."""

    span: Span
    why: Reason


@dataclass(frozen=True, slots=True)
class Said:
    """Who speaks, as far as the text tells.

    `words` are the text's own; `party` is the side the speaker belongs to (an unnamed source can
    have one too), `code` an intermediary's code.
    """

    voice: Voice
    party: str = ""
    words: str = ""
    code: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """A claim that the text seems to make. `giver` and `receiver` are empty where none was read.

    `figure` is the place of the quantity and `sentence` that of the sentence around it. `reasons`
    tell which rule read what; `doubts`, what the person should check.
    """

    kind: ClaimKind
    quantity: Quantity
    unit: Unit
    category: Category
    giver: str
    receiver: str
    both: bool
    per: Per
    said: Said
    relay: bool
    said_on: date | None
    covers: Period | None
    figure: Span
    sentence: Span
    silent: tuple[str, ...] = ()
    reasons: tuple[Reason, ...] = ()
    doubts: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Drafts:
    """Everything read out of one article, in the order of the text."""

    language: str
    drafts: tuple[Draft, ...]
    unread: tuple[Left, ...]

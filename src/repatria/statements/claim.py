"""A claim: one statement on a leg, an exchange, an agreement or a period, and whose word it is."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta

from repatria.base.dates import PartialDate, Period, partial_date
from repatria.base.errors import ValueProblem
from repatria.statements.quantity import Interval, Quantity
from repatria.statements.vocabulary import TRACK, Category, ClaimKind, Per, Role, Track, Unit, Voice


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks. `party` is the side the speaker belongs to; empty for everybody else.

    `names` holds the name in other languages, as (language code, name).
    """

    code: str
    name: str
    voice: Voice
    party: str = ""
    office: str = ""
    names: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """Where a statement can be read. The text itself is not held; `digest` is the SHA-256 of the
    bytes in which whoever entered it saw it, so that they can show later what they saw."""

    key: str
    title: str
    url: str = ""
    published: str = ""
    outlet: str = ""
    digest: str = ""


@dataclass(frozen=True, slots=True)
class Evidence:
    """Footage or a document: what it is said to show, where, and how sure the place is."""

    kind: str
    shows: str
    place: str = ""
    place_certainty: str = ""


@dataclass(frozen=True, slots=True)
class Partition:
    """One way in which a speaker divides a figure (by category, by sex ...).

    `complete` says that the parts are meant to make up the whole.
    """

    by: str
    parts: tuple[tuple[str, Interval], ...]
    complete: bool

    @property
    def total(self) -> Interval:
        found = Interval(0, 0)
        for _, part in self.parts:
            found = found + part
        return found


@dataclass(frozen=True, slots=True)
class Claim:
    """One statement. Nothing in it is a verdict; verdicts are computed from many of them.

    `giver` and `receiver` name the direction; with `both` the statement covers both directions
    between the two. `covers` is the day or period it speaks of, `exchange` or `agreement` what it
    speaks of (either may be empty). `identity` is what is said about whose the remains are, apart
    from the count. `silent` lists the parties that a NON_STATEMENT says did not speak. `counting`
    names a class of count that the speaker keeps apart ("outside the exchange"). `relay` says that
    the source repeats what the speaker said elsewhere. `quote` holds a few words of the source as
    they stand in it.
    `withdrawn_why` is the reason of whoever entered the statement and took it back; it is empty
    where the speaker did.
    """

    id: str
    kind: ClaimKind
    quantity: Quantity
    unit: Unit
    category: Category
    giver: str
    receiver: str
    speaker: Speaker
    source: Source
    said_on: PartialDate
    both: bool = False
    per: Per = Per.SIDE
    exchange: str = ""
    agreement: str = ""
    covers: Period | None = None
    as_of: PartialDate | None = None
    silent: tuple[str, ...] = ()
    counting: str = ""
    identity: str = ""
    evidence: Evidence | None = None
    parts: tuple[Partition, ...] = ()
    paraphrase: str = ""
    relay: bool = False
    uncertain: tuple[str, ...] = ()
    supersedes: str = ""
    withdrawn_on: date | None = None
    embargo_until: date | None = None
    quote: str = ""
    withdrawn_why: str = ""
    known_from: date = field(init=False)
    """The first day on which a reader could know of it: said by then, and no longer embargoed."""

    def __post_init__(self) -> None:
        known = self.said_by
        if self.embargo_until is not None and self.embargo_until > known:
            known = self.embargo_until
        object.__setattr__(self, "known_from", known)

    @property
    def track(self) -> Track:
        return TRACK[self.category]

    @property
    def interval(self) -> Interval | None:
        return self.quantity.interval

    @property
    def root(self) -> str:
        """The origin of the word: the speaker; for an outlet's own voice, the outlet."""
        if self.speaker.voice is Voice.MEDIA:
            return f"{self.speaker.code}@{self.source.outlet or self.source.key}"
        return self.speaker.code

    @property
    def said_by(self) -> date:
        """The day it was said; of a month or a year, the day on which the source came out."""
        if self.said_on.precise:
            return self.said_on.last
        return min(self.said_on.last, _published(self.source.published, self.said_on))

    @property
    def until(self) -> date:
        """The last day it can speak of: no later than it was said, or is said to be as of."""
        last = self.said_by
        if self.as_of is not None:
            last = min(last, self.as_of.last)
        return last if self.covers is None else min(last, self.covers.last)

    def directions(self) -> tuple[tuple[str, str], ...]:
        """The (giver, receiver) pairs that the statement speaks of; none where it names none."""
        if not self.giver or not self.receiver:
            return ()
        one = (self.giver, self.receiver)
        return (one, one[::-1]) if self.both else (one,)

    def near_in_time(self, other: Claim) -> bool:
        """Said on the same day or the next, as far as their dates tell."""
        a, b = self.said_on, other.said_on
        return abs(a.first - b.first) <= timedelta(days=1) and a.precise == b.precise


def _published(text: str, said_on: PartialDate) -> date:
    """The day by which a dated source was out; the end of `said_on` where that tells nothing."""
    try:
        day = partial_date(text).last
    except ValueProblem:
        return said_on.last
    return day if day >= said_on.first else said_on.last


def role_of(speaker: Speaker, giver: str, receiver: str) -> Role:
    """What the speaker is to a leg from `giver` to `receiver`."""
    if speaker.party and speaker.party == giver:
        return Role.GIVER
    if speaker.party and speaker.party == receiver:
        return Role.RECEIVER
    if speaker.voice is Voice.INTERMEDIARY:
        return Role.INTERMEDIARY
    return Role.THIRD

"""Shapes of the record's statements, frame and findings. What is at its default is left out, as in
the files of the pages; each shape says what may be there, and nothing else may."""

from typing import Annotated, Any, NotRequired

from pydantic import Field, with_config
from typing_extensions import TypedDict

from repatria.desks.common.api.shapes import CLOSED
from repatria.statements.contradiction import ContradictionKind
from repatria.statements.figures import Grade, State
from repatria.statements.total_check import Outcome
from repatria.statements.vocabulary import Category, ClaimKind, Role, Track, Unit, Voice

InLeg = Annotated[str, Field(json_schema_extra={"enum": [each.value for each in Role]})]
"""What a speaker is to a leg. A shape's name is its class's, and `Role` is what people do here."""
Quantity = list[str | int | None]
"""`[kind, low, high, number, words]`, without what is missing at the end."""


@with_config(CLOSED)
class Interval(TypedDict):
    low: int
    high: int | None


@with_config(CLOSED)
class LegPlace(TypedDict):
    exchange: str
    giver: str
    receiver: str
    track: Track


@with_config(CLOSED)
class Speaker(TypedDict):
    code: str
    voice: Voice
    name: NotRequired[str]
    party: NotRequired[str]
    office: NotRequired[str]
    names: NotRequired[list[list[str]]]


@with_config(CLOSED)
class Source(TypedDict):
    key: str
    title: NotRequired[str]
    url: NotRequired[str]
    published: NotRequired[str]
    outlet: NotRequired[str]
    digest: NotRequired[str]


class CountedSource(Source):
    claims: int


# “from” is a word of Python.
Claim = TypedDict(
    "Claim",
    {
        "id": str,
        "kind": ClaimKind,
        "quantity": Quantity,
        "unit": Unit,
        "category": Category,
        "speaker": Speaker,
        "source": Source,
        "source_text_held": bool,
        "said_on": str,
        "from": NotRequired[str],
        "to": NotRequired[str],
        "both": NotRequired[bool],
        "exchange": NotRequired[str],
        "agreement": NotRequired[str],
        "covers": NotRequired[str],
        "as_of": NotRequired[str],
        "silent": NotRequired[list[str]],
        "counting": NotRequired[str],
        "identity": NotRequired[str],
        "paraphrase": NotRequired[str],
        "quote": NotRequired[str],
        "relay": NotRequired[bool],
        "uncertain": NotRequired[list[str]],
        "supersedes": NotRequired[str],
        "withdrawn_on": NotRequired[str],
        "withdrawn_why": NotRequired[str],
        "embargo_until": NotRequired[str],
        "parts": NotRequired[list[list[Any]]],
        "per": NotRequired[str],
        "evidence": NotRequired[list[Any]],
        "retired": NotRequired[str],
    },
)
Claim.__pydantic_config__ = CLOSED  # type: ignore[attr-defined]


@with_config(CLOSED)
class Reason(TypedDict):
    code: str
    params: dict[str, Any]
    sentence: str


@with_config(CLOSED)
class Exchange(TypedDict):
    code: str
    date: str
    track: Track
    title: NotRequired[str]
    agreement: NotRequired[str]
    series: NotRequired[str]
    intermediaries: NotRequired[list[str]]
    numbering: NotRequired[list[list[Any]]]
    happened: NotRequired[bool]


class ListedExchange(Exchange):
    known_from: str


@with_config(CLOSED)
class SideWord(TypedDict):
    party: str
    state: State
    interval: Interval | None
    speakers: list[str]
    claims: list[str]
    only_unnamed: bool
    parity_claimed: bool


@with_config(CLOSED)
class Root(TypedDict):
    speaker: str
    role: InLeg
    interval: Interval
    claims: list[str]
    repeats: list[str]


@with_config(CLOSED)
class Retired(TypedDict):
    claim: str
    why: str


@with_config(CLOSED)
class Figure(TypedDict):
    category: Category
    unit: Unit
    counting: str
    grade: Grade | None
    spread: Interval | None
    gap_between_sides: int | None
    giver: SideWord
    receiver: SideWord
    roots: list[Root]
    reasons: list[Reason]
    retired: list[Retired]


class Leg(LegPlace):
    figures: list[Figure]


@with_config(CLOSED)
class Carried(TypedDict):
    giver_total: str
    receiver_total: str
    legs: list[LegPlace]
    reasons: list[Reason]


@with_config(CLOSED)
class Contradiction(TypedDict):
    key: str
    kind: ContradictionKind
    day: str
    known_since: str
    claims: list[str]
    legs: list[LegPlace]
    agreement: str
    reasons: list[Reason]
    carried: list[Carried]


@with_config(CLOSED)
class Check(TypedDict):
    """A total held against the record, or an ordinal (`ordinal_fits`, `counted`)."""

    reasons: list[Reason]
    ordinal_fits: NotRequired[bool | None]
    counted: NotRequired[int | None]
    outcome: NotRequired[Outcome]
    derived: NotRequired[Interval | None]
    residual: NotRequired[list[int | None] | None]
    legs: NotRequired[list[LegPlace]]
    rule: NotRequired[str]
    direction: NotRequired[str]


@with_config(CLOSED)
class Utterance(TypedDict):
    claims: list[str]
    judged: bool


@with_config(CLOSED)
class ListedSide(TypedDict):
    party: str
    state: State
    interval: Interval | None
    speakers: list[str]
    only_unnamed: bool


class Headline(LegPlace):
    """What a leg comes to, as lists hold it."""

    date: str
    category: Category
    unit: Unit
    grade: Grade | None
    spread: Interval | None


class ListedLeg(Headline):
    happened: bool
    giver_word: ListedSide
    receiver_word: ListedSide


class Summary(Headline):
    giver_state: State
    receiver_state: State

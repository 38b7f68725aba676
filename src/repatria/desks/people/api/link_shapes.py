"""Shapes of what the interface tells of pairs of records and of judgements."""

from typing import Annotated, NotRequired

from pydantic import with_config
from typing_extensions import TypedDict

from repatria.desks.common.api.shapes import CLOSED
from repatria.desks.people.api.shapes import IDENTITY, STATUS, Next, Who


@with_config(CLOSED)
class Pair(TypedDict):
    """Two records that a run proposes. `weight` is of the pair, in bits: how much likelier the two
    are if they are of one person. `gate` is what keeps it from being proposed."""

    one: Who
    other: Who
    weight: Annotated[float, IDENTITY]
    agree: Annotated[list[str], IDENTITY]
    differ: Annotated[list[str], IDENTITY]
    gate: Who


@with_config(CLOSED)
class Pairs(TypedDict):
    """Some of the pairs of the run that was finished last."""

    run: Who
    items: list[Pair]
    next: Next


@with_config(CLOSED)
class JudgementTold(TypedDict):
    """A judgement on two records. It changes neither, and can be withdrawn."""

    code: NotRequired[Who]
    one: Who
    other: Who
    party: Who
    verdict: NotRequired[Who]
    why: NotRequired[Who]
    by: Who
    at: NotRequired[Who]
    withdrawn_at: NotRequired[Annotated[str | None, IDENTITY]]
    withdrawn_why: NotRequired[Who]


@with_config(CLOSED)
class Judgements(TypedDict):
    """Some of the judgements, the newest first."""

    items: list[JudgementTold]
    next: Next


@with_config(CLOSED)
class Stands(TypedDict):
    """How two values stand to each other, and why it is said."""

    level: str
    word: str
    why: str


@with_config(CLOSED)
class Beside(TypedDict):
    """One field of both."""

    field: str
    one: str
    other: str
    verdicts: list[Stands]


@with_config(CLOSED)
class BothSides(TypedDict):
    """Two records field by field, by the class of the field."""

    one: Who
    other: Who
    identity: NotRequired[Annotated[list[Beside], IDENTITY]]
    status: NotRequired[Annotated[list[Beside], STATUS]]
    proposed: Annotated[list[Pair], IDENTITY]
    judgements: list[JudgementTold]

"""The closed vocabularies of the record, as tables: categories, units, kinds of claim, voices."""

from __future__ import annotations

from enum import StrEnum


class Track(StrEnum):
    """The living and the dead are never counted together."""

    LIVING = "living"
    REMAINS = "remains"


class Category(StrEnum):
    """Of whom a figure speaks. LIVING and REMAINS are the whole of their track."""

    LIVING = "living"
    POW = "pow"
    WOUNDED = "wounded"
    CIVILIAN = "civilian"
    REMAINS = "remains"


# What a category is a part of; the whole of a track has no wider category.
WIDER: dict[Category, Category | None] = {
    Category.LIVING: None,
    Category.POW: Category.LIVING,
    Category.WOUNDED: Category.POW,
    Category.CIVILIAN: Category.LIVING,
    Category.REMAINS: None,
}


def ancestors(category: Category) -> tuple[Category, ...]:
    """The wider categories, nearest first."""
    found: list[Category] = []
    wider = WIDER[category]
    while wider is not None:
        found.append(wider)
        wider = WIDER[wider]
    return tuple(found)


TRACK: dict[Category, Track] = {
    category: Track.REMAINS if category is Category.REMAINS else Track.LIVING
    for category in Category
}


class Unit(StrEnum):
    """What was counted. Figures in two units are never compared as if they were one."""

    PERSON = "person"
    BODY = "body"
    CONTAINER = "container"
    PART = "part"
    PROFILE = "profile"
    EXCHANGE = "exchange"
    PERCENT = "percent"
    MONTH = "month"
    LABORATORY = "laboratory"


# The units that say how many were handed over.
COUNTED = frozenset({Unit.PERSON, Unit.BODY, Unit.CONTAINER, Unit.PART, Unit.PROFILE})
MAIN_UNIT: dict[Track, Unit] = {Track.LIVING: Unit.PERSON, Track.REMAINS: Unit.BODY}


class ClaimKind(StrEnum):
    """What a statement does. Only COUNT, DENIAL and TOTAL say how many were handed over."""

    COUNT = "count"
    TOTAL = "total"
    ORDINAL = "ordinal"
    NON_STATEMENT = "non_statement"
    DENIAL = "denial"
    PLAN = "plan"
    AGREEMENT = "agreement"
    COMPOSITION = "composition"
    IDENTITY = "identity"
    PROCESS = "process"
    CONDITION = "condition"
    ACCUSATION = "accusation"
    CAPACITY = "capacity"
    LIST_SUBMITTED = "list_submitted"
    LIST_DEFECT = "list_defect"


class Voice(StrEnum):
    """As whom a speaker speaks."""

    PARTY = "party"
    """A named office or officer of a party: the party itself."""
    UNNAMED = "unnamed"
    """A source that nobody names: a root, and never the party itself."""
    MEDIA = "media"
    """An outlet in its own voice, of whichever side."""
    INTERMEDIARY = "intermediary"
    OTHER = "other"


class Per(StrEnum):
    """Whether a figure said of both directions is for each side, or for the two together."""

    SIDE = "side"
    TOTAL = "total"


class Role(StrEnum):
    """What a speaker is to a leg."""

    GIVER = "giver"
    RECEIVER = "receiver"
    INTERMEDIARY = "intermediary"
    THIRD = "third"


class Term(StrEnum):
    """The forms that a term of an agreement can take."""

    ALL_FOR_ALL = "all_for_all"
    PARITY = "parity"
    EXCHANGE = "exchange"
    ONE_SIDED = "one_sided"
    ACCEPTANCE = "acceptance"
    LISTS = "lists"
    OFFER = "offer"
    CONTINUATION = "continuation"

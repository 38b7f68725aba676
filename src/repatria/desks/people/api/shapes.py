"""Shapes that several answers of the register are made of. Where a part names no class of field of
its own, it is of the class of what it stands in."""

from typing import Annotated, Any, NotRequired

from pydantic import with_config
from typing_extensions import TypedDict

from repatria.desks.accounts.rights import FieldClass
from repatria.desks.common.api.asking import Sent
from repatria.desks.common.api.shapes import CLOSED, OWN, of_class
from repatria.desks.people.api.values import Why
from repatria.desks.people.by_whom import DETAILS
from repatria.desks.people.models import Source, Statement

IDENTITY = of_class(FieldClass.IDENTITY)
STATUS = of_class(FieldClass.STATUS)
Who = Annotated[str, IDENTITY]
What = Annotated[str, STATUS]
Next = Annotated[str | None, of_class(OWN)]
"""The address of the next part."""


@with_config(CLOSED)
class Entered(TypedDict):
    """What was made: its code, or its number where it has none."""

    code: NotRequired[Annotated[str, of_class(OWN)]]
    id: NotRequired[Annotated[int, of_class(OWN)]]


@with_config(CLOSED)
class Done(TypedDict):
    """What was changed, as it stands now."""

    code: Annotated[str, of_class(OWN)]
    state: Annotated[str, of_class(OWN)]


class Taken(Sent):
    """Why something is taken back; it stays with the record."""

    why: Why


@with_config(CLOSED)
class SourceTold(TypedDict):
    """Who says so. `said_on` is a day, a month or a year, as precisely as it is known."""

    code: str
    kind: str
    title: str
    said_on: str
    sender: NotRequired[str]
    row: NotRequired[int]


@with_config(CLOSED)
class Withdrawn(TypedDict):
    """When somebody took it back, who, and why."""

    at: str
    by: str
    why: str


@with_config(CLOSED)
class StatementTold(TypedDict):
    """One value of one field, as its source has it. `read` is how it was read; empty where it could
    not be. `record` is the record that it stands on: this one, or one that was judged the same. Who
    holds the person, who confirmed it, who examined and who heard the answer are there where it was
    said."""

    id: int
    record: str
    field: str
    value: str
    read: str
    on: str
    until: str
    certainty: str
    held_by: NotRequired[str]
    confirmed_by: NotRequired[str]
    examined_by: NotRequired[str]
    heard_by: NotRequired[str]
    source: SourceTold
    entered_at: str
    entered_by: str
    withdrawn: NotRequired[Withdrawn]


def statement_told(statement: Statement) -> dict[str, Any]:
    """A statement with its source, which were read with it. People who work here are codes."""
    details = statement.details or {}
    told: dict[str, Any] = {
        "id": statement.pk,
        "record": statement.person.code,
        "field": statement.field,
        "value": statement.value,
        "read": statement.read,
        "on": statement.on,
        "until": statement.until,
        "certainty": statement.certainty,
        **{name: str(details[key]) for name, key in DETAILS.items() if details.get(key)},
        "source": _source_told(statement.source, statement.place),
        "entered_at": statement.entered_at.isoformat(),
        "entered_by": statement.entered_by.code if statement.entered_by else "",
    }
    if statement.withdrawn_at is not None:
        told["withdrawn"] = {
            "at": statement.withdrawn_at.isoformat(),
            "by": statement.withdrawn_by.code if statement.withdrawn_by else "",
            "why": statement.withdrawn_why,
        }
    return told


def _source_told(source: Source, row: int | None) -> dict[str, Any]:
    told = {
        "code": source.code,
        "kind": source.kind,
        "title": source.title,
        "said_on": source.said_on,
    }
    if source.sender is not None:
        told["sender"] = source.sender.code
    return told if row is None else {**told, "row": row}

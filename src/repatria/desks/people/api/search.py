"""Finding a person in the register, for programs: the closest few, never a list of everybody."""

from typing import Annotated, Any, NotRequired

from django.http import HttpRequest
from django.utils import timezone
from ninja import Query
from pydantic import Field, with_config
from typing_extensions import TypedDict

from repatria.desks.accounts.access.services import note_search
from repatria.desks.accounts.asking import require
from repatria.desks.accounts.rights import Action, FieldClass
from repatria.desks.common.api.asking import Wrong
from repatria.desks.common.api.shapes import CLOSED
from repatria.desks.people.api import names
from repatria.desks.people.api.common import LIST, WhatFor, reader, routes, take, told_of
from repatria.desks.people.api.shapes import IDENTITY, STATUS, What, Who
from repatria.desks.people.api.values import Words
from repatria.desks.people.models import Person
from repatria.desks.people.queries.search import Hit
from repatria.desks.people.queries.search import search as search_for
from repatria.desks.people.registered import PERSON
from repatria.desks.people.words import sentence

MOST = 20
"""Records that one search shows."""
_SHOWN = ("code", "name", "birth", "sex", "serial", "call_sign", "unit", "rank", "state",
          "state_on", "contradicted")  # fmt: skip


class Sought(WhatFor):
    """What is searched for, as somebody would type it."""

    q: Words = Field(
        ..., description="Name, birth, serial number, call sign or code, in any of three scripts."
    )
    limit: int = Field(10, ge=1, le=MOST, description="How many at most.")


@with_config(CLOSED)
class Stood(TypedDict):
    """How a field that was asked for stands to the record."""

    field: str
    level: str
    why: str


@with_config(CLOSED)
class FoundRecord(TypedDict):
    """A record that a search found. How close it is orders the list and is no number."""

    code: NotRequired[Who]
    name: NotRequired[Who]
    birth: NotRequired[Who]
    sex: NotRequired[Who]
    serial: NotRequired[Who]
    call_sign: NotRequired[Who]
    unit: NotRequired[Who]
    rank: NotRequired[Who]
    party: Who
    sender: Who
    state: NotRequired[What]
    state_on: NotRequired[What]
    contradicted: NotRequired[Annotated[bool, STATUS]]
    verdicts: Annotated[list[Stood], IDENTITY]


@with_config(CLOSED)
class FoundRecords(TypedDict):
    """`count` is how many were close enough to be looked at, `notes` how the words were read."""

    items: list[FoundRecord]
    count: Annotated[int, IDENTITY]
    notes: Annotated[list[str], IDENTITY]


@routes.get(
    "/people",
    url_name="register_people",
    response={200: FoundRecords, **LIST},
    exclude_unset=True,
    summary="People who are found by some words",
)
def people(request: HttpRequest, asked: Query[Sought]) -> Any:
    """The closest records first. The access log keeps the words as digests."""
    require(request.user, Action.SEARCH, FieldClass.IDENTITY)
    take(request, FieldClass.IDENTITY)
    found = search_for(reader(request), asked.q, timezone.localdate())
    if found.refused is not None:
        raise Wrong("q", sentence(found.refused))
    hits = found.hits[: asked.limit]
    names.count(request, len(hits))
    note_search(
        request, PERSON, asked.q, [str(each.row["code"]) for each in hits],
        field_classes=(FieldClass.IDENTITY,), count=found.count,
    )  # fmt: skip
    return {
        "items": [_told(request, each) for each in hits],
        "count": found.count,
        "notes": [sentence(each) for each in found.notes],
    }


def _told(request: HttpRequest, hit: Hit) -> dict[str, Any]:
    row = hit.row
    # The search reads columns alone; the one function that redacts takes a record.
    record = Person(**{name: row[name] for name in _SHOWN})
    return {
        **told_of(request, record, _SHOWN),
        "party": row["party_id"],
        "sender": row["sender__name"] or "",
        "verdicts": [
            {"field": each.field, "level": each.level.value, "why": sentence(each.why)}
            for each in hit.verdicts
        ],
    }

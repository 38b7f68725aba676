"""Everything that is said of one person, for programs, as far as their reader may export it."""

from collections.abc import Iterable
from typing import Annotated, Any, NotRequired

from django.http import HttpRequest
from ninja import Path, Query
from pydantic import with_config
from typing_extensions import TypedDict

from repatria.desks.accounts.rights import FieldClass
from repatria.desks.common.api.asking import Code
from repatria.desks.common.api.shapes import CLOSED, of_class
from repatria.desks.people.api import names
from repatria.desks.people.api.common import (
    ONE,
    TAKEN,
    WhatFor,
    found,
    note_one,
    reader,
    routes,
    take,
    taken,
    told_of,
)
from repatria.desks.people.api.shapes import (
    IDENTITY,
    STATUS,
    StatementTold,
    What,
    Who,
    statement_told,
)
from repatria.desks.people.models import Person
from repatria.desks.people.queries.clusters import Linked, linked_records
from repatria.desks.people.queries.dossier import Conflict, Dossier, Entry, FieldShown
from repatria.desks.people.queries.dossier import dossier as dossier_of
from repatria.desks.people.registered import PERSON
from repatria.desks.people.words import CONTRADICTS


@with_config(CLOSED)
class Said(StatementTold):
    """`shown` is of the statement whose value stands in the field, `agrees` of those that say the
    same."""

    shown: bool
    agrees: bool


@with_config(CLOSED)
class FieldTold(TypedDict):
    """One field: what it shows and how that was chosen, how many sources there are by their roots,
    how many of them disagree, whether one person entered them all, and every statement."""

    field: str
    value: str
    how: str
    sources: int
    disagree: int
    entered_by_one: bool
    statements: list[Said]
    withdrawn: list[StatementTold]


@with_config(CLOSED)
class OnTheLine(TypedDict):
    """A step of the time line: the number of its statement, the day of the event (else the day on
    which it was said), and whether something contradicts it."""

    statement: int
    record: str
    field: str
    value: str
    when: str
    dated: bool
    contradicted: bool


@with_config(CLOSED)
class Clash(TypedDict):
    """Two statements that cannot both be true; `sure` where no days within what was said would do
    away with it."""

    what: str
    sentence: str
    sure: bool
    statements: list[int]


@with_config(CLOSED)
class Judged(TypedDict):
    """Another record; `judgement` is the one between just these two, where there is one."""

    record: str
    judgement: str


@with_config(CLOSED)
class Links(TypedDict):
    """Records that people judged to be of the same person or of another, and those that a linking
    run proposes. A link copies nothing from one record to the other."""

    same: list[Judged]
    different: list[Judged]
    proposed: list[str]


@with_config(CLOSED)
class PersonTold(TypedDict):
    """One person. `identity`, `status`, `place`, `medical` and `family` are the fields of these
    classes; one that is not there may not be exported by this reader."""

    code: NotRequired[Who]
    created_at: NotRequired[Who]
    party: Who
    sender: NotRequired[Who]
    state: NotRequired[What]
    state_on: NotRequired[What]
    contradicted: NotRequired[Annotated[bool, STATUS]]
    identity: NotRequired[Annotated[list[FieldTold], IDENTITY]]
    status: NotRequired[Annotated[list[FieldTold], STATUS]]
    place: NotRequired[Annotated[list[FieldTold], of_class(FieldClass.PLACE)]]
    medical: NotRequired[Annotated[list[FieldTold], of_class(FieldClass.MEDICAL)]]
    family: NotRequired[Annotated[list[FieldTold], of_class(FieldClass.FAMILY)]]
    timeline: NotRequired[Annotated[list[OnTheLine], STATUS]]
    contradictions: NotRequired[Annotated[list[Clash], STATUS]]
    links: Annotated[Links, IDENTITY]
    cards: NotRequired[Annotated[list[str], STATUS]]
    alarms: NotRequired[Annotated[list[str], STATUS]]


_ROW = ("code", "created_at", "state", "state_on", "contradicted")


@routes.get(
    "/people/{code}",
    url_name="register_person",
    response={200: PersonTold, **ONE},
    exclude_unset=True,
    summary="A person",
)
def person(request: HttpRequest, code: Path[Code], asked: Query[WhatFor]) -> Any:
    """Statements by field with their sources, the value that is shown, how many disagree, the time
    line with its contradictions, and what is linked."""
    take(request, FieldClass.IDENTITY)
    of = found(request, Person.objects.select_related("sender", "party"), PERSON, code)
    names.count(request, 1)
    may = taken(request)
    held = dossier_of(reader(request), of, may)
    told: dict[str, Any] = {
        **told_of(request, of, _ROW),
        "party": of.party_id,
        "links": _links(request, of),
    }
    if of.sender is not None:
        told["sender"] = of.sender.code
    for block in held.blocks:
        if block.open and block.field_class in may:
            fields = told.setdefault(block.field_class.value, [])
            fields += [_field(each) for each in block.fields if each.lines or each.withdrawn]
    if FieldClass.STATUS in may:
        told |= _became(request, of, held)
    note_one(request, PERSON, of.code, held.classes & may)
    return told


def _became(request: HttpRequest, of: Person, held: Dossier) -> dict[str, Any]:
    alarms = of.alarms.visible_to(request.user, TAKEN).filter(settled_at=None)
    return {
        "timeline": [_entry(each) for each in held.entries if _is_status(each.statement)],
        "contradictions": [
            _conflict(each)
            for each in held.conflicts
            if _is_status(each.one) and _is_status(each.other)
        ],
        "cards": _codes(of.cards.visible_to(request.user, TAKEN)),
        "alarms": _codes(alarms),
    }


def _is_status(statement: Any) -> bool:
    """Where somebody is held stands on the same line, and is of another class."""
    return bool(statement.of.field_class is FieldClass.STATUS)


def _codes(rows: Any) -> list[str]:
    return list(rows.order_by("pk").values_list("code", flat=True))


def _field(each: FieldShown) -> dict[str, Any]:
    return {
        "field": each.field.key,
        "value": each.chosen.said.value if each.chosen is not None else "",
        "how": each.chosen.how.value if each.chosen is not None else "",
        "sources": each.sources,
        "disagree": each.disagree,
        "entered_by_one": each.entered_by_one,
        "statements": [
            {**statement_told(line.statement), "shown": line.shown, "agrees": line.agrees}
            for line in each.lines
        ],
        "withdrawn": [statement_told(one) for one in each.withdrawn],
    }


def _entry(each: Entry) -> dict[str, Any]:
    return {
        "statement": each.statement.pk,
        "record": each.statement.person.code,
        "field": each.statement.field,
        "value": each.statement.read or each.statement.value,
        "when": str(each.event.on or each.event.said_on or ""),
        "dated": each.event.on is not None,
        "contradicted": each.contradicted,
    }


def _conflict(each: Conflict) -> dict[str, Any]:
    return {
        "what": each.contradiction.what.value,
        "sentence": str(CONTRADICTS[each.contradiction.what]),
        "sure": each.contradiction.sure,
        "statements": [each.one.pk, each.other.pk],
    }


def _links(request: HttpRequest, of: Person) -> dict[str, Any]:
    linked = linked_records(reader(request), of)
    return {
        "same": _judged(linked.same),
        "different": _judged(linked.different),
        "proposed": [each.person.code for each in linked.offered],
    }


def _judged(linked: Iterable[Linked]) -> list[dict[str, str]]:
    return [
        {
            "record": each.person.code,
            "judgement": each.judgement.code if each.judgement is not None else "",
        }
        for each in linked
    ]

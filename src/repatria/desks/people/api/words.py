"""What people who came back say of comrades, for programs: told, and entered."""

from typing import Annotated, Any, NotRequired

from django.http import HttpRequest
from ninja import Path, Query, Status
from pydantic import Field, with_config
from typing_extensions import TypedDict

from repatria.desks.accounts.asking import require
from repatria.desks.accounts.rights import Action, FieldClass
from repatria.desks.common.api.asking import Code, Sent, Wrong
from repatria.desks.common.api.paging import Order, next_address, part
from repatria.desks.common.api.root import SENT
from repatria.desks.common.api.shapes import CLOSED, of_class
from repatria.desks.people.api import names
from repatria.desks.people.api.common import (
    ENTERING,
    LIST,
    ONE,
    TAKEN,
    WhatFor,
    WhatForList,
    about,
    found,
    note_list,
    note_one,
    reader,
    routes,
    session_of,
    take,
    taken,
    told_of,
)
from repatria.desks.people.api.shapes import STATUS, Entered, Next, What
from repatria.desks.people.api.values import Mark, Note, PartialDay, PersonCode, Place
from repatria.desks.people.models import Certainty, Person, ReturneeWord, WordSays
from repatria.desks.people.registered import WORD
from repatria.desks.people.services import returnees
from repatria.desks.people.services.returnees import Heard, HowKnown

_NEWEST = Order((("-id", int),))
_WORDS = ReturneeWord.objects.select_related("person", "said_by")
_BOTH = (FieldClass.IDENTITY, FieldClass.STATUS)


@with_config(CLOSED)
class WordTold(TypedDict):
    """One word on one comrade. `person` is whose record it is about, "" while it waits for somebody
    to find them; `said_by` the record of whoever tells it, where they have one."""

    code: NotRequired[What]
    person: What
    said_by: What
    name_as_said: NotRequired[What]
    says: NotRequired[What]
    how: NotRequired[What]
    certainty: NotRequired[What]
    seen_on: NotRequired[What]
    seen_at: NotRequired[Annotated[str, of_class(FieldClass.PLACE)]]
    note: NotRequired[What]
    entered_at: NotRequired[What]
    withdrawn: Annotated[bool, STATUS]


@with_config(CLOSED)
class WordsTold(TypedDict):
    """Some of the words, the newest first."""

    items: list[WordTold]
    next: Next


class OfWords(WhatForList):
    """Which words."""

    waiting: bool = Field(False, description="Those that nobody has found the person of.")


class Word(Sent):
    """What somebody who came back says of one comrade, as it was said."""

    says: WordSays
    how: HowKnown = Field(..., description="How they know it.")
    certainty: Certainty = Field(..., description="How certain they are themselves.")
    person: PersonCode = Field("", description="The comrade's record, where it is known.")
    name: Place = Field("", description="The name as it was heard; needed without a record.")
    seen_on: PartialDay = Field("", description="When that was.")
    seen_at: Place = Field("", description="Where that was, for who may enter places.")
    note: Note = ""
    said_by: PersonCode = Field("", description="The record of whoever tells it.")
    teller: Mark = Field("", description="Or a mark that they are known by, without their name.")
    said_on: PartialDay = Field("", description="When it was said; without it, today.")


@routes.get(
    "/words",
    url_name="register_words",
    response={200: WordsTold, **LIST},
    exclude_unset=True,
    summary="What people who came back say, the newest first",
)
def words(request: HttpRequest, asked: Query[OfWords]) -> Any:
    """Words on comrades, seen alive or dead."""
    take(request, *_BOTH)
    rows = _WORDS.visible_to(request.user, TAKEN)
    if asked.waiting:
        rows = rows.filter(person=None, withdrawn_at=None)
    held = part(rows, _NEWEST, asked.limit, asked.cursor)
    names.count(request, len(held.rows))
    note_list(request, WORD, [each.code for each in held.rows], *_BOTH)
    return {
        "items": [_told(request, each) for each in held.rows],
        "next": next_address(request, held.cursor, asked.model_dump()),
    }


@routes.get(
    "/words/{code}",
    url_name="register_word",
    response={200: WordTold, **ONE},
    exclude_unset=True,
    summary="A word of somebody who came back",
)
def word(request: HttpRequest, code: Path[Code], asked: Query[WhatFor]) -> Any:
    """As it was said, with how they know it and how certain they are."""
    take(request, *_BOTH)
    held = found(request, _WORDS.all(), WORD, code)
    names.count(request, 1)
    classes = {*_BOTH, *({FieldClass.PLACE} & taken(request) if held.seen_at else ())}
    note_one(request, WORD, held.code, frozenset(classes))
    return _told(request, held)


@routes.post(
    "/words",
    url_name="register_words",
    auth=ENTERING,
    response={201: Entered, **SENT, **LIST},
    exclude_unset=True,
    summary="Enter a word of somebody who came back",
)
def hear(request: HttpRequest, asked: Query[WhatFor], sent: Word) -> Any:
    """It is stated of the comrade where the record is known, else it waits. What it contradicts
    raises an alarm for those who may know."""
    require(request.user, Action.ENTER, FieldClass.STATUS)
    require(request.user, Action.VIEW, FieldClass.IDENTITY)
    said = Heard(
        sent.name, sent.says, sent.how, sent.certainty, sent.seen_on, sent.seen_at, sent.note
    )
    with about("name"):
        made = returnees.hear(
            reader(request), said, asked.purpose.value,
            person=_record(request, "person", sent.person),
            said_by=_record(request, "said_by", sent.said_by),
            teller=sent.teller, said_on=sent.said_on, session=session_of(request),
        )  # fmt: skip
    return Status(201, {"code": made.code})


def _record(request: HttpRequest, field: str, code: str) -> Person | None:
    if not code.strip():
        return None
    rows = Person.objects.visible_to(request.user)
    held = rows.filter(code=code.strip().upper()).first()
    if held is None:
        raise Wrong(field, "no record that you may see has this code.")
    return held


def _told(request: HttpRequest, of: ReturneeWord) -> dict[str, Any]:
    told = told_of(request, of)
    return {
        **told,
        "person": of.person.code if of.person is not None else "",
        "said_by": of.said_by.code if of.said_by is not None else "",
        "withdrawn": of.withdrawn_at is not None,
    }

"""Pairs of records for programs: what a run proposes, both sides of a pair, what was judged."""

from typing import Any

from django.http import Http404, HttpRequest
from ninja import Path, Query

from repatria.desks.accounts.rights import Action, FieldClass
from repatria.desks.common.api.asking import Code, Word, Wrong
from repatria.desks.common.api.paging import next_address
from repatria.desks.people.api import names
from repatria.desks.people.api.common import (
    LIST,
    ONE,
    TAKEN,
    WhatFor,
    found,
    note_list,
    note_one,
    reader,
    routes,
    take,
    taken,
    told_of,
)
from repatria.desks.people.api.link_shapes import BothSides, Judgements, JudgementTold, Pairs
from repatria.desks.people.judging_page import row_words
from repatria.desks.people.judging_words import gate_words
from repatria.desks.people.models import Candidate, Judgement, Person
from repatria.desks.people.queries import links as held_links
from repatria.desks.people.queries.sides import Row, sides
from repatria.desks.people.registered import LINK_RUN, PERSON
from repatria.names.levels import Level

JUDGEMENT = "judgement"
"""How the access log calls a judgement that somebody asked for and may not see."""
JUDGED = ("code", "verdict", "why", "at", "withdrawn_at", "withdrawn_why")


class OfPairs(WhatFor):
    """Which part of the queue: 25 at once."""

    held: bool = False
    """Those that a rule keeps from being proposed, and not the others."""
    cursor: Word = ""


class OfJudgements(WhatFor):
    """Which part of the history: 25 at once."""

    cursor: Word = ""


@routes.get(
    "/links",
    url_name="register_links",
    response={200: Pairs, **LIST},
    exclude_unset=True,
    summary="Pairs that a linking run proposes",
)
def pairs(request: HttpRequest, asked: Query[OfPairs]) -> Any:
    """The weightiest first, without those that somebody judged. Codes and no names."""
    take(request, FieldClass.IDENTITY)
    run = held_links.latest_run(reader(request))
    page = held_links.page(reader(request), _number(asked.cursor), held=asked.held)
    told = [_pair(each) for each in page.candidates]
    codes = list(dict.fromkeys(code for each in told for code in (each["one"], each["other"])))
    note_list(request, LINK_RUN, codes, FieldClass.IDENTITY)
    following = str(page.after or "")
    return {
        "run": run.code if run is not None else "",
        "items": told,
        "next": next_address(request, following, asked.model_dump()),
    }


@routes.get(
    "/links/{one}/{other}",
    url_name="register_pair",
    response={200: BothSides, **ONE},
    exclude_unset=True,
    summary="Two records side by side",
)
def pair(request: HttpRequest, one: Path[Code], other: Path[Code], asked: Query[WhatFor]) -> Any:
    """Field by field, with how the two values stand; what a run says of them, and what was
    judged."""
    take(request, FieldClass.IDENTITY)
    left, right = two(request, one, other)
    names.count(request, 2)
    may, user = taken(request), reader(request)
    told: dict[str, Any] = {"one": left.code, "other": right.code}
    for row in sides(user, left, right).rows:
        which = row.field.field_class
        if which in may:
            told.setdefault(which.value, []).append(_row(row))
    candidate = held_links.candidate_of(user, left.pk, right.pk)
    told["proposed"] = [] if candidate is None else [_pair(candidate, left, right)]
    judged = held_links.judgements_on(user, left.pk, right.pk)
    told["judgements"] = [judgement_told(request, each, left, right) for each in judged]
    classes = may & {FieldClass.IDENTITY, FieldClass.STATUS}
    for person, beside in ((left, right), (right, left)):
        note_one(request, PERSON, person.code, classes, subject=beside.code)
    return told


@routes.get(
    "/judgements",
    url_name="register_judgements",
    response={200: Judgements, **LIST},
    exclude_unset=True,
    summary="Judgements on records, the newest first",
)
def judgements(request: HttpRequest, asked: Query[OfJudgements]) -> Any:
    """Who judged what and why, and what was taken back."""
    take(request, FieldClass.IDENTITY)
    held = held_links.history(request.user, _number(asked.cursor))
    shown_now, more = held[: held_links.PAGE], len(held) > held_links.PAGE
    codes = list(dict.fromkeys(p.code for each in shown_now for p in (each.one, each.other)))
    note_list(request, LINK_RUN, codes, FieldClass.IDENTITY)
    following = str(shown_now[-1].pk) if more else ""
    return {
        "items": [judgement_told(request, each, each.one, each.other) for each in shown_now],
        "next": next_address(request, following, asked.model_dump()),
    }


@routes.get(
    "/judgements/{code}",
    url_name="register_judgement",
    response={200: JudgementTold, **ONE},
    exclude_unset=True,
    summary="A judgement",
)
def judgement(request: HttpRequest, code: Path[Code], asked: Query[WhatFor]) -> Any:
    """A judgement, withdrawn or not."""
    take(request, FieldClass.IDENTITY)
    rows = Judgement.objects.select_related("one", "other", "by")
    held = found(request, rows, JUDGEMENT, code)
    for person in (held.one, held.other):
        note_one(request, PERSON, person.code, frozenset({FieldClass.IDENTITY}), kind=held.code)
    return judgement_told(request, held, held.one, held.other)


def two(
    request: HttpRequest, one: str, other: str, action: Action = TAKEN
) -> tuple[Person, Person]:
    """Both records of a pair. Raises Http404."""
    rows = Person.objects.select_related("sender")
    left = found(request, rows, PERSON, one, action)
    if one == other:
        raise Http404
    return left, found(request, rows, PERSON, other, action)


def judgement_told(request: HttpRequest, of: Judgement, one: Person, other: Person) -> Any:
    told = told_of(request, of, JUDGED)
    return {
        **told, "one": one.code, "other": other.code, "party": of.party_id, "by": of.by.code,
    }  # fmt: skip


def _pair(of: Candidate, left: Person | None = None, right: Person | None = None) -> dict[str, Any]:
    levels = {field: kept[0] for field, kept in of.levels.items()}
    apart = (Level.CONTRADICTED.value, Level.ABSENT.value)
    return {
        "one": (left or of.one).code,
        "other": (right or of.other).code,
        "weight": round(of.weight, 2),
        "agree": [field for field, level in levels.items() if level not in apart],
        "differ": [field for field, level in levels.items() if level == Level.CONTRADICTED.value],
        "gate": gate_words(of.gate) if of.gate else "",
    }


def _row(row: Row) -> dict[str, Any]:
    words = row_words(row)
    return {
        "field": row.field.key,
        "one": row.left,
        "other": row.right,
        "verdicts": [
            {"level": each["level"], "word": each["word"], "why": each["why"]}
            for each in words["verdicts"]
        ],
    }


def _number(cursor: str) -> int | None:
    """The row that a part begins behind. Raises `Wrong`."""
    if not cursor:
        return None
    if not (cursor.isascii() and cursor.isdigit() and len(cursor) < 18):
        raise Wrong("cursor", "this cursor is none of this list; begin without one.")
    return int(cursor)

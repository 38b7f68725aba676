"""The lists that came in, for programs: how each stands, what its report found, its receipt, and
its rows without a name. Rows are called by their numbers and records by their codes."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest
from ninja import Path, Query

from repatria.desks.accounts.rights import FieldClass
from repatria.desks.common.api.asking import Code
from repatria.desks.common.api.paging import Order, next_address, part
from repatria.desks.common.models import Job
from repatria.desks.people.api.common import (
    LIST,
    ONE,
    TAKEN,
    WhatFor,
    WhatForList,
    found,
    note_list,
    note_one,
    reader,
    routes,
    take,
    told_of,
)
from repatria.desks.people.api.list_shapes import Lists, Rows, Senders, WholeList
from repatria.desks.people.api.values import FindingKind
from repatria.desks.people.list_words import findings, sentence
from repatria.desks.people.models import ListRow, ReceivedList, RowVerdict, Sender
from repatria.desks.people.queries.lists import counted, lists, rows_of
from repatria.desks.people.registered import LIST as SUBJECT
from repatria.desks.people.services.intake import mapping_of
from repatria.desks.people.services.sources import SENDER
from repatria.desks.people.telling.answering import answers_of
from repatria.desks.people.telling.findings import Finding

BOTH = (FieldClass.IDENTITY, FieldClass.STATUS)
ONE_LIST = ReceivedList.objects.select_related("sender")
MOST_GONE = 200
_NEWEST = Order((("-received_at", datetime), ("-id", int)))
_BY_NAME = Order((("name", str), ("id", int)))
_IN_ORDER = Order((("number", int),))
_SENDER = ("code", "name", "of_party", "order", "language", "note")
_SHOWN = ("code", "title", "dated", "received_at", "purpose", "legal_basis", "digest", "size",
          "media_type", "file_name", "sheet", "whom", "says", "state", "receipt_digest",
          "approved_at")  # fmt: skip


class OfRows(WhatForList):
    """Which rows."""

    verdict: RowVerdict | None = None
    what: FindingKind | None = None


@routes.get(
    "/senders",
    url_name="register_senders",
    response={200: Senders, **LIST},
    exclude_unset=True,
    summary="Who sends lists",
)
def senders(request: HttpRequest, asked: Query[WhatForList]) -> Any:
    """Senders by name. A new one is made known on the page of lists."""
    take(request, FieldClass.IDENTITY)
    held = part(Sender.objects.visible_to(request.user, TAKEN), _BY_NAME, asked.limit, asked.cursor)
    note_list(request, SENDER, [each.code for each in held.rows], FieldClass.IDENTITY)
    return {
        "items": [told_of(request, each, _SENDER) for each in held.rows],
        "next": next_address(request, held.cursor, asked.model_dump()),
    }


@routes.get(
    "/lists",
    url_name="register_lists",
    response={200: Lists, **LIST},
    exclude_unset=True,
    summary="Lists that came in, the newest first",
)
def all_lists(request: HttpRequest, asked: Query[WhatForList]) -> Any:
    """How each stands, without anybody on it."""
    take(request, *BOTH)
    held = part(lists(reader(request)), _NEWEST, asked.limit, asked.cursor)
    note_list(request, SUBJECT, [each.code for each in held.rows], *BOTH)
    return {
        "items": [_told(request, each) for each in held.rows],
        "next": next_address(request, held.cursor, asked.model_dump()),
    }


@routes.get(
    "/lists/{code}",
    url_name="register_list",
    response={200: WholeList, **ONE},
    exclude_unset=True,
    summary="A list that came in",
)
def one_list(request: HttpRequest, code: Path[Code], asked: Query[WhatFor]) -> Any:
    """Its columns, what the trial found, and the receipt where it was settled."""
    take(request, *BOTH)
    of = found(request, ONE_LIST.all(), SUBJECT, code)
    note_one(request, SUBJECT, of.code, frozenset(BOTH))
    whole = told_of(request, of, ("report", "receipt"))
    told = {**_told(request, of), "columns": _columns(of), "job": _job(of)}
    if whole.get("report"):
        told["report"] = _report(whole["report"])
    if whole.get("receipt"):
        told["receipt"] = whole["receipt"]
    return told


@routes.get(
    "/lists/{code}/rows",
    url_name="register_list_rows",
    response={200: Rows, **ONE},
    exclude_unset=True,
    summary="The rows of a list",
)
def rows(request: HttpRequest, code: Path[Code], asked: Query[OfRows]) -> Any:
    """What was made of each row, in their order; with `verdict` or `what`, some of them."""
    take(request, *BOTH)
    of = found(request, ONE_LIST.all(), SUBJECT, code)
    wanted = rows_of(of, asked.verdict or "", asked.what or "")
    held = part(wanted, _IN_ORDER, asked.limit, asked.cursor)
    note_one(request, SUBJECT, of.code, frozenset(BOTH), count=len(held.rows))
    return {
        "items": [_row(each) for each in held.rows],
        "next": next_address(request, held.cursor, asked.model_dump()),
    }


def _told(request: HttpRequest, of: ReceivedList) -> dict[str, Any]:
    told = told_of(request, of, _SHOWN)
    return {**told, "sender": of.sender.code, "party": of.party_id}


def _columns(of: ReceivedList) -> list[dict[str, Any]]:
    return [
        {"at": at, "heading": each.heading, "field": each.field, "certainty": each.certainty.value}
        for at, each in enumerate(mapping_of(of).columns)
    ]


def _job(of: ReceivedList) -> str:
    job = Job.objects.filter(pk=of.job).first() if of.job is not None else None
    return job.state if job is not None else ""


def _report(report: dict[str, Any]) -> dict[str, Any]:
    return {
        "digest": report["digest"],
        "rows": report["rows"],
        "verdicts": report["verdicts"],
        "findings": [
            {"what": each.what, "sure": each.sure, "possible": each.possible}
            for each in counted(report)
        ],
        "gone": [_finding(each) for each in findings(report.get("gone", ())[:MOST_GONE])],
        "last": report.get("last", ""),
    }


def _row(row: ListRow) -> dict[str, Any]:
    found_in_it = list(findings(row.notes))
    return {
        "number": row.number,
        "own_id": row.own_id,
        "verdict": row.verdict,
        "record": row.person.code if row.person is not None else "",
        "findings": [_finding(each) for each in found_in_it],
        "answers": [
            {"code": each.code.value, "detail": each.detail}
            for each in answers_of(found_in_it, row.verdict)
        ],
    }


def _finding(each: Finding) -> dict[str, Any]:
    return {
        "what": each.what.value,
        "sure": each.sure,
        "record": each.person,
        "records": list(each.people),
        "row": each.row,
        "on": each.on,
        "sentence": sentence(each),
    }

"""The page of one list: its columns, its trial, its report, its receipt; and its rows."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from repatria.base.errors import InputError, RepatriaError
from repatria.desks.accounts.access.reading import sought
from repatria.desks.accounts.access.services import note_request
from repatria.desks.accounts.asking import can, require
from repatria.desks.accounts.rights import Action, FieldClass, Role, classes_for
from repatria.desks.accounts.visible import belongs
from repatria.desks.common.jobs.present import shown as job_shown
from repatria.desks.common.models import Job
from repatria.desks.common.sentences import told, told_error
from repatria.desks.people.intake.candidates import MOST_OF_A_KEY
from repatria.desks.people.intake.looked_for import MOST
from repatria.desks.people.intake.rows import open_sheet, sheet_names
from repatria.desks.people.intake.stating import class_of, left_out
from repatria.desks.people.list_forms import AgreeForm, ColumnsForm, RowsForm, SheetForm
from repatria.desks.people.list_words import column_word, field_word, left_out_sentence, sentence
from repatria.desks.people.models import ListState, ReceivedList
from repatria.desks.people.queries.lists import (
    counted,
    gone,
    places_of,
    problems_of,
    rows_of,
    shown,
)
from repatria.desks.people.registered import LIST
from repatria.desks.people.services.intake import OPEN, header_of, mapping_of, path_of
from repatria.desks.people.views.common import page_of, reader, said_purpose
from repatria.formats.people_left_out import left_out as left_out_columns

_ON_A_PAGE = 50
_SAMPLE = 8
_MOST_GONE = 200
_CLASSES = (FieldClass.IDENTITY, FieldClass.STATUS)


def found_list(request: HttpRequest, code: str, action: Action = Action.VIEW) -> ReceivedList:
    """The list of this code. Raises `Refused` and Http404, which the log keeps."""
    require(request.user, action, FieldClass.IDENTITY)
    lists = ReceivedList.objects.select_related("sender", "received_by", "approved_by")
    return sought(request, lists, LIST, code=code)


@require_safe
def one_list(request: HttpRequest, code: str) -> HttpResponse:
    """One list. Whoever looks says what for: it shows names."""
    of = found_list(request, code)
    said_purpose(request)
    may_enter = belongs(of, request.user) and can(request.user, Action.TAKE_IN, FieldClass.IDENTITY)
    context = {"of": of, "again": "again" in request.GET, **shown_list(request, of, may_enter)}
    return _noted(request, of, page_of(request, "list.html", context))


@require_safe
def list_rows(request: HttpRequest, code: str) -> HttpResponse:
    """The rows with their verdicts, by page."""
    of = found_list(request, code)
    said_purpose(request)
    form = RowsForm(request.GET)
    given = form.cleaned_data if form.is_valid() else {}
    rows = rows_of(of, given.get("verdict", ""), given.get("what", ""))
    page = Paginator(rows, _ON_A_PAGE).get_page(request.GET.get("page"))
    places = places_of(of)
    context = {
        "of": of,
        "form": form,
        "page": page,
        "rows": [
            {"row": each, "said": [(sentence(f), f.person, f.people) for f in each.findings]}
            for each in (shown(row, places) for row in page.object_list)
        ],
    }
    return _noted(request, of, page_of(request, "list_rows.html", context))


def shown_list(request: HttpRequest, of: ReceivedList, may_enter: bool) -> dict[str, Any]:
    """What the page of a list shows besides the list."""
    open_now = of.state in OPEN
    context: dict[str, Any] = {"may_enter": may_enter and open_now, "job": _job(of)}
    if open_now:
        context |= _columns(request, of)
    if of.report:
        context["counted"] = counted(of.report)
        context["verdicts"] = of.report["verdicts"]
        context |= {"most_held": MOST, "most_of_a_key": MOST_OF_A_KEY}
        context["gone"] = [
            {"said": sentence(each), "name": name, "person": each.person}
            for each, name in gone(request.user, of.report, _MOST_GONE)
        ]
        context["gone_count"] = of.report["sure"].get("gone", 0)
        context["agree"] = AgreeForm(initial={"report": of.report["digest"]})
        context["may_export"] = can(request.user, Action.EXPORT, FieldClass.IDENTITY)
    return context


def _columns(request: HttpRequest, of: ReceivedList) -> dict[str, Any]:
    """The columns with what they hold, and the first rows. What is wrong with the file is said."""
    try:
        mapping, path = mapping_of(of), path_of(of)
        names = sheet_names(path)
        with open_sheet(path, of.sheet, header_of(of)) as sheet:
            sample = [
                [row.cell(at) for at in range(len(mapping.columns))]
                for row in sheet.sample[:_SAMPLE]
            ]
            numbers = [row.number for row in sheet.sample[:_SAMPLE]]
            notes = [told(note.message, field_word) for note in sheet.notes]
            without = left_out_columns(mapping, sheet.headings, sheet.sample)
    except InputError as error:
        return {"problems": problems_of(error)}
    except RepatriaError as error:
        return {"problems": [told_error(error)]}
    form = ColumnsForm(mapping)
    fields = [column.field for column in mapping.columns]
    roles = reader(request).roles
    refused, nowhere = left_out(fields, classes_for(roles, Action.TAKE_IN))
    unseen = _unseen(fields, roles)
    # Whoever handed the file in has it; nobody else reads here what their roles do not open.
    shut = unseen if of.received_by_id != reader(request).pk else set()
    return {
        "columns": [
            {"field": form[f"column_{at}"], "column": column, "shut": column.field in shut,
             "cells": [row[at] for row in sample] if column.field not in shut else []}
            for at, column in enumerate(mapping.columns)
        ],
        "numbers": numbers,
        "notes": notes,
        "sheets": SheetForm(names, initial=_sheet_now(of)),
        "not_taken": [column_word(key) for key in refused],
        "unseen": [column_word(key) for key in fields if key in unseen - {*refused, *nowhere}],
        "left_out": [left_out_sentence(each) for each in without],
        "nowhere": [column_word(key) for key in nowhere],
        "named": of.state != ListState.RECEIVED,
    }  # fmt: skip


def _unseen(fields: Iterable[str], roles: Iterable[Role]) -> set[str]:
    """The columns that hold what these roles do not open."""
    may = classes_for(roles, Action.VIEW)
    return {key for key in fields if (which := class_of(key)) is not None and which not in may}


def _sheet_now(of: ReceivedList) -> dict[str, Any]:
    first, last = header_of(of) or (None, None)
    return {"sheet": of.sheet, "first": first, "last": last}


def _job(of: ReceivedList) -> Any:
    job = Job.objects.filter(pk=of.job).first() if of.job else None
    if job is None or (job.state == Job.State.DONE):
        return None
    return job_shown(job, timezone.now())


def _noted(request: HttpRequest, of: ReceivedList, response: HttpResponse) -> HttpResponse:
    if request.method != "HEAD":
        note_request(request, Action.VIEW, LIST, of.code, field_classes=_CLASSES)
    return response

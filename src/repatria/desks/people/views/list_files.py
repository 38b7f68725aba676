"""What a list tells, to take along: the report and the answers to the sender, as files in which no
cell can run.

Neither holds a name. Rows are called by their numbers and by the sender's own ids, records by their
codes: whoever has the list itself can put them together, and nobody else.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator

from django.http import FileResponse, HttpRequest, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from repatria.desks.accounts.access import heads
from repatria.desks.accounts.access.reading import HEAD_HEADER
from repatria.desks.accounts.access.services import note_request
from repatria.desks.accounts.rights import Action, FieldClass
from repatria.desks.people.list_words import VERDICTS, WHAT, findings, sentence
from repatria.desks.people.models import ReceivedList
from repatria.desks.people.queries.lists import answers, told_rows
from repatria.desks.people.registered import LIST
from repatria.desks.people.telling.findings import Finding
from repatria.desks.people.views.common import said_purpose
from repatria.desks.people.views.one_list import found_list
from repatria.formats.people_sheet_write import Value, write_people_csv, write_people_workbook

_CLASSES = (FieldClass.IDENTITY, FieldClass.STATUS)
_BOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
def report_csv(request: HttpRequest, code: str) -> HttpResponseBase:
    of = _taken(request, code)
    return _csv(request, of, write_people_csv(report_headings(), report_rows(of)), "report")


@require_safe
def report_xlsx(request: HttpRequest, code: str) -> HttpResponseBase:
    of = _taken(request, code)
    # Django closes the file with the response.
    made = tempfile.TemporaryFile()  # noqa: SIM115
    write_people_workbook(made, report_headings(), report_rows(of), of.code)
    made.seek(0)
    response = FileResponse(
        made, as_attachment=True, filename=f"{of.code}-report.xlsx", content_type=_BOOK
    )
    return _noted(request, of, response, "report")


@require_safe
def answers_csv(request: HttpRequest, code: str) -> HttpResponseBase:
    """N is said for U as well, unless `unknown=yes` asks for it: U alone follows from whom only we
    hold."""
    of = _taken(request, code)
    rows = answer_rows(of, tell_unknown=request.GET.get("unknown") == "yes")
    return _csv(request, of, write_people_csv(answer_headings(), rows), "answers")


def report_headings() -> list[str]:
    return [_("Row"), _("The sender's id"), _("Verdict"), _("Finding"), _("Certain"),
            pgettext("of a person", "Record"), _("Other row"), _("In words")]  # fmt: skip


def report_rows(of: ReceivedList) -> Iterator[list[Value]]:
    """A line a finding; a row of which nothing was found has one line."""
    for row, found in told_rows(of):
        verdict = str(VERDICTS[row.verdict])
        if not found:
            yield [row.number, row.own_id, verdict, "", "", "", None, ""]
        for each in found:
            yield [row.number, row.own_id, verdict, *_cells(each)]
    for each in findings(of.report.get("gone", ())):
        yield [None, "", "", *_cells(each)]


def _cells(each: Finding) -> list[Value]:
    sure = _("yes") if each.sure else _("no")
    people = each.person or " ".join(each.people)
    return [str(WHAT[each.what]), sure, people, each.row, sentence(each)]


def answer_headings() -> list[str]:
    return [_("Row"), _("Your id"), _("Code"), _("Belongs to it")]


def answer_rows(of: ReceivedList, *, tell_unknown: bool) -> Iterator[list[Value]]:
    for row, codes in answers(of, tell_unknown=tell_unknown):
        for each in codes:
            yield [row.number, row.own_id, each.code.value, each.detail]


def _taken(request: HttpRequest, code: str) -> ReceivedList:
    of = found_list(request, code, Action.EXPORT)
    said_purpose(request)
    return of


def _csv(
    request: HttpRequest, of: ReceivedList, lines: Iterator[str], what: str
) -> HttpResponseBase:
    response = StreamingHttpResponse(
        (line.encode() for line in lines), content_type="text/csv; charset=utf-8"
    )
    response.headers["Content-Disposition"] = f'attachment; filename="{of.code}-{what}.csv"'
    return _noted(request, of, response, what)


def _noted(
    request: HttpRequest, of: ReceivedList, response: HttpResponseBase, what: str
) -> HttpResponseBase:
    if request.method != "HEAD":
        note_request(
            request, Action.EXPORT, LIST, of.code, field_classes=_CLASSES, detail={"kind": what}
        )
        response.headers[HEAD_HEADER] = heads.head_line()
    return response

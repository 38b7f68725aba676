"""Lists as somebody may see them, their rows by page, and what the report counts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from repatria.base.errors import InputError, RepatriaError
from repatria.desks.accounts.asking import Somebody
from repatria.desks.common.sentences import told_problem
from repatria.desks.people.list_words import VERDICTS, WHAT, field_word, findings
from repatria.desks.people.models import ListRow, Person, ReceivedList
from repatria.desks.people.telling.answering import Answered, answers_of
from repatria.desks.people.telling.findings import NOTES, Finding, What
from repatria.formats.people_sheets import Mapping as Columns

_NAMES = ("name", "surname", "given", "patronymic")
_SHOWN = ("birth", "serial", "unit")
_STEP = 2000


@dataclass(frozen=True, slots=True)
class Row:
    """A row with its verdict, and its cells by what they hold."""

    row: ListRow
    name: str
    cells: Mapping[str, str]
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Counted:
    """One kind of finding, and how often."""

    what: str
    words: Any
    sure: int
    possible: int


def lists(user: Somebody) -> QuerySet[ReceivedList]:
    """Every list, the newest first."""
    return ReceivedList.objects.visible_to(user).select_related("sender", "received_by")


def rows_of(of: ReceivedList, verdict: str = "", what: str = "") -> QuerySet[ListRow]:
    """Rows in their order, all or with one verdict or one kind of finding."""
    rows = ListRow.objects.filter(of=of).select_related("person").order_by("number")
    if verdict in VERDICTS:
        rows = rows.filter(verdict=verdict)
    if what in tuple(What):
        # The notes are JSON that the program wrote; this is how SQLite and PostgreSQL both find it.
        rows = rows.filter(notes__icontains=f'"what": "{what}"')
    return rows


def shown(row: ListRow, places: Mapping[str, int]) -> Row:
    over = row.person is not None and row.person.data_hidden

    def cell(key: str) -> str:
        at = None if over else places.get(key)
        return row.cells[at] if at is not None and at < len(row.cells) else ""

    name = " ".join(filter(None, map(cell, _NAMES))) if not over else _("not shown any more")
    return Row(row, name, {key: cell(key) for key in _SHOWN}, tuple(findings(row.notes)))


def places_of(of: ReceivedList) -> dict[str, int]:
    """In which column of the rows each field stands."""
    try:
        columns = Columns.from_json(of.mapping).columns
    except RepatriaError:
        return {}
    return {column.field: at for at, column in enumerate(columns) if column.field}


def counted(report: Mapping[str, Any]) -> list[Counted]:
    """What a report found, in the order in which a person deals with it."""
    sure, possible = report.get("sure", {}), report.get("possible", {})
    return [
        Counted(what.value, WHAT[what], sure.get(what.value, 0), possible.get(what.value, 0))
        for what in What
        if sure.get(what.value) or possible.get(what.value)
    ]


def gone(user: Somebody, report: Mapping[str, Any], most: int) -> list[tuple[Finding, str]]:
    """Who of the last list is not on this one, with the names that the reader may see."""
    found = findings(report.get("gone", ())[:most])
    people = Person.objects.visible_to(user).filter(code__in=[each.person for each in found])
    names = dict(people.values_list("code", "name"))
    return [(each, names.get(each.person, "")) for each in found]


def told_rows(of: ReceivedList) -> Iterator[tuple[ListRow, list[Finding]]]:
    """Every row with its findings, one at a time."""
    for row in ListRow.objects.filter(of=of).order_by("number").iterator(chunk_size=_STEP):
        yield row, findings(row.notes)


def answers(
    of: ReceivedList, *, tell_unknown: bool
) -> Iterator[tuple[ListRow, tuple[Answered, ...]]]:
    """What the sender is answered, row by row; notes ask nothing."""
    for row, found in told_rows(of):
        if any(each.what in NOTES for each in found):
            continue
        yield row, answers_of(found, row.verdict, tell_unknown=tell_unknown)


def problems_of(error: InputError) -> list[str]:
    """The problems of a file that was not taken, each with its row and column, in the language of
    the page."""
    return [told_problem(each, field_word) for each in error.problems]

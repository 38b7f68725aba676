"""The rows of a file of named records as sheets hold them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from repatria.desks.people.exporting.telling import STATE, Cell, Told, Value
from repatria.desks.people.fields import FIELDS
from repatria.formats.people_sheet_write import Value as SheetValue

MOST_NAMED = 5
"""Sources that a row calls by name; of more it says how many."""


def headings(keys: Sequence[str]) -> list[str]:
    """The record and by whom it is stated come first, so that no column is read without them."""
    return [
        pgettext("of a person", "Record"),
        _("As stated by"), _("Number of sources"), _("Contested"),
        *(heading for key in keys for heading in _headings(key)),
        _("Judged the same as"),
    ]  # fmt: skip


def lines(told: Iterable[Told], keys: Sequence[str]) -> Iterator[list[SheetValue]]:
    """A row a record."""
    for each in told:
        yield [
            each.code,
            stated_by(each.stated_by),
            each.sources,
            "; ".join(str(FIELDS[key].words) for key in each.contested),
            *(cell for key in keys for cell in _cells(key, each.cells.get(key))),
            ", ".join(each.same_as),
        ]


def stated_by(names: Sequence[str]) -> str:
    """What the sources of a record are called."""
    shown = "; ".join(names[:MOST_NAMED])
    more = len(names) - MOST_NAMED
    if more <= 0:
        return shown
    return ngettext("%(names)s; and %(count)s more", "%(names)s; and %(count)s more", more) % {
        "names": shown, "count": more,
    }  # fmt: skip


def cell_words(cell: Cell) -> str:
    """The value, or every side of it where it is contested."""
    if not cell.contested:
        return cell.shown.text
    return _("contested: %(values)s") % {
        "values": " | ".join(map(_side, (cell.shown, *cell.against)))
    }


def _headings(key: str) -> list[str]:
    words = str(FIELDS[key].words)
    return [words, _("State, as of")] if key == STATE else [words]


def _cells(key: str, cell: Cell | None) -> list[SheetValue]:
    text = cell_words(cell) if cell is not None else ""
    if key != STATE:
        return [text]
    return [text, cell.shown.on if cell is not None and not cell.contested else ""]


def _side(value: Value) -> str:
    if value.on:
        return f"{value.text}, {value.on}"
    if not value.sources:
        return value.text
    said = ngettext("%(value)s (%(count)s source)", "%(value)s (%(count)s sources)", value.sources)
    return said % {"value": value.text, "count": value.sources}

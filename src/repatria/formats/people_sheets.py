"""A sender's list of people, whatever program made it: its sheets, its headings and its rows.

One face for workbooks (.xlsx, .xls, .ods), text tables and PFIF 1.4. Rows are streamed, and the
memory does not grow with their number (but for .xls, which ends at 65,536 rows).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import IO

from repatria.base.errors import Problem
from repatria.base.messages import sentence
from repatria.formats.guards import Limits, refused
from repatria.formats.people_applying import Applied, Bound, SeenIds, apply
from repatria.formats.people_applying import bind as _bind
from repatria.formats.people_books import chosen, counted, face, open_book, unseen
from repatria.formats.people_cells import (
    LIMITS,
    Book,
    Cell,
    CellKind,
    Merge,
    PeopleRow,
    SheetFace,
)
from repatria.formats.people_fitting import Fit, fit
from repatria.formats.people_header import HEAD, Header, find_header, header_at
from repatria.formats.people_mapping import Mapping, Proposal
from repatria.formats.people_mapping import propose as _propose
from repatria.formats.people_pfif import PEOPLE, PfifNote, pfif_notes
from repatria.formats.problems import shown

__all__ = [
    "Applied",
    "Bound",
    "Cell",
    "CellKind",
    "Fit",
    "Header",
    "Mapping",
    "PeopleRow",
    "PeopleSheet",
    "PfifNote",
    "Proposal",
    "SeenIds",
    "SheetFace",
    "apply",
    "bind",
    "fits",
    "open_people_sheet",
    "pfif_notes",
    "propose",
    "sheets",
]


@dataclass(slots=True)
class PeopleSheet:
    """An open sheet. Used with `with`, or closed with `close`."""

    file: str
    kind: str
    """xlsx, xls, ods, csv or pfif."""
    name: str
    header: Header | None
    """`None` where no row has headings that are known: the columns are called by their letters, and
    a person may name the rows of the headings (`open_people_sheet(…, header_rows=…)`)."""
    headings: tuple[str, ...]
    notes: tuple[Problem, ...]
    """What to look at before: other sheets, hidden columns and rows, the letters of a text file."""
    sample: tuple[PeopleRow, ...]
    """The first rows of people, to show and to judge a mapping by."""
    _book: Book
    _stream: IO[bytes]
    _limits: Limits
    _wide: dict[int, tuple[int, ...]] = field(default_factory=dict)

    def rows(self) -> Iterator[PeopleRow]:
        """The rows under the headings that hold something, from the beginning at each call.

        Raises `InputError` where the file turns out to be broken, or holds too much.
        """
        yield from self.under(counted(self._book, self.name, self.file, self._limits))

    def under(self, rows: Iterable[PeopleRow]) -> Iterator[PeopleRow]:
        """Of rows of the sheet those under the headings, with the merged cells that begin there."""
        body = 1 if self.header is None else self.header.body
        for row in rows:
            if row.number >= body:
                wide = self._wide.get(row.number)
                yield row if wide is None else row._replace(wide=wide)

    @property
    def heading_row(self) -> int:
        return 1 if self.header is None else self.header.last

    def close(self) -> None:
        self._book.close()
        self._stream.close()

    def __enter__(self) -> PeopleSheet:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


def sheets(path: Path, limits: Limits = LIMITS) -> tuple[SheetFace, ...]:
    """The sheets of a file with what they hold, which is counted by going through them.

    Raises `InputError` as `open_people_sheet` does.
    """
    book, stream = open_book(path, limits)
    try:
        return tuple(face(book, name, path.name, limits) for name in book.names)
    finally:
        book.close()
        stream.close()


def open_people_sheet(
    path: Path,
    sheet: str | None = None,
    *,
    header_rows: tuple[int, int] | None = None,
    limits: Limits = LIMITS,
) -> PeopleSheet:
    """Open a sheet of a file; where none is named, the first that is shown and holds something.

    `header_rows` are the first and the last row of the headings, where a person said so. Raises
    `InputError` for a file that is no list, locked, broken, hostile or with macros, for a sheet
    that is not there or holds nothing, and for headings over no row.
    """
    book, stream = open_book(path, limits)
    try:
        return _opened(book, stream, path.name, sheet, header_rows, limits)
    except BaseException:
        book.close()
        stream.close()
        raise


def propose(sheet: PeopleSheet) -> Proposal:
    """The mapping that the headings of a sheet suggest, for a person to confirm."""
    fields = PEOPLE if sheet.kind == "pfif" else None
    return _propose(sheet.file, sheet.heading_row, sheet.headings, sheet.sample, fields)


def fits(mapping: Mapping, sheet: PeopleSheet) -> Fit:
    """Whether a remembered mapping fits the sheet, and what has changed."""
    return fit(mapping, sheet.file, sheet.heading_row, sheet.headings, sheet.sample)


def bind(mapping: Mapping, sheet: PeopleSheet) -> Bound:
    """The mapping with its places in the sheet, for `apply`. Raises `InputError`."""
    return _bind(mapping, sheet.file, sheet.heading_row, sheet.headings)


def _opened(
    book: Book,
    stream: IO[bytes],
    file: str,
    sheet: str | None,
    header_rows: tuple[int, int] | None,
    limits: Limits,
) -> PeopleSheet:
    name, notes = chosen(book, file, sheet, limits)
    head = list(islice(counted(book, name, file, limits), HEAD))
    if not head:
        raise refused(file, sentence("the sheet “{name}” holds nothing", name=shown(name)))
    merges = book.merges(name)
    header = _header(book, head, merges, file, header_rows)
    width = max(len(row.cells) for row in head)
    headings = ("",) * width if header is None else header.headings
    if header is None:
        told = sentence("no row has headings that are known: say in which row they stand")
        notes.append(Problem(file, head[0].number, "", told))
    notes += unseen(book.hidden_columns(name), head, headings, file)
    opened = PeopleSheet(
        file,
        book.kind,
        name,
        header,
        headings,
        (*book.notes, *notes),
        (),
        book,
        stream,
        limits,
        _wide(merges),
    )
    # A sheet that ends within its head is not gone through again: it may have a million empty rows.
    again = opened.under(head) if len(head) < HEAD else opened.rows()
    opened.sample = tuple(islice(again, HEAD))
    if not opened.sample:
        raise refused(
            file,
            sentence("the sheet “{name}” has headings and no row under them", name=shown(name)),
        )
    return opened


def _header(
    book: Book,
    head: list[PeopleRow],
    merges: tuple[Merge, ...],
    file: str,
    header_rows: tuple[int, int] | None,
) -> Header | None:
    if book.kind == "pfif":
        return Header(tuple(cell.text for cell in head[0].cells), 0, 0, 1)
    if header_rows is None:
        return find_header(head, merges)
    found = header_at(head, merges, *header_rows)
    if found is None:
        told = sentence(
            "no headings stand in the rows {first} to {last}",
            first=header_rows[0],
            last=header_rows[1],
        )
        raise refused(file, told, header_rows[0])
    return found


def _wide(merges: tuple[Merge, ...]) -> dict[int, tuple[int, ...]]:
    found: dict[int, tuple[int, ...]] = {}
    for merge in merges:
        if merge.right > merge.left:
            found[merge.top] = (*found.get(merge.top, ()), merge.left)
    return found

"""Opens a file of lists as what its bytes say that it is, whatever it is called."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from repatria.base.errors import Problem
from repatria.base.messages import sentence
from repatria.formats.guards import Limits, check_file, refused
from repatria.formats.media_type import FileKind, media_type
from repatria.formats.ole_streams import MAGIC
from repatria.formats.people_cells import (
    LIMITS,
    PACKED_BYTES,
    Book,
    PeopleRow,
    SheetFace,
    column_letters,
)
from repatria.formats.people_csv import CsvBook
from repatria.formats.people_ods import OdsBook
from repatria.formats.people_pfif import PfifBook
from repatria.formats.people_xls import XlsBook
from repatria.formats.people_xlsx import XlsxBook
from repatria.formats.problems import shown

_BREAKS = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    OSError,
    NotImplementedError,  # zipfile's word for a compression that it does not know
    UnicodeDecodeError,
)
_HEAD = 4_096
_TAIL = 1_000_000
_MOST_TOLD = 12
_ODS_TYPE = b"application/vnd.oasis.opendocument.spreadsheet"


@contextmanager
def told_as_refusal(file: str) -> Iterator[None]:
    """What a broken packed file raises while it is read, as an `InputError`."""
    try:
        yield
    except _BREAKS:
        raise refused(file, sentence("the file is broken, or changed while it was read")) from None


def open_book(path: Path, limits: Limits = LIMITS) -> tuple[Book, IO[bytes]]:
    """The open file and the stream under it, which whoever opened it closes.

    Raises `InputError` for what is no list, is locked, holds macros, is broken or hostile.
    """
    check_file(path, PACKED_BYTES)
    try:
        stream = path.open("rb")
    except OSError as error:
        raise refused(
            path.name, sentence("the file cannot be opened: {reason}", reason=error.strerror or "")
        ) from None
    try:
        with told_as_refusal(path.name):
            return _opened(stream, path, limits), stream
    except BaseException:
        stream.close()
        raise


def _opened(stream: IO[bytes], path: Path, limits: Limits) -> Book:
    head = stream.read(_HEAD)
    if head.startswith(MAGIC):
        stream.seek(0)
        return XlsBook(stream, path, limits)
    if head.startswith(b"PK\x03\x04"):
        if _ODS_TYPE in head[:200]:
            return OdsBook(stream, path, limits)
        stream.seek(max(stream.seek(0, 2) - _TAIL, 0))
        tail = stream.read().lower()
        if b"xl/workbook.bin" in tail:
            raise refused(path.name, sentence("a binary workbook (.xlsb): save it as plain .xlsx"))
        opened = OdsBook if b"content.xml" in tail and b"xl/" not in tail else XlsxBook
        return opened(stream, path, limits)
    kind = media_type(head)
    if kind.name == "application/xml" or b"<pfif" in head or b":pfif" in head[:500]:
        return PfifBook(path, limits)
    if kind.name == "text/html":
        told = sentence(
            "this is a web page under the name of a sheet: open it and save it as .xlsx"
        )
        raise refused(path.name, told)
    if kind.kind is not FileKind.TEXT and kind.name != "application/octet-stream":
        told = sentence(
            "this is no list but {name}: a list comes as .xlsx, .xls, .ods, .csv or PFIF",
            name=kind.name,
        )
        raise refused(path.name, told)
    return CsvBook(stream, path, limits)


def counted(book: Book, name: str, file: str, limits: Limits) -> Iterator[PeopleRow]:
    """The rows of a sheet, refused as soon as they are too many, or hold too much."""
    taken = length = 0
    with told_as_refusal(file):
        for row in book.rows(name):
            taken += 1
            for cell in row.cells:
                length += len(cell.text)
            if taken > limits.rows:
                told = sentence(
                    "the sheet has more than {rows:,} rows; split it into several", rows=limits.rows
                )
                raise refused(file, told, row.number)
            if length > limits.bytes:
                told = sentence(
                    "the cells hold more than {bytes:,} characters of text", bytes=limits.bytes
                )
                raise refused(file, told, row.number)
            yield row


def face(book: Book, name: str, file: str, limits: Limits) -> SheetFace:
    """What a sheet holds, which is counted by going through it."""
    rows = columns = 0
    for row in counted(book, name, file, limits):
        rows += row.number > 0
        columns = max(columns, len(row.cells))
    return SheetFace(name, rows, columns, book.hidden(name))


def chosen(book: Book, file: str, sheet: str | None, limits: Limits) -> tuple[str, list[Problem]]:
    """The sheet that is asked for, or the first that is shown and holds something; then the others
    that do are told."""
    if sheet is not None:
        if sheet not in book.names:
            there = shown(", ".join(book.names))
            raise refused(
                file,
                sentence(
                    "no sheet “{sheet}”; there are: {sheets}", sheet=shown(sheet), sheets=there
                ),
            )
        return sheet, []
    held = [name for name in book.names if next(counted(book, name, file, limits), None)]
    if not held:
        raise refused(file, sentence("no sheet of the file holds anything"))
    visible = [name for name in held if not book.hidden(name)] or held
    others = [name for name in held if name != visible[0]]
    notes = []
    if others:
        told = sentence(
            "only the sheet “{sheet}” is read; others hold something too: {others}",
            sheet=shown(visible[0]),
            others=shown(", ".join(others)),
        )
        notes.append(Problem(file, None, "", told))
    return visible[0], notes


def unseen(
    columns: Sequence[int], head: Sequence[PeopleRow], headings: Sequence[str], file: str
) -> list[Problem]:
    """Columns, and rows among the first, that the sheet does not show: they are read, and told."""
    called = [
        f"{column_letters(at)} (“{shown(headings[at])}”)" if headings[at] else column_letters(at)
        for at in columns
        if at < len(headings) and any(row.cell(at).text for row in head)
    ]
    found = []
    if called:
        told = sentence(
            "the sheet does not show these columns; they are read: {columns}",
            columns=", ".join(called),
        )
        found.append(Problem(file, None, "", told))
    rows = [str(row.number) for row in head if row.hidden]
    if rows:
        told = sentence(
            "the sheet does not show these rows; they are read: {rows}",
            rows=", ".join(rows[:_MOST_TOLD]) + (" …" if len(rows) > _MOST_TOLD else ""),
        )
        found.append(Problem(file, None, "", told))
    return found

"""Text tables of laboratories as lines of cells: encoding, delimiter, header and limits.

What the cells mean is left to the readers of GeneMapper tables and wide tables.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from repatria.base.errors import Problem, ValueProblem
from repatria.base.messages import Sentence, message, sentence
from repatria.formats.formulas import unguard
from repatria.formats.guards import Limits, encoding_of, refused
from repatria.formats.problems import shown

LIMITS = Limits(columns=1_024)
"""A GeneMapper table may have six columns for each of many peaks."""
ENCODINGS = ("utf-8", "utf-16", "utf-16-le", "utf-16-be", "cp1251", "cp1252", "latin-1")
"""What may be asked for. Without asking, UTF-8, UTF-16 with its mark and cp1251 are told apart."""
_DELIMITERS = "\t;,"
_NOT_FOLDED = re.compile(r"[\W_]|ʼ")
_MARK = "\N{ZERO WIDTH NO-BREAK SPACE}"

Record = tuple[int, list[str]]
"""A row as it was written, and the line of the text that it begins on."""


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a table, a cell for each column name, as it was written.

    `number` is the line of the text that it begins on. `lacking` counts the cells that were not
    there and are taken as empty; `problem` says why the row cannot be read.
    """

    number: int
    cells: tuple[str, ...]
    lacking: int = 0
    problem: Sentence | None = None


@dataclass(frozen=True, slots=True)
class GenotypeTable:
    """A table that can be gone through more than once without being held as rows."""

    file: str
    data: bytes
    encoding: str
    delimiter: str
    header: tuple[str, ...]
    """The column names as written, without the space around them; "" over a column without one."""
    start: int
    """The line of the header."""
    limits: Limits
    notes: tuple[Problem, ...] = ()

    def records(self) -> Iterator[Record]:
        """The rows under the header as the text parts them. Raises `InputError` where one is no row
        at all (a quote that is not closed)."""
        for number, record in _records(self.file, self.data, self.encoding, self.delimiter):
            if number > self.start:
                yield number, record

    def lines(self, records: Iterable[Record] | None = None) -> Iterator[Line]:
        """The rows that hold something, all or those given, the last of which is the table's last.
        Raises `InputError` as `records` does, and where there are too many."""
        taken = 0
        width, nameless = len(self.header), "" in self.header[1:]
        waiting: Record | None = None
        for number, record in self.records() if records is None else records:
            text = "".join(record)
            if not text or text.isspace():
                continue
            taken += 1
            if taken > self.limits.rows:
                told = sentence(
                    "the table has more than {rows:,} rows; split it into several",
                    rows=self.limits.rows,
                )
                raise refused(self.file, told, number)
            if waiting is not None:
                yield self._line(*waiting, last=False)
                waiting = None
            if len(record) == width and len(text) <= self.limits.cell and not nameless:
                # Nothing can be wrong with it.
                yield Line(number, tuple(record))
            else:
                waiting = number, record
        if waiting is not None:
            yield self._line(*waiting, last=True)

    def _line(self, number: int, record: list[str], *, last: bool) -> Line:
        width = len(self.header)
        named = width - next((at for at, name in enumerate(reversed(self.header)) if name), width)
        lacking = max(named - len(record), 0)
        cells = (*record[:width], *[""] * (width - len(record)))
        # A first column without a name holds row numbers, or the samples.
        named_cells = zip(cells[1:], self.header[1:], strict=True)
        problem = None
        # Where commas delimit, one decimal comma without quotes moves every cell behind it.
        moved = self.delimiter == "," and len(record) > width
        if moved or any(cell.strip() for cell in record[width:]):
            told = (
                message(
                    "{cells} cells stand under {columns} column names; a decimal comma needs "
                    "quotes around it"
                )
                if moved
                else message("{cells} cells stand under {columns} column names")
            )
            problem = sentence(told, cells=len(record), columns=width)
        elif lacking and last and not self._ended:
            problem = sentence("the file ends in the middle of this row")
        elif any(cell.strip() and not name for cell, name in named_cells):
            problem = sentence("a cell stands under no column name")
        elif longest := next((cell for cell in record if len(cell) > self.limits.cell), ""):
            problem = sentence(
                "“{text}” is longer than {limit:,} characters",
                text=shown(longest),
                limit=self.limits.cell,
            )
        return Line(number, cells, lacking, problem)

    @property
    def _ended(self) -> bool:
        """Whether the last line has its end; in UTF-16 a zero byte may stand behind it."""
        return self.data.rstrip(b"\0")[-1:] in (b"\n", b"\r")


def open_table(
    data: bytes, file: str, *, encoding: str | None = None, limits: Limits = LIMITS
) -> GenotypeTable:
    """Find out encoding, delimiter and header. The first line that is not empty is the header.

    `encoding` is one of `ENCODINGS`; cp1251 and Latin-1 look the same, so that a table in the
    second must be asked for. Raises `InputError` where there is no table, `ValueProblem` for an
    encoding that is not known.
    """
    if data.startswith(b"PK\x03\x04"):
        raise refused(file, sentence("this is a workbook; save its sheet as CSV (UTF-8)"))
    notes: tuple[Problem, ...] = ()
    if encoding is None:
        found = encoding_of(data, file)
        if found == "cp1251":
            told = sentence(
                "read as cp1251 (Cyrillic); if it is not, name the encoding, as latin-1"
            )
            notes = (Problem(file, None, "", told),)
    else:
        found = _asked(data, file, encoding)
        notes = (
            Problem(file, None, "", sentence("read as {encoding}, as asked", encoding=encoding)),
        )
    delimiter = _delimiter(data, found)
    for number, record in _records(file, data, found, delimiter):
        header = tuple(_name(cell) for cell in record)
        if not any(header):
            continue
        if len(header) < 2:
            told = sentence(
                "no table: no tab, semicolon or comma parts the first line into column names"
            )
            raise refused(file, told, number)
        if len(header) > limits.columns:
            raise refused(
                file, sentence("more than {columns:,} columns", columns=limits.columns), number
            )
        return GenotypeTable(file, data, found, delimiter, header, number, limits, notes)
    raise refused(file, sentence("the file is empty"))


def folded_column(name: str) -> str:
    """A column's name as names are compared: `Sample Name`, `Sample.Name`, `SAMPLENAME` are one."""
    return _NOT_FOLDED.sub("", name).casefold()


def _asked(data: bytes, file: str, encoding: str) -> str:
    if encoding not in ENCODINGS:
        raise ValueProblem(
            sentence(
                "no encoding “{encoding}”; there are {encodings}",
                encoding=encoding,
                encodings=", ".join(ENCODINGS),
            )
        )
    if "16" not in encoding and b"\0" in data:
        line = data.count(b"\n", 0, data.index(b"\0")) + 1
        raise refused(file, sentence("the file holds a NUL byte: this is not text"), line)
    if encoding == "utf-16" and not data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise refused(
            file, sentence("the text is not utf-16 with its mark; ask for utf-16-le or utf-16-be")
        )
    try:
        data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise refused(
            file, sentence("the text is not {encoding}", encoding=encoding), line
        ) from None
    return "utf-8-sig" if encoding == "utf-8" else encoding


def _delimiter(data: bytes, encoding: str) -> str:
    with io.TextIOWrapper(io.BytesIO(data), encoding) as stream:
        head = next((line for line in stream if line.strip()), "")
    # Within a heading a comma has a space behind it: “Прізвище, ім'я;Дата” has one delimiter.
    return max(
        _DELIMITERS, key=lambda sign: (head.count(sign) - head.count(f"{sign} "), head.count(sign))
    )


def _name(cell: str) -> str:
    text = " ".join(cell.strip(_MARK).split())
    return unguard(text) or text


def _records(file: str, data: bytes, encoding: str, delimiter: str) -> Iterator[Record]:
    stream = io.TextIOWrapper(io.BytesIO(data), encoding, newline="")
    reader = csv.reader(stream, delimiter=delimiter, strict=True)
    start = 1
    try:
        for record in reader:
            yield start, record
            start = reader.line_num + 1
    except csv.Error as error:
        raise refused(
            file, sentence("the row cannot be read: {reason}", reason=str(error)), start
        ) from None

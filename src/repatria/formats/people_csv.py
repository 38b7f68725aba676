"""Opens a list in a text table: its encoding and its delimiter, whatever stands above the headings.

Each call of `rows` streams the file; the memory is that of one row.
"""

from __future__ import annotations

import csv
import itertools
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from repatria.base.errors import Problem
from repatria.base.messages import sentence
from repatria.formats.guards import Limits, refused, stream_encoding
from repatria.formats.people_cells import EMPTY, Cell, CellKind, Merge, PeopleRow

NAME = "table"
"""A text table has one sheet, without a name of its own."""
_DELIMITERS = ";\t,|"
_SAMPLE = 50
_NAMED = re.compile(r"sep=(.)\s*", re.IGNORECASE)
_LONGEST = 1_000_000


class CsvBook:
    """An open text table. Raises `InputError` for what is no text, or has no columns."""

    kind = "csv"
    names = (NAME,)

    def __init__(self, stream: IO[bytes], path: Path, limits: Limits) -> None:
        self.file = path.name
        self.notes: tuple[Problem, ...] = ()
        self._path, self._limits = path, limits
        self._encoding = stream_encoding(stream, self.file)
        if self._encoding == "cp1251":
            told = sentence("read as cp1251 (Cyrillic); if the letters look wrong, ask for UTF-8")
            self.notes = (Problem(self.file, None, "", told),)
        self._skipped = False
        self._delimiter = self._delimited()

    def hidden(self, name: str) -> bool:  # noqa: ARG002
        return False

    def hidden_columns(self, name: str) -> tuple[int, ...]:  # noqa: ARG002
        return ()

    def merges(self, name: str) -> tuple[Merge, ...]:  # noqa: ARG002
        return ()

    def rows(self, name: str) -> Iterator[PeopleRow]:  # noqa: ARG002
        line = 1 + self._skipped
        reader = csv.reader(self._lines(), delimiter=self._delimiter, strict=True)
        while True:
            try:
                record = next(reader)
            except StopIteration:
                return
            except csv.Error as error:
                raise refused(
                    self.file, sentence("the row cannot be read: {reason}", reason=str(error)), line
                ) from None
            cells = self._cells(record, line)
            if cells:
                yield PeopleRow(line, cells)
            line = reader.line_num + 1 + self._skipped

    def close(self) -> None:
        pass

    def _cells(self, record: list[str], line: int) -> tuple[Cell, ...]:
        while record and not record[-1].strip():
            record.pop()
        if len(record) > self._limits.columns:
            raise refused(
                self.file,
                sentence("a cell stands beyond column {column}", column=self._limits.columns),
                line,
            )
        if any(len(text) > self._limits.cell for text in record):
            told = sentence("a text is longer than {limit:,} characters", limit=self._limits.cell)
            raise refused(self.file, told, line)
        return tuple(Cell(text, CellKind.TEXT) if text.strip() else EMPTY for text in record)

    def _lines(self) -> Iterator[str]:
        """The lines of the text; one that does not end is told before it fills the memory."""
        with self._path.open(encoding=self._encoding, newline="") as text:
            number = 0
            while line := text.readline(_LONGEST):
                number += 1
                if len(line) >= _LONGEST:
                    told = sentence("the line is longer than {limit:,} characters", limit=_LONGEST)
                    raise refused(self.file, told, number)
                if number > 1 or not self._skipped:
                    yield line

    def _delimited(self) -> str:
        lines = list(itertools.islice(self._lines(), _SAMPLE))
        named = _NAMED.fullmatch(lines[0]) if lines else None
        if named is not None:
            self._skipped = True
            return named[1]
        best = max(_DELIMITERS, key=lambda sign: _fits(lines, sign))
        if not any(line.strip() for line in lines):
            raise refused(self.file, sentence("the file is empty"))
        return best


def _fits(lines: list[str], delimiter: str) -> tuple[int, int]:
    """How many rows of the sample have the width that most of them have, and that width."""
    widths: Counter[int] = Counter()
    try:
        for record in csv.reader(lines, delimiter=delimiter):
            if len(record) > 1:
                widths[len(record)] += 1
    except csv.Error:
        return 0, 0
    if not widths:
        return 0, 0
    width, many = max(widths.items(), key=lambda item: (item[1], item[0]))
    return many, width

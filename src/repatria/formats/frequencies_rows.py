"""The text of a file of frequencies, as lines or as rows of cells with their numbers."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator

from repatria.base.messages import sentence
from repatria.formats.guards import Limits, encoding_of
from repatria.formats.problems import Problems

LIMITS = Limits(bytes=10_000_000)
"""The largest table known to us, with every country of a continent, has 0.3 MB."""
DELIMITERS = ",;\t"
_BREAK = re.compile("\r\n|\r|\n")
_ALLELE = frozenset(["allele", "alleles", "allel", "алель", "алелі", "аллель", "аллели"])
_BLANK = frozenset({"", "-", "NA"})

Rows = list[tuple[int, list[str]]]
"""The rows that hold something, each with its number as a sheet shows it, cells stripped."""


def text_of(data: bytes, file: str) -> str:
    """The text of a file in UTF-8, UTF-16 or Windows-1251; `InputError` where it is none."""
    return data.decode(encoding_of(data, file))


def lines_of(text: str) -> list[str]:
    """The lines of a text, whatever system wrote it."""
    return _BREAK.split(text)


def rows_of(text: str, delimiter: str, problems: Problems, first: int = 1) -> Rows:
    """The rows of a delimited text; `first` is the number of its first row."""
    return list(_rows(text, delimiter, problems, first))


def _rows(
    text: str, delimiter: str, problems: Problems, first: int
) -> Iterator[tuple[int, list[str]]]:
    number = first - 1
    try:
        for record in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True):
            number += 1
            cells = [cell.strip() for cell in record]
            if len(cells) > LIMITS.columns and any(cells[LIMITS.columns :]):
                raise problems.refuse(
                    number, "", sentence("more than {columns} columns", columns=LIMITS.columns)
                )
            if any(cells):
                yield number, cells
    except csv.Error as error:
        raise problems.refuse(
            number + 1, "", sentence("the row cannot be read: {reason}", reason=str(error))
        ) from None


def delimiter_of(line: str) -> str:
    """The sign that divides a header: the most frequent of comma, semicolon and tab."""
    return max(DELIMITERS, key=line.count)


def is_allele_header(cell: str) -> bool:
    """Whether a cell heads the column of alleles, in English, Ukrainian or Russian."""
    return cell.strip(' "\t').casefold() in _ALLELE


def is_blank(cell: str) -> bool:
    """Whether a cell says that the allele was not observed: empty, `-`, or R's `NA`."""
    return cell in _BLANK

"""Files of allele frequencies: finds out which of four layouts a file has, and reads it.

A ladder (`frequencies_ladder`), a list (`frequencies_list`), STRidER's table
(`frequencies_strider`), and Repatria's own format (`frequencies_native`). The checks are the same
for all (`frequencies_checks`).
"""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path

from repatria.base.errors import Problem
from repatria.base.messages import sentence
from repatria.formats.frequencies_checks import markers_of
from repatria.formats.frequencies_ladder import ladder_columns
from repatria.formats.frequencies_list import is_list, list_columns
from repatria.formats.frequencies_native import is_native, read_native
from repatria.formats.frequencies_rows import (
    LIMITS,
    delimiter_of,
    is_allele_header,
    lines_of,
    rows_of,
    text_of,
)
from repatria.formats.frequencies_strider import strider_columns
from repatria.formats.frequency_columns import Column
from repatria.formats.guards import read_bytes
from repatria.formats.problems import Problems, shown
from repatria.formats.reading import Read
from repatria.kinship.population import FIVE_OVER_2N, Population

_UNKNOWN = sentence(
    "this is no table of frequencies that can be read: a row “Allele,marker,marker,…”, a list of "
    "a marker's name and lines of allele and frequency, STRidER's table, or Repatria's own format"
)

_HEAD = 200_000


def read_frequencies(path: Path, *, name: str = "", population: str = "") -> Read[Population]:
    """The population of a file, with notes on what was not taken as it stood.

    `name` is the population's; without it that of Repatria's own file, of STRidER's column, or of
    the file is taken. `population` names the column of STRidER's table. Files of others say nothing
    of theta and of rare alleles: theta is 0 then, and the rule 5/2N.

    Raises `InputError` with everything that is wrong, by file, row or line, and marker.
    """
    data = read_bytes(path, LIMITS.bytes)
    sha256 = hashlib.sha256(data).hexdigest()
    problems, notes = Problems(path.name), list[Problem]()
    text = text_of(data, path.name)
    first, second = _head(text)
    if population and not _is_strider(first, second):
        told = sentence("a population is chosen in STRidER's table only; this file has one")
        raise problems.refuse(None, "population", told)
    if is_native(first):
        found = read_native(text, problems, notes)
        return Read(replace(found, name=name or found.name), tuple(notes), sha256)
    columns: tuple[Column, ...]
    title, source = "", shown(path.name)
    if _is_strider(first, second):
        rows = rows_of(text, delimiter_of(second), problems)
        title, columns = strider_columns(rows, population, problems, notes)
        source += f", column {shown(title)}; rare classes 1 and 99 spread over the alleles listed"
    elif _heads_alleles(first):
        columns = ladder_columns(rows_of(text, delimiter_of(first), problems), problems)
    elif is_list(first, second):
        columns = list_columns(text, problems)
    else:
        raise problems.refuse(None, "", _UNKNOWN)
    found = Population.of(
        name or title or path.stem,
        markers_of(columns, problems, notes),
        minimum=FIVE_OVER_2N,
        source=f"{source}; SHA-256 {sha256}",
    )
    return Read(found, tuple(notes), sha256)


def _head(text: str) -> tuple[str, str]:
    """The first two lines that hold something."""
    filled = [line.strip() for line in lines_of(text[:_HEAD]) if line.strip()]
    first, second, *_ = *filled, "", ""
    return first, second


def _is_strider(first: str, second: str) -> bool:
    """A marker's name alone on its line, and under it the names of the populations."""
    return _heads_alleles(second) and not _heads_alleles(first) and not is_native(first)


def _heads_alleles(line: str) -> bool:
    sign = delimiter_of(line)
    return sign in line and is_allele_header(line.split(sign)[0])

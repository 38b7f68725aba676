"""STRidER's table of populations (Bodner et al. 2016, FSI: Genetics 24:97-102).

Blocks follow one another: a line with the marker's name, a line `Allele` with the names of the
populations, a line with an empty first cell and the number of persons N of each, then a line an
allele; a blank is 0. One column, one population, is read.

The codes 1 and 99 are no repeat numbers: they stand for all rarer alleles that are shorter or
longer. No genotype can have them, and a mutation model would take them for steps of the ladder. So
their mass counts in the check of the sum, and is then spread over the alleles that are listed, in
proportion; notes say how much that was. An allele of a case that the table lacks gets the minimum
frequency, as everywhere.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from repatria.base.errors import Problem, ValueProblem
from repatria.base.messages import sentence
from repatria.formats.frequencies_rows import Rows, is_allele_header, is_blank
from repatria.formats.frequency_columns import PERSONS, Column, Figure, allele_of
from repatria.formats.problems import Problems, shown

RARE = frozenset({"1", "99"})
_SHOWN_COLUMNS = 100


@dataclass(frozen=True, slots=True)
class _Block:
    """One marker: its name, the names of its columns, and its rows."""

    name: str
    row: int
    titles: tuple[str, ...]
    rows: Rows


def strider_columns(
    rows: Rows, population: str, problems: Problems, notes: list[Problem]
) -> tuple[str, tuple[Column, ...]]:
    """The column's own name, and what it gives for each marker.

    Raises `InputError` with the names of all columns where `population` is none of them; an empty
    `population` is enough where there is one column only.
    """
    blocks = list(_blocks(rows, problems))
    titles = list(dict.fromkeys(title for block in blocks for title in block.titles if title))
    chosen = _chosen(population, titles, problems)
    found = [_column(block, chosen, problems, notes) for block in blocks]
    return chosen, tuple(column for column in found if column is not None)


def _chosen(population: str, titles: list[str], problems: Problems) -> str:
    wanted = " ".join(population.split()).casefold()
    for title in titles:
        if title.casefold() == wanted or (not wanted and len(titles) == 1):
            return title
    told = (
        sentence("“{population}” is no population of this file", population=shown(population))
        if wanted
        else sentence("none is chosen")
    )
    near = problems.nearest(population, titles) or "."
    listed: str = ", ".join(map(shown, titles[:_SHOWN_COLUMNS])) or sentence("none")
    if len(titles) > _SHOWN_COLUMNS:
        more = len(titles) - _SHOWN_COLUMNS
        listed = sentence("{listed} and {count} more", listed=listed, count=more)
    told = sentence(
        "{told}{near} The populations of this file: {listed}",
        told=told,
        near=near,
        listed=listed,
    )
    raise problems.refuse(None, "population", told)


def _blocks(rows: Rows, problems: Problems) -> Iterator[_Block]:
    """The blocks; the row in front of a row `Allele` is the name of the next marker."""
    heads = [at for at, (_, record) in enumerate(rows) if is_allele_header(record[0])]
    ends = [at - 1 for at in heads[1:]] + [len(rows)]
    for at, end in zip(heads, ends, strict=True):
        number, record = rows[max(at - 1, 0)]
        if at == 0 or not record[0] or any(record[1:]):
            problems.add(
                rows[at][0], "", sentence("no line with a marker's name stands above this one")
            )
            continue
        titles = tuple(" ".join(title.split()) for title in rows[at][1])
        yield _Block(record[0], number, ("", *titles[1:]), rows[at + 1 : end])


def _column(block: _Block, chosen: str, problems: Problems, notes: list[Problem]) -> Column | None:
    places = [at for at, title in enumerate(block.titles) if title == chosen]
    if not places:
        told = sentence("it has no column “{chosen}”; the marker is left out", chosen=chosen)
        notes.append(Problem(problems.file, block.row, shown(block.name), told))
        return None
    if len(places) > 1:
        problems.add(
            block.row, block.name, sentence("the column “{chosen}” stands twice", chosen=chosen)
        )
    place = places[0]
    figures: list[Figure] = []
    facts: dict[str, tuple[int, str]] = {}
    short = [number for number, record in block.rows if place >= len(record)]
    if short:
        told = sentence(
            "rows that end before the column “{chosen}”: {count}; taken as not observed",
            chosen=chosen,
            count=len(short),
        )
        notes.append(Problem(problems.file, short[0], shown(block.name), told))
    for number, record in block.rows:
        cell = record[place] if place < len(record) else ""
        if record[0].casefold() in ("", PERSONS):
            if PERSONS in facts or figures:
                problems.add(number, block.name, sentence("a row without an allele"))
            facts[PERSONS] = (number, "" if is_blank(cell) else cell)
            continue
        try:
            allele = allele_of(record[0])
        except ValueProblem as problem:
            problems.add(number, block.name, problem.sentence)
            continue
        if not is_blank(cell):
            figures.append(Figure(number, allele, cell))
    return Column(block.name, block.row, tuple(figures), facts, RARE)

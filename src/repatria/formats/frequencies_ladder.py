"""The ladder: a column a marker, a row an allele. The most usual layout of frequencies.

::

    Allele,D3S1358,TH01
    N,361,361
    9.3,,0.344875
    15,0.246537,

A blank cell means that the allele was not observed. `N` counts persons; where a file counts
alleles its row is called `2N`. Comma, semicolon or tab divide; a decimal comma goes with the latter
two, or with quoted cells.
"""

from __future__ import annotations

from collections.abc import Collection

from repatria.base.errors import ValueProblem
from repatria.base.messages import sentence
from repatria.formats.frequencies_rows import Rows, is_blank
from repatria.formats.frequency_columns import COUNTED, PERSONS, Column, Figure, allele_of
from repatria.formats.problems import Problems

HEADS = frozenset({PERSONS, COUNTED})
_ALLELE = "Allele"


def ladder_columns(
    rows: Rows, problems: Problems, heads: Collection[str] = HEADS
) -> tuple[Column, ...]:
    """The columns of a ladder whose first row is the header.

    `heads` names the rows that hold no frequencies. What is wrong with a row is collected.
    """
    (top, header), *rest = rows
    figures: list[list[Figure]] = [[] for _ in header]
    facts: list[dict[str, tuple[int, str]]] = [{} for _ in header]
    seen: dict[str, int] = {}
    for number, record in rest:
        cells = _fitted(number, record, len(header), problems)
        label = _label(number, cells[0], heads, seen, problems)
        for place, cell in enumerate(cells[1:], 1):
            if is_blank(cell):
                continue
            if not header[place]:
                problems.add(number, "", sentence("a cell stands under no marker"))
            elif label in heads:
                facts[place][label] = (number, cell)
            elif label:
                figures[place].append(Figure(number, label, cell))
    return tuple(
        Column(name, top, tuple(figures[place]), facts[place])
        for place, name in enumerate(header)
        if place and name
    )


def _fitted(number: int, record: list[str], wide: int, problems: Problems) -> list[str]:
    """As many cells as the header has; empty ones behind them are what sheets leave."""
    extra = record[wide:]
    if len(record) < wide or any(extra):
        problems.add(
            number,
            "",
            sentence(
                "{cells} cells stand under a header of {columns}", cells=len(record), columns=wide
            ),
        )
    return (record + [""] * wide)[:wide]


def _label(
    number: int, text: str, heads: Collection[str], seen: dict[str, int], problems: Problems
) -> str:
    """What a row is about: an allele, or one of the heads; "" where it is neither."""
    label = text.casefold()
    if label not in heads:
        try:
            label = allele_of(text)
        except ValueProblem as problem:
            problems.add(number, _ALLELE, problem.sentence)
            return ""
    if label in seen:
        problems.add(
            number,
            _ALLELE,
            sentence(
                "“{text}” stands twice; it stands in row {row} too", text=text, row=seen[label]
            ),
        )
        return ""
    seen[label] = number
    return label

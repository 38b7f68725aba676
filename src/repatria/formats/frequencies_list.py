"""The list: a marker's name on a line of its own, then its alleles, then an empty line.

::

    TH01
    6<TAB>0.235457
    9.3<TAB>0.344875

Familias and pedtools write it so. In MERLIN's variant a marker's line begins with `M` and an
allele's with `A`. Neither gives N.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from repatria.base.errors import ValueProblem
from repatria.base.messages import sentence
from repatria.formats.frequencies_rows import lines_of
from repatria.formats.frequency_columns import Column, Figure, allele_of
from repatria.formats.problems import Problems, shown

_MERLIN = re.compile(r"M\s+\S")
_PAIR = re.compile(r"([^\t]+?)\s*\t\s*([^\t]+)|(\S+)\s+(\S+)")


@dataclass(slots=True)
class _Block:
    """One marker while its lines are read."""

    name: str
    row: int
    figures: list[Figure] = field(default_factory=list)


def is_list(first: str, second: str) -> bool:
    """Whether two lines can be the head of a list: a name, and an allele with its frequency."""
    if _MERLIN.match(first):
        return second[:1] in ("A", "F")
    return "\t" not in first and _PAIR.fullmatch(second) is not None


def list_columns(text: str, problems: Problems) -> tuple[Column, ...]:
    """The markers of a list, in the order of the file. What is wrong with a line is collected."""
    lines = [(number, line.strip()) for number, line in enumerate(lines_of(text), 1)]
    first = next((line for _, line in lines if line), "")
    blocks = _merlin(lines, problems) if _MERLIN.match(first) else _plain(lines, problems)
    for block in blocks:
        if not block.figures:
            problems.add(block.row, block.name, sentence("no allele follows the marker's name"))
    return tuple(Column(each.name, each.row, tuple(each.figures)) for each in blocks)


def _plain(lines: list[tuple[int, str]], problems: Problems) -> list[_Block]:
    blocks: list[_Block] = []
    inside = False
    for number, line in lines:
        if not line:
            inside = False
        elif inside:
            _figure(blocks[-1], number, line, problems)
        else:
            blocks.append(_Block(line, number))
            inside = True
    return blocks


def _merlin(lines: list[tuple[int, str]], problems: Problems) -> list[_Block]:
    blocks: list[_Block] = []
    for number, line in lines:
        kind, *rest = line.split(None, 1) or [""]
        if kind == "M":
            blocks.append(_Block("".join(rest), number))
        elif kind == "A":
            _figure(blocks[-1], number, "".join(rest), problems)
        elif kind == "F":
            told = sentence("an F line gives no names to its alleles; write an A line for each")
            problems.add(number, blocks[-1].name, told)
        elif line:
            told = sentence(
                "“{line}” begins with neither M (a marker) nor A (an allele)", line=shown(line)
            )
            problems.add(number, "", told)
    return blocks


def _figure(block: _Block, number: int, line: str, problems: Problems) -> None:
    pair = _PAIR.fullmatch(line)
    if pair is None:
        told = sentence(
            "“{line}” is no allele with its frequency; a marker follows an empty line",
            line=shown(line),
        )
        problems.add(number, block.name, told)
        return
    allele, text = (part for part in pair.groups() if part is not None)
    try:
        block.figures.append(Figure(number, allele_of(allele), text.strip()))
    except ValueProblem as problem:
        problems.add(number, block.name, problem.sentence)

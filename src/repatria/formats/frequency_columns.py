"""What a file of frequencies gives for one marker, and what may stand in its cells."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from repatria.base.errors import ValueProblem
from repatria.base.messages import sentence
from repatria.formats.problems import shown
from repatria.kinship.alleles import OFF_LADDER, SILENT, canonical_allele, repeats

PERSONS, COUNTED, CHROMOSOME, LINKAGE = "n", "2n", "chromosome", "linkage"
"""What a file may tell of a marker beside its figures."""

_NUMBER = re.compile(r"(?:\d{1,15}[.,]?\d*|[.,]\d+)(?:[eE][+-]?\d{1,3})?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Figure:
    """A cell that holds something: the allele, and the frequency as it is written."""

    row: int
    allele: str
    text: str


@dataclass(frozen=True, slots=True)
class Column:
    """What a file gives for one marker. `facts` are the row and text of `n`, `2n` and so on."""

    name: str
    row: int
    figures: tuple[Figure, ...]
    facts: Mapping[str, tuple[int, str]] = field(default_factory=dict)
    rare: frozenset[str] = frozenset()
    """Allele codes that are no alleles but stand for all rarer ones of one end of the ladder."""


def allele_of(text: str) -> str:
    """The allele in front of a row. Raises `ValueProblem` for what can have no frequency."""
    if text.strip().casefold() == SILENT:
        return SILENT
    found = canonical_allele(shown(text))
    if found == OFF_LADDER or repeats(found) == (0, 0):
        raise ValueProblem(
            sentence("“{text}” is not an allele that can have a frequency", text=text)
        )
    return found


def frequency_of(text: str) -> float:
    """A frequency, with a decimal point or comma. Raises `ValueProblem`."""
    bare = text.lstrip("-−")
    if not _NUMBER.fullmatch(bare):
        raise ValueProblem(sentence("“{text}” is not a frequency", text=shown(text)))
    if bare != text:
        raise ValueProblem(sentence("the frequency “{text}” is below zero", text=shown(text)))
    found = float(bare.replace(",", "."))
    if found > 1:
        raise ValueProblem(
            sentence(
                "the frequency “{text}” is above 1; write parts of one, not per cents or counts",
                text=shown(text),
            )
        )
    return found

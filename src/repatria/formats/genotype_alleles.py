"""The alleles of one sample at one marker, as a table writes them, become an observation."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from repatria.base.errors import ValueProblem
from repatria.base.messages import message, sentence
from repatria.formats.problems import shown
from repatria.kinship.alleles import OFF_LADDER, canonical_allele
from repatria.kinship.known_markers import AMELOGENIN, chromosome_of, known_name
from repatria.kinship.lineage.y_haplotypes import MULTI_COPY
from repatria.kinship.population import Population
from repatria.kinship.profile import Observation, Reading, observed

NOTHING = frozenset({"", "0", "-", "–", "—", "NA", "N/A"})
"""What stands in a cell where no allele was read."""
Text = str | tuple[str, ...]
"""The cell of a marker, or its cells."""
_KEPT = 10_000
_BEYOND = re.compile(r"[<>]\s*\d{1,3}(?:[.,]\d)?", re.ASCII)
_SEX = frozenset("XY")
# Letters of a Cyrillic keyboard that look like the Latin ones of marker names and of X and Y.
_LATIN = str.maketrans("АВЕКМНОРСТУХІавекмнорстухі", "ABEKMHOPCTYXIabekmhopctyxi")


@dataclass(frozen=True, slots=True)
class Seen:
    """What was read at one marker: nothing where `observation` is None; `off_ladder` peaks."""

    observation: Observation | None
    off_ladder: int = 0


@dataclass(frozen=True, slots=True)
class MarkerName:
    """A marker that is known. `one_copy`: of the Y chromosome, and there once."""

    name: str
    one_copy: bool = False


@dataclass(slots=True)
class MarkerCells:
    """What stands under one marker of a table, and how it is read.

    `marker` is None where it is not known. `known` keeps what a text was read as, so that each is
    read once: None where it says nothing. A text that asks for a note is not kept.
    """

    written: str
    marker: MarkerName | None
    reading: Callable[[MarkerName, Any], Seen]
    known: dict[Text, Observation | None] = field(default_factory=dict)

    @property
    def name(self) -> str:
        return self.written if self.marker is None else self.marker.name

    def keep(self, text: Text, found: Observation | None) -> None:
        if len(self.known) < _KEPT:
            self.known[text] = found


def find_marker(written: str, population: Population | None = None) -> MarkerName | None:
    """The marker of this name among those of the usual kits or of the population, else None."""
    for spelling in (written, written.translate(_LATIN)):
        known = known_name(spelling)
        held = None if population is None else population.marker(spelling)
        name = known or (held.name if held is not None else "")
        if name:
            haploid = held.haploid if held is not None else chromosome_of(name) == "Y"
            return MarkerName(name, haploid and name not in MULTI_COPY)
    return None


def read_alleles(marker: MarkerName, cells: Iterable[str], *, remains: bool) -> Seen:
    """An observation from cells that hold an allele each, or nothing.

    A marker of one copy has one allele, however often it is written. Of amelogenin a lone Y is no
    genotype: nobody is Y/Y. Raises `ValueProblem` for what is no allele of the marker.
    """
    written = tuple(text for cell in cells if (text := cell.strip()).upper() not in NOTHING)
    alleles = [_allele(marker.name, text) for text in written]
    off = alleles.count(OFF_LADDER)
    found = observed(alleles, remains=remains)
    if found is None:
        return Seen(None, off)
    if set(found.alleles) == {"Y"} and not off:
        found = Observation(("Y",), Reading.SINGLE)
    elif marker.one_copy and len(set(found.alleles)) == 1 and not off:
        found = Observation(found.alleles[:1], Reading.GENOTYPE)
    raw = written if off or len(written) != len(found.alleles) else ()
    return Seen(replace(found, raw=raw), off)


def _allele(marker: str, text: str) -> str:
    if _BEYOND.fullmatch(text):
        return OFF_LADDER
    try:
        allele = canonical_allele(text.translate(_LATIN))
    except ValueProblem:
        raise ValueProblem(
            sentence("“{text}” is not an allele; write 13, 9.3 or OL", text=shown(text))
        ) from None
    if allele != OFF_LADDER and (allele in _SEX) != (marker == AMELOGENIN):
        wanted = (
            message("“{text}” is not an allele of this marker; write X or Y")
            if marker == AMELOGENIN
            else message("“{text}” is not an allele of this marker; write repeats, as 13 or 9.3")
        )
        raise ValueProblem(sentence(wanted, text=shown(text)))
    return allele

"""Wide tables of genotypes: a row a sample, a column or several for each marker.

The usual layout of laboratories' own sheets; docs/formats/genotypes.md has the notation. In a
column that is a marker's only one, a cell holds the whole genotype (`15/17`); where a marker has
several (`TH01-1`, `TH01-2`), each cell holds one allele.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from functools import partial
from operator import itemgetter
from types import MappingProxyType
from typing import Any

from repatria.base.errors import ValueProblem
from repatria.base.messages import Sentence, sentence
from repatria.formats.formulas import unguard
from repatria.formats.genotype_alleles import (
    MarkerCells,
    MarkerName,
    Seen,
    Text,
    read_alleles,
)
from repatria.formats.genotype_samples import TEXTS, Samples
from repatria.formats.genotype_table import GenotypeTable, Record, folded_column
from repatria.formats.guards import refused
from repatria.formats.problems import shown
from repatria.kinship.known_markers import AMELOGENIN
from repatria.kinship.profile import Observation, Reading

LEADING: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "sample": (
            "samplename", "sample", "sampleid", "sampleno", "samplecode", "specimen", "specimenid",
            "iid", "id", "зразок", "кодзразка", "образец", "кодобразца", "проба",
        ),
        "family": (
            "family", "familyid", "familyname", "fid", "pedigree", "родина", "сімя", "семья",
        ),
        "relationship": (
            "relationship", "relation", "relationshiptomissing", "relationshiptomissingperson",
            "kinship", "role", "спорідненість", "родиннийзвязок", "ступіньспорідненості",
            "родство", "степеньродства",
        ),
        "sex": ("sex", "gender", "стать", "пол"),
    }
)  # fmt: skip
"""What the columns before the markers may be called, folded; the first that is there is taken."""
STATES: Mapping[str, Reading] = MappingProxyType(
    {
        "(?)": Reading.SINGLE,
        "?": Reading.SINGLE,
        "any": Reading.ONE_KNOWN,
        "none": Reading.GENOTYPE,
    }
)
"""What may stand for the second allele where one is known: `15/(?)`, `15/any`, `15/none`."""
_NUMBERED = re.compile(r"(.*?)[-_. ]+(?:allele|al|a)?[-_. ]*([1-9])", re.IGNORECASE)
_POINT = re.compile(r"\d\.\d", re.ASCII)
_BASES = re.compile(r"\s*[1-4]\s*", re.ASCII)


_Column = tuple[Callable[[Any], Any], str, dict[Text, Observation | None], MarkerCells]


class Commas(Enum):
    """What a comma between two figures is in this table."""

    PART_ALLELES = "between alleles"
    """As in 15,17: the table writes 9.3 with a point, and no stroke parts alleles."""
    ARE_DECIMAL = "decimal"
    """As in 9,3: the table parts alleles with a stroke, and writes no point."""
    UNKNOWN = "not known"
    """Neither or both are seen; what a comma could be both ways is asked about."""


@dataclass(frozen=True, slots=True)
class MarkerColumns:
    """A marker as the header writes it, and where its alleles stand."""

    written: str
    places: tuple[int, ...]


def read_wide(table: GenotypeTable, samples: Samples) -> None:
    """Read the table into `samples`. Raises `InputError` for a table that cannot be one."""
    WideColumns.of(table, samples).read(samples)


class WideColumns:
    """What the columns of a table mean. Its rows can be read all at once or some at a time: what a
    cell says hangs on no other row, but for the commas, which are looked at beforehand."""

    def __init__(self, table: GenotypeTable, leading: Mapping[str, int], commas: Commas) -> None:
        self.table, self.leading, self.commas = table, leading, commas
        self._markers: list[_Column] = []

    @classmethod
    def of(cls, table: GenotypeTable, samples: Samples) -> WideColumns:
        """Raises `InputError` for a table that cannot be one."""
        leading = _leading(table)
        columns = _marker_columns(table, samples, frozenset(leading.values()))
        whole = [
            each.places[0]
            for each in columns
            if len(each.places) == 1 and samples.marker(each.written)
        ]
        found = cls(table, leading, _commas(table, whole))
        in_one = partial(read_cell, remains=samples.remains, commas=found.commas)
        in_several = partial(read_alleles, remains=samples.remains)
        for each in columns:
            reading = in_one if len(each.places) == 1 else in_several
            marker = MarkerCells(each.written, samples.marker(each.written), reading)
            found._markers.append((itemgetter(*each.places), marker.name, marker.known, marker))
        return found

    def read(self, samples: Samples, records: Iterable[Record] | None = None) -> None:
        """Read all rows into `samples`, or those given."""
        told = {key: at for key, at in self.leading.items() if key in TEXTS}
        for name, line in samples.lines(self.table, self.leading["sample"], records=records):
            sample = samples.describe(
                name, line.number, **{key: line.cells[at] for key, at in told.items()}
            )
            # Nearly every cell of a large table says what one before it said, of a sample that has
            # no other row: then there is nothing to compare and nothing to tell.
            first = sample.row == line.number
            cells, read = line.cells, sample.read
            for taken, column, known, marker in self._markers:
                text = taken(cells)
                found = known.get(text)
                if first and found is not None:
                    read[column] = found
                elif text:
                    samples.read(sample, line.number, marker, text)


def read_cell(
    marker: MarkerName, cell: str, *, remains: bool, commas: Commas = Commas.UNKNOWN
) -> Seen:
    """An observation from a cell that holds a whole genotype. Raises `ValueProblem`."""
    text = cell.strip()
    text = unguard(text) or text
    if marker.name == AMELOGENIN and text.upper() in ("XX", "XY"):
        text = "/".join(text)
    parts = [part.strip() for part in _parts(text, commas)]
    state = STATES.get(parts[-1].lower()) if len(parts) == 2 else None
    if state is None:
        return read_alleles(marker, parts, remains=remains)
    seen = read_alleles(marker, parts[:1], remains=remains)
    if seen.observation is None:
        return seen
    return Seen(Observation(seen.observation.alleles[:1], state))


def _parts(text: str, commas: Commas) -> list[str]:
    if "/" in text:
        return text.split("/")
    parts = text.split(",")
    if any(_BASES.fullmatch(part) for part in parts[1:]):
        if commas is Commas.ARE_DECIMAL and len(parts) == 2:
            return [text]
        if commas is not Commas.PART_ALLELES:
            raise ValueProblem(
                sentence(
                    "“{text}” can be read in two ways, with the comma inside an allele or between "
                    "two; write 9.3 or 9/3",
                    text=shown(text),
                )
            )
    return parts


def _commas(table: GenotypeTable, places: list[int]) -> Commas:
    strokes = points = False
    for line in table.lines():
        text = "\n".join([line.cells[at] for at in places])
        strokes = strokes or "/" in text
        points = points or _POINT.search(text) is not None
        if strokes and points:
            break
    if points is strokes:
        return Commas.UNKNOWN
    return Commas.PART_ALLELES if points else Commas.ARE_DECIMAL


def _leading(table: GenotypeTable) -> dict[str, int]:
    """Where the columns before the markers stand; `sample` is among them."""
    names = [folded_column(name) for name in table.header]
    found: dict[str, int] = {}
    for key, aliases in LEADING.items():
        alias = next((alias for alias in aliases if alias in names), None)
        if alias is None:
            continue
        found[key] = names.index(alias)
        if names.count(alias) > 1:
            told = sentence("the column {column} stands twice", column=table.header[found[key]])
            raise refused(table.file, told, table.start)
    if "sample" not in found and not names[0]:
        found["sample"] = 0
    if "sample" not in found:
        told = sentence("no column names the samples; call it Sample")
        raise refused(table.file, told, table.start)
    return found


def _marker_columns(
    table: GenotypeTable, samples: Samples, leading: frozenset[int]
) -> list[MarkerColumns]:
    """The columns that are not leading ones, by marker; what is no marker stays, to be told."""
    found: dict[str, list[tuple[str, int]]] = {}
    known = 0
    for at, written in enumerate(table.header):
        if at in leading or not written:
            continue
        marker, number = samples.marker(written), ""
        numbered = _NUMBERED.fullmatch(written)
        if marker is None and numbered is not None:
            marker, number = samples.marker(numbered[1]), numbered[2]
        known += marker is not None
        found.setdefault(marker.name if marker else written, []).append((number, at))
    if not known:
        held = ", ".join(f"“{shown(name)}”" for name in table.header[:8])
        told = sentence("no column is a marker that is known; there are {there}", there=held)
        raise refused(table.file, told, table.start)
    for name, places in found.items():
        for wrong in _wrong(name, [number for number, _ in places], samples.marker(name)):
            raise refused(table.file, wrong, table.start)
    return [
        MarkerColumns(name, tuple(at for _, at in sorted(places))) for name, places in found.items()
    ]


def _wrong(name: str, numbers: list[str], marker: MarkerName | None) -> Iterator[Sentence]:
    """Why these columns cannot be those of one marker."""
    if marker is None:
        return
    if len(set(numbers)) < len(numbers) and numbers != ["", ""]:
        yield sentence("the marker {name} has two columns of the same name", name=name)
    given = {int(number) for number in numbers if number}
    wanted = 1 if marker.one_copy or not given else 2
    lacking = sorted(set(range(1, max([wanted, *given]) + 1)) - given)
    # A column without a number may stand for one: TH01, TH01-2, and TH01, TH01.1 of R.
    if len(lacking) > numbers.count("") and given:
        yield sentence(
            "the marker {name} has no column numbered {number}: an allele is lacking",
            name=name,
            number=lacking[0],
        )

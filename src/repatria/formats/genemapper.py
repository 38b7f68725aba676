"""Genotype tables of GeneMapper ID-X and GeneMarker: a row for each sample and marker.

The layout is taken from exports that laboratories have published, not from a specification. The
columns `Sample Name`, `Marker`, `Allele 1`, `Allele 2` must be there; sizes, heights, dyes and
quality flags may be, and are not read.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import partial

from repatria.base.messages import sentence
from repatria.formats.genotype_alleles import MarkerCells, read_alleles
from repatria.formats.genotype_samples import Samples
from repatria.formats.genotype_table import GenotypeTable, folded_column
from repatria.formats.guards import refused
from repatria.formats.problems import shown

SAMPLE_COLUMNS = ("samplename", "sample", "sampleid", "specimen", "specimenid", "samplefile")
"""What the sample's column may be called, folded; the first that is there is taken."""
MARKER_COLUMNS = ("marker", "markername", "locus", "locusname")
_MARKER = re.compile(rf"(?:{'|'.join(MARKER_COLUMNS)})\d*")
_ALLELE = re.compile(r"allele(\d{1,3})", re.ASCII)
_SUFFIX = re.compile(r"(?<=.)-NB\Z", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Columns:
    """Where the sample, the marker and the alleles stand in a row."""

    sample: int
    marker: int
    alleles: tuple[int, ...]


def is_genemapper(header: tuple[str, ...]) -> bool:
    """Whether a table has a column of markers, one of several at least."""
    return any(_MARKER.fullmatch(folded_column(name)) for name in header)


def find_columns(table: GenotypeTable) -> Columns:
    """Raises `InputError` where a column is lacking, and for another export profile."""
    names = [folded_column(name) for name in table.header]
    markers = [at for at, name in enumerate(names) if _MARKER.fullmatch(name)]
    if len(markers) > 1:
        told = sentence(
            "{count} columns of markers: this is another export profile. Export the "
            "genotypes table again with one row for each sample and marker (Sample Name, "
            "Marker, Allele 1, Allele 2)",
            count=len(markers),
        )
        raise refused(table.file, told, table.start)
    sample = next((names.index(name) for name in SAMPLE_COLUMNS if name in names), None)
    numbered = [
        (int(found[1]), at) for at, n in enumerate(names) if (found := _ALLELE.fullmatch(n))
    ]
    lacking = [
        name
        for name, there in (
            ("Sample Name", sample is not None),
            ("Marker", bool(markers)),
            *((f"Allele {n}", n in dict(numbered)) for n in _wanted(numbered)),
        )
        if not there
    ]
    if sample is None or lacking:
        held = ", ".join(f"“{shown(name)}”" for name in table.header[:8])
        told = sentence(
            "no column {columns}; there are {there}", columns=", ".join(lacking), there=held
        )
        raise refused(table.file, told, table.start)
    for name in (names[sample], *(f"allele{number}" for number, _ in numbered)):
        if names.count(name) > 1:
            at = names.index(name)
            raise refused(
                table.file,
                sentence("the column {column} stands twice", column=table.header[at]),
                table.start,
            )
    return Columns(sample, markers[0], tuple(at for _, at in sorted(numbered)))


def _wanted(numbered: list[tuple[int, int]]) -> range:
    """The alleles up to the last; a gap means that a column was lost."""
    return range(1, max([2, *(number for number, _ in numbered)]) + 1)


def read_genemapper(table: GenotypeTable, samples: Samples) -> None:
    """Read the table into `samples`. Raises `InputError` for a table that cannot be one.

    A laboratory's suffix `-NB` on names of samples and markers is taken away, and told.
    """
    columns = find_columns(table)
    reading = partial(read_alleles, remains=samples.remains)
    markers: dict[str, MarkerCells] = {}
    for name, line in samples.lines(table, columns.sample, without=_SUFFIX):
        sample = samples.describe(name, line.number)
        written = line.cells[columns.marker]
        marker = markers.get(written)
        if marker is None:
            plain = _SUFFIX.sub("", written.strip())
            marker = markers[written] = MarkerCells(plain, samples.marker(plain), reading)
        samples.read(sample, line.number, marker, tuple(line.cells[at] for at in columns.alleles))

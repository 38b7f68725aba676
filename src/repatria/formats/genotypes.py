"""Reads a genotype table of either kind: GeneMapper's, or a wide one."""

from __future__ import annotations

import hashlib
from pathlib import Path

from repatria.formats.genemapper import is_genemapper, read_genemapper
from repatria.formats.genotype_samples import SampleRow, Samples
from repatria.formats.genotype_table import LIMITS, open_table
from repatria.formats.guards import Limits, read_bytes
from repatria.formats.reading import Read, unsearched
from repatria.formats.wide_genotypes import read_wide
from repatria.kinship.population import Population

__all__ = ["SampleRow", "read_genotypes"]


def read_genotypes(
    path: Path,
    *,
    remains: bool,
    dropout: float | None = None,
    population: Population | None = None,
    encoding: str | None = None,
    limits: Limits = LIMITS,
) -> Read[tuple[SampleRow, ...]]:
    """Read the samples of a text table (docs/formats/genotypes.md), in the order of the file.

    `remains` tells whether the samples are remains or references: of one allele alone the first
    makes a single allele with possible dropout, the second a homozygote. `dropout` is that of the
    profiles (`Profile.dropout`). A marker is taken when it is one of the usual kits or of the
    `population`. `encoding` is one of `genotype_table.ENCODINGS`; without it UTF-8, UTF-16 and
    cp1251 are told apart.

    The notes tell what was left out or taken otherwise than written; a sample that cannot be read
    is left out whole. Raises `InputError` where the file is no such table or no sample is left,
    and `ValueProblem` for an encoding or a dropout chance that cannot be.
    """
    data = read_bytes(path, limits.bytes)
    table = open_table(data, path.name, encoding=encoding, limits=limits)
    samples = Samples(
        path.name,
        remains=remains,
        dropout=dropout,
        population=population,
        notes=table.notes,
    )
    read = read_genemapper if is_genemapper(table.header) else read_wide
    with unsearched():
        read(table, samples)
        rows, notes = samples.finish()
    return Read(rows, notes, hashlib.sha256(data).hexdigest())

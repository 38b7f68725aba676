"""Whom a search looks for, and what is to be known of what it left out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from repatria.base.errors import InputError, Problem, RepatriaError
from repatria.cli.kinship_choice import words_of
from repatria.formats.kinship_input import KinshipInput
from repatria.kinship.known_markers import AMELOGENIN, chromosome_of
from repatria.kinship.panel import Panel
from repatria.kinship.profile import Profile
from repatria.kinship.search.groups import Wanted


class SearchError(RepatriaError):
    """A search that cannot be done as asked."""


def once(names: Sequence[str], file: Path) -> None:
    """Raises `InputError` for a code that stands twice."""
    seen: set[str] = set()
    for name in names:
        if name in seen:
            raise InputError([Problem(file.name, None, f"sample {name}", "the code stands twice")])
        seen.add(name)


def wanted_of(told: KinshipInput) -> tuple[list[Wanted], list[str]]:
    """Everybody who is missed, once for each way to read the family, and notes on that.

    Raises `SearchError` for a family that stands twice.
    """
    found, notes = [], []
    if told.population is not None or told.mutation:
        notes.append("the file's own frequencies and mutation models are not used in a search")
    names: set[str] = set()
    for each in told.families:
        if each.name in names:
            raise SearchError(f"family {each.name} stands twice")
        names.add(each.name)
        several = len(each.readings) > 1
        for number, reading in enumerate(each.readings, 1):
            if several:
                notes.append(f"family {each.name}, reading {number}: {words_of(each, reading)}")
            found += [
                Wanted(reading.family, missing, number * several)
                for missing in reading.family.missing
            ]
        notes += [
            f"family {each.name}: {direct.sample} is a sample of {direct.missing} themselves; not "
            "used in a search (repatria kinship lr does)"
            for direct in each.direct
        ]
    return found, notes


def not_used(bodies: Sequence[Profile], wanted: Sequence[Wanted], panel: Panel) -> Iterator[str]:
    """Markers that were read and are no part of the ratios. Amelogenin tells the sex."""
    families = {each.family.name: each.family for each in wanted}
    relatives = [one for family in families.values() for one in family.profiles.values()]
    read = Counter(name for profile in (*bodies, *relatives) for name in profile.observations)
    for name, count in sorted(read.items()):
        if name not in panel.by_name and name != AMELOGENIN:
            population = panel.population
            marker = population.marker(name)
            autosomal = marker is None and chromosome_of(name) not in ("X", "Y", "XY")
            why = f"{population.name} has no frequencies" if autosomal else "no autosomal marker"
            yield f"{name}: read in {count:,} samples and not used; {why}"


def contradicting(wanted: Sequence[Wanted], panel: Panel, bad: NDArray[np.bool_]) -> Iterator[str]:
    """Families whose relatives cannot be what they are said to be, with the markers."""
    for each, row in zip(wanted, bad, strict=True):
        if row.any():
            names = ", ".join(panel.names[locus] for locus in np.flatnonzero(row))
            yield f"the relatives of {each} contradict each other at {names}; not used there"

"""Whom a search looks for, and what is to be known of what it left out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from repatria.base.errors import InputError, Problem, RepatriaError
from repatria.base.messages import sentence
from repatria.cli.kinship_choice import words_of
from repatria.formats.kinship_input import sex_read
from repatria.formats.summed_families import SummedFamilies
from repatria.kinship.family import Family
from repatria.kinship.known_markers import AMELOGENIN, chromosome_of
from repatria.kinship.panel import Panel
from repatria.kinship.pedigree import Pedigree, Person, Sex
from repatria.kinship.profile import Profile
from repatria.kinship.relatives.build_family import FamilyReadings
from repatria.kinship.search.groups import Wanted


class SearchError(RepatriaError):
    """A search that cannot be done as asked."""


def once(names: Sequence[str], file: Path) -> None:
    """Raises `InputError` for a code that stands twice."""
    seen: set[str] = set()
    for name in names:
        if name in seen:
            raise InputError(
                [Problem(file.name, None, f"sample {name}", sentence("the code stands twice"))]
            )
        seen.add(name)


def wanted_of(told: SummedFamilies, *, settled: bool = False) -> tuple[list[Wanted], list[str]]:
    """Everybody who is missed, once for each way to read the family, with samples of their own; and
    notes on that. With `settled`, families that can be read in several ways are left out.

    Raises `SearchError` for a family that stands twice.
    """
    if len(set(told.names)) < len(told.names):
        twice = next(name for name, count in Counter(told.names).items() if count > 1)
        raise SearchError(f"family {twice} stands twice")
    found, notes = told.wanted(settled=settled)
    if told.own_models:
        notes.insert(0, "the file's own frequencies and mutation models are not used in a search")
    return found, notes


def ways_of(told: FamilyReadings) -> tuple[list[Family], list[str]]:
    """What a search takes the readings of a family for, and notes where there are several."""
    families = _families(told)
    notes = [
        f"family {told.name}, reading {number}: {words_of(told, reading)}"
        for number, reading in enumerate(told.readings if len(families) > 1 else (), 1)
    ]
    return families, notes


def _families(told: FamilyReadings) -> list[Family]:
    """Each way to read a family, with the samples of its missing persons themselves. Where these
    are all that there is, each missing person stands alone, of the sex that amelogenin tells."""
    own: dict[str, tuple[Profile, ...]] = {}
    for direct in told.direct:
        own[direct.missing] = (*own.get(direct.missing, ()), direct.profile)
    if told.readings or not own:
        return [each.family.with_own(own) if own else each.family for each in told.readings]
    persons = []
    for missing, samples in own.items():
        sexes = [sex for sex in map(sex_read, samples) if sex is not Sex.UNKNOWN]
        persons.append(Person(missing, sexes[0] if sexes else Sex.UNKNOWN))
    return [Family(told.name, Pedigree.of(*persons), tuple(own), {}, own)]


def not_used(
    bodies: Sequence[Profile], relatives: Mapping[str, int], panel: Panel
) -> Iterator[str]:
    """Markers that were read and are no part of the ratios; `relatives` has how many of them were
    read at each. Amelogenin tells the sex."""
    read = Counter(name for profile in bodies for name in profile.observations)
    read.update(relatives)
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

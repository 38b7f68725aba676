"""The families, genotypes and models that the figures of the method pages are computed from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np

from repatria.formats.population_store import load
from repatria.kinship.hypothesis import Hypothesis, Pair
from repatria.kinship.likelihood import Computation
from repatria.kinship.marker import Marker
from repatria.kinship.mutation import MutationModel
from repatria.kinship.mutation_matrices import Kind, Rates
from repatria.kinship.panel import Panel
from repatria.kinship.pedigree import Pedigree, Person, Sex
from repatria.kinship.population import Population
from repatria.kinship.profile import Profile
from repatria.kinship.settings import Settings
from repatria.kinship.stationary import Stationary

MARKERS = (
    "CSF1PO", "D10S1248", "D12S391", "D13S317", "D16S539", "D18S51", "D19S433", "D1S1656", "D21S11",
    "D22S1045", "D2S1338", "D2S441", "D3S1358", "D5S818", "D6S1043", "D7S820", "D8S1179", "FGA",
    "Penta D", "Penta E", "SE33", "TH01", "TPOX", "vWA",
)  # fmt: skip
"""The twenty CODIS core loci, D6S1043, Penta D, Penta E and SE33."""


def usual(mothers: float = 0.0005, fathers: float = 0.002) -> MutationModel:
    """The mutation model that the command line takes where none is named."""
    return MutationModel(
        Kind.EXTENDED,
        Rates(mothers, 1e-6, 0.1),
        Rates(fathers, 1e-6, 0.1),
        Stationary.METROPOLIS_SCALED,
    )


def people(text: str) -> Pedigree:
    """A pedigree from words: `f:m m:f kid:f=f+m half:m=f+-`."""
    persons = []
    for word in text.split():
        name, _, rest = word.partition(":")
        sex, _, parents = rest.partition("=")
        father, mother = (each if each not in ("", "-") else None for each in _two(parents))
        persons.append(Person(name, Sex.MALE if sex == "m" else Sex.FEMALE, father, mother))
    return Pedigree.of(*persons)


def _two(parents: str) -> tuple[str, str]:
    father, _, mother = parents.partition("+")
    return father, mother


def against_unrelated(related: str) -> Pair:
    """Persons a and b related as told, against a and b unrelated."""
    pedigree = people(related)
    apart = (Pedigree.of(Person(each, pedigree.by_id[each].sex)) for each in "ab")
    return Pair(Hypothesis.of("related", pedigree), Hypothesis.of("unrelated", *apart))


def caucasian() -> Population:
    return load("nist1036-caucasian", Path("none")).value


def even(theta: float = 0.0) -> Computation:
    marker = Marker.of("L", {"10": 0.1, "11": 0.9})
    return Computation(Panel.of(Population.of("made", [marker], theta=theta), Settings()))


def ratio(computation: Computation, pair: Pair, a: str, b: str) -> float:
    """The ratio for two persons with these genotypes at the only marker of the panel."""
    (name,) = computation.panel.names
    profiles = {who: Profile.of(who, {name: read.split("/")}) for who, read in (("a", a), ("b", b))}
    first, second = (computation.likelihoods(each, profiles) for each in (pair.first, pair.second))
    return float(first.over(second)[0])


RELATIVES: Mapping[str, tuple[str, str]] = {
    "first cousin": ("g:m h:f f:m=g+h u:m=g+h c:m=u+- x:m=f+-", "c"),
    "half sibling": ("f:m s:m=f+- x:m=f+-", "s"),
    "uncle": ("g:m h:f f:m=g+h u:m=g+h x:m=f+-", "u"),
    "sibling": ("f:m m:f s:m=f+m x:m=f+m", "s"),
    "parent or child": ("f:m x:m=f+-", "f"),
    "two siblings": ("f:m m:f s:m=f+m t:f=f+m x:m=f+m", "s t"),
    "spouse and child": ("w:f x:m c:f=x+w", "w c"),
    "parent and sibling": ("f:m m:f s:m=f+m x:m=f+m", "m s"),
    "three siblings": ("f:m m:f s:m=f+m t:f=f+m u:f=f+m x:m=f+m", "s t u"),
    "spouse and two children": ("w:f x:m c:f=x+w d:m=x+w", "w c d"),
    "both parents": ("f:m m:f x:m=f+m", "f m"),
}


def drawn(
    pedigree: Pedigree, typed: Sequence[str], panel: Panel, generator: np.random.Generator
) -> dict[str, Profile]:
    """Profiles of some persons, their alleles passed down from founders without mutation."""
    read: dict[str, dict[str, list[str]]] = {person: {} for person in typed}
    for locus in panel.loci:
        held: dict[str, list[int]] = {}
        for person in pedigree.parents_first:
            held[person.id] = [
                held[parent][generator.integers(2)]
                if parent
                else int(generator.choice(locus.size, p=locus.frequencies))
                for parent in (person.father, person.mother)
            ]
        for one in typed:
            read[one][locus.marker.name] = [locus.marker.alleles[at] for at in held[one]]
    return {person: Profile.of(person, alleles) for person, alleles in read.items()}

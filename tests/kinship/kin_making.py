"""Short ways to say a pedigree, a marker, a profile and a panel in the tests of the engine."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from repatria.kinship.hypothesis import Hypothesis
from repatria.kinship.likelihood import Computation
from repatria.kinship.marker import Marker
from repatria.kinship.panel import Panel
from repatria.kinship.pedigree import Pedigree, Person, Sex
from repatria.kinship.population import Population
from repatria.kinship.profile import Observation, Profile, Reading
from repatria.kinship.settings import Settings

SEXES = {"m": Sex.MALE, "f": Sex.FEMALE, "u": Sex.UNKNOWN}
FREQUENCIES = {"10": 0.1, "11": 0.2, "12": 0.3, "13": 0.4}
"""The ladder of most closed forms: A, B, C, D are 10, 11, 12, 13."""
P, Q, R, S = 0.1, 0.2, 0.3, 0.4


def kin(text: str) -> Pedigree:
    """A pedigree from words such as `dad:m mum:f son:m=dad+mum half:f=dad+-`."""
    persons = []
    for word in text.split():
        name, _, rest = word.partition(":")
        sex, _, parents = rest.partition("=")
        father, _, mother = parents.partition("+")
        persons.append(
            Person(
                name,
                SEXES[sex],
                None if father in ("", "-") else father,
                None if mother in ("", "-") else mother,
            )
        )
    return Pedigree.of(*persons)


def claim(*pedigrees: str | Pedigree, name: str = "claimed") -> Hypothesis:
    return Hypothesis.of(
        name, *(kin(each) if isinstance(each, str) else each for each in pedigrees)
    )


def ladder(
    name: str = "L", frequencies: Mapping[str, float] | Sequence[float] = (), chromosome: str = "A"
) -> Marker:
    """A marker; frequencies given as numbers belong to the alleles 10, 11, …"""
    table = frequencies or FREQUENCIES
    if not isinstance(table, Mapping):
        table = {str(10 + place): value for place, value in enumerate(table)}
    return Marker.of(name, table, chromosome=chromosome)


def panel_of(*markers: Marker, theta: float = 0.0, **settings: Any) -> Panel:
    population = Population.of("made", markers or (ladder(),), theta=theta)
    return Panel.of(population, Settings(**settings))


def computing(*markers: Marker, theta: float = 0.0, **settings: Any) -> Computation:
    return Computation(panel_of(*markers, theta=theta, **settings))


def seen(text: str) -> Observation:
    """`10/11` is a genotype, `10` one copy, `10/?` a single allele, `10/any` one allele known."""
    first, _, second = text.partition("/")
    if second == "?":
        return Observation((first,), Reading.SINGLE)
    if second == "any":
        return Observation((first,), Reading.ONE_KNOWN)
    return Observation(tuple(text.split("/")), Reading.GENOTYPE)


def profile(sample: str, dropout: float | None = None, **by_marker: str) -> Profile:
    return Profile(sample, {name: seen(text) for name, text in by_marker.items()}, dropout=dropout)


def typed(marker: str = "L", **by_person: str) -> dict[str, Profile]:
    """Profiles of several persons at one marker."""
    return {person: profile(person, **{marker: text}) for person, text in by_person.items()}


def likelihood(
    computation: Computation, hypothesis: Hypothesis | str, profiles: Mapping[str, Profile]
) -> float:
    """The likelihood at the only marker of a panel."""
    (value,) = values(computation, hypothesis, profiles)
    return float(value)


def values(
    computation: Computation, hypothesis: Hypothesis | str, profiles: Mapping[str, Profile]
) -> NDArray[np.float64]:
    if isinstance(hypothesis, str):
        hypothesis = claim(hypothesis)
    return computation.likelihoods(hypothesis, profiles).values

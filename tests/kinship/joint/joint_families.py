"""Families and profiles for the tests of joint ratios, drawn on markers of one shape."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from repatria.kinship.family import Family
from repatria.kinship.hypothesis import Hypothesis
from repatria.kinship.likelihood import Computation
from repatria.kinship.marker import Marker
from repatria.kinship.panel import Panel
from repatria.kinship.pedigree import Pedigree, Person, Sex
from repatria.kinship.population import Population
from repatria.kinship.profile import Observation, Profile, Reading
from repatria.kinship.settings import Settings

ALLELES = [str(each) for each in range(8, 18)]
SHARES = np.arange(1.0, 11.0) / 55
Genes = np.ndarray
"""(marker, copy): places in `ALLELES`."""

MAN, WOMAN = Sex.MALE, Sex.FEMALE
PARENTS = (Person("dad", MAN), Person("mum", WOMAN))
SONS = (Person("a", MAN, "dad", "mum"), Person("b", MAN, "dad", "mum"))


def computation(markers: int, theta: float = 0.0) -> Computation:
    table = dict(zip(ALLELES, SHARES.tolist(), strict=True))
    made = [Marker.of(f"L{number}", table, chromosome="A") for number in range(markers)]
    return Computation(Panel.of(Population.of("made", made, theta=theta), Settings()))


def stranger(draws: np.random.Generator, markers: int) -> Genes:
    return draws.choice(len(ALLELES), (markers, 2), p=SHARES)


def child(draws: np.random.Generator, father: Genes, mother: Genes) -> Genes:
    rows = np.arange(len(father))
    return np.stack(
        [each[rows, draws.integers(0, 2, len(rows))] for each in (father, mother)], axis=1
    )


def profile(sample: str, genes: Genes, markers: Sequence[int] | None = None) -> Profile:
    told = range(len(genes)) if markers is None else markers
    return Profile(
        sample,
        {
            f"L{number}": Observation(
                tuple(ALLELES[each] for each in sorted(genes[number].tolist())), Reading.GENOTYPE
            )
            for number in told
        },
    )


def brothers(
    references: Mapping[str, Genes], *more: Person, parents: Sequence[Person] = PARENTS
) -> Family:
    """A family F that misses the brothers a and b."""
    pedigree = Pedigree.of(*parents, *SONS, *more)
    read = {person: profile(person, genes) for person, genes in references.items()}
    return Family("F", pedigree, ("a", "b"), read)


def log_likelihood(
    found: Computation, pedigrees: Sequence[Pedigree], profiles: Mapping[str, Profile]
) -> float:
    claim = Hypothesis.of("claimed", *pedigrees)
    return float(found.likelihoods(claim, profiles).logarithms.sum())


def siblings(found: Computation, one: Profile, other: Profile) -> float:
    """The natural logarithm of the ratio of two persons as full siblings."""
    read = {"a": one, "b": other}
    apart = [Pedigree.of(Person("a", MAN)), Pedigree.of(Person("b", MAN))]
    together = [Pedigree.of(*PARENTS, *SONS)]
    return log_likelihood(found, together, read) - log_likelihood(found, apart, read)

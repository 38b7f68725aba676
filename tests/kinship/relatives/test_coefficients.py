"""Kinship and κ: textbook pairs, and every small pedigree against a count of all its meioses."""

from __future__ import annotations

from collections import Counter
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from repatria.kinship.pedigree import Pedigree, PedigreeProblem, Person, Sex
from repatria.kinship.relatives.coefficients import inbreeding, kappa, kinship

M, F = Sex.MALE, Sex.FEMALE
DOUBLE_COUSINS = Pedigree.of(
    *(Person(name, M) for name in ("gf1", "gf2")),
    *(Person(name, F) for name in ("gm1", "gm2")),
    *(Person(name, M, "gf1", "gm1") for name in ("f1", "f2")),
    *(Person(name, F, "gf2", "gm2") for name in ("m1", "m2")),
    Person("a", M, "f1", "m1"),
    Person("b", F, "f2", "m2"),
    Person("inbred", F, "a", "b"),
    Person("stranger"),
)


@pytest.mark.parametrize(
    ("pair", "expected"),
    [
        (("f1", "f2"), (1 / 4, 1 / 2, 1 / 4)),
        (("gf1", "f1"), (0, 1, 0)),
        (("gf1", "a"), (1 / 2, 1 / 2, 0)),
        (("f2", "a"), (1 / 2, 1 / 2, 0)),
        (("a", "b"), (9 / 16, 6 / 16, 1 / 16)),
        (("a", "stranger"), (1, 0, 0)),
        (("a", "a"), (0, 0, 1)),
    ],
)
def test_the_textbook_pairs(pair: tuple[str, str], expected: tuple[float, ...]) -> None:
    assert kappa(DOUBLE_COUSINS, *pair) == expected
    assert kinship(DOUBLE_COUSINS, *pair) == expected[1] / 4 + expected[2] / 2


def test_inbreeding_is_the_kinship_of_the_parents() -> None:
    assert inbreeding(DOUBLE_COUSINS, "inbred") == kinship(DOUBLE_COUSINS, "a", "b") == 1 / 8
    assert inbreeding(DOUBLE_COUSINS, "a") == 0
    with pytest.raises(PedigreeProblem, match="inbred"):
        kappa(DOUBLE_COUSINS, "inbred", "a")
    with pytest.raises(PedigreeProblem, match="nobody"):
        kinship(DOUBLE_COUSINS, "nobody", "a")


@st.composite
def small_pedigrees(draw: st.DrawFn) -> Pedigree:
    """Up to five persons with parents, some of these parents not in the pedigree."""
    persons = [Person("f0", M), Person("m0", F), Person("f1", M)]
    for number in range(draw(st.integers(1, 5))):
        fathers = [each.id for each in persons if each.sex is M]
        mothers = [each.id for each in persons if each.sex is F]
        father = draw(st.sampled_from([None, *fathers]))
        mother = draw(st.sampled_from([None, *mothers]))
        persons.append(Person(f"c{number}", draw(st.sampled_from([M, F])), father, mother))
    return Pedigree(tuple(persons))


def counted(pedigree: Pedigree, a: str, b: str) -> tuple[float, Counter[int]]:
    """φ, and how many alleles two non-inbred persons share, over every outcome of the meioses."""
    genes: list[tuple[str, str]] = [
        (each.id, parent) for each in pedigree.parents_first for parent in each.parents
    ]
    same, shared, outcomes = 0, Counter[int](), 0
    for bits in product((0, 1), repeat=len(genes)):
        chosen = dict(zip(genes, bits, strict=True))
        held: dict[str, tuple[object, object]] = {}
        for each in pedigree.parents_first:
            pair = [
                (each.id, place) if parent is None else held[parent][chosen[each.id, parent]]
                for place, parent in enumerate((each.father, each.mother))
            ]
            held[each.id] = (pair[0], pair[1])
        same += sum(x == y for x in held[a] for y in held[b])
        shared[len(set(held[a]) & set(held[b]))] += 1
        outcomes += 1
    return same / (4 * outcomes), Counter({n: c / outcomes for n, c in shared.items()})  # type: ignore[misc]


@settings(max_examples=60, deadline=None)
@given(small_pedigrees(), st.data())
def test_the_recursion_counts_as_the_meioses_do(pedigree: Pedigree, data: st.DataObject) -> None:
    a, b = (data.draw(st.sampled_from(pedigree.ids)) for _ in range(2))
    phi, shared = counted(pedigree, a, b)
    assert kinship(pedigree, a, b) == phi == kinship(pedigree, b, a)
    if inbreeding(pedigree, a) == inbreeding(pedigree, b) == 0:
        assert kappa(pedigree, a, b) == tuple(shared[n] for n in (0, 1, 2))


def test_no_depth_of_generations_is_too_deep() -> None:
    line = [Person("p0", M), *(Person(f"p{n}", M, f"p{n - 1}") for n in range(1, 400))]
    assert kinship(Pedigree(tuple(line)), "p0", "p399") == 2.0**-400

"""Joint ratios of a family, against likelihoods of pedigrees written out."""

from __future__ import annotations

import math

import numpy as np
import pytest
from joint_families import (
    MAN,
    PARENTS,
    SONS,
    brothers,
    child,
    computation,
    log_likelihood,
    profile,
    siblings,
    stranger,
)

from repatria.base.errors import ValueProblem
from repatria.kinship.joint.family_term import FamilyTerms
from repatria.kinship.pedigree import Pedigree, Person

MARKERS = 6


def drawn(seed: int, markers: int = MARKERS) -> tuple[np.ndarray, ...]:
    """A father, a mother, two sons."""
    draws = np.random.default_rng(seed)
    father, mother = (stranger(draws, markers) for _ in range(2))
    return father, mother, child(draws, father, mother), child(draws, father, mother)


@pytest.mark.parametrize("theta", [0.0, 0.02])
def test_a_joint_ratio_is_that_of_the_pedigrees(theta: float) -> None:
    father, _, one, other = drawn(1, 3)
    engine = computation(3, theta)
    terms = FamilyTerms(
        engine,
        {"F": brothers({"dad": father})},
        {"R1": [profile("R1", one)], "R2": [profile("R2", other)]},
    )
    read = {
        "dad": profile("dad", father),
        "a": profile("a", one),
        "b": profile("b", other),
    }
    together = log_likelihood(engine, [Pedigree.of(*PARENTS, *SONS)], read)
    apart = [Pedigree.of(*PARENTS), Pedigree.of(Person("a", MAN)), Pedigree.of(Person("b", MAN))]
    told = together - log_likelihood(engine, apart, read)
    pairs = (("a", "R1"), ("b", "R2"))
    assert terms.log_ratio("F", pairs) == pytest.approx(told, abs=1e-10)
    singles = sum(terms.log_ratio("F", (pair,)) for pair in pairs)
    assert terms("F", pairs) == pytest.approx(told - singles, abs=1e-10)


def test_brothers_may_change_places() -> None:
    father, _, one, other = drawn(2)
    read = {"R1": [profile("R1", one)], "R2": [profile("R2", other)]}
    terms = FamilyTerms(computation(MARKERS), {"F": brothers({"dad": father})}, read)
    assert terms("F", (("a", "R1"), ("b", "R2"))) == pytest.approx(
        terms("F", (("a", "R2"), ("b", "R1"))), abs=1e-10
    )


def test_parents_who_are_known_leave_nothing_for_brothers_to_tell_of_each_other() -> None:
    father, mother, one, other = drawn(3)
    family = brothers({"dad": father, "mum": mother})
    read = {"R1": [profile("R1", one)], "R2": [profile("R2", other)]}
    terms = FamilyTerms(computation(MARKERS), {"F": family}, read)
    assert terms("F", (("a", "R1"), ("b", "R2"))) == pytest.approx(0.0, abs=1e-9)


def test_without_references_brothers_are_brothers() -> None:
    father, _, one, other = drawn(4)
    engine = computation(MARKERS)
    read = {"R1": [profile("R1", one)], "R2": [profile("R2", other)]}
    terms = FamilyTerms(engine, {"F": brothers({"dad": father})}, read)
    pairs = (("a", "R1"), ("b", "R2"))
    told = siblings(engine, read["R1"][0], read["R2"][0])
    assert terms.without_references("F", pairs) == pytest.approx(told, abs=1e-10)
    assert terms.without_references("F", pairs[:1]) == pytest.approx(0.0, abs=1e-12)


def test_fragments_of_one_person_are_that_person() -> None:
    """Two halves of a profile tell what the whole does, whoever else is placed."""
    father, _, one, other = drawn(5)
    halves = [profile("x", one, range(3)), profile("y", one, range(3, MARKERS))]
    family = {"F": brothers({"dad": father})}
    second = [profile("R2", other)]
    engine = computation(MARKERS)
    whole = FamilyTerms(engine, family, {"R1": [profile("R1", one)], "R2": second})
    parts = FamilyTerms(engine, family, {"R1": halves, "R2": second})
    for pairs in ((("a", "R1"),), (("a", "R1"), ("b", "R2"))):
        assert parts.log_ratio("F", pairs) == pytest.approx(whole.log_ratio("F", pairs), abs=1e-10)


def test_what_cannot_be_stays_impossible_in_company() -> None:
    father, _, one, _ = drawn(6)
    alien = father.copy()
    alien[:] = (father.max(axis=1, keepdims=True) + 1) % 10
    alien[np.isin(alien[:, 0], father)] = 9
    alien[0] = next(each for each in range(10) if each not in father[0])
    read = {"R1": [profile("R1", one)], "R2": [profile("R2", alien)]}
    terms = FamilyTerms(computation(MARKERS), {"F": brothers({"dad": father})}, read)
    assert terms.log_ratio("F", (("b", "R2"),)) == -math.inf
    assert terms("F", (("a", "R1"), ("b", "R2"))) == -math.inf


def test_a_marker_at_which_the_references_contradict_each_other_tells_nothing() -> None:
    father, mother, one, _ = drawn(7)
    draws = np.random.default_rng(7)
    sister = child(draws, father, mother)
    sister[0] = [each for each in range(10) if each not in father[0] and each not in mother[0]][:2]
    references = {"dad": father, "mum": mother, "sis": sister}
    family = brothers(references, Person("sis", MAN, "dad", "mum"))
    read = {"R1": [profile("R1", one)]}
    terms = FamilyTerms(computation(MARKERS), {"F": family}, read)
    without = {"R1": [profile("R1", one, range(1, MARKERS))]}
    later = FamilyTerms(computation(MARKERS), {"F": family}, without)
    pair = (("a", "R1"),)
    assert terms.log_ratio("F", pair) == pytest.approx(later.log_ratio("F", pair), abs=1e-10)
    assert math.isfinite(terms.log_ratio("F", pair))


def test_names_of_relatives_and_of_the_found_may_be_alike() -> None:
    father, _, one, other = drawn(8)
    read = {"dad": [profile("dad", one)], "found 0": [profile("found 0", other)]}
    plain = {"R1": [profile("R1", one)], "R2": [profile("R2", other)]}
    family = {"F": brothers({"dad": father}, Person("found 0", MAN))}
    engine = computation(MARKERS)
    odd = FamilyTerms(engine, family, read)("F", (("a", "dad"), ("b", "found 0")))
    assert odd == pytest.approx(FamilyTerms(engine, family, plain)("F", (("a", "R1"), ("b", "R2"))))


def test_who_is_not_there_is_named() -> None:
    father, _, one, _ = drawn(9)
    terms = FamilyTerms(
        computation(MARKERS), {"F": brothers({"dad": father})}, {"R1": [profile("R1", one)]}
    )
    for family, pair, said in (
        ("G", ("a", "R1"), "no family G"),
        ("F", ("dad", "R1"), "dad is not missing"),
        ("F", ("a", "R9"), "no profile of R9"),
    ):
        with pytest.raises(ValueProblem, match=said):
            terms.log_ratio(family, (pair,))

"""A dead man's brother, and a stranger's family that he is taken for."""

from __future__ import annotations

import math

import numpy as np
import pytest
from joint_families import (
    MAN,
    WOMAN,
    brothers,
    child,
    computation,
    profile,
    siblings,
    stranger,
)

from repatria.kinship.joint.assign import joint_posterior
from repatria.kinship.joint.family_term import FamilyTerms
from repatria.kinship.joint.pairing import PairFlag
from repatria.kinship.joint.prior import Prior
from repatria.kinship.joint.problem import JointProblem, Missing, Pairs
from repatria.kinship.joint.relatives_removed import Claimed, DeadKin, kin_warnings
from repatria.kinship.pedigree import Person

MARKERS = 18


def two_brothers(draws: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    father, mother = stranger(draws, MARKERS), stranger(draws, MARKERS)
    return child(draws, father, mother), child(draws, father, mother)


def test_two_brothers_do_not_vouch_for_each_other_in_a_strangers_family() -> None:
    """Family F misses two brothers and has an aunt's sample only. Two other brothers are found,
    whose family never came. As F's sons together they look excellent; without the aunt as well."""
    engine, draws = computation(MARKERS), np.random.default_rng(5)
    one, other = two_brothers(draws)
    parents = (Person("dad", MAN, "gf", "gm"), Person("mum", WOMAN))
    kin = (Person("gf", MAN), Person("gm", WOMAN), Person("aunt", WOMAN, "gf", "gm"))
    family = brothers({"aunt": stranger(draws, MARKERS)}, *kin, parents=parents)
    read = {"V": [profile("V", one)], "W": [profile("W", other)]}
    terms = FamilyTerms(engine, {"F": family}, read)
    missing = (Missing("a", "F"), Missing("b", "F"))
    logs = [
        (row, column, terms.log_ratio("F", ((who.name, name),)))
        for row, name in enumerate(("V", "W"))
        for column, who in enumerate(missing)
    ]
    problem = JointProblem(("V", "W"), missing, Pairs.of(logs), terms)
    result = joint_posterior(problem, Prior(2, 2, 0.1, 2.0))
    assert set(result.best) == {0, 1}  # The joint assignment takes both into F.
    dead = DeadKin("V", "W", "sibling", siblings(engine, read["V"][0], read["W"][0]))
    assert dead.log_ratio > math.log(1000)
    warned = result.with_kin([dead], terms)
    (warning,) = warned.warnings
    pairs = tuple((missing[number].name, problem.remains[at]) for at, number in result.best.items())
    assert warning.together
    assert warning.claimed == pytest.approx(terms.log_ratio("F", pairs))
    assert warning.otherwise == pytest.approx(dead.log_ratio)
    assert warning.claimed - warning.otherwise < math.log(1000)
    for value in (warning.claimed, warning.otherwise):
        assert f"10^{value / math.log(10):.1f}" in warning.sentence
    flagged = {each.remains for each in warned.pairings(0.1) if PairFlag.DEAD_KIN in each.flags}
    assert flagged == {"V", "W"}


def test_true_brothers_of_the_family_are_not_doubted() -> None:
    engine, draws = computation(MARKERS), np.random.default_rng(6)
    father, mother = stranger(draws, MARKERS), stranger(draws, MARKERS)
    one, other = child(draws, father, mother), child(draws, father, mother)
    family = brothers({"dad": father, "mum": mother})
    read = {"V": [profile("V", one)], "W": [profile("W", other)]}
    terms = FamilyTerms(engine, {"F": family}, read)
    claims = [
        Claimed(name, who, "F", terms.log_ratio("F", ((who, name),)))
        for name, who in (("V", "a"), ("W", "b"))
    ]
    kin = DeadKin("V", "W", "sibling", siblings(engine, read["V"][0], read["W"][0]))
    assert kin.log_ratio > math.log(100)
    assert kin_warnings(claims, [kin], terms) == ()


def test_a_brother_of_an_identified_man_is_noticed_in_another_family() -> None:
    """V is the brother of W, who is identified in G. V's chance ratio with F is below that."""
    claims = [Claimed("W", "w", "G", 30.0), Claimed("V", "m", "F", 9.0)]
    kin = DeadKin("W", "V", "sibling", 14.0)
    (warning,) = kin_warnings(claims, [kin])
    assert warning.claim == claims[1]
    assert warning.other == "W"
    assert not warning.together
    assert "10^3.9" in warning.sentence
    assert "10^6.1" in warning.sentence
    assert "sibling of W" in warning.sentence


def test_the_margin_decides_and_strangers_are_passed_over() -> None:
    claims = [Claimed("V", "m", "F", 20.0)]
    close, far = DeadKin("V", "X", "sibling", 14.0), DeadKin("V", "X", "sibling", 10.0)
    assert len(kin_warnings(claims, [close])) == 1
    assert "ahead" in kin_warnings(claims, [close])[0].sentence
    assert kin_warnings(claims, [far]) == ()
    weak = [Claimed("V", "m", "F", 1.0)]
    assert kin_warnings(weak, [DeadKin("V", "X", "sibling", 2.0)]) == ()
    assert kin_warnings(weak, [DeadKin("Y", "X", "sibling", 12.0)]) == ()

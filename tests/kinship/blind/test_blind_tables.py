"""Two readings compared by tables: what the engine says of the same two samples."""

from __future__ import annotations

import math
from dataclasses import replace
from itertools import combinations_with_replacement

import numpy as np
import pytest
from blind_making import (
    FREQUENCIES,
    HALF,
    ONE,
    SIBLINGS,
    STRANGERS,
    P,
    Q,
    engine,
    engine_ratio,
    panel_of,
    parent,
    profile,
)
from hypothesis import given, settings
from hypothesis import strategies as st

from repatria.base.errors import ValueProblem
from repatria.kinship.blind.pair_chances import PairChances
from repatria.kinship.blind.readings import Readings
from repatria.kinship.blind.relation import (
    CLOSE_KIN,
    FULL_SIBLINGS,
    HALF_SIBLINGS,
    ONE_PERSON,
    PARENT_CHILD,
    Relation,
)
from repatria.kinship.blind.remains import Remains
from repatria.kinship.blind.tables import joint_chances, pair_tables, unrelated_chances
from repatria.kinship.marker import Marker
from repatria.kinship.mutation import MutationModel
from repatria.kinship.mutation_matrices import Kind, Rates
from repatria.kinship.panel import Panel
from repatria.kinship.pedigree import Sex
from repatria.kinship.profile import Observation, Profile, Reading
from repatria.kinship.settings import Convention

HYPOTHESES = (
    (ONE_PERSON, ONE),
    (PARENT_CHILD, parent("a", "b")),
    (FULL_SIBLINGS, SIBLINGS),
    (HALF_SIBLINGS, HALF),
)
ALLELES = tuple(FREQUENCIES)
GENOTYPES = [f"{a}/{b}" for a, b in combinations_with_replacement(ALLELES, 2)]
READ = st.sampled_from([*GENOTYPES, *(f"{a}/{how}" for a in ALLELES for how in ("?", "any")), ""])


def readings_of(panel: Panel, *profiles: Profile) -> Readings:
    return Readings.of(panel, map(Remains, profiles))


def ratio(panel: Panel, relation: Relation, one: Profile, other: Profile) -> float:
    readings = readings_of(panel, one, other)
    tables = pair_tables(readings, relation)
    return float(tables.total(readings.numbers, np.array([0]), np.array([1]))[0])


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_tables_agree_with_the_engine(data: st.DataObject) -> None:
    models = {
        name: data.draw(st.sampled_from(values), name)
        for name, values in {
            "theta": (0.0, 0.02, 0.3),
            "silent": (0.0, 0.04),
            "miscall": (0.0, 0.03),
            "drop_in": (0.0, 0.05),
            "dropout": (0.0, 0.2),
        }.items()
    }
    panel = panel_of("L", "M", **models)
    a, b = (
        profile(code, data.draw(st.sampled_from((None, 0.1))), L=data.draw(READ), M=data.draw(READ))
        for code in "ab"
    )
    for relation, hypothesis in HYPOTHESES:
        expected = engine_ratio(panel, hypothesis, a, b)
        assert ratio(panel, relation, a, b) == pytest.approx(expected, rel=1e-9, abs=1e-9)


@pytest.mark.parametrize("theta", [0.0, 0.02])
@pytest.mark.parametrize("model", [
    MutationModel(Kind.PROPORTIONAL, Rates(0.05), Rates(0.05)),
    MutationModel(Kind.DAWID, Rates(0.01, 0.0, 0.3), Rates(0.01, 0.0, 0.3)),
])  # fmt: skip
def test_a_child_with_a_mutation(theta: float, model: MutationModel) -> None:
    """Under a reversible model of one rate nobody can tell which of the two is the parent."""
    panel = panel_of(theta=theta, mutation=model)
    for one in GENOTYPES:
        for other in GENOTYPES:
            a, b = profile("a", L=one), profile("b", L=other)
            expected = engine_ratio(panel, parent("a", "b"), a, b)
            assert expected > -math.inf
            if theta == 0:
                assert engine_ratio(panel, parent("b", "a"), a, b) == pytest.approx(expected)
            both = [expected, engine_ratio(panel, parent("b", "a"), a, b)]
            mean = math.log(sum(map(math.exp, both)) / 2)
            assert ratio(panel, PARENT_CHILD, a, b) == pytest.approx(mean, rel=1e-9, abs=1e-9)


@pytest.mark.parametrize("convention", list(Convention))
def test_of_two_directions_and_two_rates_the_mean_is_taken(convention: Convention) -> None:
    model = MutationModel(Kind.STEPWISE, Rates(0.01, 0.0, 0.2), Rates(0.06, 0.0, 0.1))
    panel = panel_of(theta=0.01, mutation=model, convention=convention)
    a, b = profile("a", L="10/10"), profile("b", L="11/12")
    ways = [
        math.exp(engine_ratio(panel, parent(*order, sex), a, b))
        for order in ("ab", "ba")
        for sex in (Sex.MALE, Sex.FEMALE)
    ]
    assert math.exp(ratio(panel, PARENT_CHILD, a, b)) == pytest.approx(sum(ways) / 4)


@pytest.mark.parametrize("theta", [0.0, 0.01, 0.05])
def test_direct_matches_in_closed_form(theta: float) -> None:
    below = (1 + theta) * (1 + 2 * theta)
    panel = panel_of(theta=theta)
    p, q = (1 - theta) * P, (1 - theta) * Q
    same = ratio(panel, ONE_PERSON, profile("a", L="10/10"), profile("b", L="10/10"))
    assert math.exp(same) == pytest.approx(below / ((2 * theta + p) * (3 * theta + p)))
    same = ratio(panel, ONE_PERSON, profile("a", L="10/11"), profile("b", L="10/11"))
    assert math.exp(same) == pytest.approx(below / (2 * (theta + p) * (theta + q)))
    assert ratio(panel, ONE_PERSON, profile("a", L="10/10"), profile("b", L="10/11")) == -math.inf


@pytest.mark.parametrize("theta", [0.0, 0.03])
@pytest.mark.parametrize("relation", [ONE_PERSON, *CLOSE_KIN])
def test_expected_ratios(theta: float, relation: Relation) -> None:
    """E[ratio | unrelated] = 1; without theta E[ratio | related] = κᵀMκ for any frequencies of n
    alleles (Slooten & Egeland 2014)."""
    panel = panel_of(theta=theta)
    everyone = [profile(f"R{at:02}", L=text) for at, text in enumerate(GENOTYPES)]
    (locus,) = readings_of(panel, *everyone).loci
    related, unrelated = joint_chances(locus, relation), unrelated_chances(locus)
    assert related.sum() == pytest.approx(1)
    assert unrelated.sum() == pytest.approx(1)
    assert (unrelated * (related / unrelated)).sum() == pytest.approx(1)
    if not theta:
        n, kappa = len(FREQUENCIES), np.array(relation.kappa)
        matrix = np.array(
            [[1, 1, 1], [1, (n + 3) / 4, (n + 1) / 2], [1, (n + 1) / 2, n * (n + 1) / 2]]
        )
        assert (related**2 / unrelated).sum() == pytest.approx(kappa @ matrix @ kappa)


@given(st.lists(st.integers(1, 9), min_size=2, max_size=6), st.sampled_from((0.0, 0.05, 0.6)))
def test_chances_of_pairs_are_distributions(weights: list[int], theta: float) -> None:
    p = np.array(weights) / sum(weights)
    chances = PairChances(*np.triu_indices(len(p)), p, theta)
    assert chances.alone.sum() == pytest.approx(1)
    for joint in (chances.unrelated, chances.sharing_one()):
        assert joint == pytest.approx(joint.T)
        assert joint.sum(axis=1) == pytest.approx(chances.alone)


def test_dropout_lets_a_homozygote_and_a_heterozygote_be_one_person() -> None:
    """10/? and 10/11: 2pq d(1−d) over [(1−d²)p² + 2d(1−d)p(1−p)] 2pq."""
    d = 0.1
    found = ratio(panel_of(dropout=d), ONE_PERSON, profile("a", L="10/?"), profile("b", L="10/11"))
    below = (1 - d**2) * P**2 + 2 * d * (1 - d) * P * (1 - P)
    assert math.exp(found) == pytest.approx(d * (1 - d) / below)


def test_markers_read_in_one_only_say_nothing() -> None:
    a, b = profile("a", L="10/11"), profile("b", M="12/12")
    panel = panel_of("L", "M", theta=0.02)
    for relation, hypothesis in HYPOTHESES:
        assert ratio(panel, relation, a, b) == 0
        assert engine_ratio(panel, hypothesis, a, b) == pytest.approx(0, abs=1e-12)


def test_what_is_not_used_is_told() -> None:
    panel = panel_of("L", "M")
    on_x = Marker.of("X1", FREQUENCIES, chromosome="X")
    grown = Panel.of(replace(panel.population, markers={
        **panel.population.markers, "X1": on_x}), panel.settings)  # fmt: skip
    three = Observation(("10", "11", "12"), Reading.REVIEW)
    a = Profile("a", {"L": three, "X1": Observation(("10",), Reading.GENOTYPE)})
    readings = readings_of(grown, a, profile("b", L="10/10"))
    assert [locus.marker for locus in readings.loci] == ["L", "M"]
    assert readings.notes[0].startswith("X-linked markers are left out (X1)")
    assert readings.notes[1] == "a: left out, since more than two alleles were read: L"
    assert not readings.read[0].any()


def test_bad_remains_are_refused_by_name() -> None:
    a = profile("a", L="10/11")
    with pytest.raises(ValueProblem, match="two remains have the code a"):
        readings_of(panel_of(), a, profile("a", L="12/12"))
    with pytest.raises(ValueProblem, match="sample b, marker L: the allele 99 is not on"):
        readings_of(panel_of(), a, profile("b", L="10/99"))
    with pytest.raises(ValueProblem, match="no remains of the code c"):
        readings_of(panel_of(), a).places(["c"])


def test_too_many_different_readings_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("repatria.kinship.blind.readings.MOST_CELLS", 8)
    with pytest.raises(ValueProblem, match="2 different readings, more than fit"):
        readings_of(panel_of(), profile("a", L="10/11"), profile("b", L="10/10"))


def test_unrelated_is_the_engines_likelihood_of_two_strangers() -> None:
    panel = panel_of(theta=0.02, silent=0.03)
    a, b = profile("a", L="10/10"), profile("b", L="10/?")
    (locus,) = readings_of(panel, a, b).loci
    numbers = readings_of(panel, a, b).numbers[:, 0]
    found = unrelated_chances(locus)[numbers[0], numbers[1]]
    assert math.log(found) == pytest.approx(engine(panel, STRANGERS, a, b), rel=1e-9)

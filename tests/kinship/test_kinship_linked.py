"""Linked markers: enumeration over patterns, closed forms of two loci, the map."""

from __future__ import annotations

from dataclasses import replace
from math import tanh

import pytest
from brute_force import enumerated_linked
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from kin_making import P, Q, R, claim, kin, ladder, panel_of, profile, values
from kin_strategies import Case, cases

from repatria.base.errors import ValueProblem
from repatria.kinship import linked
from repatria.kinship.genetic_map import (
    USUAL_KITS,
    Cluster,
    GeneticMap,
    clusters,
    kosambi,
    unplaced,
)
from repatria.kinship.hypothesis import Hypothesis
from repatria.kinship.likelihood import Computation
from repatria.kinship.mutation import MutationModel
from repatria.kinship.mutation_matrices import Kind
from repatria.kinship.profile import Profile

few = settings(
    deadline=None,
    derandomize=True,
    max_examples=40,
    suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow],
)
STRANGERS = claim("a:m", "b:m")
TWO = ("L0", "L1")


def near(*fractions: float, chromosome: str = "1") -> Cluster:
    """Markers L0, L1, … with these chances of recombination between them."""
    names = tuple(f"L{number}" for number in range(len(fractions) + 1))
    return Cluster(chromosome, names, tuple(10.0 for _ in fractions), fractions)


def read(**by_person: str) -> dict[str, Profile]:
    """`a="10/11 10/12"`: what was read at L0, L1, …"""
    return {
        person: profile(person, **{f"L{place}": each for place, each in enumerate(text.split())})
        for person, text in by_person.items()
    }


def two_loci(**settings: object) -> Computation:
    return Computation(panel_of(*(ladder(name) for name in TWO), **settings))


def check(case: Case, fractions: tuple[float, ...]) -> None:
    # The convention sees whoever is typed at any of the markers.
    reads = [case.reads(place) for place in range(len(case.sites))]
    family = case.family(set().union(*reads))
    expected = enumerated_linked(family, case.sites, reads, fractions)
    found = Computation(case.panel).joint(case.hypothesis, case.profiles, near(*fractions))
    assert (found == 0) == (expected == 0)
    assert found == pytest.approx(expected, rel=1e-11, abs=0)


@few
@given(st.one_of(cases(most=4), cases(most=5, certain=True)), st.sampled_from([0.0, 0.05, 0.3]))
def test_two_markers_are_as_enumerated(case: Case, fraction: float) -> None:
    assume(case.cost(0) + case.cost(1) <= 600)
    check(case, (fraction,))


@few
@given(cases(x_linked=True, most=5), st.sampled_from([0.0, 0.1, 0.5]))
def test_two_markers_on_x_are_as_enumerated(case: Case, fraction: float) -> None:
    assume(case.cost(0) + case.cost(1) <= 600)
    check(case, (fraction,))


@few
@given(
    cases(most=4, markers=3, certain=True), st.sampled_from([(0.1, 0.3), (0.0, 0.2), (0.5, 0.05)])
)
def test_three_markers_are_as_enumerated(case: Case, fractions: tuple[float, float]) -> None:
    assume(case.cost(0) + case.cost(1) + case.cost(2) <= 600)
    check(case, fractions)


@few
@given(cases(most=6))
def test_free_recombination_gives_the_product(case: Case) -> None:
    """Where both markers are read in the same persons; else the convention may differ."""
    assume(set(case.reads(0)) == set(case.reads(1)))
    computation = Computation(case.panel)
    found = computation.joint(case.hypothesis, case.profiles, near(0.5))
    product = values(computation, case.hypothesis, case.profiles).prod()
    assert found == pytest.approx(product, rel=1e-11, abs=0)


RELATIVES = {
    "half sibs": ("m:f a:m=-+m b:m=-+m", lambda r: ((1 - r) ** 2 + r**2) / 2),
    "grandfather": ("a:m c:m=a+- b:m=c+-", lambda r: (1 - r) / 2),
    "uncle": (
        "f:m m:f a:m=f+m c:m=f+m b:m=c+-",
        lambda r: ((1 - r) * ((1 - r) ** 2 + r**2) + r / 2) / 2,
    ),
}
# What was read of a and b at two loci, and the ratio of one allele shared at each.
READINGS = [
    ("10/11 10/11", "10/12 10/12", 1 / (4 * P), 1 / (4 * P)),
    ("10/10 11/11", "10/10 12/12", 1 / P, 0.0),
    ("10/12 11/11", "10/12 11/13", (P + R) / (4 * P * R), 1 / (2 * Q)),
    ("10/10 10/10", "12/13 12/13", 0.0, 0.0),
]


@pytest.mark.parametrize("relation", list(RELATIVES))
@pytest.mark.parametrize("r", [0.0, 0.01, 0.12, 0.5])
@pytest.mark.parametrize(("a", "b", "one", "other"), READINGS)
def test_relatives_with_two_kinds_of_meiosis(
    relation: str, r: float, a: str, b: str, one: float, other: float
) -> None:
    """With φ the chance to share by descent at both loci, ½ at each: φ(1 + k₁k₂) + (½ − φ)(k₁ +
    k₂). Half sibs 2φ = (1 − r)² + r², grandfathers 1 − r, uncles (1 − r)((1 − r)² + r²) + r/2."""
    pedigree, shared = RELATIVES[relation]
    both, computation, profiles = shared(r), two_loci(), read(a=a, b=b)
    first, second = (
        computation.joint(each, profiles, near(r)) for each in (claim(pedigree), STRANGERS)
    )
    expected = both * (1 + one * other) + (0.5 - both) * (one + other)
    assert first / second == pytest.approx(expected)


def test_linkage_does_not_touch_parent_and_child() -> None:
    computation, duo = two_loci(mutation=MutationModel.of(Kind.EQUAL, 0.01)), claim("a:m b:m=a+-")
    for a, b in (("10/11 10/11", "10/12 11/12"), ("10/10 10/11", "10/10 12/13")):
        profiles = read(a=a, b=b)
        product = values(computation, duo, profiles).prod()
        for r in (0.0, 0.1, 0.5):
            assert computation.joint(duo, profiles, near(r)) == pytest.approx(product)


def test_brothers_in_one_phase_tell_of_each_other() -> None:
    """Mother 10/11 at both loci, father 12/12: two sons with the same two alleles of hers are
    passed together with ((1 − r)² + r²)/2 · ½, sons with one of two with r(1 − r)."""
    computation, r = two_loci(), 0.1
    pedigree = claim("f:m m:f a:m=f+m b:m=f+m")
    parents = {"f": "12/12 12/12", "m": "10/11 10/11"}
    founders = (R**2) ** 2 * (2 * P * Q) ** 2
    alike = read(a="10/12 10/12", b="10/12 10/12", **parents)
    crossed = read(a="10/12 10/12", b="10/12 11/12", **parents)
    # Either phase of the mother with ½.
    expected = founders * ((1 - r) ** 2 + r**2) / 8
    assert computation.joint(pedigree, alike, near(r)) == pytest.approx(expected)
    expected = founders * 2 * r * (1 - r) / 8
    assert computation.joint(pedigree, crossed, near(r)) == pytest.approx(expected)
    assert computation.joint(pedigree, crossed, near(0.0)) == 0


def test_a_marker_that_nobody_read_between_two_joins_their_fractions() -> None:
    """r₁ + r₂ − 2 r₁ r₂ across it."""
    panel = panel_of(*(ladder(f"L{number}") for number in range(3)))
    pedigree, apart = claim(RELATIVES["half sibs"][0]), 0.1 + 0.2 - 2 * 0.1 * 0.2
    three = {
        who: replace(each, observations={k: v for k, v in each.observations.items() if k != "L1"})
        for who, each in read(a="10/11 10/10 12/12", b="10/12 10/10 12/13").items()
    }
    two = Cluster("1", ("L0", "L2"), (10.0,), (apart,))
    computation = Computation(panel)
    assert computation.joint(pedigree, three, near(0.1, 0.2)) == pytest.approx(
        computation.joint(pedigree, three, two)
    )


def test_a_family_too_large_for_a_joint_likelihood_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    from repatria.kinship import likelihood

    assert likelihood.MOST_BITS == linked.MOST_BITS
    sibs = " ".join(f"c{number}:m=f+m" for number in range(12))
    pedigree = Hypothesis.of("sibs", kin(f"f:m m:f {sibs}"))
    profiles = read(**{f"c{number}": "10/11 10/11" for number in range(12)})
    with pytest.raises(ValueProblem, match=r"L0–L1 \(10\.0 cM\): 24 meioses are too many"):
        two_loci().joint(pedigree, profiles, near(0.1))


@pytest.mark.parametrize("cm", [0.0, 5.0, 11.94, 50.0, 1e3])
def test_kosambi(cm: float) -> None:
    assert kosambi(cm) == pytest.approx(tanh(2 * cm / 100) / 2)
    assert 0 <= kosambi(cm) <= 0.5
    # The small distance in morgans is the fraction; twice the distance obeys Kosambi's sum.
    r = kosambi(cm)
    assert kosambi(2 * cm) == pytest.approx(2 * r / (1 + 4 * r**2))


@pytest.mark.parametrize("cm", [-1.0, float("nan")])
def test_no_distance_is_below_zero(cm: float) -> None:
    with pytest.raises(ValueProblem, match="is no distance"):
        kosambi(cm)


def test_markers_near_each_other_are_grouped_in_map_order() -> None:
    positions = {"a": 70.0, "b": 10.0, "c": 40.0, "d": 121.0, "e": 5.0}
    chromosomes = dict.fromkeys("abcd", "7") | {"e": "8", "f": "7"}
    over = GeneticMap(positions, chromosomes)
    (found,) = clusters("abcdef", over)
    assert (found.chromosome, found.markers) == ("7", ("b", "c", "a"))
    assert found.distances == (30.0, 30.0)
    assert found.fractions == pytest.approx((kosambi(30), kosambi(30)))
    assert set(unplaced("abcdef", over)) == {(x, "f") for x in "abcd"}


def test_the_pair_of_chromosome_12_lies_11_94_centimorgans_apart() -> None:
    (found,) = clusters(["D12S391", "TH01", "vWA"], USUAL_KITS)
    assert found.markers == ("vWA", "D12S391")
    assert found.distances[0] == pytest.approx(11.94, abs=0.005)

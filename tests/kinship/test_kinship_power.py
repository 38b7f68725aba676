"""Tables of genotypes and what they say beforehand: against direct likelihoods and enumeration."""

from __future__ import annotations

from itertools import combinations_with_replacement
from math import log10

import numpy as np
import pytest
from kin_making import P, Q, R, S, computing, kin, ladder, likelihood, profile, typed

from repatria.base.errors import ValueProblem
from repatria.kinship.family import Family
from repatria.kinship.genotype_table import LocusTable, genotype_tables
from repatria.kinship.hypothesis import REMAINS, missing_is_remains
from repatria.kinship.likelihood import Computation
from repatria.kinship.mutation import MutationModel
from repatria.kinship.mutation_matrices import Kind
from repatria.kinship.power import addition, power
from repatria.kinship.profile import Profile

TRIO = "f:m m:f x:m=f+m"
LARGE = "gf:m gm:f f:m=gf+gm m:f s:f=f+m x:m=f+m y:m=x+-"
P_OF = {"10": P, "11": Q, "12": R, "13": S}
GENOTYPES = list(combinations_with_replacement(P_OF, 2))
STEPS = MutationModel.of(Kind.STEPWISE, 0.01, range=0.3)
SETTINGS = [
    {},
    {"theta": 0.03},
    {"mutation": STEPS},
    {"mutation": STEPS, "theta": 0.03},
    {"silent": 0.05},
    {"dropout": 0.2},
]


def family(pedigree: str, profiles: dict[str, Profile]) -> Family:
    return Family("K", kin(pedigree), ("x",), profiles)


def table(computation: Computation, of: Family) -> LocusTable:
    pair = missing_is_remains(of, "x")
    (found,) = genotype_tables(computation, pair, of.profiles, REMAINS)
    return found


def chance(a: str, b: str) -> float:
    """Hardy and Weinberg."""
    return P_OF[a] * P_OF[b] * (1 if a == b else 2)


@pytest.mark.parametrize("settings", SETTINGS, ids=str)
def test_every_genotype_has_its_ratio_and_all_together_probability_one(settings: dict) -> None:
    """Whatever a laboratory reads of the missing person is one of the readings of the table."""
    computation = computing(**settings)
    of = family(LARGE, typed(gf="10/11", s="10/12", y="10/13"))
    pair = missing_is_remains(of, "x")
    found = table(computation, of)
    direct = []
    for a, b in found.genotypes:
        read = typed(remains=f"{10 + a}/{10 + b}")
        first, second = (
            likelihood(computation, each, {**of.profiles, **read})
            / likelihood(computation, each, of.profiles)
            for each in (pair.first, pair.second)
        )
        direct.append((first, second))
    assert found.first == pytest.approx(np.array(direct)[:, 0])
    assert found.second == pytest.approx(np.array(direct)[:, 1])
    # Of a stranger with two silent alleles nothing is read; y has one of x that is not silent.
    nothing = settings.get("silent", 0.0) ** 2
    assert found.second.sum() == pytest.approx(1 - nothing)
    assert found.first.sum() == pytest.approx(1)
    assert found.second @ found.ratios == pytest.approx(found.first.sum())


def test_a_table_on_x_has_one_allele_for_a_man() -> None:
    computation = computing(ladder(chromosome="X"))
    found = table(computation, family(TRIO, typed(f="12", m="10/11")))
    assert found.genotypes.tolist() == [[0, 0], [1, 1], [2, 2], [3, 3]]
    assert found.first == pytest.approx([0.5, 0.5, 0, 0])
    assert found.second == pytest.approx([P, Q, R, S])


def test_a_sample_of_the_missing_person_fixes_the_genotype() -> None:
    """With a toothbrush beside the father, the remains can have one genotype alone."""
    profiles = typed(f="10/11")
    pair = missing_is_remains(family(TRIO, profiles), "x", direct=["brush"])
    read = {**profiles, **typed(brush="10/12")}
    (found,) = genotype_tables(computing(), pair, read, REMAINS)
    at = found.genotypes.tolist().index([0, 2])
    assert found.first == pytest.approx(np.eye(10)[at])
    assert found.second == pytest.approx([chance(*each) for each in GENOTYPES])


@pytest.mark.parametrize(("father", "shared"), [("10/10", P), ("10/11", P + Q), ("12/13", R + S)])
def test_a_parent_excludes_whoever_shares_no_allele(father: str, shared: float) -> None:
    """(1 − p − q)²."""
    found = power(computing(), family(TRIO, typed(f=father)), "x")
    assert found.markers[0].exclusion == pytest.approx((1 - shared) ** 2)
    assert found.mismatches == pytest.approx(found.exclusion)
    assert found.own_mismatches == 0


@pytest.mark.parametrize(
    ("f", "m", "possible"),
    [
        ("10/11", "12/13", 2 * P * R + 2 * P * S + 2 * Q * R + 2 * Q * S),
        ("10/10", "11/11", 2 * P * Q),
        ("10/11", "10/11", P**2 + 2 * P * Q + Q**2),
        ("10/11", "10/12", P**2 + 2 * P * R + 2 * P * Q + 2 * Q * R),
    ],
)
def test_two_parents_exclude_all_but_four_genotypes(f: str, m: str, possible: float) -> None:
    found = power(computing(), family(TRIO, typed(f=f, m=m)), "x")
    assert found.markers[0].exclusion == pytest.approx(1 - possible)


def test_a_sib_excludes_nobody() -> None:
    found = power(computing(), family("f:m m:f s:m=f+m x:m=f+m", typed(s="10/11")), "x")
    assert found.exclusion == found.mismatches == 0
    assert found.expected > 0


def test_markers_add_up() -> None:
    """Means add, variances add, and someone is excluded by one marker or more."""
    computation = computing(ladder("A"), ladder("B"), ladder("C"))
    of = family(TRIO, {"f": profile("f", A="10/11", B="12/12"), "m": profile("m", A="10/12")})
    found = power(computation, of, "x")
    alone = [power(computing(ladder(name)), of, "x") for name in "ABC"]
    assert found.expected == pytest.approx(sum(each.expected for each in alone))
    assert found.spread**2 == pytest.approx(sum(each.spread**2 for each in alone))
    assert 1 - found.exclusion == pytest.approx(np.prod([1 - each.exclusion for each in alone]))
    assert found.mismatches == pytest.approx(sum(each.exclusion for each in alone))
    assert found.markers[2].expected == pytest.approx(0, abs=1e-12)
    assert found.markers[2].exclusion == 0


def test_the_expected_ratio_is_that_of_the_enumeration() -> None:
    """Father 10/11: a son is {one of his}{any} with ½ p each; the ratio is that over p² or 2pq."""
    own: dict[tuple[str, ...], float] = {}
    for one in ("10", "11"):
        for other, p in P_OF.items():
            key = tuple(sorted((one, other)))
            own[key] = own.get(key, 0.0) + p / 2
    logs = {each: log10(own[each] / chance(*each)) for each in own}
    mean = sum(own[each] * logs[each] for each in own)
    square = sum(own[each] * logs[each] ** 2 for each in own)
    found = power(computing(), family(TRIO, typed(f="10/11")), "x", threshold=1.2)
    assert found.expected == pytest.approx(mean)
    assert found.spread == pytest.approx((square - mean**2) ** 0.5)
    reached = sum(own[each] for each in own if logs[each] >= log10(1.2))
    by_chance = sum(chance(*each) for each in own if logs[each] >= log10(1.2))
    # Drawn, 20,000 times: within four standard errors.
    assert found.reached == pytest.approx(reached, abs=0.015)
    assert found.chance == pytest.approx(by_chance, abs=0.015)
    assert found.low == pytest.approx(min(logs.values()))
    assert found.high == pytest.approx(max(logs.values()))


def test_mismatches_of_the_true_person_are_their_mutations() -> None:
    """Father 10/10 under *equal*: the son has no 10 with r, times (1 − x₁₀) from the mother."""
    rate = 0.03
    computation = computing(mutation=MutationModel.of(Kind.EQUAL, rate))
    found = power(computation, family(TRIO, typed(f="10/10")), "x")
    x = P * (1 - rate) + (1 - P) * rate / 3
    assert found.own_mismatches == pytest.approx(rate * (1 - x))
    assert found.exclusion == pytest.approx((1 - P) ** 2)


def test_the_same_seed_draws_the_same() -> None:
    of = family(TRIO, typed(f="10/11"))
    first, again = (power(computing(), of, "x", seed=5) for _ in range(2))
    assert first == again


def _gain(father: tuple[str, str]) -> float:
    """What the mother's sample adds to the father's, over all her genotypes."""

    def mean(son: dict[tuple[str, ...], float]) -> float:
        return sum(p * log10(p / chance(*each)) for each, p in son.items())

    def sons(mothers: dict[str, float]) -> dict[tuple[str, ...], float]:
        found: dict[tuple[str, ...], float] = {}
        for one in father:
            for other, p in mothers.items():
                key = tuple(sorted((one, other)))
                found[key] = found.get(key, 0.0) + p / 2
        return found

    gain = -mean(sons(P_OF))
    for a, b in GENOTYPES:
        gamete = {each: (a, b).count(each) / 2 for each in {a, b}}
        gain += chance(a, b) * mean(sons(gamete))
    return gain


def test_a_mothers_sample_adds_what_the_enumeration_says() -> None:
    of = family(TRIO, typed(f="10/11"))
    found = addition(computing(), of, "x", "m", draws=300)
    assert found.gain == pytest.approx(_gain(("10", "11")), abs=4 * found.error)
    assert 0 < found.error < 0.03
    assert found.gain > 10 * found.error
    before = power(computing(), of, "x").exclusion
    assert found.exclusion > before
    assert found.draws == 300
    assert found.sentence.startswith("A sample of m would raise the expected ratio")


def test_what_is_already_known_adds_nothing() -> None:
    """The father's father, once the father is typed."""
    of = family("gf:m f:m=gf+- m:f x:m=f+m", typed(f="10/11", m="12/13"))
    found = addition(computing(), of, "x", "gf", draws=10)
    assert found.gain == pytest.approx(0, abs=1e-9)
    assert found.exclusion == pytest.approx(power(computing(), of, "x").exclusion)


def test_progress_is_told_of_each_draw() -> None:
    told: list[tuple[int, int]] = []
    addition(
        computing(),
        family(TRIO, typed(f="10/11")),
        "x",
        "m",
        draws=3,
        progress=lambda done, total, text: told.append((done, total or 0)),
    )
    assert told == [(0, 3), (1, 3), (2, 3), (3, 3)]


@pytest.mark.parametrize(
    ("person", "message"), [("nobody", "nobody"), ("f", "f"), ("x", "x is missing")]
)
def test_only_an_untyped_relative_can_be_added(person: str, message: str) -> None:
    of = family(TRIO, typed(f="10/11"))
    with pytest.raises(ValueProblem, match=message):
        addition(computing(), of, "x", person, draws=2)

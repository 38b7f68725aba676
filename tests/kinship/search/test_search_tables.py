"""The tables of the search against the likelihood engine: every pair, every marker, to 1e-9."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from searching import (
    MARKERS,
    MODELS,
    campaign,
    computing_on,
    held_to_engine,
    one_of_each_shape,
    remains_of,
    wanted_of,
)

from repatria.base.errors import ValueProblem
from repatria.kinship import computing, elimination
from repatria.kinship.family import Family
from repatria.kinship.pedigree import Pedigree, Person, Sex
from repatria.kinship.profile import Observation, Profile, Reading
from repatria.kinship.search import theta_groups
from repatria.kinship.search.groups import Wanted, grouped
from repatria.kinship.search.tables import build_tables
from repatria.kinship.settings import Convention
from repatria.synthetic.campaign.shapes import KIN, VARIANTS

NAMES = tuple(each.name for each in MARKERS)
FEW = ("TPOX", "D7S820", "TH01")
MADE = campaign(40, 900, 5)
EACH = wanted_of(MADE, one_of_each_shape(MADE))


def read_as(reading: Reading, **alleles: str) -> Profile:
    return Profile("B", {name: Observation((allele,), reading) for name, allele in alleles.items()})


DOUBTFUL = [
    read_as(Reading.SINGLE, TPOX="8", TH01="9.3", D7S820="10"),
    read_as(Reading.ONE_KNOWN, TPOX="11", TH01="6", D7S820="8"),
    replace(read_as(Reading.SINGLE, TPOX="11", D7S820="11"), dropout=0.4),
    Profile("B", {"TPOX": Observation(("8", "11", "12"), Reading.REVIEW)}),
]


def test_every_shape_of_a_campaign_is_looked_at() -> None:
    assert len(MADE.groups) == len(KIN) * VARIANTS
    assert any(len(each.family.missing) == 2 for each in EACH)


@pytest.mark.parametrize("convention", Convention)
@pytest.mark.parametrize("model", MODELS)
def test_every_shape_and_model_is_that_of_the_engine(model: str, convention: Convention) -> None:
    computation = computing_on(model, convention=convention)
    held_to_engine(computation, EACH, [*remains_of(MADE, range(4)), *DOUBTFUL])


@pytest.mark.parametrize("model", ["none", "equal", "proportional", "extended"])
def test_theta_is_that_of_the_engine_for_doubtful_readings_too(model: str) -> None:
    computation = computing_on(model, theta=0.01, markers=FEW)
    held_to_engine(computation, EACH[::2], [*remains_of(MADE, range(3)), *DOUBTFUL])


@pytest.mark.parametrize(
    ("theta", "more"),
    [
        (0.0, {"silent": 0.01}),
        (0.0, {"silent": 0.01, "convention": Convention.PRUNED}),
        (0.01, {"silent": 0.01}),
        (0.0, {"miscall": 0.01, "drop_in": 0.02}),
        (0.01, {"miscall": 0.01}),
    ],
    ids=["silent", "pruned", "silent-theta", "misread", "misread-theta"],
)
def test_uncertain_readings_of_relatives_are_those_of_the_engine(
    theta: float, more: dict[str, float]
) -> None:
    computation = computing_on("extended", theta=theta, markers=FEW, **more)
    tables = held_to_engine(computation, EACH[::9], [*remains_of(MADE, range(3)), *DOUBTFUL])
    assert (tables.ratios != 1).any()


def test_partial_and_degraded_profiles_are_among_those_compared() -> None:
    seen = [profile.observations for profile in remains_of(MADE, range(40))]
    assert any(len(each) < len(NAMES) for each in seen)
    partial = [
        number
        for number, each in enumerate(seen)
        if any(one.reading is Reading.SINGLE for name, one in each.items() if name in NAMES)
    ]
    assert partial
    held_to_engine(computing_on(), EACH[::5], remains_of(MADE, partial))


@pytest.mark.parametrize("seed", range(4))
def test_random_campaigns_are_those_of_the_engine(seed: int) -> None:
    made = campaign(6, 12, 100 + seed)
    computation = computing_on(list(MODELS)[seed])
    held_to_engine(computation, wanted_of(made, range(12)), remains_of(made, range(6)))


TRIO = Pedigree.of(
    Person("M", Sex.MALE, "F", "E"), Person("S", Sex.MALE, "F", "E"),
    Person("F", Sex.MALE), Person("E", Sex.FEMALE),
)  # fmt: skip


def trio(**alleles: tuple[str, str]) -> Wanted:
    """A father 6/7 and a mother 8/9 at TH01, and what a brother of the missing has."""
    by_person = {"F": ("6", "7"), "E": ("8", "9"), **alleles}
    profiles = {who: Profile.of(who, {"TH01": read}) for who, read in by_person.items()}
    return Wanted(Family("F1", TRIO, ("M",), profiles), "M")


def test_contradicting_relatives_are_marked_and_say_nothing() -> None:
    agree, contradict = trio(S=("6", "8")), trio(S=("6", "7"))
    for theta in (0.0, 0.01):
        computation = computing_on("none", theta=theta, markers=("TH01", "TPOX"))
        tables = held_to_engine(computation, [agree, contradict], DOUBTFUL[:1])
        assert tables.bad.tolist() == [[False, False], [True, False]]
        ratios = tables.ratios[:, : tables.genotypes.count]
        assert ratios[1] == pytest.approx(1, rel=1e-12)
        assert ratios[0].max() > 2


def test_with_mutation_they_do_not_contradict() -> None:
    tables = held_to_engine(computing_on("equal"), [trio(S=("6", "7"))], DOUBTFUL[:1])
    assert not tables.bad.any()


def test_both_parents_give_the_ratio_of_the_textbook() -> None:
    """P(6/8 | 6/7 × 8/9) is 1/4, of strangers 2 · 0.2 · 0.1."""
    computation = computing_on("none", markers=("TH01",))
    tables = build_tables(computation, [trio()])
    first, second = tables.genotypes.first, tables.genotypes.second
    assert tables.ratios[0, (first == 0) & (second == 2)] == pytest.approx(0.25 / (2 * 0.2 * 0.1))
    assert tables.ratios[0].sum() == pytest.approx(
        sum(0.25 / (2 * p * q) for p in (0.2, 0.25) for q in (0.1, 0.15))
    )


@pytest.mark.parametrize("theta", [0.0, 0.02])
def test_the_expected_ratio_of_a_stranger_is_one(theta: float) -> None:
    tables = build_tables(computing_on(theta=theta, markers=FEW), EACH[:20])
    weights = tables.genotypes.chances
    found = tables.ratios[:, : tables.genotypes.count] * weights
    if theta:
        found *= tables.ratios[:, tables.genotypes.count :]
    sums = np.add.reduceat(found, tables.genotypes.starts[:-1], axis=1)
    assert sums == pytest.approx(1)


@settings(max_examples=30, deadline=None)
@given(st.permutations(range(12)), st.integers(1, 12))
def test_a_table_depends_on_no_other_family(order: list[int], count: int) -> None:
    computation = computing_on("none")
    chosen = [EACH[number] for number in order[:count]]
    together = build_tables(computation, chosen).ratios
    for row, each in zip(together, chosen, strict=True):
        assert (build_tables(computation, [each]).ratios[0] == row).all()


def test_more_relatives_than_a_number_has_bits() -> None:
    """Seventy children of a typed couple, one of them missing: the parents say it all."""
    children = [Person(f"C{number}", Sex.MALE, "F", "E") for number in range(70)]
    pedigree = Pedigree.of(*TRIO.persons, *children)
    known = trio().family.profiles
    profiles = dict(known)
    for each in children:
        profiles[each.id] = Profile.of(each.id, {"TH01": ("6", "8")})
    computation = computing_on("none", markers=("TH01", "TPOX"))
    many = Wanted(Family("F1", pedigree, ("M",), profiles), "M")
    assert grouped(computation.panel, [many]).singly == (0,)
    found = build_tables(computation, [many, trio()]).ratios
    assert found[0] == pytest.approx(found[1], rel=1e-9)


def test_an_allele_off_the_ladder_is_told_with_sample_and_marker() -> None:
    with pytest.raises(ValueProblem, match="sample S, marker TH01: the allele 5 is not on the"):
        build_tables(computing_on(), [trio(S=("5", "8"))])


@pytest.mark.parametrize("theta", [0.0, 0.01])
def test_a_pedigree_that_is_too_large_is_told_with_its_family(
    monkeypatch: pytest.MonkeyPatch, theta: float
) -> None:
    monkeypatch.setattr(elimination, "MOST_WORK", 0)
    monkeypatch.setattr(theta_groups, "MOST_WORK", 0)
    elimination.plan.cache_clear()
    computing._program.cache_clear()
    computing._AT_HAND.clear()
    with pytest.raises(ValueProblem, match="family F1: "):
        build_tables(computing_on("extended", theta=theta), [trio(S=("6", "8"))])


def test_with_theta_a_family_that_would_take_hours_is_refused() -> None:
    sibs = [Person(f"S{number}", Sex.MALE, "F", "E") for number in range(9)]
    pedigree = Pedigree.of(
        Person("M", Sex.MALE, "F", "E"), Person("F", Sex.MALE), Person("E", Sex.FEMALE), *sibs
    )
    profiles = {each.id: Profile.of(each.id, {"TH01": ("6", "7")}) for each in sibs}
    many = Wanted(Family("F1", pedigree, ("M",), profiles), "M")
    build_tables(computing_on("extended", markers=("TH01",)), [many])
    with pytest.raises(ValueProblem, match="family F1: the pedigree needs"):
        build_tables(computing_on("extended", theta=0.01, markers=("TH01",)), [many])

"""Samples of the missing themselves, in the tables of the search, against the likelihood engine: a
direct match with dropout on both sides, and what relatives tell besides, to 1e-9."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest
from searching import (
    MADE,
    by_tables,
    campaign,
    computing_on,
    one_of_each_shape,
    remains_of,
    wanted_of,
)

from repatria.base.errors import ValueProblem
from repatria.kinship.computing import NotAtOnce
from repatria.kinship.family import Family
from repatria.kinship.hypothesis import REMAINS, missing_is_remains
from repatria.kinship.joint.family_term import FamilyTerms
from repatria.kinship.likelihood import Computation
from repatria.kinship.pedigree import Pedigree, PedigreeProblem, Person, Sex
from repatria.kinship.profile import Profile, Reading
from repatria.kinship.search.groups import Wanted
from repatria.kinship.search.summary import Summing, family_digest
from repatria.kinship.search.tables import build_tables
from repatria.kinship.settings import Convention

CAMPAIGN = campaign(40, 900, 5)
SHAPES = wanted_of(CAMPAIGN, one_of_each_shape(CAMPAIGN))
BODIES = remains_of(CAMPAIGN, range(12))
FEW = ("TPOX", "D7S820", "TH01")


def drawn(seed: int, sample: str, like: Profile | None = None) -> Profile:
    """What was left behind: some markers, some with a single allele; of the person of `like`, if
    given."""
    draws = np.random.default_rng(seed)
    alleles = {}
    for marker in MADE.markers.values():
        own = None if like is None else like.observations.get(marker.name)
        pair = list(draws.choice(marker.alleles, 2, p=marker.frequencies))
        if own is not None and own.reading is Reading.GENOTYPE:
            pair = list(own.alleles)
        kept = draws.random()
        if kept > 0.2:
            alleles[marker.name] = pair if kept > 0.5 else pair[:1]
    return Profile.of(sample, alleles, remains=True)


def with_own(wanted: Wanted, *samples: Profile, of: str = "") -> Wanted:
    return replace(wanted, family=wanted.family.with_own({of or wanted.missing: samples}))


def alone(*samples: Profile) -> Wanted:
    pedigree = Pedigree.of(Person("M", Sex.MALE))
    return Wanted(Family("alone", pedigree, ("M",), {}, {"M": samples}), "M")


def by_engine(computation: Computation, wanted: Wanted, remains: Profile) -> np.ndarray:
    family, own = wanted.family, wanted.family.own.get(wanted.missing, ())
    pair = missing_is_remains(family, wanted.missing, direct=[each.sample for each in own])
    read = {**family.profiles, REMAINS: remains, **{each.sample: each for each in own}}
    first, second = (computation.likelihoods(each, read) for each in (pair.first, pair.second))
    return first.over(second)


def held(computation: Computation, wanted: Sequence[Wanted], bodies: Sequence[Profile]) -> None:
    tables = build_tables(computation, wanted)
    found = by_tables(tables, bodies)
    told = 0
    for body, profile in enumerate(bodies):
        for number, each in enumerate(wanted):
            expected = by_engine(computation, each, profile)
            told += int((expected > 1).sum())
            assert (tables.bad[number] == np.isnan(expected)).all()
            expected = np.where(np.isnan(expected), 1.0, expected)
            assert np.exp(found[body, number]) == pytest.approx(expected, rel=1e-9, abs=0)
    assert told


@pytest.mark.parametrize(
    ("model", "theta", "more"),
    [
        ("none", 0.0, {}),
        ("extended", 0.0, {}),
        ("extended", 0.0, {"convention": Convention.PRUNED}),
        ("reversible", 0.0, {"silent": 0.01}),
        ("extended", 0.0, {"miscall": 0.01, "drop_in": 0.02}),
        ("none", 0.02, {}),
        ("extended", 0.02, {"silent": 0.01}),
        ("equal", 0.02, {"miscall": 0.01}),
    ],
)
def test_every_shape_with_a_sample_of_the_missing_is_that_of_the_engine(model, theta, more) -> None:
    computation = computing_on(model, theta=theta, markers=FEW, **more)
    wanted = [
        with_own(each, drawn(number, "D"))
        for number, each in enumerate(SHAPES[:: 4 if theta else 1])
    ]
    wanted += [
        with_own(SHAPES[0], drawn(1, "D1", BODIES[0]), drawn(2, "D2", BODIES[0])),
        alone(drawn(3, "D", BODIES[1])),
        alone(drawn(4, "D1", BODIES[2]), drawn(5, "D2", BODIES[2])),
    ]
    held(computation, wanted, BODIES[:4])


def test_genotypes_that_go_one_by_one_are_the_same(monkeypatch) -> None:
    computation = computing_on("extended", theta=0.02, markers=FEW)
    wanted = [with_own(SHAPES[3], drawn(1, "D", BODIES[0])), alone(drawn(2, "D"))]
    at_once = build_tables(computation, wanted)

    def not_at_once(*_: object) -> None:
        raise NotAtOnce("one by one")

    monkeypatch.setattr(Computation, "of_each_genotype", not_at_once)
    assert build_tables(computation, wanted).ratios == pytest.approx(
        at_once.ratios, rel=1e-9, abs=0
    )


@pytest.mark.parametrize("theta", [0.0, 0.02])
def test_a_sample_of_another_missing_person_is_that_of_a_relative(theta: float) -> None:
    computation = computing_on("extended", theta=theta, markers=FEW)
    two = next(each for each in SHAPES if len(each.family.missing) == 2)
    other = next(each for each in two.family.missing if each != two.missing)
    sample = drawn(7, "D")
    typed = replace(
        two.family, missing=(two.missing,), profiles={**two.family.profiles, other: sample}
    )
    first = build_tables(computation, [with_own(two, sample, of=other)])
    second = build_tables(computation, [Wanted(typed, two.missing)])
    assert first.ratios == pytest.approx(second.ratios, rel=1e-9, abs=0)


@pytest.mark.parametrize("theta", [0.0, 0.02])
def test_the_joint_ratio_has_relatives_and_samples_once(theta: float) -> None:
    computation = computing_on("extended", theta=theta, markers=FEW)
    for wanted in (with_own(SHAPES[2], drawn(1, "D", BODIES[0])), alone(drawn(1, "D", BODIES[0]))):
        terms = FamilyTerms(computation, {wanted.family.name: wanted.family}, {"B": BODIES[:1]})
        found = terms.log_ratio(wanted.family.name, ((wanted.missing, "B"),))
        expected = np.log(by_engine(computation, wanted, BODIES[0])).sum()
        assert found == pytest.approx(expected, rel=1e-9)
    without = terms.without_references("alone", (("M", "B"),))
    assert without == pytest.approx(0.0, abs=1e-9)


def test_two_samples_at_odds_leave_their_marker_out() -> None:
    computation = computing_on("none", markers=FEW)
    one = Profile.of("D1", {"TPOX": ["8", "8"], "TH01": ["6", "7"]})
    other = Profile.of("D2", {"TPOX": ["11", "11"], "TH01": ["6", "7"]})
    tables = build_tables(computation, [alone(one, other)])
    assert tables.bad.tolist() == [[name == "TPOX" for name in computation.panel.names]]


def test_families_without_such_samples_are_computed_as_ever() -> None:
    computation = computing_on("extended", markers=FEW)
    wanted = [SHAPES[0], with_own(SHAPES[1], drawn(1, "D")), SHAPES[2]]
    made = build_tables(computation, wanted)
    plain = build_tables(computation, [SHAPES[0], SHAPES[2]])
    assert (made.ratios[[0, 2]] == plain.ratios).all()


def test_a_family_that_cannot_be_computed_is_named() -> None:
    computation = computing_on("extended", markers=FEW)
    lost = alone(Profile.of("D", {"TPOX": ["99", "8"]}))
    with pytest.raises(ValueProblem, match="family alone: sample D, marker TPOX"):
        build_tables(computation, [lost])


def test_what_there_is_to_compare_with_is_told_and_part_of_the_digest() -> None:
    own = with_own(SHAPES[0], drawn(1, "D"))
    assert [each.how for each in (SHAPES[0], own, alone(drawn(1, "D")))] == [
        "relatives", "direct and relatives", "direct",
    ]  # fmt: skip
    several = (SHAPES[0], own, with_own(SHAPES[0], drawn(2, "D")))
    assert len({family_digest(each, Summing()) for each in several}) == 3


def test_samples_of_nobody_missing_and_of_no_name_are_refused() -> None:
    family = SHAPES[0].family
    relative = next(iter(family.profiles))
    with pytest.raises(PedigreeProblem, match="is not missing"):
        family.with_own({relative: (drawn(1, "D"),)})
    with pytest.raises(PedigreeProblem, match="the name of somebody else"):
        family.with_own({SHAPES[0].missing: (drawn(1, relative),)})
    with pytest.raises(PedigreeProblem, match="nothing links M"):
        Family("F", Pedigree.of(Person("M", Sex.MALE)), ("M",), {})

"""Y haplotypes of two men: compared marker by marker, and along a paternal line."""

from __future__ import annotations

import itertools
import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from repatria.base.errors import ValueProblem
from repatria.kinship.lineage.haplotypes import HaplotypeMatch, Line, Method, haplotype_match_ratio
from repatria.kinship.lineage.y_haplotypes import (
    YComparison,
    compare_y,
    patriline_ratio,
    step_chance,
)
from repatria.kinship.profile import Observation, Profile, Reading

MATCH = haplotype_match_ratio(0, 999)


def profile(sample: str, **read: str) -> Profile:
    """Alleles by marker, apart by commas; a marker of one copy keeps one allele."""
    found = {}
    for name, told in read.items():
        alleles = tuple(told.split(","))
        review = len(alleles) > 2
        found[name] = Observation(alleles, Reading.REVIEW if review else Reading.GENOTYPE)
    return Profile(sample, found)


def compared(left: dict[str, str], right: dict[str, str]) -> YComparison:
    return compare_y(profile("A", **left), profile("B", **right))


# Comparing


def test_equal_haplotypes_have_no_mismatch() -> None:
    told = {"DYS19": "14", "DYS385": "11,14", "DYS390": "24"}
    found = compared(told, told)
    assert (found.mismatches, found.steps) == ((), 0)
    assert "equal at 3 markers" in found.sentence


@pytest.mark.parametrize(
    ("marker", "left", "right", "steps"),
    [
        ("DYS19", "14", "15", 1),
        ("DYS19", "14", "11", 3),
        ("DYS458", "17.2", "18.2", 1),
        ("DYS458", "17.2", "18", None),
        ("DYS19", "0", "14", None),
        ("DYS19", "14", "14,15", None),
        ("DYS385", "11,14", "11,15", 1),
        ("DYS385", "11,14", "14,14", 3),
        ("DYS385", "11,14", "12,15", 2),
        ("DYF387S1", "35,37", "36,36", 2),
    ],
)
def test_steps_between_two_readings(marker: str, left: str, right: str, steps: int | None) -> None:
    for one, other in ((left, right), (right, left)):
        found = compared({marker: one}, {marker: other})
        assert found.markers[0].steps == steps
        assert found.steps == steps
        assert len(found.mismatches) == 1


def test_the_copies_of_a_marker_have_no_order() -> None:
    assert compared({"DYS385": "11,14"}, {"DYS385": "14,11"}).steps == 0


def test_what_dys389ii_holds_of_dys389i_is_counted_once() -> None:
    found = compared({"DYS389I": "13", "DYS389II": "29"}, {"DYS389I": "14", "DYS389II": "30"})
    assert [marker.name for marker in found.mismatches] == ["DYS389I"]
    assert found.steps == 1
    assert compared({"DYS389II": "29"}, {"DYS389II": "30"}).steps == 1


def test_only_markers_of_the_y_that_both_have_are_compared() -> None:
    found = compared(
        {"DYS19": "14", "DYS390": "24", "FGA": "22,23"}, {"DYS19": "14", "FGA": "20,21"}
    )
    assert [marker.name for marker in found.markers] == ["DYS19"]


def test_an_allele_that_a_file_doubled_is_one() -> None:
    assert compared({"DYS19": "14,14"}, {"DYS19": "14"}).steps == 0


def test_what_cannot_be_compared_is_named_with_the_reason() -> None:
    left = Profile(
        "A",
        {
            "DYS19": Observation(("14",), Reading.ONE_KNOWN),
            "DYS385": Observation(("11",), Reading.SINGLE),
            "DYS390": Observation(("22", "23", "24"), Reading.REVIEW),
        },
    )
    found = compare_y(left, profile("B", DYS19="14", DYS385="11,14", DYS390="24"))
    assert found.markers == ()
    assert [name for name, _ in found.left_out] == ["DYS19", "DYS385", "DYS390"]
    assert "nothing can be said" in found.sentence


def test_the_sentence_names_the_markers_that_differ() -> None:
    found = compared({"DYS19": "14", "DYS390": "24"}, {"DYS19": "15", "DYS390": "24"})
    assert "differ at 1 of 2 markers, by 1 repeat: DYS19 14/15" in found.sentence


# Along a line


@given(st.integers(0, 12), st.floats(0, 0.9))
def test_the_chances_of_all_steps_sum_to_one(meioses: int, rate: float) -> None:
    total = math.fsum(step_chance(n, meioses, rate) for n in range(-meioses, meioses + 1))
    assert total == pytest.approx(1)


@given(st.integers(-6, 6), st.integers(0, 5), st.integers(0, 5), st.floats(0, 0.5))
def test_two_lines_end_to_end_are_one(steps: int, one: int, other: int, rate: float) -> None:
    through = math.fsum(
        step_chance(n, one, rate) * step_chance(steps - n, other, rate)
        for n in range(-one, one + 1)
    )
    assert through == pytest.approx(step_chance(steps, one + other, rate), abs=1e-12)


def test_one_and_two_meioses_by_hand() -> None:
    assert step_chance(0, 1, 0.002) == pytest.approx(0.998)
    assert step_chance(1, 1, 0.002) == pytest.approx(0.001)
    assert step_chance(2, 1, 0.002) == 0
    assert step_chance(0, 2, 0.002) == pytest.approx(0.998**2 + 2 * 0.001**2)
    assert step_chance(-1, 2, 0.002) == pytest.approx(2 * 0.998 * 0.001)


def test_a_father_and_a_son_by_hand() -> None:
    rates = {"DYS19": 0.002, "DYS390": 0.004}
    same = compared({"DYS19": "14", "DYS390": "24"}, {"DYS19": "14", "DYS390": "24"})
    found = patriline_ratio(same, 1, rates, MATCH)
    assert found.ratio == pytest.approx(0.998 * 0.996 * 1000)
    one_off = compared({"DYS19": "14", "DYS390": "24"}, {"DYS19": "15", "DYS390": "24"})
    assert patriline_ratio(one_off, 1, rates, MATCH).ratio == pytest.approx(0.001 * 0.996 * 1000)
    assert found.weight.line is Line.PATERNAL
    assert found.weight.log10 == pytest.approx(math.log10(found.ratio))
    assert "over a paternal line of 1 meiosis" in found.sentence


def test_the_copies_move_apart_and_their_order_is_not_seen() -> None:
    p = {n: step_chance(n, 3, 0.01) for n in range(-5, 6)}
    both = compared({"DYS385": "11,13"}, {"DYS385": "12,13"})
    chance = patriline_ratio(both, 3, 0.01, MATCH).chance
    assert chance == pytest.approx(p[1] * p[0] + p[2] * p[-1])
    equal = compared({"DYS385": "11,13"}, {"DYS385": "12,12"})
    assert patriline_ratio(equal, 3, 0.01, MATCH).chance == pytest.approx(p[1] * p[-1])


@settings(deadline=None)
@given(st.integers(8, 11), st.integers(8, 11), st.floats(0.001, 0.4))
def test_the_chances_of_all_pairs_of_copies_sum_to_one(a: int, b: int, rate: float) -> None:
    total = 0.0
    for pair in itertools.combinations_with_replacement(range(5, 15), 2):
        right = {"DYS385": ",".join(map(str, pair))}
        found = compared({"DYS385": f"{a},{b}"}, right)
        total += patriline_ratio(found, 2, rate, MATCH).chance
    assert total == pytest.approx(1)


def test_more_steps_than_births_cannot_be_and_a_person_is_asked() -> None:
    far = compared({"DYS19": "14"}, {"DYS19": "17"})
    found = patriline_ratio(far, 2, 0.002, MATCH)
    assert (found.chance, found.log10) == (0, -math.inf)
    assert "a person must look" in found.sentence
    assert patriline_ratio(far, 3, 0.002, MATCH).chance > 0


def test_no_meiosis_is_one_man() -> None:
    same = compared({"DYS19": "14"}, {"DYS19": "14"})
    assert patriline_ratio(same, 0, 0.002, MATCH).ratio == pytest.approx(1000)


def test_theta_helps_only_equal_haplotypes() -> None:
    match = HaplotypeMatch(0, 999, Method.COUNT, 0.001, theta=0.1)
    same = patriline_ratio(compared({"DYS19": "14"}, {"DYS19": "14"}), 1, 0.0, match)
    other = patriline_ratio(compared({"DYS19": "14"}, {"DYS19": "15"}), 1, 0.5, match)
    assert same.unrelated == pytest.approx(0.1 + 0.9 * 0.001)
    assert other.unrelated == pytest.approx(0.9 * 0.001)
    assert same.weight.theta == 0.1


def test_what_is_missing_is_named() -> None:
    same = compared({"DYS19": "14"}, {"DYS19": "14"})
    with pytest.raises(ValueProblem, match="DYS19"):
        patriline_ratio(same, 1, {"DYS390": 0.002}, MATCH)
    with pytest.raises(ValueProblem, match="DYS19"):
        patriline_ratio(same, 1, 1.0, MATCH)
    with pytest.raises(ValueProblem, match="meioses"):
        patriline_ratio(same, 201, 0.002, MATCH)
    with pytest.raises(ValueProblem, match="nothing can be said"):
        patriline_ratio(compared({"DYS19": "14"}, {"DYS390": "24"}), 1, 0.002, MATCH)

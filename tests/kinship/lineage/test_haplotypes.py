"""The weight of a matching haplotype, by each method, and how it joins the autosomal ratio."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from repatria.base.errors import ValueProblem
from repatria.kinship.lineage.haplotypes import (
    Line,
    LineageWeight,
    Method,
    clopper_pearson_upper,
    haplotype_match_ratio,
    joined_ratio,
)

counts = st.integers(1, 5_000).flatmap(lambda size: st.tuples(st.integers(0, size), st.just(size)))


@pytest.mark.parametrize(("count", "size", "ratio"), [(0, 0, 1), (0, 999, 1000), (4, 999, 200)])
def test_the_count_puts_the_case_into_the_database(count: int, size: int, ratio: float) -> None:
    assert haplotype_match_ratio(count, size).ratio == pytest.approx(ratio)


@given(st.integers(1, 400_000), st.floats(0.5, 0.999))
def test_the_bound_of_what_was_never_seen_has_a_closed_form(size: int, confidence: float) -> None:
    expected = -math.expm1(math.log1p(-confidence) / size)
    assert clopper_pearson_upper(0, size, confidence) == pytest.approx(expected, rel=1e-9)


def test_the_bound_of_all_but_one_has_a_closed_form_and_that_of_all_is_one() -> None:
    assert clopper_pearson_upper(7, 8) == pytest.approx(0.95 ** (1 / 8))
    assert clopper_pearson_upper(8, 8) == clopper_pearson_upper(0, 0) == 1


@given(st.integers(1, 60).flatmap(lambda n: st.tuples(st.integers(0, n - 1), st.just(n))))
def test_the_bound_leaves_the_stated_tail(drawn: tuple[int, int]) -> None:
    count, size = drawn
    p = clopper_pearson_upper(count, size, 0.95)
    tail = math.fsum(math.comb(size, x) * p**x * (1 - p) ** (size - x) for x in range(count + 1))
    assert tail == pytest.approx(0.05, rel=1e-9)


@settings(deadline=None)
@given(counts)
def test_the_bound_is_over_the_share_and_grows_with_the_count(drawn: tuple[int, int]) -> None:
    count, size = drawn
    bound = clopper_pearson_upper(count, size)
    assert bound >= count / size
    if count < size:
        assert clopper_pearson_upper(count + 1, size) > bound


def test_a_large_database_is_no_trouble() -> None:
    assert clopper_pearson_upper(3, 350_000) * 350_000 == pytest.approx(7.7537, rel=1e-4)


@given(st.integers(1, 10_000).flatmap(lambda n: st.tuples(st.integers(0, n - 1), st.just(n))))
def test_kappa_is_the_share_of_singletons_with_the_case_among_them(drawn: tuple[int, int]) -> None:
    singletons, size = drawn
    match = haplotype_match_ratio(0, size, Method.KAPPA, singletons=singletons)
    assert match.probability == pytest.approx((size - singletons) / (size + 1) ** 2)
    assert match.ratio >= haplotype_match_ratio(0, size).ratio


@pytest.mark.parametrize(
    ("count", "singletons", "told"),
    [(1, 50, "not seen before"), (0, None, "number of singletons"),
     (0, 101, "number of singletons"), (0, 100, "kappa would be 1")],
)  # fmt: skip
def test_where_kappa_does_not_apply_it_says_so(
    count: int, singletons: int | None, told: str
) -> None:
    with pytest.raises(ValueProblem, match=told):
        haplotype_match_ratio(count, 100, Method.KAPPA, singletons=singletons)


@given(counts, st.floats(0, 0.5))
def test_theta_lies_between_the_figure_and_one(drawn: tuple[int, int], theta: float) -> None:
    bare = haplotype_match_ratio(*drawn)
    match = haplotype_match_ratio(*drawn, theta=theta)
    assert match.frequency == bare.probability
    assert match.probability == pytest.approx(theta + (1 - theta) * bare.probability)
    assert match.ratio <= bare.ratio * (1 + 1e-12)
    assert 10**match.log10 == pytest.approx(match.ratio)


@pytest.mark.parametrize(("count", "size"), [(-1, 10), (11, 10)])
def test_counts_that_cannot_be_are_refused(count: int, size: int) -> None:
    with pytest.raises(ValueProblem):
        haplotype_match_ratio(count, size)
    with pytest.raises(ValueProblem):
        clopper_pearson_upper(count, size)


def test_theta_and_confidence_have_their_ranges() -> None:
    with pytest.raises(ValueProblem, match="theta"):
        haplotype_match_ratio(0, 10, theta=1)
    with pytest.raises(ValueProblem, match="confidence"):
        haplotype_match_ratio(0, 10, Method.UPPER_BOUND, confidence=1)


@pytest.mark.parametrize("method", list(Method))
def test_every_result_says_how_it_was_had(method: Method) -> None:
    told = haplotype_match_ratio(0, 1000, method, singletons=700, theta=0.01).sentence
    assert f"“{method.value}”" in told
    assert "not seen among 1,000" in told
    assert "theta 0.01" in told


# The product


def test_the_lines_are_multiplied_in() -> None:
    y = LineageWeight(Line.PATERNAL, 2.5)
    mt = LineageWeight(Line.MATERNAL, 1.25, theta=0.01)
    joined = joined_ratio(4, y, mt)
    assert joined.log10 == 7.75
    assert joined.parts == (("autosomal", 4), ("Y", 2.5), ("mtDNA", 1.25))
    assert "7.75 (autosomal 4.00 + Y 2.50 + mtDNA 1.25)" in joined.sentence


@pytest.mark.parametrize("line", list(Line))
def test_one_line_is_never_multiplied_in_twice(line: Line) -> None:
    with pytest.raises(ValueProblem, match=f"the {line.value} line"):
        joined_ratio(4, LineageWeight(line, 2), LineageWeight(line, 1))


def test_theta_is_used_in_one_place() -> None:
    weight = LineageWeight(Line.PATERNAL, 2, theta=0.01)
    with pytest.raises(ValueProblem, match="use it in one"):
        joined_ratio(4, weight, autosomal_theta=0.02)
    assert joined_ratio(4, weight).log10 == 6
    assert joined_ratio(4, LineageWeight(Line.PATERNAL, 2), autosomal_theta=0.02).log10 == 6


def test_a_line_that_cannot_be_leaves_nothing_of_the_product() -> None:
    assert joined_ratio(4, LineageWeight(Line.PATERNAL, -math.inf)).log10 == -math.inf

"""The sex of remains and of the missing: a soft likelihood, which excludes nobody."""

from __future__ import annotations

import math
from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from repatria.kinship.pedigree import Sex
from repatria.kinship.search.sexes import WRONG, sex_rows

M, F, U = Sex.MALE, Sex.FEMALE, Sex.UNKNOWN
SEXES = st.sampled_from([M, F, U])


def test_the_ratio_is_that_of_the_formula() -> None:
    rows, read = sex_rows([M, M, F, U], [M, F, U])
    share = 3 / 5  # two men and a woman read, one of each added
    assert rows[:, 0] == pytest.approx([math.log(0.99 / share), math.log(0.01 / (1 - share)), 0])
    assert rows[:, 1] == pytest.approx([math.log(0.01 / share), math.log(0.99 / (1 - share)), 0])
    assert rows[:, 2].tolist() == [0, 0, 0]
    assert read.tolist() == [0, 0, 1, 2]


@given(st.lists(SEXES, max_size=30), st.lists(SEXES, min_size=1, max_size=30))
def test_nobody_is_excluded_and_nobody_gains_much(remains: list[Sex], missing: list[Sex]) -> None:
    rows, read = sex_rows(remains, missing)
    assert rows.shape == (3, len(missing))
    assert np.isfinite(rows).all()
    assert len(read) == len(remains)
    assert (rows >= math.log(WRONG)).all()
    assert (rows <= math.log(len(remains) + 2)).all()
    assert (rows[2] == 0).all()


@given(st.lists(st.sampled_from([M, F]), min_size=1, max_size=60), st.sampled_from([M, F]))
def test_what_agrees_speaks_for_a_pair_and_what_does_not_against(
    remains: list[Sex], missing: Sex
) -> None:
    rows, _ = sex_rows(remains, [missing])
    agreeing, other = rows[0, 0], rows[1, 0]
    if missing is F:
        agreeing, other = other, agreeing
    assert agreeing > other
    count = Counter(remains)
    if 0.02 < (count[missing] + 1) / (len(remains) + 2) < 0.98:
        assert agreeing > 0 > other


def test_among_men_alone_a_man_says_little() -> None:
    rows, _ = sex_rows([M] * 998, [M])
    assert abs(rows[0, 0]) < 0.01


def test_nothing_read_says_nothing() -> None:
    rows, _ = sex_rows([U, U], [M, F, U])
    assert not rows.any()


@given(st.lists(st.sampled_from([M, F]), min_size=1, max_size=40), st.sampled_from([M, F]))
def test_over_the_shares_read_a_stranger_expects_a_ratio_of_one(
    remains: list[Sex], missing: Sex
) -> None:
    """Which is what the bound on chance pairs rests on."""
    rows, _ = sex_rows(remains, [missing])
    share = (Counter(remains)[M] + 1) / (len(remains) + 2)
    assert np.exp(rows[:2, 0]) @ [share, 1 - share] == pytest.approx(1)

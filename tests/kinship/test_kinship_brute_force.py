"""The engine against plain enumeration: every kind of pedigree, model, reading and convention."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from kin_strategies import Case, cases

from repatria.kinship.likelihood import Computation

often = settings(
    deadline=None,
    derandomize=True,
    max_examples=120,
    suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow],
)


def agree(case: Case) -> None:
    found = Computation(case.panel).likelihoods(case.hypothesis, case.profiles)
    expected = np.array(case.enumerated())
    assert (found.mantissas == 0).tolist() == (expected == 0).tolist()
    assert found.values == pytest.approx(expected, rel=1e-11, abs=0)


@often
@given(cases())
def test_autosomal_likelihoods_are_those_of_the_enumeration(case: Case) -> None:
    agree(case)


@often
@given(cases(x_linked=True))
def test_x_linked_likelihoods_are_those_of_the_enumeration(case: Case) -> None:
    agree(case)

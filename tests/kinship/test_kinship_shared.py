"""The engine against the figures that two other engines gave for simulated families.

The figures lie beside the repository where the project is developed. A few that a pencil gives
stand here and are always tried, so that each test says something wherever it runs.
"""

from __future__ import annotations

from dataclasses import replace
from math import log
from pathlib import Path

import numpy as np
import pytest
from kin_making import FREQUENCIES, P, Q, claim, ladder, typed

from repatria.formats.kinship_cases import read_cases
from repatria.kinship.hypothesis import Pair
from repatria.kinship.mutation import MutationModel
from repatria.kinship.mutation_matrices import Kind
from repatria.kinship.population import Population
from repatria.kinship.reference_case import Expected, ReferenceCase, deviations
from repatria.kinship.settings import Convention, Settings

SHARED = Path(__file__).resolve().parents[3] / "shared" / "data" / "kinship-oracle"
FILES = ("cases.json", "familias-single-locus.json")
CLOSE = 1e-9
PAIR = Pair(claim("a:m b:m=a+-", name="father"), claim("a:m", "b:m", name="strangers"))


def _made(name: str, first: float, second: float, theta: float = 0.0, **read: str) -> ReferenceCase:
    logs = np.array([log(first)]), np.array([log(second)])
    expected = tuple(Expected("a pencil", each, None, *logs) for each in Convention)
    population = Population.of("made", [ladder()], theta=theta)
    return ReferenceCase(name, population, ("L",), Settings(), PAIR, typed(**read), expected)


T = 0.03
P2 = T + (1 - T) * P
MADE = [
    _made("homozygotes", P**3, P**4, a="10/10", b="10/10"),
    _made("heterozygotes", P * Q * (P + Q), 4 * P**2 * Q**2, a="10/11", b="10/11"),
    _made(
        "homozygotes of a subpopulation",
        P * P2 * (2 * T + (1 - T) * P) / (1 + T),
        P * P2 * (2 * T + (1 - T) * P) * (3 * T + (1 - T) * P) / (1 + T) / (1 + 2 * T),
        T,
        a="10/10",
        b="10/10",
    ),
]
CASES = [*MADE, *(case for each in FILES if SHARED.exists() for case in read_cases(SHARED / each))]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_every_figure_is_met(case: ReferenceCase) -> None:
    found = deviations(case)
    assert len(found) == len(case.expected) > 0
    for each in found:
        assert each.worst < CLOSE, str(each)


def test_all_of_the_shared_cases_are_there() -> None:
    assert len(CASES) in (len(MADE), len(MADE) + 50 + 134)
    assert {each.convention for case in CASES for each in case.expected} == set(Convention)
    assert {case.population.theta > 0 for case in CASES} == {True, False}


@pytest.mark.parametrize("case", MADE, ids=lambda case: case.name)
def test_a_figure_that_is_not_met_is_told(case: ReferenceCase) -> None:
    """One in a thousand, or a model that was not meant."""
    wrong = replace(case.expected[0], first=case.expected[0].first + 0.001)
    (found,) = deviations(replace(case, expected=(wrong,)))
    assert found.worst == pytest.approx(0.001, rel=1e-2)
    assert found.marker == "L"
    mutating = replace(case.settings, mutation=MutationModel.of(Kind.EQUAL, 0.02))
    assert deviations(replace(case, settings=mutating))[0].worst > 0.001
    assert sum(FREQUENCIES.values()) == pytest.approx(1)

"""Small campaigns for the tests of the search, and what the likelihood engine says of a pair."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from repatria.kinship.hypothesis import REMAINS, missing_is_remains
from repatria.kinship.likelihood import Computation
from repatria.kinship.marker import Marker
from repatria.kinship.mutation import MutationModel
from repatria.kinship.mutation_matrices import Kind, Rates
from repatria.kinship.panel import Panel
from repatria.kinship.population import Population
from repatria.kinship.profile import Profile
from repatria.kinship.search.groups import Wanted
from repatria.kinship.search.rows import rows_of
from repatria.kinship.search.scores import scores
from repatria.kinship.search.tables import Tables, build_tables
from repatria.kinship.settings import Settings
from repatria.kinship.stationary import Stationary
from repatria.synthetic.campaign.make import Campaign, make_campaign
from repatria.synthetic.campaign.rates import CampaignRates

Vector = NDArray[np.float64]

MARKERS = (
    Marker.of("TH01", {"6": 0.2, "7": 0.25, "8": 0.1, "9": 0.15, "9.3": 0.3}),
    Marker.of("vWA", {"14": 0.1, "15": 0.1, "16": 0.2, "17": 0.3, "18": 0.2, "19": 0.1}),
    Marker.of("D21S11", {"28": 0.2, "29": 0.2, "30": 0.3, "30.2": 0.1, "31": 0.1, "32.2": 0.1}),
    Marker.of("D3S1358", {"14": 0.1, "15": 0.3, "16": 0.3, "17": 0.2, "18": 0.1}),
    Marker.of("TPOX", {"8": 0.6, "11": 0.4}),
    Marker.of("FGA", {"20": 0.2, "21": 0.2, "22": 0.2, "23": 0.2, "24": 0.1, "25": 0.1}),
    Marker.of("D7S820", {"8": 0.2, "9": 0.2, "10": 0.3, "11": 0.3}),
)
MADE = Population.of("made", MARKERS)
RATES = Rates(0.01, 1e-4, 0.1), Rates(0.03, 1e-4, 0.2)
MODELS = {
    "none": MutationModel(),
    "equal": MutationModel(Kind.EQUAL, *RATES),
    "proportional": MutationModel(Kind.PROPORTIONAL, *RATES),
    "extended": MutationModel(Kind.EXTENDED, *RATES),
    "reversible": MutationModel(Kind.EXTENDED, *RATES, Stationary.METROPOLIS_SCALED),
}
MIXED = CampaignRates(
    male=0.6, two_missing=0.5, partial=0.5, dropout=0.3, fragmented=0.3, mislabelled=0.1,
    non_paternity=0.1,
)  # fmt: skip
"""Everything that is rare in a campaign, often: all shapes come in a few hundred families."""


@cache
def campaign(remains: int, families: int, seed: int) -> Campaign:
    return make_campaign(
        remains, families, seed, population=MADE, rates=MIXED, mutation=MODELS["extended"]
    )


def wanted_of(made: Campaign, numbers: Sequence[int]) -> list[Wanted]:
    families = [made.family(number) for number in numbers]
    return [Wanted(each, missing) for each in families for missing in each.missing]


def remains_of(made: Campaign, numbers: Sequence[int]) -> list[Profile]:
    return [made.remains(number) for number in numbers]


def computing_on(
    model: str = "extended",
    *,
    theta: float = 0.0,
    markers: Sequence[str] | None = None,
    **settings: Any,
) -> Computation:
    """The likelihood engine on the markers of these campaigns."""
    population = replace(MADE, theta=theta)
    return Computation(Panel.of(population, Settings(MODELS[model], **settings), markers))


def one_of_each_shape(made: Campaign) -> list[int]:
    """For each shape of the campaign, one family."""
    return [int(group.numbers[0]) for group in made.groups]


def by_engine(computation: Computation, wanted: Wanted, remains: Profile) -> Vector:
    """The ratio at each marker as the likelihood engine has it; nan where the references
    contradict each other."""
    pair = missing_is_remains(wanted.family, wanted.missing)
    profiles = {**wanted.family.profiles, REMAINS: remains}
    first, second = (computation.likelihoods(each, profiles) for each in (pair.first, pair.second))
    return first.over(second)


def by_tables(tables: Tables, remains: Sequence[Profile]) -> Vector:
    """The natural logarithm of the ratio (remains, family, marker) as the search has it."""
    rows, places = rows_of(tables.panel, remains)
    made = scores(rows, np.ascontiguousarray(tables.ratios.T), np.zeros((0, len(tables.ratios))))
    return made.exact[places].transpose(0, 2, 1)


def held_to_engine(
    computation: Computation, wanted: Sequence[Wanted], remains: Sequence[Profile]
) -> Tables:
    """Tables of families, every pair and marker of which is that of the engine to 1e-9."""
    tables = build_tables(computation, wanted)
    found = by_tables(tables, remains)
    for body, profile in enumerate(remains):
        read = np.array([_read(profile, name) for name in tables.panel.names])
        for number, each in enumerate(wanted):
            ratios = by_engine(computation, each, profile)
            assert (tables.bad[number] == np.isnan(ratios)).all()
            expected = np.where(tables.bad[number] | ~read, 1.0, ratios)
            assert np.exp(found[body, number]) == pytest.approx(expected, rel=1e-9, abs=0)
    return tables


def _read(profile: Profile, name: str) -> bool:
    return name in profile.observations and profile.observations[name].usable


def brute(tables: Tables, remains: Sequence[Profile]) -> Vector:
    """The sum of every pair (remains, family) in 64 bits, marker by marker in their order."""
    rows, places = rows_of(tables.panel, remains)
    exact = scores(
        rows, np.ascontiguousarray(tables.ratios.T), np.zeros((0, len(tables.ratios)))
    ).exact
    found = np.zeros((len(remains), len(tables.ratios)))
    for column in places.T:
        found += exact[column]
    return found

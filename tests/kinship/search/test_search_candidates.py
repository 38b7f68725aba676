"""Candidates: the posterior by its formula, mismatches as the engine flags them, nothing lost."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from searching import campaign, computing_on, remains_of, wanted_of

from repatria.base.errors import ValueProblem
from repatria.kinship.comparison import compare
from repatria.kinship.hypothesis import REMAINS, missing_is_remains
from repatria.kinship.likelihood import Computation
from repatria.kinship.profile import Profile
from repatria.kinship.result import Flag
from repatria.kinship.search.candidates import (
    Candidate,
    candidates,
    check_prior,
    posteriors,
    shares_of,
)
from repatria.kinship.search.groups import Wanted
from repatria.kinship.search.search import search
from repatria.kinship.search.tables import build_tables
from repatria.kinship.settings import Linkage

MADE = campaign(30, 60, 8)
WANTED = wanted_of(MADE, range(60))
BODIES = remains_of(MADE, range(30))


def listed(
    computation: Computation,
    wanted: list[Wanted],
    bodies: list[Profile],
    prior: float = 0.5,
    keep: int = 3,
    threshold: float = 100.0,
) -> tuple[Candidate, ...]:
    tables = build_tables(computation, wanted)
    found = search(tables, bodies, threshold=math.log(threshold), keep=keep)
    return candidates(found, computation, wanted, bodies, prior)


def test_one_candidate_has_the_posterior_of_bayes() -> None:
    (found,) = posteriors(np.array([math.log(1e6)]), np.array([0.5 / 1000]), 0.5)
    assert found == pytest.approx(1e6 * 0.0005 / (1e6 * 0.0005 + 0.5))


def test_two_brothers_share() -> None:
    found = posteriors(np.array([300.0, 300.0]), np.array([0.001, 0.001]), 0.5)
    assert found == pytest.approx([0.5, 0.5])


@given(
    st.lists(st.floats(-2_000, 2_000), min_size=1, max_size=8),
    st.floats(1e-6, 0.998),
    st.integers(8, 10**6),
)
def test_posteriors_are_bayes_rule_whatever_the_size(
    values: list[float], prior: float, missing: int
) -> None:
    shares = np.full(len(values), prior / missing)
    found = posteriors(np.array(values), shares, 1 - prior)
    assert (found >= 0).all()
    assert found.sum() <= 1 + 1e-12
    if max(map(abs, values)) < 600:
        whole = math.fsum(prior / missing * math.exp(each) for each in values) + 1 - prior
        expected = [prior / missing * math.exp(each) / whole for each in values]
        assert found == pytest.approx(expected, rel=1e-9, abs=1e-300)
    higher = posteriors(np.array(values), shares * (1 + 1e-3), 1 - prior * (1 + 1e-3))
    assert higher.sum() >= found.sum() - 1e-12


@pytest.mark.parametrize("prior", [0, 1, -0.1, 2, math.nan, math.inf])
def test_a_prior_that_is_none_is_refused(prior: float) -> None:
    with pytest.raises(ValueProblem, match="lies between 0 and 1"):
        check_prior(prior)


def test_the_prior_is_shared_by_persons_and_then_by_readings() -> None:
    one, two = WANTED[0], WANTED[1]
    shares = shares_of([one, replace(two, reading=1), replace(two, reading=2)], 0.6)
    assert shares == pytest.approx([0.3, 0.15, 0.15])


def test_two_readings_of_a_family_are_one_person() -> None:
    """As many ways to read a label leave the posterior where it is, if all say the same."""
    computation = computing_on("none")
    once = listed(computation, WANTED, BODIES)
    best = max(once, key=lambda each: each.posterior)
    at = next(n for n, each in enumerate(WANTED) if each.missing == best.missing)
    both = [replace(WANTED[at], reading=1), replace(WANTED[at], reading=2)]
    twice = listed(computation, [*WANTED[:at], *both, *WANTED[at + 1 :]], BODIES)
    found = [each for each in twice if (each.remains, each.missing) == (best.remains, best.missing)]
    assert [each.reading for each in found] == [1, 2]
    assert [each.posterior for each in found] == pytest.approx([best.posterior] * 2)


def test_every_pair_that_was_kept_is_listed_once_with_its_ranks() -> None:
    computation = computing_on("reversible")
    tables = build_tables(computation, WANTED)
    found = search(tables, BODIES, threshold=math.log(100), keep=3)
    made = candidates(found, computation, WANTED, BODIES, 0.5)
    codes = [each.sample for each in BODIES]
    missing = [each.missing for each in WANTED]
    pairs = [(codes.index(each.remains), missing.index(each.missing)) for each in made]
    expected = {(int(a), int(b)) for a, b in found.pairs}
    # Among the best only what is likelier than by chance, and the best of each remains.
    expected |= {
        (a, int(b))
        for a, row in enumerate(found.families_of)
        for rank, b in enumerate(row)
        if b >= 0 and (rank == 0 or found.best_of_remains[a, rank] > 0)
    }
    expected |= {
        (int(a), b)
        for b, row in enumerate(found.remains_of)
        for rank, a in enumerate(row)
        if a >= 0 and found.best_of_family[b, rank] > 0
    }
    assert len(pairs) == len(set(pairs))
    assert set(pairs) == expected
    for at, each in zip(pairs, made, strict=True):
        row = found.remains_of[at[1]].tolist()
        assert each.rank_of_family == (row.index(at[0]) + 1 if at[0] in row else 0)
        assert each.family == WANTED[at[1]].family.name
    for body in range(len(BODIES)):
        own = [each for at, each in zip(pairs, made, strict=True) if at[0] == body]
        assert [each.rank for each in own] == list(range(1, len(own) + 1))
        assert [each.log10 for each in own] == sorted((each.log10 for each in own), reverse=True)


@pytest.mark.parametrize(
    ("model", "more"),
    [("none", {}), ("reversible", {}), ("extended", {"silent": 0.01}), ("equal", {"theta": 0.01})],
    ids=["none", "reversible", "silent", "theta"],
)
def test_mismatches_are_those_that_the_engine_flags(model: str, more: dict[str, float]) -> None:
    markers = ("TPOX", "D7S820", "TH01", "vWA", "FGA")[: 3 if "theta" in more else 5]
    computation = computing_on(model, markers=markers, linkage=Linkage.FLAG, **more)
    wanted, bodies = (WANTED[:12], BODIES[:8]) if more else (WANTED[:30], BODIES[:15])
    made = listed(computation, wanted, bodies, keep=20)
    by_missing = {each.missing: each for each in wanted}
    by_sample = {each.sample: each for each in bodies}
    for each in made:
        looked = by_missing[each.missing]
        pair = missing_is_remains(looked.family, looked.missing)
        profiles = {**looked.family.profiles, REMAINS: by_sample[each.remains]}
        found = compare(computation, pair, profiles)
        flagged = (*found.flagged(Flag.MUTATION), *found.flagged(Flag.EXCLUDED))
        assert {one.marker for one in flagged} == set(each.mismatches)
        if found.log10 is not None:
            assert each.log10 == pytest.approx(found.log10, abs=1e-9)
    if not more:
        assert any(each.mismatches for each in made) == (model != "none")
    assert any(not each.mismatches for each in made)


def test_markers_counted_are_those_read_and_used() -> None:
    made = listed(computing_on("none", markers=("TPOX", "TH01")), WANTED, BODIES)
    by_sample = {each.sample: each.observations for each in BODIES}
    for each in made:
        assert each.markers == len({"TPOX", "TH01"} & by_sample[each.remains].keys())


def test_the_sentence_tells_ratio_and_mutations() -> None:
    one = Candidate("B1", "M1", "F1", 0, 6.0, 0.9, 1, 1, 20, ("TH01", "vWA"))
    assert one.sentence == (
        "The readings of B1 are 1.00 × 10^6 times as probable if they are M1 of family F1; "
        "a mutation is needed at TH01, vWA."
    )
    assert "mutation" not in replace(one, mismatches=()).sentence

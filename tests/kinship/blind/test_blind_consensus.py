"""Several samples as one profile, which says what they say together."""

from __future__ import annotations

import math
from itertools import product

import pytest
from blind_making import engine, panel_of, profile, samples_of, seen
from hypothesis import given, settings
from hypothesis import strategies as st

from repatria.base.errors import ValueProblem
from repatria.kinship.blind.consensus import consensus
from repatria.kinship.profile import Observation, Profile, Reading

RULES = [
    ("10/11 10/11", "10/11"),
    ("10/11 10/? 11/any", "10/11"),
    ("10/? 11/?", "10/11"),
    ("10/? 11/any", "10/11"),
    ("10/any 11/any", "10/11"),
    ("10/? 10/?", "10/?"),
    ("10/? 10/any", "10/?"),
    ("10/any 10/any", "10/any"),
    ("10/10 10/?", "10/10"),
    ("10/10 10/11", None),
    ("10/11 12/?", None),
    ("10/10 11/any", None),
    ("10/? 11/? 12/?", None),
]


@pytest.mark.parametrize(("texts", "expected"), RULES)
def test_the_rules(texts: str, expected: str | None) -> None:
    samples = [profile(f"R{at}", L=text) for at, text in enumerate(texts.split())]
    found = consensus(samples, 0.1)
    assert found.profile.observations.get("L") == (seen(expected) if expected else None)
    assert found.contradictory == (() if expected else ("L",))
    assert bool(found.notes) is (expected is None)


def test_a_contradiction_is_told_with_all_readings() -> None:
    found = consensus([profile("B", L="10/11"), profile("A", L="12/?")], 0.1)
    assert found.notes == ("L: no genotype explains all readings (A 12/(?); B 10/11); left out",)
    assert found.profile.sample == "A+B"


def test_readings_for_review_are_named_and_kept_where_nothing_else_is() -> None:
    three = Observation(("10", "11", "12"), Reading.REVIEW)
    one, other = Profile("A", {"L": three, "M": three}), profile("B", L="10/11")
    found = consensus([one, other], 0.1, "person 1")
    assert found.profile.sample == "person 1"
    assert found.profile.observations == {"L": seen("10/11"), "M": three}
    assert found.notes == (
        "L: for review in A; not used",
        "M: for review in A; not used",
    )


def test_without_dropout_a_single_allele_is_both_copies() -> None:
    found = consensus([profile("A", 0.0, L="10/?"), profile("B", 0.0, L="11/?")], 0.1)
    assert found.contradictory == ("L",)
    found = consensus([profile("A", 0.0, L="10/?"), profile("B", L="10/?")], 0.1)
    assert found.profile.observations["L"] == seen("10/10")


def test_a_consensus_of_nothing_is_refused() -> None:
    with pytest.raises(ValueProblem, match="needs a profile"):
        consensus([], 0.1)


PANELS = {theta: panel_of(theta=theta) for theta in (0.0, 0.02)}
READ = ["10/10", "10/11", "10/?", "11/?", "10/any", "11/any"]


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.sampled_from(READ), min_size=1, max_size=3),
    st.lists(st.sampled_from((0.05, 0.2, 0.6)), min_size=3, max_size=3),
    st.sampled_from(sorted(PANELS)),
)
def test_a_consensus_says_what_all_samples_say(
    texts: list[str], chances: list[float], theta: float
) -> None:
    """At one marker, against another sample: the ratio by the consensus is that by all samples."""
    panel = PANELS[theta]
    samples = [
        profile(f"R{at}", chance, L=text)
        for at, (text, chance) in enumerate(zip(texts, chances, strict=False))
    ]
    codes = tuple(each.sample for each in samples)
    possible = engine(panel, samples_of(codes), *samples) > -math.inf
    made = consensus(samples, 0.1, "all")
    assert possible is not bool(made.contradictory)
    if not possible:
        return
    for text in ("10/10", "10/11", "10/12", "11/?"):
        other = profile("other", 0.3, L=text)
        exact = engine(panel, samples_of((*codes, "other")), *samples, other) - engine(
            panel, samples_of(codes, ("other",)), *samples, other
        )
        found = engine(panel, samples_of(("all", "other")), made.profile, other) - engine(
            panel, samples_of(("all",), ("other",)), made.profile, other
        )
        assert found == pytest.approx(exact, rel=1e-9, abs=1e-9)


def test_the_chance_of_several_markers_is_the_largest() -> None:
    """L was read once with 0.2, M twice: d/(1+d) = (0.2/1.2)², d = 1/35."""
    one, other = profile("A", 0.2, L="10/?", M="10/?"), profile("B", 0.2, M="10/?")
    assert consensus([one, other], 0.1).profile.dropout == pytest.approx(0.2)
    less = consensus([profile("A", 0.2, M="10/?"), other], 0.1)
    assert less.profile.dropout == pytest.approx(1 / 35)


def test_no_order_changes_a_consensus() -> None:
    samples = [profile("A", L="10/?"), profile("B", L="11/any"), profile("C", M="12/12")]
    first = consensus(samples, 0.1)
    for one, two, three in product(samples, repeat=3):
        if len({one.sample, two.sample, three.sample}) == 3:
            assert consensus([one, two, three], 0.1) == first

"""Totals that differ only by what differs on a leg already."""

from __future__ import annotations

from typing import Any

import pytest
from statements_sums import examined, handed

from builders import (
    MIDLAND,
    NORTH,
    NORTH_HQ,
    NORTH_MINISTRY,
    SOUTH,
    SOUTH_HQ,
    both,
    count,
    total,
)
from repatria.statements.claim import Claim
from repatria.statements.contradiction import ContradictionKind
from repatria.statements.examine import Examination
from repatria.statements.quantity import Interval
from repatria.statements.vocabulary import Category, Per, Unit

Kinds = ContradictionKind
COVERS = "2025-06-11..2025-06-16"
LEGS = [*handed("2025-06-11", 100), *handed("2025-06-14", 50, 52), *handed("2025-06-16", 80, 75)]


def between(found: Examination) -> list[frozenset[str]]:
    """The pairs of totals that differ and no leg explains."""
    return [
        frozenset(item.claims)
        for item in found.contradictions
        if item.reasons[0].code == "totals_differ"
    ]


def test_a_gap_carried_forward_is_one_disagreement_laid_on_its_legs() -> None:
    giver, receiver = total(230, NORTH_HQ, COVERS), total(227, SOUTH_HQ, COVERS)
    found = examined(LEGS, giver, receiver)
    (one,) = found.carried
    assert (one.giver, one.receiver) == (giver.id, receiver.id)
    assert [leg.exchange for leg in one.legs] == ["E2025-06-14", "E2025-06-16"]
    assert one.reason.get("giver") == Interval(230, 230)
    assert between(found) == []


def test_totals_that_no_leg_explains_are_a_contradiction_of_their_own() -> None:
    giver, receiver = total(700, NORTH_HQ, COVERS), total(690, SOUTH_HQ, COVERS)
    # Numbers are withheld on one leg, so that either total may be.
    open_leg = [*handed("2025-06-12", None), count("not stated", SOUTH_HQ,
                exchange="E2025-06-12", on="2025-06-12")]  # fmt: skip
    found = examined(LEGS, open_leg, giver, receiver)
    assert between(found) == [frozenset((giver.id, receiver.id))]
    (one,) = (item for item in found.contradictions if item.reasons[0].code == "totals_differ")
    assert (one.kind, one.where) == (Kinds.BETWEEN_SIDES, "NORTH>SOUTH")
    assert one.reasons[0].get("gap") == 10


def test_totals_that_are_told_of_already_are_not_told_of_twice() -> None:
    giver, receiver = total(900, NORTH_HQ, COVERS), total(227, SOUTH_HQ, COVERS)
    found = examined(LEGS, giver, receiver)
    assert between(found) == []
    assert {item.kind for item in found.contradictions if giver.id in item.claims} == {
        Kinds.MISSING_EVENT
    }


def test_what_is_told_of_one_direction_is_no_excuse_for_the_other() -> None:
    back = {"giver": SOUTH, "receiver": NORTH}
    two = total(700, NORTH_HQ, COVERS, both=True)
    other = total(690, SOUTH_HQ, COVERS, **back)
    found = examined(LEGS, two, other)
    assert {item.where for item in found.contradictions if two.id in item.claims} >= {
        "NORTH>SOUTH",
        "SOUTH>NORTH",
    }


def test_a_direction_without_a_leg_has_totals_that_differ_too() -> None:
    back: dict[str, Any] = {"giver": SOUTH, "receiver": NORTH, "category": Category.LIVING}
    giver, receiver = (
        total(n, speaker, "2022..2025-06-16", **back)
        for n, speaker in (("at least 50", SOUTH_HQ), (40, NORTH_HQ))
    )
    assert between(examined(LEGS, giver, receiver)) == [frozenset((giver.id, receiver.id))]


def test_totals_that_meet_are_no_pair() -> None:
    found = examined(LEGS, total("about 230", NORTH_HQ, COVERS), total(227, SOUTH_HQ, COVERS))
    assert found.carried == ()
    assert between(found) == []


@pytest.mark.parametrize(
    "other",
    [
        {"covers": "2025-06-12..2025-06-16"},
        {"covers": "2025-06-11..", "on": "2025-06-15"},
        {"counting": "exchanges-only/1"},
        {"unit": Unit.CONTAINER},
        {"category": Category.LIVING},
        {"per": Per.TOTAL, "both": True},
        {"speaker": MIDLAND},
        {"value": "not stated"},
    ],
    ids=lambda other: "_".join(other),
)
def test_totals_of_different_things_are_no_pair(other: dict[str, Any]) -> None:
    told = {"value": 227, "speaker": SOUTH_HQ, "covers": COVERS, **other}
    found = examined(LEGS, total(230, NORTH_HQ, COVERS), total(**told))
    assert found.carried == ()
    assert between(found) == []


def test_a_period_without_an_end_ends_when_it_was_said() -> None:
    giver = total(230, NORTH_HQ, "2025-06-11..", on="2025-06-16")
    receiver = total(227, SOUTH_HQ, "2025-06-11..", on="2025-06-16")
    later = handed("2025-06-20", 9, 5)
    found = examined(LEGS, later, giver, receiver)
    assert [(item.giver, item.receiver) for item in found.carried] == [(giver.id, receiver.id)]


def test_repeating_a_total_makes_no_second_disagreement() -> None:
    givers = [total(230, NORTH_HQ, COVERS, on=f"2025-06-{n}") for n in (16, 17, 18)]
    receivers = [total(227, SOUTH_HQ, COVERS, on=f"2025-06-{n}") for n in (16, 17)]
    found = examined(LEGS, givers, receivers)
    assert [(item.giver, item.receiver) for item in found.carried] == [
        (givers[0].id, receivers[0].id)
    ]
    other = total(230, NORTH_MINISTRY, COVERS)
    assert len(examined(LEGS, givers, receivers, other).carried) == 2


def test_a_number_for_both_directions_is_no_side_s_total() -> None:
    claim: Claim = both(230, NORTH_HQ)
    assert examined(LEGS, claim).carried == ()

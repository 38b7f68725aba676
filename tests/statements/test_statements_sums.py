"""Totals of both directions, and what a failed check is as a contradiction."""

from __future__ import annotations

from typing import Any

import pytest
from statements_sums import check, codes, examined, handed, on_totals

from builders import MIDLAND, NORTH, NORTH_HQ, SOUTH, SOUTH_HQ, SOUTH_MINISTRY, claim, count, total
from repatria.statements.claim import Claim
from repatria.statements.contradiction import ContradictionKind
from repatria.statements.counting import OUTSIDE
from repatria.statements.quantity import Interval
from repatria.statements.series import SeriesKey
from repatria.statements.sums import is_total, keys_of
from repatria.statements.total_check import Outcome
from repatria.statements.vocabulary import ClaimKind, Per, Track, Unit

COVERS = "2025-06-11..2025-06-14"
BACK = {"giver": SOUTH, "receiver": NORTH}


def back(number: int, on: str, **rest: Any) -> Claim:
    return count(number, SOUTH_HQ, exchange=f"E{on}", on=on, **BACK, **rest)


LEGS = [
    *handed("2025-06-11", 100, None),
    back(20, "2025-06-11"),
    *handed("2025-06-14", 50, None),
    back(30, "2025-06-14"),
]
# The other side's word on each leg, so that its sums are closed too.
OTHERS = [
    count(100, SOUTH_HQ, exchange="E2025-06-11", on="2025-06-11"),
    count(50, SOUTH_HQ, exchange="E2025-06-14", on="2025-06-14"),
    count(20, NORTH_HQ, exchange="E2025-06-11", on="2025-06-11", **BACK),
    count(30, NORTH_HQ, exchange="E2025-06-14", on="2025-06-14", **BACK),
]


def together(value: int | str, covers: str | None = COVERS, **rest: Any) -> Claim:
    return total(value, MIDLAND, covers, both=True, per=Per.TOTAL, **rest)


def test_a_number_for_both_directions_together() -> None:
    found = check(together(200), LEGS, OTHERS)
    assert (found.outcome, found.derived, found.where) == (Outcome.FITS, Interval(200, 200), "")
    assert found.reasons[0].get("legs") == 4
    off = together(210)
    result = examined(off, LEGS, OTHERS)
    (one,) = on_totals(result, off)
    assert one.kind is ContradictionKind.TOTAL
    (failed,) = result.totals
    assert (failed.residual, codes(failed)) == ((10, 10), ["total_exceeds"])


def test_a_side_without_a_number_leaves_both_open() -> None:
    assert codes(check(together(300), LEGS)) == ["total_not_excluded"]


@pytest.mark.parametrize(
    ("rest", "code"),
    [
        ({"value": "not stated"}, "total_no_number"),
        ({"covers": None, "on": "2025-06-14"}, "total_no_period"),
        ({"covers": "2022..2025-06-14"}, "total_no_period"),
        ({"counting": "mediated by Midland"}, "total_own_rule"),
        ({"unit": Unit.CONTAINER}, "total_unit"),
    ],
)
def test_why_a_number_for_both_is_not_checked(rest: dict[str, Any], code: str) -> None:
    assert codes(check(together(**{"value": 200, **rest}), LEGS)) == [code]


def test_a_rule_named_for_both_is_followed() -> None:
    outside = [
        count(7, speaker, exchange="E2025-06-14", on="2025-06-14", counting=OUTSIDE)
        for speaker in (NORTH_HQ, SOUTH_HQ)
    ]
    legs = [*LEGS, *OTHERS, *outside]
    for number, rule in ((200, "exchanges-only/1"), (207, "all-returned/1")):
        assert check(together(number, counting=rule), legs).outcome is Outcome.FITS


def test_a_total_for_each_side_is_checked_in_both_directions() -> None:
    claim = total(150, NORTH_HQ, COVERS, both=True)
    found = {c.where: c.outcome for c in examined(claim, LEGS, OTHERS).totals}
    assert found == {"NORTH>SOUTH": Outcome.FITS, "SOUTH>NORTH": Outcome.RESIDUAL}


def test_a_total_without_a_direction_is_checked_in_none() -> None:
    for rest in ({"giver": ""}, {"receiver": "", "both": True, "per": Per.TOTAL}):
        found = examined(total(5, NORTH_HQ, COVERS, **rest), LEGS)
        assert {check.where for check in found.totals} <= {""}


def test_own_side_s_totals_of_the_same_direction_stand_beside_the_other_side_s_sum() -> None:
    legs = [*handed("2025-06-11", 100, 90), back(100, "2025-06-11")]
    covers = "2025-06-11"
    there = total(90, SOUTH_HQ, covers)
    way_back = total(90, SOUTH_HQ, covers, **BACK)
    wrong = total(100, SOUTH_MINISTRY, covers, both=True)
    (one,) = (
        item
        for item in on_totals(examined(legs, there, way_back, wrong), wrong)
        if item.kind is ContradictionKind.INSIDE_SIDE
    )
    assert set(one.claims) == {wrong.id, there.id}


def test_totals_count_people_or_remains() -> None:
    assert is_total(total(5, NORTH_HQ, COVERS))
    assert not is_total(total(5, NORTH_HQ, COVERS, unit=Unit.PERCENT))
    assert not is_total(claim(ClaimKind.COUNT, 5, NORTH_HQ))


def test_the_series_of_a_total() -> None:
    one = SeriesKey(NORTH, SOUTH, Track.REMAINS)
    assert keys_of(total(5, NORTH_HQ, COVERS)) == (one,)
    assert keys_of(together(5)) == (one, SeriesKey(SOUTH, NORTH, Track.REMAINS))
    assert keys_of(total(5, NORTH_HQ, COVERS, giver="")) == ()

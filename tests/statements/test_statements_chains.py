"""An earlier total, and what was handed over since."""

from __future__ import annotations

from itertools import permutations
from typing import Any

import pytest
from statements_sums import check, codes, examined, handed, on_totals

from builders import (
    MIDLAND,
    MISSION,
    NORTH_HQ,
    NORTH_MINISTRY,
    SOUTH_HQ,
    count,
    day,
    total,
)
from repatria.statements.chains import Chains
from repatria.statements.claim import Claim, Speaker
from repatria.statements.contradiction import ContradictionKind
from repatria.statements.counting import OUTSIDE
from repatria.statements.quantity import Interval
from repatria.statements.total_check import Outcome
from repatria.statements.vocabulary import Category, Per, Unit

BEGINS = day("2025-05-06")
MAY = [
    *handed("2025-05-06", 205),
    *handed("2025-05-23", 390),
    *handed("2025-05-24", 307),
    *handed("2025-05-25", 303),
]


def since_the_war(value: int | str, until: str, speaker: Speaker = SOUTH_HQ, **rest: Any) -> Claim:
    return total(value, speaker, f"2022-02-24..{until}", **rest)


BEFORE = since_the_war(4757, "2025-05-06")


def test_an_earlier_total_and_what_was_added_make_the_later_one() -> None:
    later = since_the_war(5757, "2025-05-25")
    found = check(later, MAY, BEFORE)
    assert (found.outcome, found.derived) == (Outcome.CHAINED, Interval(5757, 5757))
    assert codes(found) == ["chain", "chain_fits"]
    assert found.reasons[0].get("previous") == 4757
    assert str(found.reasons[0].get("until")) == "2025-05-06"


def test_a_chain_that_breaks_names_the_residual_and_asks_for_an_event() -> None:
    later = since_the_war(5800, "2025-05-25")
    found = check(later, MAY, BEFORE)
    assert (found.outcome, found.residual) == (Outcome.RESIDUAL, (43, 43))
    assert codes(found) == ["chain", "chain_breaks", "missing_event"]
    (one,) = on_totals(examined(later, MAY, BEFORE), later)
    assert one.kind is ContradictionKind.MISSING_EVENT


def test_a_chain_fits_only_by_the_rule_that_leaves_out_those_outside() -> None:
    outside = count(22, SOUTH_HQ, exchange="E2025-05-24", on="2025-05-24", counting=OUTSIDE)
    found = check(since_the_war(5757, "2025-05-25"), MAY, outside, BEFORE)
    assert (found.outcome, found.rule) == (Outcome.CHAINED, "exchanges-only/1")
    assert codes(found) == [
        "chain",
        "chain_fits",
        "total_rule",
        "rule_residual",
        "residual_outside",
    ]
    assert found.reasons[3].get("residual") == -22


def test_a_leg_without_a_number_leaves_the_chain_open() -> None:
    silent = handed("2025-05-26", None)
    word = count("not stated", SOUTH_HQ, exchange="E2025-05-26", on="2025-05-26")
    found = check(since_the_war(6000, "2025-05-26"), MAY, silent, word, BEFORE)
    assert codes(found) == ["chain", "chain_not_excluded"]


def test_totals_without_an_end_continue_each_other_by_the_day_they_were_said() -> None:
    first = total(4757, SOUTH_HQ, "2022-02-24..", on="2025-05-06")
    later = total(5757, SOUTH_HQ, "2022-02-24..", on="2025-05-25")
    found = check(later, MAY, first)
    assert found.outcome is Outcome.CHAINED
    assert found.reasons[0].get("until") == day("2025-05-06")


# Which total is continued.


def previous(claim: Claim, *totals: Claim) -> Claim | None:
    found = {Chains(order).previous(claim, BEGINS) for order in permutations(totals)}
    assert len(found) == 1
    return found.pop()


def test_the_speaker_s_own_before_its_party_s_before_anybody_s() -> None:
    later = since_the_war(5757, "2025-05-25", NORTH_HQ)
    own = since_the_war(1, "2025-05-01", NORTH_HQ)
    party = since_the_war(2, "2025-05-10", NORTH_MINISTRY)
    third = since_the_war(3, "2025-05-20", MIDLAND)
    assert previous(later, third, party, own) is own
    assert previous(later, third, party) is party
    assert previous(later, third) is third
    assert previous(later) is None


def test_the_latest_of_its_kind() -> None:
    later = since_the_war(5757, "2025-05-25")
    told = [since_the_war(n, f"2025-05-{n:02d}") for n in (3, 9, 6)]
    assert previous(later, *told) is told[1]


def test_nobody_s_total_is_preferred_by_name() -> None:
    later = since_the_war(5757, "2025-05-25")
    told = since_the_war(4000, "2025-05-06", MIDLAND), since_the_war(4100, "2025-05-06", MISSION)
    swapped = since_the_war(4100, "2025-05-06", MIDLAND), since_the_war(4000, "2025-05-06", MISSION)
    found = previous(later, *told), previous(later, *swapped)
    assert [one and one.interval for one in found] == [Interval(4100, 4100)] * 2


@pytest.mark.parametrize(
    "other",
    [
        {"until": "2025-05-25"},
        {"until": "2025-06-01"},
        {"value": "about 4,757"},
        {"value": "not stated"},
        {"counting": OUTSIDE},
        {"unit": Unit.CONTAINER},
        {"per": Per.TOTAL, "both": True},
        {"category": Category.LIVING},
    ],
    ids=lambda other: "_".join(map(str, other.values())),
)
def test_what_a_total_does_not_continue(other: dict[str, Any]) -> None:
    later = since_the_war(5757, "2025-05-25")
    assert previous(later, since_the_war(**{"value": 4757, "until": "2025-05-06", **other})) is None


def test_only_totals_of_one_beginning_continue_each_other() -> None:
    later = since_the_war(5757, "2025-05-25")
    near, far = (total(4757, SOUTH_HQ, f"{start}..2025-05-06") for start in ("2022-03", "2022-06"))
    assert previous(later, near) is near
    assert previous(later, far) is None
    no_start = total(4757, SOUTH_HQ, "..2025-05-06")
    assert previous(later, no_start) is None
    assert previous(total(5757, SOUTH_HQ, "..2025-05-25"), no_start) is no_start


def test_a_total_that_begins_within_the_record_is_no_earlier_link() -> None:
    later = since_the_war(5757, "2025-05-25")
    inside = total(205, SOUTH_HQ, "2025-05-06..2025-05-06")
    assert previous(later, inside) is None


def test_what_was_removed_is_no_longer_continued() -> None:
    later, first = since_the_war(5757, "2025-05-25"), since_the_war(1, "2025-05-01")
    second = since_the_war(2, "2025-05-02")
    chains = Chains([first, second])
    chains.remove(second)
    assert chains.previous(later, BEGINS) is first
    chains.remove(since_the_war("about 3", "2025-05-03"))
    chains.remove(first)
    assert chains.previous(later, BEGINS) is None

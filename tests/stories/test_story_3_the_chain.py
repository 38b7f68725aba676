"""Story 3. The chain: totals since March 2018 reconcile by one counting rule and by no other."""

from __future__ import annotations

import pytest

from stories.telling import (
    check,
    contradictions,
    given_the_file,
    lies_on,
    reasons,
    rests_on,
    sentences,
    the_contradiction,
    when_checked,
    when_opened,
    when_reported,
)

pytestmark = pytest.mark.django_db(databases="__all__")
EXCHANGES_ONLY = ["ref", "rule", "exchanges-only/1"]
ALL_RETURNED = ["ref", "rule", "all-returned/1"]
YEAR = {"since": "2021-01-01", "until": "2021-05-31"}


@pytest.fixture(autouse=True)
def given(db: None) -> None:
    given_the_file("chain.yaml")


def test_the_totals_reconcile_when_those_outside_the_exchange_are_left_out() -> None:
    told = when_checked()
    first, second = check(told, "since-2018-b"), check(told, "since-2018-c")
    assert (first["outcome"], first["low"], first["high"]) == ("chained", 2800, 2800)
    assert (second["outcome"], second["low"], second["high"]) == ("chained", 2895, 2895)
    assert reasons(first)["total_rule"]["rule"] == EXCHANGES_ONLY

    row = when_opened("/", **YEAR).at("claim-since-2018-b").text
    assert "exchanges-only/1" in row
    assert "people returned outside the exchange are left out" in row


def test_by_the_other_rule_the_residual_is_named() -> None:
    first = check(when_checked(), "since-2018-b")
    assert reasons(first)["rule_residual"] == {"rule": ALL_RETURNED, "residual": -40}
    assert reasons(first)["residual_outside"]["residual"] == 40

    row = when_opened("/", **YEAR).at("claim-since-2018-b").text
    assert "would be left over" in row
    assert "returned outside the exchange on: 19 March 2021, 20 April 2021" in row


def test_whoever_says_that_everybody_is_counted_is_contradicted_by_exactly_those() -> None:
    told = when_checked()
    assert check(told, "everybody-b")["outcome"] == "residual"
    total = the_contradiction(told, "total")
    assert rests_on(total) == ["everybody-b"]
    assert lies_on(total) == ["X3 NORTH>SOUTH", "X4 NORTH>SOUTH"]
    assert "those returned outside the exchange" in sentences(total)

    page = when_opened(f"/contradictions/{total['key']}")
    assert "The residual of 40 are those returned outside the exchange" in page.text


def test_a_residual_that_fits_no_known_event_asks_for_a_missing_one() -> None:
    for told in (when_checked(), when_reported("2021-05-01", "2021-05-31")):
        assert check(told, "since-2018-d")["outcome"] == "residual"
        missing = the_contradiction(told, "missing_event")
        assert rests_on(missing) == ["since-2018-d"]
        assert not lies_on(missing)
        assert reasons(missing)["missing_event"]["residual"] == ["interval", 61, 61]
        assert "an event is missing from the record, or from the total" in sentences(missing)

    page = when_opened("/contradictions", kind="missing_event")
    assert "A residual of 61 fits nothing that is known" in page.text


def test_when_the_missing_event_is_found_the_chain_closes() -> None:
    given_the_file("the_missing_event.yaml")
    told = when_checked()
    assert check(told, "since-2018-d")["outcome"] == "chained"
    assert not contradictions(told, "missing_event")
    assert "fits nothing that is known" not in when_opened("/contradictions").text


def test_and_what_was_known_before_stays_as_it_was() -> None:
    given_the_file("the_missing_event.yaml")
    told = when_checked(as_known="2021-07-09")
    assert rests_on(the_contradiction(told, "missing_event")) == ["since-2018-d"]
    assert not contradictions(when_checked(as_known="2021-07-10"), "missing_event")

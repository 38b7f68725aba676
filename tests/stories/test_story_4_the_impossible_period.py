"""Story 4. The impossible period: 1,400 "since July" cannot be; "since June" they can."""

from __future__ import annotations

import pytest

from stories.telling import (
    check,
    given_the_file,
    reasons,
    rests_on,
    sentences,
    the_contradiction,
    when_checked,
    when_opened,
    when_reported,
)

pytestmark = pytest.mark.django_db(databases="__all__")
JULY = "2021-07-01", "2021-07-31"


@pytest.fixture(autouse=True)
def given(db: None) -> None:
    given_the_file("period.yaml")


def test_a_total_since_july_is_impossible_on_the_events_known() -> None:
    for told in (when_reported(*JULY), when_checked()):
        july = check(told, "since-july")
        assert (july["outcome"], july["low"], july["high"]) == ("impossible_period", 500, 500)
        assert reasons(july)["period_impossible"]["stated"] == ["interval", 1400, 1400]
        impossible = the_contradiction(told, "impossible_period")
        assert rests_on(impossible) == ["since-july"]
        assert "Impossible on the exchanges known: 1,400 since July 2021" in sentences(impossible)


def test_the_period_that_can_hold_it_is_named() -> None:
    july = check(when_checked(), "since-july")
    assert reasons(july)["period_fits"]["since"][-1] == "2021-06"
    assert "It would fit a period since June 2021." in sentences(july)


def test_the_same_total_since_june_fits() -> None:
    june = check(when_checked(), "since-june")
    assert (june["outcome"], june["low"], june["high"]) == ("fits", 1400, 1400)


def test_the_page_shows_both_side_by_side() -> None:
    page = when_opened("/", since="2021-05-01", until="2021-07-31")
    july, june = page.at("claim-since-july").text, page.at("claim-since-june").text
    assert "impossible period" in july
    assert "It would fit a period since June 2021." in july
    assert "fits" in june
    assert "mpossible" not in june

    listed = when_opened("/contradictions", kind="impossible_period")
    assert "1,400 since July 2021, where they add up to 500" in listed.text

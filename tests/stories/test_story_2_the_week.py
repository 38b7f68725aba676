"""Story 2. The week of 9 to 16 June 2025: two sums, one difference, and where it lies."""

from __future__ import annotations

import pytest

from stories.telling import (
    balance,
    check,
    contradictions,
    given_the_shipped_demonstration,
    headline,
    leg,
    lies_on,
    reasons,
    rests_on,
    sentences,
    speakers,
    statement,
    the_contradiction,
    when_checked,
    when_opened,
    when_reported,
)

pytestmark = pytest.mark.django_db(databases="__all__")
WEEK = "2025-06-09", "2025-06-16"
HANDOVERS = ("E250611R", "E250613R", "E250614R", "E250615R", "E250616R")
TO_UKRAINE = "RU>UA"


@pytest.fixture(autouse=True)
def given(db: None) -> None:
    given_the_shipped_demonstration()


def test_6060_and_6057_are_both_derived_each_from_its_own_sides_words() -> None:
    remains = balance(when_reported(*WEEK), TO_UKRAINE, "remains")
    giver, receiver = remains["giver"], remains["receiver"]
    assert (giver["party"], giver["low"], giver["high"]) == ("RU", 6060, 6060)
    assert (receiver["party"], receiver["low"], receiver["high"]) == ("UA", 6057, 6057)
    assert speakers(receiver) == {"KSH"}
    assert speakers(giver) == {"MED", "SAR", "RMOD", "RSM", "TSRC"}

    section = when_opened("/", since=WEEK[0], until=WEEK[1]).section("balance").text
    assert "6,057" in section
    assert "6,060" in section
    assert "12,117" not in section, "the two sides' words are never added to each other"


def test_both_match_what_was_stated() -> None:
    report = when_reported(*WEEK)
    for claim, party, number in (("S206", "UA", 6057), ("S207", "RU", 6060)):
        said, found = statement(report, claim), check(report, claim)
        assert (said["who"]["party"], said["low"], said["high"]) == (party, number, number)
        assert (found["outcome"], found["low"], found["high"]) == ("fits", number, number)

    section = when_opened("/", since=WEEK[0], until=WEEK[1]).section("said")
    assert "fits" in section.at("claim-S206").text
    assert "fits" in section.at("claim-S207").text


def test_the_difference_is_located_on_16_june() -> None:
    report = when_reported(*WEEK)
    gaps = {code: headline(leg(report, code, TO_UKRAINE))["gap"] for code in HANDOVERS}
    assert gaps == {**dict.fromkeys(HANDOVERS, 0), "E250616R": 3}
    last = headline(leg(report, "E250616R", TO_UKRAINE))
    assert (last["giver"]["low"], last["receiver"]["low"]) == (1248, 1245)
    assert last["grade"] == "contested"

    page = when_opened("/exchanges/E250616R/RU/UA/remains")
    assert "1,248" in page.section("words").word_of("Russia").text
    assert "1,245" in page.section("words").word_of("Ukraine").text
    assert "differ by 3" in page.section("contradictions").text


@pytest.mark.parametrize("as_known", ["2025-06-16", "2025-06-17", "2025-06-18", ""])
def test_it_is_reported_once_and_the_totals_only_carry_it(as_known: str) -> None:
    for told in (when_reported(*WEEK, as_known=as_known), when_checked(as_known)):
        difference = the_contradiction(told, "between_sides")
        assert lies_on(difference) == [f"E250616R {TO_UKRAINE}"]
        assert sorted(rests_on(difference)) == ["S203", "S204"]
        (carried,) = difference["carried"]
        assert "It is one disagreement, not two." in carried["sentence"]
        assert not contradictions(told, "total")
        assert not contradictions(told, "missing_event")

    asked = {"as_known": as_known} if as_known else {}
    page = when_opened("/contradictions", since=WEEK[0], until=WEEK[1], **asked)
    assert page.text.count("Giver and receiver differ by 3") == 1


def test_a_minister_who_uses_the_other_sides_number_disagrees_with_his_own_side() -> None:
    report = when_reported(*WEEK)
    minister = statement(report, "S210")
    assert (minister["who"]["party"], minister["low"]) == ("UA", 6060)
    assert check(report, "S210")["outcome"] == "fits_other_side"

    inside = the_contradiction(report, "inside_side")
    assert rests_on(inside) == ["S210", "S206"]
    assert {statement(report, one)["who"]["party"] for one in rests_on(inside)} == {"UA"}
    assert lies_on(inside) == [f"E250616R {TO_UKRAINE}"]
    assert reasons(inside).keys() == {"total_other_side"}
    assert "A disagreement inside one side" in sentences(inside)

    page = when_opened(f"/contradictions/{inside['key']}")
    assert "Ihor Klymenko, Interior Minister" in page.at("claim-S210").text
    assert "6,057" in page.at("claim-S206").text


def test_he_makes_no_second_disagreement_between_the_sides() -> None:
    before, after = when_checked(as_known="2025-06-17"), when_checked(as_known="2025-06-18")
    assert not contradictions(before, "inside_side")
    assert len(contradictions(after, "inside_side")) == 1
    keys = [the_contradiction(told, "between_sides")["key"] for told in (before, after)]
    assert keys[0] == keys[1]

"""Story 5. As known then: nobody of either party gave a number of the living until 23 July 2025."""

from __future__ import annotations

import pytest

from stories.telling import (
    balance,
    check,
    given_the_shipped_demonstration,
    headline,
    statement,
    when_opened,
    when_reported,
)

pytestmark = pytest.mark.django_db(databases="__all__")
FIRST, EVE, DAY = "2025-06-09", "2025-07-22", "2025-07-23"
WAYS = ("RU>UA", "UA>RU")


@pytest.fixture(autouse=True)
def given(db: None) -> None:
    given_the_shipped_demonstration()


@pytest.mark.parametrize("as_known", ["2025-06-14", "2025-07-04", EVE])
def test_until_23_july_no_party_gives_a_number_for_any_stage(as_known: str) -> None:
    report = when_reported(FIRST, EVE, as_known=as_known)
    stages = [one for one in report["exchanges"] if one["track"] == "living"]
    assert stages
    legs = [leg for one in stages for leg in one["legs"]]
    for side in (headline(leg)[role] for leg in legs for role in ("giver", "receiver")):
        assert side["low"] is None
        assert side["state"] in ("not_stated", "nothing_found")
    parts = [
        figure[role] for leg in legs for figure in leg["figures"] for role in ("giver", "receiver")
    ]
    stating = [
        who["voice"] for side in parts if side["low"] is not None for who in side["speakers"]
    ]
    assert set(stating) <= {"unnamed"}, "a source that nobody names is never the party itself"
    for way in WAYS:
        living = balance(report, way, "living")
        assert not living["party_number"]
        assert (living["giver"]["lower_bound"], living["receiver"]["lower_bound"]) == (None, None)


def test_one_agencys_dozens_apart() -> None:
    report = when_reported(FIRST, EVE, as_known=EVE)
    for way in WAYS:
        (dozens,) = balance(report, way, "living")["others"]
        assert (dozens["claim"], dozens["lower_bound"]) == ("S178", 12)
        assert dozens["who"]["voice"] == "media"
    assert statement(report, "S178")["words"] == "dozens"


def test_the_page_of_22_july_shows_no_number_of_the_living() -> None:
    page = when_opened("/", since=FIRST, until=EVE, as_known=EVE)
    (living,) = [fact for fact in page.all("fact") if fact.text.startswith("Prisoners")]
    assert "8 exchanges, no number by either side" in living.text
    assert "nil-notstated" in living.shapes
    assert "dozens" in page.at("claim-S178").text
    assert not page.has("claim-S236")


def test_from_23_july_there_is_a_lower_bound() -> None:
    report = when_reported(FIRST, DAY, as_known=DAY)
    to_ukraine = balance(report, "RU>UA", "living")
    assert to_ukraine["party_number"]
    assert to_ukraine["receiver"]["lower_bound"] == 1000
    (total,) = to_ukraine["receiver"]["totals"]
    assert (total["claim"], total["who"]["code"], total["who"]["party"]) == ("S236", "ZEL", "UA")
    assert to_ukraine["giver"]["lower_bound"] > to_ukraine["receiver"]["lower_bound"]


def test_it_is_a_bound_and_never_the_sum_of_stages_that_have_no_number() -> None:
    report = when_reported(FIRST, DAY, as_known=DAY)
    receiver = balance(report, "RU>UA", "living")["receiver"]
    assert (receiver["low"], receiver["high"]) == (None, None)
    assert receiver["legs_without_number"] == receiver["legs"] == 9
    bound = check(report, "S236")
    assert bound["outcome"] == "fits"
    assert "total_not_excluded" in {why["code"] for why in bound["reasons"]}


def test_the_page_of_23_july_shows_the_bound_and_whose_word_it_is() -> None:
    page = when_opened("/", since=FIRST, until=DAY, as_known=DAY)
    row = page.at("claim-S236").text
    assert "at least 1,000" in row
    assert "Volodymyr Zelensky, President" in row
    assert "not every leg has a number" in row


def test_what_was_said_on_23_july_changes_nothing_of_the_day_before() -> None:
    today = when_opened("/", since=FIRST, until=EVE)
    then = when_opened("/", since=FIRST, until=EVE, as_known=EVE)
    assert today.has("claim-S241"), "said on 23 July of a period that touches these days"
    assert not then.has("claim-S241")

"""Story 1. The seed day, 14 June 2025: what a reader of one morning's news can know of it."""

from __future__ import annotations

import pytest

from stories.telling import (
    check,
    contradictions,
    exchange,
    given_the_shipped_demonstration,
    headline,
    leg,
    lies_on,
    reasons,
    rests_on,
    silent,
    speakers,
    statement,
    the_contradiction,
    when_opened,
    when_reported,
    when_reported_in_words,
)

DAY = "2025-06-14"
REMAINS, LIVING = "E250614R", "E250614"
TO_UKRAINE, TO_RUSSIA = "RU>UA", "UA>RU"
HEADQUARTERS = "Coordination Headquarters for the Treatment of Prisoners of War"


pytestmark = pytest.mark.django_db(databases="__all__")


@pytest.fixture(autouse=True)
def given(db: None) -> None:
    given_the_shipped_demonstration()


def test_1200_bodies_went_to_ukraine_and_the_receiver_confirms_receipt() -> None:
    report = when_reported(DAY)
    figure = headline(leg(report, REMAINS, TO_UKRAINE))
    assert (figure["says"], figure["unit"], figure["low"], figure["high"]) == (
        "1,200", "body", 1200, 1200,
    )  # fmt: skip
    assert figure["receiver"]["says"] == "1,200"
    assert speakers(figure["receiver"]) == {"KSH"}
    assert "A05" in figure["receiver"]["claims"]
    assert statement(report, "A05")["paraphrase"].startswith("Receipt confirmed")

    word = when_opened(f"/exchanges/{REMAINS}/RU/UA/remains").section("words").word_of("Ukraine")
    assert "1,200" in word.text
    assert HEADQUARTERS in word.text
    assert "Receipt confirmed" in word.text


def test_the_givers_side_speaks_only_through_those_nobody_names_so_it_is_not_agreed() -> None:
    figure = headline(leg(when_reported(DAY), REMAINS, TO_UKRAINE))
    assert figure["grade"] == "corroborated"
    assert "unnamed_is_no_party" in reasons(figure)
    assert not any(who["voice"] == "party" for who in figure["giver"]["speakers"])


def test_of_the_opposite_leg_one_side_says_none_and_the_other_does_not_state_it() -> None:
    figure = headline(leg(when_reported(DAY), REMAINS, TO_RUSSIA))
    assert (figure["receiver"]["state"], figure["receiver"]["says"]) == ("none", "none")
    assert (figure["giver"]["state"], figure["giver"]["low"]) == ("not_stated", None)
    assert silent(figure["giver"]) == {"KSH"}

    words = when_opened(f"/exchanges/{REMAINS}/UA/RU/remains").section("words")
    russia, ukraine = words.word_of("Russia"), words.word_of("Ukraine")
    assert (russia.shapes, ukraine.shapes) == ({"nil-none"}, {"nil-notstated"})
    assert "none" in russia.text
    assert "not stated" in ukraine.text


def test_sources_differ_on_who_spoke_the_denial() -> None:
    report = when_reported(DAY)
    (denial,) = [
        item
        for item in contradictions(report, "attribution")
        if lies_on(item) == [f"{REMAINS} {TO_RUSSIA}"]
    ]
    assert rests_on(denial) == ["A08", "S193"]
    assert {statement(report, one)["who"]["code"] for one in rests_on(denial)} == {"RMSM", "TSRC"}
    assert len({statement(report, one)["where"]["key"] for one in rests_on(denial)}) == 2

    page = when_opened(f"/exchanges/{REMAINS}/UA/RU/remains")
    told = page.at(f"contradiction-{denial['key']}").text
    assert "Ministry of Defence of the Russian Federation and state media" in told
    assert "Unnamed source" in told


@pytest.mark.parametrize(
    ("way", "russia_is", "ukraine_is"),
    [(TO_UKRAINE, "giver", "receiver"), (TO_RUSSIA, "receiver", "giver")],
)
def test_of_the_living_one_side_states_no_number_and_of_the_other_nothing_is_found(
    way: str, russia_is: str, ukraine_is: str
) -> None:
    figure = headline(leg(when_reported(DAY), LIVING, way))
    russia, ukraine = figure[russia_is], figure[ukraine_is]
    assert (russia["state"], ukraine["state"]) == ("not_stated", "nothing_found")
    assert silent(russia) == {"RMOD"}
    assert (figure["low"], figure["high"], figure["grade"]) == (None, None, "")

    address = f"/exchanges/{LIVING}/{way.replace('>', '/')}/living"
    words = when_opened(address).section("words")
    assert words.word_of("Russia").shapes == {"nil-notstated"}
    assert words.word_of("Ukraine").shapes == {"nil-nothing"}
    assert "not stated" in words.word_of("Russia").text
    assert "nothing found" in words.word_of("Ukraine").text


def test_fourth_in_a_week_is_held_against_the_exchanges_of_prisoners_that_happened() -> None:
    report = when_reported(DAY)
    for told_of_the_fourth in ("A01", "S186"):
        fourth = check(report, told_of_the_fourth)
        assert (fourth["what"], fourth["outcome"]) == ("ordinal", "fits")
        assert (fourth["low"], fourth["high"]) == (4, 4)
    week = when_reported("2025-06-08", DAY)["exchanges"]
    assert len(week) > 4, "the handovers of remains of that week are no exchanges of prisoners"
    assert sum(one["happened"] and one["track"] == "living" for one in week) == 4

    row = when_opened(f"/exchanges/{LIVING}").at("claim-S186").text
    assert "fourth in a week" in row
    assert "fits" in row


def test_three_so_far_of_another_outlet_does_not_fit() -> None:
    report = when_reported(DAY)
    three = check(report, "S202")
    assert (three["what"], three["outcome"]) == ("ordinal", "differs")
    assert (three["low"], three["high"]) == (4, 4)
    ordinal = the_contradiction(report, "ordinal")
    assert rests_on(ordinal) == ["S202"]
    assert statement(report, "S202")["who"]["voice"] == "media"

    page = when_opened("/contradictions", kind="ordinal")
    assert "three POW exchanges so far" in page.at(f"contradiction-{ordinal['key']}").text


def test_whose_remains_they_are_rests_on_the_givers_word() -> None:
    report = when_reported(DAY)
    assert leg(report, REMAINS, TO_UKRAINE)["identity"] == ["S191"]
    said = statement(report, "S191")
    assert (said["identity"], said["who"]["code"]) == ("on the giver’s word", "KSH")

    section = when_opened(f"/exchanges/{REMAINS}/RU/UA/remains").section("identity")
    assert "on the giver’s word" in section.text
    assert HEADQUARTERS in section.text


def test_the_footage_is_evidence_and_its_place_is_only_reported() -> None:
    report = when_reported(DAY)
    assert leg(report, LIVING, TO_RUSSIA)["evidence"] == ["A10"]
    footage = statement(report, "A10")["evidence"]
    assert (footage["kind"], footage["shows"]) == ("video", "soldiers boarding a bus")
    assert (footage["place"], footage["place_certainty"]) == ("Belarus", "reported")

    section = when_opened(f"/exchanges/{LIVING}/UA/RU/living").section("evidence")
    assert "soldiers boarding a bus" in section.text
    assert "Belarus (as reported)" in section.text.replace(" )", ")").replace("( ", "(")


def test_the_report_says_all_of_it_in_words() -> None:
    told = when_reported_in_words(DAY)
    assert "Russia → Ukraine, remains: 1,200 bodies [corroborated]" in told
    assert "Ukraine (receiver): 1,200, said by: Coordination Headquarters" in told
    assert "Russia (receiver): none, said by: Ministry of Defence" in told
    assert "Ukraine (giver): not stated" in told
    assert "Ukraine (receiver): nothing found" in told
    assert "Sources differ on who said it." in told
    assert "identity: on the giver’s word" in told
    assert "place: Belarus (as reported)" in told


def test_no_source_is_held_and_every_page_says_so() -> None:
    assert exchange(when_reported(DAY), REMAINS)["statements"]
    page = when_opened(f"/exchanges/{REMAINS}")
    rows = [part for part in page.parts() if part.attributes.get("id", "").startswith("claim-")]
    assert rows
    assert all("paraphrase, source not held" in row.text for row in rows)

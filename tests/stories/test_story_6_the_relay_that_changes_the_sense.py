"""Story 6. One briefing, two renderings: "identified", and "identified as Russians"."""

from __future__ import annotations

import pytest

from stories.telling import (
    contradictions,
    exchange,
    given_the_file,
    given_the_shipped_demonstration,
    reasons,
    rests_on,
    sentences,
    statement,
    the_contradiction,
    when_checked,
    when_opened,
    when_reported,
    when_reported_in_words,
)

pytestmark = pytest.mark.django_db(databases="__all__")
HANDOVER = "2021-09-02"


def test_the_two_renderings_of_2_june_are_proposed_as_one_utterance() -> None:
    given_the_shipped_demonstration()
    report = when_reported("2025-06-02")
    sense = the_contradiction(report, "sense")
    assert rests_on(sense) == ["S157", "S158"]
    assert {statement(report, one)["who"]["code"] for one in rests_on(sense)} == {"ZEL"}
    assert "Two renderings of one utterance" in sentences(sense)


def test_the_difference_in_sense_is_flagged_with_both_renderings_in_their_words() -> None:
    given_the_shipped_demonstration()
    for told in (when_reported("2025-06-02"), when_checked()):
        flagged = reasons(the_contradiction(told, "sense"))["sense"]
        assert (flagged["first"], flagged["second"]) == ("identified", "identified as Russians")

    page = when_opened(f"/contradictions/{the_contradiction(when_checked(), 'sense')['key']}")
    assert "“identified” (pravda.com.ua), “identified as Russians” (news.liga.net)" in page.text
    assert "identified as Russians" in page.at("claim-S158").text
    assert "relayed, not heard from the speaker" in page.at("claim-S158").text


def test_a_proposal_is_told_apart_from_a_judgement() -> None:
    given_the_file("briefing.yaml")
    proposed = exchange(when_reported(HANDOVER), "Z1")["relays"]
    assert proposed == [{"claims": ["said-in-full", "said-shorter"], "judged": False}]
    told = when_reported_in_words(HANDOVER)
    assert "One utterance (proposed): said-in-full, said-shorter" in told
    row = when_opened("/exchanges/Z1").at("claim-said-shorter").text
    assert "1 word, told by 2 sources" in row
    assert "proposed" in row


def test_a_person_who_judges_them_one_confirms_the_utterance_and_the_difference() -> None:
    given_the_file("briefing.yaml")
    given_the_file("judged_same.yaml")
    report = when_reported(HANDOVER)
    (judged,) = exchange(report, "Z1")["relays"]
    assert judged["judged"]
    assert rests_on(the_contradiction(report, "sense")) == ["said-in-full", "said-shorter"]
    assert "proposed" not in when_opened("/exchanges/Z1").at("claim-said-shorter").text


def test_a_person_who_judges_them_different_takes_the_proposal_back() -> None:
    given_the_file("briefing.yaml")
    given_the_file("judged_different.yaml")
    report = when_reported(HANDOVER)
    assert not exchange(report, "Z1")["relays"]
    assert not contradictions(report, "sense")
    before = when_reported(HANDOVER, as_known="2021-09-09")
    assert len(contradictions(before, "sense")) == 1

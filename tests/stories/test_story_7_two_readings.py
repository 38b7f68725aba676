"""Story 7. Two readings: what each side says was agreed in Istanbul on 2 June 2025."""

from __future__ import annotations

import pytest

from stories.telling import (
    contradictions,
    given_the_shipped_demonstration,
    reasons,
    rests_on,
    sentences,
    statement,
    when_checked,
    when_opened,
    when_reported,
)

pytestmark = pytest.mark.django_db(databases="__all__")
DAY = "2025-06-02"
ALL_FOR_ALL, PARITY = ["word", "all_for_all"], ["word", "parity"]


@pytest.fixture(autouse=True)
def given(db: None) -> None:
    given_the_shipped_demonstration()


def readings_of(topic: str) -> dict[str, object]:
    """The contradiction between the two readings of a topic, as `report` and `check` tell it."""
    (one,), (same,) = (
        [
            item
            for item in contradictions(told, "readings")
            if item["agreement"] == "IST2"
            and reasons(item)["readings_differ"]["topic"] == ["ref", "word", topic]
        ]
        for told in (when_reported(DAY), when_checked())
    )
    assert one == same
    return one


def test_all_for_all_in_two_categories_against_parity_of_at_least_1000() -> None:
    living = readings_of("living")
    forms = reasons(living)["forms_differ"]
    assert (forms["a"][-1], forms["first"]) == ("UA", ["refs", ALL_FOR_ALL])
    assert (forms["b"][-1], forms["second"]) == ("RU", ["refs", PARITY])
    number = reasons(living)["number_one_reading"]
    assert (number["stating"][-1], number["silent"][-1]) == ("RU", "UA")

    terms = when_opened("/agreements/IST2").section("terms")
    (topic,) = [part for part in terms.all("term") if part.text.startswith("The living")]
    ukraine, russia = topic.all("reading")
    assert ukraine.text.count("Form: all for all") == 2
    assert "severely wounded and gravely ill" in ukraine.text
    assert "aged 18 to 25" in ukraine.text
    assert "at least 1,000" in russia.text
    assert "Form: parity" in russia.text


def test_an_exchange_of_6000_for_6000_against_a_one_sided_handover() -> None:
    forms = reasons(readings_of("remains"))["forms_differ"]
    assert (forms["a"][-1], forms["first"]) == ("UA", ["refs", ["word", "exchange"]])
    assert forms["b"][-1] == "RU"
    assert ["word", "one_sided"] in forms["second"]

    terms = when_opened("/agreements/IST2").section("terms")
    (topic,) = [part for part in terms.all("term") if part.text.startswith("Remains")]
    ukraine, russia = topic.all("reading")
    assert "exchange of 6,000 bodies for 6,000" in ukraine.text
    assert "Form: exchange" in ukraine.text
    assert "Form: one-sided handover · Russia → to Ukraine" in russia.text
    assert "about 6,000" in russia.text


def test_each_reading_rests_on_what_its_own_party_said() -> None:
    report = when_reported(DAY)
    said = {one: statement(report, one)["who"]["party"] for one in rests_on(readings_of("living"))}
    assert said == {"S153": "UA", "S154": "RU", "S155": "RU"}
    behind = when_opened("/agreements/IST2").section("behind")
    assert "Rustem Umerov" in behind.at("claim-S153").text
    assert "Vladimir Medinsky" in behind.at("claim-S154").text


def test_neither_reading_is_taken_for_the_agreement_itself() -> None:
    for topic in ("living", "remains"):
        assert "The readings of the agreement differ on:" in sentences(readings_of(topic))
    page = when_opened("/agreements/IST2")
    assert page.section("terms").text.count("the readings differ") == 2
    listed = when_opened("/agreements").text
    assert "two that differ stand side by side until somebody settles it" in listed

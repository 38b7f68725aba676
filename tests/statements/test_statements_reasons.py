from __future__ import annotations

from datetime import date

import pytest

from repatria.base.dates import partial_date, period
from repatria.statements.quantity import Interval
from repatria.statements.reasons import Param, Ref, interval_text, plain, reason, sentence


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (6057, "6,057"),
        (-3, "-3"),
        ("NORTH>SOUTH", "NORTH>SOUTH"),
        (date(2025, 6, 14), "2025-06-14"),
        (partial_date("2025-06"), "2025-06"),
        (period("2025-06-09.."), "2025-06-09.."),
        (Interval(1200, 1200), "1,200"),
        (Interval(1200, None), "1,200 or more"),
        (Interval(1200, 1300), "1,200 to 1,300"),
        (Ref("speaker", "NHQ"), "NHQ"),
        ((Ref("speaker", "NHQ"), Ref("speaker", "SHQ")), "NHQ, SHQ"),
        ((), ""),
    ],
)
def test_a_parameter_in_plain_english(value: Param, text: str) -> None:
    assert plain(value) == text


def test_a_reason_has_no_yes_or_no() -> None:
    with pytest.raises(TypeError, match="two codes"):
        plain(True)


def test_a_reason_gives_its_parameters_by_name() -> None:
    made = reason("gap", gap=3, speaker=Ref("speaker", "NHQ"))
    assert made.get("gap") == 3
    assert made.get("nothing") is None
    assert made == reason("gap", gap=3, speaker=Ref("speaker", "NHQ"))


def test_a_sentence_shows_each_parameter_as_asked() -> None:
    made = reason("gap", gap=3, first=Interval(1, 2))
    text = sentence(made, "{first}; {gap}!", lambda value: f"<{plain(value)}>")
    assert text == "<1 to 2>; <3>!"


def test_an_interval_in_words() -> None:
    assert interval_text(Interval(0, 0)) == "0"

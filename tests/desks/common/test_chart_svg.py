"""Text in drawings: escaped, cleaned, measured, broken into lines."""

from __future__ import annotations

import pytest
from chart_reading import parsed, squashed
from hypothesis import given
from hypothesis import strategies as st

from repatria.desks.common.charts import svg
from repatria.desks.common.charts.marks import PARTIES, check_bounds, party_class, top

sizes = st.integers(min_value=20, max_value=400)


@given(st.text())
def test_any_text_is_escaped_in_content_and_in_attributes(text: str) -> None:
    root = parsed(svg.words("title", text, id=text))
    assert (root.text or "").split() == svg.clean(text).split()
    assert root.get("id", "").split() == svg.clean(text).split()


@given(st.text(), sizes)
def test_wrapping_loses_no_sign_and_keeps_the_limit(text: str, limit: int) -> None:
    lines = svg.wrap(text, limit)
    assert squashed("".join(lines)) == squashed(text)
    assert all(svg.width(line) <= limit or len(line) == 1 for line in lines)


@given(st.text(), sizes, st.integers(min_value=0, max_value=400))
def test_the_first_line_leaves_the_room_that_is_taken(text: str, limit: int, taken: int) -> None:
    lines = svg.wrap(text, limit, first=min(taken, limit))
    assert squashed("".join(lines)) == squashed(text)
    if lines and len(lines[0]) > 1:
        assert svg.width(lines[0]) <= limit - min(taken, limit)


def test_a_sentence_breaks_between_words() -> None:
    assert svg.wrap("one two three", svg.width("one two")) == ("one two", "three")
    assert svg.wrap("", 100) == ()


@given(st.text(), st.text())
def test_width_adds_up(one: str, other: str) -> None:
    assert svg.width(one + other) == pytest.approx(svg.width(one) + svg.width(other))


@given(st.text(min_size=1))
def test_finished_markup_is_written_unescaped_by_templates(text: str) -> None:
    markup = svg.Svg(svg.words("title", text))
    assert markup.__html__() == markup


@pytest.mark.parametrize("prefix", ["", "1", "a b", 'a"', "día", "-a", "a\n"])
def test_an_id_is_a_plain_word(prefix: str) -> None:
    with pytest.raises(ValueError):
        svg.checked_id(prefix)


def test_numbers_are_short_and_shares_are_percent() -> None:
    assert svg.tag("rect", x=1.0, y=2.346, z=None) == '<rect x="1" y="2.35"/>'
    assert svg.percent(100 / 3) == "33.33%"


def test_every_party_has_a_colour_and_the_last_is_shared() -> None:
    assert len({party_class(n) for n in range(PARTIES)}) == PARTIES
    assert party_class(PARTIES + 3) == party_class(PARTIES - 1)
    with pytest.raises(ValueError):
        party_class(-1)


def test_bounds_fit_the_word() -> None:
    check_bounds("stated", 3, None)
    check_bounds("stated", None, 3)
    check_bounds("none", None, None)
    for low, high in ((None, None), (4, 3), (-1, 3)):
        with pytest.raises(ValueError):
            check_bounds("stated", low, high)
    with pytest.raises(ValueError):
        check_bounds("not_stated", 0, 0)
    assert (top(3, None), top(None, 5), top(3, 5)) == (3, 5, 5)

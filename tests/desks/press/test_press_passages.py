"""Passages: thirty words at most, around the figure, never beyond the sentence."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from repatria.desks.press.passages import around, numbered, short_enough, words
from repatria.formats.cells import MOST_QUOTED
from repatria.statements.drafting import Span
from repatria.statements.drafting.prose import sentences

TEXT = "One two. Three four five!\nSix."


def test_sentences_are_counted_from_one() -> None:
    found = [(one.number, one.span.of(TEXT)) for one in numbered(TEXT)]
    assert found == [(1, "One two."), (2, "Three four five!"), (3, "Six.")]


@given(st.text(st.sampled_from("ab. !\n"), max_size=60))
def test_line_by_line_they_are_the_sentences_of_the_whole(text: str) -> None:
    assert tuple(one.span for one in numbered(text)) == sentences(text)


def test_a_short_sentence_is_quoted_whole() -> None:
    assert around(TEXT, Span(0, 8), Span(4, 7)) == Span(0, 8)


@given(st.integers(31, 200), st.data())
def test_of_a_long_one_thirty_words_around_the_figure(count: int, data: st.DataObject) -> None:
    text = " ".join(f"w{number}" for number in range(count))
    index = data.draw(st.integers(0, count - 1))
    start = text.index(f"w{index}")
    figure = Span(start, start + len(f"w{index}"))
    found = around(text, Span(0, len(text)), figure)
    assert words(found.of(text)) == MOST_QUOTED
    assert found.holds(figure)
    assert (
        found.of(text).split()
        == text.split()[
            text[: found.start].count(" ") : text[: found.start].count(" ") + MOST_QUOTED
        ]
    )


def test_thirty_are_enough_and_thirty_one_are_too_many() -> None:
    assert short_enough("w " * 30)
    assert not short_enough("w " * 31)

"""One reading of a text's bytes, and positions in it."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from repatria.formats.held_text import Lines, held, places, read_text

WORDS = st.text(st.sampled_from("абвґії a\n\r\t\u2028\u0301\x0c 12«»"), max_size=60)


@given(st.text(max_size=200))
def test_what_is_held_is_held_the_same_when_it_is_read_again(text: str) -> None:
    once = held(text).text
    assert held(once).text == once
    assert unicodedata.is_normalized("NFC", once)


@given(st.text(max_size=200))
def test_a_held_text_has_one_kind_of_line_end_and_no_hidden_character(text: str) -> None:
    found = held(text).text
    assert len(found.split("\n")) == len(Lines(found))
    assert not {*found} & {*"\0\r\x0b\x0c\x85\u2028\u2029\u202e\u2066\ufeff"}


def test_hidden_characters_are_counted_and_not_dropped_in_silence() -> None:
    found = held("250\u202e кілометрів\x00\ufeff")
    assert found.text == "250 кілометрів"
    assert found.hidden == 3


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1251"])
def test_the_same_words_are_the_same_text_in_every_encoding(encoding: str) -> None:
    found = read_text("Повернулися 25 осіб.\r\nУсі живі.".encode(encoding))
    assert found is not None
    assert found.text == "Повернулися 25 осіб.\nУсі живі."


@pytest.mark.parametrize(
    "data", [b"", b"  \n ", b"a\0b", bytes(range(256)), b"\xff\xfea", b"\x01" * 90]
)
def test_what_is_no_text_is_told_as_none(data: bytes) -> None:
    assert read_text(data) is None


@given(st.binary(max_size=400))
def test_any_bytes_are_a_text_or_none(data: bytes) -> None:
    found = read_text(data)
    assert found is None or held(found.text).text == found.text


@given(WORDS)
def test_every_position_lies_in_its_line(text: str) -> None:
    plain = held(text).text
    lines = Lines(plain)
    for position in range(len(plain)):
        start, end = lines.span(lines.at(position))
        assert start <= position <= end
    assert "\n".join(plain[slice(*lines.span(n))] for n in range(1, len(lines) + 1)) == plain


@given(WORDS, st.data())
def test_any_passage_is_found_by_its_words(text: str, data: st.DataObject) -> None:
    plain = held(text).text
    start = data.draw(st.integers(0, len(plain)))
    end = data.draw(st.integers(start, len(plain)))
    passage = plain[start:end]
    found = places(plain, passage)
    if passage.split():
        assert any(plain[a:b].split() == held(passage).text.split() for a, b in found)
    else:
        assert found == []


def test_words_are_found_across_line_ends() -> None:
    assert places("one\ntwo  three", "two three") == [(4, 14)]
    assert places("a.c abc", "a.c") == [(0, 3)]

"""What is removed from a cell's text, and what refuses it."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from repatria.base.errors import ValueProblem
from repatria.names.cleaning import LONGEST, cleaned, folded_text
from repatria.names.refusing import NameRefused


def told(text: str) -> str:
    return " ".join(map(str, cleaned(text).notes))


def test_invisible_signs_are_removed_and_counted() -> None:
    found = cleaned("Кова\u200bленко \u202eСергій\u2069")
    assert found.text == "Коваленко Сергій"
    assert told("Кова\u200bленко \u202eСергій\u2069").startswith("3 characters")
    assert "U+200B" in told("Кова\u200bленко")


def test_what_needs_no_word_gets_none() -> None:
    assert cleaned(" Коваленко\u00a0 Сергій ").text == "Коваленко Сергій"
    assert not cleaned(" Коваленко\u00a0 Сергій ").notes


def test_letters_are_composed() -> None:
    assert cleaned("И\u0306осип Ї\u0301").text == "Йосип Ї"
    assert cleaned("Kova\u0301\u0302č").text == "Kováč"


@pytest.mark.parametrize("apostrophe", "’ʼ'`\"´ʹ”")
def test_one_apostrophe(apostrophe: str) -> None:
    assert cleaned(f"Мар{apostrophe}яна").text == "Мар'яна"
    assert cleaned(f"МАР{apostrophe}ЯНА").text == "МАР'ЯНА"


def test_a_quotation_is_no_apostrophe() -> None:
    assert cleaned('Коваленко "Сокіл"').text == 'Коваленко "Сокіл"'


@pytest.mark.parametrize("hyphen", "-‐‑–—−")
def test_one_hyphen(hyphen: str) -> None:
    assert cleaned(f"Нечуй{hyphen}Левицький").text == "Нечуй-Левицький"


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "empty"),
        (" \u200b\t", "empty"),
        ("а" * 10_000, "10000 characters"),
        ("а" * (LONGEST + 1), f"{LONGEST} at most"),
        ("Кова\x00ленко", "U+0000"),
        ("Кова\x1bленко", "U+001B"),
        ("Кова\ud800ленко", "U+D800"),
        ("12345", "no letter"),
        ("-", "no letter"),
        ("კოვალენკო", "neither a Cyrillic nor a Latin"),
        ("Коваленко 王", "“王”"),
    ],
)
def test_refused_with_a_reason(text: str, why: str) -> None:
    with pytest.raises(NameRefused, match=re.escape(why)) as refused:
        cleaned(text)
    assert isinstance(refused.value, ValueProblem)
    assert str(refused.value.reason) == str(refused.value)


@given(st.text(max_size=300))
def test_folding_is_idempotent(text: str) -> None:
    once = folded_text(text)
    assert folded_text(once) == once


@given(st.text("аяєї'’ʼ`\"” -–Яabc\u0301\u200b\uff21\n", max_size=30))
def test_folding_is_idempotent_where_it_does_something(text: str) -> None:
    once = folded_text(text)
    assert folded_text(once) == once


@given(st.text(max_size=300))
def test_a_text_is_cleaned_or_refused(text: str) -> None:
    try:
        found = cleaned(text)
    except NameRefused:
        return
    assert found.text == found.text.strip() != ""
    assert not set("\u200b\u202e\u2066\ufeff\x00") & set(found.text)

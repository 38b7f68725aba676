"""Slips of hands and machines: small, of their kind, and nothing where they cannot befall."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA, Levenshtein

from repatria.synthetic.lists import slips
from repatria.synthetic.lists.noise import Kind

CYRILLIC = "абвгґдеєжзиіїйклмнопрстуфхцчшщьюяыэё'"
LATIN = "abcdefghijklmnopqrstuvwxyz'"
WORDS = st.one_of(
    st.text(CYRILLIC, min_size=1, max_size=14), st.text(LATIN, min_size=1, max_size=14)
)
WORDS = WORDS.map(lambda word: word.lstrip("'").capitalize()).filter(bool)
CHOICES = st.floats(0, 1, exclude_max=True)


@pytest.mark.parametrize("kind", slips.WORD_SLIPS)
def test_a_slip_changes_the_word_or_gives_nothing(kind):
    @given(WORDS, CHOICES)
    def holds(word, choice):
        changed = slips.WORD_SLIPS[kind](word, choice)
        assert changed != word
        assert changed is None or changed.strip()

    holds()


@given(WORDS, CHOICES)
def test_a_typo_is_one_step(word, choice):
    changed = slips.typo(word, choice)
    assert (changed is None) == (len(word) < 4)
    if changed is not None:
        assert OSA.distance(word.lower(), changed.lower()) == 1


@given(WORDS, CHOICES)
def test_other_slips_of_a_letter_are_of_one_letter(word, choice):
    for slip in (slips.letters, slips.soft_sign, slips.apostrophe):
        changed = slip(word, choice)
        if changed is not None:
            assert Levenshtein.distance(word, changed) == 1
    scanned = slips.scanned(word, choice)
    if scanned is not None:
        assert Levenshtein.distance(word, scanned) <= 2


@given(WORDS, CHOICES)
def test_homoglyphs_look_the_same_and_are_of_the_other_script(word, choice):
    changed = slips.homoglyphs(word, choice)
    if changed is not None:
        assert len(changed) == len(word)
        assert not changed.isascii() or not word.isascii()


def test_the_other_layout_is_that_of_the_keys():
    assert slips.keyboard("Петренко", 0) == "Gtnhtyrj"
    assert slips.keyboard("Юрій", 0) == ".hsq"
    assert slips.keyboard("Petrenko", 0) is None


def test_slips_befall_only_words_that_have_what_they_need():
    nothing = {
        Kind.LETTERS: "Шевченко", Kind.APOSTROPHE: "Шевченко", Kind.SOFT_SIGN: "Шах",
        Kind.ZGH: "Shevchenko", Kind.KEYBOARD: "Shevchenko", Kind.TYPO: "М.", Kind.OCR: "М.",
        Kind.HOMOGLYPHS: "Ґудзь",
    }  # fmt: skip
    assert set(nothing) == set(slips.WORD_SLIPS)
    for kind, word in nothing.items():
        assert slips.WORD_SLIPS[kind](word, 0.5) is None


def test_zgh_is_written_by_who_does_not_know_it():
    assert {slips.zgh("Zghurskyi", choice) for choice in (0.1, 0.9)} == {"Zgurskyi", "Zhurskyi"}
    assert slips.zgh("Rozghon", 0.9) == "Rozhon"


CELLS = st.lists(st.text(CYRILLIC, min_size=3, max_size=9), min_size=1, max_size=3).map(" ".join)


@given(CELLS, CHOICES)
def test_blanks_leave_the_letters(cell, choice):
    hidden = str.maketrans("", "", "\u200b\u00ad\u200e")
    changed = slips.blanks(cell, choice)
    assert changed != cell
    assert changed.translate(hidden).split() == cell.split()


@given(CELLS, CHOICES)
def test_gluing_changes_only_blanks(cell, choice):
    assert slips.glued(cell, choice).replace(" ", "") == cell.replace(" ", "")


@given(CELLS, CHOICES)
def test_a_cut_cell_is_a_beginning_of_it(cell, choice):
    changed = slips.cut(cell, choice)
    assert cell.startswith(changed)
    assert min(len(cell), 4) <= len(changed) <= len(cell)

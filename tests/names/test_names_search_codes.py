"""Codes by which an index finds a part of a name, whatever the script."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from repatria.names.model import PartKind, Sex
from repatria.names.parts import part
from repatria.names.search_codes import (
    INITIALS,
    MOST_ASKED,
    MOST_STORED,
    NONE,
    asked_codes,
    initials,
    slipped,
    stored_codes,
)

_CODES = st.text("abkmnrsuv", min_size=3, max_size=9)


@pytest.mark.parametrize(
    ("kind", "stored", "asked"),
    [
        (PartKind.SURNAME, "Коваленко", "kovalenko"),
        (PartKind.SURNAME, "Григоренко", "Grigorenko"),
        (PartKind.SURNAME, "Ковальова", "Ковалёв"),
        (PartKind.SURNAME, "Шевчук", "Shevchuk"),
        (PartKind.SURNAME, "Левицький", "Нечуй-Левицький"),
        (PartKind.GIVEN, "Микола", "Николай"),
        (PartKind.GIVEN, "Nikolai", "Микола"),
        (PartKind.GIVEN, "Сашко", "Олександр"),
        (PartKind.GIVEN, "Олександр", "Сашко"),
        (PartKind.PATRONYMIC, "Миколайович", "Николаевич"),
        (PartKind.PATRONYMIC, "Ильинична", "Іллівна"),
    ],
)
def test_one_name_shares_a_code(kind: PartKind, stored: str, asked: str) -> None:
    assert set(stored_codes(part(stored, kind))) & set(asked_codes(part(asked, kind)))


@pytest.mark.parametrize(
    ("kind", "one", "other"),
    [
        (PartKind.SURNAME, "Петренко", "Коваленко"),
        (PartKind.GIVEN, "Сергій", "Андрій"),
        (PartKind.PATRONYMIC, "Сергійович", "Олександрович"),
    ],
)
def test_two_names_share_none(kind: PartKind, one: str, other: str) -> None:
    assert not set(stored_codes(part(one, kind))) & set(asked_codes(part(other, kind)))


def test_codes_are_few_and_short() -> None:
    words = ("Ковальова", "Нечуй-Левицький", "Hryhorii", "Соловйов", "Григор'єв")
    for word in words:
        for kind in PartKind:
            stored = stored_codes(part(word, kind))
            assert 1 <= len(stored) <= MOST_STORED
            assert len(asked_codes(part(word, kind))) <= MOST_ASKED
            assert all(code.isascii() and code.isalpha() and code.islower() for code in stored)


def test_an_initial_has_no_code() -> None:
    assert stored_codes(part("М.", PartKind.GIVEN)) == ()


def test_initials_meet_across_languages() -> None:
    for one, other in (("Микола", "Н."), ("Олександр", "А."), ("Євген", "E."), ("Юрій", "Ю.")):
        letters = initials(part(one, PartKind.GIVEN))
        assert set(letters) & set(initials(part(other, PartKind.GIVEN)))
        assert set(letters) <= set(INITIALS)
    assert initials(None) == (NONE,)
    assert initials(part("Х.", PartKind.GIVEN, Sex.MALE)) != (NONE,)


@given(_CODES, st.data())
def test_a_slip_can_be_taken_back(code: str, data: st.DataObject) -> None:
    """But for one beside which letters fell together, since a code has no doubled letter."""
    code = "".join(one for one, other in pairwise(code + " ") if one != other)
    if len(code) < 4:
        return
    other = data.draw(st.sampled_from(slipped(code)))
    if len(other) >= len(code):
        assert code in slipped(other)


def test_slips_of_a_code() -> None:
    near = slipped("kavalanka")
    assert {"kavalank", "kavlanka", "kavaalnka"[:3] + "lanka", "gavalanka", "kavalanska"} <= set(
        near
    )
    assert "kavalanka" not in near
    assert "kavakanla" not in near
    assert len(near) == len(set(near)) < 400
    assert slipped("ka") == ()

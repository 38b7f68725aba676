"""`repatria names read`."""

from __future__ import annotations

import re

import pytest


def table(out: str) -> list[tuple[str, ...]]:
    """The lines of parts: part, writing, and nominatives as far as one space parts them."""
    return re.findall(r"^(surname|given|patronymic) +(\S+) +(\S+)", out, flags=re.MULTILINE)


def test_parts_with_nominatives_lemmas_and_keys(repatria):
    done = repatria("names", "read", "капітана Чорного Андрія Петровича")
    assert done.code == 0, done.err
    assert table(done.out)[1:] == [
        ("given", "Андрія", "андрій"),
        ("patronymic", "Петровича", "петрович"),
    ]
    assert "andri, andrei" in done.out
    assert "rank: капітана" in done.out
    assert "- The name is read as written in the genitive." in done.out


@pytest.mark.parametrize(("order", "readings"), [("surname-first", 2), ("surname-last", 1)])
def test_the_order_is_declared(repatria, order, readings):
    done = repatria("names", "read", "Сергій Олександрович Коваленко", "--order", order)
    assert f"reading {readings} of {readings}" in done.out
    assert table(done.out)[-3:] == [
        ("surname", "Коваленко", "коваленко"),
        ("given", "Сергій", "сергій"),
        ("patronymic", "Олександрович", "олександрович"),
    ]


def test_the_sex_decides_between_two_cases(repatria):
    both = repatria("names", "read", "Ковальова Олександра").out
    his = repatria("names", "read", "Ковальова Олександра", "--sex", "male").out
    assert ("sex female" in both, "sex male" in both) == (True, True)
    assert ("sex female" in his, "sex male" in his) == (False, True)


def test_several_names_are_refused_and_listed(repatria):
    done = repatria("names", "read", "Коваленко С.О., Петренко І.В.")
    assert (done.code, done.out) == (1, "Коваленко С.О.\nПетренко І.В.\n")
    assert done.err.startswith("2 names stand in one cell")


def test_what_is_not_seen_never_reaches_the_terminal(repatria):
    done = repatria("names", "read", "Кова\u202eленко Сергій\u200b")
    assert not {"\u202e", "\u200b"} & set(done.out)
    assert "U+202E" in done.out


@pytest.mark.parametrize("name", ["", "12345", "а" * 10_000, "Кова\x1bленко", "н/д", "გიორგი"])
def test_what_is_no_name_is_refused_in_one_line(repatria, name):
    done = repatria("names", "read", name)
    assert (done.code, done.out, done.err.count("\n")) == (1, "", 1)
    assert "\x1b" not in done.err


def test_a_narrow_terminal_breaks_cells_and_not_lines(repatria, monkeypatch):
    monkeypatch.setenv("COLUMNS", "60")
    done = repatria("names", "read", "Ковальова Олександра Олександрівна")
    assert max(map(len, done.out.splitlines())) <= 60


def test_a_cyrillic_name_is_told_in_latin_letters_with_the_rule(repatria):
    out = repatria("names", "read", "Шевченко Тарас Григорович").out
    assert "  Shevchenko Taras Hryhorovych: Ukrainian rule of 2010" in out
    assert "in Latin letters" not in repatria("names", "read", "Shevchenko Taras").out

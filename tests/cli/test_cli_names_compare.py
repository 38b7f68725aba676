"""`repatria names compare`."""

from __future__ import annotations

import re


def levels(out: str) -> dict[str, str]:
    return dict(re.findall(r"^([a-z]+)  +([a-z]+)  ", out, flags=re.MULTILINE))


def test_initials_are_compared_with_a_whole_name(repatria):
    done = repatria(
        *("names", "compare", "Шевчук М. І.", "Микола Іванович Шевчук"),
        *("--order-b", "surname-last"),
    )
    assert done.code == 0, done.err
    assert levels(done.out) == {"surname": "same", "given": "initial", "patronymic": "initial"}
    assert "“М.” can be “Микола”." in done.out


def test_father_and_son_are_named_and_births_compared(repatria):
    done = repatria(
        *("names", "compare", "Іваненко Іван Петрович", "Іваненко Петро"),
        *("--born", "14.06.1987", "--born-b", "1987"),
    )
    assert levels(done.out)["birth"] == "near"
    assert "they could be father and son" in done.out


def test_what_was_supposed_is_told(repatria):
    done = repatria("names", "compare", "Бойко Іван", "Бойко Іван", "--born", "14/06/87")
    assert "The century was not written." in done.out
    assert levels(done.out)["birth"] == "absent"


def test_bad_input_is_refused_in_one_line(repatria):
    for arguments in (("", "Бойко Іван"), ("Бойко Іван", "Бойко Іван", "--born", "31.02.1987")):
        done = repatria("names", "compare", *arguments)
        assert (done.code, done.out) == (1, "")
        assert len(done.err.splitlines()) == 1
    assert repatria("names", "compare", "а б", "а б", "--order", "first").code == 2

"""The keys of a record: few, short, ASCII, one for each way of asking."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from repatria.base.errors import ValueProblem
from repatria.names.model import Name, Order, Script, Sex
from repatria.names.reading import read
from repatria.names.records import record
from repatria.names.search_keys import LONGEST, MOST_KEYS, call_sign_keys, keys_of, serial_key

KOVALENKO = read("Коваленко Сергій Олександрович", Order.SURNAME_FIRST)
NAMELESS = Name("?", Script.NONE, Order.SURNAME_FIRST, ())


def test_a_record_has_a_key_of_each_sort() -> None:
    keys = keys_of(record(KOVALENKO, birth="14.06.1987", serial="АА-123456", call_sign="Тінь"))
    assert sorted(key[0] for key in keys) == sorted("ncsydgipf")
    assert "naa123456" in keys
    assert "y1987s.kavalanka" in keys
    assert "d19870614s" in keys


def test_what_is_not_told_makes_no_key() -> None:
    assert {key[0] for key in keys_of(record(KOVALENKO))} == set("sgip")
    assert keys_of(record(NAMELESS)) == ()
    surname = read("Коваленко", Order.SURNAME_FIRST)
    assert keys_of(record(surname)) == ("skavalanka", "i00.kavalanka")


def test_a_record_without_a_name_is_found_by_the_day() -> None:
    assert keys_of(record(NAMELESS, birth="14.06.1987")) == ("d198706140",)


def test_an_uncertain_birth() -> None:
    year = keys_of(record(KOVALENKO, birth="1987"))
    assert not any(key[0] == "d" for key in year)
    assert "y1987s.kavalanka" in year
    two = keys_of(record(KOVALENKO, birth="1987-1988"))
    assert {"y1987s.kavalanka", "y1988s.kavalanka"} <= set(two)
    decade = keys_of(record(KOVALENKO, birth="198X"))
    assert not any(key[0] == "y" for key in decade)


def test_every_script_has_the_same_keys() -> None:
    russian = read("Коваленко Сергей Александрович", Order.SURNAME_FIRST)
    latin = read("Serhii Oleksandrovych Kovalenko", Order.SURNAME_LAST)
    keys = set(keys_of(record(KOVALENKO, birth="1987")))
    assert keys == set(keys_of(record(russian, birth="1987")))
    assert keys == set(keys_of(record(latin, birth="1987")))


def test_brothers_share_no_whole_name() -> None:
    brother = read("Коваленко Андрій Олександрович", Order.SURNAME_FIRST)
    shared = set(keys_of(record(KOVALENKO))) & set(keys_of(record(brother)))
    assert shared == {"skavalanka"}


def test_serial_numbers_and_call_signs_become_ascii() -> None:
    assert serial_key("Щ12").isascii()
    assert serial_key("Щ12") != serial_key("Ж12")
    assert call_sign_keys("Тінь, Барс-2") == ("ctan", "cbars")
    assert call_sign_keys("77") == ("c77",)
    assert call_sign_keys("") == ()


def test_a_long_number_is_cut() -> None:
    (key,) = keys_of(record(NAMELESS, serial="7" * 10_000))
    assert len(key) == LONGEST


@given(
    st.text("абвгдеєжзиіїйклмноп'ьюя -.АБВГabcdyzh", min_size=1, max_size=60),
    st.sampled_from(["", "1987", "14.06.1987", "1985/1987"]),
    st.text(max_size=20),
)
def test_keys_of_anything_are_few_and_short(text: str, birth: str, number: str) -> None:
    try:
        name = read(text, Order.SURNAME_FIRST, Sex.UNKNOWN)
    except ValueProblem:
        name = NAMELESS
    keys = keys_of(record(name, birth=birth, serial=number, call_sign=number))
    assert len(keys) == len(set(keys)) <= MOST_KEYS
    for key in keys:
        assert key.isascii()
        assert len(key) <= LONGEST
        assert key == key.lower()
        assert " " not in key

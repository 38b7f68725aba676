"""Several names in one cell."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from repatria.names.model import Order
from repatria.names.reading import NameRefused, read, several


@pytest.mark.parametrize(
    "between", ["; ", " / ", "\n", "\r\n", " та ", " і ", " и ", " and ", " & ", ", "]
)
@pytest.mark.parametrize(
    "names", [("Коваленко Сергій", "Петренко Іван"), ("Шевчук М.І.", "Сова О. П.")]
)
def test_each_way_of_parting_them(between: str, names: tuple[str, str]) -> None:
    written = between.join(names)
    assert several(written) == names
    with pytest.raises(NameRefused, match="2 names stand in one cell"):
        read(written, Order.SURNAME_FIRST)


def test_three_surnames_and_a_numbered_list() -> None:
    assert several("Коваленко, Петренко, Сова") == ("Коваленко", "Петренко", "Сова")
    assert several("1. Сова О. 2. Шевчук М.") == ("Сова О.", "Шевчук М.")
    with pytest.raises(NameRefused, match="Сова О"):
        read("1. Сова О. 2. Шевчук М.", Order.SURNAME_FIRST)


@pytest.mark.parametrize(
    "written",
    [
        "Shevchuk, Mykola",
        "Shevchuk, Mykola Ivanovych",
        "Коваленко Сергій, солдат",
        "солдат, Коваленко Сергій",
        "п/п-к Коваленко Сергій",
        "Алієв Рашид н/д",
        "Коваленко Сергій;",
        "Коваленко Сергій\n",
        "Коваленко Сергій, 1985 р.н.",
        "Петренко І.",
        "Тася Іваненко",
        "Коваленко Сергій, м. Київ",
    ],
)
def test_what_is_one_name(written: str) -> None:
    assert len(several(written)) == 1
    read(written, Order.SURNAME_FIRST)


@given(st.text(max_size=300))
def test_any_text_is_parted(text: str) -> None:
    assert all(name.strip() for name in several(text) if text.strip())

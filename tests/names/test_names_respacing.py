"""Spaces that are missing or too many."""

from __future__ import annotations

import pytest

from repatria.names.reasons import Reason
from repatria.names.respacing import respaced


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("БорисМатрипула", "Борис Матрипула"),
        ("ГуменюкаІгоря Юрійовича", "Гуменюка Ігоря Юрійовича"),
        ("Ма нила Б. М.", "Манила Б. М."),
        ("Назар енко Сергій", "Назаренко Сергій"),
        ("Василь Михай лович Похідня", "Василь Михайлович Похідня"),
        ("Ва силь Меньших", "Василь Меньших"),
    ],
)
def test_put_right_and_told(written: str, meant: str) -> None:
    notes: list[Reason] = []
    assert respaced(written.split(), notes) == meant.split()
    assert len(notes) == 1


@pytest.mark.parametrize(
    "written",
    ["Сергій Коваленко", "Сергій коваленко", "коваленко сергій", "Коваленко сергій олександрович",
     "МакГрегор Іван", "McDonald John", "Ван дер Берг", "Мамед огли", "КОВАЛЕНКО СЕРГІЙ"],
)  # fmt: skip
def test_left_as_it_is(written: str) -> None:
    notes: list[Reason] = []
    assert respaced(written.split(), notes) == written.split()
    assert notes == []

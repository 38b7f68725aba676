"""The table of short forms: what it may not say."""

from __future__ import annotations

import pytest

from repatria.names.diminutives import MEN, WOMEN
from repatria.names.given_names import MEN as ALL_MEN
from repatria.names.given_names import WOMEN as ALL_WOMEN
from repatria.names.keys import main_key
from repatria.names.levels import Level
from repatria.names.lexicon import whole_lexicon
from repatria.names.model import PartKind
from repatria.names.part_levels import part_level
from repatria.names.parts import part


def test_every_full_name_is_known() -> None:
    for name in (*MEN, *WOMEN):
        assert whole_lexicon().lemmas(PartKind.GIVEN, [main_key(name)]), name


def test_no_short_form_is_the_full_name_of_the_other_sex() -> None:
    """Else Віталій and Віталія would be one person, by way of a Віталя."""
    women = {main_key(name) for name in ALL_WOMEN}
    men = {main_key(name) for name in ALL_MEN}
    assert not {form for forms in MEN.values() for form in forms if main_key(form) in women}
    assert not {form for forms in WOMEN.values() for form in forms if main_key(form) in men}


def test_no_form_is_told_twice_of_one_name() -> None:
    for forms in (*MEN.values(), *WOMEN.values()):
        assert len(set(forms)) == len(forms)


def test_no_line_is_a_form_of_itself() -> None:
    for table in (MEN, WOMEN):
        for name, forms in table.items():
            assert main_key(name) not in {main_key(form) for form in forms}


@pytest.mark.parametrize(
    "names",
    [
        "Ден Денис", "Дэн Денис", "Алекс Олексій", "Alex Олександр", "Ігорьоша Игорь",
        "Глібко Глеб", "Никитос Микита", "Нікітос Нікіта", "Вітя Виктор", "Антоха Антон",
        "Stanley Станіслав", "Зоря Зоряна", "Eugene Євген", "Peter Петро", "Alexander Олександр",
        "Julia Юлія", "Michael Михайло", "Andrew Андрій", "Paul Павло", "Nicholas Микола",
        "Gregory Григорій", "Basil Василь", "George Юрій", "George Георгій", "Дмитр Дмитро",
        "Kate Катерина", "Leo Лев", "Киря Кирило", "Нюра Ганна", "Lana Світлана",
    ],
)  # fmt: skip
def test_what_people_are_called(names: str) -> None:
    short, full = (part(name, PartKind.GIVEN) for name in names.split())
    assert part_level(short, full) is Level.VARIANT


@pytest.mark.parametrize(
    "names", ["Антоніна Ніна", "Маргарита Марта", "Іванна Яна", "Яніна Яна", "Вероніка Віра"]
)
def test_a_full_name_is_not_short_for_another(names: str) -> None:
    one, other = (part(name, PartKind.GIVEN) for name in names.split())
    assert part_level(one, other) is Level.CONTRADICTED


def test_every_usual_name_of_a_man_has_forms() -> None:
    assert len(MEN) > 90
    assert len(WOMEN) > 70

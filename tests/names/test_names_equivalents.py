"""Names that are one by tradition."""

from __future__ import annotations

import pytest

from repatria.names.equivalents import equivalent_pairs
from repatria.names.given_names import MEN, WOMEN
from repatria.names.levels import Level
from repatria.names.model import PartKind
from repatria.names.part_levels import part_level
from repatria.names.parts import part

GIVEN, PATRONYMIC = PartKind.GIVEN, PartKind.PATRONYMIC


@pytest.mark.parametrize(
    "names",
    [
        "Гнат Игнат", "Гнат Ihnat", "Ігнатій Игнат", "Опанас Афанасий", "Панас Afanasii",
        "Мусій Моисей", "Юхим Ефим", "Хома Фома", "Явдоха Евдокия", "Параска Прасковья",
        "Горпина Аграфена", "Мотря Матрена", "Химка Евфимия", "Овсій Евсей", "Гаврила Гавриил",
        "Улас Власий", "Тодось Feodosii",
    ],
)  # fmt: skip
def test_one_name(names: str) -> None:
    one, other = (part(name, GIVEN) for name in names.split())
    assert part_level(one, other) is Level.VARIANT


@pytest.mark.parametrize(
    "names", ["Юрій Георгій", "Іван Ян", "Ірина Арина", "Оксана Ксенія", "Сава Савелій"]
)
def test_names_of_one_origin_that_people_bear_as_two(names: str) -> None:
    one, other = (part(name, GIVEN) for name in names.split())
    assert part_level(one, other) is Level.CONTRADICTED


def test_their_patronymics_name_one_father() -> None:
    one, other = part("Гнатович", PATRONYMIC), part("Игнатьевич", PATRONYMIC)
    assert part_level(one, other) is Level.VARIANT


def test_no_name_is_in_two_lines_and_none_is_of_both_sexes() -> None:
    lines: dict[str, set[str]] = {}
    for name, (russian,) in equivalent_pairs():
        lines.setdefault(name, set()).add(russian)
    assert not {name for name, found in lines.items() if len(found) > 1}
    assert not {
        (name, russian)
        for name, found in lines.items()
        for russian in found
        if (name in MEN and russian in WOMEN) or (name in WOMEN and russian in MEN)
    }

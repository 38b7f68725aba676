"""Levels of two parts."""

from __future__ import annotations

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import DamerauLevenshtein

from repatria.names.levels import AGREEING, Level
from repatria.names.lexicon import Lexicon
from repatria.names.model import PartKind, Sex
from repatria.names.part_levels import cut_off, part_level, slips
from repatria.names.parts import part, part_by

GIVEN, PATRONYMIC, SURNAME = PartKind.GIVEN, PartKind.PATRONYMIC, PartKind.SURNAME


def level(kind: PartKind, left: str, right: str) -> Level:
    found = part_level(part(left, kind), part(right, kind))
    assert found is part_level(part(right, kind), part(left, kind))
    return found


@pytest.mark.parametrize(
    "pair", ["Ганна Ганна", "Семен Семён", "Андрія Андрій", "ОЛЕГ Олег", "Дем’ян Дем'ян"]
)
def test_same(pair: str) -> None:
    assert level(GIVEN, *pair.split()) is Level.SAME


@pytest.mark.parametrize(
    "pair",
    [
        "Микола Николай", "Микола Mykola", "Mykola Nikolai", "Oleksii Aleksey", "Ганна Анна",
        "Євген Evgeny", "Дмитро Дмитрий", "Сергій Sergey", "Sergey Serhii", "Саша Олександр",
        "Саша Олександра", "Сашко Aleksandr", "Вова Володимир", "Коля Николай", "Міша Mikhail",
        "Юрий Youri", "Гліб Gleb", "Michael Михайло", "Анна-Марія Марія", "Анна-Марія Анна-Мария",
    ],
)  # fmt: skip
def test_variant_given_names(pair: str) -> None:
    assert level(GIVEN, *pair.split()) is Level.VARIANT


@pytest.mark.parametrize(
    "pair",
    [
        "Ільївна Ильинична", "Миколайович Nikolaevich", "Яківна Яковлевна", "Пилипович Филиппович",
        "Сергійович Sergeevich", "Олексійовича Алексеевич",
    ],
)  # fmt: skip
def test_variant_patronymics(pair: str) -> None:
    assert level(PATRONYMIC, *pair.split()) is Level.VARIANT


def test_brother_and_sister_name_the_same_father() -> None:
    assert level(PATRONYMIC, "Петрович", "Петрівна") is Level.VARIANT


@pytest.mark.parametrize(
    "pair",
    [
        "Григоренко Grigorenko", "Лебідь Лебедь", "Lebid Лебедь", "Лебідь Lebed", "Сірий Серый",
        "Воробйов Воробьёв", "Воробйов Vorobyov", "Кузьмінов Кузьминов", "Іванова Иванов",
        "Зеленська Zelensky", "Чорного Черный", "Чорновіл Черновол", "Ковалів Ковалёв",
        "Петренко-Коваль Петренко", "Крижанівський Крыжановский",
    ],
)  # fmt: skip
def test_variant_surnames(pair: str) -> None:
    assert level(SURNAME, *pair.split()) is Level.VARIANT


@pytest.mark.parametrize(
    "pair",
    ["Шевченко Шевчнеко", "Коваленко Ковалєнкко", "Петрів Петров", "Левченко Леваченко"],
)
def test_spelling(pair: str) -> None:
    assert level(SURNAME, *pair.split()) in {Level.SPELLING, Level.VARIANT}


@pytest.mark.parametrize(
    ("kind", "pair"),
    [
        (GIVEN, "Олександр Олександра"),
        (GIVEN, "Oleksandr Александра"),
        (GIVEN, "Валентин Валентина"),
        (GIVEN, "Аліна Олена"),
        (GIVEN, "Станіслав Святослав"),
        (GIVEN, "Анна-Марія Анна-Софія"),
        (GIVEN, "Марат Марта"),
        (GIVEN, "Джавід Давид"),
        (PATRONYMIC, "Сергійович Олександрович"),
        (PATRONYMIC, "Васильович Віталійович"),
        (PATRONYMIC, "Олексійович Олександрович"),
        (SURNAME, "Петренко Петрунько"),
        (SURNAME, "Петренко Petrunko"),
        (SURNAME, "Коваленко Коваль"),
        (SURNAME, "Іванов Іванченко"),
        (SURNAME, "Марченко Харченко"),
        (SURNAME, "Мельник Мельников"),
        (SURNAME, "Петренко-Коваль Петренко-Бойко"),
    ],
)
def test_contradicted(kind: PartKind, pair: str) -> None:
    assert level(kind, *pair.split()) is Level.CONTRADICTED


@pytest.mark.parametrize(
    ("kind", "pair"),
    [
        # One is known, and the other a slip of it in the same language or in the other one.
        (GIVEN, "Андрій Андрец"), (GIVEN, "Дмитро Дмитртй"), (GIVEN, "Сергій Сепгей"),
        (GIVEN, "Микола Ниеолай"), (GIVEN, "Андрій Audrei"), (GIVEN, "Олексій Alekseu"),
        (GIVEN, "Гнат Играт"),
        (PATRONYMIC, "Олексійович Алексеевнч"), (PATRONYMIC, "Костянтинович Конетантинович"),
        (PATRONYMIC, "Миколайович Миколайовтч"),
        (SURNAME, "Гнелиця Гнелипа"),
        # What is not heard between vowels can be a letter mistaken.
        (GIVEN, "Вікторія Віеторія"), (GIVEN, "Микола Nieolai"),
        # A given name may be short.
        (GIVEN, "Олег Опег"), (GIVEN, "Петро Пегр"), (GIVEN, "Іван Фван"), (GIVEN, "Марк Маркр"),
        (GIVEN, "Яна Ysna"),
        # A last `a` of the other sex is no slip, a letter changed for it is one.
        (GIVEN, "Руслан Руслна"), (GIVEN, "Микола Микоал"), (GIVEN, "Владислав Vladislva"),
        # A dictionary has these misspellings too.
        (GIVEN, "Тимофій Тмиофій"), (PATRONYMIC, "Сергійович Сегреевич"),
    ],
)  # fmt: skip
def test_a_slip_of_a_known_name(kind: PartKind, pair: str) -> None:
    assert level(kind, *pair.split()) is Level.SPELLING


@pytest.mark.parametrize(
    ("kind", "pair"),
    [
        (GIVEN, "Олександ Олександр"), (GIVEN, "Олександ Александр"),
        (PATRONYMIC, "Владими Володимирович"), (PATRONYMIC, "Матвеев Матвійович"),
        (PATRONYMIC, "Миколайов Николаевич"), (PATRONYMIC, "Анатольев Анатолійович"),
        (SURNAME, "CHVERE Чверенко"), (SURNAME, "Щипанс Щіпанський"),
    ],
)  # fmt: skip
def test_a_name_cut_off(kind: PartKind, pair: str) -> None:
    assert level(kind, *pair.split()) is Level.SPELLING


@pytest.mark.parametrize(
    ("kind", "pair"),
    [
        (SURNAME, "Коваль Коваленко"), (SURNAME, "Іван Іванченко"),  # two known names
        (SURNAME, "RU Рубець"), (SURNAME, "Чвер Щверенко"), (SURNAME, "Абракадабренко Абракадабр"),
        (GIVEN, "Олекса Олександр"), (GIVEN, "Ром Роман"),
    ],
)  # fmt: skip
def test_not_cut_off(kind: PartKind, pair: str) -> None:
    left, right = (part(word, kind) for word in pair.split())
    assert cut_off(left, right) is None
    assert cut_off(right, left) is None


def test_what_is_cut_off_is_the_unknown_name_and_more_than_the_ending_of_a_sex() -> None:
    short, whole = part("Чвере", SURNAME), part("Чверенко", SURNAME)
    assert cut_off(short, whole) is cut_off(whole, short) is short
    known = Lexicon(lambda _: [("валерина", ("валерина",))])
    assert cut_off(part_by(known, "Валерин", GIVEN), part_by(known, "Валерина", GIVEN)) is None
    assert cut_off(part_by(known, "Валери", GIVEN), part_by(known, "Валерина", GIVEN)) is not None


def test_three_letters_are_too_few_for_a_slip() -> None:
    assert level(GIVEN, "Лев", "Лем") is Level.CONTRADICTED


def test_absent_is_not_contradicted() -> None:
    assert part_level(part("Петрович", PATRONYMIC), None) is Level.ABSENT
    assert part_level(None, None) is Level.ABSENT
    assert Level.ABSENT not in AGREEING


def test_two_known_names_are_no_slip_of_one_another_and_two_unknown_ones_are() -> None:
    nothing = Lexicon(lambda _: ())
    one, other = (part_by(nothing, word, SURNAME) for word in ("Марченко", "Харченко"))
    assert part_level(one, other) is Level.SPELLING
    assert level(SURNAME, "Марченко", "Харченко") is Level.CONTRADICTED


@pytest.mark.parametrize(
    ("left", "right", "count"),
    [
        ("Абвгк", "Абвдк", 1), ("Абвг", "Абвд", 0), ("Абвгкабвг", "Абдгкабдг", 2),
        ("Абвгкабвг", "Абдгкдбдг", 0), ("Абвгк", "Авбгк", 1), ("Абвгк", "Абвгка", 0),
    ],
)  # fmt: skip
def test_slips(left: str, right: str, count: int) -> None:
    nothing = Lexicon(lambda _: ())
    texts = (left.lower(),), (right.lower(),)
    parts = [part_by(nothing, text[0], GIVEN, Sex.UNKNOWN, text) for text in texts]
    assert slips(*parts) == count


@given(st.lists(st.tuples(st.text("abc", max_size=8), st.text("abc", max_size=8)), min_size=1))
def test_the_distance_is_that_of_the_database(pairs: list[tuple[str, str]]) -> None:
    expected = [DamerauLevenshtein.distance(*pair) for pair in pairs]
    values = ", ".join(f"({number}, '{a}', '{b}')" for number, (a, b) in enumerate(pairs))
    sql = f"SELECT damerau_levenshtein(a, b) FROM (VALUES {values}) t(i, a, b) ORDER BY i"
    with duckdb.connect() as database:
        found = database.execute(sql).fetchall()
    assert [row[0] for row in found] == expected

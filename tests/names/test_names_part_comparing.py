"""The sentences of part verdicts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from repatria.names.levels import Level
from repatria.names.model import PartKind
from repatria.names.part_comparing import compare_parts
from repatria.names.parts import part

GIVEN, PATRONYMIC, SURNAME = PartKind.GIVEN, PartKind.PATRONYMIC, PartKind.SURNAME


@pytest.mark.parametrize(
    ("kind", "left", "right", "sentence"),
    [
        (GIVEN, "Микола", "Микола", "Both are “Микола”."),
        (GIVEN, "ОЛЕГ", "Олег", "“ОЛЕГ” and “Олег” are the same word."),
        (GIVEN, "Андрія", "Андрій", "“Андрія” and “Андрій” are forms of one word."),
        (
            GIVEN, "Микола", "Николай",
            "“Микола” and “Николай” are one name in Ukrainian and Russian.",
        ),
        (GIVEN, "Микола", "Mykola", "“Микола” and “Mykola” can be transliterations of one name."),
        (
            GIVEN, "Олександр", "Саша",
            "“Саша” can be short for “Олександр”, or its form in another language.",
        ),
        (GIVEN, "Mykola", "Nikolai", "“Mykola” and “Nikolai” can be forms of one name."),
        (GIVEN, "Анна-Марія", "Марія", "“Анна-Марія” and “Марія” share one half of a double name."),
        (
            GIVEN, "Олександр", "Олександра",
            "“Олександр” and “Олександра” are a man's and a woman's name.",
        ),
        (GIVEN, "Олег", "Ігор", "“Олег” and “Ігор” are different given names."),
        (GIVEN, "М.", "Микола", "“М.” can be “Микола”."),
        (GIVEN, "Микола", "М.", "“М.” can be “Микола”."),
        (GIVEN, "П.", "Микола", "“П.” cannot be “Микола”."),
        (GIVEN, "П.", "M.", "“П.” and “M.” are different initials."),
        (GIVEN, "М.", "M.", "“М.” and “M.” can be one initial."),
        (
            PATRONYMIC, "Ільївна", "Ильинична",
            "“Ільївна” and “Ильинична” name the same father.",
        ),
        (
            PATRONYMIC, "Сергійович", "Олександрович",
            "“Сергійович” and “Олександрович” name different fathers.",
        ),
        (
            SURNAME, "Іванова", "Іванов",
            "“Іванова” and “Іванов” are the surname of a man and of a woman of one family.",
        ),
        (
            SURNAME, "Шевченко", "Шевчнеко",
            "“Шевченко” and “Шевчнеко” differ by one letter, as by a slip.",
        ),
        (GIVEN, "Олег", "Опег", "“Олег” and “Опег” differ by one letter, as by a slip."),
        (SURNAME, "CHVERE", "Чверенко", "“CHVERE” can be “Чверенко” cut off."),
        (PATRONYMIC, "Миколайович", "Миколайов", "“Миколайов” can be “Миколайович” cut off."),
        (
            SURNAME, "Гвіздрюк", "Гвездрюк",
            "“Гвіздрюк” and “Гвездрюк” differ only in vowels or softness, "
            "as Ukrainian and Russian do.",
        ),
        (SURNAME, "Коваленко", "Коваль", "“Коваленко” and “Коваль” are different surnames."),
    ],
)  # fmt: skip
def test_the_sentence(kind: PartKind, left: str, right: str, sentence: str) -> None:
    verdict = compare_parts(kind, part(left, kind), part(right, kind))
    assert str(verdict.why) == sentence
    assert verdict.field == kind


@given(st.text(max_size=20), st.text(max_size=20), st.sampled_from(PartKind))
def test_whatever_is_compared_has_a_sentence_that_quotes_it(
    left: str, right: str, kind: PartKind
) -> None:
    verdict = compare_parts(kind, part(left, kind), part(right, kind))
    assert left in str(verdict.why)
    assert right in str(verdict.why)


@pytest.mark.parametrize("kind", PartKind)
def test_absence_names_the_part(kind: PartKind) -> None:
    some = part("Іванович", kind)
    neither, one = compare_parts(kind, None, None), compare_parts(kind, None, some)
    assert neither.level is one.level is Level.ABSENT
    assert "Neither" in str(neither.why)
    assert "“Іванович”" in str(one.why)
    assert one.why == compare_parts(kind, some, None).why

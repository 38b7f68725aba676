"""The words of one name stand in one case and are of one sex."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from repatria.names.agreement import agreements
from repatria.names.cases import Case
from repatria.names.model import PartKind, Sex


def best(name: str, sex: Sex = Sex.UNKNOWN) -> tuple[Case, Sex, str]:
    first = agreements(zip(name.split(), PartKind, strict=False), sex)[0]
    return first.case, first.sex, " ".join(first.texts)


@pytest.mark.parametrize(
    ("written", "case", "sex", "nominative"),
    [
        ("Бойко Олександра", Case.NOMINATIVE, Sex.FEMALE, "бойко олександра"),
        ("Чорного Андрія Петровича", Case.GENITIVE, Sex.MALE, "чорний андрій петрович"),
        ("Чорної Ганни Іллівни", Case.GENITIVE, Sex.FEMALE, "чорна ганна іллівна"),
        ("Бондаренко Оксани Петрівни", Case.GENITIVE, Sex.FEMALE, "бондаренко оксана петрівна"),
        ("Ковальову Сергію", Case.DATIVE, Sex.MALE, "ковальов сергій"),
        ("Сова Ілля Петрович", Case.NOMINATIVE, Sex.MALE, "сова ілля петрович"),
        ("Сова Рахім", Case.NOMINATIVE, Sex.MALE, "сова рахім"),
        # Данила is a nominative too, Лыжечко stays as it is, Андрий is in no table.
        ("Білоуса Данила Олеговича", Case.GENITIVE, Sex.MALE, "білоус данил олегович"),
        ("Лыжечко Николая", Case.GENITIVE, Sex.MALE, "лыжечко николай"),
        ("Шевченко Любови", Case.GENITIVE, Sex.FEMALE, "шевченко любовь"),
        ("Казеці Андрию Васильовичу", Case.DATIVE, Sex.MALE, "казека андрий васильович"),
        ("Козловской Марии Ильиничне", Case.DATIVE, Sex.FEMALE, "козловская мария ильинична"),
    ],
)
def test_the_words_together_tell_case_and_sex(
    written: str, case: Case, sex: Sex, nominative: str
) -> None:
    assert best(written) == (case, sex, nominative)


def test_the_sex_of_the_list_decides_where_the_words_do_not() -> None:
    assert best("Ковальова Олександра")[1:] == (Sex.FEMALE, "ковальова олександра")
    assert best("Ковальова Олександра", Sex.MALE)[1:] == (Sex.MALE, "ковальов олександр")


def test_a_patronymic_decides_too() -> None:
    assert best("Ковальова Олександра Сергійовича")[1] is Sex.MALE
    assert best("Ковальова Олександра Сергіївна")[1] is Sex.FEMALE


word = st.text(st.sampled_from("аиіїеєоуюябвгкнлсчшья'"), min_size=1, max_size=9)


@given(st.lists(st.tuples(word, st.sampled_from(PartKind)), max_size=3), st.sampled_from(Sex))
def test_there_is_always_a_way_and_the_cheapest_is_first(
    words: list[tuple[str, PartKind]], sex: Sex
) -> None:
    found = agreements(words, sex)
    assert found
    assert [each.cost for each in found] == sorted(each.cost for each in found)
    assert all(sex in (Sex.UNKNOWN, each.sex) for each in found)

"""Names as lists write them, and what is read into them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from repatria.names.model import Name, Order, PartKind, Reading, Script, Sex
from repatria.names.reading import NameRefused, read

FIRST, LAST = Order.SURNAME_FIRST, Order.SURNAME_LAST


def said(one: Reading) -> tuple[str, ...]:
    """The likeliest nominatives of the parts; an initial as it is written."""
    parts = [one.part(kind) for kind in PartKind]
    return tuple("" if p is None else p.written if p.initial else p.texts[0] for p in parts)


def best(written: str, order: Order = FIRST, sex: Sex = Sex.UNKNOWN) -> tuple[str, ...]:
    return said(read(written, order, sex).readings[0])


def notes(name: Name) -> str:
    return " ".join(map(str, name.notes))


KOVALENKO = ("коваленко", "сергій", "олександрович")


@pytest.mark.parametrize(
    ("written", "order"),
    [
        ("Коваленко Сергій Олександрович", FIRST),
        ("Сергій Олександрович Коваленко", LAST),
        ("КОВАЛЕНКО СЕРГІЙ ОЛЕКСАНДРОВИЧ", FIRST),
        ("коваленко сергій олександрович", FIRST),
        ("  Коваленко\u00a0Сергій   Олександрович. ", FIRST),
        ("Коваленко, Сергій Олександрович", LAST),
        ("КОВАЛЕНКО Сергій Олександрович", LAST),
        ("Коваленка Сергія Олександровича", FIRST),
        ("Коваленку Сергію Олександровичу", FIRST),
        ("ст. солдат Коваленко Сергій Олександрович", FIRST),
        ("Коваленко Сергій Олександрович, 1985 р.н.", FIRST),
        ("Коваленко Сергій Олександрович «Сокіл»", FIRST),
        ("Kовaлeнкo Сергій Олeксандрович", FIRST),
        ("К0валенко Сергій Олександр0вич", FIRST),
        ("Rjdfktyrj Cthusq Jktrcfylhjdbx", FIRST),
        ("Коваленко Cthusq Олександрович", FIRST),
        ("Кова\u200bленко Сергій \u202eОлександрович", FIRST),
        ("КоваленкоСергій Олександрович", FIRST),
        ("Коваленко Сергій Олександ рович", FIRST),
        ("Коваленко Сергій Олександрович, м. Київ", FIRST),
        ("Коваленко Сергій Олександрович, Київ", FIRST),
    ],
)
def test_one_man_however_he_is_written(written: str, order: Order) -> None:
    name = read(written, order)
    assert said(name.readings[0]) == KOVALENKO
    assert name.readings[0].sex is Sex.MALE
    assert name.written == written


@pytest.mark.parametrize(
    ("written", "order"),
    [("Шевчук М. І.", FIRST), ("М.І. Шевчук", FIRST), ("М.І.Шевчук", LAST), ("Шевчук М І", FIRST),
     ("ШевчукМ.І.", FIRST), ("Шевчук M. I.", FIRST)],
)  # fmt: skip
def test_initials_in_their_ways_of_writing(written: str, order: Order) -> None:
    reading = read(written, order).readings[0]
    assert reading.surname is not None
    assert reading.surname.texts == ("шевчук",)
    assert reading.given is not None
    assert (reading.given.initial, reading.given.initials) == (True, ("m",))
    assert reading.patronymic is not None
    assert (reading.patronymic.initial, reading.patronymic.initials) == (True, ("i",))


def test_initials_of_two_letters() -> None:
    reading = read("Shevchuk Ye. Yu.", FIRST).readings[0]
    assert reading.given is not None
    assert reading.given.initials == ("e",)
    assert reading.patronymic is not None
    assert reading.patronymic.initials == ("iu",)


def test_letters_of_one_look_are_told_where_the_other_words_decide() -> None:
    name = read("Шевчук M. I.", FIRST)
    assert name.script is Script.CYRILLIC
    assert "“M.” is written in letters that look like" in notes(name)
    assert read("Сорока M. O.", FIRST).script is Script.CYRILLIC
    assert read("Petrenko О. М.", FIRST).script is Script.LATIN


def test_two_scripts_stay_where_nothing_decides() -> None:
    assert read("Сoр", FIRST).script is Script.MIXED
    assert read("Kovalenko Сергій", FIRST).script is Script.MIXED


def test_the_declared_order_first_and_the_other_offered() -> None:
    name = read("Сергій Олександрович Коваленко", FIRST)
    assert [said(each) for each in name.readings] == [
        ("сергій", "олександрович", "коваленко"),
        KOVALENKO,
    ]
    assert "second reading" in notes(name)


def test_a_slip_of_the_keyboard_keeps_what_was_typed_as_the_last_reading() -> None:
    name = read("Rjdfktyrj Cthusq", FIRST)
    assert [said(each)[:2] for each in name.readings] == [
        ("коваленко", "сергій"),
        ("rjdfktyrj", "cthusq"),
    ]
    assert name.script is Script.LATIN
    assert "if the keyboard was set" in notes(name)
    assert said(read("Шмфтщм", FIRST).readings[0])[0] == "ivanov"


def test_a_word_typed_wrongly_among_others_keeps_its_writing() -> None:
    given_name = read("Коваленко Cthusq Олександрович", FIRST).readings[0].given
    assert given_name is not None
    assert (given_name.written, given_name.texts) == ("Cthusq", ("сергій",))


@pytest.mark.parametrize(
    ("written", "rank"),
    [("ст. солдат Коваленко С. О.", "ст. солдат"), ("капітан Коваленко С. О.", "капітан"),
     ("Коваленко С. О. (майор)", "майор"), ("Коваленко С.О., сержант", "сержант"),
     ("капітан 3 рангу Коваленко С. О.", "капітан 3 рангу")],
)  # fmt: skip
def test_a_rank_is_taken_out_and_told(written: str, rank: str) -> None:
    name = read(written, FIRST)
    assert said(name.readings[0]) == ("коваленко", "С.", "О.")
    assert name.rank == rank
    assert f"“{rank}” is read as a rank or title" in notes(name)


def test_long_words_are_not_lost() -> None:
    long = "Коваль" * 9
    assert best(f"{long} Сергій Олександрович") == (long.lower(), *KOVALENKO[1:])


def test_a_rank_can_be_the_surname() -> None:
    name = read("Майор Іван Петрович", FIRST)
    assert (said(name.readings[0]), name.rank) == (("майор", "іван", "петрович"), "")


def test_a_call_sign() -> None:
    name = read("Гончар О. Т., позивний «Дід»", FIRST)
    assert name.call_sign == "Дід"
    assert said(name.readings[0]) == ("гончар", "О.", "Т.")


def test_a_maiden_name_is_another_reading() -> None:
    name = read("Іваненко (Петренко) Ганна Іллівна", FIRST)
    assert [said(each)[0] for each in name.readings] == ["іваненко", "петренко"]
    assert {said(each)[1:] for each in name.readings} == {("ганна", "іллівна")}


def test_the_name_once_more_in_the_other_script() -> None:
    name = read("KOVALENKO Serhii (Коваленко Сергій Олександрович)", FIRST)
    assert [said(each) for each in name.readings] == [("kovalenko", "serhii", ""), KOVALENKO]


@pytest.mark.parametrize(
    ("written", "order", "expected"),
    [
        ("Нечуй-Левицький Іван Семенович", FIRST, ("нечуй-левицький", "іван", "семенович")),
        ("Нечуй - Левицький Іван Семенович", FIRST, ("нечуй-левицький", "іван", "семенович")),
        ("Нечуй Левицький Іван Семенович", FIRST, ("нечуй-левицький", "іван", "семенович")),
        ("Алієв Рашид Мамед огли", FIRST, ("алієв", "рашид", "мамед огли")),
        ("Алиева Лейла Мамед кызы", FIRST, ("алиева", "лейла", "мамед кызы")),
        ("Фон Клюге Ганс", FIRST, ("фон клюге", "ганс", "")),
        ("Jan van der Berg", LAST, ("van der berg", "jan", "")),
        ("Іваненко Анна-Марія Іванівна", FIRST, ("іваненко", "анна-марія", "іванівна")),
        ("Сергій Олександрович", FIRST, ("", "сергій", "олександрович")),
        ("Коваленко Сергій б/п", FIRST, ("коваленко", "сергій", "")),
        ("Коваленко Сергій не встановлено", FIRST, ("коваленко", "сергій", "")),
        ("невідомо Сергій Олександрович", FIRST, ("", "сергій", "олександрович")),
    ],
)
def test_parts_of_several_words_and_absent_ones(
    written: str, order: Order, expected: tuple[str, ...]
) -> None:
    assert best(written, order) == expected


def test_the_other_words_tell_the_case() -> None:
    assert best("Чорного Андрія Петровича") == ("чорний", "андрій", "петрович")
    assert best("Чорної Ганни Іллівни") == ("чорна", "ганна", "іллівна")
    assert "genitive" in notes(read("Чорного Андрія Петровича", FIRST))
    assert best("Мокренской Ирины Русланозны")[1] == "ирина"


def test_a_name_of_two_people_in_two_cases_has_both_readings() -> None:
    name = read("Ковальова Олександра", FIRST)
    assert [(said(each)[1], each.sex) for each in name.readings] == [
        ("олександра", Sex.FEMALE),
        ("олександр", Sex.MALE),
    ]
    assert len(read("Ковальова Олександра", FIRST, Sex.MALE).readings) == 1
    assert len(read("Бойко Олександра", FIRST).readings) == 1


@pytest.mark.parametrize(
    ("written", "sex"),
    [
        ("Коваленко Саша Іванівна", Sex.FEMALE),
        ("Коваленко Ольга", Sex.FEMALE),
        ("Kovalenko Serhii", Sex.MALE),
        ("Залеська О. П.", Sex.FEMALE),
        ("Ковальова О. П.", Sex.UNKNOWN),
        ("Коваленко О. П.", Sex.UNKNOWN),
    ],
)
def test_the_sex_from_what_tells_it(written: str, sex: Sex) -> None:
    assert read(written, FIRST).readings[0].sex is sex


@pytest.mark.parametrize(
    ("written", "sex"),
    [("Коваленко Сергій Олександрівна", Sex.UNKNOWN), ("Залеська Сергій Іванович", Sex.UNKNOWN),
     ("Коваленко Сергій Олександрович", Sex.FEMALE), ("Коваленко Ольга", Sex.MALE)],
)  # fmt: skip
def test_a_contradiction_of_sexes_is_noted(written: str, sex: Sex) -> None:
    assert "what else is told" in notes(read(written, FIRST, sex))


@pytest.mark.parametrize(
    ("written", "why"),
    [
        ("", "empty"),
        ("а" * 10_000, "10000 characters"),
        ("1234567", "no letter"),
        ("Кова\x07ленко", "control character"),
        ("Коваленко\x1cСергій", "control character"),
        ("н/д", "not known"),
        ("невідомо", "not known"),
        ("- - -", "no letter"),
        ("Неизвестный", "not known"),
        ("(Сокіл)", "Nothing of"),
        ("გიორგი", "neither a Cyrillic nor a Latin"),
        ("а б в г д е є ж з и", "words"),
        ("Коваленко Сергій; Петренко Іван", "2 names"),
    ],
)
def test_what_is_no_name_is_refused_with_a_reason(written: str, why: str) -> None:
    with pytest.raises(NameRefused, match=why):
        read(written, FIRST)


_PIECES = (
    "Коваленко|Сергій|Олександрович|М.|І.|М.І.|(Петренко)|«Сокіл»|позивний|ст.|солдат|майор|-|б/п|"
    "фон|огли|Kovalenko|Rjdfktyrj|Кo|1985|р.н.|,|;|/|та|і|'|’|(|)|«|»|К0вал|Αβ|дів.|\u200b|\u202e|é|"
    "e\u0301|Ye.|?|не|відомо|.|''|-а-|\x00|\x1c|\"|3 рангу|KOVALENKO"
)
PATCHWORK = st.builds(
    lambda pieces, between: between.join(pieces),
    st.lists(st.sampled_from(_PIECES.split("|")), max_size=9),
    st.sampled_from([" ", ""]),
)


@given(st.text(max_size=300) | PATCHWORK, st.sampled_from(Order), st.sampled_from(Sex))
def test_any_text_is_read_or_refused(written: str, order: Order, sex: Sex) -> None:
    try:
        name = read(written, order, sex)
    except NameRefused:
        return
    assert (name.written, name.order) == (written, order)
    assert 1 <= len(name.readings) <= 4
    assert all(any(each.part(kind) for kind in PartKind) for each in name.readings)
    assert all(str(note) for note in name.notes)

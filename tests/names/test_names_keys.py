"""Keys: what every official spelling of a name has in common."""

from __future__ import annotations

from itertools import pairwise

import pytest
import translitua
from hypothesis import given
from hypothesis import strategies as st

from repatria.names.keys import is_loose, loose_key, main_key, strict_keys
from repatria.names.lexicon import dictionary_pairs
from repatria.names.model import PartKind

SAMPLE = [pair for kind in PartKind for pair in list(dictionary_pairs(kind))[::97]]

UKRAINIAN = [
    translitua.UkrainianKMU,
    translitua.UkrainianPassport2007,
    translitua.UkrainianNational1996,
    translitua.UkrainianBGN,
    translitua.UkrainianSimple,
    translitua.UkrainianWWS,
    translitua.UkrainianALALC,
    translitua.UkrainianDSTU9112A,
    translitua.UkrainianDSTU9112B,
    translitua.UkrainianISO9,
    translitua.UkrainianGOST1971,
    translitua.UkrainianGOST1986,
]
RUSSIAN = [
    translitua.RussianICAO,
    translitua.RussianGOST2006,
    translitua.RussianInternationalPassport1997,
    translitua.RussianInternationalPassport1997Reduced,
    translitua.RussianDriverLicense,
    translitua.RussianALALC,
    translitua.RussianISO9SystemA,
    translitua.RussianSimple,
]


@pytest.mark.parametrize("table", UKRAINIAN, ids=lambda table: table.__name__)
def test_every_table_of_ukrainian_gives_a_key_of_the_word(
    table: type[translitua.TransliterationTable],
) -> None:
    lost = [word for word, _ in SAMPLE if not _share_key(word, translitua.translit(word, table))]
    assert len(lost) <= 0.005 * len(SAMPLE), lost


@pytest.mark.parametrize("table", RUSSIAN, ids=lambda table: table.__name__)
def test_every_table_of_russian_gives_a_key_of_the_word(
    table: type[translitua.TransliterationTable],
) -> None:
    words = [russian[0] for _, russian in SAMPLE]
    lost = [word for word in words if not _share_key(word, translitua.translit(word, table))]
    assert len(lost) <= 0.005 * len(SAMPLE), lost


@pytest.mark.parametrize(
    "spellings",
    [
        "Воробйов Воробьёв Воробьев Vorobiov Vorobyov Vorobev Vorob'yev",
        "Євгеній Евгений Yevhenii Evgeny Evgenii Ievgenii Yevgeniy Evgueni",
        "Сергей Sergey Serguei Sergej",
        "Згурський Згурский Zghurskyi Zgurskij Zhurskyy Zgurskii",
        "Щербак Shcherbak Scherbak Chtcherbak Ščerbak Ŝerbak Szczerbak",
        "Жук Zhuk Žuk Juk Jouk",
        "Хмара Khmara Hmara Xmara",
        "Юрій Юрий Yurii Iurii Yuriy Youri Iouriy Jurij",
        "Гнатченко Hnatchenko Gnatchenko",
        "Братський Братский Bratskyi Bratskii Bratsky Braćkyj",
        "Ксенія Ксения Kseniia Kseniya Xenia",
        "Віктор Виктор Viktor Victor",
        "Ґалаґан Галаган Galagan Halahan",
        "Дем’янчук Дем'янчук Демянчук Demianchuk Demyanchuk Dem'janchuk",
        "Ганна Hanna Gana Hana",
    ],
)
def test_spellings_of_one_name_share_a_key(spellings: str) -> None:
    first, *others = spellings.split()
    for other in others:
        assert _share_key(first, other), (first, other)


@pytest.mark.parametrize(
    "pair",
    [
        "Петренко Петрунько",
        "Коваленко Коваль",
        "Іванов Іванченко",
        "Олександр Олександра",
        "Валерій Валерія",
        "Лисенко Лосенко",
        "Марчук Маршук",
        "Бурак Буряк",
        "Петренко Petrunko",
    ],
)
def test_other_names_share_no_strict_key(pair: str) -> None:
    assert not _share_key(*pair.split())


@pytest.mark.parametrize(
    "pair",
    ["Лебідь Лебедь", "Сірий Серый", "Олексій Алексей", "Кулаківський Кулаковский", "Бурак Буряк"],
)
def test_what_ukrainian_and_russian_say_alike_is_one_loose_key(pair: str) -> None:
    one, other = pair.lower().split()
    assert main_key(one) != main_key(other)
    assert loose_key(main_key(one)) == loose_key(main_key(other))


@given(st.text(max_size=40))
def test_any_text_has_keys_of_key_letters_or_none(text: str) -> None:
    keys = strict_keys(text.lower())
    assert len(keys) <= 5
    assert len(set(keys)) == len(keys)
    for key in keys:
        assert key.isascii()
        assert key.isalpha()
        assert key.islower()
        assert is_loose(loose_key(key))
        assert not is_loose(key)


@given(st.text("абвгґдеєжзиіїйклмнопрстуфхцчшщьюя'", min_size=1, max_size=12))
def test_a_key_is_its_own_key(word: str) -> None:
    """Folding is done to the end: nothing is left to fold in what is folded."""
    key = main_key(word)
    for one, other in pairwise(key):
        assert one != other
    assert "ie" not in key
    assert "ts" not in key


def _share_key(one: str, other: str) -> bool:
    return not set(strict_keys(one.lower())).isdisjoint(strict_keys(other.lower()))

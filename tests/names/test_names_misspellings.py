"""Entries of the dictionaries that are misspelt, and those that only look so."""

from __future__ import annotations

import pytest

from repatria.names.given_names import MEN, WOMEN
from repatria.names.lexicon import dictionary_pairs, whole_lexicon
from repatria.names.misspellings import is_misspelling
from repatria.names.model import PartKind
from repatria.names.patronymics_making import all_made

GIVEN, PATRONYMIC, SURNAME = PartKind.GIVEN, PartKind.PATRONYMIC, PartKind.SURNAME


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        (GIVEN, "тмиофій"), (GIVEN, "гигорій"), (GIVEN, "дитро"), (GIVEN, "таталія"),
        (PATRONYMIC, "сегрієвич"), (PATRONYMIC, "димтрович"), (PATRONYMIC, "семнович"),
    ],
)  # fmt: skip
def test_one_slip_from_a_name_in_use(kind: PartKind, name: str) -> None:
    assert is_misspelling(kind, name)


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        (GIVEN, "армен"), (GIVEN, "джавід"), (GIVEN, "мілена"),  # borne by people
        (GIVEN, "магомед"), (PATRONYMIC, "рахімович"),  # like no other
        (GIVEN, "азам"), (PATRONYMIC, "хомович"),  # short
        (GIVEN, "дімон"), (GIVEN, "валентина"), (SURNAME, "харченко"), (GIVEN, "гнна-марія"),
    ],
)  # fmt: skip
def test_names(kind: PartKind, name: str) -> None:
    assert not is_misspelling(kind, name)


def test_no_name_in_use_is_one() -> None:
    assert not [name for name in MEN | WOMEN if is_misspelling(GIVEN, name)]
    assert not [name for name in all_made() if is_misspelling(PATRONYMIC, name)]


def test_they_are_a_part_of_the_dictionaries_and_are_not_known() -> None:
    """A rule that took most entries for slips would take names from people."""
    for kind, most in ((GIVEN, 0.2), (PATRONYMIC, 0.25)):
        names = [pair[0] for pair in dictionary_pairs(kind)]
        slips = [name for name in names if is_misspelling(kind, name)]
        assert 0.02 < len(slips) / len(names) < most
    assert not whole_lexicon().lemmas(GIVEN, ["gigori"])
    assert whole_lexicon().lemmas(GIVEN, ["grigori"])

"""The table of headings: each field by words of all three languages, none of them of two fields."""

from __future__ import annotations

import re

import pytest

from repatria.formats.people_headings import HEADINGS, KNOWN, VAGUE, fold_heading
from repatria.formats.people_matching import Certainty, match

PFIF_ONLY = {"linked_id", "expires_on"}


@pytest.mark.parametrize("field", sorted(set(HEADINGS) - PFIF_ONLY))
def test_each_field_is_known_in_both_scripts_and_in_several_words(field: str) -> None:
    words = {fold_heading(word) for word in HEADINGS[field]}
    assert sum(bool(re.search("[а-яіїєґ]", word)) for word in words) >= 4
    assert sum(bool(re.fullmatch(r"[a-z0-9 .,'/#()-]+", word)) for word in words) >= 2


@pytest.mark.parametrize(
    ("heading", "field", "certainty"),
    [
        ("Стан", "state", Certainty.UNSURE),
        ("Состояние", "state", Certainty.UNSURE),
        ("Стан особи", "state", Certainty.SURE),
        ("Судьба лица", "state", Certainty.SURE),
        ("Повернувся", "returned_on", Certainty.UNSURE),
        ("Вернулся", "returned_on", Certainty.UNSURE),
        ("Returned", "returned_on", Certainty.UNSURE),
        ("Дата загибелі", "death_on", Certainty.SURE),
        ("Погиб", "death_on", Certainty.UNSURE),
        ("Стан здоров'я", "health", Certainty.SURE),
        ("Состояние здоровья", "health", Certainty.SURE),
        ("Де утримується", "held_at", Certainty.SURE),
        ("Кем удерживается", "held_by", Certainty.SURE),
    ],
)
def test_what_became_of_people_is_known(heading: str, field: str, certainty: Certainty) -> None:
    found = match(heading)
    assert (found.field, found.certainty) == (field, certainty)


def test_no_heading_stands_for_two_fields_and_every_vague_one_is_known() -> None:
    folded = [
        (fold_heading(word), field) for field, words in HEADINGS.items() for word in set(words)
    ]
    assert len({key for key, _ in set(folded)}) == len(set(folded))
    assert {fold_heading(word) for word in VAGUE} <= set(KNOWN)

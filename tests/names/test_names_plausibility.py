"""How much like a name a word sounds."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from repatria.names.plausibility import CYRILLIC, LATIN, likeness


@pytest.mark.parametrize(
    ("name", "noise", "table"),
    [("Коваленко", "Кщмфдутлщ", CYRILLIC), ("Kovalenko", "Rjdfktyrj", LATIN),
     ("Приходько Іван", "Зкшрщвнлщ Шмфт", CYRILLIC)],
)  # fmt: skip
def test_names_are_far_from_what_wrong_keys_give(name: str, noise: str, table) -> None:
    assert likeness(name, table) > 0.9
    assert likeness(noise, table) < 0.5


def test_initials_say_nothing() -> None:
    assert likeness("М. І.", CYRILLIC) == 0
    assert likeness("Шевчук М. І.", CYRILLIC) == likeness("Шевчук", CYRILLIC)


@given(st.text(max_size=50), st.sampled_from([CYRILLIC, LATIN]))
def test_it_is_a_share(text: str, table) -> None:
    assert 0 <= likeness(text, table) <= 1


@given(st.lists(st.sampled_from(["сова", "шевчук", "мороз"]), min_size=1))
def test_the_order_of_words_does_not_matter(words: list[str]) -> None:
    there, back = " ".join(words), " ".join(reversed(words))
    assert likeness(there, CYRILLIC) == likeness(back, CYRILLIC)

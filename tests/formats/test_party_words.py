"""The file of party words: what is read from it, and every way in which it is refused."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from repatria.base.errors import InputError
from repatria.formats.party_words import FORMAT, read_party_words

SHIPPED = Path(__file__).parents[2] / "src/repatria/desks/record/demo/party-words-2025.yaml"


def written(tmp_path: Path, text: str | bytes) -> Path:
    path = tmp_path / "words.yaml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def test_the_shipped_words_name_two_sides_in_three_languages() -> None:
    parties = read_party_words(SHIPPED)
    sides = {code: words for code, words in parties.items() if not words.intermediary}
    assert set(sides) == {"UA", "RU"}
    for words in sides.values():
        assert set(words.forms) == {"en", "uk", "ru"}
        assert all(
            forms.subject and forms.adjective and forms.speakers for forms in words.forms.values()
        )
    assert "ICRC" in parties


def test_words_are_read_by_case_and_folded(tmp_path: Path) -> None:
    text = f"format: {FORMAT}\nparties:\n  A:\n    ru: {{subject: [Север], to: [Северу]}}\n"
    forms = read_party_words(written(tmp_path, text))["A"].of("ru")
    assert (forms.subject, forms.to, forms.of) == (("север",), ("северу",), ())


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("partys: {}", "unknown key"),
        ("parties: [A]", "by its code"),
        ("parties: {A: [x]}", "by language"),
        ("parties: {A: {de: {subject: [x]}}}", "expected en, uk, ru"),
        ("parties: {A: {intermediary: maybe}}", "expected en, uk, ru"),
        ("parties: {A: {en: [x]}}", "by case"),
        ("parties: {A: {en: {subjekt: [x]}}}", "did you mean “subject”"),
        ("parties: {A: {en: {subject: ['(x']}}}", "cannot be read"),
        ("parties: {A: {en: {subject: ['x*']}}}", "cannot be read"),
        ("parties: {A: {en: {subject: [{x: y}]}}}", "quotes"),
    ],
)
def test_each_defect_is_named(tmp_path: Path, body: str, said: str) -> None:
    with pytest.raises(InputError, match=said.replace("(", r"\(")):
        read_party_words(written(tmp_path, f"format: {FORMAT}\n{body}\n"))


def test_another_format_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="begins with"):
        read_party_words(written(tmp_path, "format: other/1\nparties: {}\n"))


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, data: bytes
) -> None:
    path = tmp_path_factory.mktemp("words") / "words.yaml"
    path.write_bytes(f"format: {FORMAT}\nparties:\n  A:\n    en:\n      subject: ".encode() + data)
    with suppress(InputError):
        read_party_words(path)

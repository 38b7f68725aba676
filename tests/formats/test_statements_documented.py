"""Every key, column, tag and word of the format is documented, and the examples are good."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path

import pytest
from format_strategies import PARTIES_KNOWN, TODAY

from repatria.formats.fields import COLUMNS, DOCUMENT, FORMAT, VERDICTS, Shape
from repatria.formats.guards import Limits
from repatria.formats.statements import Known, read_statements
from repatria.statements.vocabulary import Category, ClaimKind, Per, Term, Track, Unit, Voice
from repatria.statements.words import RULES

PAGE = Path(__file__).parents[2] / "docs" / "formats" / "statements.md"
TEXT = PAGE.read_text(encoding="utf-8")
VOCABULARIES: list[type[StrEnum]] = [Category, ClaimKind, Per, Term, Track, Unit, Voice]


def keys(shape: Shape) -> Iterator[str]:
    yield from shape.keys
    for inner in shape.rows.values():
        yield from keys(inner)


@pytest.mark.parametrize("key", sorted({*keys(DOCUMENT)}))
def test_every_key_is_documented(key: str) -> None:
    assert f"`{key}`" in TEXT


@pytest.mark.parametrize("column", COLUMNS)
def test_every_column_is_documented_with_its_tag(column: str) -> None:
    line = next(line for line in TEXT.splitlines() if line.startswith(f"| `{column}`"))
    assert f"`{COLUMNS[column]}`" in line


@pytest.mark.parametrize("word", [*VERDICTS, *(word.value for v in VOCABULARIES for word in v)])
def test_every_word_of_a_vocabulary_is_documented(word: str) -> None:
    assert f"`{word}`" in TEXT


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.example)
def test_every_rule_for_words_has_its_example_in_the_page(rule: object) -> None:
    assert f"`{getattr(rule, 'example')}`" in TEXT  # noqa: B009


def test_the_limits_are_documented() -> None:
    limits = Limits()
    for number in (limits.bytes, limits.yaml_bytes, limits.rows, limits.cell, limits.columns):
        assert f"{number:,}" in TEXT


def test_the_examples_of_the_page_are_read(tmp_path: Path) -> None:
    whole = re.search(r"```yaml\n(format: .*?)```", TEXT, re.DOTALL)
    table = re.search(r"```csv\n(.*?)```", TEXT, re.DOTALL)
    assert whole is not None
    assert table is not None
    assert FORMAT in whole[1]
    for name, text, known in (
        ("page.yaml", whole[1], Known()),
        ("page.csv", table[1], PARTIES_KNOWN),
    ):
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        assert read_statements(path, known, today=TODAY).claims

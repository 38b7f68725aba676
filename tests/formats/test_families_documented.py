"""The page of the vocabulary lists every word of the tables, and no other; its example is good."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from repatria.formats.family_rows import SEX_WORDS
from repatria.formats.family_table import read_families
from repatria.formats.genotypes import read_genotypes
from repatria.kinship.relatives.build_family import MOST_READINGS
from repatria.kinship.relatives.relation_vocabulary import Qualifier
from repatria.kinship.relatives.relation_words import LANGUAGES, LONGEST

PAGE = Path(__file__).parents[2] / "docs" / "formats" / "families.md"
TEXT = PAGE.read_text(encoding="utf-8")


def section(title: str) -> dict[str, list[str]]:
    """By the first cell of its rows, the other cells of the table under a heading."""
    body = TEXT.split(f"\n## {title}\n", 1)[1].split("\n## ", 1)[0]
    rows = [line for line in body.splitlines() if line.startswith("|")][2:]
    found: dict[str, list[str]] = {}
    for line in rows:
        first, *others = (cell.strip() for cell in line.strip("|").split("|"))
        found[first.strip("`")] = others
    return found


def words(cell: str) -> list[str]:
    return [word.strip() for word in cell.split(",") if word.strip()]


def agree(title: str, tables: list[Mapping[str, tuple[str, ...]]]) -> None:
    page = section(title)
    assert set(page) == {key for table in tables for key in table}
    for key, cells in page.items():
        assert [words(cell) for cell in cells[-len(tables) :]] == [
            list(table.get(key, ())) for table in tables
        ], key


def test_every_noun_is_listed() -> None:
    agree("Nouns", [language.nouns for language in LANGUAGES])


def test_every_qualifier_is_listed_with_what_it_says() -> None:
    agree(
        "Words beside a noun",
        [{key.value: held for key, held in each.qualifiers.items()} for each in LANGUAGES],
    )
    assert set(section("Words beside a noun")) == {each.value for each in Qualifier}


def test_every_genitive_and_possessive_is_listed() -> None:
    slavic = LANGUAGES[1:]
    agree("Whose relative: after the noun", [language.genitives for language in slavic])
    agree("Whose relative: before the noun", [language.possessives for language in slavic])


def test_every_word_of_a_sex_is_listed() -> None:
    told = {sex.value: tuple(word for word in held if word) for sex, held in SEX_WORDS.items()}
    agree("The sex", [told])


def test_the_limits_are_told() -> None:
    assert f"{MOST_READINGS} ways" in TEXT
    assert f"{LONGEST} characters" in TEXT


def test_the_example_reads_as_the_page_says(tmp_path: Path) -> None:
    (example,) = re.findall(r"```families\n(.*?)```", TEXT, re.DOTALL)
    path = tmp_path / "families.csv"
    path.write_text(example, encoding="utf-8")
    read = read_families(read_genotypes(path, remains=False).value, path.name)
    assert {family.name: len(family.readings) for family in read.value} == {"F-1": 1, "F-2": 2}

"""What a language's table of relationship words holds. The tables are `relation_words_en`, `_uk`
and `_ru`; `relation_words` reads labels by them; docs/formats/families.md lists them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

DIRECT = "="
"""Stands for a pattern: the missing person's own sample or belongings."""
MISSING = "?"
"""Stands for a pattern: the missing person."""
NO_BLOOD = "-"
"""Stands for a pattern: a relation by marriage, adoption or care."""


class Qualifier(StrEnum):
    """What a word beside a noun says of the relation."""

    FULL = "of both parents"
    HALF = "of one parent"
    FATHERS = "on the father's side; of a sibling: of the father only"
    MOTHERS = "on the mother's side; of a sibling: of the mother only"
    SAME_FATHER = "of the father only"
    SAME_MOTHER = "of the mother only"
    THROUGH_BROTHER = "through a brother"
    THROUGH_SISTER = "through a sister"
    THROUGH_SON = "through a son"
    THROUGH_DAUGHTER = "through a daughter"
    COUSIN = "one degree further: a brother becomes a first cousin"
    SECOND_COUSIN = "two degrees further: a brother becomes a second cousin"
    TWIN = "a twin, of which kind is not said"
    IDENTICAL = "an identical (monozygotic) twin"
    FRATERNAL = "a fraternal (dizygotic) twin"
    NO_BLOOD = "by marriage, adoption or care"
    SAYS_NOTHING = "says nothing of the line and is passed over"


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one language, in lower case.

    `nouns` and `genitives` go by the pattern they stand for (`relations`), or by `=`, `?`, `-`. A
    genitive follows the noun that it belongs to (“син брата”), a possessive stands before it
    (“мамин брат”).
    """

    language: str
    nouns: Mapping[str, tuple[str, ...]]
    qualifiers: Mapping[Qualifier, tuple[str, ...]]
    genitives: Mapping[str, tuple[str, ...]]
    possessives: Mapping[str, tuple[str, ...]]

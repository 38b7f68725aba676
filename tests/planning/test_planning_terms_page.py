"""The page on the format is true: its example reads, and it names every line, kind and doubt."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from repatria.planning import check_numbers, check_scopes, terms_check
from repatria.planning.scope_text import SINGLE
from repatria.planning.terms import Kind
from repatria.planning.terms_check import terms_doubts
from repatria.planning.terms_lines import READERS
from repatria.planning.terms_text import parse_terms

PAGE = (Path(__file__).parents[2] / "docs/formats/agreement-terms.md").read_text(encoding="utf-8")


def test_the_example_reads_and_is_not_doubtful() -> None:
    example = PAGE.split("```")[1]
    terms = parse_terms(example)
    assert [one.kind for one in terms.clauses] == [Kind.ALL_FOR_ALL, Kind.AT_LEAST, Kind.TABLE]
    assert terms_doubts(terms) == ()


@pytest.mark.parametrize("word", [*READERS, *SINGLE, *(f"clause N {kind}" for kind in Kind)])
def test_every_word_is_on_the_page(word: str) -> None:
    assert re.search(rf"^\|[^|]*`{re.escape(word)}(?: |`)", PAGE, re.MULTILINE)


def test_every_doubt_is_on_the_page() -> None:
    made = set()
    for module in (check_numbers, check_scopes, terms_check):
        text = Path(str(module.__file__)).read_text(encoding="utf-8")
        made |= set(re.findall(r'(?:doubt|remark|_of|_tier)\(\s*"(\w+)"', text))
    told = set(re.findall(r"`(\w+)`", PAGE.split("## Doubts")[1].split("## Two readings")[0]))
    assert made == told

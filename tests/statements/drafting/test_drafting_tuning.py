"""The ten articles that the rules were made with: they show that a reading holds, no more."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from statements.drafting.scoring import Article, articles, figures, score

FILES = articles(Path(__file__).parent / "tuning")


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_everything_is_found_and_nothing_invented(path: Path) -> None:
    found = score(path)
    assert (found.missed, found.invented) == ((), ())
    assert found.expected >= 4


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_what_is_no_claim_is_none(path: Path) -> None:
    article = Article(path)
    for words in yaml.safe_load(path.read_text("utf-8"))["not_claims"]:
        start = article.text.index(words)
        for one in article.read.drafts:
            assert not (start <= one.figure.start < start + len(words)), (words, one)


def test_the_ten_are_in_three_languages_and_say_so() -> None:
    assert len(FILES) == 10
    assert {Article(path).read.language for path in FILES} == {"en", "uk", "ru"}
    assert "0 invented" in figures([score(path) for path in FILES])

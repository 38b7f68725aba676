"""The articles held out from the making of the rules: the files themselves are well formed."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml

from repatria.base.dates import partial_date, period
from repatria.statements.quantity import Kind
from repatria.statements.vocabulary import TRACK, Category, ClaimKind, Per, Track, Unit
from repatria.statements.words import read_quantity

FOLDER = Path(__file__).parent / "held_out"
FILES = sorted(FOLDER.glob("*.yaml"))
LANGUAGES = {"en": 7, "uk": 7, "ru": 6}
KEYS = {
    "language",
    "synthetic",
    "published",
    "outlet",
    "text",
    "parties",
    "expected",
    "not_claims",
}
REQUIRED = {
    "kind",
    "quantity",
    "unit",
    "category",
    "giver",
    "receiver",
    "both",
    "speaker",
    "unnamed",
    "relay",
    "quote",
}
OPTIONAL = {
    "index",
    "covers",
    "said",
    "per",
    "silent",
    "part",
    "who",
    "counting",
    "optional",
    "accept",
}
FLAGS = ("both", "unnamed", "relay", "part", "optional")
UNITS = {
    Track.LIVING: {Unit.PERSON, Unit.EXCHANGE, Unit.PERCENT},
    Track.REMAINS: set(Unit) - {Unit.PERSON},
}
# A word has letters of one script only; two are a slip of the keyboard.
CYRILLIC, LATIN = re.compile("[а-яґєіїё]", re.IGNORECASE), re.compile("[a-z]", re.IGNORECASE)

Article = dict[str, Any]


def load(path: Path) -> Article:
    found: Article = yaml.safe_load(path.read_text(encoding="utf-8"))
    return found


ARTICLES = {path.stem: load(path) for path in FILES}


@pytest.fixture(params=ARTICLES, name="article")
def _article(request: pytest.FixtureRequest) -> Article:
    return ARTICLES[request.param]


def test_there_are_twenty_in_three_languages() -> None:
    assert len(FILES) == 20
    assert Counter(article["language"] for article in ARTICLES.values()) == LANGUAGES
    numbers = [int(stem.split("-")[0]) for stem in ARTICLES]
    assert numbers == list(range(1, 21))


def test_the_set_holds_every_kind_that_is_asked_for() -> None:
    entries = [entry for article in ARTICLES.values() for entry in article["expected"]]
    kinds = {entry["kind"] for entry in entries}
    assert {"count", "denial", "non_statement", "total", "ordinal", "plan"} <= kinds
    assert {str(category) for category in Category} == {entry["category"] for entry in entries}
    assert {read_quantity(entry["quantity"]).kind for entry in entries} == set(Kind)
    assert all(any(entry[flag] for entry in entries) for flag in ("both", "unnamed", "relay"))


def test_the_head_is_whole(article: Article) -> None:
    assert set(article) == KEYS
    assert article["synthetic"] is True
    assert partial_date(str(article["published"])).precise
    assert 2025 <= article["published"].year <= 2026
    assert article["outlet"]
    assert 60 <= len(article["text"].split()) <= 160


def test_the_parties_are_named_in_the_text(article: Article) -> None:
    assert len(article["parties"]) == 2
    for code, words in article["parties"].items():
        assert re.fullmatch("[A-Z]{2}", code)
        assert words
        assert [word for word in words if word not in article["text"]] == []


def test_no_word_mixes_two_scripts(article: Article) -> None:
    words = re.findall(r"[^\W\d_]+", article["text"])
    assert [word for word in words if CYRILLIC.search(word) and LATIN.search(word)] == []


def test_every_entry_uses_the_closed_vocabularies(article: Article) -> None:
    for entry in article["expected"]:
        assert REQUIRED <= set(entry) <= REQUIRED | OPTIONAL
        kind, unit = ClaimKind(entry["kind"]), Unit(entry["unit"])
        assert unit in UNITS[TRACK[Category(entry["category"])]], entry
        assert (kind is ClaimKind.ORDINAL) == (unit is Unit.EXCHANGE), entry
        assert Per(entry.get("per", "side"))
        assert all(isinstance(entry.get(flag, False), bool) for flag in FLAGS)


def test_every_quantity_is_read_by_the_table(article: Article) -> None:
    for entry in article["expected"]:
        kind = read_quantity(entry["quantity"]).kind
        if entry["kind"] == "non_statement":
            assert kind is Kind.NOT_STATED, entry
        elif entry["kind"] == "denial":
            assert kind in (Kind.NOT_STATED, Kind.NONE), entry
        else:
            assert kind is not Kind.NOT_STATED, entry
        assert kind is not Kind.PARITY or entry["both"]


def test_the_ways_are_between_the_parties(article: Article) -> None:
    codes = set(article["parties"])
    for entry in article["expected"]:
        way = [entry["giver"], entry["receiver"]]
        assert set(way) in (codes, {""}), entry
        assert not entry["both"] or set(way) == codes, entry
        assert entry.get("per") != "total" or entry["both"], entry
        assert set(entry.get("silent", ())) <= codes


def test_every_quote_is_in_the_text_once(article: Article) -> None:
    text = article["text"]
    for entry in article["expected"]:
        places = text.count(entry["quote"])
        assert places == 1 or (places > 1 and 0 <= entry["index"] < places), entry["quote"]
        assert _whole_words(text, entry["quote"]), entry["quote"]


def test_every_speaker_is_in_the_text_or_is_the_outlet(article: Article) -> None:
    for entry in article["expected"]:
        for name in (entry["speaker"], *entry.get("accept", {}).get("speaker", ())):
            assert name, entry
            assert name in article["text"] or name in article["outlet"], entry


def test_dates_are_dates_and_nobody_speaks_after_publication(article: Article) -> None:
    for entry in article["expected"]:
        if "covers" in entry:
            covered = period(entry["covers"])
            assert covered.first <= covered.last
            assert entry["kind"] == "plan" or covered.first <= article["published"], entry
        if "said" in entry:
            assert partial_date(entry["said"]).last <= article["published"], entry


def test_other_readings_are_of_the_same_keys(article: Article) -> None:
    vocabularies = {"kind": ClaimKind, "category": Category, "unit": Unit}
    for entry in article["expected"]:
        for key, others in entry.get("accept", {}).items():
            assert key in REQUIRED - {"quote"}
            assert others
            assert entry[key] not in others
            known = set(vocabularies.get(key, others))
            assert set(others) <= known, entry


def test_what_is_no_claim_is_in_the_text_and_apart_from_the_claims(article: Article) -> None:
    text = article["text"]
    quotes = [_span(text, entry["quote"], entry.get("index", 0)) for entry in article["expected"]]
    assert article["not_claims"]
    for words in article["not_claims"]:
        assert text.count(words) == 1, words
        assert _whole_words(text, words), words
        first, last = _span(text, words, 0)
        assert not any(first < end and start < last for start, end in quotes), words


def test_no_two_entries_are_the_same(article: Article) -> None:
    keys = ("kind", "quantity", "unit", "category", "giver", "receiver", "quote", "speaker")
    found = Counter(tuple(entry[key] for key in keys) for entry in article["expected"])
    assert [entry for entry, times in found.items() if times > 1] == []


def test_every_number_in_figures_is_accounted_for(article: Article) -> None:
    """A number that is neither in a quote nor among what is no claim was forgotten."""
    text = article["text"]
    spans = [_span(text, entry["quote"], entry.get("index", 0)) for entry in article["expected"]]
    spans += [_span(text, words, 0) for words in article["not_claims"]]
    forgotten = [
        found[0]
        for found in re.finditer(r"\d+", text)
        if not any(start <= found.start() and found.end() <= end for start, end in spans)
        and not _of_a_date(text, found)
    ]
    assert forgotten == []


_MONTH = (
    r"\W(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|січ|лют|берез|квіт|трав|черв|лип|серп|верес|жовт|листоп|груд"
    r"|янв|фев|март|апр|ма[яй]|июн|июл|авг|сент|окт|нояб|дек)"
)
_DATE = re.compile(
    rf"\d{{1,2}}{_MONTH}\w*(?:\W\d{{4}})?|(?<!\d)20[12]\d(?=\W(?:рок|рік|год))",
)


def _of_a_date(text: str, found: re.Match[str]) -> bool:
    dates = _DATE.finditer(text)
    return any(date.start() <= found.start() and found.end() <= date.end() for date in dates)


def _span(text: str, words: str, index: int) -> tuple[int, int]:
    start = -1
    for _ in range(index + 1):
        start = text.index(words, start + 1)
    return start, start + len(words)


def _whole_words(text: str, words: str) -> bool:
    start, end = _span(text, words, 0)
    before, after = text[start - 1 : start], text[end : end + 1]
    cut = (before.isalnum() and words[0].isalnum()) or (after.isalnum() and words[-1].isalnum())
    return not cut

"""The files of every page: the links to them answer, with the right type, and can be read."""

from __future__ import annotations

import csv
import io
import json

import pytest

from browser.conftest import NewPage
from browser.visiting import KINDS, Site

WITH_FILES = [kind for kind in KINDS if kind not in ("method", "a day that is none")]
TYPES = {
    "CSV": "text/csv",
    "JSON": "application/json",
    "JSON-LD": "application/ld+json",
}


@pytest.mark.parametrize("kind", WITH_FILES)
@pytest.mark.parametrize("language", ["en", "uk"])
def test_the_files_of_a_page_answer_and_can_be_read(
    kind: str, language: str, site: Site, new_page: NewPage
) -> None:
    page = new_page()
    page.goto(site.at(KINDS[kind], language))
    offered = {
        name: page.locator(f"p.get a[type='{type_}']").first.get_attribute("href")
        for name, type_ in TYPES.items()
    }
    for name, address in offered.items():
        assert address is not None
        answer = page.request.get(f"{site.address}{address}")
        assert answer.status == 200, address
        assert answer.headers["content-type"].split(";")[0] == TYPES[name]
        assert "attachment" in answer.headers["content-disposition"]
        READERS[name](answer.body())


@pytest.mark.parametrize("kind", KINDS)
def test_what_search_engines_read_is_in_the_page(kind: str, site: Site, new_page: NewPage) -> None:
    page = new_page()
    page.goto(site.at(KINDS[kind]))
    blocks = page.locator("script[type='application/ld+json']").all_text_contents()
    if kind == "method":
        assert len(blocks) <= 1
        return
    (block,) = blocks
    about = json.loads(block)
    assert about["@context"] == "https://schema.org"
    assert about["@type"] == "Dataset"
    linked = page.locator("link[rel=alternate][type]").all()
    assert {link.get_attribute("type") for link in linked} >= set(TYPES.values())


def _table(body: bytes) -> None:
    header, tags, *rows = csv.reader(io.StringIO(body.decode("utf-8-sig")))
    assert len(header) == len(set(header)) == len(tags)
    assert all(tag.startswith("#") for tag in tags)
    assert all(len(row) == len(header) for row in rows)


def _data(body: bytes) -> None:
    assert isinstance(json.loads(body), dict)


def _linked(body: bytes) -> None:
    told = json.loads(body)
    assert told["@context"] == "https://schema.org"
    assert "@graph" in told or "@type" in told


READERS = {"CSV": _table, "JSON": _data, "JSON-LD": _linked}

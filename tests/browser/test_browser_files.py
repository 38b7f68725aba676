"""The files of every page: the links to them answer, with the right type, and can be read."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from browser.conftest import NewPage
from browser.visiting import KINDS, Site

# The method page tells rules, not statements; a day that is none is refused, not guessed at.
WITHOUT_FILES = {"method", "a day that is none", "for programs"}


def table(body: bytes) -> None:
    header, tags, *rows = csv.reader(io.StringIO(body.decode("utf-8-sig")))
    assert len(header) == len(set(header)) == len(tags)
    assert all(tag.startswith("#") for tag in tags)
    assert all(len(row) == len(header) for row in rows)


def data(body: bytes) -> None:
    assert isinstance(json.loads(body), dict)


def linked_data(body: bytes) -> None:
    told = json.loads(body)
    assert told["@context"] == "https://schema.org"
    assert told.get("@type") == "Dataset" or "@graph" in told


READERS: dict[str, Callable[[bytes], None]] = {
    "text/csv": table,
    "application/json": data,
    "application/ld+json": linked_data,
}


def offered(page: Page, links: str) -> dict[str, str]:
    """The addresses of the files that links of the page lead to, by their type."""
    read = "all => all.map(one => [one.type, one.getAttribute('href')])"
    return dict(page.locator(f"{links}[type]").evaluate_all(read))


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind not in WITHOUT_FILES])
def test_the_files_of_a_page_answer_and_can_be_read(
    kind: str, site: Site, new_page: NewPage
) -> None:
    page = new_page()
    page.goto(site.at(KINDS[kind]))
    files = offered(page, "link[rel=alternate]")
    assert files.keys() == READERS.keys()
    assert offered(page, "p.get a") == files, "a reader finds the same files as a machine"
    for type_, address in files.items():
        answer = page.request.get(f"{site.address}{address}")
        assert answer.status == 200, address
        assert answer.headers["content-type"].split(";")[0] == type_
        assert answer.headers["content-disposition"].startswith("attachment")
        READERS[type_](answer.body())
    (block,) = page.locator("script[type='application/ld+json']").all_text_contents()
    linked_data(block.encode())


@pytest.mark.parametrize("language", ["uk", "ru"])
def test_the_files_of_the_other_languages_are_their_own(
    language: str, site: Site, new_page: NewPage
) -> None:
    page = new_page()
    page.goto(site.at(KINDS["as known on a day"], language))
    for type_, address in offered(page, "p.get a").items():
        assert address.startswith(f"/{language}/")
        assert "as_known=2025-07-22" in address
        READERS[type_](page.request.get(f"{site.address}{address}").body())


def test_a_file_of_a_day_that_is_none_is_refused(site: Site, new_page: NewPage) -> None:
    page = new_page()
    answer = page.request.get(site.at("/record.csv?as_known=2025-02-30"))
    assert answer.status == 400

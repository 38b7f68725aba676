"""Agreements: the list, and the page with two readings side by side."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

Told = Callable[..., Client]


def words(site: Client, address: str) -> str:
    """The page's text, without markup, in one line."""
    answer = site.get(address)
    assert answer.status_code == 200, address
    text = re.sub(r"<script.*?</script>|<[^>]+>", " ", answer.content.decode(), flags=re.DOTALL)
    return re.sub(r"\s+", " ", text)


def data(site: Client, address: str) -> Any:
    return json.loads(site.get(f"{address}.json").content)


def test_the_list_compares_readings_topic_by_topic(site: Client) -> None:
    text = words(site, "/agreements")
    first = text.index("Istanbul, first round")
    second = text.index("Istanbul, second round")
    third = text.index("Istanbul, third round")
    assert first < second < third
    assert "one reading, told jointly" in text[first:second]
    assert text[second:third].count("the readings differ") == 2
    assert "one reading only" in text[third:]
    assert "17 exchanges 7 June – 19 August 2025" in text


def test_two_readings_stand_side_by_side_term_by_term(site: Client) -> None:
    text = words(site, "/agreements/IST2")
    living = text[text.index("The living") : text.index("Remains the readings differ")]
    assert "the readings differ Ukraine: all for all. Russia: parity." in living
    assert "all for all: severely wounded and gravely ill" in living
    assert "all for all: aged 18 to 25" in living
    assert "at least 1,000" in living
    remains = text[text.index("Remains the readings differ") :]
    assert "Told by: Ukraine 6,000 exchange of 6,000 bodies for 6,000" in remains
    assert "about 6,000 one-sided handover of about 6,000 bodies" in remains


def test_the_difference_has_a_page_of_its_own(site: Client) -> None:
    page = site.get("/agreements/IST2").content.decode()
    found = re.findall(r'href="(/contradictions/\w+)">This difference', page)
    assert len(found) == 2
    assert all("readings" in words(site, address) for address in found)


def test_a_joint_reading_stands_alone_over_the_whole_width(site: Client) -> None:
    page = site.get("/agreements/IST1").content.decode()
    assert page.count('class="reading ') == 1
    assert "Told jointly: Ukraine, Russia" in words(site, "/agreements/IST1")


def test_a_reading_that_says_nothing_of_a_topic_says_so(site: Client) -> None:
    assert "It says nothing of this." in words(site, "/agreements/IST3")


def test_a_reading_names_the_statements_behind_it(site: Client) -> None:
    page = site.get("/agreements/IST2").content.decode()
    for claim in ("S153", "S154", "S155"):
        assert f'id="claim-{claim}"' in page
    text = words(site, "/agreements/IST1")
    assert "the record holds this reading without a statement that it rests on." in text


def test_what_followed_is_told_leg_by_leg_and_in_totals(site: Client) -> None:
    text = words(site, "/agreements/IST2")
    assert "17 exchanges took place or were tried under it." in text
    assert "As a time line, with the balance: 7 June – 19 August 2025" in text
    assert "The total of 6,057 is what the 5 legs of its period add up to." in text
    assert "4 in 8–14 June 2025: 4 exchanges are known, so it fits." in text
    assert "Over 10,000 bodies returned in 2025" not in text  # a period beyond these exchanges
    held = data(site, "/agreements/IST2")
    assert len(held["legs"]) == 34
    assert {one["verdict"] for one in held["comparison"]} == {"differs"}
    assert held["comparison"][0]["reasons"][0]["sentence"].startswith("Ukraine: all for all.")


def test_as_known_then(site: Client) -> None:
    text = words(site, "/agreements/IST2?as_known=2025-06-10")
    assert "As known on: 10 June 2025" in text
    assert "3 exchanges took place or were tried under it." in text
    assert site.get("/agreements/IST2?as_known=2025-06-01").status_code == 404
    assert "Istanbul, third round" not in words(site, "/agreements?as_known=2025-06-10")
    assert "No agreement was known then." in words(site, "/agreements?as_known=2025-01-01")


def test_an_unknown_agreement_is_not_found(site: Client) -> None:
    assert site.get("/agreements/NONE").status_code == 404
    assert site.get("/agreements/NONE.json").status_code == 404


def test_the_files_of_the_list(site: Client) -> None:
    lines = list(csv.reader(io.StringIO(b"".join(site.get("/agreements.csv")).decode("utf-8-sig"))))
    header, tags, *rows = lines
    assert all(tag.startswith("#") for tag in tags)
    second = dict(zip(header, rows[1], strict=True))
    assert (second["agreement"], second["living"], second["remains"]) == (
        "IST2",
        "differs",
        "differs",
    )
    assert second["readings_by"] == "UA; RU"
    assert dict(zip(header, rows[0], strict=True))["readings_by"] == "UA+RU"
    held = data(site, "/agreements")["agreements"]
    assert [one["agreement"]["code"] for one in held] == ["IST1", "IST2", "IST3"]
    assert json.loads(site.get("/agreements.jsonld").content)["@type"] == "Dataset"


def test_the_files_of_one(site: Client) -> None:
    lines = list(
        csv.reader(io.StringIO(b"".join(site.get("/agreements/IST2.csv")).decode("utf-8-sig")))
    )
    ids = {line[0] for line in lines[2:]}
    assert {"S153", "S154", "S155", "S206"} <= ids
    graph = json.loads(site.get("/agreements/IST2.jsonld").content)["@graph"]
    assert graph[0]["@type"] == "Dataset"
    assert len(graph) == len(ids) + 1


@pytest.mark.parametrize("address", ["/agreements", "/agreements/IST2", "/agreements/IST2.json"])
def test_a_page_asks_a_bounded_number_of_questions(
    site: Client, address: str, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_max_num_queries(25):
        assert site.get(address).status_code == 200


@pytest.mark.parametrize("language", ["uk", "ru"])
def test_terms_are_told_in_the_readers_language(site: Client, language: str) -> None:
    text = words(site, f"/{language}/agreements/IST2")
    told = {"uk": "обмін 6000 тіл на 6000", "ru": "обмен 6000 тел на 6000"}[language]
    assert told in text


def test_a_term_held_in_english_alone_is_marked_as_english(told: Told) -> None:
    term = {"topic": "remains", "form": "lists", "text": "lists first"}
    reading = {"by": ["A"], "terms": [term]}
    agreement = {"code": "X", "name": "Some terms", "date": "2024-04-01", "readings": [reading]}
    site = told([{"quantity": 5, "speaker": "a"}], agreements=[agreement])
    page = site.get("/uk/agreements/X").content.decode()
    assert '<p lang="en">lists first</p>' in page
    assert "None is known." in words(site, "/agreements/X")


def test_every_link_of_the_page_leads_somewhere(site: Client) -> None:
    page = site.get("/agreements/IST2?as_known=2025-08-20").content.decode()
    links = {link.replace("&amp;", "&") for link in re.findall(r'href="(/[^"]*)"', page)}
    for link in sorted({link.partition("#")[0] for link in links}):
        if not link.startswith("/static"):
            assert site.get(link).status_code == 200, link
    names = set(re.findall(r' id="([^"]+)"', page))
    assert set(re.findall(r'href="#([^"]+)"', page)) <= names

"""Contradictions: each told once, with the words it rests on, under an address of its own."""

from __future__ import annotations

import csv
import io
import json
import re
from collections import Counter
from collections.abc import Callable

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from test_record_leg_page import words

from repatria.desks.record import models
from repatria.desks.record.queries_contradictions import contradiction_view, counts_by_kind
from repatria.statements.contradiction import ContradictionKind

Told = Callable[..., Client]


def keys(kind: str) -> list[str]:
    rows = models.Finding.objects.filter(until=None, kind=kind)
    return list(rows.order_by("day", "key").values_list("key", flat=True))


def test_every_contradiction_is_listed_once_with_its_words(site: Client) -> None:
    page = site.get("/contradictions").content.decode()
    shown = Counter(re.findall(r'<article class="term" id="contradiction-(\w+)"', page))
    rows = models.Finding.objects.filter(until=None).exclude(kind="carried")
    assert shown == Counter(rows.values_list("key", flat=True))
    assert "paraphrase, source not held" in page


def test_the_gap_of_the_week_is_told_once_and_carries_the_totals(site: Client) -> None:
    (key,) = keys("between_sides")
    text = words(site, f"/contradictions/{key}")
    assert "Giver and receiver differ by 3" in text
    assert "It is one disagreement, not two." in text
    assert "The totals that carry the same difference" in text
    assert "6,060" in text
    assert "6,057" in text
    (inside,) = keys("inside_side")
    assert "A disagreement inside one side" in words(site, f"/contradictions/{inside}")


def test_counts_by_kind_add_up_to_the_list(site: Client) -> None:
    counts = counts_by_kind()
    assert list(counts) == list(ContradictionKind)
    page = words(site, "/contradictions")
    assert f"All kinds ({sum(counts.values())})" in page
    assert f"Asserted and denied ({counts[ContradictionKind.DENIED]})" in page


def test_the_filter_keeps_kind_period_and_day(site: Client) -> None:
    query = "?kind=denied&from=2025-06-01&until=2025-06-30&as_known=2025-07-01"
    page = site.get(f"/contradictions{query}").content.decode()
    shown = re.findall(r'id="contradiction-(\w+)"', page)
    assert 0 < len(shown) < len(keys("denied"))
    assert "?as_known=2025-07-01" in page
    table = list(csv.reader(io.StringIO(file(site, f"/contradictions.csv{query}"))))
    assert [row[0] for row in table[2:]] == shown
    assert table[1][0] == "#meta+id"
    listed = site.get(f"/contradictions.json{query}").json()
    assert [one["key"] for one in listed["contradictions"]] == shown


def file(site: Client, address: str) -> str:
    return site.get(address).getvalue().decode("utf-8-sig")


def test_a_kind_that_is_none_asks_for_all(site: Client) -> None:
    assert words(site, "/contradictions?kind=none-such").count("How this is found") == 13


def test_an_empty_list_says_so(site: Client) -> None:
    text = words(site, "/contradictions?until=2020-01-01")
    assert "None of this kind, in this period" in text


def test_the_words_stand_side_by_side_in_the_order_of_the_parties(site: Client) -> None:
    (key,) = keys("between_sides")
    page = site.get(f"/contradictions/{key}").content.decode()
    assert page.index('class="claim p0"') < page.index('class="claim p1"')


def test_one_that_no_longer_holds_keeps_its_address(told: Told) -> None:
    site = told(
        [
            {"quantity": 10, "speaker": "a"},
            {"quantity": 12, "speaker": "b"},
            {"quantity": 12, "speaker": "a", "supersedes": "s1", "said_on": "2024-05-09"},
        ]
    )
    row = models.Finding.objects.get(kind="between_sides")
    assert str(row.until) == "2024-05-09"
    address = f"/contradictions/{row.key}"
    assert "It no longer holds since: 9 May 2024" in words(site, address)
    assert "no longer holds" not in words(site, f"{address}?as_known=2024-05-08")
    assert site.get(f"{address}?as_known=2024-04-30").status_code == 404
    assert site.get(f"{address}.json").json()["no_longer_since"] == "2024-05-09"
    assert "Contradictions on this leg" not in words(site, "/exchanges/E1/A/B/remains")


def test_its_file_holds_its_words_and_reasons(site: Client) -> None:
    (key,) = keys("sense")
    found = json.loads(site.get(f"/contradictions/{key}.json").content)
    assert {one["id"] for one in found["statements"]} == set(found["claims"])
    assert found["reasons"][0]["code"] == "sense"
    assert "identified as Russians" in found["reasons"][0]["sentence"]
    graph = json.loads(site.get(f"/contradictions/{key}.jsonld").content)["@graph"]
    assert [node["@type"] for node in graph] == ["Dataset", "Claim", "Claim"]


def test_every_contradiction_has_a_page_in_every_language(site: Client) -> None:
    rows = models.Finding.objects.filter(until=None).exclude(kind="carried")
    for key in rows.values_list("key", flat=True):
        view = contradiction_view(key)
        assert view is not None
        assert set(view.found.item.claims) <= view.claims.keys()
        for language in ("", "/uk", "/ru"):
            assert site.get(f"{language}/contradictions/{key}").status_code == 200


@pytest.mark.parametrize("end", ["", ".csv", ".json", ".jsonld"])
def test_the_queries_are_bounded(
    site: Client, django_assert_max_num_queries: DjangoAssertNumQueries, end: str
) -> None:
    (key,) = keys("between_sides")
    with django_assert_max_num_queries(25):
        site.get(f"/contradictions{end}")
    with django_assert_max_num_queries(25):
        site.get(f"/contradictions/{key}{end}")

"""Sources: counted as known, never quoted, and every claim with what it came to."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from test_record_leg_page import words

from repatria.desks.record import models, store
from repatria.desks.record.queries import contradictions_of
from repatria.desks.record.queries_sources import (
    every_source,
    resting_on,
    source_view,
    sources,
)
from repatria.desks.router import PUBLIC

Told = Callable[..., Client]


def test_the_list_counts_what_is_known(site: Client) -> None:
    counted = tuple(every_source())
    assert sum(one.claims for one in counted) == models.Claim.objects.count()
    then = tuple(every_source(date(2025, 6, 14)))
    known = models.Claim.objects.filter(known_from__lte=date(2025, 6, 14)).count()
    assert sum(one.claims for one in then) == known
    assert all(one.claims for one in then)


def test_the_list_is_paged_and_chosen_by_outlet(site: Client) -> None:
    page = site.get("/sources").content.decode()
    assert "Page 1 of 2" in page
    assert "page=2" in page
    one = words(site, "/sources?outlet=trtworld.com")
    assert "3 sources" in one
    assert "tass.com" not in one.split("Statements")[1]
    assert "No source of this outlet" in words(site, "/sources?outlet=nowhere.example")


def test_the_file_holds_every_page(site: Client) -> None:
    text = site.get("/sources.csv").getvalue().decode("utf-8-sig")
    table = list(csv.reader(io.StringIO(text)))
    assert table[1][0] == "#meta+source+code"
    assert len(table) - 2 == sources().count()
    assert len(site.get("/sources.json").json()["sources"]) == sources().count()
    assert len(json.loads(site.get("/sources.jsonld").content)["hasPart"]) == sources().count()


def test_a_source_is_paraphrased_and_never_quoted(site: Client) -> None:
    text = words(site, "/sources/trt0616")
    assert "The text of this source is not held" in text
    page = site.get("/sources/trt0616").content.decode()
    assert 'rel="noreferrer noopener external"' in page
    assert "sha256" not in page
    assert "not known" in words(site, "/sources/seed")


def test_every_claim_shows_what_it_came_to(site: Client) -> None:
    page = site.get("/sources/trt0616").content.decode()
    rows = dict(re.findall(r'<tr id="claim-(\w+)">(.*?)</tr>', page, re.DOTALL))
    assert rows.keys() == {"S204", "S205"}
    assert 'href="/exchanges/E250616R/RU/UA/remains"' in rows["S204"]
    assert "contested" in rows["S204"]
    assert "Between the sides" in rows["S204"]
    assert "single" in rows["S205"]
    totals = words(site, "/sources/ta0616")
    assert "6,060" in totals
    assert "The total of 6,060 is what the 5 legs of its period add up to." in totals


def test_two_statements_of_one_source_against_each_other_are_told_first(told: Told) -> None:
    site = told([{"quantity": 10, "speaker": "a"}, {"quantity": 12, "speaker": "b"}])
    assert "Two statements of this source against each other" in words(site, "/sources/p")


def test_exactly_the_contradictions_that_rest_on_a_claim_are_found(demo: None) -> None:
    rows = models.Finding.objects.filter(until=None).exclude(kind="carried")
    every = contradictions_of(rows)
    for claim in store.claims(models.Claim.objects.all()):
        expected = {one.key for one in every if claim.id in one.item.claims}
        assert {one.key for one in resting_on([claim])} == expected, claim.id


def test_a_source_is_not_there_before_its_first_statement(demo: None) -> None:
    assert source_view("pr0829", day=date(2025, 8, 28)) is None
    view = source_view("pr0829", day=date(2025, 8, 29))
    assert view is not None
    assert len(view.claims) == 3


def test_pages_of_claims_are_cut(demo: None) -> None:
    view = source_view("seed", 2, per_page=4)
    assert view is not None
    assert view.page.number == 2
    assert len(view.claims) == 4


@pytest.mark.parametrize("end", ["", ".csv", ".json", ".jsonld"])
def test_the_queries_are_bounded(
    site: Client, django_assert_max_num_queries: DjangoAssertNumQueries, end: str
) -> None:
    with django_assert_max_num_queries(25, using=PUBLIC):
        site.get(f"/sources{end}")
    with django_assert_max_num_queries(25, using=PUBLIC):
        site.get(f"/sources/seed{end}")

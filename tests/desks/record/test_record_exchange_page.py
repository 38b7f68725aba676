"""The page of an exchange: what it was, each direction, everything said of it in time order."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from test_record_leg_page import data, words

from repatria.desks.record.queries import exchange_view
from repatria.desks.router import PUBLIC

Told = Callable[..., Client]


def test_a_party_numbers_it_by_statement_or_by_inference(site: Client) -> None:
    assert "Ukraine: no. 66, stated" in words(site, "/exchanges/E250609")
    assert "Ukraine: no. 66, inferred (9 June stated" in words(site, "/exchanges/E250614")
    assert "own count" not in words(site, "/exchanges/E250614R")


def test_one_that_did_not_take_place_says_so(site: Client) -> None:
    said = "It did not take place: one side came, the other did not."
    assert said in words(site, "/exchanges/E250607")
    assert said in words(site, "/exchanges/E250607/RU/UA/remains")
    assert said not in words(site, "/exchanges/E250609")


def test_everything_said_stands_in_time_order(site: Client) -> None:
    page = site.get("/exchanges/E250723").content.decode()
    view = exchange_view("E250723")
    assert view is not None
    shown = re.findall(r'<tr id="claim-([^"]+)"', page)
    assert shown == [claim.id for claim in view.claims]
    assert [c.said_on.first for c in view.claims] == sorted(c.said_on.first for c in view.claims)


def test_each_direction_links_to_its_leg(site: Client) -> None:
    page = site.get("/exchanges/E250614R").content.decode()
    for leg in ("RU/UA/remains", "UA/RU/remains"):
        assert f'href="/exchanges/E250614R/{leg}"' in page
    russian = site.get("/ru/exchanges/E250614R").content.decode()
    assert 'href="/ru/exchanges/E250614R/RU/UA/remains"' in russian


def test_the_exchanges_before_and_after_are_one_step_away(site: Client) -> None:
    page = site.get("/exchanges/E250614R").content.decode()
    assert 'rel="prev" href="/exchanges/E250614"' in page
    assert 'rel="next" href="/exchanges/E250615R"' in page
    then = site.get("/exchanges/E250614R?as_known=2025-06-14").content.decode()
    assert 'rel="next"' not in then
    assert 'rel="prev"' not in site.get("/exchanges/E250506").content.decode()


def test_what_is_contradicted_is_marked_in_words(site: Client) -> None:
    page = site.get("/exchanges/E250616R").content.decode()
    rows = dict(re.findall(r'<tr id="claim-(\w+)">(.*?)</tr>', page, re.DOTALL))
    assert "in a contradiction" in rows["S203"]
    assert "in a contradiction" in rows["S204"]
    assert "in a contradiction" not in rows["S205"]


def test_an_ordinal_shows_what_checking_it_came_to(site: Client) -> None:
    text = words(site, "/exchanges/E250614")
    assert "4 exchanges are known, so it fits" in text


def test_the_file_holds_all_of_it(site: Client) -> None:
    found = data(site, "/exchanges/E250614")
    view = exchange_view("E250614")
    assert view is not None
    assert [claim["id"] for claim in found["claims"]] == [claim.id for claim in view.claims]
    assert len(found["legs"]) == len(view.legs)
    assert found["checks"]["S186"][0]["ordinal_fits"] is True
    assert all(claim["source_text_held"] is False for claim in found["claims"])


def test_an_unfinished_exchange_has_a_page(told: Told) -> None:
    site = told([{"kind": "process", "speaker": "press", "from": "", "to": ""}])
    text = words(site, "/exchanges/E1")
    assert "Nothing is said of any direction." in text
    assert "how it went" in text


@pytest.mark.parametrize("address", ["/exchanges/E250616R", "/exchanges/E250614.json"])
def test_the_queries_are_bounded(
    site: Client, django_assert_max_num_queries: DjangoAssertNumQueries, address: str
) -> None:
    with django_assert_max_num_queries(25, using=PUBLIC):
        site.get(address)

"""The overview of a record with more exchanges than a page shows, and of an empty one."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from repatria.desks.record.queries import MOST_EXCHANGES
from repatria.desks.router import PUBLIC

DAYS = 100


@pytest.fixture
def long(told: Callable[..., Client]) -> Client:
    """A handover every third day, each of one more than the last, and two on the last day."""
    days = [date(2024, 1, 1) + timedelta(days=3 * n) for n in range(DAYS)]
    days.append(days[-1])
    exchanges = [
        {"code": f"X{n:03}", "date": day.isoformat(), "title": "t", "track": "remains"}
        for n, day in enumerate(days)
    ]
    statements: list[dict[str, object]] = [
        {"exchange": f"X{n:03}", "quantity": n + 1, "speaker": "a", "said_on": day.isoformat()}
        for n, day in enumerate(days)
    ]
    return told(statements, exchanges=exchanges)


def page(site: Client, address: str) -> str:
    answer = site.get(address)
    assert answer.status_code == 200
    return re.sub(r"\s+", " ", answer.content.decode())


def rows(site: Client, query: str = "") -> list[list[str]]:
    text = b"".join(site.get(f"/record.csv{query}")).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text)))[2:]


def test_the_latest_exchanges_are_shown_and_summed(long: Client) -> None:
    text = page(long, "/")
    assert "The latest exchanges" in text
    assert f"{MOST_EXCHANGES} handovers of remains" in text
    held = json.loads(long.get("/record.json").content)
    assert held["exchanges"] == MOST_EXCHANGES
    (said,) = [one for one in held["balance"] if one["party"] == "A" and one["giver"] == "A"]
    assert said["sum"]["low"] == sum(range(DAYS + 2 - MOST_EXCHANGES, DAYS + 2))


def test_earlier_pages_follow_one_another_to_the_beginning(long: Client) -> None:
    address, seen = "/", 0
    for _ in range(4):
        text = page(long, address)
        found = re.search(r"(\d+) handovers? of remains", text)
        assert found is not None
        seen += int(found[1])
        before = re.search(r'rel="prev" href="([^"]+)"', text)
        if before is None:
            break
        address = "/" + before[1].replace("&amp;", "&")
    assert seen == DAYS + 1


def test_a_window_that_holds_more_than_is_shown_says_so_and_sums_all(long: Client) -> None:
    text = page(long, "/?from=2024-01-01")
    assert f"show the latest {MOST_EXCHANGES} of {DAYS + 1} exchanges" in text
    assert f"{DAYS + 1} handovers of remains" in text
    assert "5,151" in text  # 1 + 2 + … + 101
    assert 'rel="prev" href="?from=2024-01-01&amp;until=' in text


def test_a_file_holds_every_leg_of_the_window(long: Client) -> None:
    assert len(rows(long)) == 2 * MOST_EXCHANGES
    assert len(rows(long, "?from=2024-01-01")) == 2 * (DAYS + 1)
    held = json.loads(long.get("/record.json?from=2024-01-01").content)
    assert len(held["legs"]) == 2 * (DAYS + 1)


def test_two_handovers_of_one_day_have_a_column_each(long: Client) -> None:
    last = "2024-10-24"
    text = page(long, f"/?from={last}&until={last}")
    assert "2 handovers of remains" in text
    assert text.count('class="day"') == 2


def test_the_number_of_questions_does_not_grow(
    long: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for address in ("/", "/?from=2024-01-01", "/record.csv?from=2024-01-01"):
        with django_assert_max_num_queries(25, using=PUBLIC):
            assert long.get(address).status_code == 200


def test_an_empty_record_says_how_to_fill_it(db: None) -> None:
    text = page(Client(SERVER_NAME="localhost"), "/")
    assert "Nothing has been loaded yet" in text
    assert "repatria record import FILE" in text
    assert "repatria record import --demo" in text

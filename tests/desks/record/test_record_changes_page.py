"""The page, the files and the feed of what changed, and the pages of two days side by side."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from repatria.desks.record import models, services
from repatria.desks.record.queries_changes import between
from repatria.desks.router import PUBLIC

Told = Callable[..., Client]
ATOM = {"a": "http://www.w3.org/2005/Atom"}
DAYS = "?from=2025-06-14&to=2025-06-16"


def text(client: Client, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status, address
    return answer.content.decode()


def words(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def table(client: Client, address: str) -> list[dict[str, str]]:
    content = b"".join(client.get(address)).decode("utf-8-sig")
    hxl, *rows = csv.DictReader(io.StringIO(content))
    assert hxl["day"] == "#date+known"
    return rows


def feed(client: Client, address: str = "/changes.atom") -> ElementTree.Element:
    answer = client.get(address)
    assert answer.headers["Content-Type"].startswith("application/atom+xml")
    return ElementTree.fromstring(answer.content)


# --- the log -------------------------------------------------------------------------------------


def test_the_log_tells_the_newest_first_and_where_it_stands(site: Client) -> None:
    rows = table(site, "/changes.csv")
    assert len(rows) == models.Change.objects.count()
    days = [row["day"] for row in rows]
    assert days == sorted(days, reverse=True), "one moment: then by day"
    page = text(site, "/changes")
    assert "Page 1 of" in words(page)
    first = next(row for row in rows if row["what"] == "published")
    assert f"#claim-{first['subject']}" in page


def test_every_link_of_the_log_leads_to_its_place(site: Client) -> None:
    links = set(re.findall(r'href="(/(?:exchanges|sources|contradictions)/[^"]+)"',
                           text(site, "/changes?page=2")))  # fmt: skip
    assert len(links) > 10
    for link in sorted(links)[:12]:
        address, _, anchor = link.partition("#")
        page = text(site, address)
        assert not anchor or f'id="{anchor}"' in page


def test_what_came_late_says_so(site: Client) -> None:
    assert "later than it was known" in text(site, "/changes")


def test_an_empty_record_has_an_empty_log(db: None) -> None:
    models.Change.objects.all().delete()
    client = Client(SERVER_NAME="localhost")
    assert "Nothing has been published yet" in text(client, "/changes")
    assert table(client, "/changes.csv") == []
    assert feed(client).findall("a:entry", ATOM) == []


# --- two days ------------------------------------------------------------------------------------


def test_two_days_stand_beside_each_other(site: Client) -> None:
    page = words(text(site, f"/changes{DAYS}"))
    assert "What changed from 14 June 2025 to 16 June 2025" in page
    assert "16 June 2025, Remains: Russia → to Ukraine was not on the page 1,248" in page
    assert "Giver and receiver differ by 3" in page


def test_the_difference_is_that_of_the_two_pages(site: Client) -> None:
    """What is told to have changed is just what differs between the pages as known."""
    start, end = date(2025, 6, 14), date(2025, 6, 16)

    def keys(day: date) -> set[str]:
        content = json.loads(text(site, f"/contradictions.json?as_known={day}"))
        return {one["key"] for one in content["contradictions"]}

    def legs(day: date) -> dict[tuple[str, ...], str]:
        content = b"".join(site.get(f"/record.csv?as_known={day}")).decode("utf-8-sig")
        rows = list(csv.DictReader(io.StringIO(content)))[1:]
        place = ("exchange", "from", "to", "category")
        names = [name for name in place if name in rows[0]]
        return {tuple(row[n] for n in names): repr(sorted(row.items())) for row in rows}

    found = json.loads(text(site, f"/changes.json?from={start}&to={end}"))
    assert {one["key"] for one in found["contradictions_found"]} == keys(end) - keys(start)
    assert {one["key"] for one in found["contradictions_ended"]} == keys(start) - keys(end)
    before, after = legs(start), legs(end)
    differ = {key for key in before | after if before.get(key) != after.get(key)}
    assert len(found["legs"]) == len(differ)


def test_a_figure_that_changed_shows_both(told: Told, tmp_path: Path) -> None:
    client = told(
        [
            {"quantity": 9, "speaker": "a"},
            {"quantity": 7, "speaker": "b"},
            {"quantity": 9, "speaker": "b", "said_on": "2024-05-03", "supersedes": "s2"},
        ]
    )
    page = words(text(client, "/changes?from=2024-05-01&to=2024-05-03"))
    assert "9 Party A 7 Party B contested 9 Party A 9 Party B agreed" in page
    assert "correction by its speaker Office B: 9 bodies" in page
    assert "in place of: 7 bodies" in page
    (row,) = [one for one in table(client, "/changes.csv?from=2024-05-01&to=2024-05-03")
              if one["what"] == "leg"]  # fmt: skip
    assert (row["before"], row["after"]) == ("9 / 7", "9 / 9")
    view = between(date(2024, 5, 1), date(2024, 5, 3))
    assert (len(view.opened), len(view.ended)) == (0, 1)


def test_the_same_day_twice_has_no_difference(site: Client) -> None:
    found = json.loads(text(site, "/changes.json?from=2025-06-14&to=2025-06-14"))
    assert not any(found[name] for name in ("legs", "changes", "contradictions_found"))


def test_nobody_sees_ahead(site: Client) -> None:
    today = date.today()
    found = json.loads(text(site, "/changes.json?from=2999-01-01&to=2999-02-01"))
    assert found["from"] == found["to"] == today.isoformat()


@pytest.mark.parametrize(
    ("query", "told_"),
    [
        ("?from=2025-06-14", "Name both days to compare them."),
        ("?to=2025-06-14", "Name both days to compare them."),
        ("?from=2025-06-16&to=2025-06-14", "This day is before the first"),
        ("?from=yesterday&to=2025-06-14", "Write the day as YYYY-MM-DD"),
    ],
)
def test_days_that_cannot_be_compared_are_told_beside_their_field(
    site: Client, query: str, told_: str
) -> None:
    page = text(site, f"/changes{query}")
    assert told_ in page
    assert 'class="error"' in page
    assert text(site, f"/changes.csv{query}", 400)


def test_a_page_that_holds_too_much_says_so(site: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("repatria.desks.record.views.changes.between",
                        lambda start, end: between(start, end, 3))  # fmt: skip
    page = text(site, f"/changes{DAYS}")
    assert "There is more than a page holds" in page
    assert page.count("#claim-") == 3


@pytest.mark.parametrize(
    "address", ["/changes", "/changes.atom", f"/changes{DAYS}", "/changes.csv"]
)
def test_the_number_of_questions_is_bounded(
    site: Client, django_assert_max_num_queries: DjangoAssertNumQueries, address: str
) -> None:
    with django_assert_max_num_queries(25, using=PUBLIC):
        b"".join(site.get(address))


# --- the feed ------------------------------------------------------------------------------------


def test_the_feed_has_what_a_reader_of_feeds_needs(site: Client) -> None:
    found = feed(site)
    entries = found.findall("a:entry", ATOM)
    assert len(entries) == 100
    ids = [entry.findtext("a:id", "", ATOM) for entry in entries]
    assert len(set(ids)) == 100
    assert all(one.startswith("urn:uuid:") for one in ids)
    last = models.Change.objects.latest("at").at
    assert found.findtext("a:updated", "", ATOM) == last.isoformat()
    assert found.find("a:link[@rel='self']", ATOM).get("href") == "http://localhost/changes.atom"  # type: ignore[union-attr]


def test_a_change_keeps_its_id_in_every_language_and_on_every_host(site: Client) -> None:
    def ids(answer: ElementTree.Element) -> list[str]:
        return [entry.findtext("a:id", "", ATOM) for entry in answer.findall("a:entry", ATOM)]

    own = ids(feed(site))
    ukrainian = feed(site, "/uk/changes.atom")
    assert ids(ukrainian) == own
    assert ids(feed(Client(SERVER_NAME="127.0.0.1"))) == own
    assert ukrainian.get("{http://www.w3.org/XML/1998/namespace}lang") == "uk"
    link = ukrainian.find("a:entry/a:link", ATOM)
    assert link is not None
    assert "/uk/" in str(link.get("href"))


def test_what_is_added_comes_first_and_the_rest_stays_as_it_was(told: Told) -> None:
    client = told([{"quantity": 9, "speaker": "a"}])
    before = [ElementTree.tostring(one) for one in feed(client).findall("a:entry", ATOM)]
    models.Change.objects.create(
        at=models.Change.objects.latest("at").at.replace(year=2027),
        day=date(2024, 5, 1),
        what="withdrawn",
        kind="count",
        subject="s1",
    )
    after = [ElementTree.tostring(one) for one in feed(client).findall("a:entry", ATOM)]
    assert after[1:] == before
    assert b"withdrawn by its speaker: Office A" in after[0]


def test_signs_of_mark_up_in_words_stay_words(told: Told) -> None:
    client = told([{"quantity": 9, "speaker": "a", "paraphrase": "<b>nine</b> & no more"}])
    (entry,) = feed(client).findall("a:entry", ATOM)
    assert "&lt;b&gt;nine&lt;/b&gt; &amp; no more" in str(entry.findtext("a:summary", "", ATOM))


def test_a_contradiction_that_is_found_no_more_is_told_without_a_page(told: Told) -> None:
    client = told([{"quantity": 9, "speaker": "a"}, {"quantity": 7, "speaker": "b"}])
    models.Claim.objects.filter(code="s2").delete()
    services.rebuild()
    rows = table(client, "/changes.csv")
    assert [row["what"] for row in rows].count("dropped") == 1
    page = words(text(client, "/changes"))
    assert "found no more, on any day Between the sides" in page
    assert len(feed(client).findall("a:entry", ATOM)) == 4


def test_who_took_a_statement_back_is_told(told: Told) -> None:
    common = {"quantity": 9, "withdrawn_on": "2024-05-03"}
    client = told(
        [
            {**common, "speaker": "a"},
            {**common, "speaker": "b", "withdrawn_why": "misread by us"},
        ]
    )
    page = words(text(client, "/changes"))
    assert "withdrawn by its speaker Office A: 9 bodies" in page
    assert "taken back by those who published it: misread by us Office B: 9 bodies" in page

"""The overview: the week, the whole record, as known then, and its files."""

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
WEEK = "/?from=2025-06-09&until=2025-06-16"
MOST_QUERIES = 25


def words(site: Client, address: str) -> str:
    """The page's text, without markup, in one line."""
    answer = site.get(address)
    assert answer.status_code == 200, address
    text = re.sub(r"<script.*?</script>|<[^>]+>", " ", answer.content.decode(), flags=re.DOTALL)
    return re.sub(r"\s+", " ", text)


def data(site: Client, query: str = "") -> Any:
    return json.loads(site.get(f"/record.json{query}").content)


def table(site: Client, query: str = "") -> list[list[str]]:
    answer = site.get(f"/record.csv{query}")
    text = b"".join(answer).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text)))


def sums(site: Client, query: str = "") -> dict[tuple[str, str, str], Any]:
    found = data(site, query)["balance"]
    return {(one["track"], one["giver"], one["party"]): one for one in found}


def test_the_week_counts_its_exchanges_and_names_its_agreement(site: Client) -> None:
    text = words(site, WEEK)
    assert "9–16 June 2025" in text
    assert "4 exchanges of prisoners and 5 handovers of remains, as each side told them." in text
    assert "Istanbul, second round, 2 June 2025" in text


def test_the_week_shows_both_sums_and_locates_the_difference(site: Client) -> None:
    text = words(site, WEEK)
    assert re.search(r"6,057 \| 6,060", text)
    assert "contested: a difference of 3, on 16 June" in text
    assert "The two counts of 16 June 2025, side by side" in text
    held = sums(site, WEEK[1:])
    assert held["remains", "RU", "UA"]["sum"] == {"low": 6057, "high": 6057}
    assert held["remains", "RU", "RU"]["sum"] == {"low": 6060, "high": 6060}


def test_the_week_says_what_is_open_in_three_words(site: Client) -> None:
    text = words(site, WEEK)
    assert "4 exchanges, no number by either side" in text
    assert "Giver: not stated on 2 of 5 legs, nothing found on 3." in text
    assert "a number on 2 of 5 legs, none on 3" in text
    page = site.get(WEEK).content.decode()
    for kind in ("nil-none", "nil-notstated", "nil-nothing"):
        assert kind in page


def test_identity_stands_apart_from_the_count(site: Client) -> None:
    text = words(site, WEEK)
    assert "on the giver’s word" in text
    assert "said of 4 of 5 handovers" in text


def test_ordinals_and_totals_are_held_against_the_record(site: Client) -> None:
    text = words(site, WEEK)
    assert "4 in 8–14 June 2025: 4 exchanges are known, so it fits." in text
    assert "3 in 9–15 June 2025, but 4 exchanges are known." in text
    assert "The total of 6,057 is what the 5 legs of its period add up to." in text
    assert "fits the other side" in text
    outcomes = {
        claim: [check.get("outcome", check.get("ordinal_fits")) for check in checks]
        for claim, checks in data(site, WEEK[1:])["checks"].items()
    }
    assert outcomes["S206"] == ["fits"]
    assert outcomes["S210"] == ["fits_other_side"]
    assert outcomes["S202"] == [False]


def test_the_disagreement_of_the_week_is_told_once(site: Client) -> None:
    text = words(site, WEEK)
    assert text.count("Giver and receiver differ by 3") == 1
    assert "It is one disagreement, not two." in text
    kinds = [one["kind"] for one in data(site, WEEK[1:])["contradictions"]]
    assert kinds.count("between_sides") == 1


def test_unnamed_sources_and_all_speakers_of_a_sum_are_named(site: Client) -> None:
    side = sums(site, WEEK[1:])["remains", "UA", "RU"]
    assert side["legs_of_unnamed_sources_only"] == 2
    assert {"MED", "RMOD", "TSRC"} <= set(side["speakers"])
    text = words(site, WEEK)
    assert "on 2 legs only sources that nobody names" in text
    assert "Vladimir Medinsky, presidential aide / chief negotiator" in text


def test_the_whole_record_is_the_page_without_a_period(site: Client) -> None:
    text = words(site, "/")
    assert "The whole record 6 May – 24 August 2025" in text
    assert "15 exchanges of prisoners and 8 handovers of remains" in text
    assert "1 more did not take place." in text
    assert "On the 6 legs where both give a number: 7,057 | 7,060." in text
    assert "Days without an exchange are left out" in text


def test_periods_lead_on_from_the_data(site: Client) -> None:
    page = site.get("/").content.decode()
    assert "?from=2025-06-09&amp;until=2025-06-16" in page
    assert "?from=2025-05-23&amp;until=2025-05-25" in page
    assert "?from=2025-07-01&amp;until=2025-07-31" in page
    week = site.get(WEEK).content.decode()
    assert "Earlier: 6 May – 8 June 2025" in week
    assert "Later: 17 June – 24 August 2025" in week


def test_before_the_last_stage_no_party_had_given_a_number(site: Client) -> None:
    series = "?from=2025-06-09&until=2025-07-23"
    before = sums(site, f"{series}&as_known=2025-07-22")
    assert {one["sum"] for key, one in before.items() if key[0] == "living"} == {None}
    text = words(site, f"/{series}&as_known=2025-07-22")
    assert "As known on: 22 July 2025 ." in text
    assert "Show what is known now" in text
    after = data(site, f"{series}&as_known=2025-07-23")["statements"]
    bounds = [one["quantity"][:2] for one in after if one["id"] == "S236"]
    assert bounds == [["at_least", 1000]]


def test_links_keep_the_day_that_is_asked_about(site: Client) -> None:
    page = site.get(f"{WEEK}&as_known=2025-07-22").content.decode()
    inside = [
        link
        for link in re.findall(r'href="([^"#]*)', page)
        if link.startswith(("/exchanges", "/agreements/", "/contradictions", "/sources/"))
        and link not in ("/contradictions",)
    ]
    assert len(inside) > 20
    assert all("as_known=2025-07-22" in link for link in inside)


def test_a_day_before_everything_knows_of_nothing(site: Client) -> None:
    text = words(site, "/?as_known=2025-01-01")
    assert "No exchange that took place is known in this period." in text
    assert "Nothing has been loaded" not in text


def test_a_day_that_is_none_is_said_beside_its_field(site: Client) -> None:
    page = site.get("/?from=14.06.2025&until=2025-06-16").content.decode()
    assert "Write the day as YYYY-MM-DD, for example 2025-06-14." in page
    assert 'value="14.06.2025"' in page
    assert "A day was not understood" in page
    assert site.get("/record.csv?from=14.06.2025").status_code == 400


def test_a_period_without_exchanges_leads_to_those_around_it(site: Client) -> None:
    text = words(site, "/?from=2025-06-01&until=2025-06-06")
    assert "No exchange that took place is known" in text
    assert "Earlier: 6–31 May 2025" in text
    assert "The readings of the agreement differ on: the living." in text


def test_the_table_twin_has_a_row_a_leg_and_tags_for_machines(site: Client) -> None:
    header, tags, *rows = table(site, WEEK[1:])
    assert len(rows) == 18
    assert header[0] == "exchange"
    assert all(tag.startswith("#") for tag in tags)
    last = {
        (row[header.index("from")]): dict(zip(header, row, strict=True))
        for row in rows
        if row[0] == "E250616R"
    }["RU"]
    assert last["giver_low"] == "1248"
    assert last["receiver_high"] == "1245"
    assert last["grade"] == "contested"
    unsaid = next(dict(zip(header, row, strict=True)) for row in rows if row[0] == "E250609")
    assert (unsaid["giver_state"], unsaid["giver_low"]) == ("not_stated", "")


def test_the_json_says_every_verdict_as_data_and_as_a_sentence(site: Client) -> None:
    held = data(site, WEEK[1:])
    (between,) = [one for one in held["contradictions"] if one["kind"] == "between_sides"]
    (reason, *_) = between["reasons"]
    assert reason["code"] == "between_sides"
    assert reason["params"]["gap"] == 3
    assert reason["sentence"].startswith("Giver and receiver differ by 3")
    assert held["happened"] == {"living": 4, "remains": 5}


def test_the_json_ld_is_a_data_set_with_its_claims(site: Client) -> None:
    graph = json.loads(site.get("/record.jsonld" + WEEK[1:]).content)["@graph"]
    kinds = [node["@type"] for node in graph]
    assert kinds[0] == "Dataset"
    assert set(kinds[1:]) == {"Claim"}
    page = site.get(WEEK).content.decode()
    assert '<script type="application/ld+json">' in page


@pytest.mark.parametrize("address", ["/", WEEK, "/?as_known=2025-07-22", "/record.json"])
def test_a_page_asks_a_bounded_number_of_questions(
    site: Client,
    address: str,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    with django_assert_max_num_queries(MOST_QUERIES):
        assert site.get(address).status_code == 200


@pytest.mark.parametrize("language", ["uk", "ru"])
def test_it_speaks_the_readers_language(site: Client, language: str) -> None:
    text = words(site, f"/{language}{WEEK}")
    assert "6 057 | 6 060" in text.replace("\N{NO-BREAK SPACE}", " ")
    assert {"uk": "Україна", "ru": "Украина"}[language] in text


def test_every_link_of_the_page_leads_somewhere(site: Client) -> None:
    page = site.get(WEEK).content.decode()
    links = {link.replace("&amp;", "&") for link in re.findall(r'href="([^"]*)"', page)}
    own = {link.partition("#")[0] for link in links if link.startswith(("/", "?"))}
    for link in sorted(own - {""}):
        if not link.startswith("/static"):
            answer = site.get(f"/{link}" if link.startswith("?") else link)
            assert answer.status_code == 200, link


def test_every_address_inside_the_page_is_there(site: Client) -> None:
    page = site.get("/").content.decode()
    names = set(re.findall(r' id="([^"]+)"', page))
    assert set(re.findall(r'href="#([^"]+)"', page)) <= names


def test_nothing_in_the_page_breaks_the_content_policy(site: Client) -> None:
    page = site.get("/").content.decode()
    assert "style=" not in page
    assert not re.search(r"<script(?! type=\"application/ld\+json\")", page)
    assert not re.search(r"\son\w+=", page)


def test_a_withdrawn_total_is_struck_out_and_not_checked(told: Told) -> None:
    total = {"kind": "total", "covers": "2024-05-01", "exchange": "", "quantity": 9, "speaker": "b"}
    site = told(
        [
            {"quantity": 5, "speaker": "a"},
            {**total, "withdrawn_on": "2024-05-02"},
        ]
    )
    assert "<s>9</s>" in site.get("/").content.decode()
    assert "no longer counted: withdrawn by its speaker" in words(site, "/")
    assert "<s>" not in site.get("/?as_known=2024-05-01").content.decode()


def test_an_embargoed_word_is_in_no_sum_before_its_day(told: Told) -> None:
    site = told(
        [
            {"quantity": 5, "speaker": "a"},
            {"quantity": 8, "speaker": "b", "embargo_until": "2024-06-01"},
        ]
    )
    (before,) = [one for one in data(site, "?as_known=2024-05-31")["balance"]
                 if one["giver"] == "A" and one["party"] == "B"]  # fmt: skip
    assert before["sum"] is None
    assert "contested: a difference of 3, on 1 May" in words(site, "/")
    assert "contested" not in words(site, "/?as_known=2024-05-31")

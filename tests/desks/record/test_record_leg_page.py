"""The page of a leg: both words side by side, the gap named, three kinds of nothing, as known."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from repatria.desks.record import store
from repatria.desks.record.queries import exchange_view
from repatria.desks.router import PUBLIC
from repatria.formats.claim_json import claim_digest
from repatria.formats.statements import Known, read_statements

Told = Callable[..., Client]
TO_UKRAINE = "/exchanges/E250616R/RU/UA/remains"
SEED = "/exchanges/E250614R"
LEG = "/exchanges/E1/A/B/remains"


def words(site: Client, address: str) -> str:
    """The page's text, without markup, in one line."""
    answer = site.get(address)
    assert answer.status_code == 200, address
    text = re.sub(r"<script.*?</script>|<[^>]+>", " ", answer.content.decode(), flags=re.DOTALL)
    return re.sub(r"\s+", " ", text)


def data(site: Client, address: str) -> Any:
    return json.loads(site.get(f"{address}.json").content)


def test_the_gap_of_16_june_is_named_drawn_and_carried(site: Client) -> None:
    page = site.get(TO_UKRAINE).content.decode()
    assert '<a class="chip contested"' in page
    assert "difference 3" in page
    assert 'class="chart gapline"' in page
    text = words(site, TO_UKRAINE)
    assert "Giver and receiver differ by 3." in text
    assert "carried into the totals: 6,060 (giver), 6,057 (receiver)" in text
    assert "1,245" in text
    assert "1,248" in text
    assert "1,246.5" not in text
    assert "None is known for this leg." in text


def test_three_kinds_of_nothing_differ_in_word_and_shape(site: Client) -> None:
    back = site.get(f"{SEED}/UA/RU/remains").content.decode()
    assert 'class="nil-none">none<' in back
    assert "nil-notstated" in back
    assert "not stated" in back
    living = site.get("/exchanges/E250614/RU/UA/living").content.decode()
    assert "nil-nothing" in living
    assert "nothing found" in living
    assert "The record holds no word of it from this side." in living
    assert "Spoke, and gave no number: Ministry of Defence" in living


def test_identity_stands_apart_from_the_count(site: Client) -> None:
    text = words(site, f"{SEED}/RU/UA/remains")
    assert "on the giver’s word" in text
    assert "corroborated" in text
    assert "unnamed source, not the party itself" in text
    assert "1 word, told by 2 sources" in text


def test_evidence_is_described_and_never_shown(site: Client) -> None:
    address = "/exchanges/E250614/UA/RU/living"
    text = words(site, address)
    assert "soldiers boarding a bus" in text
    assert "as reported" in text
    assert "Footage of captives is never shown here" in text
    page = site.get(address).content.decode()
    assert "<video" not in page
    assert "<img" not in page


def test_every_statement_says_that_its_source_is_not_held(site: Client) -> None:
    for address in (TO_UKRAINE, SEED, f"{SEED}/UA/RU/remains"):
        assert "paraphrase, source not held" in words(site, address)


def test_another_day_shows_what_was_known_then(site: Client) -> None:
    address = "/exchanges/E250723/RU/UA/living"
    now = data(site, address)
    assert now["figures"][0]["grade"] == "single"
    seed = site.get(f"{SEED}/RU/UA/remains.json?as_known=2025-06-14").json()
    assert seed["as_known"] == "2025-06-14"
    assert all(claim["said_on"] <= "2025-06-14" for claim in seed["claims"])
    page = words(site, f"{SEED}/RU/UA/remains?as_known=2025-06-14")
    assert "As known on: 14 June 2025" in page
    html = site.get(f"{SEED}/RU/UA/remains?as_known=2025-06-14").content.decode()
    assert f'href="{SEED}?as_known=2025-06-14"' in html
    assert f"{SEED}/RU/UA/remains.csv?as_known=2025-06-14" in html


def test_a_day_that_is_none_is_told_beside_its_field(site: Client) -> None:
    text = words(site, f"{TO_UKRAINE}?as_known=2025-06-31")
    assert "Write the day as YYYY-MM-DD" in text
    assert "The day was not understood" in text
    assert site.get(f"{TO_UKRAINE}.json?as_known=2025-06-31").status_code == 400


def test_the_file_says_what_the_page_says(site: Client) -> None:
    found = data(site, TO_UKRAINE)
    head = found["figures"][0]
    assert head["grade"] == "contested"
    assert head["gap_between_sides"] == 3
    assert head["giver"]["interval"] == {"low": 1248, "high": 1248}
    assert head["receiver"]["state"] == "stated"
    text = words(site, TO_UKRAINE)
    for reason in head["reasons"]:
        assert reason["sentence"] in text
        assert reason["code"]
    (between,) = [c for c in found["contradictions"] if c["kind"] == "between_sides"]
    assert between["carried"][0]["reasons"][0]["code"] == "carried"
    assert found["what_would_settle_it"] in text


def test_the_table_can_be_taken_in_again(site: Client, tmp_path: Path) -> None:
    answer = site.get(f"{TO_UKRAINE}.csv")
    path = tmp_path / "leg.csv"
    path.write_bytes(answer.getvalue())
    known = Known(parties=store.parties(), agreements=store.agreements())
    incoming = read_statements(path, known, today=date(2026, 1, 1))
    view = exchange_view("E250616R")
    assert view is not None
    assert {claim.id for claim in incoming.claims} == {"S203", "S204"}
    held = {claim.id: claim_digest(claim) for claim in view.claims}
    assert all(held[claim.id] == claim_digest(claim) for claim in incoming.claims)


def test_linked_data_names_the_claims(site: Client) -> None:
    graph = json.loads(site.get(f"{TO_UKRAINE}.jsonld").content)["@graph"]
    assert graph[0]["@type"] == "Dataset"
    claims = [node for node in graph if node["@type"] == "Claim"]
    assert {node["identifier"] for node in claims} == {"S203", "S204"}
    assert all(node["@id"].endswith(f"#claim-{node['identifier']}") for node in claims)
    page = site.get("/exchanges/E250616R").content.decode()
    assert all(f'id="claim-{node["identifier"]}"' in page for node in claims)


@pytest.mark.parametrize("address", [TO_UKRAINE, f"{SEED}/UA/RU/remains", f"{TO_UKRAINE}.json"])
def test_the_queries_are_bounded(
    site: Client, django_assert_max_num_queries: DjangoAssertNumQueries, address: str
) -> None:
    with django_assert_max_num_queries(25, using=PUBLIC):
        site.get(address)


def test_what_is_superseded_is_struck_out_with_the_reason(told: Told) -> None:
    site = told(
        [
            {"quantity": 10, "speaker": "a"},
            {"quantity": 12, "speaker": "a", "supersedes": "s1", "said_on": "2024-05-03"},
            {"quantity": 12, "speaker": "b"},
        ]
    )
    assert "<s>10</s>" in site.get(LEG).content.decode()
    assert "superseded by its speaker’s later word" in words(site, LEG)
    assert data(site, LEG)["figures"][0]["grade"] == "agreed"
    then = site.get(f"{LEG}.json?as_known=2024-05-02").json()
    assert then["figures"][0]["grade"] == "contested"


def test_other_figures_stand_apart(told: Told) -> None:
    site = told(
        [
            {"quantity": 40, "speaker": "b"},
            {"quantity": 38, "unit": "container", "speaker": "a"},
            {"quantity": 2, "speaker": "b", "counting": "outside the exchange"},
        ]
    )
    text = words(site, LEG)
    assert "Other figures of this leg" in text
    assert "remains, containers" in text
    assert "outside the exchange" in text


def test_a_third_word_stands_below_the_sides(told: Told) -> None:
    site = told(
        [
            {"quantity": 40, "speaker": "b"},
            {"quantity": 44, "speaker": "icrc"},
            {"quantity": 40, "speaker": "press", "source": "q", "said_on": "2024-05-02"},
        ]
    )
    text = words(site, LEG)
    assert "Said by others" in text
    assert "A neutral one" in text
    assert "difference 4" in text
    assert "Repeated in their own voice, and no root of their own: q.example" in text


def test_silence_told_by_another_is_told_as_such(told: Told) -> None:
    site = told(
        [
            {"kind": "non_statement", "speaker": "press", "silent": ["A"]},
            {"quantity": "about 250", "speaker": "b"},
        ]
    )
    text = words(site, LEG)
    assert "That it gave no number is said by: p.example, in its own voice" in text
    assert "taken as: 225 to 275" in text


def test_words_of_others_are_never_markup(told: Told) -> None:
    nasty = "<script>alert(1)</script>"
    site = told(
        [{"quantity": 3, "speaker": "b", "paraphrase": nasty, "identity": nasty}],
        sources=[{"key": "p", "title": nasty, "outlet": nasty}],
    )
    for address in (LEG, "/exchanges/E1", "/sources/p", "/sources"):
        page = site.get(address).content.decode()
        assert "<script>alert" not in page

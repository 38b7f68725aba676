"""The method page: no value of the engine's tables without its rule, no link that leads nowhere."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.utils.translation import override

from repatria.desks.record import models
from repatria.desks.record.present import method_texts as texts
from repatria.desks.record.present.contradictions import kind_anchor
from repatria.desks.record.present.method import SAMPLES, method
from repatria.desks.record.present.method_examples import examples
from repatria.statements import counting, words
from repatria.statements.contradiction import ContradictionKind
from repatria.statements.figures import Grade, State
from repatria.statements.quantity import Kind
from repatria.statements.sentences import TEMPLATES
from repatria.statements.total_check import Outcome

SECTIONS = {
    "grades", "states", "spread", "words", "relays", "identity", "evidence", "contradictions",
    "carried", "sums", "totals", "counting-rules", "ordinals", "as-known", "reasons", "limits",
}  # fmt: skip


@pytest.fixture
def anchors(site: Client) -> set[str]:
    found = re.findall(r'\bid="([^"]+)"', site.get("/method").content.decode())
    assert len(found) == len(set(found))
    return set(found)


def test_every_grade_state_kind_and_section_has_its_anchor(anchors: set[str]) -> None:
    assert anchors >= SECTIONS
    assert {f"grade-{grade.value}" for grade in Grade} <= anchors
    assert {state.value.replace("_", "-") for state in State} <= anchors
    assert {"none", "not-stated", "nothing-found"} <= anchors
    assert {kind_anchor(kind) for kind in ContradictionKind} <= anchors
    assert {f"total-{kind_anchor(outcome)}" for outcome in Outcome} <= anchors


def test_every_value_has_a_rule() -> None:
    assert texts.GRADE_RULES.keys() == set(Grade)
    assert texts.STATE_RULES.keys() == set(State)
    assert texts.QUANTITY_RULES.keys() == SAMPLES.keys() == set(Kind)
    assert texts.OUTCOME_RULES.keys() == set(Outcome)
    assert texts.CONTRADICTION_RULES.keys() == set(ContradictionKind)
    assert texts.CONTRADICTION_REASONS.keys() == set(ContradictionKind)
    told = {code for codes in texts.CONTRADICTION_REASONS.values() for code in codes}
    assert told <= TEMPLATES.keys()


def test_every_kind_found_is_told_in_the_sentences_of_its_section(demo: None) -> None:
    for kind, data in models.Finding.objects.exclude(kind="carried").values_list("kind", "data"):
        code = data["reasons"][0][0]
        assert code in texts.CONTRADICTION_REASONS[ContradictionKind(kind)], kind


@pytest.mark.parametrize("language", ["en", "uk", "ru"])
def test_the_engine_gives_each_example_its_grade(language: str) -> None:
    with override(language):
        for grade, example in examples().items():
            assert example.grade is grade
            assert example.said
            assert example.why


def test_every_word_rule_is_shown_with_what_its_example_allows(site: Client) -> None:
    page = site.get("/method").content.decode()
    table = page.split('id="word-rules"')[1].split("</table>")[0]
    assert table.count("<tr>") == len(words.RULES) + 1
    rows = {row.example: row for row in method().words}
    for rule in words.RULES:
        assert rule.example in table
        assert rule.example in rows
    assert rows["dozens"].allows == "12 or more"
    assert rows["nearly 5,000"].allows == "4,500 to 5,000"
    assert rows["not stated"].allows == "no number"


def test_every_counting_rule_is_shown_with_its_version(site: Client) -> None:
    page = site.get("/method").content.decode()
    for rule in counting.RULES:
        assert f"<code>{rule.id}</code>" in page
        assert rule.sentence in page


def test_every_sentence_is_listed(site: Client) -> None:
    page = site.get("/method").content.decode()
    assert all(f"<code>{code}</code>" in page for code in TEMPLATES)


def test_it_says_what_the_spread_is_not(site: Client) -> None:
    page = site.get("/method").content.decode()
    assert "It is not a confidence interval" in page
    assert "No mean and no best is computed" in page


def test_every_link_to_the_method_leads_somewhere(site: Client, anchors: set[str]) -> None:
    addresses = ["/", "/agreements", "/contradictions", "/sources", "/sources?page=2"]
    addresses += [
        f"/agreements/{code}" for code in models.Agreement.objects.values_list("code", flat=True)
    ]
    addresses += [
        f"/exchanges/{code}" for code in models.Exchange.objects.values_list("code", flat=True)
    ]
    addresses += [
        f"/exchanges/{code}/{giver}/{receiver}/{track}"
        for code, giver, receiver, track in models.Leg.objects.values_list(
            "exchange_id", "giver", "receiver", "track"
        )
    ]
    addresses += [f"/sources/{key}" for key in models.Source.objects.values_list("key", flat=True)]
    linked: set[str] = set()
    for address in addresses:
        page = site.get(address).content.decode()
        linked |= set(re.findall(r'href="/method#([^"]+)"', page))
    assert linked
    assert linked <= anchors

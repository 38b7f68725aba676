"""The demonstration against the material it was entered from, statement by statement.

The material lies beside the repository where the project is developed. Where it does not, the
demonstration is held against itself, so that each test still says something of each statement.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml
from statements_demo import FILE, demonstration, incoming

from repatria.statements.claim import Claim
from repatria.statements.examine import examine
from repatria.statements.quantity import Kind
from repatria.statements.vocabulary import ClaimKind, Per, Track

SHARED = Path(__file__).resolve().parents[3] / "shared" / "data" / FILE
# The denial of 14 June is laid in two mouths at once; it is entered as a speaker of its own.
JOINT = {"A08": "RMSM"}
# Periods told in words, and the days that they were entered as.
PERIODS = {
    "UAE mediations to 2025-08-14": "..2025-08-14",
    "one week": "2025-06-08..2025-06-14",
}
KINDS = {
    Kind.EXACT: "exact",
    Kind.NONE: "exact",
    Kind.AT_LEAST: "at_least",
    Kind.AT_MOST: "at_most",
    Kind.ABOUT: "approx",
    Kind.RANGE: "approx",
    Kind.PARITY: "parity",
    Kind.NOT_STATED: "unknown",
}


def _entered(claim: Claim) -> dict[str, Any]:
    """A statement as the shared material writes it."""
    return {
        "id": claim.id,
        "event": claim.exchange or None,
        "leg": "both" if claim.both else f"{claim.giver}_to_{claim.receiver}",
        "speaker": {"code": claim.speaker.code, "side": claim.speaker.party},
        "said_on": str(claim.said_on),
        "claim": {
            "value": claim.quantity.number or claim.quantity.low,
            "qualifier": KINDS[claim.quantity.kind],
            "period": None if claim.covers is None else str(claim.covers),
        },
        "paraphrase": claim.paraphrase,
        "source": {"key": claim.source.key, "url": claim.source.url or None},
        "relay": claim.relay,
    }


def _shared() -> list[dict[str, Any]]:
    if SHARED.exists():
        found: list[dict[str, Any]] = yaml.safe_load(SHARED.read_text(encoding="utf-8"))[
            "statements"
        ]
        return found
    return [_entered(claim) for claim in demonstration().claims]


STATEMENTS = _shared()
CLAIMS = {claim.id: claim for claim in demonstration().claims}


def test_every_event_and_every_statement_is_there_once() -> None:
    record = demonstration()
    assert len(record.exchanges) == len({exchange.code for exchange in record.exchanges}) == 24
    assert len(record.claims) == len(CLAIMS) == len(STATEMENTS) == 141
    assert {statement["id"] for statement in STATEMENTS} == set(CLAIMS)
    assert len(record.agreements) == 3
    assert {party.code for party in record.parties} == {"UA", "RU"}


@pytest.mark.parametrize("statement", STATEMENTS, ids=lambda statement: statement["id"])
def test_a_statement_is_entered_as_it_was_given(statement: dict[str, Any]) -> None:
    claim, told = CLAIMS[statement["id"]], statement["claim"]
    assert claim.speaker.code == JOINT.get(claim.id, statement["speaker"]["code"])
    assert str(claim.said_on) == statement["said_on"]
    assert claim.paraphrase == statement["paraphrase"]
    assert claim.source.key == statement["source"]["key"]
    assert (claim.source.url or None) == statement["source"]["url"]
    assert claim.relay == bool(statement.get("relay"))
    if told.get("value") is not None:
        assert told["value"] in (claim.quantity.number, claim.quantity.low)
    elif told.get("words"):
        assert claim.quantity.words or claim.quantity.interval
    if told.get("period"):
        assert str(claim.covers) == PERIODS.get(told["period"], told["period"])
    if statement["leg"] == "both":
        assert claim.both
    else:
        assert f"{claim.giver}_to_{claim.receiver}" == statement["leg"]


def test_no_source_is_quoted_and_none_is_without_an_address_but_one() -> None:
    assert [source.key for source in incoming().sources if not source.url] == ["seed"]
    assert any("not held" in note for note in incoming().notes)


def test_exchanges_are_of_both_kinds_and_one_did_not_happen() -> None:
    record = demonstration()
    assert {exchange.track for exchange in record.exchanges} == set(Track)
    assert [e.code for e in record.exchanges if not e.happened] == ["E250607"]


def test_statements_are_of_every_kind_that_the_material_has() -> None:
    kinds = Counter(claim.kind for claim in demonstration().claims)
    assert set(kinds) == set(ClaimKind)
    assert sum(claim.per is Per.TOTAL for claim in demonstration().claims) == 4


def test_the_demonstration_comes_to_what_the_summer_is_known_for() -> None:
    """The difference of three is found once, on 16 June, and carried into the totals."""
    found = examine(demonstration())
    (between,) = (item for item in found.contradictions if item.kind == "between_sides")
    assert [leg.exchange for leg in between.legs] == ["E250616R"]
    assert between.reasons[0].get("gap") == 3
    assert {leg.exchange for item in found.carried for leg in item.legs} == {"E250616R"}
    assert len(found.carried) == 1

"""Forms as rows of the statements format, and back."""

from __future__ import annotations

from datetime import date

import pytest

from repatria.base.dates import partial_date
from repatria.desks.press.building import Wanted, build
from repatria.desks.press.claim_fields import (
    exchange_code,
    fields_of,
    listed,
    speaker_code,
    track_of,
)
from repatria.formats.statements import Known
from repatria.statements.claim import Source, Speaker
from repatria.statements.record import Exchange, Party
from repatria.statements.vocabulary import Track, Voice

TODAY = date(2025, 8, 1)
SOURCE = Source("s", "S", digest="0" * 64)
KNOWN = Known(
    parties={code: Party(code, {"en": code}) for code in "NS"},
    speakers={"X": Speaker("X", "X", Voice.PARTY, "N")},
    exchanges={"E1": Exchange("E1", partial_date("2025-06-14"), "E1", Track.LIVING)},
    claims={"old"},
)
FULL = {
    "kind": "count",
    "quantity": "at least 70",
    "unit": "person",
    "category": "wounded",
    "giver": "N",
    "receiver": "S",
    "both": "true",
    "per": "total",
    "exchange": "E1",
    "speaker": "X",
    "said_on": "2025-06-14",
    "covers": "2025-06-14",
    "as_of": "2025-06-15",
    "silent": "N; S",
    "uncertain": "date; quantity",
    "counting": "outside the exchange",
    "identity": "on the giver's word",
    "relay": "true",
    "paraphrase": "In our words.",
    "supersedes": "old",
    "embargo_until": "2025-09-01",
}


def test_every_field_comes_back_as_it_was() -> None:
    built = build([Wanted(FULL, "c-1", SOURCE, "a few words")], KNOWN, TODAY)
    assert built.wrong == ()
    claim = built.claims["c-1"]
    back = fields_of(claim)
    assert {**back, "covers": "2025-06-14"} == FULL
    assert (claim.quote, claim.source) == ("a few words", SOURCE)
    again = build([Wanted(back, "c-1", SOURCE, "a few words")], KNOWN, TODAY)
    assert again.claims["c-1"] == claim


def test_two_drafts_with_the_same_new_speaker_share_it() -> None:
    new = {
        **FULL, "speaker": "", "speaker_name": "A new one", "speaker_voice": "unnamed",
        "exchange": "", "exchange_day": "2025-07-01", "exchange_title": "July", "supersedes": "",
    }  # fmt: skip
    built = build([Wanted(new, "c-1", SOURCE), Wanted(new, "c-2", SOURCE)], KNOWN, TODAY)
    assert built.wrong == ()
    assert [one.code for one in built.incoming.speakers] == [speaker_code("A new one", "")]
    assert [one.code for one in built.incoming.exchanges] == ["E250701"]


@pytest.mark.parametrize(
    ("field", "value", "place"),
    [
        ("quantity", "many", "quantity"),
        ("giver", "Q", "giver"),
        ("speaker", "Y", "speaker"),
        ("exchange", "E9", "exchange"),
        ("said_on", "2025-13-01", "said_on"),
        ("said_on", "2031-01-01", "said_on"),
        ("covers", "soon", "covers"),
        ("supersedes", "none", "supersedes"),
        ("embargo_until", "2025-09", "embargo_until"),
    ],
)
def test_a_fault_stands_at_its_field_and_at_its_claim(field: str, value: str, place: str) -> None:
    bad = {**FULL, field: value}
    built = build([Wanted(FULL, "c-1", SOURCE), Wanted(bad, "c-2", SOURCE)], KNOWN, TODAY)
    assert [(one.claim_id, one.field) for one in built.wrong] == [("c-2", place)]


def test_a_quotation_of_more_than_thirty_words_is_refused() -> None:
    built = build([Wanted(FULL, "c-1", SOURCE, "w " * 31)], KNOWN, TODAY)
    assert "at most 30 words" in built.wrong[0].message


def test_codes() -> None:
    assert exchange_code("2025-06-14", Track.LIVING) == "E250614"
    assert exchange_code("2025-06-14", Track.REMAINS) == "E250614R"
    assert speaker_code("A  B", "N") == speaker_code("a b", "N") != speaker_code("a b", "S")
    assert track_of({"category": "remains"}) is Track.REMAINS
    assert track_of({}) is Track.LIVING
    assert listed(" a;b ; ") == ("a", "b")

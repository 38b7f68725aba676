"""A claim as a row: every circumstance of a word is told beside it, in the reader's language."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.utils.translation import override
from test_record_leg_page import words

from repatria.desks.record.present.claims import ClaimRow, claim_rows
from repatria.desks.record.queries import exchange_view

Told = Callable[..., Client]


def row(told: Told, **statement: object) -> ClaimRow:
    """The row of one statement on its own."""
    told([{"speaker": "b", **statement}])
    view = exchange_view("E1")
    assert view is not None
    (found,) = claim_rows(view.claims, view.names, retired=view.retired, utterances=view.utterances)
    return found


@pytest.mark.parametrize(
    ("quantity", "figure", "nil", "numeric"),
    [
        ("1,212", "1,212", "", True),
        ("about 250", "about 250", "", True),
        ("dozens", "at least 12", "", True),
        ("none", "none", "none", True),
        ("not stated", "not stated", "notstated", True),
        ("parity", "as many as the other way", "", False),
    ],
)
def test_a_figure_is_a_number_or_a_kind_of_nothing(
    told: Told, quantity: str, figure: str, nil: str, numeric: bool
) -> None:
    found = row(told, quantity=quantity)
    assert (found.figure, found.nil, found.numeric) == (figure, nil, numeric)


def test_a_figure_is_written_in_the_readers_language(told: Told) -> None:
    told([{"speaker": "b", "quantity": "at least 1,212"}])
    with override("uk"):
        view = exchange_view("E1")
        assert view is not None
        (found,) = claim_rows(view.claims, view.names)
        assert "1\N{NO-BREAK SPACE}212" in found.figure


@pytest.mark.parametrize(
    ("speaker", "role", "colour"),
    [
        ("a", "giver", 0),
        ("b", "receiver", 1),
        ("x", "giver", 0),
        ("press", "third", None),
        ("icrc", "intermediary", None),
    ],
)
def test_a_speaker_has_a_role_and_the_colour_of_its_party(
    told: Told, speaker: str, role: str, colour: int | None
) -> None:
    found = row(told, speaker=speaker, quantity=3)
    assert (found.role, found.colour) == (role, colour)
    assert found.unnamed == (speaker == "x")
    assert found.own_voice == (speaker == "press")


def test_a_process_has_no_figure(told: Told) -> None:
    found = row(told, kind="process")
    assert (found.figure, found.of, found.kind) == ("", "", "how it went")


def test_silence_names_who_is_silent(told: Told) -> None:
    assert row(told, kind="non_statement").silent == ("Party B",)
    found = row(told, kind="non_statement", speaker="press", silent=["A", "B"])
    assert found.silent == ("Party A", "Party B")


def test_one_word_told_by_two_sources_is_one_word(told: Told) -> None:
    told([{"speaker": "b", "quantity": 3}, {"speaker": "b", "quantity": 3, "source": "q"}])
    view = exchange_view("E1")
    assert view is not None
    rows = claim_rows(view.claims, view.names, utterances=view.utterances)
    assert [(one.told_with, one.sources, one.judged) for one in rows] == [
        (("s2",), 2, False),
        (("s1",), 2, False),
    ]


def test_every_circumstance_is_told(told: Told) -> None:
    site = told(
        [
            {
                "speaker": "b",
                "quantity": 168,
                "words": "a hundred and sixty-eight",
                "both": True,
                "per": "total",
                "identity": "as the giver declared",
                "uncertain": ["date", "direction"],
                "relay": True,
                "as_of": "2024-04-30",
                "embargo_until": "2024-05-20",
                "parts": [{"by": "sex", "complete": True, "parts": {"men": 160, "women": 8}}],
                "evidence": {
                    "kind": "photograph",
                    "shows": "a column of lorries",
                    "place": "a border post",
                    "place_certainty": "reported",
                },
            }
        ]
    )
    text = words(site, "/exchanges/E1")
    for told_of in (
        "both directions together",
        "a hundred and sixty-eight",
        "as the giver declared",
        "uncertain: date",
        "uncertain: direction",
        "relayed, not heard from the speaker",
        "as of 30 April 2024",
        "known from 20 May 2024",
        "by sex: men 160; women 8 (said to be all)",
        "photograph, a column of lorries; a border post",
        "place as reported",
    ):
        assert told_of in text
    assert site.get("/exchanges/E1?as_known=2024-05-19").status_code == 404

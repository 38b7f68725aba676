"""Sentences of such news in three languages, one construction each, and what is read in them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
import yaml

from repatria.statements.drafting import Draft, draft
from repatria.statements.vocabulary import Voice
from statements.drafting.scoring import PARTIES

ROWS = yaml.safe_load((Path(__file__).parent / "sentences.yaml").read_text("utf-8"))


def told(one: Draft) -> str:
    who = {Voice.PARTY: one.said.party, Voice.INTERMEDIARY: one.said.code}
    way = "both" if one.both else f"{one.giver} to {one.receiver}"
    return f"{one.kind}: {one.quantity}, {way}, {who.get(one.said.voice, str(one.said.voice))}"


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["text"][:50])
def test_a_sentence_is_read_as_a_person_reads_it(row: dict[str, object]) -> None:
    read = draft(str(row["text"]), published=date(2025, 6, 14), parties=PARTIES)
    assert [told(one) for one in read.drafts] == row["read"]


def test_days_are_counted_from_the_dateline() -> None:
    def day(text: str) -> list[str]:
        read = draft(text, published=date(2025, 6, 14), parties=PARTIES)
        return [str(one.covers) for one in read.drafts]

    assert day("On Wednesday Russia handed over 1,212 bodies.") == ["2025-06-11..2025-06-11"]
    assert day("Вчора Росія передала 1200 тіл.") == ["2025-06-13..2025-06-13"]
    assert day("Позавчера Россия передала 1200 тел.") == ["2025-06-12..2025-06-12"]
    assert day("Russia handed over 909 bodies on 18 April.") == ["2025-04-18..2025-04-18"]
    assert day("Since March 2022, 5,757 Ukrainians have been returned.") == ["2022-03..2025-06-14"]
    assert day("Russia handed over 909 bodies.") == ["None"]

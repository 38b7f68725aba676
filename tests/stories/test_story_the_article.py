"""The article. A pasted article becomes claims in five minutes of work, published by two, withdrawn
a day later; the page "as known" on each day shows what it should."""

from __future__ import annotations

import re
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils.translation import override

from press_work import ARTICLE, PARTY_WORDS, SAID, load_record
from stories.clerks import Clerk, Clock, filled, the_public_sees, the_work_is_done

TODAY = date.today()
YESTERDAY = TODAY - timedelta(days=1)
LEG = "/exchanges/E1/N/S/living"


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    return Clock(monkeypatch, YESTERDAY)


@pytest.fixture
def given(db: None, clock: Clock, tmp_path: Path, settings: Any) -> None:
    """A record in which one side has said 120, and a press desk that knows how the sides are
    called."""
    settings.HOME = tmp_path / "home"
    settings.HOME.mkdir(mode=0o700)
    (settings.HOME / "party-words.yaml").write_text(PARTY_WORDS, encoding="utf-8")
    load_record(tmp_path)


def test_the_article(given: None, clock: Clock) -> None:
    with override("en"):
        _the_first_day(clock)


def _the_first_day(clock: Clock) -> None:
    olena, ihor = Clerk("Olena", clock), Clerk("Ihor", clock)
    olena.signs_in()
    began = clock.now

    # Olena pastes the article, and has it read: two figures, one a side.
    desk = olena.pastes(
        ARTICLE, title="At the bridge", outlet="Evening", published=SAID.isoformat(), language="en"
    )
    first, second = olena.has_it_read(desk)
    assert "count: 120, persons" in olena.sees(f"/press/drafts/{first}")
    assert "count: 117, persons" in olena.sees(f"/press/drafts/{second}")

    # The first is right, and is what the record holds already: she drops it. The second she mends:
    # the article is not sure of the day.
    olena.drops(first)
    olena.mends(second, uncertain="date", paraphrase="117 prisoners of war received")
    assert (
        "It would open these contradictions"
        in olena.browser.post(f"{desk}/trial?draft={second}", _form(olena, second)).content.decode()
    )

    # She proposes it. Alone she cannot publish it.
    proposal = olena.proposes(second)
    assert olena.browser.post(f"{proposal}/second").status_code == 302
    the_work_is_done()
    assert "117" not in the_public_sees(LEG).text

    # Ihor, signed in on his own, reads it in words, with its quotation held against the article in
    # this moment, gives his second factor again, and agrees.
    ihor.signs_in()
    read = ihor.seconds(proposal)
    assert "count: 117, persons (prisoners of war)" in read
    assert "Norland → Sudland" in read
    assert "(checked now)" in read
    the_work_is_done()
    assert (clock.now - began) <= timedelta(minutes=5)

    # Now everybody can read it: contested, with its short quotation, and nothing else of the text.
    leg = the_public_sees(LEG)
    assert "117" in leg.text
    assert "contested" in leg.text
    assert "received 117 prisoners of war from Norland" in leg.text
    source = the_public_sees(f"/sources/d-{_document(desk)}")
    assert "At the bridge" in source.text
    assert "Families waited" not in source.text
    assert "new statement: Ministry of Sudland: 117 prisoners of war" in _changes()

    _the_next_day(clock, olena, ihor, f"c-{second}")


def _the_next_day(clock: Clock, olena: Clerk, ihor: Clerk, claim: str) -> None:
    clock.on(TODAY)

    # Ihor finds that the ministry spoke of another exchange. He proposes to take the claim back,
    # and this time Olena is the second.
    ihor.signs_in()
    olena.signs_in()
    proposal = ihor.proposes_to_take_back(claim, "the ministry spoke of another exchange")
    assert "another exchange" in olena.seconds(proposal)
    the_work_is_done()

    # Today the record holds one word on this leg; the claim stays readable, with the reason.
    leg = the_public_sees(LEG)
    assert "contested" not in _headline(leg)
    assert "117" in leg.text
    assert (
        "taken back by those who published it: the ministry spoke of another exchange" in leg.text
    )

    # As known yesterday, it stood against the other side's word, and nobody had taken it back.
    before = the_public_sees(LEG, as_known=YESTERDAY)
    assert "contested" in _headline(before)
    assert "117" in before.text
    assert "taken back" not in before.text

    # As known today it no longer counts; before anybody spoke there was no exchange.
    assert "contested" not in _headline(the_public_sees(LEG, as_known=TODAY))
    eve = SAID - timedelta(days=1)
    unknown = Client(SERVER_NAME="localhost").get(f"{LEG}?as_known={eve}")
    assert b"117" not in unknown.content

    # The feed tells of both days.
    told = [one.split(":")[0] for one in _changes() if "Ministry of Sudland: 117" in one]
    assert told == ["taken back by those who published it", "new statement"]
    assert "Taken back on" in ihor.sees(f"/press/drafts/{claim.removeprefix('c-')}")


def _document(desk: str) -> str:
    return desk.split("/")[-2]


def _form(clerk: Clerk, draft: str) -> dict[str, str]:
    return filled(clerk.sees(f"/press/drafts/{draft}/mend"))


def _headline(leg: Any) -> str:
    return str(leg.all("chip")[0].text)


def _changes() -> list[str]:
    """The titles of the feed, the latest first."""
    feed = Client(SERVER_NAME="localhost").get("/changes.atom").content.decode()
    return re.findall(r"<title>([^<]*)</title>", feed)[1:]

"""The caseworker sees one person's reason and place once the round is over; before it everybody is
told the same, to the byte."""

from __future__ import annotations

import io
import json
import re
import zipfile
from datetime import date
from html import unescape

import pytest
from django.test import Client

from exchanges_work import (
    BY_TABLE,
    captive,
    told,
)  # fmt: skip
from repatria.desks.accounts.models import User
from repatria.desks.exchanges.models import Freeze
from repatria.desks.people import services as people
from repatria.desks.people.models import Person, SourceKind
from repatria.desks.people.services import Stated
from repatria.ledger.commitment import check_opening
from repatria.ledger.commitment_files import read_opening
from repatria.planning import check_own
from repatria.planning.letters import Seals, before_letter
from repatria.planning.reasons import Reason
from rounds_work import by_reason, held_of, is_over, path, words

pytestmark = pytest.mark.usefixtures("clock")


def test_before_the_end_everybody_is_told_the_same_to_the_byte(
    sealed: Freeze, everybody: list[Person], clerk: User, site: Client
) -> None:
    later = captive(clerk, "A")  # not in the register that was sealed
    pages, sheets = set(), set()
    for person in (*everybody, later):
        page = words(site.get(path(sealed, person)))
        pages.add(page.replace(person.code, "X"))
        sheet = site.get(path(sealed, person, "/letter?in=en"))
        assert sheet.status_code == 200
        assert person.code not in sheet.content.decode()
        sheets.add(sheet.content)
        for more in ("/own.zip", "/line"):
            assert site.get(path(sealed, person, more)).status_code == 404
    assert len(pages) == len(sheets) == 1
    assert "The round is not over." in pages.pop()
    seals = Seals(sealed.root, sealed.commitment["rule"])
    sheet_ = unescape(sheets.pop().decode())
    assert all(str(each) in sheet_ for each in before_letter(seals).paragraphs)


def test_after_it_the_caseworker_sees_reason_place_and_what_would_have_changed_it(
    sealed: Freeze, clerk: User, authority: User, site: Client
) -> None:
    is_over(sealed, clerk, authority)
    off = by_reason(sealed, Reason.ROUND_FULL)
    page = words(site.get(path(sealed, off)))
    assert "no seat left in this round" in page
    assert "Stood before them" in page
    assert "No single fact of theirs would have changed it" in page
    went = by_reason(sealed, Reason.ON_LIST)
    page = words(site.get(path(sealed, went)))
    assert "was to go in this round" in page
    assert "Told in person" in page


def test_what_would_have_changed_it_is_exact(
    clerk: User, authority: User, site: Client, everybody: list[Person]
) -> None:
    """Captured first of all, and not confirmed: confirmed they would have gone."""
    state = Stated("reported_captive", "2022-01-01", details={"holder": "B"})
    first = captive(clerk, "A", captured_on="2022-01-01", state=state, held_by=None)
    last = captive(clerk, "A", captured_on="2023-01-01", state=state, held_by=None)
    held = held_of(clerk, authority)
    is_over(held, clerk, authority)
    page = words(site.get(path(held, first)))
    assert "not confirmed as held" in page
    assert re.search(r"had confirmed that they are held.*?would have gone", page, re.DOTALL)
    page = words(site.get(path(held, last)))
    assert re.search(r"had confirmed that they are held.*?no seat left", page, re.DOTALL)


def test_the_letter_of_whoever_was_to_go_is_that_of_many(
    sealed: Freeze, clerk: User, authority: User, site: Client
) -> None:
    is_over(sealed, clerk, authority)
    went = words(site.get(path(sealed, by_reason(sealed, Reason.ON_LIST), "/letter?in=en")))
    stayed = words(site.get(path(sealed, by_reason(sealed, Reason.ROUND_FULL), "/letter?in=en")))
    assert "caseworker will speak with you in person" in went
    assert "did not go in this round" not in went
    assert "The room ended before the turn" in stayed


def test_what_hurts_is_shown_to_the_caseworker_and_stands_in_no_letter(
    clerk: User, authority: User, site: Client, everybody: list[Person]
) -> None:
    dead = captive(clerk, "A", captured_on="2022-01-01", state=None)
    source = people.add_source(clerk, SourceKind.HAND, "exchange", said_on="2024-01-01")
    people.state(dead, "state", Stated("dead", "2024-01-01"), source, clerk)
    held = held_of(clerk, authority)
    is_over(held, clerk, authority)
    assert "reported dead" in words(site.get(path(held, dead)))
    sheet = words(site.get(path(held, dead, "/letter?in=en")))
    assert "dead" not in sheet
    went = words(site.get(path(held, by_reason(held, Reason.ON_LIST), "/letter?in=en")))
    assert sheet == went, "one text for many reasons"
    assert site.get(path(held, dead, "/own.zip")).status_code == 404, "no place in the order"


def test_the_files_check_themselves_and_no_other_place_fits(
    sealed: Freeze, clerk: User, authority: User, site: Client
) -> None:
    is_over(sealed, clerk, authority)
    off = by_reason(sealed, Reason.ROUND_FULL)
    answer = site.get(path(sealed, off, "/own.zip"))
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    line = site.get(path(sealed, off, "/line")).content
    assert check_own.check(files["record.json"], files["own.json"]) == []
    own = json.loads(files["own.json"])
    captured = json.loads(line.rstrip(b"\n")[33:])["captured"]
    day = date.fromisoformat(captured)
    assert check_own.check(files["record.json"], files["own.json"], line, day) == []
    moved = json.dumps(own | {"key": [*own["key"][:2], own["key"][2] - 9999, own["key"][3]]})
    assert check_own.check(files["record.json"], moved.encode(), line, day)
    other = site.get(path(sealed, by_reason(sealed, Reason.ON_LIST), "/line")).content
    assert check_own.check(files["record.json"], files["own.json"], other)
    opening, commitment = read_opening(site.get(path(sealed, off, "/line?proof=1")).content)
    assert commitment.root.hex() == sealed.root
    check_opening(opening, commitment)


def test_nobody_has_a_place_under_a_table_and_answers_are_re_solved(
    clerk: User, authority: User, site: Client
) -> None:
    for at in range(5):
        for side in ("A", "B"):
            captive(clerk, side, captured_on=str(date(2022, 3, 1 + at)), rank="private")
    no_consent = captive(clerk, "A", captured_on="2022-02-01", rank="private")
    told(no_consent, clerk, "wish_return", "refused", on="2024-05-01")
    held = held_of(clerk, authority, BY_TABLE.replace("2031-06-02", "2020-06-02"))
    is_over(held, clerk, authority)
    page = words(site.get(path(held, no_consent)))
    assert "does not agree to return" in page
    assert "computed by re-solving" in page
    assert "Stood before them" not in page

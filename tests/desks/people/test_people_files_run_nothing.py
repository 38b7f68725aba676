"""No file of the register can run in a sheet, whatever stands in the lists that came in."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.utils.translation import override
from openpyxl import load_workbook

from people import member, party
from people_lists import csv_of, taken_in
from repatria.desks.accounts.models import Standing, User
from repatria.desks.accounts.rights import Role
from repatria.desks.common.jobs.worker import Worker
from repatria.desks.people.exporting.wanted import Wanted
from repatria.desks.people.models import Export, Person, Sender
from repatria.desks.people.services.capture_cards import start_clock
from repatria.desks.people.services.exports import fetch, propose_export

SIGNS = ["=", "+", "-", "@", "\t=", "\r=", "\n=", " =", "＝", "＠"]
RUNS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
WHY = {"purpose": "exchange"}


def cells_of(data: bytes) -> list[str]:
    return [
        cell
        for row in csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""))
        for cell in row
    ]


def harmless(data: bytes) -> bool:
    return not any(cell.startswith(RUNS) for cell in cells_of(data))


def body(answer: Any) -> bytes:
    assert answer.status_code == 200
    return b"".join(answer.streaming_content)


@pytest.mark.parametrize("sign", SIGNS)
def test_the_report_of_overdue_cards(
    clerk: User, desk: Client, known: Callable[..., Person], sign: str
) -> None:
    side = f"{sign}cmd|' /C calc'!A0"
    party(side, Standing.PARTY)
    start_clock(known(surname="Коваль"), clerk, side, "arrival", date(2025, 6, 1))
    data = body(desk.get("/register/cards.csv", WHY))
    assert "cmd|" in data.decode()
    assert harmless(data)


@pytest.mark.parametrize("sign", SIGNS)
def test_the_files_of_a_list(clerk: User, hq: Sender, desk: Client, sign: str) -> None:
    hostile = f'{sign}HYPERLINK("http://x","{sign}")'
    rows = [[hostile, hostile, hostile, "", hostile], [f"{sign}2", "Коваль", "1990", hostile, ""]]
    of = taken_in(clerk, hq, csv_of(rows))
    at = f"/register/lists/{of.code}"
    for name in ("report.csv", "answers.csv"):
        data = body(desk.get(f"{at}/{name}", WHY))
        assert "HYPERLINK" in data.decode()
        assert harmless(data)
    book = load_workbook(io.BytesIO(body(desk.get(f"{at}/report.xlsx", WHY))))
    cells = [cell for row in book.active.iter_rows() for cell in row]  # type: ignore[union-attr]
    assert any("HYPERLINK" in str(cell.value) for cell in cells)
    assert {cell.data_type for cell in cells} <= {"s", "n"}
    assert not any(str(cell.value).startswith(RUNS) for cell in cells if cell.data_type == "s")


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_a_file_with_names(clerk: User, known: Callable[..., Person], form: str) -> None:
    for sign in SIGNS:
        known(surname=f"{sign}1+1", given="Іван", unit=f"{sign}x")
    other = member(Role.EXCHANGE_DESK, of=clerk.party, name="Colleague of A")
    export = propose_export(
        clerk, Wanted(), ("surname", "given", "unit"), form, "exchange", "For the talks",
        session="one",
    )  # fmt: skip
    from repatria.desks.accounts.proposals import services as proposals

    assert export.proposal is not None
    proposals.second(
        export.proposal.pk, by=other, session="two", digest=export.proposal.digest, fresh=True
    )
    Worker().run(once=True)
    export = Export.objects.get(pk=export.pk)
    with fetch(export, clerk, session="one", fresh=True) as stream:
        data = stream.read()
    if form == "csv":
        assert "1+1" in data.decode()
        assert harmless(data)
        return
    book = load_workbook(io.BytesIO(data))
    cells = [cell for row in book.active.iter_rows() for cell in row]  # type: ignore[union-attr]
    assert any("1+1" in str(cell.value) for cell in cells)
    assert "f" not in {cell.data_type for cell in cells}


@pytest.mark.parametrize("language", ["en", "uk", "ru"])
def test_no_word_of_the_program_begins_with_what_a_sheet_runs(
    clerk: User, hq: Sender, language: str
) -> None:
    from repatria.desks.people.views.list_files import answer_headings, report_headings

    with override(language):
        assert not any(each.startswith(RUNS) for each in (*report_headings(), *answer_headings()))

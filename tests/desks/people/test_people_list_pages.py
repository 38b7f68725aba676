"""The pages of lists: handing in, columns, report, agreement, receipt; and the files to take."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import load_workbook

from people import member, party, signed_in
from people_lists import csv_of, taken_in, tried
from repatria.desks.accounts.access.models import Trace
from repatria.desks.accounts.models import Standing, User
from repatria.desks.accounts.rights import Role
from repatria.desks.common.jobs.worker import Worker
from repatria.desks.people.models import Person, ReceivedList, Sender
from repatria.desks.people.services.taking_in import take_in

ROWS = [
    ["=1+1", "Шевченко Тарас Григорович", "14.06.1987", "АА-123456", "93 омбр"],
    ["a2", "Коваль Олена Іванівна", "", "", "93 омбр"],
]
WHY = {"purpose": "exchange"}


def upload(data: bytes, **more: str) -> dict[str, object]:
    file = SimpleUploadedFile("list.csv", data)
    form = {"title": "June", "new_sender": "HQ", "order": "surname-first", "whom": "soldiers"}
    return {**form, "purpose": "exchange", "file": file, **more}


def words(client: Client, address: str) -> str:
    answer = client.get(address, WHY)
    assert answer.status_code == 200, address
    return answer.content.decode()


@pytest.mark.django_db(transaction=True)
def test_a_list_goes_from_the_file_to_the_receipt(desk: Client) -> None:
    answer = desk.post("/register/lists/new?purpose=exchange", upload(csv_of(ROWS)))
    assert answer.status_code == 302
    of = ReceivedList.objects.get()
    at = f"/register/lists/{of.code}"
    page = words(desk, at)
    assert "Дата народження" in page
    assert "Шевченко Тарас Григорович" in page
    fields = {f"column_{n}": key for n, key in enumerate(["id", "name", "birth", "serial", "unit"])}
    assert desk.post(f"{at}/columns?purpose=exchange", fields).status_code == 302
    assert "waiting" in words(desk, at)
    Worker().run(once=True)
    of.refresh_from_db()
    page = words(desk, at)
    assert of.report["digest"] in page
    assert "Serial number missing" in page
    assert not Person.objects.exists()
    unread = desk.post(f"{at}/approve?purpose=exchange", {"report": of.report["digest"]})
    assert unread.status_code == 422
    agreed = {"report": of.report["digest"], "agreed": "on"}
    assert desk.post(f"{at}/approve?purpose=exchange", agreed).status_code == 302
    Worker().run(once=True)
    of.refresh_from_db()
    assert of.receipt_digest in words(desk, at)
    assert Person.objects.count() == 2
    rows = words(desk, f"{at}/rows")
    assert Person.objects.get(serial="AA123456").code in rows
    again = desk.post("/register/lists/new?purpose=exchange", upload(csv_of(ROWS)))
    assert again.headers["Location"] == f"{at}?again=1"


def test_what_is_no_list_is_said(desk: Client) -> None:
    answer = desk.post("/register/lists/new?purpose=exchange", upload(b"\x00\x01\x02\xff" * 99))
    assert answer.status_code == 422
    assert "was not taken" in answer.content.decode()
    nobody = desk.post("/register/lists/new?purpose=exchange", upload(csv_of(ROWS), new_sender=""))
    assert nobody.status_code == 422


def test_rows_are_found_by_what_was_found(clerk: User, hq: Sender, desk: Client) -> None:
    of = tried(clerk, hq, csv_of(ROWS))
    at = f"/register/lists/{of.code}/rows"
    found = desk.get(at, {**WHY, "what": "no_serial"}).content.decode()
    assert "Коваль" in found
    assert "Шевченко" not in found
    assert "Шевченко" in desk.get(at, {**WHY, "verdict": "new"}).content.decode()
    assert "No row is like this" in desk.get(at, {**WHY, "verdict": "conflicts"}).content.decode()


def test_the_files_hold_no_name_and_run_nothing(clerk: User, hq: Sender, desk: Client) -> None:
    of = taken_in(clerk, hq, csv_of(ROWS))
    at = f"/register/lists/{of.code}"
    answer = desk.get(f"{at}/report.csv", WHY)
    report = b"".join(answer.streaming_content).decode()  # type: ignore[attr-defined]
    assert "'=1+1" in report
    assert "Шевченко" not in report
    assert "Коваль" not in report
    answer = desk.get(f"{at}/report.xlsx", WHY)
    book = load_workbook(io.BytesIO(b"".join(answer.streaming_content)))  # type: ignore[attr-defined]
    cells = [cell for row in book.active.iter_rows() for cell in row]  # type: ignore[union-attr]
    assert all(cell.data_type != "f" for cell in cells)
    answer = desk.get(f"{at}/answers.csv", WHY)
    codes = b"".join(answer.streaming_content).decode()  # type: ignore[attr-defined]
    assert "3,a2,A,birth serial" in codes
    assert "2,'=1+1,N," in codes
    noted = Trace.objects.filter(subject_type="received_list", action="export")
    assert [row.told["kind"] for row in noted] == ["report", "report", "answers"]
    # Whom we do not hold is told where somebody chooses it, by a link of the page.
    assert f'href="{at}/answers.csv?unknown=yes"' in words(desk, at)
    told = desk.get(f"{at}/answers.csv", {**WHY, "unknown": "yes"})
    assert "2,'=1+1,U," in b"".join(told.streaming_content).decode()  # type: ignore[attr-defined]


def test_a_finding_leads_to_the_two_records_side_by_side(
    clerk: User, hq: Sender, desk: Client, known: Callable[..., Person]
) -> None:
    held = known(surname="Шевченко", given="Тарас", patronymic="Григорович", birth="1987-06-14")
    row = ["1", "Шевченко Тарас Григорович", "14.06.1987", "", ""]
    of = tried(clerk, hq, csv_of([row]))
    at = f"/register/lists/{of.code}/rows"
    before = desk.get(at, WHY).content.decode()
    assert held.code in before
    assert "/register/links/" not in before
    take_in(of, clerk, of.report["digest"])
    made = Person.objects.get(sender=hq)
    assert f'"/register/links/{made.code}/{held.code}"' in desk.get(at, WHY).content.decode()


def test_the_forms_claim_nothing_and_offer_what_there_is(
    clerk: User, hq: Sender, desk: Client
) -> None:
    new = desk.get("/register/lists/new", WHY).content.decode()
    assert '<option value="anyone" selected>' in new
    of = tried(clerk, hq, csv_of(ROWS))
    rows = desk.get(f"/register/lists/{of.code}/rows", WHY).content.decode()
    assert '<option value="known">' in rows
    assert '<option value="gone">' not in rows, "whoever is gone stands in no row"


def test_another_party_sees_no_list(clerk: User, hq: Sender) -> None:
    of = tried(clerk, hq, csv_of(ROWS))
    other = signed_in(member(Role.EXCHANGE_DESK, of=party("B", Standing.PARTY)))
    for tail in ("", "/rows", "/report.csv", "/report.xlsx", "/answers.csv"):
        assert other.get(f"/register/lists/{of.code}{tail}", WHY).status_code == 404
    assert of.title not in other.get("/register/lists").content.decode()
    office = signed_in(member(Role.EXCHANGE_DESK))
    assert office.get(f"/register/lists/{of.code}", WHY).status_code == 200
    sent = office.post(f"/register/lists/{of.code}/refuse?purpose=exchange", {"why": "no"})
    assert sent.status_code == 403
    of.refresh_from_db()
    assert of.state == "tried"

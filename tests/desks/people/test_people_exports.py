"""Files with names: proposed by one, seconded by another, written whole, fetched once, and gone."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from openpyxl import load_workbook

from people import member, party, signed_in
from repatria.desks.accounts.access.many import note_many
from repatria.desks.accounts.access.models import Trace
from repatria.desks.accounts.access.verifying import verify
from repatria.desks.accounts.asking import Refused
from repatria.desks.accounts.models import RoleGrant, Standing, User
from repatria.desks.accounts.proposals import services as proposals
from repatria.desks.accounts.proposals.errors import (
    ChangedError,
    ExpiredError,
    NotFreshError,
    SamePersonError,
    SharedSessionError,
)
from repatria.desks.accounts.rights import Role
from repatria.desks.common.jobs import services as job_orders
from repatria.desks.common.jobs.worker import Worker
from repatria.desks.common.models import Job
from repatria.desks.people import services
from repatria.desks.people.exporting import files
from repatria.desks.people.exporting.wanted import Wanted
from repatria.desks.people.models import Export, ExportState, Person, Sender
from repatria.desks.people.refusals import PeopleError
from repatria.desks.people.services import Stated, exports_writing
from repatria.desks.people.services.exports import FETCH_WITHIN, end_due, fetch, propose_export
from repatria.desks.people.services.judging import judge
from repatria.formats.people_sheets import apply, bind, open_people_sheet, propose

KEYS = ("surname", "given", "birth", "unit", "state")
WHY = "For the talks in June"
Known = Callable[..., Person]


@pytest.fixture
def other(db: None) -> User:
    """A colleague of the same desk."""
    return member(Role.EXCHANGE_DESK, of=party("A", Standing.PARTY), name="Colleague of A")


def asked(by: User, wanted: Wanted | None = None, form: str = "csv", **more: Any) -> Export:
    named = {"keys": KEYS, "purpose": "exchange", "reason": WHY, "session": "one", **more}
    return propose_export(
        by, wanted or Wanted(), named["keys"], form, named["purpose"], named["reason"],
        session=named["session"],
    )  # fmt: skip


def agreed(export: Export, by: User, session: str = "two", fresh: bool = True) -> Export:
    assert export.proposal is not None
    proposals.second(
        export.proposal.pk, by=by, session=session, digest=export.proposal.digest, fresh=fresh
    )
    return Export.objects.get(pk=export.pk)


def written(export: Export, by: User) -> Export:
    agreed(export, by)
    Worker().run(once=True)
    return Export.objects.get(pk=export.pk)


def taken(export: Export, by: User) -> bytes:
    with fetch(export, by, session="one", fresh=True) as stream:
        return stream.read()


def rows_of(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))


@pytest.mark.django_db(transaction=True)
def test_a_file_is_there_once_for_whoever_proposed_it_after_two_have_agreed(
    clerk: User, other: User, known: Known, home: Path
) -> None:
    people = [known(surname=f"Surname{n}", birth=f"19{n + 60}") for n in range(3)]
    export = asked(clerk)
    assert (export.people, export.state) == (3, ExportState.PROPOSED)
    assert not files.folder().exists(), "nothing is written before two have agreed"
    export = written(export, other)
    assert export.state is ExportState.READY
    assert files.place(export.code).stat().st_mode & 0o777 == 0o600
    with pytest.raises(PeopleError, match="Only whoever proposed"):
        fetch(export, other, session="two", fresh=True)
    with pytest.raises(NotFreshError):
        fetch(export, clerk, session="one", fresh=False)
    rows = rows_of(taken(export, clerk))
    assert [row["Record"] for row in rows] == [each.code for each in people]
    assert {row["Surname"] for row in rows} == {each.surname for each in people}
    assert list(files.folder().iterdir()) == []
    export.refresh_from_db()
    assert export.state is ExportState.FETCHED
    with pytest.raises(PeopleError, match="no file to fetch"):
        taken(export, clerk)
    assert export.proposal.outcome == {"count": 3, "digest": export.digest}


@pytest.mark.django_db(transaction=True)
def test_each_record_knows_who_took_it_along(clerk: User, other: User, known: Known) -> None:
    people = [known(surname=f"Surname{n}") for n in range(503)]
    export = written(asked(clerk), other)
    noted = Trace.objects.filter(subject_type="person", action="export").order_by("sequence")
    assert [row.subject for row in noted] == [each.code for each in people]
    assert {(row.actor, row.purpose, row.told["export"]) for row in noted} == {
        (clerk.code, "exchange", export.code)
    }
    assert {row.field_classes for row in noted} == {"identity status"}
    taken(export, clerk)
    last = Trace.objects.filter(subject_type="export", action="export").get()
    assert last.told == {"count": 503, "digest": export.digest}
    assert WHY not in "".join(Trace.objects.values_list("detail", flat=True))
    assert verify().whole


def test_the_two_are_two_people_in_two_sessions(clerk: User, other: User, known: Known) -> None:
    known(surname="Surname")
    export = asked(clerk)
    with pytest.raises(SamePersonError):
        agreed(export, clerk)
    with pytest.raises(SharedSessionError):
        agreed(export, other, session="one")
    with pytest.raises(NotFreshError):
        agreed(export, other, fresh=False)
    for role in (Role.RECEPTION_DESK, Role.FAMILY_LIAISON, Role.AUDITOR):
        with pytest.raises(Refused):
            agreed(export, member(role, of=clerk.party))
        with pytest.raises(Refused):
            asked(member(role, of=clerk.party))
    decides = member(Role.DECIDING_AUTHORITY, of=clerk.party)
    assert agreed(export, decides).state is ExportState.WRITING
    with pytest.raises(Refused):
        asked(decides)


def test_declined_withdrawn_and_run_out(clerk: User, other: User, known: Known) -> None:
    known(surname="Surname")
    one, two, three = (asked(clerk, reason=f"Why {n}") for n in range(3))
    proposals.decline(one.proposal_id or 0, by=other, session="two", reason="Not needed")
    proposals.withdraw(two.proposal_id or 0, by=clerk, session="one", reason="Not needed")
    assert three.proposal is not None
    three.proposal.expires_at = timezone.now()
    three.proposal.save()
    with pytest.raises(ExpiredError):
        agreed(three, other)
    states = [each.state for each in Export.objects.order_by("pk")]
    assert states == [ExportState.DECLINED, ExportState.WITHDRAWN, ExportState.EXPIRED]
    assert not Job.objects.exists()
    for each in Export.objects.all():
        with pytest.raises(PeopleError):
            taken(each, clerk)


def test_whoever_joins_the_records_meanwhile_stops_the_second_signature(
    clerk: User, other: User, known: Known
) -> None:
    known(surname="Surname")
    export = asked(clerk)
    known(surname="Later")
    with pytest.raises(ChangedError):
        agreed(export, other)
    assert Export.objects.get().state is ExportState.FAILED


@pytest.mark.django_db(transaction=True)
def test_whoever_joins_them_after_it_leaves_no_file(clerk: User, other: User, known: Known) -> None:
    known(surname="Surname")
    export = agreed(asked(clerk), other)
    known(surname="Later")
    Worker().run(once=True)
    export = Export.objects.get(pk=export.pk)
    assert export.state is ExportState.FAILED
    assert export.proposal is not None
    assert "changed" in export.proposal.reason
    assert list(files.folder().iterdir()) == []
    assert not Trace.objects.filter(subject_type="person", action="export").exists()


@pytest.mark.django_db(transaction=True)
def test_a_right_that_is_gone_leaves_no_file(clerk: User, other: User, known: Known) -> None:
    known(surname="Surname")
    export = agreed(asked(clerk), other)
    RoleGrant.objects.filter(user=clerk).delete()
    Worker().run(once=True)
    assert Export.objects.get(pk=export.pk).state is ExportState.FAILED
    assert not files.folder().exists()


@pytest.mark.django_db(transaction=True)
def test_a_job_that_is_stopped_leaves_no_file(clerk: User, other: User, known: Known) -> None:
    known(surname="Surname")
    export = agreed(asked(clerk), other)
    job_orders.cancel(export.job or 0)
    Worker().run(once=True)
    assert not files.folder().exists()
    with pytest.raises(PeopleError):
        taken(Export.objects.get(), clerk)


@pytest.mark.django_db(transaction=True)
def test_a_worker_that_fails_while_it_notes_goes_on_where_it_was(
    clerk: User, other: User, known: Known, monkeypatch: pytest.MonkeyPatch
) -> None:
    people = [known(surname=f"Surname{n}") for n in range(7)]
    export = agreed(asked(clerk), other)
    monkeypatch.setattr(exports_writing, "_CHUNK", 3)
    calls = []

    def failing(*args: Any, **named: Any) -> None:
        calls.append(1)
        if len(calls) == 2:
            raise OSError("the disk")
        note_many(*args, **named)

    monkeypatch.setattr(exports_writing, "note_many", failing)
    Worker().run_next()
    assert Export.objects.get().noted == 3
    assert list(files.folder().iterdir()) == [], "nothing lies there that cannot be fetched"
    Job.objects.update(run_after=timezone.now())
    Worker().run_next()
    assert Export.objects.get().state is ExportState.READY
    noted = Trace.objects.filter(subject_type="person", action="export").order_by("sequence")
    assert [row.subject for row in noted] == [each.code for each in people]
    assert len(rows_of(taken(export, clerk))) == 7


@pytest.mark.django_db(transaction=True)
def test_a_file_that_nobody_fetches_is_deleted_when_its_time_is_over(
    clerk: User, other: User, known: Known
) -> None:
    known(surname="Surname")
    export = written(asked(clerk), other)
    assert export.ready_at is not None
    left = files.folder() / "writing-by-a-killed-process"
    left.write_bytes(b"names")
    before, after = (export.ready_at + FETCH_WITHIN + timedelta(seconds=n) for n in (-1, 0))
    assert end_due(before) == 0
    assert files.place(export.code).exists()
    assert end_due(after) == 1
    assert end_due(after) == 0
    assert list(files.folder().iterdir()) == []
    export.refresh_from_db()
    assert export.state is ExportState.ENDED
    with pytest.raises(PeopleError):
        taken(export, clerk)


@pytest.mark.django_db(transaction=True)
def test_bytes_that_were_changed_are_not_given_out(clerk: User, other: User, known: Known) -> None:
    known(surname="Surname")
    export = written(asked(clerk), other)
    with files.place(export.code).open("ab") as stream:
        stream.write(b"one more\r\n")
    with pytest.raises(PeopleError, match="not the one that was written"):
        taken(export, clerk)
    assert Export.objects.get().fetched_at is None


@pytest.mark.django_db(transaction=True)
def test_no_value_stands_alone_that_somebody_contradicts(
    clerk: User, other: User, known: Known, new_source: Any
) -> None:
    person = known(surname="Коваль", birth="1987-06-14", unit="93")
    for title, birth in (("A call", "1987"), ("A letter", "1988-06-14")):
        services.state(person, "birth", birth, new_source(title=title), clerk)
    dead = Stated("dead", "2025-03-01")
    services.state(person, "state", dead, new_source(title="A report"), clerk)
    seen = Stated("seen", "2025-05-01")
    services.state(person, "life", seen, new_source(title="A word"), clerk)
    twin = known(surname="Коваль", birth="1987-06-14")
    judge(person, twin, "same", clerk, "by the letter")
    (row, beside) = rows_of(taken(written(asked(clerk), other), clerk))
    assert row["Date of birth"] == "contested: 1987-06-14 (2 sources) | 1988-06-14 (1 source)"
    assert row["State"] == "contested: dead, 2025-03-01 | seen alive, 2025-05-01"
    assert row["State, as of"] == ""
    assert row["Contested"] == "Date of birth; State"
    assert row["Number of sources"] == "5"
    assert row["As stated by"].split("; ")[1:] == [
        "list: A call", "list: A letter", "list: A report", "list: A word",
    ]  # fmt: skip
    assert (row["Judged the same as"], beside["Judged the same as"]) == (twin.code, person.code)
    assert (beside["Contested"], beside["Date of birth"]) == ("", "1987-06-14")


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_no_cell_of_it_runs(clerk: User, other: User, known: Known, form: str) -> None:
    known(surname='=HYPERLINK("http://x")', given="+1", unit="@SUM(1)", birth="-1")
    data = taken(written(asked(clerk, form=form), other), clerk)
    if form == "csv":
        cells = [cell for row in rows_of(data) for cell in row.values()]
    else:
        sheet = load_workbook(io.BytesIO(data)).active
        assert sheet is not None
        assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)
        cells = [str(cell.value or "") for row in sheet.iter_rows() for cell in row]
    assert not [cell for cell in cells if cell[:1] in ("=", "+", "-", "@")]
    assert "'=HYPERLINK" in "".join(cells)


@pytest.mark.django_db(transaction=True)
def test_pfif_is_read_again_as_it_was_written(
    clerk: User, other: User, known: Known, tmp_path: Path
) -> None:
    from repatria.formats.people_sheets import pfif_notes

    person = known(
        surname="Коваль", given="Олена", birth="1987-06-14", sex="female", unit="93 & <co>",
        state=Stated("dead", "2025-03-01"),
    )  # fmt: skip
    export = written(asked(clerk, form="pfif", keys=(*KEYS, "sex")), other)
    path = tmp_path / "people.xml"
    path.write_bytes(taken(export, clerk))
    with open_people_sheet(path) as sheet:
        bound = bind(propose(sheet).mapping, sheet)
        (fields,) = (dict(apply(bound, row).fields) for row in sheet.rows())
    assert fields["id"].endswith(f"/{person.code}")
    told = {key: fields[key] for key in ("surname", "given", "birth", "sex")}
    assert told == {
        "surname": "Коваль", "given": "Олена", "birth": "1987-06-14", "sex": "female",
    }  # fmt: skip
    assert "93 & <co>" in fields["note"]
    assert "As stated by" in fields["note"]
    (said,) = pfif_notes(path)
    assert (said.person, said.status) == (fields["id"], "believed_dead")
    assert "2025-03-01" in said.text


def test_a_filter_narrows_to_its_own_party(
    clerk: User, known: Known, hq: Sender, new_source: Any
) -> None:
    stranger = member(Role.EXCHANGE_DESK, of=party("B", Standing.PARTY))
    known(by=stranger, surname="Theirs")
    listed = new_source(sender=hq)
    one = known(source=listed, surname="One", birth="1987-06-14", category="soldier",
                held_by="B", state="captive")  # fmt: skip
    two = known(source=listed, surname="Two", birth="1990", state="missing")
    three = known(surname="Three")

    def held(**conditions: str) -> set[str]:
        from repatria.desks.people.queries.exports import people_of

        found = people_of(clerk, Wanted(**conditions), timezone.localdate())
        return {each.code for each in found}

    ours = {one.code, two.code, three.code}
    assert held() == ours
    office = member(Role.EXCHANGE_DESK)
    with pytest.raises(PeopleError, match="No record of your party"):
        asked(office)
    assert held(sender=hq.code) == {one.code, two.code}
    assert held(state="captive") == held(category="soldier") == held(held_by="B") == {one.code}
    assert held(born_first="1988-01-01") == {two.code}
    assert held(born_last="1987-06-14") == {one.code}
    assert held(born_first="1990-06-01", born_last="1990-06-30") == {two.code}
    with pytest.raises(PeopleError):
        asked(clerk, Wanted(born_first="1990-01-02", born_last="1990-01-01"))
    with pytest.raises(PeopleError):
        asked(clerk, Wanted(state="gone"))


def test_only_what_the_role_may_take_along_is_in_it(clerk: User, known: Known) -> None:
    known(surname="Surname", held_at="Camp 1")
    for key in ("held_at", "medical_110", "kin"):
        with pytest.raises(Refused):
            asked(clerk, keys=("surname", key))
    with pytest.raises(PeopleError):
        asked(clerk, keys=())
    with pytest.raises(PeopleError):
        asked(clerk, reason="  ")


@pytest.mark.django_db(transaction=True)
def test_the_pages_from_the_proposal_to_the_file(clerk: User, other: User, known: Known) -> None:
    known(surname="Шевченко")
    desk, colleague = signed_in(clerk), signed_in(other, fresh=True)
    page = desk.get("/register/exports/new").content.decode()
    assert "Held at" not in page, "no field that the role may not take along is offered"
    form = {"keys": ["surname"], "form": "csv", "purpose": "exchange", "reason": WHY}
    assert desk.post("/register/exports/new", {**form, "reason": ""}).status_code == 422
    answer = desk.post("/register/exports/new", form)
    export = Export.objects.get()
    at = f"/register/exports/{export.code}"
    assert answer.headers["Location"] == at
    proposal = f"/proposals/{export.proposal_id}"
    told = colleague.get(f"{proposal}/second?purpose=decision").content.decode()
    for words in (WHY, "1 record", "Surname", "every record of the party"):
        assert words in told
    assert "Шевченко" not in told
    digest = {"digest": export.proposal.digest if export.proposal else ""}
    signed = colleague.post(f"{proposal}/second?purpose=decision", digest)
    assert signed.headers["Location"] == proposal
    assert "waiting" in desk.get(at).content.decode()
    Worker().run(once=True)
    assert "Fetch the file" in desk.get(at).content.decode()
    assert "Fetch the file" not in colleague.get(at).content.decode()
    unasked = desk.post(f"{at}/fetch")
    assert unasked.status_code == 302, "the second factor is asked for first"
    assert Export.objects.get().fetched_at is None
    assert colleague.post(f"{at}/fetch").status_code == 409
    again = signed_in(clerk, fresh=True)
    assert "Fetch it now" in again.get(f"{at}/fetch").content.decode()
    answer = again.post(f"{at}/fetch")
    data = b"".join(answer.streaming_content)  # type: ignore[attr-defined]
    assert "Шевченко" in data.decode()
    assert answer.headers["Repatria-Log-Head"]
    assert again.post(f"{at}/fetch").status_code == 409
    assert "fetched" in desk.get("/register/exports").content.decode()


def test_another_party_sees_no_export(clerk: User, known: Known) -> None:
    known(surname="Surname")
    export = asked(clerk)
    other: Client = signed_in(member(Role.EXCHANGE_DESK, of=party("B", Standing.PARTY)), fresh=True)
    for tail in ("", "/fetch"):
        assert other.get(f"/register/exports/{export.code}{tail}").status_code == 404
    assert export.code not in other.get("/register/exports").content.decode()

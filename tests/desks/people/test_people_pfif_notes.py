"""The notes of a PFIF file: told in the trial, taken in as their authors' words, joining none."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from repatria.desks.accounts.models import User
from repatria.desks.people.fields import FIELDS
from repatria.desks.people.intake.noting import STATUS
from repatria.desks.people.models import Alarm, ListRow, Person, ReceivedList, Sender, Statement
from repatria.desks.people.queries.lists import answers
from repatria.desks.people.services.intake import AboutList, name_columns, receive
from repatria.desks.people.services.taking_in import take_in
from repatria.desks.people.services.trials import try_list

WHY = {"purpose": "exchange"}


def person(key: str, name: str = "Іван Петренко", **more: str) -> str:
    fields = {"person_record_id": f"a.example/{key}", "full_name": name, **more}
    return f"<person>{_inside(fields)}</person>"


def note(number: int, of: str, status: str = "", day: str = "2025-06-14", **more: str) -> str:
    fields = {
        "note_record_id": f"a.example/n{number}", "person_record_id": f"a.example/{of}",
        "source_date": f"{day}T10:00:00Z" if day else "", "status": status, **more,
    }  # fmt: skip
    return f"<note>{_inside(fields)}</note>"


def _inside(fields: dict[str, str]) -> str:
    return "".join(f"<{key}>{value}</{key}>" for key, value in fields.items() if value)


def tried(by: User, sender: Sender, *records: str, between: str = "\n") -> ReceivedList:
    text = f'<pfif xmlns="http://zesty.ca/pfif/1.4">{between.join(records)}</pfif>'
    about = AboutList(title="A list", purpose="exchange")
    of = receive(by, sender, [text.encode()], "list.xml", about).of
    name_columns(of, by, {})
    try_list(of, by)
    return of


def taken(by: User, sender: Sender, *records: str) -> ReceivedList:
    of = tried(by, sender, *records)
    take_in(of, by, of.report["digest"])
    return of


def found(of: ReceivedList) -> list[tuple[str, list[str]]]:
    rows = ListRow.objects.filter(of=of).order_by("number")
    return [(row.verdict, [each["what"] for each in row.notes]) for row in rows]


@pytest.mark.parametrize(("status", "said"), STATUS.items())
def test_a_note_becomes_what_its_author_said_on_its_day(
    clerk: User, hq: Sender, desk: Client, status: str, said: tuple[str, str]
) -> None:
    told = note(1, "1", status, author_name="Олена", last_known_location="Camp 1", text="A letter")
    of = taken(clerk, hq, person("1"), told)
    held = Person.objects.get()
    by_note = held.statements.exclude(source=of.source).order_by("pk")
    stated = [(each.field, each.read or each.value) for each in by_note]
    assert stated == [said, ("last_seen_place", by_note[1].read)]
    assert by_note[1].value == "Camp 1"
    for each in by_note:
        assert each.details == {"author": "Олена", "note": "A letter"}
        assert each.source.said_on == "2025-06-14"
        assert each.source.root != of.source.root
        assert "Олена" not in each.source.title + each.source.root + each.source.ref
    page = desk.get(f"/register/people/{held.code}", WHY).content.decode()
    assert str(FIELDS[said[0]].choices[said[1]]) in page
    assert "A letter" in page
    of.refresh_from_db()
    assert of.counts["notes"] == 2


def test_who_seeks_information_states_nothing_and_stays_in_the_list(
    clerk: User, hq: Sender
) -> None:
    of = taken(clerk, hq, person("1"), note(1, "1", "information_sought", text="Who knows him?"))
    assert not Statement.objects.exclude(source=of.source).exists()
    assert found(of)[1] == ("matches", ["note"])
    assert "Who knows him?" in ListRow.objects.get(of=of, person=None).cells


def test_one_author_counts_once_however_many_notes_they_write(clerk: User, hq: Sender) -> None:
    taken(
        clerk, hq, person("1"),
        note(1, "1", "believed_missing", author_name="Олена"),
        note(2, "1", "believed_missing", "2025-06-15", author_name="олена"),
        note(3, "1", "believed_missing", author_name="Павло"),
    )  # fmt: skip
    stated = Statement.objects.filter(field="state")
    assert stated.count() == 3
    assert len(set(stated.values_list("source__root", flat=True))) == 2


def test_the_trial_tells_of_each_note_and_keeps_nothing_else(
    clerk: User, hq: Sender, desk: Client
) -> None:
    of = tried(
        clerk, hq,
        person("1"), person("2", "Олена Коваль"),
        note(1, "1", "believed_dead", "2025-05-01"),
        note(2, "1", "believed_alive", "2025-06-01"),
        note(3, "2", "believed_dead", "2025-05-01"),
        note(4, "2", "believed_alive", "2025-04-01"),
        note(5, "2", linked_person_record_id="a.example/1"),
        note(6, "9", "believed_dead"),
    )  # fmt: skip
    assert not Person.objects.exists()
    notes = found(of)[2:]
    assert notes == [
        ("conflicts", ["note_against", "note"]),
        ("conflicts", ["note_against", "note"]),
        ("matches", ["note"]),
        ("matches", ["note"]),
        ("matches", ["note", "note_same"]),
        ("unreadable", ["note_nobody"]),
    ]
    assert of.report["rows"] == 8 == sum(of.report["verdicts"].values())
    assert of.report["sure"]["note_against"] == 2
    page = desk.get(f"/register/lists/{of.code}/rows", WHY).content.decode()
    assert "Another note says the opposite" in page
    only = desk.get(f"/register/lists/{of.code}/rows", {**WHY, "what": "note_nobody"})
    assert "on nobody in this file" in only.content.decode()
    assert [row.number for row, _ in answers(of, tell_unknown=True)] == [1, 2]
    take_in(of, clerk, of.report["digest"])
    assert Person.objects.count() == 2
    assert Statement.objects.filter(field__in=("state", "life")).count() == 4


def test_a_note_of_life_after_another_one_of_death_raises_the_alarm(
    clerk: User, hq: Sender
) -> None:
    taken(clerk, hq, person("1"), note(1, "1", "believed_dead", "2025-05-01", author_name="A"))
    assert not Alarm.objects.exists()
    again = note(2, "1", "is_note_author", "2025-06-01", author_name="B")
    taken(clerk, hq, person("1"), again)
    held = Person.objects.get()
    assert Alarm.objects.get().person == held


def test_records_on_one_line_are_told_apart(clerk: User, hq: Sender) -> None:
    records = (person("1"), person("2", "Олена Коваль"), note(1, "2", "believed_missing"))
    of = tried(clerk, hq, *records, between="")
    assert list(of.rows.values_list("number", flat=True)) == [1, 2, 3]
    assert of.rows.get(number=3).notes[0]["row"] == 2


def test_the_day_of_a_record_is_kept_told_and_holds(clerk: User, hq: Sender, desk: Client) -> None:
    today = timezone.localdate()
    over, later = (f"{today + timedelta(days=n)}T00:00:00Z" for n in (-1, 1))
    of = taken(
        clerk, hq,
        person("1", "Іван Петренко", expiry_date=over),
        person("2", "Олена Коваль", expiry_date=later),
        person("3", "Павло Мороз"),
        note(1, "1", "believed_missing", text="A letter"),
    )  # fmt: skip
    first, second, third = Person.objects.order_by("pk")
    days = [each.expires_on for each in (first, second, third)]
    assert days == [today - timedelta(days=1), today + timedelta(days=1), None]
    assert [each.name for each in (first, second, third)] == ["", "Олена Коваль", "Павло Мороз"]
    assert found(of)[0][1][0] == "expired"
    page = desk.get(f"/register/people/{first.code}", WHY).content.decode()
    assert "Петренко" not in page
    assert "A letter" not in page
    rows = desk.get(f"/register/lists/{of.code}/rows", WHY).content.decode()
    assert "Петренко" not in rows
    assert "Олена Коваль" in rows
    # The sender says a later day: it holds from then on.
    taken(clerk, hq, person("1", "Іван Петренко", expiry_date=later), note(2, "1"))
    first.refresh_from_db()
    assert (first.expires_on, first.name) == (today + timedelta(days=1), "Іван Петренко")

"""PFIF: persons are rows, notes stay by themselves, and what links them is an assertion."""

from __future__ import annotations

from pathlib import Path

import pytest
from people_files import applied, refused, saved

from repatria.base.errors import InputError
from repatria.formats.people_sheets import open_people_sheet, pfif_notes, propose, sheets

NOTE = (
    "<p:note><p:note_record_id>a.example/n1</p:note_record_id>{more}"
    "<p:linked_person_record_id>b.example/7</p:linked_person_record_id>"
    "<p:author_name>Олена</p:author_name><p:source_date>2025-06-14T10:00:00Z</p:source_date>"
    "<p:status>believed_alive</p:status><p:text>той самий</p:text></p:note>"
)
PERSON = (
    "<p:person>{more}<p:person_record_id>a.example/1</p:person_record_id>"
    "<p:entry_date>2025-06-14T10:00:00Z</p:entry_date>"
    "<p:expiry_date>2026-06-14T10:00:00Z</p:expiry_date>"
    "<p:full_name>Іван Петренко</p:full_name><p:date_of_birth>1987-06</p:date_of_birth>"
    "<p:sex>male</p:sex></p:person>"
)


def pfif(folder: Path, body: str, root: str = "pfif") -> Path:
    space = 'xmlns:p="http://zesty.ca/pfif/1.4"'
    text = f'<?xml version="1.0" encoding="UTF-8"?>\n<p:{root} {space}>\n{body}\n</p:{root}>'
    return saved(folder, text, "list.xml")


def test_a_person_is_a_row_with_the_day_on_which_it_expires(tmp_path: Path) -> None:
    (row,) = applied(pfif(tmp_path, PERSON.format(more="")))
    assert row.number == 3
    assert row.fields == {
        "id": "a.example/1",
        "expires_on": "2026-06-14",
        "name": "Іван Петренко",
        "birth": "1987-06",
        "sex": "male",
    }


def test_names_in_parts_are_taken_where_they_are_filled_in(tmp_path: Path) -> None:
    parts = "<p:given_name>Іван</p:given_name><p:family_name>Петренко</p:family_name>"
    with open_people_sheet(pfif(tmp_path, PERSON.format(more=parts))) as opened:
        assert {"surname", "given"} <= propose(opened).mapping.fields


@pytest.mark.parametrize("inside", [True, False])
def test_a_note_links_two_records_and_joins_nothing(tmp_path: Path, inside: bool) -> None:
    of = "<p:person_record_id>a.example/1</p:person_record_id>"
    if inside:
        # The id of the person stands behind the note.
        body = PERSON.format(more=NOTE.format(more=""))
    else:
        body = PERSON.format(more="") + NOTE.format(more=of)
    path = pfif(tmp_path, body)
    (note,) = pfif_notes(path)
    assert (note.person, note.linked, note.author) == ("a.example/1", "b.example/7", "Олена")
    assert (note.status, note.said_on) == ("believed_alive", "2025-06-14T10:00:00Z")
    assert len(applied(path)) == 1
    assert [(face.name, face.rows) for face in sheets(path)] == [("person", 1), ("note", 1)]


def test_a_field_that_pfif_does_not_have_is_told(tmp_path: Path) -> None:
    path = pfif(tmp_path, PERSON.format(more="<p:blood>0</p:blood>"))
    with open_people_sheet(path) as opened:
        assert "none of PFIF" in str(opened.notes[0])


@pytest.mark.parametrize(
    ("body", "told"),
    [
        (PERSON.format(more=PERSON.format(more="")), "inside another"),
        (PERSON.format(more="<p:sex>female</p:sex>"), "stands twice"),
        (PERSON.format(more="<p:text><p:b>x</p:b></p:text>"), "inside the field"),
        (PERSON.format(more=f"<p:description>{'x' * 20_001}</p:description>"), "longer than"),
        (PERSON[:60], "XML is broken"),
        ("", "no sheet of the file holds anything"),
    ],
)
def test_a_broken_file_is_refused(tmp_path: Path, body: str, told: str) -> None:
    assert told in refused(pfif(tmp_path, body))


def test_other_xml_and_entities_are_refused(tmp_path: Path) -> None:
    assert "no PFIF" in refused(pfif(tmp_path, "", "Workbook"))
    bomb = (
        '<!DOCTYPE x [<!ENTITY a "aaaa">]><pfif><person><full_name>&a;</full_name></person></pfif>'
    )
    assert "document type" in refused(saved(tmp_path, f'<?xml version="1.0"?>{bomb}', "list.xml"))


def test_a_note_of_nobody_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="person_record_id"):
        list(pfif_notes(pfif(tmp_path, NOTE.format(more=""))))

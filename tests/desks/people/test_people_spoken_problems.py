"""A list that cannot be read, told on the page in the language of whoever reads it."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils.translation import override

from people_lists import csv_of, received, tried
from repatria.desks.accounts.models import User
from repatria.desks.people.list_words import sentence
from repatria.desks.people.models import ListRow, Sender
from repatria.desks.people.telling.findings import Finding, What

MAN = ["a1", "Шевченко Тарас Григорович", "14.06.1987", "АА-123456", "93 омбр"]
BARE = ["a2", "Коваль Олена Іванівна", "31942", "ВВ-2", "93 омбр"]


FOLDER = {"en": "", "uk": "/uk", "ru": "/ru"}


def page(desk: Client, at: str, language: str) -> str:
    answer = desk.get(f"{FOLDER[language]}{at}?purpose=exchange")
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("uk", "Рядок 3: файл містить байт NUL: це не текст"),
        ("ru", "Строка 3: файл содержит байт NUL: это не текст"),
        ("en", "Row 3: the file holds a NUL byte: this is not text"),
    ],
)
def test_a_broken_csv_is_refused_with_its_row(desk: Client, language: str, words: str) -> None:
    data = csv_of([MAN, BARE]).replace(b"31942", b"31\x0042")
    form = {"title": "June", "new_sender": "HQ", "order": "surname-first", "whom": "soldiers"}
    answer = desk.post(
        f"{FOLDER[language]}/register/lists/new?purpose=exchange",
        {**form, "purpose": "exchange", "file": SimpleUploadedFile("list.csv", data)},
    )
    assert answer.status_code == 422
    assert words in answer.content.decode()


@pytest.mark.parametrize(
    ("language", "field", "words"),
    [
        ("uk", "Дата народження", "«31942» є в аркуші просто числом, а не датою"),
        ("ru", "Дата народження", "«31942» является на листе просто числом, а не датой"),
        ("en", "Дата народження", "“31942” is a bare number in the sheet, and no date"),
    ],
)
def test_a_bad_cell_is_told_with_row_and_field(
    desk: Client, clerk: User, hq: Sender, language: str, field: str, words: str
) -> None:
    of = tried(clerk, hq, csv_of([MAN, BARE]))
    row = ListRow.objects.get(of=of, number=3)
    assert [note["said"]["params"] for note in row.notes if note["what"] == "unread"] == [
        {"text": "31942"}
    ]
    text = page(desk, f"/register/lists/{of.code}/rows", language)
    assert f"{field}: {words}" in text
    shown = text[text.index("Коваль") - 400 : text.index(words)]
    assert ">3<" in shown


def test_notes_on_the_file_are_told_in_the_language(desk: Client, clerk: User, hq: Sender) -> None:
    of = received(clerk, hq, csv_of([MAN]).decode().encode("cp1251"))
    assert "прочитано як cp1251 (кирилиця)" in page(desk, f"/register/lists/{of.code}", "uk")


def test_a_finding_from_before_there_were_templates_is_told_as_it_was_kept() -> None:
    held = {"what": "unread", "field": "birth", "said": "“31942” is no {date}"}
    with override("uk"):
        assert sentence(Finding.from_json(held)).endswith(": “31942” is no {date}")


def test_a_finding_keeps_the_template_of_what_was_said() -> None:
    finding = Finding.from_json(
        {"what": "unread", "said": {"template": "“{text}” is not a date", "params": {"text": "x"}}}
    )
    assert finding.what is What.UNREAD
    assert finding.said == "“x” is not a date"
    assert Finding.from_json(finding.to_json()) == finding

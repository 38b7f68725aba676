"""`repatria record export`: what is written can be taken in again, and is the same record."""

from __future__ import annotations

import csv
import json
from datetime import date

import pytest

from repatria.desks.record import models, store
from repatria.formats.fields import COLUMNS
from repatria.formats.record_json import record_from_json
from repatria.formats.statements import incoming_record, read_statements


def exported(repatria, format, *arguments):
    done = repatria("record", "export", "--format", format, *arguments)
    assert done.code == 0, done.err
    return done.out


def digests():
    return dict(models.Claim.objects.values_list("code", "digest"))


@pytest.mark.parametrize("format", ["csv", "yaml"])
def test_taking_an_export_in_again_changes_nothing(demo, tmp_path, format):
    file = tmp_path / f"record.{format}"
    demo("record", "export", "--format", format, "--out", file)
    before = digests()
    done = demo("record", "import", file)
    assert done.code == 0, done.err
    assert "nothing in it is new" in done.out
    assert digests() == before


def test_yaml_brings_the_whole_record_along(demo, tmp_path):
    file = tmp_path / "record.yaml"
    demo("record", "export", "--format", "yaml", "--out", file)
    incoming = read_statements(file, today=date(2026, 1, 1))
    record = incoming_record(incoming)
    assert {claim.id: claim for claim in record.claims} == {
        claim.id: claim for claim in store.claims(models.Claim.objects.all())
    }
    assert {party.code: party for party in record.parties} == store.parties()
    assert {one.code: one for one in record.agreements} == store.agreements()
    assert {one.code: one for one in record.exchanges} == store.exchanges(
        models.Exchange.objects.all()
    )
    assert incoming.title
    assert incoming.notes


def test_json_holds_the_whole_record(demo):
    record = record_from_json(json.loads(exported(demo, "json")))
    assert {claim.id for claim in record.claims} == set(digests())
    assert {party.code: party for party in record.parties} == store.parties()
    assert {one.code: one for one in record.agreements} == store.agreements()
    assert len(record.exchanges) == models.Exchange.objects.count()


def test_csv_is_one_table_with_an_hxl_row(demo):
    names, tags, *rows = csv.reader(exported(demo, "csv").lstrip("\ufeff").splitlines())
    assert names == list(COLUMNS)
    assert tags == list(COLUMNS.values())
    assert len(rows) == models.Claim.objects.count()


def test_json_ld_names_every_statement_by_its_address(demo):
    graph = json.loads(exported(demo, "jsonld", "--site", "https://record.example/"))["@graph"]
    assert len(graph) == models.Claim.objects.count()
    addresses = {node["@id"] for node in graph}
    assert len(addresses) == len(graph)
    assert all(one.startswith("https://record.example/") for one in addresses)


@pytest.mark.parametrize("format", ["csv", "json", "jsonld", "yaml"])
def test_an_export_as_known_on_a_day_tells_nothing_later(demo, format):
    then = exported(demo, format, "--as-known", "2025-06-13")
    assert "S182" in then
    for later in ("E250614", "A01", "S206", "S236"):
        assert later not in then


def test_as_known_on_a_day_yaml_can_be_taken_in_by_itself(demo, tmp_path):
    file = tmp_path / "then.yaml"
    demo("record", "export", "--format", "yaml", "--as-known", "2025-06-03", "--out", file)
    incoming = read_statements(file, today=date(2026, 1, 1))
    known = models.Claim.objects.filter(known_from__lte=date(2025, 6, 3))
    assert {one.id for one in incoming.claims} == set(known.values_list("code", flat=True))


@pytest.mark.parametrize("format", ["csv", "json", "jsonld", "yaml"])
def test_two_exports_are_the_same_bytes(demo, format):
    assert exported(demo, format) == exported(demo, format)


def test_a_later_withdrawal_was_not_known_before_it(repatria, tmp_path):
    file = tmp_path / "own.yaml"
    file.write_text(
        "format: repatria-statements/1\n"
        "parties: [{code: A, name: A}, {code: B, name: B}]\n"
        "speakers: [{code: a, name: Office, voice: party, party: A}]\n"
        "sources: [{key: s, title: Page}]\n"
        "exchanges: [{code: X, date: 2024-05-01, title: T, track: remains}]\n"
        "statements:\n"
        "- {id: one, kind: count, exchange: X, from: A, to: B, category: remains, quantity: 12,\n"
        "   speaker: a, source: s, said_on: 2024-05-01, withdrawn_on: 2024-05-09}\n",
        "utf-8",
    )
    assert repatria("record", "import", file).code == 0
    assert "2024-05-09" not in exported(repatria, "csv", "--as-known", "2024-05-08")
    assert "2024-05-09" in exported(repatria, "csv", "--as-known", "2024-05-09")


def test_a_file_is_there_whole_or_not_at_all(demo, tmp_path, monkeypatch):
    from repatria.desks.record import export

    def broken(*_):
        yield "half of"
        raise KeyboardInterrupt

    file = tmp_path / "record.csv"
    file.write_text("the old one", "utf-8")
    monkeypatch.setattr(export, "csv", broken)
    assert demo("record", "export", "--format", "csv", "--out", file).code == 130
    assert file.read_text("utf-8") == "the old one"
    assert list(tmp_path.iterdir()) == [file]


@pytest.mark.parametrize(
    ("arguments", "code", "because"),
    [
        (("--format", "docx"), 2, "docx"),
        (("--format", "csv", "--site", "https://record.example"), 2, "jsonld only"),
        (("--format", "csv", "--out", "no-such-folder/record.csv"), 1, "no such folder"),
        ((), 2, "--format"),
    ],
)
def test_what_cannot_be_written_is_said(demo, arguments, code, because):
    done = demo("record", "export", *arguments)
    assert done.code == code
    assert because in done.err
    assert "Traceback" not in done.err

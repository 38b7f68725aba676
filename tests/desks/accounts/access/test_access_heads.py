"""The head of the log: taken, kept in files, read back; and the hourly job."""

from __future__ import annotations

import json
import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from repatria.desks.accounts.access import heads
from repatria.desks.accounts.access.chain import Head
from repatria.desks.accounts.access.heads import HeadError
from repatria.desks.accounts.access.jobs import keep_head
from repatria.desks.accounts.access.models import Trace
from repatria.desks.accounts.access.services import note
from repatria.desks.accounts.access.verifying import verify

own_transactions = pytest.mark.django_db(transaction=True, databases="__all__")


def test_an_empty_log_has_no_head(db):
    assert heads.head() is None
    assert heads.head_line() == ""


@own_transactions
def test_taking_a_head_is_the_last_row_and_once_only():
    note(None, "view", "thing", "1")
    head = heads.taken()
    assert (head.sequence, Trace.objects.get(sequence=2).action) == (2, "head_taken")
    assert heads.taken() == head
    note(None, "view", "thing", "2")
    assert heads.taken().sequence == 4
    assert verify([head, heads.taken()]).whole


@own_transactions
def test_each_head_is_a_file_of_its_own(tmp_path):
    note(None, "view", "thing", "1")
    one = heads.keep(tmp_path)
    assert heads.keep(tmp_path) is None
    note(None, "view", "thing", "2")
    other = heads.keep(tmp_path)
    assert sorted(tmp_path.iterdir()) == [one, other]
    assert [each.sequence for each in heads.kept(str(tmp_path))] == [2, 4]
    assert verify(heads.kept(str(tmp_path))).whole
    assert json.loads(one.read_text())["what"] == heads.WHAT


@own_transactions
def test_the_job_keeps_it_where_a_folder_is_named(tmp_path, settings):
    settings.REPATRIA_HEADS = ""
    keep_head(None, {})
    assert list(tmp_path.iterdir()) == []
    settings.REPATRIA_HEADS = str(tmp_path)
    keep_head(None, {})
    assert len(list(tmp_path.iterdir())) == 1


@own_transactions
def test_a_folder_that_is_not_there_is_told(tmp_path):
    note(None, "view", "thing", "1")
    with pytest.raises(HeadError, match="takes no head"):
        heads.keep(tmp_path / "unplugged")


@given(st.integers(1, 10**15), st.text("0123456789abcdef", min_size=64, max_size=64))
def test_a_head_is_read_as_it_was_written(sequence, digest):
    head = Head(sequence, digest, "2025-06-14T12:00:00.000000Z")
    assert heads.kept(str(head)) == [Head(sequence, digest)]
    assert heads._parsed(heads.head_text(head).strip(), "a file") == head


@pytest.mark.parametrize(
    "text",
    [
        "",
        "no head",
        "{}",
        "[1]",
        '{"what": "repatria access log head", "sequence": -1, "digest": "00"}',
        '{"what": "repatria access log head", "sequence": 1, "digest": null}',
        '{"what": "another thing", "sequence": 1, "digest": "' + "0" * 64 + '"}',
        "1:abc",
        "0:" + "0" * 64,
        "[" * 50_000,
        "\x00\xff",
    ],
)
def test_what_is_no_head_is_told_by_its_file(tmp_path, text):
    file = tmp_path / "access-head.json"
    file.write_text(text, "utf-8")
    with pytest.raises(HeadError, match=r"access-head\.json"):
        heads.kept(str(file))


def test_a_file_that_is_not_there_and_an_empty_folder_are_told(tmp_path):
    with pytest.raises(HeadError, match="no file"):
        heads.kept(str(tmp_path / "none"))
    with pytest.raises(HeadError, match="no head"):
        heads.kept(str(tmp_path))
    with pytest.raises(HeadError, match="cannot be read"):
        heads.kept(os.path.join(os.sep, "proc", "self", "mem"))

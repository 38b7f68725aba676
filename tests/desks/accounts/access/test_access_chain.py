"""The chain without a store: what a digest covers, and which break is found."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from repatria.desks.accounts.access.chain import COVERED, START, Head, breaks, moment, row_digest

NOON = datetime(2025, 6, 14, 12, 0, 0, 123, tzinfo=UTC)


@dataclass(frozen=True)
class Row:
    sequence: int = 1
    at: object = NOON
    actor: str = "P1"
    roles: str = "press"
    party: str = "UA"
    session: str = "s"
    action: str = "view"
    subject_type: str = "person"
    subject: str = "H-1"
    field_classes: str = "identity"
    purpose: str = "family"
    detail: str = "{}"
    previous: str = START
    digest: str = ""


def sealed(row: Row) -> Row:
    return replace(row, digest=row_digest(row))


def chained(count: int) -> list[Row]:
    rows: list[Row] = []
    for number in range(1, count + 1):
        last = rows[-1].digest if rows else START
        rows.append(sealed(Row(sequence=number, subject=f"H-{number}", previous=last)))
    return rows


def found(rows, heads=()):
    return [(each.sequence, each.kind) for each in breaks(rows, heads)]


def test_a_whole_chain_has_no_break():
    assert found(chained(7)) == []
    assert found([]) == []


@given(
    name=st.sampled_from([name for name in COVERED if name not in ("sequence", "at", "previous")]),
    text=st.text(st.characters(exclude_categories=["Cs"])),
    which=st.integers(0, 4),
)
def test_any_other_text_in_any_column_breaks_the_chain_there(name, text, which):
    rows = chained(5)
    if getattr(rows[which], name) == text:
        return
    rows[which] = replace(rows[which], **{name: text})
    assert found(rows) == [(which + 1, "content")]


@given(st.datetimes(timezones=st.just(UTC)), st.integers(0, 4))
def test_any_other_moment_breaks_the_chain_there(at, which):
    rows = chained(5)
    rows[which] = replace(rows[which], at=at)
    assert (found(rows) == []) == (at == NOON)


@given(st.integers(-12, 12))
def test_one_moment_has_one_form_in_every_zone(hours):
    there = NOON.astimezone(timezone(timedelta(hours=hours)))
    assert moment(there) == moment(NOON) == "2025-06-14T12:00:00.000123Z"


@given(
    one=st.tuples(*[st.text("ab ", max_size=3)] * 3),
    other=st.tuples(*[st.text("ab ", max_size=3)] * 3),
)
def test_the_digest_tells_the_columns_apart(one, other):
    """No text can slip from one column into the next: equal digests mean equal columns."""
    rows = [Row(actor=a, roles=b, party=c) for a, b, c in (one, other)]
    assert (row_digest(rows[0]) == row_digest(rows[1])) == (one == other)


def test_a_row_that_was_resealed_breaks_the_link_after_it():
    rows = chained(5)
    rows[2] = sealed(replace(rows[2], actor="P2"))
    assert found(rows) == [(4, "link")]


@pytest.mark.parametrize("gone", [1, 2, 4])
def test_a_row_that_is_gone_is_a_gap(gone):
    rows = [row for row in chained(5) if row.sequence != gone]
    assert found(rows) == [(gone, "gap")]


def test_a_gap_names_its_ends():
    rows = [row for row in chained(6) if row.sequence not in (3, 4)]
    assert [str(each) for each in breaks(rows)] == ["rows 3 to 4 are missing"]


def test_a_number_that_comes_twice_is_out_of_order():
    rows = chained(3)
    assert found([*rows, rows[2]]) == [(3, "order")]


def test_rows_in_another_order_do_not_hold():
    one, two, three = chained(3)
    assert (3, "order") in found([one, three, two])


@pytest.mark.parametrize("junk", [None, 1.5, b"x"])
def test_what_no_row_can_hold_is_a_break_and_not_an_error(junk):
    rows = chained(3)
    rows[1] = replace(rows[1], detail=junk)
    assert found(rows) == [(2, "content")]


@given(st.integers(1, 9), st.integers(1, 9))
def test_a_kept_head_fits_the_chain_that_it_was_taken_from(length, at):
    rows = chained(9)
    head = Head(at, rows[at - 1].digest)
    assert found(rows, [head]) == []
    shorter = found(rows[:length], [head])
    assert shorter == ([] if at <= length else [(at, "head")])


def test_a_chain_rewritten_as_a_whole_holds_in_itself_and_not_against_a_kept_head():
    rows = chained(5)
    head = Head(4, rows[3].digest)
    forged: list[Row] = []
    for row in rows:
        actor = "P9" if row.sequence == 2 else row.actor
        last = forged[-1].digest if forged else START
        forged.append(sealed(replace(row, actor=actor, previous=last)))
    assert found(forged) == []
    assert found(forged, [head]) == [(4, "head")]


def test_the_beginning_of_a_digest_from_paper_is_enough():
    rows = chained(3)
    assert found(rows, [Head(2, rows[1].digest[:16])]) == []
    assert found(rows, [Head(2, rows[0].digest[:16])]) == [(2, "head")]

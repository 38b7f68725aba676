"""Commitments: a line is opened alone, a salt destroyed deletes it, nothing else can be shown."""

from __future__ import annotations

import contextlib
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from repatria.ledger.commitment import (
    SALT_SIZE,
    Commitment,
    check_opening,
    check_whole,
    commit,
)
from repatria.ledger.commitment_files import (
    committed_bytes,
    opening_bytes,
    read_committed,
    read_opening,
)
from repatria.ledger.refusing import LedgerRefused, Why
from repatria.ledger.tree import leaf_hash, root_of

LINES = [f"line {at} ґ".encode() for at in range(9)]


def salts(count: int) -> bytes:
    """The same in every run."""
    return bytes(at % 251 for at in range(count))


lists = st.lists(st.binary(max_size=20), max_size=40)


@given(lists)
def test_every_line_is_opened_alone_and_says_nothing_of_the_others(lines):
    made = commit(lines)
    told = made.commitment
    assert told.count == len(lines)
    for at, line in enumerate(lines):
        opening = made.opening(at, line)
        check_opening(opening, told)
        data = opening_bytes(opening, told)
        assert read_opening(data) == (opening, told)
    check_whole(made, lines, told)
    assert read_committed(committed_bytes(made)) == made


def test_the_root_is_that_of_rfc_6962_over_salt_and_line():
    made = commit(LINES, salts)
    assert all(len(each) == SALT_SIZE for each in made.salts)
    own = [leaf_hash(salt + line) for salt, line in zip(made.salts, LINES, strict=True)]
    assert made.commitment == Commitment(9, root_of(own))


def test_two_commitments_to_one_list_have_nothing_in_common():
    one, two = commit(LINES), commit(LINES)
    assert not {*one.leaves, *one.salts} & {*two.leaves, *two.salts}
    assert len({*one.salts}) == len(LINES)


def test_equal_lines_cannot_be_told_to_be_equal():
    made = commit([b"the same"] * 8)
    assert len(set(made.leaves)) == 8


# Another line, another place, another list


def refused(call, *args) -> Why:
    with pytest.raises(LedgerRefused) as told:
        call(*args)
    return told.value.why


@given(st.integers(0, 8), st.data())
def test_nothing_but_the_line_can_be_shown(at, data):
    made = commit(LINES, salts)
    told, opening = made.commitment, made.opening(at, LINES[at])
    elsewhere = data.draw(st.integers(0, 12).filter(lambda index: index != at))
    for changed in (
        replace(opening, line=b"another"),
        replace(opening, line=opening.line + b"\n"),
        replace(opening, index=elsewhere),
        replace(opening, salt=b"s" * 16),
        replace(opening, salt=opening.salt + opening.line[:1], line=opening.line[1:]),
        replace(opening, salt=opening.salt[:-1], line=opening.salt[-1:] + opening.line),
        replace(opening, path=opening.path[1:]),
        replace(opening, path=(*opening.path, told.root)),
    ):
        assert refused(check_opening, changed, told) in {Why.TREE, Why.MALFORMED}
    other = commit([*LINES[:-1], b"another"], salts).commitment
    assert refused(check_opening, opening, other) is Why.TREE


def test_a_line_that_is_not_the_lists_cannot_be_opened():
    made = commit(LINES)
    assert refused(made.opening, 3, LINES[4]) is Why.TREE
    assert refused(made.opening, 9, LINES[0]) is Why.TREE
    assert refused(made.opening, -1, LINES[8]) is Why.TREE


def test_an_auditor_finds_the_line_that_was_changed_and_a_list_that_is_longer():
    made = commit(LINES)
    changed = [*LINES[:4], b"another", *LINES[5:]]
    with pytest.raises(LedgerRefused, match="Line 5"):
        check_whole(made, changed, made.commitment)
    for lines in (LINES[:-1], [*LINES, b"more"], LINES[::-1]):
        assert refused(check_whole, made, lines, made.commitment) is Why.TREE
    assert refused(check_whole, commit(LINES), LINES, made.commitment) is Why.TREE


# Deletion


def test_a_line_without_its_salt_is_deleted_and_the_others_are_not():
    made = commit(LINES)
    gone = read_committed(committed_bytes(made.deleted(4)))
    assert gone.commitment == made.commitment
    with pytest.raises(LedgerRefused, match="Line 5 was deleted"):
        gone.opening(4, LINES[4])
    for at in {*range(9)} - {4}:
        check_opening(gone.opening(at, LINES[at]), made.commitment)
    assert made.salts[4].hex() not in committed_bytes(gone).hex()


def test_whoever_guesses_the_line_cannot_try_it_without_the_salt():
    gone = commit([b"a name"]).deleted(0)
    assert leaf_hash(b"a name") != gone.leaves[0]
    assert refused(gone.opening, 0, b"a name") is Why.TREE


def test_a_commitment_to_nothing():
    made = commit([])
    check_whole(made, [], made.commitment)
    assert read_committed(committed_bytes(made)) == made
    assert refused(made.opening, 0, b"") is Why.TREE


# Files


MADE = commit(LINES, salts)
KEPT = committed_bytes(MADE)
OPENED = opening_bytes(MADE.opening(3, LINES[3]), MADE.commitment)


def opened(data: bytes) -> None:
    """What whoever is given the file does, who has the signed commitment."""
    opening, told = read_opening(data)
    if told != MADE.commitment:
        raise LedgerRefused(Why.TREE, "This is of another commitment than the signed one.")
    check_opening(opening, told)


def test_every_changed_byte_of_an_opened_line_is_refused():
    opened(OPENED)
    for at in range(len(OPENED)):
        for new in (OPENED[at] ^ 1, OPENED[at] ^ 0x80):
            with pytest.raises(LedgerRefused):
                opened(OPENED[:at] + bytes([new]) + OPENED[at + 1 :])


def test_every_changed_byte_of_what_is_kept_is_refused_or_opens_nothing_else():
    for at in range(len(KEPT)):
        changed = KEPT[:at] + bytes([KEPT[at] ^ 1]) + KEPT[at + 1 :]
        with contextlib.suppress(LedgerRefused):
            told = read_committed(changed)
            assert told.commitment == MADE.commitment
            with pytest.raises(LedgerRefused):
                check_whole(told, LINES, MADE.commitment)


BROKEN = {
    "nothing": b"",
    "cut off within a line": KEPT[:-20],
    "cut off between lines": b"".join(KEPT.splitlines(True)[:-1]),
    "a line too many": KEPT + KEPT.splitlines(True)[-1],
    "another file": KEPT.replace(b"committed v1", b"committed v2"),
    "no JSON": KEPT.replace(b'{"leaf"', b'{leaf"', 1),
    "a list": b"[]\n" + KEPT,
    "a leaf that is missing": KEPT.replace(b'"leaf"', b'"left"', 1),
    "a salt that is a number": KEPT.replace(b'"salt":"', b'"salt":1,"a":"', 1),
    "a salt of another length": KEPT.replace(b'"salt":"', b'"salt":"AAAA', 1),
    "another root": KEPT.replace(b'"root":"', b'"root":"A', 1),
    "nested too deeply": b'{"a":' * 100_000 + b"\n",
    "not UTF-8": b"\xff\n" + KEPT,
}


@pytest.mark.parametrize("data", BROKEN.values(), ids=BROKEN)
def test_broken_files_of_commitments_are_refused(data):
    assert refused(read_committed, data) is Why.MALFORMED
    assert refused(read_opening, data) is Why.MALFORMED


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=5,
)


@given(st.sampled_from(["file", "count", "root", "index", "salt", "line", "path"]), values)
def test_an_opening_with_any_other_value_is_refused_or_another_opening(field, value):
    import json

    told = json.loads(OPENED)
    if told[field] == value and type(told[field]) is type(value):
        return
    told[field] = value
    with contextlib.suppress(LedgerRefused):
        opening, own = read_opening(json.dumps(told).encode() + b"\n")
        if own == MADE.commitment:
            with pytest.raises(LedgerRefused):
                check_opening(opening, own)


@given(
    st.binary() | st.builds(lambda a, b: KEPT[:a] + b + KEPT[a:], st.integers(0, 900), st.binary())
)
def test_any_bytes_are_such_a_file_or_refused(data):
    with contextlib.suppress(LedgerRefused):
        read_committed(data)
    with contextlib.suppress(LedgerRefused):
        read_opening(data)

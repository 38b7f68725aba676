"""Mitochondrial sequences: the reference, the notation, writing out."""

from __future__ import annotations

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from repatria.base.errors import ValueProblem
from repatria.kinship.lineage.mitochondrial import (
    BITS,
    LENGTH,
    PLACEHOLDER,
    RCRS_SHA256,
    MtDifference,
    MtRange,
    MtSequence,
    letter,
    reference,
)

CONTROL = "16024-576"
WHOLE = f"1-{LENGTH}"


# The reference


def test_the_reference_is_the_revised_cambridge_sequence() -> None:
    assert len(reference()) == LENGTH
    assert hashlib.sha256(reference().encode()).hexdigest() == RCRS_SHA256
    known = {73: "A", 263: "A", 750: "A", 1438: "A", 4769: "A", 8860: "A", 15326: "A", 16519: "T"}
    assert {at: reference()[at - 1] for at in known} == known
    assert [at + 1 for at, base in enumerate(reference()) if base not in "ACGT"] == [PLACEHOLDER]


@pytest.mark.parametrize(
    ("first", "bases"),
    [
        (1, "GATCACAGGTCTATCACCCTATTAACCACTCACGGGAGCTCTCC"),
        (303, "CCCCCCCTCCCCC"),
        (514, "CACACACACAC"),
        (16024, "TTCTTTCATGGGGAAGCAGATTTGGGTACC"),
        (16184, "CCCCCTCCCC"),
        (8272, "CCCCCTCTACCCCCTCTA"),
    ],
)
def test_known_stretches_stand_where_they_are_known_to(first: int, bases: str) -> None:
    assert reference()[first - 1 :].startswith(bases)


# The notation


@pytest.mark.parametrize(
    ("token", "read"),
    [
        ("16093C", MtDifference(16093, 0, "C")),
        ("16093Y", MtDifference(16093, 0, "Y")),
        ("309.1C", MtDifference(309, 1, "C")),
        ("309.2c", MtDifference(309, 2, "c")),
        ("249DEL", MtDifference(249, 0, "")),
        ("249del", MtDifference(249, 0, "")),
        ("249-", MtDifference(249, 0, "")),
        ("0073G", MtDifference(73, 0, "G")),
    ],
)
def test_the_tokens_of_the_notation(token: str, read: MtDifference) -> None:
    assert MtDifference.read(token) == read


@pytest.mark.parametrize(
    "token",
    ["", "C", "263", "A263G", "263GG", "263J", "0A", "16570A", "309.C", "309.0C", "309.1DEL",
     "309.123C", "-5A", "²63A", "263 G", "x"],
)  # fmt: skip
def test_what_is_no_token_is_refused_and_named(token: str) -> None:
    with pytest.raises(ValueProblem):
        MtDifference.read(token)


differences = st.builds(
    MtDifference, st.integers(1, LENGTH), st.integers(0, 9), st.sampled_from(sorted(BITS))
)


@given(differences | st.builds(MtDifference, st.integers(1, LENGTH), st.just(0), st.just("")))
def test_a_difference_reads_as_it_is_written(difference: MtDifference) -> None:
    assert MtDifference.read(str(difference)) == difference


def test_codes_stand_for_sets_of_bases() -> None:
    sets = {"R": "AG", "Y": "CT", "S": "CG", "W": "AT", "K": "GT", "M": "AC"}
    sets |= {"B": "CGT", "D": "AGT", "H": "ACT", "V": "ACG", "N": "ACGT"}
    for code, bases in sets.items():
        assert BITS[code] == sum(BITS[base] for base in bases)
    assert [letter(BITS[code]) for code in "AYn"] == ["A", "Y", "n"]


def test_a_range_may_run_over_the_origin() -> None:
    control = MtRange.read(CONTROL)
    assert len(control) == len(list(control)) == 1122
    assert 16569 in control
    assert 1 in control
    assert 577 not in control
    assert len(MtRange.read("73")) == 1


@pytest.mark.parametrize("text", ["", "0-5", "1-16570", "a-b", "1-2-3", "16024-"])
def test_what_is_no_range_is_refused(text: str) -> None:
    with pytest.raises(ValueProblem):
        MtRange.read(text)


@pytest.mark.parametrize(
    ("ranges", "told", "word"),
    [
        ("", "263G", "no range"),
        ("16024-16365", "263G", "outside"),
        (CONTROL, "263G 263A", "beside"),
        (CONTROL, "309.2C", "without 309.1"),
    ],
)
def test_a_sequence_that_cannot_be_names_its_sample(ranges: str, told: str, word: str) -> None:
    with pytest.raises(ValueProblem, match=f"sample S1: .*{word}"):
        MtSequence.read("S1", ranges, told)


# Writing out


def test_a_sequence_is_written_out_with_its_insertions_and_without_its_deletions() -> None:
    made = MtSequence.read("S1", CONTROL, "249DEL 263G 309.1C 309.2c 16093Y")
    assert made.expand(MtRange(303, 311)) == "CCCCCCCCcTC"
    assert made.expand(MtRange(247, 251)) == reference()[246:248] + reference()[249:251]
    assert made.expand(MtRange(16568, 2)) == reference()[-2:] + reference()[:2]
    assert made.expand(MtRange(16093, 16093)) == "Y"


def test_the_placeholder_is_no_base() -> None:
    made = MtSequence.read("S1", WHOLE, "")
    assert made.expand(MtRange(1, LENGTH)) == reference().replace("N", "")


def test_what_was_not_read_is_not_written_out() -> None:
    with pytest.raises(ValueProblem, match="577 was not read"):
        MtSequence.read("S1", CONTROL, "").expand(MtRange(570, 577))

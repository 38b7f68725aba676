"""Relations as paths: what a pattern can mean, and what is no path."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from repatria.base.errors import ValueProblem
from repatria.kinship.pedigree import Sex
from repatria.kinship.relatives.relations import (
    SELF,
    STEP_WORDS,
    UNRELATED,
    Kind,
    Relation,
    expand,
    steps_of,
)


def paths(pattern: str) -> list[str]:
    return [relation.path for relation in expand(pattern)]


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("FB", ["FB"]),
        ("PB", ["FB", "MB"]),
        ("P", ["F", "M"]),
        ("G", ["G"]),
        ("GS", ["BS", "ZS"]),
        ("hB", ["pB", "mB"]),
        ("PhZ", ["FpZ", "FmZ", "MpZ", "MmZ"]),
        ("PGC", ["FBC", "FZC", "MBC", "MZC"]),
        ("CC", ["SC", "DC"]),
        ("E", ["E"]),
    ],
)
def test_a_pattern_expands_to_every_line(pattern: str, expected: list[str]) -> None:
    assert paths(pattern) == expected


@pytest.mark.parametrize(
    "path", ["", "FS", "SF", "SB", "BF", "BB", "WM", "hB", "PB", "GS", "CS", "x", "F F", "pF", "p"]
)
def test_what_is_no_path_is_refused(path: str) -> None:
    with pytest.raises(ValueProblem):
        Relation(path)


def test_a_path_reads_as_words() -> None:
    assert str(Relation("FB")) == "father's brother"
    assert str(Relation("MmZS")) == "mother's maternal half sister's son"
    assert str(SELF) == "direct reference"
    assert str(UNRELATED) == "no relative by blood"
    assert str(Relation("B", Kind.TWIN)) == "identical twin"


def test_the_last_step_states_the_sex() -> None:
    assert Relation("FB").sex is Sex.MALE
    assert Relation("MmZ").sex is Sex.FEMALE
    assert Relation("FBC").sex is Sex.UNKNOWN
    assert Relation("W", Kind.PARTNER).sex is Sex.FEMALE


def test_ancestors_are_the_lineal_ones() -> None:
    assert [
        path for path in ("F", "MM", "FMF", "B", "FB", "S", "MmB") if Relation(path).lineal
    ] == [
        "F",
        "MM",
        "FMF",
    ]


@given(st.lists(st.sampled_from([*STEP_WORDS, "P", "hB", "hZ"]), min_size=1, max_size=5))
def test_expanding_settles_every_step_or_refuses(steps: list[str]) -> None:
    pattern = "".join(steps)
    try:
        found = expand(pattern)
    except ValueProblem:
        return
    assert len(set(found)) == len(found)
    for relation in found:
        assert len(relation.steps) == len(steps_of(pattern))
        assert all(step in STEP_WORDS for step in relation.steps)
        assert expand(relation.path) == (relation,)

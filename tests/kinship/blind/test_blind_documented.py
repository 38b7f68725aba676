"""What docs/methods says in numbers is what the blind search computes with."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

from repatria.kinship.blind import pairs, readings
from repatria.kinship.blind.coherence import MOST_PARTED
from repatria.kinship.blind.direct import SIBLINGS_NEAR
from repatria.kinship.blind.relation import CLOSE_KIN, ONE_PERSON

PAGE = (Path(__file__).parents[3] / "docs/methods/kinship-blind-search.md").read_text("utf-8")


def test_the_coefficients_told_are_those_used() -> None:
    rows = PAGE.split("| relation |")[1].split("\n\n")[0].splitlines()[2:]
    told = [[cell.strip() for cell in row.strip("|").split("|")] for row in rows]
    assert [row[0].split(",")[0] for row in told] == [
        relation.name for relation in (ONE_PERSON, *CLOSE_KIN)
    ]
    for row, relation in zip(told, (ONE_PERSON, *CLOSE_KIN), strict=True):
        assert tuple(map(Fraction, row[1:])) == relation.kappa


def test_the_proof_is_of_the_numbers_in_force() -> None:
    assert readings.MOST_LOCI == 512
    assert (pairs._ROOM, pairs._FINEST, pairs._SLACK) == (32_000, 1024, 1e-6)
    assert "*u* = min(1024, 32000/*m*)" in PAGE
    assert "⌈*ut* − 10⁻⁶⌉" in PAGE
    assert f"The columns of {pairs._WIDTH} remains" in PAGE


def test_the_limits_told_are_those_in_force() -> None:
    assert readings.MOST_CELLS == 2**27
    assert "beyond 2²⁷ pairs of readings" in PAGE
    assert MOST_PARTED == 10
    assert "all divisions into two up to ten pieces" in PAGE
    assert SIBLINGS_NEAR == 2
    assert "where it is below 100" in PAGE

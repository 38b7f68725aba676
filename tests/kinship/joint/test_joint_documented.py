"""What docs/methods/kinship-joint.md says in numbers is what is in force."""

from __future__ import annotations

from pathlib import Path

from repatria.kinship.joint import (
    components,
    family_table,
    frontier,
    relatives_removed,
    result,
    sampled,
    symmetry,
)
from repatria.kinship.joint.prior import Prior, assignments
from repatria.kinship.search import expected

PAGE = (Path(__file__).parents[3] / "docs/methods/kinship-joint.md").read_text("utf-8")
TOLD = " ".join(PAGE.split())


def test_the_limits_told_are_those_in_force() -> None:
    for told in (
        f"at most {family_table.MOST_ENTRIES:,} combinations",
        f"Limit: {frontier.WIDEST} persons in the table",
        f"{sampled.WALKS} independent walks",
        f"up to {sampled.TEMPERED} found persons",
        f"at the powers {sampled.HEATS[1]:g} and {sampled.HEATS[2]:g}",
        f"± {sampled.STUDENT:.2f} errors",
        f"get {sampled.SWEEPS[0]} sweeps a walk",
        f"less than a factor of {symmetry.FACTOR:g}",
        f"at least 1/{result.RIVAL:g} of the posterior",
        f"{expected.DRAWS:,} profiles are drawn",
        f"if {expected.SURELY:g} of the draws reach the level",
        f"the looser, if {expected.POSSIBLY:g} do",
        f"log({expected.LEVEL:g} / {1 - expected.LEVEL:.4f})",
    ):
        assert told in TOLD, told
    assert components.CUT == 1e-5
    assert "bounded below 10⁻⁵" in TOLD
    assert frontier.MOST_STEPS == 2_000_000
    assert "2·10⁶ steps" in TOLD
    assert round(2.718281828459045**relatives_removed.MARGIN) == 1000
    assert "ahead by a factor of 1,000" in TOLD


def test_the_examples_told_are_computed() -> None:
    assert f"{assignments(8, 5):,} for 8 found and 5 missing" in TOLD
    assert f"{assignments(5, 5):,} for 5 and 5" in TOLD
    needed = Prior.expecting(70_000, 15_000, 8_000).ratio_for(0.9999)
    assert f"{needed / 1e8:.1f}·10⁸ for 0.9999" in TOLD

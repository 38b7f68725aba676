"""What docs/methods says of the search in numbers is what is in force."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from repatria.kinship.search import scores, screen, search, sexes
from repatria.synthetic.campaign.shapes import KIN, VARIANTS

PAGE = (Path(__file__).parents[3] / "docs/methods/kinship-search.md").read_text("utf-8")


def test_the_numbers_of_the_proof_are_those_in_force() -> None:
    assert f"a table of {search.BLOCK} families" in PAGE
    assert f"a unit *u* ≤ {scores._FINEST:g} and" in PAGE
    assert PAGE.count(f"max_r(*x_r*, 0) ≤ {scores._ROOM:,.0f}") == 1
    assert f"*n* ≤ {scores.MOST_ROWS}, which is\nchecked" in PAGE
    assert f"{scores._ROOM:,.0f} + {scores.MOST_ROWS} < {np.iinfo(np.int16).max:,}" in PAGE
    assert np.iinfo(np.int16).max > scores._ROOM + scores.MOST_ROWS
    assert "*b*(*v*) = ⌈ *u v* − 10⁻⁶ ⌉" in PAGE
    assert int(screen._units(10 + 9e-7, 1.0)) == 10
    assert int(screen._units(10 + 2e-6, 1.0)) == 11


def test_the_error_told_of_floating_point_is_within_what_is_allowed() -> None:
    eps, rows = 2.0**-53, scores.MOST_ROWS
    assert scores._ROOM * eps < 4e-12
    assert rows * scores._ROOM * eps < 3e-9
    assert rows * eps * 1e5 < 1e-8
    assert 3e-9 + 1e-8 < 2e-8 < 1e-6


def test_other_numbers_told() -> None:
    assert f"*e* = {sexes.WRONG:g} for a sex" in PAGE
    assert f"all {len(KIN) * VARIANTS} shapes" in PAGE

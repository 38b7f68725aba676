"""Five further sets of articles for tuning, by other hands: the floors that were reached."""

from __future__ import annotations

from pathlib import Path

import pytest

from statements.drafting.scoring import articles, figures, score

HERE = Path(__file__).parent
# Of each set its articles, its figures, how many of them were found, and how many were made up.
REACHED = {
    "development3": (20, 133, 120, 0),
    "development4": (20, 120, 114, 0),
    "development5": (20, 137, 105, 1),
    "development6": (40, 235, 175, 0),
    "development7": (40, 184, 145, 1),
}


@pytest.mark.parametrize("folder", REACHED)
def test_the_floor_is_held(folder: str) -> None:
    scores = [score(path) for path in articles(HERE / folder)]
    count, expected, found, invented = REACHED[folder]
    assert (len(scores), sum(one.expected for one in scores)) == (count, expected)
    assert sum(one.found for one in scores) >= found, figures(scores)
    assert sum(len(one.invented) for one in scores) <= invented, figures(scores)

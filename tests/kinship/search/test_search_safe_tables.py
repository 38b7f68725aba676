"""A family that cannot be computed is left out and named; the others are searched."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from searching import campaign, computing_on, one_of_each_shape, wanted_of

from repatria.base.errors import ValueProblem
from repatria.kinship import computing, elimination
from repatria.kinship.profile import Profile
from repatria.kinship.search.groups import Wanted
from repatria.kinship.search.safe_tables import safe_tables
from repatria.kinship.search.tables import build_tables

NAMES = ("TPOX", "TH01")
NONE = computing_on("extended", markers=NAMES)
CAMPAIGN = campaign(40, 900, 5)
SOME = wanted_of(CAMPAIGN, one_of_each_shape(CAMPAIGN)[:20])


def off_ladder(wanted: Wanted) -> Wanted:
    """With an allele of one relative that has no frequency."""
    family = wanted.family
    person = next(iter(family.profiles))
    read = {**family.profiles, person: Profile.of(f"of {person}", {"TPOX": ["99", "8"]})}
    return replace(wanted, family=replace(family, profiles=read))


def test_where_all_can_be_computed_nobody_is_left_out(tmp_path: Path) -> None:
    made, kept, gone = safe_tables(tmp_path, NONE, SOME)
    assert (kept, gone) == (tuple(SOME), ())
    assert (made.tables().ratios == build_tables(NONE, SOME).ratios).all()


@pytest.mark.parametrize("bad", [(0,), (7,), (19,), (0, 1, 12)])
def test_those_that_cannot_are_named_and_the_others_are_as_ever(tmp_path: Path, bad) -> None:
    wanted = [off_ladder(each) if at in bad else each for at, each in enumerate(SOME)]
    lost = {SOME[at].family.name for at in bad}
    made, kept, gone = safe_tables(tmp_path, NONE, wanted)
    assert {each.family for each in gone} == lost
    assert all("marker TPOX" in str(each) for each in gone)
    assert all(str(each).endswith("the family is left out") for each in gone)
    assert [each.family.name for each in kept] == [
        each.family.name for each in SOME if each.family.name not in lost
    ]
    assert (made.tables().ratios == build_tables(NONE, kept).ratios).all()


def test_a_pedigree_too_large_for_the_models_is_left_out(tmp_path: Path, monkeypatch) -> None:
    """The limit is lowered until the larger shapes are beyond it."""
    for limit in (1_000, 500, 300, 200, 150, 100, 70, 50, 30, 20):
        monkeypatch.setattr(elimination, "MOST_WORK", limit)
        elimination.plan.cache_clear()
        computing._program.cache_clear()
        computing._AT_HAND.clear()
        _, kept, gone = safe_tables(tmp_path / str(limit), NONE, SOME)
        if gone:
            break
    lost = {each.family for each in gone}
    assert 0 < len(lost) < len({each.family.name for each in SOME})
    assert {each.family.name for each in kept} == {each.family.name for each in SOME} - lost
    assert all(f"family {each.family}: the pedigree needs" in str(each) for each in gone)


def test_where_nobody_is_left_it_is_told(tmp_path: Path) -> None:
    with pytest.raises(ValueProblem, match="no family is left to search; family"):
        safe_tables(tmp_path, NONE, [off_ladder(each) for each in SOME[:3]])

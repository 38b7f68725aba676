"""Ranks in three languages on one ladder."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from repatria.names.levels import Level
from repatria.names.ranks import compare_ranks, rank

LADDER = """
    рекрут | солдат | старший солдат | молодший сержант | сержант | старший сержант
    | головний сержант | штаб-сержант | майстер-сержант | старший майстер-сержант
    | головний майстер-сержант | молодший лейтенант | лейтенант | старший лейтенант | капітан
    | майор | підполковник | полковник | бригадний генерал | генерал-майор | генерал-лейтенант
    | генерал
"""


def level(left: str, right: str) -> Level:
    return compare_ranks(rank(left), rank(right)).level


@pytest.mark.parametrize(
    "one_rank",
    [
        "ст. солдат | старший солдат | Старшого солдата | senior soldier | старший рядовой",
        "мол. сержант | младший сержант | мл. с-т | Junior Sergeant",
        "ст. л-т | старший лейтенант | старшего лейтенанта | senior lieutenant",
        "п/п-к | підполковник | подполковник | lieutenant colonel | lt col",
        "підполковник медичної служби | підполковник запасу | подполковник юстиции",
        "капітан 3 рангу | Капітан ІІІ рангу | капитан 3-го ранга",
    ],
)
def test_one_rank_in_every_writing(one_rank: str) -> None:
    first, *others = one_rank.split(" | ")
    assert {level(first, other) for other in others} == {Level.SAME}


@pytest.mark.parametrize(
    ("left", "right"),
    [("солдат", "матрос"), ("майор", "капітан 3 рангу"), ("старший солдат", "ефрейтор")],
)
def test_corresponding_ranks_are_variants(left: str, right: str) -> None:
    assert level(left, right) is Level.VARIANT


def test_the_ladder_is_climbed_step_by_step() -> None:
    ranks = [rank(text.strip()) for text in LADDER.split("|")]
    assert [found.step for found in ranks if found is not None] == list(range(len(ranks)))


@given(st.data())
def test_a_step_apart_is_near_and_more_is_contradicted(data: st.DataObject) -> None:
    ranks = [text.strip() for text in LADDER.split("|")]
    one, other = (data.draw(st.integers(0, len(ranks) - 1)) for _ in "ab")
    expected = {0: Level.SAME, 1: Level.NEAR}.get(abs(one - other), Level.CONTRADICTED)
    assert level(ranks[one], ranks[other]) is expected


def test_what_is_not_understood_says_nothing() -> None:
    assert level("кухар", "сержант") is Level.ABSENT
    assert level("кухар", "кухар") is Level.SAME
    assert level("", "сержант") is Level.ABSENT


def test_a_contradiction_says_how_many_steps() -> None:
    why = compare_ranks(rank("солдат"), rank("сержант")).why
    assert dict(why.params)["steps"] == 3


@given(st.text(max_size=30))
def test_any_text_is_a_rank_or_kept_as_written(text: str) -> None:
    found = rank(text)
    assert (found is None) == (not text.strip())

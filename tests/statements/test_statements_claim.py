"""What a claim says of itself: whose word, since when known, until when it can speak."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import (
    MIDLAND,
    MISSION,
    NORTH,
    NORTH_MINISTRY,
    NORTH_SOURCE,
    PRESS,
    SOUTH,
    SOUTH_HQ,
    count,
    day,
    parts,
    press,
    total,
)
from repatria.base.dates import partial_date
from repatria.statements.claim import Source, Speaker, role_of
from repatria.statements.quantity import Interval
from repatria.statements.vocabulary import Category, Role, Track, Voice

DAYS = st.dates(date(2025, 1, 1), date(2025, 12, 31))
SAID = DAYS.flatmap(lambda on: st.sampled_from([on.isoformat(), on.isoformat()[:7]]))


@given(SAID, st.none() | DAYS)
def test_known_from_the_day_it_was_said_and_no_longer_embargoed(
    said: str, embargo: date | None
) -> None:
    claim = count(5, SOUTH_HQ, on=said, embargo_until=embargo)
    assert claim.known_from == max(claim.said_on.last, embargo or date.min)


@pytest.mark.parametrize(
    ("said", "published", "known"),
    [
        ("2025-06", "", "2025-06-30"),
        ("2025-06", "2025-06-12", "2025-06-12"),
        ("2025-06", "2025-06", "2025-06-30"),
        ("2025-06", "2025", "2025-06-30"),
        ("2025-06", "2025-07-04", "2025-06-30"),
        ("2025-06", "2025-05-20", "2025-06-30"),  # an older article says nothing of June
        ("2025-06", "some day", "2025-06-30"),
        ("2025", "2025-06-12", "2025-06-12"),
        ("2025-06-10", "2025-06-12", "2025-06-10"),
    ],
)
def test_a_month_is_known_when_it_is_over_or_its_source_is_out(
    said: str, published: str, known: str
) -> None:
    article = Source("S", "An article", published=published)
    claim = count(5, SOUTH_HQ, on=said, source=article)
    assert claim.said_by == claim.known_from == claim.until == day(known)


@given(SAID, DAYS, DAYS, st.none() | SAID)
def test_a_total_speaks_of_no_day_after_it_was_said(
    said: str, a: date, b: date, as_of: str | None
) -> None:
    first, last = sorted((a, b))
    as_of_date = None if as_of is None else partial_date(as_of)
    claim = total(5, SOUTH_HQ, f"{first}..{last}", on=said, as_of=as_of_date)
    bounds = [last, claim.said_on.last, as_of_date.last if as_of_date else date.max]
    assert claim.until == min(bounds)
    open_end = total(5, SOUTH_HQ, f"{first}..", on=said, as_of=as_of_date)
    assert open_end.until == min(bounds[1:])


def test_an_embargo_does_not_lengthen_what_a_total_speaks_of() -> None:
    claim = total(5, SOUTH_HQ, "2025-06-01..", on="2025-06-14", embargo_until=day("2025-07-23"))
    assert claim.known_from == day("2025-07-23")
    assert claim.until == day("2025-06-14")


def test_a_speaker_is_one_root_and_an_outlet_is_a_root_by_itself() -> None:
    assert count(5, SOUTH_HQ, outlet="Post").root == count(6, SOUTH_HQ, outlet="Wire").root
    assert press(5, "Post").root == press(6, "Post", on="2025-06-20").root
    assert press(5, "Post").root != press(5, "Wire").root
    assert count(5, PRESS).root != count(5, PRESS).root  # no outlet named: each source by itself


def test_directions() -> None:
    assert count(5, SOUTH_HQ).directions() == ((NORTH, SOUTH),)
    assert count(5, SOUTH_HQ, both=True).directions() == ((NORTH, SOUTH), (SOUTH, NORTH))
    assert count(5, SOUTH_HQ, giver="").directions() == ()
    assert count(5, SOUTH_HQ, receiver="", both=True).directions() == ()


@pytest.mark.parametrize(
    ("one", "other", "near"),
    [
        ("2025-06-10", "2025-06-10", True),
        ("2025-06-10", "2025-06-11", True),
        ("2025-06-30", "2025-07-01", True),
        ("2025-06-10", "2025-06-12", False),
        ("2025-06", "2025-06", True),
        ("2025-06", "2025-06-01", False),
    ],
)
def test_near_in_time(one: str, other: str, near: bool) -> None:
    a, b = count(5, SOUTH_HQ, on=one), count(5, SOUTH_HQ, on=other)
    assert a.near_in_time(b) == b.near_in_time(a) == near


@pytest.mark.parametrize(
    ("speaker", "role", "opposite"),
    [
        (NORTH_MINISTRY, Role.GIVER, Role.RECEIVER),
        (NORTH_SOURCE, Role.GIVER, Role.RECEIVER),
        (SOUTH_HQ, Role.RECEIVER, Role.GIVER),
        (MIDLAND, Role.INTERMEDIARY, Role.INTERMEDIARY),
        (MISSION, Role.THIRD, Role.THIRD),
        (PRESS, Role.THIRD, Role.THIRD),
        (Speaker("OTHER", "a third party's ministry", Voice.PARTY, "WEST"), Role.THIRD, Role.THIRD),
    ],
    ids=lambda item: getattr(item, "code", str(item)),
)
def test_what_a_speaker_is_to_a_leg(speaker: Speaker, role: Role, opposite: Role) -> None:
    assert role_of(speaker, NORTH, SOUTH) is role
    assert role_of(speaker, SOUTH, NORTH) is opposite


@given(st.lists(st.tuples(st.integers(0, 50), st.integers(0, 50)).map(sorted), max_size=6))
def test_a_partition_adds_up(numbers: list[list[int]]) -> None:
    told = {f"part{index}": (low, high) for index, (low, high) in enumerate(numbers)}
    found = parts("anything", **told).total
    assert found == Interval(sum(low for low, _ in numbers), sum(high for _, high in numbers))


def test_the_track_follows_from_the_category() -> None:
    assert count(5, SOUTH_HQ).track is Track.REMAINS
    assert count(5, SOUTH_HQ, category=Category.WOUNDED).track is Track.LIVING


def test_known_from_is_no_argument_and_moves_with_the_claim() -> None:
    claim = count(5, SOUTH_HQ)
    later = replace(claim, embargo_until=claim.known_from + timedelta(days=3))
    assert later.known_from == claim.known_from + timedelta(days=3)

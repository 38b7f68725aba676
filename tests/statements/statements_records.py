"""Random small records for property tests: every kind of claim, taken back, embargoed, judged."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import strategies as st

from builders import (
    MIDLAND,
    MISSION,
    NORTH,
    NORTH_HQ,
    NORTH_MINISTRY,
    NORTH_SOURCE,
    PARTIES,
    PRESS,
    SOUTH,
    SOUTH_HQ,
    SOUTH_MINISTRY,
    SOUTH_SOURCE,
    claim,
    exchange,
    parts,
    signed,
    source,
)
from repatria.statements import quantity as q
from repatria.statements.claim import Claim
from repatria.statements.counting import OUTSIDE, RULES
from repatria.statements.quantity import Quantity
from repatria.statements.record import Exchange, Judgement, Leg, Record, SignedFigure
from repatria.statements.vocabulary import Category, ClaimKind, Per, Track, Unit

START = date(2025, 6, 1)
LENGTH = 40
DAYS = st.integers(0, LENGTH).map(lambda n: START + timedelta(days=n))
SPEAKERS = [
    NORTH_MINISTRY, NORTH_HQ, NORTH_SOURCE, SOUTH_MINISTRY, SOUTH_HQ, SOUTH_SOURCE,
    MIDLAND, MISSION, PRESS,
]  # fmt: skip
OUTLETS = ["Post", "Wire", "Echo"]
# Few numbers, so that words often meet, and often do not.
NUMBERS = st.sampled_from([0, 3, 5, 8, 13])
QUANTITIES: st.SearchStrategy[Quantity] = st.one_of(
    NUMBERS.map(q.exact),
    NUMBERS.map(q.exact),
    NUMBERS.map(q.at_least),
    NUMBERS.map(q.about),
    NUMBERS.map(lambda n: q.between(n, n + 3)),
    st.sampled_from([q.PARITY, q.NOT_STATED]),
)
KINDS = st.sampled_from(
    [ClaimKind.COUNT] * 12
    + [ClaimKind.TOTAL] * 6
    + [ClaimKind.ORDINAL] * 2
    + [kind for kind in ClaimKind if kind not in (ClaimKind.COUNT, ClaimKind.TOTAL)]
)
DIVISIONS = [
    (),
    (parts("category", pow=3, civilian=5),),
    (parts("category", pow=5), parts("sex", complete=False, men=13)),
]


def _said(draw: st.DrawFn, day: date) -> str:
    text = day.isoformat()
    return text[:7] if draw(st.integers(0, 9)) == 0 else text


def _covers(draw: st.DrawFn) -> str | None:
    a, b = sorted((draw(DAYS), draw(DAYS)))
    # Some begin before the record does.
    shapes = [
        f"{a}..{b}",
        f"{a}..{b}",
        f"{a}..",
        f"2022..{b}",
        "2022..",
        f"..{b}",
        f"{a:%Y-%m}",
        None,
    ]
    return draw(st.sampled_from(shapes))


@st.composite
def claims(draw: st.DrawFn, number: int, exchanges: list[Exchange], earlier: list[Claim]) -> Claim:
    kind = draw(KINDS)
    held = draw(st.sampled_from([*exchanges, None])) if exchanges else None
    if kind in (ClaimKind.TOTAL, ClaimKind.ORDINAL):
        held = None
    living = [Category.LIVING, Category.POW, Category.WOUNDED, Category.CIVILIAN]
    remains = [Category.REMAINS] * 4
    track = held.track if held else draw(st.sampled_from(Track))
    category = draw(st.sampled_from(remains if track is Track.REMAINS else living))
    speaker = draw(st.sampled_from(SPEAKERS))
    day = draw(DAYS)
    outlet = draw(st.sampled_from(OUTLETS))
    sides = draw(st.sampled_from([(NORTH, SOUTH), (NORTH, SOUTH), (SOUTH, NORTH)]))
    both = draw(st.integers(0, 5)) == 0
    unit = {}
    if kind is ClaimKind.ORDINAL:
        unit = {"unit": Unit.EXCHANGE}
    elif track is Track.REMAINS and draw(st.integers(0, 7)) == 0:
        unit = {"unit": Unit.CONTAINER}
    own = [c for c in earlier if c.root == f"{speaker.code}@{outlet}" or c.root == speaker.code]
    return claim(
        kind,
        q.NOT_STATED if kind is ClaimKind.NON_STATEMENT else draw(QUANTITIES),
        speaker,
        id=f"c{number:02d}",
        on=_said(draw, day),
        exchange=held.code if held else "",
        category=category,
        giver=sides[0],
        receiver=sides[1],
        source=source(f"{outlet}{draw(st.integers(1, 3))}", outlet),
        both=both,
        per=Per.TOTAL if both and draw(st.booleans()) else Per.SIDE,
        covers=_covers(draw) if kind in (ClaimKind.TOTAL, ClaimKind.ORDINAL) else None,
        silent=draw(st.sampled_from([(), (NORTH,), (SOUTH,)])),
        counting=draw(st.sampled_from([""] * 7 + [OUTSIDE, "our own", RULES[1].id])),
        identity=draw(st.sampled_from(["", "", "identified", "identified as theirs"])),
        parts=draw(st.sampled_from(DIVISIONS)),
        relay=draw(st.booleans()),
        supersedes=draw(st.sampled_from(own)).id if own and draw(st.integers(0, 3)) == 0 else "",
        withdrawn_on=day + timedelta(draw(st.integers(0, 9)))
        if draw(st.integers(0, 6)) == 0
        else None,
        embargo_until=day + timedelta(draw(st.integers(0, 9)))
        if draw(st.integers(0, 6)) == 0
        else None,
        **unit,
    )


@st.composite
def records(draw: st.DrawFn, acts: bool = True) -> Record:
    """Up to five exchanges on days of their own, and up to a dozen claims."""
    days = draw(st.lists(st.integers(0, LENGTH), max_size=5, unique=True))
    exchanges = [
        exchange(
            f"E{index}",
            str(START + timedelta(days=n)),
            draw(st.sampled_from([Track.REMAINS, Track.REMAINS, Track.LIVING])),
            happened=draw(st.integers(0, 7)) > 0,
        )
        for index, n in enumerate(days)
    ]
    told: list[Claim] = []
    for number in range(draw(st.integers(0, 12))):
        told.append(draw(claims(number, exchanges, told)))
    judgements: list[Judgement] = []
    if len(told) > 1:
        for _ in range(draw(st.integers(0, 3))):
            first, second = draw(st.permutations(told))[:2]
            on = draw(DAYS)
            withdrawn = draw(st.none() | st.integers(0, 9).map(lambda n, on=on: on + timedelta(n)))
            verdict = draw(st.sampled_from(["same", "same", "different", "unsure"]))
            judgements.append(Judgement(first.id, second.id, verdict, "a person", on, withdrawn))
    figures: list[SignedFigure] = []
    if acts and exchanges and draw(st.integers(0, 3)) == 0:
        held = draw(st.sampled_from(exchanges))
        leg = Leg(held.code, NORTH, SOUTH, held.track)
        unit = Unit.BODY if held.track is Track.REMAINS else Unit.PERSON
        figures.append(signed(draw(NUMBERS), leg, str(draw(DAYS)), unit))
    return Record(PARTIES, (), tuple(exchanges), tuple(told), tuple(judgements), tuple(figures))

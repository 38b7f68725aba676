"""Small made-up records for property tests: every kind of claim, taken back, embargoed, judged.

Unlike the records of `repatria.synthetic` they are dense and senseless: a few speakers say a few
numbers about a few exchanges, so that words often meet, and often do not.
"""

from __future__ import annotations

import random
from datetime import date, timedelta
from typing import Any

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
LENGTH = 30
SPEAKERS = [
    NORTH_MINISTRY, NORTH_HQ, NORTH_SOURCE, SOUTH_MINISTRY, SOUTH_HQ, SOUTH_SOURCE,
    MIDLAND, MISSION, PRESS, PRESS,
]  # fmt: skip
FEW_SPEAKERS = [NORTH_HQ, SOUTH_HQ, SOUTH_HQ, SOUTH_MINISTRY, MIDLAND]
OUTLETS = ["Post", "Wire", "Echo"]
NUMBERS = [0, 3, 5, 8]
LIVING = [Category.LIVING, Category.LIVING, Category.POW, Category.WOUNDED, Category.CIVILIAN]
ON_LEGS = [
    *[ClaimKind.COUNT] * 16,
    *[ClaimKind.DENIAL] * 2,
    ClaimKind.NON_STATEMENT,
    ClaimKind.COMPOSITION,
    ClaimKind.IDENTITY,
    ClaimKind.ACCUSATION,
    ClaimKind.PLAN,
]
ELSEWHERE = [*[ClaimKind.TOTAL] * 5, ClaimKind.ORDINAL, ClaimKind.DENIAL, ClaimKind.ACCUSATION]
DIVISIONS = [
    (parts("category", pow=3, civilian=5),),
    (parts("category", pow=5), parts("sex", complete=False, men=8)),
]


class Hand:
    """Writes one record; the same seed writes the same claims, however many are asked for.

    Half of the records are narrow: one direction of remains, few speakers, few periods, so that
    totals fit, chain and differ.
    """

    def __init__(self, seed: int, acts: bool) -> None:
        self.pick = random.Random(seed)
        self.narrow = self.often(0.5)
        self.exchanges = [
            exchange(
                f"E{index}",
                str(START + timedelta(days=on)),
                Track.LIVING if not self.narrow and self.often(0.4) else Track.REMAINS,
                happened=self.pick.random() > 0.1,
            )
            for index, on in enumerate(
                [0, *self.pick.sample(range(1, LENGTH), self.pick.randint(0, 3))]
            )
        ]
        self.acts = [self.act()] if acts and self.pick.random() < 0.2 else []
        self.claims: list[Claim] = []
        self.judgements: list[Judgement] = []

    def often(self, share: float) -> bool:
        return self.pick.random() < share

    def day(self) -> date:
        return START + timedelta(days=self.pick.randrange(LENGTH))

    def quantity(self) -> Quantity:
        number = self.pick.choice(NUMBERS)
        exact = q.exact(number)
        if self.narrow and self.often(0.7):
            return exact
        vague = q.at_least(number), q.about(number), q.between(number, number + 3)
        return self.pick.choice([*[exact] * 6, *vague, q.PARITY, q.NOT_STATED])

    def covers(self) -> str | None:
        """Between two days, mostly; some begin before the record, some have no end."""
        first, last = sorted((self.day(), self.day()))
        usual = [f"{START}..{last}"] * 3 + [f"{first}..{last}"] * 2 + [f"2022-02..{last}"] * 4
        odd = [f"{first}..", "2022-02..", f"..{last}", f"{first:%Y-%m}", None]
        if self.narrow:
            return self.pick.choice([f"{START}..2025-06-20", f"2022-02..{last}", f"{START}.."])
        return self.pick.choice(usual + odd)

    def act(self) -> SignedFigure:
        held = self.pick.choice(self.exchanges)
        leg = Leg(held.code, NORTH, SOUTH, held.track)
        unit = Unit.BODY if held.track is Track.REMAINS else Unit.PERSON
        return signed(self.pick.choice(NUMBERS), leg, str(self.day()), unit)

    def say(self) -> None:
        held: Exchange | None = self.pick.choice(self.exchanges) if self.often(0.7) else None
        kind = self.pick.choice(ON_LEGS if held else ELSEWHERE)
        if self.narrow and self.often(0.8):
            kind = ClaimKind.COUNT if held else ClaimKind.TOTAL
        track = self.exchanges[0].track if self.narrow else self.pick.choice(list(Track))
        if held and self.often(0.95):
            track = held.track
        category = Category.REMAINS if track is Track.REMAINS else self.pick.choice(LIVING)
        speaker = self.pick.choice(FEW_SPEAKERS if self.narrow else SPEAKERS)
        outlet = self.pick.choice(OUTLETS)
        onward = self.narrow or self.often(0.75)
        giver, receiver = (NORTH, SOUTH) if onward else (SOUTH, NORTH)
        both, on = self.often(0.15) and not self.narrow, self.day()
        if held and self.often(0.6):  # most speak on the day or the next
            on = held.date.first + timedelta(days=self.pick.randint(0, 1))
        quantity = q.NOT_STATED if kind is ClaimKind.NON_STATEMENT else self.quantity()
        details = self.details(kind, category, on)
        if kind is ClaimKind.TOTAL and self.narrow and self.often(0.6):
            on, quantity = START + timedelta(days=24), self.own_sum(speaker.party)
            details["covers"] = f"{START}..2025-06-20"
        self.claims.append(
            claim(
                kind,
                quantity,
                speaker,
                id=f"c{len(self.claims):02d}",
                on=str(on)[:7] if self.often(0.05) else str(on),
                exchange=held.code if held else "",
                category=category,
                giver=giver,
                receiver=receiver,
                source=source(f"{outlet}{self.pick.randint(1, 2)}", outlet),
                both=both,
                per=Per.TOTAL if both and self.often(0.5) else Per.SIDE,
                **details,
                **self.taken_back(speaker.code, on),
            )
        )
        if len(self.claims) > 1 and self.often(0.1):
            self.judge()

    def own_sum(self, party: str) -> Quantity:
        """What a party's latest words on the exchanges add up to, as far as they were said."""
        said: dict[str, int] = {}
        for earlier in self.claims:
            number = earlier.quantity.number
            if earlier.exchange and earlier.speaker.party == party and number is not None:
                said[earlier.exchange] = number
        return q.exact(sum(said.values()))

    def details(self, kind: ClaimKind, category: Category, on: date) -> dict[str, Any]:
        found: dict[str, Any] = {"relay": self.often(0.3)}
        if kind in (ClaimKind.TOTAL, ClaimKind.ORDINAL):
            found["covers"] = self.covers()
        if kind is ClaimKind.ORDINAL:
            found["unit"] = Unit.EXCHANGE
        elif category is Category.REMAINS and self.often(0.1) and not self.narrow:
            found["unit"] = Unit.CONTAINER
        if self.often(0.1):
            found["counting"] = self.pick.choice([OUTSIDE, OUTSIDE, "our own", RULES[1].id])
        if self.often(0.1):
            found["parts"] = self.pick.choice(DIVISIONS)
        if kind is ClaimKind.IDENTITY:
            found["identity"] = self.pick.choice(["identified", "identified as theirs"])
        if kind is ClaimKind.NON_STATEMENT:
            found["silent"] = self.pick.choice([(), (NORTH,), (SOUTH,)])
        return found

    def taken_back(self, speaker: str, on: date) -> dict[str, Any]:
        found: dict[str, Any] = {}
        own = [claim.id for claim in self.claims if claim.speaker.code == speaker]
        if own and self.often(0.2):
            found["supersedes"] = self.pick.choice(own)
        if self.often(0.12):
            found["withdrawn_on"] = on + timedelta(days=self.pick.randint(0, 9))
        if self.often(0.12):
            found["embargo_until"] = on + timedelta(days=self.pick.randint(0, 9))
        return found

    def judge(self) -> None:
        first, second = self.pick.sample(self.claims, 2)
        verdict = self.pick.choice(["same", "same", "different", "unsure"])
        on = self.day()
        ends = on + timedelta(days=self.pick.randint(0, 9)) if self.often(0.4) else None
        self.judgements.append(Judgement(first.id, second.id, verdict, "a person", on, ends))


def small_record(seed: int, claims: int, acts: bool = True) -> Record:
    hand = Hand(seed, acts)
    for _ in range(claims):
        hand.say()
    return Record(
        PARTIES,
        (),
        tuple(hand.exchanges),
        tuple(hand.claims),
        tuple(hand.judgements),
        tuple(hand.acts),
    )


SIZES = [0, 1, 2, 4, 8, 16, 24, 32, 40]


def records(acts: bool = True) -> st.SearchStrategy[Record]:
    return st.builds(
        small_record, st.integers(0, 30_000), st.sampled_from(SIZES), acts=st.just(acts)
    )

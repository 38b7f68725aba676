"""The pen of made-up records: writes claims up to the number asked for, notes what it plants."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache

from repatria.base.dates import PartialDate, Period, partial_date
from repatria.statements.claim import Claim, Evidence, Partition, Source, Speaker
from repatria.statements.contradiction import ContradictionKind
from repatria.statements.quantity import NOT_STATED, Quantity, exact
from repatria.statements.record import Judgement, Leg
from repatria.statements.vocabulary import (
    MAIN_UNIT,
    TRACK,
    Category,
    ClaimKind,
    Per,
    Track,
    Unit,
)
from repatria.synthetic.cast import OUTLETS, RUMOUR
from repatria.synthetic.truth import Planted

number = lru_cache(maxsize=8192)(exact)
"""`exact`, with one object for each number: a large record repeats few of them."""

WHOLE = {Track.LIVING: Category.LIVING, Track.REMAINS: Category.REMAINS}


@dataclass(frozen=True, slots=True)
class About:
    """What a claim speaks of."""

    category: Category
    giver: str
    receiver: str
    exchange: str = ""
    agreement: str = ""
    both: bool = False
    per: Per = Per.SIDE

    @classmethod
    def leg(cls, leg: Leg) -> About:
        return cls(WHOLE[leg.track], leg.giver, leg.receiver, leg.exchange)


@lru_cache(maxsize=4096)
def paraphrase(kind: ClaimKind, quantity: Quantity) -> str:
    return f"Synthetic {kind.value.replace('_', ' ')}: {quantity.words or quantity}"


@lru_cache(maxsize=64)
def day_text(day: date) -> PartialDate:
    return partial_date(day.isoformat())


@dataclass(slots=True)
class Writer:
    """`target` claims are asked for; `owed` of them are still to come whatever else is written."""

    rng: random.Random
    target: int
    owed: int
    claims: list[Claim] = field(default_factory=list)
    planted: list[Planted] = field(default_factory=list)
    judgements: list[Judgement] = field(default_factory=list)
    _articles: dict[tuple[int, date], Source] = field(default_factory=dict)
    _printed: int = 0
    _made: int = 0

    @property
    def room(self) -> int:
        """How many claims can be written beside those that are owed."""
        return self.target - len(self.claims) - self.owed

    def next_exchange(self) -> None:
        """From here on, outlets print other articles."""
        self._articles.clear()

    def outlet(self) -> int:
        return self.rng.randrange(RUMOUR)

    def two_outlets(self) -> tuple[int, int]:
        first = self.rng.randrange(RUMOUR)
        return first, (first + 1 + self.rng.randrange(RUMOUR - 1)) % RUMOUR

    def article(self, outlet: int, day: date) -> Source:
        """The outlet's article of a day on the exchange at hand."""
        found = self._articles.get((outlet, day))
        if found is None:
            self._printed += 1
            name = OUTLETS[outlet]
            place = name.lower().replace(" ", "-")
            found = Source(
                f"N{self._printed:06d}",
                f"Synthetic article {self._printed}",
                f"https://{place}.example/synthetic/{self._printed}",
                day.isoformat(),
                name,
            )
            self._articles[outlet, day] = found
        return found

    def say(
        self,
        about: About,
        kind: ClaimKind,
        speaker: Speaker,
        day: date,
        quantity: Quantity = NOT_STATED,
        *,
        later: int = 0,
        outlet: int | None = None,
        category: Category | None = None,
        unit: Unit | None = None,
        covers: Period | None = None,
        silent: tuple[str, ...] = (),
        counting: str = "",
        identity: str = "",
        evidence: Evidence | None = None,
        parts: tuple[Partition, ...] = (),
        relay: bool = False,
        vague: bool = False,
        supersedes: str = "",
        withdrawn_on: date | None = None,
        embargo_until: date | None = None,
    ) -> str:
        """Write one claim, said `later` days after `day`, and return its id.

        With `vague` only the month is told of the day on which it was said.
        """
        said = day + timedelta(days=later) if later else day
        self._made += 1
        of = category or about.category
        claim = Claim(
            id=f"S{self._made:07d}",
            kind=kind,
            quantity=quantity,
            unit=unit or MAIN_UNIT[TRACK[of]],
            category=of,
            giver=about.giver,
            receiver=about.receiver,
            speaker=speaker,
            source=self.article(self.outlet() if outlet is None else outlet, said),
            said_on=partial_date(said.isoformat()[:7]) if vague else day_text(said),
            both=about.both,
            per=about.per,
            exchange=about.exchange,
            agreement=about.agreement,
            covers=covers,
            as_of=None if covers is None else covers.end,
            silent=silent,
            counting=counting,
            identity=identity,
            evidence=evidence,
            parts=parts,
            paraphrase=paraphrase(kind, quantity),
            relay=relay,
            uncertain=("date",) if vague else (),
            supersedes=supersedes,
            withdrawn_on=withdrawn_on,
            embargo_until=embargo_until,
        )
        self.claims.append(claim)
        return claim.id

    def plant(
        self,
        kind: ContradictionKind,
        *claims: str,
        legs: tuple[Leg, ...] = (),
        off_by: int = 0,
        agreement: str = "",
    ) -> None:
        self.planted.append(Planted(kind, claims, legs, off_by, agreement))

"""Made-up people held by either side: their facts as a register has them, and what is true.

Everybody is invented; codes begin with SYN. Truth is drawn first, then what a register would know
of it. The same arguments make the same people on every machine. docs/formats/captives.md tells
what is in it, and how often.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from repatria.base.errors import ValueProblem
from repatria.base.progress import Progress, silent
from repatria.planning.facts import Held, Medical, Person, Sex
from repatria.synthetic.campaign.draws import Draws
from repatria.synthetic.captives.drawing import drawn_of
from repatria.synthetic.captives.groups import grouped
from repatria.synthetic.captives.rates import USUAL_RATES, CaptiveRates
from repatria.synthetic.captives.register import told

DAY = date(2025, 6, 2)
"""The day of the register where nobody names another."""
STREAMS = (41, 42)
"""Each side has numbers of its own: more people of one leave the other's as they are."""
MOST = 10_000_000


@dataclass(frozen=True, slots=True)
class Truth:
    """What is true of somebody, whatever the register has."""

    code: str
    state: Held
    """CONFIRMED stands for held, whoever knows it."""
    medical: Medical
    captured: date
    consents: bool
    """What they say when asked."""
    agrees: bool
    """What the holder answers when asked for them."""


@dataclass(frozen=True, slots=True)
class Captives:
    """A made-up register of two sides, and the truth, in the same order."""

    seed: int
    sides: tuple[str, str]
    day: date
    rates: CaptiveRates
    counts: tuple[int, int]
    people: tuple[Person, ...]
    truth: tuple[Truth, ...]

    def __str__(self) -> str:
        one, two = self.sides
        return (
            f"synthetic captives of seed {self.seed}: {self.counts[0]:,} of {one} and "
            f"{self.counts[1]:,} of {two}, as of {self.day}"
        )


def make_captives(
    a: int,
    b: int,
    seed: int,
    *,
    sides: tuple[str, str] = ("A", "B"),
    day: date = DAY,
    rates: CaptiveRates = USUAL_RATES,
    progress: Progress = silent,
) -> Captives:
    """So many people of the first side, held by the second, and so many of the second.

    Raises `ValueProblem` for numbers or a seed below 0, for nobody at all, and for two sides that
    are one.
    """
    if min(a, b) < 0 or a + b < 1 or max(a, b) > MOST:
        raise ValueProblem(f"{a:,} and {b:,} people: 0 to {MOST:,} a side, and at least one in all")
    if seed < 0:
        raise ValueProblem(f"the seed is {seed}; it is 0 or more")
    if sides[0] == sides[1]:
        raise ValueProblem(f"both sides are “{sides[0]}”")
    people: list[Person] = []
    truth: list[Truth] = []
    for side, count in enumerate((a, b)):
        progress(len(people), a + b, "making people")
        made, true = _side(side, count, seed, sides, day, rates)
        people += made
        truth += true
    progress(a + b, a + b, "making people")
    return Captives(seed, sides, day, rates, (a, b), tuple(people), tuple(truth))


def _side(
    side: int, count: int, seed: int, sides: tuple[str, str], day: date, rates: CaptiveRates
) -> tuple[list[Person], list[Truth]]:
    draws = Draws(seed, STREAMS[side])
    drawn = drawn_of(side, count, draws, rates)
    groups = grouped(drawn, draws, rates)
    people, truth = [], []
    today = day.toordinal()
    whose, holder = sides[side], sides[1 - side]
    for at in range(count):
        code = f"SYN-{whose}{at + 1:06}"
        facts = told(drawn, at)
        born, captured = facts.born, facts.captured
        people.append(
            Person(
                code=code,
                side=whose,
                holder=holder,
                camp="" if facts.camp < 0 else f"{holder}-C{facts.camp + 1:02}",
                held=facts.held,
                medical=facts.medical,
                medical_confirmed=facts.medical_confirmed,
                fit=facts.fit,
                consent=facts.consent,
                born=None if born is None else date.fromordinal(today - born),
                sex=Sex.FEMALE if drawn.woman[at] else Sex.MALE,
                civilian=drawn.civilian[at],
                captured=None if captured is None else date.fromordinal(today - captured),
                rank="" if drawn.civilian[at] else drawn.rank[at],
                unit="" if drawn.civilian[at] else f"{whose}-U{drawn.unit[at] + 1:02}",
                stretcher=facts.stretcher,
                veto=facts.veto,
                group="" if groups[at] < 0 else f"SYN-{whose}-G{groups[at] + 1:05}",
            )
        )
        captured_on = date.fromordinal(today - drawn.captured[at])
        truth.append(
            Truth(
                code=code,
                state=drawn.state[at],
                medical=drawn.medical[at],
                captured=captured_on,
                consents=drawn.consents[at],
                agrees=drawn.agrees[at],
            )
        )
    return people, truth

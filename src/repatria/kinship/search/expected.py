"""What a comparison would tell if the remains were the missing person's, before any is made.

For one missing person the table of the search has r(g) for every genotype g, and P(g | relatives)
is r(g) times its chance in a stranger. So genotypes of the missing person are drawn given what the
relatives were typed at, read as the remains were read (`how_read.py`), and compared: the
distribution of the ratio under the hypothesis that it is they. With the prior λ of a pair
(`joint/prior.py`) and the other missing persons k of the family, who may look alike,

    odds = λ R / (1 + λ Σ_k R_k)

are those of the posterior without competition from other families and other remains. Markers are
taken as independent, as in the search.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from repatria.base.errors import ValueProblem
from repatria.base.progress import Progress, silent
from repatria.kinship.panel import Panel
from repatria.kinship.search.groups import Wanted
from repatria.kinship.search.how_read import NOTHING, HowRead
from repatria.kinship.search.outcomes import Outcomes

Vector = NDArray[np.float64]
Numbers = NDArray[np.int64]

LEVEL = 0.9999
DRAWS = 1_000
SURELY, POSSIBLY = 0.95, 0.05
"""The chance to reach the level from which somebody is surely, or possibly, identifiable."""
_BLOCK = 256


@dataclass(frozen=True, slots=True)
class Expected:
    """What to expect of one missing person's remains.

    `markers` is how many were read, on average of the draws; `log10` the mean, `low` and `high` the
    5 % and 95 % points of the decimal logarithm of the ratio. `odds` is the mean decimal logarithm
    of the posterior odds, `posterior` the mean posterior, `reached` the chance of `level` or more.
    """

    markers: float
    log10: float
    low: float
    high: float
    odds: float
    posterior: float
    reached: float
    level: float = LEVEL

    @property
    def identifiable(self) -> bool:
        """Whether the posterior odds to expect, as a mean of logarithms, reach the level."""
        return self.odds >= math.log10(self.level / (1 - self.level))

    @property
    def surely(self) -> bool:
        """Whether nineteen draws in twenty reach the level: the stricter reading."""
        return self.reached >= SURELY

    @property
    def possibly(self) -> bool:
        """Whether one draw in twenty does: the looser reading."""
        return self.reached >= POSSIBLY


def expected(
    panel: Panel,
    ratios: Callable[[Numbers], Vector],
    wanted: Sequence[Wanted],
    how: HowRead,
    asked: Mapping[int, Numbers],
    log_pair: float,
    *,
    level: float = LEVEL,
    draws: int = DRAWS,
    seed: int = 0,
    progress: Progress = silent,
) -> dict[int, Expected]:
    """What to expect of the missing persons who are asked about.

    `ratios` gives the tables of some of the `wanted`, by number (`tables.py`). `asked` names the
    persons by number, and for each the rows of `how` that their remains may have been read like:
    one, or several that are as likely each. `log_pair` is log λ, natural. The same seed gives the
    same digits. Raises `ValueProblem` for a level that is no probability below one, and for fewer
    than twenty draws.
    """
    if not 0 < level < 1:
        raise ValueProblem(f"the level is {level:g}; it lies between 0 and 1")
    if draws < 20:
        raise ValueProblem(f"{draws} draws are too few; take 20 or more")
    outcomes = Outcomes.of(panel, how.chances)
    found: dict[int, Expected] = {}
    for numbers in _blocks(wanted, asked):
        logs, weights = outcomes.weighed(ratios(np.array(numbers)))
        column = {number: at for at, number in enumerate(numbers)}
        for number in numbers:
            if number not in asked:
                continue
            generator = np.random.default_rng([seed, number])
            rows = _drawn(
                outcomes, weights[:, column[number]], how.kinds, asked[number], draws, generator
            )
            own = logs[:, column[number]][rows].sum(axis=1)
            rivals = [
                logs[:, column[other]][rows].sum(axis=1)
                for other in numbers
                if other != number and _rivals(wanted[number], wanted[other])
            ]
            read = (rows != outcomes.rows.nothing).sum(axis=1).mean()
            found[number] = _told(own, rivals, log_pair, level, float(read))
            progress(len(found), len(asked), "drawing what remains would tell")
    return found


def _rivals(one: Wanted, other: Wanted) -> bool:
    """Whether another missing person of the same family, read in the same way."""
    return one.family.name == other.family.name and one.reading == other.reading


def _blocks(wanted: Sequence[Wanted], asked: Mapping[int, Numbers]) -> Iterator[list[int]]:
    """The numbers of those asked about, with all others of their families, some at a time."""
    families: dict[tuple[str, int], list[int]] = {}
    for number, each in enumerate(wanted):
        families.setdefault((each.family.name, each.reading), []).append(number)
    block: list[int] = []
    for members in families.values():
        if any(number in asked for number in members):
            block += members
            if len(block) >= _BLOCK:
                yield block
                block = []
    if block:
        yield block


def _drawn(
    outcomes: Outcomes,
    weights: Vector,
    kinds: NDArray[np.int16],
    among: Numbers,
    draws: int,
    generator: np.random.Generator,
) -> Numbers:
    """The rows read in each draw (draws, L); `among` are the rows of `kinds` to read like.

    Draws are spread over the strata of each marker's distribution, one each, in an order of their
    own (Latin hypercube: McKay, Beckman & Conover 1979), so that means are nearly exact.
    """
    shape = draws, kinds.shape[1]
    strata = np.tile(np.arange(draws), (shape[1] + 1, 1))
    spread = (generator.permuted(strata, axis=1) + generator.random(strata.shape)).T / draws
    ways = kinds[among[(spread[:, -1] * len(among)).astype(np.int64)]]
    rows = np.full(shape, outcomes.rows.nothing, np.int64)
    for locus in range(kinds.shape[1]):
        for way in np.unique(ways[:, locus]).tolist():
            if way == NOTHING:
                continue
            places = outcomes.places[way][locus]
            sums = np.cumsum(weights[places] * outcomes.factors[way][locus])
            if sums[-1] > 0:
                own = ways[:, locus] == way
                chosen = np.searchsorted(sums, spread[own, locus] * sums[-1], side="right")
                rows[own, locus] = places[np.minimum(chosen, len(places) - 1)]
    return rows


def _told(
    own: Vector, rivals: Sequence[Vector], log_pair: float, level: float, read: float
) -> Expected:
    against = np.zeros_like(own)
    for each in rivals:
        against = np.logaddexp(against, log_pair + each)
    odds = log_pair + own - against
    ten = math.log(10)
    low, high = np.quantile(own / ten, (0.05, 0.95))
    return Expected(
        read,
        float(own.mean() / ten),
        float(low),
        float(high),
        float(odds.mean() / ten),
        float((1 / (1 + np.exp(-np.clip(odds, -700, 700)))).mean()),
        float((odds >= math.log(level / (1 - level))).mean()),
        level,
    )

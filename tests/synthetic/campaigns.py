"""Made-up campaigns that several tests look at, and counting apart from their own code."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path

from repatria.formats.population_store import load
from repatria.kinship.pedigree import Pedigree
from repatria.kinship.population import Population
from repatria.synthetic.campaign.defects import true_pedigree
from repatria.synthetic.campaign.families import FamilyGroup
from repatria.synthetic.campaign.folder import TABLES
from repatria.synthetic.campaign.make import Campaign, make_campaign

Tables = Mapping[str, Callable[[Campaign], Iterator[str]]]
NOWHERE = Path("/nonexistent")


@cache
def caucasian() -> Population:
    return load("nist1036-caucasian", NOWHERE).value


@cache
def large() -> Campaign:
    """Large enough that shares can be told from one another."""
    return make_campaign(6_000, 9_000, 20, population=caucasian())


@cache
def small() -> Campaign:
    return make_campaign(30, 40, 3, population=caucasian())


def within(count: int, total: int, rate: float) -> bool:
    """Whether a count may be one of a binomial share: within five standard deviations."""
    return abs(count - total * rate) <= 5 * math.sqrt(total * rate * (1 - rate)) + 1


def truly(group: FamilyGroup, row: int) -> Pedigree:
    """The pedigree through which the genes of a family went, under the roles of its shape."""
    number = int(group.defect[row])
    told = group.shape.pedigree
    return told if number < 0 else true_pedigree(told, group.defects[number])


def failing(error: BaseException) -> Tables:
    """The tables of a campaign, of which the third breaks off."""

    def lines(_: Campaign) -> Iterator[str]:
        yield "Sample\r\n"
        raise error

    return {**TABLES, "truth.csv": lines}

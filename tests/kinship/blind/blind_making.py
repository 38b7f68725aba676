"""Short ways to make remains and panels for the tests of the blind search, and the engine's answer
to the same questions."""

from __future__ import annotations

import math
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import numpy as np

from repatria.formats.population_store import load
from repatria.kinship.blind.readings import Readings
from repatria.kinship.blind.remains import Remains
from repatria.kinship.hypothesis import Hypothesis
from repatria.kinship.likelihood import Computation
from repatria.kinship.marker import Marker
from repatria.kinship.panel import Panel
from repatria.kinship.pedigree import Pedigree, Person, Sex
from repatria.kinship.population import FIVE_OVER_2N, Population
from repatria.kinship.profile import Observation, Profile, Reading
from repatria.kinship.settings import Settings
from repatria.synthetic.campaign.make import Campaign, make_campaign

FREQUENCIES = {"10": 0.1, "11": 0.2, "12": 0.3, "13": 0.4}
P, Q, R, S = FREQUENCIES.values()
ONE = Hypothesis("one person", (Pedigree.of(Person("x")),), {"a": "x", "b": "x"})
STRANGERS = Hypothesis.of("unrelated", *(Pedigree.of(Person(each)) for each in "ab"))
_COUPLE = Person("dad", Sex.MALE), Person("mum", Sex.FEMALE)
SIBLINGS = Hypothesis.of(
    "siblings", Pedigree.of(*_COUPLE, *(Person(each, Sex.MALE, "dad", "mum") for each in "ab"))
)
HALF = Hypothesis.of(
    "half siblings",
    Pedigree.of(_COUPLE[0], *(Person(each, Sex.MALE, "dad") for each in "ab")),
)


def parent(elder: str, child: str, sex: Sex = Sex.MALE) -> Hypothesis:
    father, mother = (elder, None) if sex is Sex.MALE else (None, elder)
    return Hypothesis.of(
        "parent and child",
        Pedigree.of(Person(elder, sex), Person(child, Sex.MALE, father, mother)),
    )


def panel_of(*markers: str, theta: float = 0.0, **settings: Any) -> Panel:
    """Markers of one ladder, called L unless named."""
    made = [Marker.of(name, FREQUENCIES) for name in markers or ("L",)]
    return Panel.of(Population.of("made", made, theta=theta), Settings(**settings))


def seen(text: str) -> Observation:
    """`10/11` is a genotype, `10/?` a single allele, `10/any` one allele known."""
    first, _, second = text.partition("/")
    if second in ("?", "any"):
        return Observation((first,), Reading.SINGLE if second == "?" else Reading.ONE_KNOWN)
    return Observation(tuple(text.split("/")), Reading.GENOTYPE)


def profile(code: str, dropout: float | None = None, **by_marker: str) -> Profile:
    """Readings by marker; those that are "" are left out."""
    observations = {name: seen(text) for name, text in by_marker.items() if text}
    return Profile(code, observations, remains=True, dropout=dropout)


def in_a_row(code: str, texts: str, **settings: Any) -> Remains:
    """Readings of markers M0, M1, …, parted by blanks; `-` for nothing."""
    read = {f"M{at}": text for at, text in enumerate(texts.split()) if text != "-"}
    return Remains(profile(code, **read), **settings)


def row_panel(count: int, **settings: Any) -> Panel:
    return panel_of(*(f"M{at}" for at in range(count)), **settings)


def engine(panel: Panel, hypothesis: Hypothesis, *profiles: Profile) -> float:
    """The natural logarithm of the likelihood by the engine."""
    found = _computation(panel).likelihoods(hypothesis, {each.sample: each for each in profiles})
    return float(found.logarithms.sum())


@lru_cache(8)
def _computation(panel: Panel) -> Computation:
    return Computation(panel)


def engine_ratio(panel: Panel, hypothesis: Hypothesis, *profiles: Profile) -> float:
    return engine(panel, hypothesis, *profiles) - engine(panel, STRANGERS, *profiles)


def samples_of(*persons: tuple[str, ...]) -> Hypothesis:
    """Unrelated persons, each with samples of so many codes."""
    return Hypothesis(
        "persons",
        tuple(Pedigree.of(Person(f"person {at}")) for at in range(len(persons))),
        {code: f"person {at}" for at, codes in enumerate(persons) for code in codes},
    )


@cache
def population(theta: float = 0.0) -> Population:
    found = load("nist1036-caucasian", Path("/nonexistent")).value
    return found.with_settings(minimum=FIVE_OVER_2N, theta=theta)


@cache
def campaign(remains: int = 700, seed: int = 5) -> Campaign:
    return make_campaign(remains, remains, seed, population=population())


@cache
def campaign_readings(remains: int = 700, seed: int = 5, theta: float = 0.0) -> Readings:
    made = campaign(remains, seed)
    panel = Panel.of(population(theta), made.panel.settings, made.panel.names)
    return Readings.of(panel, [Remains(made.remains(number)) for number in range(remains)])


def persons_of(readings: Readings, made: Campaign) -> np.ndarray:
    """The true person of each place: codes of a campaign are in the order of its samples."""
    assert [each.code for each in readings.remains] == [
        made.remains(number).sample for number in range(len(readings))
    ]
    return made.finds.person


def tenfold(natural: float) -> float:
    return natural / math.log(10)

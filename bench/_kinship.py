"""Work to be measured on kinship likelihoods: one family against one remains, general path."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
from numba import njit

from repatria.formats.population_store import load
from repatria.kinship.comparison import compare
from repatria.kinship.computing import program
from repatria.kinship.elimination import plan
from repatria.kinship.family import Family
from repatria.kinship.gene_flow import Known, flow
from repatria.kinship.hypothesis import REMAINS, missing_is_remains
from repatria.kinship.likelihood import Computation
from repatria.kinship.mutation import MutationModel
from repatria.kinship.panel import Panel
from repatria.kinship.pedigree import Pedigree, Person, Sex
from repatria.kinship.profile import Observation, Profile, Reading
from repatria.kinship.settings import Settings

NOT_IN_KITS = ("F13A01", "F13B", "FESFPS", "LPL", "Penta C")
_M, _F = Sex.MALE, Sex.FEMALE
_PARENTS = (Person("FA", _M, "GF1", "GM1"), Person("MO", _F, "GF2", "GM2"))
_GRANDPARENTS = (Person("GF1", _M), Person("GM1", _F), Person("GF2", _M), Person("GM2", _F))
_COUPLE = (Person("FA", _M), Person("MO", _F))
_MISSING = Person("MP", _M, "FA", "MO")
_SIB = Person("SIB", _M, "FA", "MO")
SHAPES: dict[str, tuple[tuple[Person, ...], tuple[str, ...]]] = {
    "both parents": ((*_COUPLE, _MISSING), ("FA", "MO")),
    "four grandparents and a sib": (
        (*_GRANDPARENTS, *_PARENTS, _SIB, _MISSING),
        ("GF1", "GM1", "GF2", "GM2", "SIB"),
    ),
    "one parent and a sib": ((*_COUPLE, _SIB, _MISSING), ("MO", "SIB")),
    "two sibs": ((*_COUPLE, _SIB, Person("SIB2", _F, "FA", "MO"), _MISSING), ("SIB", "SIB2")),
    "aunt, grandmother and a sib": (
        (*_GRANDPARENTS, *_PARENTS, Person("AU", _F, "GF1", "GM1"), _SIB, _MISSING),
        ("AU", "GM1", "SIB"),
    ),
    "spouse and two children": (
        (
            Person("MP", _M),
            Person("SP", _F),
            Person("C1", _M, "MP", "SP"),
            Person("C2", _F, "MP", "SP"),
        ),
        ("SP", "C1", "C2"),
    ),
    "six sibs": (
        (*_COUPLE, *(Person(f"S{n}", _M, "FA", "MO") for n in range(6)), _MISSING),
        tuple(f"S{n}" for n in range(6)),
    ),
}


def _panel(theta: float) -> Panel:
    population = load("nist1036-caucasian", Path("no-such-folder")).value
    names = [name for name in population.markers if name not in NOT_IN_KITS]
    model = MutationModel.of("extended stepwise", 0.002, rate2=1e-6)
    return Panel.of(population.with_settings(theta=theta), Settings(mutation=model), names)


def _profile(name: str, panel: Panel, draw: random.Random) -> Profile:
    found = {}
    for locus in panel.loci:
        alleles = draw.choices(locus.marker.alleles, locus.marker.frequencies, k=2)
        found[locus.marker.name] = Observation(tuple(alleles), Reading.GENOTYPE)
    return Profile(name, found)


def ratios(
    shape: str, seconds: float, theta: float = 0.0, flags: bool = False
) -> Callable[[], dict[str, object]]:
    """Prepares a family of made-up people; the work compares remains after remains with it.

    With `flags`, each comparison comes with its flags, sentences and linked markers.
    """
    persons, typed = SHAPES[shape]
    panel = _panel(theta)
    draw = random.Random(1)
    profiles = {person: _profile(person, panel, draw) for person in typed}
    family = Family("F", Pedigree(persons), ("MP",), profiles)
    pair = missing_is_remains(family, "MP")
    computation = Computation(panel)
    bodies = [_profile(f"B{number}", panel, draw) for number in range(4096)]

    def one(body: Profile) -> None:
        here = {**profiles, REMAINS: body}
        if flags:
            compare(computation, pair, here)
            return
        first = computation.likelihoods(pair.first, here)
        first.over(computation.likelihoods(pair.second, here))

    one(bodies[0])

    def work() -> dict[str, object]:
        begun, done = time.perf_counter(), 0
        while done < 10 or time.perf_counter() - begun < seconds:
            one(bodies[done % len(bodies)])
            done += 1
        taken = time.perf_counter() - begun
        return {
            "ratios": done,
            "per_second": round(done / taken, 1),
            "loci": len(panel.loci),
            "alleles_at_most": max(locus.size for locus in panel.loci),
            "products_a_ratio": _products(pair, profiles, panel),
            "machine_products_a_second": round(_products_a_second()),
        }

    return work


def _products(pair: object, profiles: dict[str, Profile], panel: Panel) -> int:
    """Multiplications that elimination plans for one ratio: both hypotheses, every locus."""
    total = 0.0
    for hypothesis in (pair.first, pair.second):  # type: ignore[attr-defined]
        known = tuple(
            Known.SHARP if person in profiles or person == REMAINS else Known.NOTHING
            for person in hypothesis.ids
        )
        found = flow(hypothesis.shape, known, panel.settings.convention, False)
        program(found, 8)
        total += sum(plan(found, locus.size).work for locus in panel.loci)
    return round(total)


@njit(cache=True)
def _multiply(left: np.ndarray, right: np.ndarray, times: int) -> float:  # type: ignore[type-arg]
    total = 0.0
    for _ in range(times):
        for place in range(left.size):
            total += left[place] * right[place]
    return total


def _products_a_second() -> float:
    """What this machine can multiply and add on one core, table against table in its cache."""
    left, right = np.ones(1024), np.ones(1024)
    _multiply(left, right, 10)
    begun = time.perf_counter()
    _multiply(left, right, 20_000)
    return 1024 * 20_000 / (time.perf_counter() - begun)

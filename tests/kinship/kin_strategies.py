"""Random small cases of every kind: pedigrees with loops, readings with doubts, every model."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import product
from math import prod

from brute_force import (
    Being,
    Copy,
    Reads,
    Site,
    copies,
    enumerated,
    one_known_as,
    pruned,
    read_as,
    with_unnamed_founders,
)
from hypothesis import assume
from hypothesis import strategies as st
from kin_models import loci, models, site_of

from repatria.kinship.hypothesis import Hypothesis
from repatria.kinship.marker import Marker
from repatria.kinship.panel import Panel
from repatria.kinship.pedigree import Pedigree, Person, Sex
from repatria.kinship.population import Population
from repatria.kinship.profile import Observation, Profile, Reading
from repatria.kinship.settings import Convention, Settings

DEAREST = 8_000
"""Combinations of alleles of a case at most."""


@dataclass(frozen=True)
class Case:
    """One case as the engine takes it and as the enumeration takes it."""

    panel: Panel
    hypothesis: Hypothesis
    profiles: dict[str, Profile]
    beings: list[Being]
    sites: list[Site]

    def enumerated(self) -> list[float]:
        """The likelihood at each locus."""
        return [
            enumerated(self._copies(place), site, self.reads(place))
            for place, site in enumerate(self.sites)
        ]

    def reads(self, place: int) -> dict[str, Reads]:
        """What was read of each person at a locus: of all their samples together."""
        name, site = self.panel.names[place], self.sites[place]
        found: dict[str, list[Reads]] = {}
        for sample, profile in self.profiles.items():
            if name in profile.observations:
                of = found.setdefault(self.hypothesis.person_of(sample), [])
                of.append(_reads(self.panel, place, site, profile))
        return {person: _together(of) for person, of in found.items()}

    def family(self, typed: set[str]) -> list[Being]:
        """The persons under the convention in force, where these were typed."""
        if self.panel.settings.convention is Convention.PRUNED:
            return pruned(self.beings, typed)
        return with_unnamed_founders(self.beings)

    def _copies(self, place: int) -> list[Copy]:
        return copies(self.family(set(self.reads(place))), self.sites[place].x_linked)

    def cost(self, place: int) -> int:
        """How many combinations of alleles the enumeration goes through, about."""
        found = 1
        reads, size = self.reads(place), len(self.sites[place].frequencies)
        two = {each.owner for each in self._copies(place) if not each.last}
        for owner in {each.owner for each in self._copies(place)}:
            genotypes = product(range(size), repeat=1 + (owner in two))
            read = reads.get(owner)
            found *= sum(read is None or read(each) > 0 for each in genotypes) or 1
        return found


def _together(several: Sequence[Reads]) -> Reads:
    return lambda genotype: prod(read(genotype) for read in several)


def _reads(panel: Panel, place: int, site: Site, profile: Profile) -> Reads:
    settings, marker = panel.settings, panel.loci[place].marker
    seen = profile.observations[marker.name]
    alleles = [marker.alleles.index(each) for each in seen.alleles]
    if seen.reading is Reading.ONE_KNOWN:
        return one_known_as(site, alleles[0], settings.miscall)
    lost = settings.dropout if profile.dropout is None else profile.dropout
    if seen.reading is not Reading.SINGLE:
        lost = 0.0
    return read_as(site, frozenset(alleles), lost, settings.miscall, settings.drop_in)


@st.composite
def pedigrees(draw: st.DrawFn, most: int = 6) -> list[Being]:
    """Persons with none, one or both parents among those before them: loops and all."""
    found: list[Being] = []
    for number in range(draw(st.integers(2, most))):
        fathers = [each.name for each in found if each.male]
        mothers = [each.name for each in found if not each.male]
        # A founder is one of several cases here, so that most persons have parents.
        father = draw(st.sampled_from(["", *fathers, *fathers]))
        mother = draw(st.sampled_from(["", *mothers, *mothers]))
        found.append(Being(f"p{number}", draw(st.booleans()), father, mother))
    return found


def _components(beings: Sequence[Being]) -> list[list[Being]]:
    groups: list[set[str]] = []
    for being in beings:
        near = {being.name, being.father, being.mother} - {""}
        joined = [each for each in groups if each & near]
        groups = [each for each in groups if each not in joined] + [near.union(*joined)]
    return [[each for each in beings if each.name in group] for group in groups]


@st.composite
def hypotheses(draw: st.DrawFn, beings: Sequence[Being], hide_sex: bool) -> Hypothesis:
    """The persons as pedigrees of the engine, in any order, some of unknown sex."""
    parts = _components(beings)
    if draw(st.booleans()):
        parts = [[each for part in parts for each in part]]
    made = []
    for part in parts:
        persons = [
            Person(
                each.name,
                Sex.UNKNOWN
                if hide_sex and draw(st.booleans())
                else (Sex.MALE if each.male else Sex.FEMALE),
                each.father or None,
                each.mother or None,
            )
            for each in draw(st.permutations(part))
        ]
        made.append(Pedigree.of(*persons))
    return Hypothesis.of("made up", *made)


@st.composite
def _observation(
    draw: st.DrawFn, marker: Marker, drawn: Sequence[str], certain: bool
) -> Observation:
    """What is read of alleles that a person has; now and then of any alleles at all."""
    visible = marker.alleles[: len(marker.alleles) - bool(marker.silent)]
    alleles = [each if each in visible else visible[0] for each in drawn]
    if draw(st.integers(0, 7)) == 0:
        alleles = [draw(st.sampled_from(visible)) for _ in alleles]
    if len(drawn) == 2 and not certain:
        kind = draw(st.sampled_from([Reading.GENOTYPE] * 4 + [Reading.SINGLE, Reading.ONE_KNOWN]))
        if kind is not Reading.GENOTYPE:
            return Observation((draw(st.sampled_from(alleles)),), kind)
    return Observation(tuple(sorted(alleles, key=visible.index)), Reading.GENOTYPE)


@st.composite
def _genes(draw: st.DrawFn, beings: Sequence[Being], marker: Marker) -> dict[str, list[str]]:
    """Alleles dropped through the pedigree, so that readings are mostly possible."""
    found: dict[str, list[str]] = {}
    for being in beings:
        held = []
        for parent in (being.father, being.mother):
            source = found[parent] if parent else list(marker.alleles)
            held.append(draw(st.sampled_from(source)))
        found[being.name] = held[1:] if being.male and marker.x_linked else held
    return found


@st.composite
def cases(
    draw: st.DrawFn,
    x_linked: bool = False,
    markers: int = 2,
    most: int = 6,
    certain: bool = False,
) -> Case:
    """A case of any kind. Markers have readings of their own each; with `certain`, whole genotypes
    that leave no doubt."""
    beings = draw(pedigrees(most))
    silent = 0.0 if certain else draw(st.sampled_from([0.0, 0.0, 0.0, 0.05]))
    named = [replace(draw(loci(x_linked, silent)), name=f"L{number}") for number in range(markers)]
    theta = draw(st.sampled_from([0.0, 0.0, 0.02, 0.3]))
    model = draw(models(named))
    noisy = not certain and draw(st.integers(0, 3)) == 0
    settings = Settings(
        mutation=model,
        convention=draw(st.sampled_from(list(Convention))),
        dropout=draw(st.sampled_from([0.0, 0.1, 0.4])),
        miscall=0.02 if noisy else 0.0,
        drop_in=0.03 if noisy and not silent else 0.0,
    )
    # A second sample of somebody, now and then: a toothbrush, say.
    again = {f"{each.name} again": each.name for each in beings if draw(st.integers(0, 7)) == 0}
    readings: dict[str, dict[str, Observation]] = {
        each: {} for each in (*(being.name for being in beings), *again)
    }
    for marker in named:
        genes = draw(_genes(beings, marker))
        for sample, by_marker in readings.items():
            if draw(st.integers(0, 2)):
                held = genes[again.get(sample, sample)]
                by_marker[marker.name] = draw(_observation(marker, held, certain))
    chances = st.sampled_from([None, None, 0.25])
    profiles = {
        name: Profile(name, by_marker, dropout=draw(chances))
        for name, by_marker in readings.items()
        if by_marker
    }
    hypothesis = draw(hypotheses(beings, hide_sex=not x_linked))
    found = Case(
        Panel.of(Population.of("made", named, theta=theta), settings),
        replace(hypothesis, samples=again),
        profiles,
        beings,
        [site_of(each, model, theta) for each in named],
    )
    assume(all(found.cost(place) <= DEAREST for place in range(markers)))
    return found

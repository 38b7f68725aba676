"""A made-up campaign of identification with known truth: remains, families that look for their
missing, and who is whom. Everything in it is synthetic.

The arrays serve benches and tests at full size; profiles and families are made one by one.
docs/formats/campaign.md tells what is in it, and how often.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from types import MappingProxyType

from repatria.base.errors import ValueProblem
from repatria.base.progress import Progress, silent
from repatria.kinship.family import Family
from repatria.kinship.known_markers import AMELOGENIN, known_name
from repatria.kinship.marker import Marker
from repatria.kinship.mutation import MutationModel
from repatria.kinship.panel import Panel
from repatria.kinship.pedigree import Sex
from repatria.kinship.population import Population
from repatria.kinship.profile import Observation, Profile, Reading
from repatria.kinship.settings import Settings
from repatria.synthetic.campaign.codes import family_code, member_code, sample_code
from repatria.synthetic.campaign.families import Families, FamilyGroup, make_families
from repatria.synthetic.campaign.finds import Finds, make_finds
from repatria.synthetic.campaign.genes import GenePool, Mutation
from repatria.synthetic.campaign.persons import Persons, make_persons
from repatria.synthetic.campaign.rates import STEPWISE, USUAL_RATES, CampaignRates
from repatria.synthetic.campaign.readings import Amelogenin, Readings, make_readings

NOT_TYPED = ("F13A01", "F13B", "FESFPS", "LPL", "Penta C")
"""Markers that are in tables of frequencies and in few kits; a campaign leaves them out."""
_AMELOGENIN = {
    Amelogenin.X_X: Observation(("X", "X"), Reading.GENOTYPE),
    Amelogenin.X_Y: Observation(("X", "Y"), Reading.GENOTYPE),
    Amelogenin.X: Observation(("X",), Reading.SINGLE),
    Amelogenin.Y: Observation(("Y",), Reading.SINGLE),
}


@dataclass(frozen=True, eq=False)
class Campaign:
    """What was made, and what it was made from.

    Places in the arrays are places in `alleles`, by locus, which are those of `panel`. Persons are
    rows of `persons`, families and samples numbers from 0.
    """

    seed: int
    rates: CampaignRates
    panel: Panel
    families: Families
    persons: Persons
    finds: Finds
    readings: Readings

    @cached_property
    def markers(self) -> tuple[str, ...]:
        return self.panel.names

    @cached_property
    def alleles(self) -> tuple[tuple[str, ...], ...]:
        return tuple(locus.marker.alleles for locus in self.panel.loci)

    @property
    def mutations(self) -> tuple[Mutation, ...]:
        """Of the families, then of the strangers among the remains."""
        return self.families.mutations + self.persons.mutations

    @property
    def groups(self) -> tuple[FamilyGroup, ...]:
        return self.families.groups

    def remains(self, number: int) -> Profile:
        """The profile of a sample of remains, as the reader of genotypes makes it."""
        read = self.readings
        seen = self._seen(Amelogenin(read.amelogenin[number]), read.places[number].tolist())
        return Profile(sample_code(number), seen, remains=True)

    def family(self, number: int) -> Family:
        """A family as it tells of itself, as the reader of families makes it."""
        group = self.groups[self.families.group_of[number]]
        shape, places = group.shape, group.places[self.families.row_of[number]]
        profiles = {}
        for at, role in enumerate(shape.typed):
            code = member_code(number, role)
            male = shape.person(role).sex is Sex.MALE
            amelogenin = Amelogenin.X_Y if male else Amelogenin.X_X
            profiles[code] = Profile(code, self._seen(amelogenin, places[:, at].tolist()))
        return Family(
            family_code(number),
            shape.named(number),
            tuple(member_code(number, role) for role in shape.missing),
            MappingProxyType(profiles),
        )

    def _seen(
        self, amelogenin: Amelogenin, places: Iterable[list[int]]
    ) -> Mapping[str, Observation]:
        seen = {AMELOGENIN: _AMELOGENIN[amelogenin]} if amelogenin else {}
        for name, alleles, (one, other) in zip(self.markers, self.alleles, places, strict=True):
            if one >= 0:
                seen[name] = _observation(alleles[one], alleles[other] if other >= 0 else "")
        return MappingProxyType(seen)

    @cached_property
    def samples_of(self) -> Mapping[int, tuple[int, ...]]:
        """By row of `persons`, the numbers of the samples, in the order of the parts."""
        found: dict[int, list[tuple[int, int]]] = {}
        pairs = zip(self.finds.person.tolist(), self.finds.part.tolist(), strict=True)
        for sample, (person, part) in enumerate(pairs):
            found.setdefault(person, []).append((part, sample))
        return {
            person: tuple(sample for _, sample in sorted(samples))
            for person, samples in found.items()
        }

    def __str__(self) -> str:
        return (
            f"synthetic campaign of seed {self.seed}: {len(self.finds):,} remains of "
            f"{len(self.persons):,} persons, {len(self.families):,} families, "
            f"{len(self.markers)} markers"
        )


def make_campaign(
    remains: int,
    families: int,
    seed: int,
    *,
    population: Population,
    rates: CampaignRates = USUAL_RATES,
    mutation: MutationModel = STEPWISE,
    progress: Progress = silent,
) -> Campaign:
    """So many samples of remains and so many families; equal arguments make equal campaigns.

    Alleles come from the frequencies that an engine with this population would use, its rule for
    rare alleles included, at the population's autosomal markers without `NOT_TYPED`. Raises
    `ValueProblem` for counts below 1, a seed below 0, where the mutation model does not fit a
    marker, and where the population has no such marker or one with a silent allele.
    """
    for word, number in (("remains", remains), ("families", families)):
        if number < 1:
            raise ValueProblem(f"a campaign has at least one of its {word}, not {number:,}")
    if seed < 0:
        raise ValueProblem(f"the seed is {seed}; it is 0 or more")
    panel = Panel.of(
        population,
        Settings(mutation=mutation, dropout=min(rates.dropout, 0.99)),
        [name for name, marker in population.markers.items() if _typed(marker)],
    )
    if not panel.loci:
        raise ValueProblem(f"the population {population.name} has no marker for a campaign")
    silent_at = [locus.marker.name for locus in panel.loci if locus.marker.silent]
    if silent_at:
        raise ValueProblem(f"{', '.join(silent_at)}: a campaign has no silent alleles")
    pool = GenePool(panel)
    made = make_families(pool, families, seed, rates, progress)
    progress(0, remains, "making remains")
    persons = make_persons(pool, made, remains, seed, rates)
    finds = make_finds(persons.parts, seed, rates)
    readings = make_readings(
        persons.genotypes[finds.person], persons.man[finds.person], panel.names, seed, rates
    )
    progress(remains, remains, "making remains")
    return Campaign(seed, rates, panel, made, persons, finds, readings)


@cache
def _observation(one: str, other: str) -> Observation:
    """Of two alleles, or of a single one; the same object each time, since few are many."""
    if other:
        return Observation((one, other), Reading.GENOTYPE)
    return Observation((one,), Reading.SINGLE)


def _typed(marker: Marker) -> bool:
    name = known_name(marker.name) or marker.name
    return name not in NOT_TYPED and not (marker.x_linked or marker.haploid)

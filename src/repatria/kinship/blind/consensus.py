"""Samples of one person as one profile, so that a cluster can be searched like one sample.

Marker by marker, over all samples with a usable reading there:

- genotypes that are one genotype, and single or one-known alleles that it contains: the genotype;
- only single and one-known alleles, two different ones among them: the genotype of the two;
- single alleles that are one allele: that single allele. Each may have lost the other copy, so it
  is rarer that all have: n readings with dropout chances d_i tell as much as one with the chance d
  for which d/(1+d) = Π d_i/(1+d_i). A profile has one chance for all its markers; it is the largest
  that any marker of this kind needs;
- one-known alleles that are one allele: that allele, one known; beside a single allele of the same,
  the single allele;
- anything else is contradictory: no genotype explains it without a misreading. The marker is left
  out and named.

That is exact, up to the common chance of dropout, where readings have neither silent alleles,
misreadings nor drop-in. The exact way under every model is a `Hypothesis` whose `samples` give all
of them to one person.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from repatria.base.errors import ValueProblem
from repatria.kinship.alleles import ladder_order
from repatria.kinship.profile import Observation, Profile, Reading


@dataclass(frozen=True, slots=True)
class Consensus:
    """`contradictory` are the markers left out; `notes` says what every sample has there, and what
    was left for review."""

    profile: Profile
    contradictory: tuple[str, ...]
    notes: tuple[str, ...]


def consensus(profiles: Iterable[Profile], dropout: float, sample: str = "") -> Consensus:
    """The samples as one.

    `dropout` is the chance of the settings, for profiles that name none. The consensus is called
    `sample`, or by the codes of all, joined by “+”. Raises `ValueProblem` where there is none.
    """
    ordered = sorted(profiles, key=lambda each: each.sample)
    if not ordered:
        raise ValueProblem("a consensus needs a profile")
    observations: dict[str, Observation] = {}
    chances, contradictory, notes = [], [], []
    for marker in dict.fromkeys(name for each in ordered for name in each.observations):
        having = [each for each in ordered if marker in each.observations]
        review = [each.sample for each in having if not each.observations[marker].usable]
        if review:
            notes.append(f"{marker}: for review in {', '.join(review)}; not used")
        usable = [each for each in having if each.observations[marker].usable]
        if not usable:
            observations[marker] = having[0].observations[marker]
            continue
        agreed = _agreed([_as_read(each, marker, dropout) for each in usable])
        if agreed is None:
            contradictory.append(marker)
            read = "; ".join(f"{each.sample} {each.observations[marker]}" for each in usable)
            notes.append(f"{marker}: no genotype explains all readings ({read}); left out")
            continue
        observations[marker] = agreed
        if agreed.reading is Reading.SINGLE:
            chances.append(_as_one(_chances(usable, marker, dropout)))
    made = Profile(
        sample or "+".join(each.sample for each in ordered),
        MappingProxyType(observations),
        any(each.remains for each in ordered),
        max(chances) if chances else None,
    )
    return Consensus(made, tuple(contradictory), tuple(notes))


def _agreed(seen: Sequence[Observation]) -> Observation | None:
    """The reading that all agree on, None where there is none."""
    shown = {allele for each in seen for allele in each.alleles}
    whole = {each.alleles for each in seen if each.reading is Reading.GENOTYPE}
    if whole:
        fits = len(whole) == 1 and shown <= set(next(iter(whole)))
        return Observation(next(iter(whole)), Reading.GENOTYPE) if fits else None
    if len(shown) > 2:
        return None
    alleles = tuple(sorted(shown, key=ladder_order))
    if len(alleles) == 2:
        return Observation(alleles, Reading.GENOTYPE)
    single = any(each.reading is Reading.SINGLE for each in seen)
    return Observation(alleles, Reading.SINGLE if single else Reading.ONE_KNOWN)


def _as_read(profile: Profile, marker: str, dropout: float) -> Observation:
    """The reading at a marker; a single allele is both copies where none can have dropped out."""
    seen = profile.observations[marker]
    chance = dropout if profile.dropout is None else profile.dropout
    if seen.reading is Reading.SINGLE and not chance:
        return Observation(seen.alleles * 2, Reading.GENOTYPE)
    return seen


def _chances(usable: Sequence[Profile], marker: str, dropout: float) -> list[float]:
    return [
        dropout if each.dropout is None else each.dropout
        for each in usable
        if each.observations[marker].reading is Reading.SINGLE
    ]


def _as_one(chances: Sequence[float]) -> float:
    """The chance of dropout of one reading that tells as much as several."""
    rest = math.prod(each / (1 + each) for each in chances)
    return rest / (1 - rest)

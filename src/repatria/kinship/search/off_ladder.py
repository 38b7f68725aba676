"""Alleles that no frequency is known of, found before anything is computed with them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from repatria.base.errors import InputError, Problem
from repatria.base.messages import Sentence, sentence
from repatria.kinship.panel import Panel
from repatria.kinship.profile import Profile


class Ladders:
    """The ladders of the markers of a panel at which the population has no rule for rare alleles;
    everywhere else the panel has taken in whatever was read (`Panel.covering`)."""

    def __init__(self, panel: Panel) -> None:
        population = panel.population
        self._alleles: Mapping[str, Collection[str]] = {
            locus.marker.name: frozenset(locus.marker.alleles)
            for locus in panel.loci
            if not population.minimum.floor(population.markers[locus.marker.name])
        }

    def known(
        self, profiles: Sequence[Profile], file: str
    ) -> tuple[list[Profile], tuple[Problem, ...]]:
        """The profiles of a file whose alleles are all known, and a note on each of the others.

        Raises `InputError` where none is left.
        """
        told = [self.strange(each) for each in profiles]
        kept = [each for each, strange in zip(profiles, told, strict=True) if not strange]
        problems = tuple(
            Problem(file, None, "", sentence("{why}; the sample is left out", why=each))
            for each in told
            if each
        )
        if problems and not kept:
            raise InputError(problems)
        return kept, problems

    def lack(self, alleles: Mapping[str, Collection[str]]) -> bool:
        """Whether some of these alleles, by marker, may be strange."""
        return any(set(alleles.get(name, ())) - set(held) for name, held in self._alleles.items())

    def strange(self, profile: Profile) -> Sentence | None:
        """What of a profile is not on the ladder, in words; None where there is nothing."""
        for name, ladder in self._alleles.items():
            seen = profile.observations.get(name)
            if seen is not None and seen.usable:
                for allele in seen.alleles:
                    if allele not in ladder:
                        return sentence(
                            "sample {sample}, marker {marker}: the allele {allele} is not on the "
                            "ladder, and the population has no rule for rare ones",
                            sample=profile.sample,
                            marker=name,
                            allele=allele,
                        )
        return None

"""Compares two hypotheses on a panel, with every flag and sentence."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping

import numpy as np
from numpy.typing import NDArray

from repatria.base.errors import ValueProblem
from repatria.kinship.consistency import contradictions
from repatria.kinship.genetic_map import USUAL_KITS, Cluster, GeneticMap, clusters, unplaced
from repatria.kinship.hypothesis import Pair
from repatria.kinship.known_markers import AMELOGENIN, chromosome_of
from repatria.kinship.likelihood import Computation
from repatria.kinship.profile import Profile
from repatria.kinship.result import (
    LINKED,
    RARE,
    REVIEW,
    SENTENCES,
    ClusterRatio,
    Comparison,
    Flag,
    MarkerRatio,
    times,
)
from repatria.kinship.settings import Linkage

Vector = NDArray[np.float64]


def compare(
    computation: Computation,
    pair: Pair,
    profiles: Mapping[str, Profile],
    over: GeneticMap = USUAL_KITS,
) -> Comparison:
    """The ratio of two hypotheses, marker by marker and in all.

    Markers of the profiles that the panel lacks are named in the notes. Raises `ValueProblem` for
    an allele off the ladder, `PedigreeProblem` for a typed person whom a hypothesis lacks.
    """
    pair.check(profiles)
    return _Comparing(computation, pair, profiles, over).done()


class _Comparing:
    def __init__(
        self,
        computation: Computation,
        pair: Pair,
        profiles: Mapping[str, Profile],
        over: GeneticMap,
    ) -> None:
        self.computation, self.pair, self.profiles, self.over = computation, pair, profiles, over
        self.panel = computation.panel
        self.first = computation.likelihoods(pair.first, profiles)
        self.second = computation.likelihoods(pair.second, profiles)
        strict = computation.without_mutation
        self.strict_first = strict.likelihoods(pair.first, profiles).mantissas > 0
        self.strict_second = strict.likelihoods(pair.second, profiles).mantissas > 0
        self.ratios = self.first.over(self.second)
        self.alike = computation.placed_alike(pair.first, pair.second, profiles)
        typed = [
            name
            for name in self.panel.names
            if any(self._read(profile, name) for profile in profiles.values())
        ]
        self.clusters = clusters(typed, over)

    def done(self) -> Comparison:
        grouped = tuple(self._cluster(cluster) for cluster in self.clusters)
        markers = tuple(self._marker(place) for place in range(len(self.panel.loci)))
        return Comparison(
            self.pair.first.name,
            self.pair.second.name,
            markers,
            grouped,
            self._total(markers, grouped),
            str(self.panel.population),
            str(self.panel.settings),
            tuple(self._notes(markers, grouped)),
        )

    @staticmethod
    def _read(profile: Profile, name: str) -> bool:
        seen = profile.observations.get(name)
        return seen is not None and seen.usable

    def _marker(self, place: int) -> MarkerRatio:
        name = self.panel.names[place]
        value = float(self.ratios[place])
        ratio = None if math.isnan(value) else value
        flag = self._flag(place, ratio)
        told = [SENTENCES[flag].format(times=_times(ratio), who=self._at_odds(name, flag))]
        flags = [flag]
        others = [
            other
            for cluster in self.clusters
            if name in cluster.markers
            for other in cluster.markers
            if other != name
        ]
        if others:
            flags.append(Flag.LINKED)
            told.append(LINKED.format(others=" and ".join(others)))
        review = [who for who, profile in self.profiles.items() if name in profile.for_review]
        if review:
            flags.append(Flag.REVIEW)
            told.append(REVIEW.format(who=", ".join(review)))
        added = self.panel.loci[place].marker.added & self._alleles(name)
        if added:
            flags.append(Flag.RARE)
            told.append(RARE.format(who=", ".join(sorted(added))))
        return MarkerRatio(
            name,
            ratio,
            float(self.first.logarithms[place]),
            float(self.second.logarithms[place]),
            tuple(flags),
            " ".join(told),
        )

    def _flag(self, place: int, ratio: float | None) -> Flag:
        if ratio is None:
            return Flag.CONTRADICTORY
        if ratio == 0:
            return Flag.EXCLUDED
        if not self.strict_second[place]:
            return Flag.FAMILY_MUTATION
        if not self.strict_first[place]:
            return Flag.MUTATION
        return Flag.NOT_TYPED if self.alike[place] else Flag.NORMAL

    def _at_odds(self, name: str, flag: Flag) -> str:
        if flag is not Flag.CONTRADICTORY:
            return ""
        found = contradictions(self.computation, self.pair.second, self.profiles)
        persons = next((each.persons for each in found if each.marker == name), ())
        if not persons:
            return "no single person explains it"
        return f"without {' or '.join(persons)} they would agree"

    def _alleles(self, name: str) -> frozenset[str]:
        return frozenset(
            allele
            for profile in self.profiles.values()
            if name in profile.observations
            for allele in profile.observations[name].alleles
        )

    def _cluster(self, cluster: Cluster) -> ClusterRatio:
        places = [self.panel.by_name[name] for name in cluster.markers]
        values = self.ratios[places]
        product = None if np.isnan(values).any() else float(values.prod())
        if self.panel.settings.linkage is Linkage.FLAG:
            told = f"{cluster} are linked and were multiplied as if independent, as asked."
            return ClusterRatio(cluster, None, product, False, told)
        try:
            first = self.computation.joint(self.pair.first, self.profiles, cluster)
            second = self.computation.joint(self.pair.second, self.profiles, cluster)
        except ValueProblem as problem:
            told = f"{problem}. They were multiplied as if independent."
            return ClusterRatio(cluster, None, product, False, told)
        if second == 0:
            told = f"{cluster}: the readings contradict each other."
            return ClusterRatio(cluster, None, product, True, told)
        ratio = first / second
        told = (
            f"{cluster} are linked: {ratio:.6g} together, {product:.6g} if they were independent."
        )
        return ClusterRatio(cluster, ratio, product, True, told)

    def _total(
        self, markers: Iterable[MarkerRatio], grouped: Iterable[ClusterRatio]
    ) -> float | None:
        joined = {name for each in grouped if each.joint for name in each.cluster.markers}
        parts = [each.ratio for each in grouped if each.joint]
        parts += [each.ratio for each in markers if each.marker not in joined]
        if any(part is None for part in parts):
            return None
        return math.fsum(
            math.log10(part) if part else -math.inf for part in parts if part is not None
        )

    def _notes(
        self, markers: Iterable[MarkerRatio], grouped: Iterable[ClusterRatio]
    ) -> Iterable[str]:
        used = [each.marker for each in markers if Flag.NOT_TYPED not in each.flags]
        yield from self._without_frequencies()
        on_x = [name for name in used if self.panel.loci[self.panel.by_name[name]].marker.x_linked]
        joined = {name for each in grouped if each.joint for name in each.cluster.markers}
        if len([name for name in on_x if name not in joined]) > 1:
            yield (
                "X-linked markers were multiplied as if independent; they are linked, and the "
                "product overstates what they tell"
            )
        for one, other in unplaced(used, self.over):
            if one not in on_x:
                yield (
                    f"{one} and {other} lie on one chromosome at a distance that the map does not "
                    "give; multiplied as if independent"
                )

    def _without_frequencies(self) -> Iterable[str]:
        """What was read and is no part of the ratio. Amelogenin tells the sex, which is used."""
        on_y = False
        for profile in self.profiles.values():
            lacking = []
            for name in profile.observations:
                if chromosome_of(name) == "Y":
                    on_y = True
                elif name not in self.panel.by_name and name != AMELOGENIN:
                    lacking.append(name)
            if lacking:
                yield f"{profile.sample}: no frequencies for {', '.join(lacking)}; not used"
        if on_y:
            yield "Y-linked markers are one haplotype and are not part of this ratio"


def _times(ratio: float | None) -> str:
    return times(math.log10(ratio)) if ratio else ""

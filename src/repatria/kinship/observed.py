"""Profiles as the kernels take them: places on the ladder of each locus, and what is uncertain."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from repatria.base.errors import ValueProblem
from repatria.kinship.gene_flow import Known
from repatria.kinship.hypothesis import Hypothesis
from repatria.kinship.panel import Panel
from repatria.kinship.pedigree import Sex
from repatria.kinship.profile import Profile, Reading
from repatria.kinship.reading_model import Sharp, Soft, combined, emission

Places = NDArray[np.int64]
Vector = NDArray[np.float64]
_NOTHING: Mapping[int, Soft] = MappingProxyType({})


@dataclass(frozen=True, eq=False)
class Encoded:
    """A profile on a panel: how much is known at each locus (L,), the places of certain alleles
    (L, 2), and the uncertain readings by locus."""

    known: NDArray[np.int8]
    places: Places
    soft: Mapping[int, Soft]

    def reading(self, locus: int) -> Sharp | Soft:
        """What is known at a locus where something is."""
        if self.known[locus] == Known.SOFT:
            return self.soft[locus]
        return Sharp(int(self.places[locus, 0]), int(self.places[locus, 1]))


Read = dict[tuple[int, tuple[str, ...], Reading, int, float], Sharp | Soft]
"""What readings were taken for: place of the marker, alleles, reading, copies, dropout."""


def encode(panel: Panel, profile: Profile, sex: Sex, read: Read | None = None) -> Encoded:
    """Encode a profile. Readings for review and markers outside the panel count as not typed.

    `read` remembers what each reading was taken for, since few of them are met again and again.
    Raises `ValueProblem` naming the sample and the marker.
    """
    known = np.zeros(len(panel.loci), np.int8)
    places = np.zeros((len(panel.loci), 2), np.int64)
    soft: dict[int, Soft] = {}
    dropout = panel.settings.dropout if profile.dropout is None else profile.dropout
    held: Read = {} if read is None else read
    for name, seen in profile.observations.items():
        at = panel.by_name.get(name)
        if at is None or not seen.usable:
            continue
        marker = panel.loci[at].marker
        copies = 1 if marker.x_linked and sex is Sex.MALE else 2
        key = at, seen.alleles, seen.reading, copies, dropout
        found = held.get(key)
        if found is None:
            try:
                found = emission(marker, seen, panel.settings, dropout, copies)
            except ValueProblem as problem:
                raise ValueProblem(f"sample {profile.sample}, marker {name}: {problem}") from None
            held[key] = found
        if isinstance(found, Sharp):
            known[at] = Known.SHARP
            places[at] = found.first, found.second
        else:
            known[at] = Known.SOFT
            soft[at] = found
    return Encoded(known, places, soft)


@dataclass(frozen=True, eq=False)
class Typed:
    """The encoded persons of a hypothesis, in rows: `loci` (R,) tells the locus of each row,
    `known` is (R, persons), `places` (R, persons, 2)."""

    loci: Places
    known: NDArray[np.int8]
    places: Places
    soft: Sequence[Mapping[int, Soft]]
    """By person, the uncertain readings by locus."""

    def shown(self, row: int, persons: Iterable[int]) -> set[int]:
        """The places of all alleles that these persons show in a row."""
        found: set[int] = set()
        for person in persons:
            known = self.known[row, person]
            if known == Known.SHARP:
                found.update(self.places[row, person].tolist())
            elif known == Known.SOFT:
                found.update(self.soft[person][int(self.loci[row])].shown)
        return found

    def chance(self, row: int, person: int, known: int, shape: tuple[int, ...]) -> Vector:
        """The chance of what was read of a person in a row, for each paternal and maternal allele,
        or for each allele where there is one copy; `known` is how much that reading says."""
        if known == Known.SOFT:
            soft = self.soft[person][int(self.loci[row])]
            if len(shape) == 1:
                return np.asarray(soft.weights @ soft.maternal)
            return np.asarray((soft.weights[:, None] * soft.paternal).T @ soft.maternal)
        first, second = self.places[row, person]
        found = np.zeros(shape)
        if len(shape) == 1:
            found[second] = 1
        else:
            found[first, second] = found[second, first] = 1
        return found

    def with_genotypes(self, person: int, loci: Places, genotypes: Places) -> Typed:
        """A row for each of these loci, in which a person has the certain genotype given
        (places, (R, 2)) and everybody else what was read of them at the locus."""
        known, places = self.known[loci], self.places[loci]
        known[:, person] = Known.SHARP
        places[:, person] = genotypes
        return Typed(loci, known, places, self.soft)


class Encoder:
    """Encodes profiles for one panel and keeps the latest, since one family meets many remains."""

    _KEPT = 4096

    def __init__(self, panel: Panel) -> None:
        self.panel = panel
        self._held: dict[tuple[int, bool], tuple[Profile, Encoded]] = {}
        self._read: Read = {}

    def profile(self, profile: Profile, sex: Sex) -> Encoded:
        key = id(profile), sex is Sex.MALE
        found = self._held.get(key)
        if found is None or found[0] is not profile:
            if len(self._held) >= self._KEPT:
                self._held.clear()
            found = self._held[key] = profile, encode(self.panel, profile, sex, self._read)
        return found[1]

    def typed(self, hypothesis: Hypothesis, profiles: Mapping[str, Profile]) -> Typed:
        """The persons of a hypothesis, each with what was read in their samples, or nothing."""
        of: dict[int, Encoded] = {}
        places, sexes = hypothesis.place, hypothesis.shape.sexes
        for sample, profile in profiles.items():
            at = places.get(hypothesis.person_of(sample))
            if at is not None:
                one = self.profile(profile, sexes[at])
                of[at] = self._together(of[at], one, sexes[at] is Sex.MALE) if at in of else one
        known = np.zeros((len(self.panel.loci), len(places)), np.int8)
        alleles = np.zeros((*known.shape, 2), np.int64)
        for at, one in of.items():
            known[:, at] = one.known
            alleles[:, at] = one.places
        soft = [of[at].soft if at in of else _NOTHING for at in range(len(places))]
        return Typed(np.arange(len(known)), known, alleles, soft)

    def _together(self, one: Encoded, other: Encoded, male: bool) -> Encoded:
        """Two samples of one person: what agrees with both readings."""
        known, places, soft = one.known.copy(), one.places.copy(), dict(one.soft)
        for locus in np.flatnonzero(other.known).tolist():
            if not known[locus]:
                known[locus], places[locus] = other.known[locus], other.places[locus]
                soft.update({locus: other.soft[locus]} if locus in other.soft else {})
                continue
            marker = self.panel.loci[locus].marker
            found = combined(
                one.reading(locus),
                other.reading(locus),
                len(marker.alleles),
                1 if male and marker.x_linked else 2,
            )
            if isinstance(found, Sharp):
                continue
            known[locus], soft[locus] = Known.SOFT, found
        return Encoded(known, places, soft)

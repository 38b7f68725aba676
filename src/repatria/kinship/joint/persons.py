"""Persons found: what a blind search takes for one person's, and who are kin of each other."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from repatria.base.progress import Progress, silent
from repatria.kinship.blind.clusters import clustered
from repatria.kinship.blind.conflicts import Conflict
from repatria.kinship.blind.consensus import consensus
from repatria.kinship.blind.direct import direct_matches
from repatria.kinship.blind.kin import kin_pairs
from repatria.kinship.blind.readings import Readings
from repatria.kinship.blind.remains import Remains
from repatria.kinship.joint.relatives_removed import MARGIN, PLAUSIBLE, Claimed, DeadKin
from repatria.kinship.panel import Panel
from repatria.kinship.pedigree import Sex
from repatria.kinship.profile import Profile


@dataclass(frozen=True)
class PersonFound:
    """One sample, or several of one person; `sex` is what they tell, unknown where they differ."""

    samples: tuple[Profile, ...]
    sex: Sex = Sex.UNKNOWN

    @property
    def name(self) -> str:
        return "+".join(each.sample for each in self.samples)


def persons_found(
    panel: Panel,
    profiles: Sequence[Profile],
    sexes: Mapping[str, Sex],
    least: float,
    progress: Progress = silent,
) -> tuple[tuple[PersonFound, ...], tuple[Conflict, ...]]:
    """The persons found by the codes of their samples, clusters and samples that are alone; and
    what is to be looked at by a person.

    `least` is the ratio of one person to two that every division of a cluster reaches, `sexes` what
    was read of each sample. Raises `ValueProblem` as the blind search does.
    """
    readings = Readings.of(panel, [Remains(profile) for profile in profiles])
    pairs = direct_matches(readings, least, progress=progress)
    made = clustered(readings, pairs, least, progress=progress)
    groups = [each.remains for each in made.clusters] + [(one,) for one in made.alone]
    found = []
    for group in groups:
        told = {sexes.get(each.code, Sex.UNKNOWN) for each in group} - {Sex.UNKNOWN}
        sex = told.pop() if len(told) == 1 else Sex.UNKNOWN
        found.append(PersonFound(tuple(each.profile for each in group), sex))
    return tuple(sorted(found, key=lambda each: each.name)), made.conflicts


def dead_kin(
    panel: Panel,
    persons: Sequence[PersonFound],
    claims: Iterable[Claimed],
    progress: Progress = silent,
) -> Iterator[DeadKin]:
    """The close kin among persons found that could explain a claim as well (`relatives_removed`):
    of two who are claimed for one family all that are plausible, else those that come near the
    ratio of a claim. Several samples of one person are taken as their consensus."""
    dropout = panel.settings.dropout
    remains = [
        Remains(
            each.samples[0]
            if len(each.samples) == 1
            else consensus(each.samples, dropout, each.name).profile
        )
        for each in persons
    ]
    readings = Readings.of(panel, remains)
    standing = list(claims)
    families: dict[str, int] = {}
    for claim in standing:
        families[claim.family] = families.get(claim.family, 0) + 1
    floors = np.full(len(readings), np.inf)
    for claim in standing:
        alone = families[claim.family] == 1
        floor = claim.log_ratio - MARGIN if alone else PLAUSIBLE
        floors[readings.place[claim.remains]] = max(floor, PLAUSIBLE)
    for pair in kin_pairs(readings, math.exp(PLAUSIBLE), floors=floors, progress=progress):
        log_ratio = pair.log10[pair.likeliest] * math.log(10)
        yield DeadKin(pair.one.code, pair.other.code, str(pair.likeliest), log_ratio)

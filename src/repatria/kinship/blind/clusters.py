"""Remains into clusters, each of one person as far as the readings tell, and what is against it.

Direct matches are joined into sets (`growing.py`), every set is tested at its weakest division
(`coherence.py`) and parted there where the readings do not carry it, and every match that in the
end lies between two clusters is told with its reason. All of it is a proposal: people keep together
and apart what they know better, and a cluster can be parted again.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

from repatria.base.errors import ValueProblem
from repatria.base.progress import Progress, silent
from repatria.kinship.blind.coherence import Division, division, least_pair, weakest
from repatria.kinship.blind.conflicts import (
    Conflict,
    against_a_judgement,
    between,
    sexes_at_odds,
)
from repatria.kinship.blind.growing import Growing
from repatria.kinship.blind.joint import Joint
from repatria.kinship.blind.judgements import Judgements
from repatria.kinship.blind.pairs import Pairs
from repatria.kinship.blind.readings import Readings
from repatria.kinship.blind.relation import ONE_PERSON
from repatria.kinship.blind.remains import Remains
from repatria.kinship.result import times

Places = tuple[int, ...]

MARGIN = 1000.0
"""How many times better than its rival a join must be."""


@dataclass(frozen=True, slots=True)
class Cluster:
    """Two remains or more, by code. `weakest` is the division that speaks least for one person,
    `least_pair` the same for two samples by themselves: two partial profiles of one person may say
    nothing of each other, and each much of a third."""

    remains: tuple[Remains, ...]
    weakest: Division
    least_pair: Division

    @property
    def codes(self) -> tuple[str, ...]:
        return tuple(each.code for each in self.remains)

    @property
    def sentence(self) -> str:
        *others, last = (str(each) for each in self.remains)
        return (
            f"{', '.join(others)} and {last} are proposed as one person. The weakest division is "
            f"{', '.join(self.weakest.one)} from {', '.join(self.weakest.other)}: the readings are "
            f"{times(self.weakest.log10)} if they are one person than if they are two."
        )


@dataclass(frozen=True, slots=True)
class Clustering:
    """The clusters by the code of their first remains, what is to be looked at by a person, and the
    remains that are in no cluster."""

    clusters: tuple[Cluster, ...]
    conflicts: tuple[Conflict, ...]
    alone: tuple[Remains, ...]


def clustered(
    readings: Readings,
    pairs: Pairs,
    least: float,
    *,
    margin: float = MARGIN,
    judgements: Judgements | None = None,
    progress: Progress = silent,
) -> Clustering:
    """Clusters from direct matches.

    `least` is the ratio of one person to two that every division of a cluster reaches, `margin`
    how many times as large as a rival's the ratio of a join is at least. `pairs` are those of
    `direct_matches` at `least` or below. The result does not depend on the order of remains.

    Raises `ValueProblem` for pairs of another relation, for a `least` or `margin` below 1, and for
    judgements that contradict each other or name remains that are not there.
    """
    if pairs.relation != ONE_PERSON:
        raise ValueProblem(f"these are pairs of {pairs.relation}, and no direct matches")
    if not (least >= 1 and margin >= 1):
        raise ValueProblem("the least ratio and the margin of a cluster are 1 or more")
    judged = judgements or Judgements()
    groups, strangers = judged.groups(readings), judged.strangers(readings)
    joint = Joint(readings)
    bar = math.log(least)
    edges = [
        (one, other)
        for one, other, ratio in zip(
            pairs.first.tolist(), pairs.second.tolist(), pairs.ratios.tolist(), strict=True
        )
        if ratio >= bar
    ]
    kept = {place for group in groups for place in group}
    touched = sorted({place for edge in edges for place in edge} - kept)
    pieces = sorted([*groups, *((place,) for place in touched)])
    grown = Growing(joint, pieces, edges, strangers, bar, math.log(margin)).grown()
    sets: list[Places] = []
    for done, each in enumerate(grown.sets):
        progress(done, len(grown.sets), "testing clusters")
        sets += _parted(joint, each, groups, bar)
    sets.sort()
    conflicts = [
        *between(joint, sets, edges, strangers, grown.undecided, bar),
        *against_a_judgement(joint, groups, bar),
        *sexes_at_odds(readings, sets),
    ]
    together = [each for each in sets if len(each) > 1]
    clusters = tuple(_cluster(joint, each) for each in together)
    inside = {place for each in together for place in each}
    alone = tuple(each for at, each in enumerate(readings.remains) if at not in inside)
    return Clustering(clusters, tuple(conflicts), alone)


def _parted(
    joint: Joint, places: Places, groups: tuple[Places, ...], bar: float
) -> Iterator[Places]:
    """A set, or its parts where a division does not reach the bar; groups stay whole."""
    inside = [group for group in groups if set(group) <= set(places)]
    grouped = {place for group in inside for place in group}
    pieces = [*inside, *((place,) for place in places if place not in grouped)]
    parts = weakest(joint, pieces)
    if parts is None or joint.ratio(*(joint.held(part) for part in parts)) >= bar:
        yield places
        return
    for part in parts:
        yield from _parted(joint, part, groups, bar)


def _cluster(joint: Joint, places: Places) -> Cluster:
    parts = weakest(joint, [(place,) for place in places])
    assert parts is not None
    remains = tuple(joint.readings.remains[place] for place in places)
    return Cluster(remains, division(joint, *parts), least_pair(joint, places))

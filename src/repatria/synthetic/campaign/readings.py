"""What a laboratory reads of the dead of a campaign: whole, partial and degraded profiles."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from repatria.synthetic.campaign.draws import Draws, Flags, Floats, Integers, Stream
from repatria.synthetic.campaign.genes import Places
from repatria.synthetic.campaign.rates import CampaignRates

SHORT = frozenset(
    {"D3S1358", "D2S441", "D22S1045", "D10S1248", "D8S1179", "D19S433", "D5S818", "vWA", "D1S1656"}
)
LONG = frozenset(
    {
        "SE33", "D2S1338", "TPOX", "CSF1PO", "D18S51", "D7S820", "FGA", "Penta D", "Penta E",
        "D6S1043",
    }
)  # fmt: skip
"""Markers whose fragments are short or long in the usual kits, roughly; the rest lie between."""
LOST_SHORT, LOST_BETWEEN, LOST_LONG = 0.15, 0.4, 0.7
"""The chance that a marker is lost in the worst of partial profiles."""
MILDEST = 0.3
"""What part of that chance there is in the best of them."""
FEWEST = 6
"""Markers that no partial profile loses more than down to, before dropout: the shortest ones."""


class Quality(IntEnum):
    WHOLE = 0
    PARTIAL = 1
    DEGRADED = 2


class Amelogenin(IntEnum):
    """What was read at amelogenin; a single allele may have lost another."""

    NOTHING = 0
    X_X = 1
    X_Y = 2
    X = 3
    Y = 4


class SexLabel(IntEnum):
    """The sex stated of remains, by those who looked at them."""

    NONE = 0
    MALE = 1
    FEMALE = 2


@dataclass(frozen=True, eq=False)
class Readings:
    """By sample: `places` (N, loci, 2), the smaller first. Where `single` (N, loci), one allele was
    read and the second place is −1; where nothing was read, both are."""

    quality: Integers
    places: Places
    single: Flags
    amelogenin: Integers
    sex_label: Integers


def make_readings(
    genotypes: Places, man: Flags, markers: tuple[str, ...], seed: int, rates: CampaignRates
) -> Readings:
    """Readings of samples whose persons have these genotypes (N, loci, 2) and sexes.

    In a degraded profile one allele alone is always single, since nobody can tell a homozygote from
    a genotype that lost a copy.
    """
    draws = Draws(seed, Stream.READINGS)
    count, loci = genotypes.shape[:2]
    partial = draws.chance(rates.partial, count)
    degraded = partial & draws.chance(rates.degraded, count)
    lost = _lost(draws, partial, markers)
    copies = draws.chance(rates.dropout, count, loci + 1, 2) & degraded[:, None, None]
    seen = ~(copies | lost[:, :, None])
    places, single = _places(genotypes, seen[:, :loci], degraded)
    y_seen = seen[:, loci, 1] & ~draws.chance(rates.y_dropout, count)
    unknown = draws.chance(rates.sex_label_none, count)
    label = np.where(man, SexLabel.MALE, SexLabel.FEMALE)
    wrong = draws.chance(rates.sex_label_wrong, count)
    label = np.where(wrong, SexLabel.MALE + SexLabel.FEMALE - label, label)
    return Readings(
        np.where(degraded, Quality.DEGRADED, np.where(partial, Quality.PARTIAL, Quality.WHOLE)),
        places,
        single,
        np.where(
            man,
            _amelogenin_of_men(seen[:, loci, 0], y_seen),
            _amelogenin_of_women(seen[:, loci], degraded),
        ),
        np.where(unknown, SexLabel.NONE, label),
    )


def chances_of_loss(markers: tuple[str, ...]) -> Floats:
    """By marker, the chance to be lost in the worst of partial profiles."""
    return np.array(
        [
            LOST_SHORT if name in SHORT else LOST_LONG if name in LONG else LOST_BETWEEN
            for name in markers
        ]
    )


def _lost(draws: Draws, partial: Flags, markers: tuple[str, ...]) -> Flags:
    """The markers that a sample lacks, with amelogenin, a short one, as the last."""
    chances = chances_of_loss(markers)
    severity = MILDEST + (1 - MILDEST) * draws.uniform(len(partial))
    worst = np.append(chances, LOST_SHORT)
    lost: Flags = draws.uniform(len(partial), len(worst)) < severity[:, None] * worst
    lost &= partial[:, None]
    poor = np.flatnonzero((~lost[:, :-1]).sum(axis=1) < FEWEST)
    shortest = np.argsort(chances, kind="stable")[:FEWEST]
    lost[poor[:, None], shortest] = False
    return lost


def _places(genotypes: Places, seen: Flags, degraded: Flags) -> tuple[Places, Flags]:
    one, other = genotypes[..., 0], genotypes[..., 1]
    same = one == other
    both, any_ = seen.all(axis=2), seen.any(axis=2)
    single = any_ & (~both & ~same | same & degraded[:, None])
    first = np.where(any_, np.where(seen[..., 0] | same, one, other), -1)
    second = np.where(any_ & ~single, other, -1)
    return np.stack([first, second], axis=-1).astype(np.int16), single


def _amelogenin_of_men(x_seen: Flags, y_seen: Flags) -> NDArray[np.int64]:
    return np.where(
        x_seen,
        np.where(y_seen, Amelogenin.X_Y, Amelogenin.X),
        np.where(y_seen, Amelogenin.Y, Amelogenin.NOTHING),
    )


def _amelogenin_of_women(seen: Flags, degraded: Flags) -> NDArray[np.int64]:
    one = np.where(seen.any(axis=1), Amelogenin.X, Amelogenin.NOTHING)
    return np.where(seen.all(axis=1) & ~degraded, Amelogenin.X_X, one)

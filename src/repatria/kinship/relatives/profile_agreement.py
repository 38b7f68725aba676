"""Whether two profiles can be of one person, and one profile from several of the same person."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType

from repatria.kinship.profile import Observation, Profile, Reading


@dataclass(frozen=True, slots=True)
class Agreement:
    """The number of markers that both profiles have, and those where they cannot be one person's.

    A marker for review counts as not typed.
    """

    shared: int = 0
    differing: tuple[str, ...] = ()

    @property
    def same(self) -> bool:
        """Whether there is something to compare and all of it agrees."""
        return bool(self.shared) and not self.differing


def compared(one: Profile | None, other: Profile | None) -> Agreement:
    """Marker by marker; whoever was not typed agrees with everybody, at no marker."""
    if one is None or other is None:
        return Agreement()
    shared = [
        name
        for name in sorted(one.observations.keys() & other.observations.keys())
        if one.observations[name].usable and other.observations[name].usable
    ]
    differing = (
        name for name in shared if not _fits(one.observations[name], other.observations[name])
    )
    return Agreement(len(shared), tuple(differing))


def agreeing_markers(one: Profile, other: Profile) -> int:
    """How many markers both profiles have, where they agree at each; 0 where they differ at any.

    What `compared` tells as `shared` where it says `same`, without looking further than needed.
    """
    shared = 0
    for name, seen in one.observations.items():
        held = other.observations.get(name)
        if held is not None and seen.usable and held.usable:
            if not _fits(seen, held):
                return 0
            shared += 1
    return shared


def merged(one: Profile | None, other: Profile | None) -> Profile | None:
    """One profile with the markers of both; where both have one, the more complete reading stays.

    The result is the same in whichever order they are named.
    """
    if one is None or other is None:
        return one or other
    one, other = sorted((one, other), key=lambda profile: profile.sample)
    found = dict(one.observations)
    for name, seen in other.observations.items():
        if name not in found or _rank(seen) < _rank(found[name]):
            found[name] = seen
    known = [each.dropout for each in (one, other) if each.dropout is not None]
    dropout = max(known) if len(known) == 2 else None
    samples = sorted({*one.sample.split(" + "), *other.sample.split(" + ")})
    return Profile(
        " + ".join(samples),
        MappingProxyType(found),
        one.remains and other.remains,
        dropout,
    )


def _fits(one: Observation, other: Observation) -> bool:
    if one.reading is Reading.GENOTYPE and other.reading is Reading.GENOTYPE:
        return set(one.alleles) == set(other.alleles)
    if other.reading is Reading.GENOTYPE:
        return set(one.alleles) <= set(other.alleles)
    if one.reading is Reading.GENOTYPE:
        return set(other.alleles) <= set(one.alleles)
    # Two single alleles may be the two of one heterozygote.
    return True


def _rank(seen: Observation) -> int:
    return list(Reading).index(seen.reading)

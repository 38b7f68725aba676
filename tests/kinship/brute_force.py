"""Likelihoods by plain enumeration, from the definitions alone: what the engine is held against.

Every copy of the locus in every person takes every allele in turn, each with the chance that the
definitions give it; what is read of a person is enumerated event by event. Nothing is summed out
early, so that only small cases can be done, and nothing of the engine's code is used.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product
from math import prod

Matrix = Sequence[Sequence[float]]
Reads = Callable[[tuple[int, ...]], float]
"""The chance of what was read of a person, given the alleles of their copies."""


@dataclass(frozen=True)
class Being:
    """A person; parents by name, "" for one who is not there."""

    name: str
    male: bool
    father: str = ""
    mother: str = ""


@dataclass(frozen=True)
class Site:
    """A locus. Alleles are numbered; with `silent` the last one is silent."""

    frequencies: tuple[float, ...]
    from_father: Matrix
    from_mother: Matrix
    silent: bool = False
    x_linked: bool = False
    theta: float = 0.0

    @property
    def visible(self) -> int:
        return len(self.frequencies) - self.silent


@dataclass(frozen=True)
class Copy:
    """A copy of the locus in a person; `parent` is "" where it is drawn from the population."""

    owner: str
    parent: str
    paternal: bool
    last: bool
    """Whether the owner has no further copy."""


def with_unnamed_founders(beings: Sequence[Being]) -> list[Being]:
    """Kept: a parent who is not named beside one who is, is one more founder."""
    found = list(beings)
    for being in beings:
        if being.father and not being.mother:
            found.append(Being(f"mother of {being.name}", False))
            found[found.index(being)] = replace(being, mother=f"mother of {being.name}")
        elif being.mother and not being.father:
            found.append(Being(f"father of {being.name}", True))
            found[found.index(being)] = replace(being, father=f"father of {being.name}")
    return found


def pruned(beings: Sequence[Being], typed: set[str]) -> list[Being]:
    """Pruned: who is untyped and has no child goes, and so does an untyped founder with one child,
    as long as there is any; the child keeps its place and has one parent fewer."""
    found = list(beings)
    while True:
        children = {
            each.name: [one for one in found if each.name in (one.father, one.mother)]
            for each in found
        }
        gone = {
            each.name
            for each in found
            if each.name not in typed
            and (
                not children[each.name]
                or (len(children[each.name]) == 1 and not each.father and not each.mother)
            )
        }
        if not gone:
            return found
        found = [
            replace(
                each,
                father="" if each.father in gone else each.father,
                mother="" if each.mother in gone else each.mother,
            )
            for each in found
            if each.name not in gone
        ]


def _parents_first(beings: Sequence[Being]) -> Iterator[Being]:
    waiting, done = list(beings), {""}
    while waiting:
        at = next(each for each in waiting if {each.father, each.mother} <= done)
        waiting.remove(at)
        done.add(at.name)
        yield at


def copies(beings: Sequence[Being], x_linked: bool) -> list[Copy]:
    """All copies, parents before children. On X a man has his mother's alone."""
    found = []
    for each in _parents_first(beings):
        if not (x_linked and each.male):
            found.append(Copy(each.name, each.father, True, False))
        found.append(Copy(each.name, each.mother, False, True))
    return found


def meioses(all_copies: Sequence[Copy]) -> list[int]:
    """The places of the copies that may come from either of two copies of a parent."""
    two = {each.owner for each in all_copies if not each.last}
    return [place for place, each in enumerate(all_copies) if each.parent in two]


def enumerated(
    all_copies: Sequence[Copy],
    site: Site,
    reads: Mapping[str, Reads],
    passed: Mapping[int, int] | None = None,
) -> float:
    """The likelihood at one locus.

    `passed` tells by the place of a copy which of the parent's copies it came from; without it,
    either with one half.
    """
    size, theta = len(site.frequencies), site.theta
    genotypes: dict[str, list[int]] = {each.owner: [] for each in all_copies}
    seen = [0] * size

    def drawn(allele: int) -> float:
        """Balding & Nichols: the chance of this allele after those already seen."""
        chance = seen[allele] * theta + (1 - theta) * site.frequencies[allele]
        return chance / (1 + (sum(seen) - 1) * theta)

    def inherited(place: int, allele: int) -> float:
        copy = all_copies[place]
        matrix = site.from_father if copy.paternal else site.from_mother
        chances = [matrix[each][allele] for each in genotypes[copy.parent]]
        if passed is not None and len(chances) == 2:
            return chances[passed[place]]
        return sum(chances) / len(chances)

    def total(place: int) -> float:
        if place == len(all_copies):
            return 1.0
        copy, found = all_copies[place], 0.0
        for allele in range(size):
            chance = inherited(place, allele) if copy.parent else drawn(allele)
            genotypes[copy.owner].append(allele)
            seen[allele] += not copy.parent
            if copy.last and copy.owner in reads and chance:
                chance *= reads[copy.owner](tuple(genotypes[copy.owner]))
            if chance:
                found += chance * total(place + 1)
            genotypes[copy.owner].pop()
            seen[allele] -= not copy.parent
        return found

    return total(0)


def enumerated_linked(
    beings: Sequence[Being],
    sites: Sequence[Site],
    reads: Sequence[Mapping[str, Reads]],
    fractions: Sequence[float],
) -> float:
    """The joint likelihood of loci in map order, over every pattern of meioses at each.

    From one locus to the next each meiosis goes on with 1 − r and changes with r.
    """
    all_copies = copies(beings, sites[0].x_linked)
    open_places = meioses(all_copies)
    patterns = list(product((0, 1), repeat=len(open_places)))
    at = [2.0 ** -len(open_places)] * len(patterns)
    for number, (site, read) in enumerate(zip(sites, reads, strict=True)):
        here = [
            enumerated(all_copies, site, read, dict(zip(open_places, each, strict=True)))
            for each in patterns
        ]
        if number:
            r = fractions[number - 1]
            at = [
                sum(
                    chance * prod(1 - r if a == b else r for a, b in zip(old, new, strict=True))
                    for chance, old in zip(at, patterns, strict=True)
                )
                for new in patterns
            ]
        at = [one * other for one, other in zip(at, here, strict=True)]
    return sum(at)


def read_as(
    site: Site,
    alleles: frozenset[int],
    dropout: float = 0.0,
    miscall: float = 0.0,
    drop_in: float = 0.0,
) -> Reads:
    """The chance that exactly these alleles are read, over all that may befall each copy."""

    def of_copy(allele: int) -> list[tuple[int | None, float]]:
        if site.silent and allele == site.visible:
            return [(None, 1.0)]
        others = [each for each in range(site.visible) if each != allele]
        slip = miscall if others else 0.0
        right = (1 - dropout) * (1 - slip)
        wrong = [(each, (1 - dropout) * slip / len(others)) for each in others]
        return [(None, dropout), (allele, right), *wrong]

    def beside() -> list[tuple[int | None, float]]:
        dropping = [(each, drop_in * p) for each, p in enumerate(site.frequencies[: site.visible])]
        unseen = drop_in * sum(site.frequencies[site.visible :])
        return [(None, 1 - drop_in + unseen), *dropping]

    def chance(genotype: tuple[int, ...]) -> float:
        return sum(
            prod(each for _, each in events)
            for events in product(*map(of_copy, genotype), beside())
            if {each for each, _ in events if each is not None} == alleles
        )

    return chance


def one_known_as(site: Site, allele: int, miscall: float = 0.0) -> Reads:
    """The chance that at least one copy is read as this allele, whatever the other is."""
    single = {
        each: read_as(site, frozenset({allele}), miscall=miscall)((each,))
        for each in range(len(site.frequencies))
    }

    def chance(genotype: tuple[int, ...]) -> float:
        return 1 - prod(1 - single[each] for each in genotype)

    return chance

"""A profile: what a laboratory read at each marker of one sample, with the doubt it left."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from types import MappingProxyType

from repatria.base.errors import ValueProblem
from repatria.kinship.alleles import OFF_LADDER, canonical_allele, ladder_order


class Reading(StrEnum):
    """What the alleles read at one marker are taken for."""

    GENOTYPE = "genotype"
    """Both alleles are known; a homozygote is its allele twice. Of one chromosome: one allele."""
    SINGLE = "single allele, possible dropout"
    """One allele was seen; a second one may have dropped out."""
    ONE_KNOWN = "one allele known"
    """One allele is known, nothing at all is known of the other (an off-ladder peak, say)."""
    REVIEW = "more than two alleles"
    """A mixture or a tri-allelic pattern: a person must look; no likelihood uses it."""


@dataclass(frozen=True, slots=True)
class Observation:
    """The alleles read at one marker, in ladder order, and what they are taken for.

    `alleles` holds two for a genotype, one where one is known, three or more for review. `raw` is
    what the file said, where that differs (a homozygote written as one allele, say).
    """

    alleles: tuple[str, ...]
    reading: Reading
    raw: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        count = len(self.alleles)
        fits = {
            Reading.GENOTYPE: count in (1, 2),
            Reading.SINGLE: count == 1,
            Reading.ONE_KNOWN: count == 1,
            Reading.REVIEW: count > 2,
        }
        if not fits[self.reading]:
            raise ValueProblem(f"{count} alleles are no “{self.reading.value}”")

    @property
    def usable(self) -> bool:
        """Whether a likelihood may use it."""
        return self.reading is not Reading.REVIEW

    def __str__(self) -> str:
        if self.reading is Reading.SINGLE:
            return f"{self.alleles[0]}/(?)"
        if self.reading is Reading.ONE_KNOWN:
            return f"{self.alleles[0]}/any"
        return "/".join(self.alleles)


def observed(alleles: Iterable[str], *, remains: bool = False) -> Observation | None:
    """An observation from the alleles of a file, off-ladder peaks among them.

    One allele alone is a homozygote in a reference sample, and *single, possible dropout* in
    remains. Two equal ones are a homozygote in either. Nothing but off-ladder peaks gives None:
    the marker counts as not typed. Raises `ValueProblem` for what is no allele.
    """
    raw = tuple(alleles)
    read = [canonical_allele(each) for each in raw if each.strip()]
    seen = tuple(sorted((each for each in read if each != OFF_LADDER), key=ladder_order))
    off = len(read) - len(seen)
    kept = raw if off else ()
    if len(read) > 2 and len({*read}) > 2:
        return Observation(seen + (OFF_LADDER,) * off, Reading.REVIEW, kept)
    if len(seen) > 2:
        seen = tuple(sorted(set(seen), key=ladder_order))
    if not seen:
        return None
    if off and len(set(seen)) == 1:
        return Observation(seen[:1], Reading.ONE_KNOWN, kept)
    if len(seen) == 1:
        if remains:
            return Observation(seen, Reading.SINGLE)
        return Observation(seen * 2, Reading.GENOTYPE)
    return Observation(seen, Reading.GENOTYPE, kept)


@dataclass(frozen=True)
class Profile:
    """The typing result of one sample: observations by marker name (the usual spelling).

    `remains` tells remains from a relative's reference sample. `dropout` is the chance that one
    copy of an allele is not seen where a single allele was read, in [0, 1); with `None` the
    chance of the settings in force is taken.
    """

    sample: str
    observations: Mapping[str, Observation] = field(repr=False)
    remains: bool = False
    dropout: float | None = None

    def __post_init__(self) -> None:
        if self.dropout is not None and not 0 <= self.dropout < 1:
            raise ValueProblem(f"sample {self.sample}: a dropout chance lies in [0, 1)")

    @classmethod
    def of(
        cls,
        sample: str,
        alleles: Mapping[str, Iterable[str]],
        *,
        remains: bool = False,
        dropout: float | None = None,
    ) -> Profile:
        """A profile from alleles by marker. Errors name the sample and the marker."""
        found: dict[str, Observation] = {}
        for marker, read in alleles.items():
            try:
                observation = observed(read, remains=remains)
            except ValueProblem as problem:
                raise ValueProblem(f"sample {sample}, marker {marker}: {problem}") from None
            if observation is not None:
                found[marker] = observation
        return cls(sample, MappingProxyType(found), remains, dropout)

    @property
    def left_behind(self) -> Profile:
        """The same read as of something left behind (a toothbrush), where nobody drew a sample: of
        a single allele, which in a reference is a homozygote, the other may have dropped out."""
        single = {
            name: Observation(seen.alleles[:1], Reading.SINGLE, seen.raw)
            for name, seen in self.observations.items()
            if len(seen.raw) == 1 and seen.reading is Reading.GENOTYPE and len(seen.alleles) == 2
        }
        if not single:
            return self
        return replace(self, observations=MappingProxyType({**self.observations, **single}))

    @property
    def for_review(self) -> tuple[str, ...]:
        """The markers where more than two alleles were read."""
        return tuple(name for name, seen in self.observations.items() if not seen.usable)

    def __str__(self) -> str:
        single = sum(seen.reading is Reading.SINGLE for seen in self.observations.values())
        told = [f"{len(self.observations)} markers"]
        if single:
            told.append(f"{single} with a single allele")
        if self.for_review:
            told.append(f"for review: {', '.join(self.for_review)}")
        kind = "remains" if self.remains else "reference"
        return f"{self.sample} ({kind}): {', '.join(told)}"

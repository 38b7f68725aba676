"""The values of one CMF locus as an observation, and an observation as the values of a locus."""

from __future__ import annotations

import re
from dataclasses import replace

from repatria.base.errors import ValueProblem
from repatria.base.messages import sentence
from repatria.kinship.alleles import OFF_LADDER
from repatria.kinship.known_markers import AMELOGENIN, chromosome_of
from repatria.kinship.lineage.y_haplotypes import MULTI_COPY
from repatria.kinship.profile import Observation, Reading, observed

_BEYOND_LADDER = re.compile(r"[<>]\s*\d{1,3}([.,]\d)?", re.ASCII)


def on_ladder(value: str) -> str:
    """The value, or `OL` for “<8” and “>19”, which say on which side of the ladder it lies."""
    return OFF_LADDER if _BEYOND_LADDER.fullmatch(value) else value


def observation_of(
    marker: str, values: tuple[str, ...], *, uncertain: bool, male: bool = False
) -> Observation | None:
    """What the values of one locus are taken for.

    One ALLELE of an autosomal marker is a homozygote in a sure sample, and a single allele with
    possible dropout in an uncertain one (remains, or a partial profile). A marker of the Y, and of
    the X in a man, has one allele and is never doubled; only a marker with two copies on the Y may
    hide a second one in an uncertain sample. A Y alone at amelogenin leaves the X in doubt.
    """
    seen = observed([on_ladder(value) for value in values], remains=uncertain)
    if seen is None:
        return None
    if seen.raw:
        seen = replace(seen, raw=values)
    if seen.reading not in (Reading.GENOTYPE, Reading.SINGLE) or len({*seen.alleles}) > 1:
        return seen
    allele = seen.alleles[:1]
    if marker == AMELOGENIN and allele == ("Y",):
        return Observation(allele, Reading.SINGLE)
    chromosome = chromosome_of(marker)
    if marker in MULTI_COPY:
        if len(values) > 1:
            return seen
        return Observation(allele, Reading.SINGLE if uncertain else Reading.GENOTYPE)
    if chromosome == "Y" or (chromosome == "X" and male):
        return Observation(allele, Reading.GENOTYPE)
    return seen


def values_of(marker: str, seen: Observation, *, uncertain: bool) -> tuple[str, ...]:
    """The values of a locus that `observation_of` takes for the same observation again.

    Raises `ValueProblem` where CMF cannot tell it: a single allele with possible dropout in a sure
    sample would come back as a homozygote.
    """
    if seen.reading is Reading.REVIEW:
        return seen.raw or seen.alleles
    if seen.reading is Reading.ONE_KNOWN:
        return seen.raw or (*seen.alleles, OFF_LADDER)
    equal = len({*seen.alleles}) == 1
    if chromosome_of(marker) == "Y" and marker not in MULTI_COPY:
        return seen.alleles[:1] if equal else seen.alleles
    if seen.reading is Reading.SINGLE:
        if uncertain or (marker == AMELOGENIN and seen.alleles == ("Y",)):
            return seen.alleles
        raise ValueProblem(sentence("a single allele of a reference that is not marked partial"))
    if len(seen.alleles) == 1 and (uncertain or marker not in MULTI_COPY):
        raise ValueProblem(sentence("one allele, without doubt, of a marker that has two"))
    return (
        seen.alleles[:1] if equal and not uncertain and marker not in MULTI_COPY else seen.alleles
    )

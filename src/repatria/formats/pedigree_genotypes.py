"""Genotypes as pedigree programs write them: two alleles of a table, a man's one X allele twice."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace

from repatria.base.errors import ValueProblem
from repatria.base.messages import sentence
from repatria.kinship.alleles import OFF_LADDER, SILENT, canonical_allele, ladder_order, repeats
from repatria.kinship.pedigree import Sex
from repatria.kinship.profile import Observation, Reading, observed

_NO_REPEATS = frozenset({"X", "Y", OFF_LADDER})


def observed_labels(
    alleles: Iterable[str], known: Collection[str], *, remains: bool = False
) -> Observation | None:
    """Like `observed`, with the words of a table (“Rest allele”) taken for alleles too.

    `known` holds the alleles of the table. Raises `ValueProblem` for what is no allele, and for the
    silent one, which nobody can read.
    """
    written = [each.strip() for each in alleles if each.strip()]
    if SILENT in written:
        raise ValueProblem(sentence("the silent allele is never read"))
    words = {each for each in written if _word(each) and each in known}
    if not words:
        return observed(written, remains=remains)
    read = [each if each in words else canonical_allele(each) for each in written]
    labels = tuple(sorted(read, key=ladder_order))
    if len(labels) > 2:
        return Observation(labels, Reading.REVIEW)
    if len(labels) == 1 and remains:
        return Observation(labels, Reading.SINGLE)
    return Observation(labels * (3 - len(labels)), Reading.GENOTYPE)


def _word(label: str) -> bool:
    return repeats(label) is None and label not in _NO_REPEATS


def as_carried(seen: Observation, chromosome: str, sex: Sex) -> Observation:
    """The observation with one allele where the person has one copy of the chromosome.

    Raises `ValueProblem` for two different alleles of a man at an X-linked marker, and for any
    allele of a woman at a Y-linked one. A Y-linked marker in two places keeps its two alleles.
    """
    if chromosome == "X" and sex is Sex.MALE:
        if len(set(seen.alleles)) > 1:
            raise ValueProblem(
                sentence("{seen} was read in a man, and the marker is X-linked", seen=str(seen))
            )
    elif chromosome != "Y":
        return seen
    elif sex is Sex.FEMALE:
        raise ValueProblem(
            sentence("{seen} was read in a woman, and the marker is Y-linked", seen=str(seen))
        )
    if seen.reading is Reading.GENOTYPE:
        return replace(seen, alleles=tuple(dict.fromkeys(seen.alleles)))
    return seen

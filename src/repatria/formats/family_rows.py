"""A row of a table of families, and the sex that it tells."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from repatria.base.errors import ValueProblem
from repatria.base.messages import sentence
from repatria.formats.problems import shown
from repatria.kinship.known_markers import AMELOGENIN
from repatria.kinship.pedigree import Sex
from repatria.kinship.profile import Profile, Reading

SEX_WORDS: Mapping[Sex, tuple[str, ...]] = {
    Sex.MALE: (
        "m", "male", "man", "xy", "x/y", "ч", "чол", "чоловік", "чоловіча", "чоловічий", "м", "муж",
        "мужчина", "мужской",
    ),
    Sex.FEMALE: (
        "f", "female", "woman", "xx", "x/x", "ж", "жін", "жінка", "жіноча", "жіночий", "жен",
        "женщина", "женский",
    ),
    Sex.UNKNOWN: ("", "?", "-", "u", "unknown", "невідомо", "невідома", "неизвестно", "неизвестен"),
}  # fmt: skip
"""What may stand in the column of the sex, without case and full stop."""
SEX = {
    Sex.MALE: sentence("male"),
    Sex.FEMALE: sentence("female"),
    Sex.UNKNOWN: sentence("unknown"),
}
"""What a sentence calls a sex."""
_SEXES = {word: sex for sex, words in SEX_WORDS.items() for word in words}


class SexesDiffer(ValueProblem):
    """The sex that was stated and that of amelogenin are not one."""


class Row(Protocol):
    """A sample as a reader of genotypes gives it (`genotypes.SampleRow`)."""

    @property
    def profile(self) -> Profile: ...
    @property
    def row(self) -> int: ...
    @property
    def family(self) -> str: ...
    @property
    def relationship(self) -> str: ...
    @property
    def sex(self) -> str: ...


def sex_of(row: Row) -> Sex:
    """The sex by the column and by amelogenin. Raises `SexesDiffer` where they differ, and
    `ValueProblem` where the column's word is not one of `SEX_WORDS`.

    A single X of remains may have lost its Y, and tells nothing.
    """
    word = row.sex.strip().rstrip(".").casefold()
    if word not in _SEXES:
        raise ValueProblem(sentence("“{sex}” is no sex; write male or female", sex=shown(row.sex)))
    stated, read = _SEXES[word], _amelogenin(row.profile)
    if stated is not Sex.UNKNOWN and read is not Sex.UNKNOWN and stated is not read:
        alleles = row.profile.observations[AMELOGENIN]
        raise SexesDiffer(
            sentence(
                "the sex is {sex}, but {marker} reads {alleles}",
                sex=SEX[stated],
                marker=AMELOGENIN,
                alleles=str(alleles),
            )
        )
    return read if stated is Sex.UNKNOWN else stated


def _amelogenin(profile: Profile) -> Sex:
    seen = profile.observations.get(AMELOGENIN)
    if seen is None or not seen.usable:
        return Sex.UNKNOWN
    if "Y" in seen.alleles:
        return Sex.MALE
    whole = seen.reading is Reading.GENOTYPE and set(seen.alleles) == {"X"}
    return Sex.FEMALE if whole else Sex.UNKNOWN

"""Remains as a blind search takes them: a profile, and where and when the sample came."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from repatria.base.dates import PartialDate
from repatria.base.errors import ValueProblem
from repatria.kinship.known_markers import AMELOGENIN
from repatria.kinship.pedigree import Sex
from repatria.kinship.profile import Profile


@dataclass(frozen=True)
class Remains:
    """One sample. `container` and `received` are shown and never used in a ratio: several persons
    in one container are as usual as one person in several.

    `received` is the day of the handover; None and "" where it is not known.
    """

    profile: Profile
    container: str = ""
    received: PartialDate | None = None

    @property
    def code(self) -> str:
        return self.profile.sample

    @property
    def sex(self) -> Sex:
        """What amelogenin says: male where a Y was read, female where two X were, else unknown,
        since beside a single X a Y may have dropped out."""
        seen = self.profile.observations.get(AMELOGENIN)
        if seen is None:
            return Sex.UNKNOWN
        if "Y" in seen.alleles:
            return Sex.MALE
        return Sex.FEMALE if seen.alleles == ("X", "X") else Sex.UNKNOWN

    def __str__(self) -> str:
        told = [f"container {self.container}"] if self.container else []
        told += [f"received {self.received}"] if self.received else []
        return f"{self.code} ({', '.join(told)})" if told else self.code


def in_order(remains: Iterable[Remains]) -> tuple[Remains, ...]:
    """By code, so that no result depends on the order in which remains were given.

    Raises `ValueProblem` where two have one code.
    """
    found = tuple(sorted(remains, key=lambda each: each.code))
    for one, other in pairwise(found):
        if one.code == other.code:
            raise ValueProblem(f"two remains have the code {one.code}: {one} and {other}")
    return found

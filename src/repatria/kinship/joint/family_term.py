"""What several found persons assigned to one family tell together.

For an assignment a of found persons to missing persons of family F,

    log R(a) = log P(references, found placed by a) − log P(references, found unrelated),

a natural logarithm, the sum over markers, which are taken as independent. Two brothers found are
not two independent matches: *excess* is log R(a) less the sum of the ratios of each pair alone.
Samples of the missing themselves are references that are theirs in both. A marker where the
references contradict each other tells nothing, as in the tables of the search.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from repatria.base.errors import ValueProblem
from repatria.kinship.family import Family
from repatria.kinship.hypothesis import Hypothesis
from repatria.kinship.likelihood import Computation
from repatria.kinship.pedigree import Pedigree, Person
from repatria.kinship.profile import Profile

Placed = tuple[tuple[str, str], ...]
"""Pairs of a missing person and a found one."""


class FamilyTerms:
    """Joint ratios of families, each computed once and kept.

    `profiles` has the samples of each found person, one or several. Called with a family and its
    pairs it gives their excess. Raises `ValueProblem` for a family, a missing or a found person who
    is not there, and whatever the likelihood engine raises.
    """

    def __init__(
        self,
        computation: Computation,
        families: Mapping[str, Family],
        profiles: Mapping[str, Sequence[Profile]],
    ) -> None:
        self.computation, self.families, self.profiles = computation, families, profiles
        self._kept: dict[tuple[str, frozenset[tuple[str, str]], bool], float] = {}

    def __call__(self, family: str, pairs: Placed) -> float:
        """What the pairs tell together beyond the sum of each alone; −inf where they cannot be."""
        together = self.log_ratio(family, pairs)
        if together == -np.inf:
            return together
        return together - sum(self.log_ratio(family, (pair,)) for pair in pairs)

    def log_ratio(self, family: str, pairs: Placed) -> float:
        """log R of the pairs, natural; −inf where they cannot be."""
        return self._log_ratio(family, pairs, references=True)

    def without_references(self, family: str, pairs: Placed) -> float:
        """log R of the pairs with the family's samples left out: what the found tell by being
        related to each other in this way, whosever family it is."""
        return self._log_ratio(family, pairs, references=False)

    def _log_ratio(self, family: str, pairs: Placed, references: bool) -> float:
        key = family, frozenset(pairs), references
        if key not in self._kept:
            self._kept[key] = self._computed(family, pairs, references)
        return self._kept[key]

    def _computed(self, name: str, pairs: Placed, references: bool) -> float:
        family = self.families.get(name)
        if family is None:
            raise ValueProblem(f"there is no family {name}")
        pedigree = family.pedigree
        read: dict[str, Profile] = dict(family.read) if references else {}
        prefix = "found"
        while any(name.startswith(prefix) for name in (*pedigree.ids, *read)):
            prefix += "'"
        placed: dict[str, str] = dict(family.whose) if references else {}
        apart = dict(placed)
        strangers: list[Pedigree] = []
        for number, (missing, found) in enumerate(sorted(pairs)):
            if missing not in family.missing:
                raise ValueProblem(f"{missing} is not missing in family {name}")
            if found not in self.profiles:
                raise ValueProblem(f"there is no profile of {found}")
            stranger = f"{prefix} {number}"
            strangers.append(Pedigree.of(Person(stranger, pedigree.by_id[missing].sex)))
            for at, profile in enumerate(self.profiles[found]):
                sample = f"{stranger}.{at}"
                read[sample], placed[sample], apart[sample] = profile, missing, stranger
        first = Hypothesis(f"they are of family {name}", (pedigree,), placed)
        second = Hypothesis("they are unrelated", (pedigree, *strangers), apart)
        together, alone = (
            self.computation.likelihoods(each, read).logarithms for each in (first, second)
        )
        telling = np.isfinite(alone)
        return float((together[telling] - alone[telling]).sum())

"""Whether the references of a family can belong together, marker by marker, and if not, who is at
odds with the rest."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from repatria.kinship.hypothesis import Hypothesis
from repatria.kinship.likelihood import Computation
from repatria.kinship.profile import Profile


@dataclass(frozen=True, slots=True)
class Contradiction:
    """A marker at which the references cannot all be right without a mutation.

    `possible` says whether the mutation model in force allows it. `persons` are those without any
    one of whom the others agree; empty where it takes more than one.
    """

    marker: str
    possible: bool
    persons: tuple[str, ...]

    @property
    def sentence(self) -> str:
        told = "need a mutation" if self.possible else "contradict each other"
        who = f"; without {' or '.join(self.persons)} they agree" if self.persons else ""
        return f"at {self.marker} the references {told}{who}"


def contradictions(
    computation: Computation, hypothesis: Hypothesis, profiles: Mapping[str, Profile]
) -> tuple[Contradiction, ...]:
    """Every marker at which these readings need a mutation under a hypothesis, or cannot be."""
    strict = computation.without_mutation
    impossible = strict.likelihoods(hypothesis, profiles).mantissas == 0
    if not impossible.any():
        return ()
    allowed = computation.likelihoods(hypothesis, profiles).mantissas > 0
    agreeing: dict[str, np.ndarray[tuple[int], np.dtype[np.bool_]]] = {}
    for person in profiles:
        others = {each: profile for each, profile in profiles.items() if each != person}
        agreeing[person] = strict.likelihoods(hypothesis, others).mantissas > 0
    return tuple(
        Contradiction(
            name,
            bool(allowed[place]),
            tuple(person for person, agrees in agreeing.items() if agrees[place]),
        )
        for place, name in enumerate(computation.panel.names)
        if impossible[place]
    )

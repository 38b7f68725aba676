"""Dead kin taken for members of a stranger's family.

A found person V whose own family never came can look like the missing person of family F: because
a dead brother W of V was placed there too, and the two vouch for each other; or because V resembles
F a little and nothing better is listed. The check is to take the references away and ask again. Two
comparisons, both of natural logarithms of likelihood ratios against *unrelated to everyone*:

- W is assigned to the same family: log R of both with F's references against log R₀ of both without
  them. Where the references add little, the two are kin, of whichever family.
- W is assigned elsewhere, or to nobody: log R of V being the missing person of F against log R of V
  being kin of W.

Where the claim is not ahead by `MARGIN`, a warning gives both numbers. It judges nothing.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol

MARGIN = math.log(1000)
"""How far the claim has to be ahead, in natural logarithms."""
PLAUSIBLE = math.log(100)
"""From which ratio two found persons count as possible kin."""


class JointRatios(Protocol):
    """Joint ratios of a family, as `family_term.FamilyTerms` has them."""

    def log_ratio(self, family: str, pairs: tuple[tuple[str, str], ...]) -> float: ...

    def without_references(self, family: str, pairs: tuple[tuple[str, str], ...]) -> float: ...


@dataclass(frozen=True, slots=True)
class Claimed:
    """A found person assigned to a missing person, with log R of this pair alone."""

    remains: str
    missing: str
    family: str
    log_ratio: float


@dataclass(frozen=True, slots=True)
class DeadKin:
    """Two found persons and log R of a relation between them (“sibling”), both without any family:
    the remains–remains matrix of a blind search, its close pairs."""

    one: str
    other: str
    relation: str
    log_ratio: float


@dataclass(frozen=True, slots=True)
class KinWarning:
    """A claim that being kin of another dead person explains as well, or nearly.

    `claimed` and `otherwise` are the natural logarithms compared; `together` tells whether the
    other dead person is assigned to the same family, so that both numbers are of the two together.
    """

    claim: Claimed
    kin: DeadKin
    claimed: float
    otherwise: float
    together: bool

    @property
    def other(self) -> str:
        """The other dead person."""
        return self.kin.other if self.kin.one == self.claim.remains else self.kin.one

    @property
    def sentence(self) -> str:
        at, claim = f"family {self.claim.family}", self.claim
        ahead = _power(self.claimed - self.otherwise)
        if self.together:
            return (
                f"{claim.remains} and {self.other}: the ratio of both as missing of {at} is "
                f"{_power(self.claimed)}, and {_power(self.otherwise)} with the references of "
                f"{at} left out; the references add a factor of {ahead}. They may be kin of each "
                "other and of another family."
            )
        told = (
            f"{claim.remains}: the ratio as {claim.missing} of {at} is {_power(self.claimed)}, and "
            f"{_power(self.otherwise)} as {self.kin.relation} of {self.other}, unrelated to {at}"
        )
        if self.claimed > self.otherwise:
            return f"{told}; the claim is ahead by a factor of {ahead} only."
        return f"{told}; that explains the readings as well or better."

    def __str__(self) -> str:
        return self.sentence


def kin_warnings(
    claims: Iterable[Claimed],
    kin: Iterable[DeadKin],
    ratios: JointRatios | None = None,
    margin: float = MARGIN,
    plausible: float = PLAUSIBLE,
) -> tuple[KinWarning, ...]:
    """The claims that a dead relative explains as well. `ratios` serves where two of the dead are
    assigned to one family; without it their single ratios are added."""
    standing = {claim.remains: claim for claim in claims}
    found: list[KinWarning] = []
    for pair in kin:
        if pair.log_ratio >= plausible:
            found.extend(_of_pair(pair, standing, ratios, margin))
    return tuple(found)


def _of_pair(
    pair: DeadKin, standing: dict[str, Claimed], ratios: JointRatios | None, margin: float
) -> Iterator[KinWarning]:
    one, other = standing.get(pair.one), standing.get(pair.other)
    if one is not None and other is not None and one.family == other.family:
        both = ((one.missing, one.remains), (other.missing, other.remains))
        if ratios is None:
            claimed, otherwise = one.log_ratio + other.log_ratio, pair.log_ratio
        else:
            claimed = ratios.log_ratio(one.family, both)
            otherwise = max(pair.log_ratio, ratios.without_references(one.family, both))
        if claimed - otherwise < margin:
            yield KinWarning(one, pair, claimed, otherwise, True)
        return
    for claim in (one, other):
        if claim is not None and claim.log_ratio - pair.log_ratio < margin:
            yield KinWarning(claim, pair, claim.log_ratio, pair.log_ratio, False)


def _power(log: float) -> str:
    if log == -math.inf:
        return "0"
    return f"10^{log / math.log(10):.1f}"

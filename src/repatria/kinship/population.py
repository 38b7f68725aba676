"""A reference population: a named table of allele frequencies, with theta and the rule for rare
alleles. Which one is in force stands on every result."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from types import MappingProxyType

from repatria.base.errors import ValueProblem
from repatria.kinship.known_markers import folded, marker_name
from repatria.kinship.marker import Marker


@dataclass(frozen=True, slots=True)
class MinimumFrequency:
    """The least frequency of an allele: `count` / alleles counted at the marker, or `value`.

    The rule 5/2N (National Research Council 1996, recommendation 4.2) is `count` 5. With both 0
    there is no rule, and an allele that the table lacks is an error.
    """

    count: float = 0.0
    value: float = 0.0

    def floor(self, marker: Marker) -> float:
        """The least frequency at this marker; 0 where the rule gives none."""
        if self.count and marker.samples:
            return max(self.value, self.count / marker.samples)
        return self.value

    def __str__(self) -> str:
        if self.count:
            fixed = f", at least {self.value:g}" if self.value else ""
            return f"{self.count:g}/2N{fixed}"
        return f"{self.value:g}" if self.value else "none"


NO_MINIMUM = MinimumFrequency()
FIVE_OVER_2N = MinimumFrequency(count=5)


@dataclass(frozen=True)
class Population:
    """Markers by name, with the settings that go with them.

    `theta` is the coancestry coefficient (Balding & Nichols 1994), in [0, 1). `source` says where
    the figures come from. Raises `ValueProblem` for a theta outside its range.
    """

    name: str
    markers: Mapping[str, Marker] = field(repr=False)
    theta: float = 0.0
    minimum: MinimumFrequency = NO_MINIMUM
    source: str = ""

    def __post_init__(self) -> None:
        if not 0 <= self.theta < 1:
            raise ValueProblem(f"theta is {self.theta:g}; it lies in [0, 1)")

    @classmethod
    def of(cls, name: str, markers: Iterable[Marker], **settings: object) -> Population:
        """A population from its markers. Raises `ValueProblem` where a name stands twice."""
        found: dict[str, Marker] = {}
        for marker in markers:
            if marker.name in found:
                raise ValueProblem(f"the marker {marker.name} stands twice in {name}")
            found[marker.name] = marker
        return cls(name, MappingProxyType(found), **settings)  # type: ignore[arg-type]

    @cached_property
    def _by_folded(self) -> Mapping[str, Marker]:
        return {folded(marker_name(name)): marker for name, marker in self.markers.items()}

    def marker(self, name: str) -> Marker | None:
        """The marker of this name in any of its spellings, else None."""
        return self.markers.get(name) or self._by_folded.get(folded(marker_name(name)))

    def with_settings(
        self, *, theta: float | None = None, minimum: MinimumFrequency | None = None
    ) -> Population:
        """The same table under another theta or another rule for rare alleles."""
        return replace(
            self,
            theta=self.theta if theta is None else theta,
            minimum=self.minimum if minimum is None else minimum,
        )

    def __str__(self) -> str:
        return (
            f"{self.name}: {len(self.markers)} markers, theta {self.theta:g}, "
            f"minimum frequency {self.minimum}"
        )

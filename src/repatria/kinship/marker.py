"""A marker: its alleles with their frequencies, and where it lies."""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from types import MappingProxyType

from repatria.base.errors import ValueProblem
from repatria.kinship.alleles import SILENT, ladder_order
from repatria.kinship.known_markers import chromosome_of

SUM_TOLERANCE = 1e-9
"""How far the frequencies of a marker may be from one in sum. A table is normalised before."""


@dataclass(frozen=True)
class Marker:
    """One locus of a population.

    `alleles` stand in ladder order, `frequencies` beside them and sum to one. `chromosome` is `1`
    to `22`, `X`, `Y` or `A` (an autosome, which is not told). `samples` is the number of alleles
    counted (2N for N persons; 0 where it is not known). With a silent allele its name is the last
    of `alleles`.

    Raises `ValueProblem` for anything else.
    """

    name: str
    alleles: tuple[str, ...]
    frequencies: tuple[float, ...]
    chromosome: str = "A"
    samples: int = 0
    linkage_group: str = ""
    added: frozenset[str] = field(default_factory=frozenset)
    """Alleles that the table does not have and that were given the minimum frequency."""

    def __post_init__(self) -> None:
        if not self.alleles:
            raise ValueProblem(f"marker {self.name} has no alleles")
        if len(self.alleles) != len(self.frequencies):
            raise ValueProblem(
                f"marker {self.name} has {len(self.alleles)} alleles and "
                f"{len(self.frequencies)} frequencies"
            )
        if len(set(self.alleles)) != len(self.alleles):
            twice = next(each for each in self.alleles if self.alleles.count(each) > 1)
            raise ValueProblem(f"marker {self.name} has the allele {twice} twice")
        for allele, frequency in zip(self.alleles, self.frequencies, strict=True):
            if not (math.isfinite(frequency) and frequency > 0):
                raise ValueProblem(
                    f"marker {self.name}, allele {allele}: the frequency {frequency} is not above 0"
                )
        total = math.fsum(self.frequencies)
        if abs(total - 1) > SUM_TOLERANCE:
            raise ValueProblem(f"marker {self.name}: the frequencies sum to {total:.6g}, not to 1")
        if list(self.alleles) != sorted(self.alleles, key=ladder_order):
            raise ValueProblem(f"marker {self.name}: the alleles do not stand in ladder order")

    @classmethod
    def of(
        cls, name: str, frequencies: Mapping[str, float], *, chromosome: str = "", samples: int = 0
    ) -> Marker:
        """A marker from a table allele → frequency in any order, scaled to sum to one.

        Where no chromosome is given, that of the marker's name is taken.
        """
        kept = {allele: value for allele, value in frequencies.items() if value != 0}
        alleles = tuple(sorted(kept, key=ladder_order))
        total = math.fsum(kept.values()) or 1.0
        return cls(
            name,
            alleles,
            tuple(kept[allele] / total for allele in alleles),
            chromosome or chromosome_of(name) or "A",
            samples,
        )

    @cached_property
    def index(self) -> Mapping[str, int]:
        """The place of each allele."""
        return MappingProxyType({allele: place for place, allele in enumerate(self.alleles)})

    @property
    def silent(self) -> float:
        """The frequency of the silent allele; 0 where there is none."""
        return self.frequencies[-1] if self.alleles[-1] == SILENT else 0.0

    @property
    def x_linked(self) -> bool:
        return self.chromosome == "X"

    @property
    def haploid(self) -> bool:
        """Whether it passes whole from one parent: Y-linked."""
        return self.chromosome == "Y"

    def frequency(self, allele: str) -> float:
        """The frequency of an allele of the table, else 0."""
        place = self.index.get(allele)
        return 0.0 if place is None else self.frequencies[place]

    def with_silent(self, frequency: float) -> Marker:
        """With a silent allele of this frequency; the others are scaled by 1 − it."""
        if not 0 <= frequency < 1:
            raise ValueProblem(f"marker {self.name}: a silent allele's frequency is in [0, 1)")
        if frequency == 0 or self.silent:
            return self
        scaled = tuple(value * (1 - frequency) for value in self.frequencies)
        return replace(self, alleles=(*self.alleles, SILENT), frequencies=(*scaled, frequency))

    def with_minimum(self, floor: float, seen: Collection[str] = ()) -> Marker:
        """With no frequency under `floor`, and with each allele of `seen` that the table lacks
        at `floor`; then scaled to sum to one. `added` names the alleles that were lacking.
        """
        if floor <= 0:
            return self
        table = {
            allele: max(value, floor)
            for allele, value in zip(self.alleles, self.frequencies, strict=True)
        }
        lacking = frozenset(seen) - table.keys()
        if not lacking and min(self.frequencies) >= floor:
            return self
        table.update(dict.fromkeys(lacking, floor))
        made = Marker.of(self.name, table, chromosome=self.chromosome, samples=self.samples)
        return replace(made, linkage_group=self.linkage_group, added=self.added | lacking)

    def __str__(self) -> str:
        counted = f", {self.samples:,} alleles counted" if self.samples else ""
        where = {"A": "autosomal", "X": "X-linked", "Y": "Y-linked"}.get(
            self.chromosome, f"chromosome {self.chromosome}"
        )
        ends = f"{self.alleles[0]} to {self.alleles[-2 if self.silent else -1]}"
        silent = f", silent {self.silent:g}" if self.silent else ""
        visible = len(self.alleles) - bool(self.silent)
        return f"{self.name}: {visible} alleles {ends}, {where}{silent}{counted}"

"""Patterns of transmission: for each meiosis, which of the parent's two copies was passed on.

They serve what elimination cannot: founders that share ancestry (theta), and linked markers, whose
patterns depend on each other.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from repatria.base.errors import ValueProblem
from repatria.kinship.gene_flow import Copy, Flow, Known, Source

Numbers = NDArray[np.int64]
Vector = NDArray[np.float64]
Flags = NDArray[np.bool_]

MOST_WORK = 4e11
"""Steps at one locus, some tens of minutes: beyond it the answer is an error, never a guess."""

MOST_TYPED = 40
"""Typed persons: each may cost a factor of 10⁻⁷, and nothing is scaled here."""


@dataclass(frozen=True, eq=False)
class Transmission:
    """The copies of a flow as the kernel takes them, with a bit for each meiosis that is open.

    `symmetric` lists, for each untyped founder, the bits of its children: its two copies may be
    exchanged, so the first of these bits may be held at 0.
    """

    known: Numbers
    single: Flags
    phased: Flags
    person: Numbers
    side: Numbers
    source: Numbers
    from_first: Numbers
    from_second: Numbers
    bit: Numbers
    averaged: Flags
    bits: int
    symmetric: tuple[tuple[int, ...], ...]
    founders: int
    """Founders' copies that are not certain."""

    @property
    def copies(self) -> tuple[NDArray[Any], ...]:
        """As the kernels take them."""
        return (
            self.known, self.single, self.phased, self.person, self.side, self.source,
            self.from_first, self.from_second, self.bit, self.averaged,
        )  # fmt: skip

    @cached_property
    def patterns(self) -> Numbers:
        """All patterns in which the first bit of every untyped founder is 0. The likelihood is
        their mean."""
        held = {bits[0] for bits in self.symmetric}
        free = [bit for bit in range(self.bits) if bit not in held]
        found = np.zeros(1, np.int64)
        for bit in free:
            found = np.concatenate([found, found | (1 << bit)])
        return found  # in ascending order, since the bits are

    def work(self, choices: int, size: int) -> float:
        """About how many steps a locus takes with so many choices of phases and terms."""
        a_pattern = len(self.person) * size**2 + 3.0**self.founders + size * 2.0**self.founders
        held = len(self.symmetric)
        return choices * 2.0 ** (self.bits - held) * a_pattern

    def check(self, choices: int, size: int, most: float | None = None) -> None:
        """Raise `ValueProblem` where a locus would take more than `most` steps (`MOST_WORK`), or
        where the probability of so many readings could fall below the smallest float."""
        if np.count_nonzero(self.known) > MOST_TYPED:
            raise ValueProblem(
                f"{np.count_nonzero(self.known)} typed persons are too many for theta or linkage; "
                f"{MOST_TYPED} are allowed"
            )
        work = self.work(choices, size)
        most = MOST_WORK if most is None else most
        if work > most:
            raise ValueProblem(
                f"the pedigree needs {work:.1e} steps at a marker with theta or linkage, more than "
                f"the {most:.0e} that are allowed; set theta to 0, or flag linked markers, or "
                "take a smaller pedigree"
            )


@lru_cache(maxsize=2048)
def transmission(flow: Flow, linked: bool) -> Transmission:
    """The transmission of a flow. With `linked`, meioses from certain parents have bits too."""
    places: dict[tuple[int, int], int] = {}
    copies = [copy for each in flow.copies for copy in each]
    for place, copy in enumerate(copies):
        places[copy.person, copy.side] = place
    bits = 0
    rows = []
    of_founder: dict[int, list[int]] = {}
    for copy in copies:
        first = second = bit = -1
        averaged = False
        if copy.source is Source.MEIOSIS:
            from_copies = [places[each.person, each.side] for each in flow.copies[copy.parent]]
            first, second = from_copies[0], from_copies[-1]
            certain = flow.known[copy.parent] is Known.SHARP
            if len(from_copies) == 2 and certain and not linked:
                averaged = True
            elif len(from_copies) == 2:
                bit, bits = bits, bits + 1
                if _exchangeable(flow, copy.parent):
                    of_founder.setdefault(copy.parent, []).append(bit)
        rows.append((copy.person, copy.side, copy.source, first, second, bit, averaged))
    columns = [np.array(column) for column in zip(*rows, strict=True)]
    person, side, source, first_copy, second_copy, bit_of, in_place = columns
    uncertain = sum(
        copy.source is not Source.MEIOSIS
        and (copy.source is Source.GAMETE or flow.known[copy.person] is not Known.SHARP)
        for copy in copies
    )
    return Transmission(
        np.array(flow.known, np.int64),
        np.array([len(each) == 1 for each in flow.copies], np.bool_),
        np.array([_phased(each, linked) for each in flow.copies], np.bool_),
        person.astype(np.int64),
        side.astype(np.int64),
        source.astype(np.int64),
        first_copy.astype(np.int64),
        second_copy.astype(np.int64),
        bit_of.astype(np.int64),
        in_place.astype(np.bool_),
        bits,
        tuple(tuple(each) for each in of_founder.values()),
        uncertain,
    )


def _phased(copies: tuple[Copy, ...], linked: bool) -> bool:
    """Whether the two phases of a certain heterozygote are told apart.

    Where the two copies come from one population they are alike at one marker; which allele of one
    marker lies with which of the next is not known, so with linked markers both phases count.
    """
    return len(copies) == 2 and (
        linked or any(copy.source is not Source.POPULATION for copy in copies)
    )


def _exchangeable(flow: Flow, person: int) -> bool:
    """Whether a person's two copies are alike before anything is known of its children, as those of
    a founder are whose genotype is asked for: which of the two is which is not."""
    return flow.known[person] in (Known.NOTHING, Known.OPEN) and all(
        copy.source is Source.POPULATION for copy in flow.copies[person]
    )

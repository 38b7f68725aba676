"""What may come otherwise than planned: named scenarios, drawn as often as each says.

A scenario gives ranges; every run of it draws from them evenly. Rates are in thousandths. An answer
of the holder stands for all rounds of a run: whoever is refused in it does not return in it. People
are drawn one by one, by their code, so that no order of a file and nobody else decides on them.

What is drawn here serves forecasts alone. No list, order or number of a round depends on it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from repatria.base.errors import ValueProblem
from repatria.base.messages import message

WHOLE = 1_000
Range = tuple[int, int]
"""Thousandths, both ends within."""
CERTAIN: Range = (WHOLE, WHOLE)
NONE: Range = (0, 0)
MOST_RUNS = 100_000


@dataclass(frozen=True, slots=True)
class Scenario:
    """How things may go, and in how many runs."""

    name: str
    """A template of `base.messages.message`."""
    runs: int
    agrees: tuple[Range, Range] = (CERTAIN, CERTAIN)
    """To how many of those who return to each side their holder agrees."""
    lifted: Range = NONE
    """Of the vetoes that stand."""
    added: Range = NONE
    """Of those who have none."""
    seats: tuple[Range, Range] = (CERTAIN, CERTAIN)
    """Of the seats and stretcher places that the agreement gives to each side."""

    def __post_init__(self) -> None:
        shares = (*self.agrees, self.lifted, self.added)
        wrong = any(not 0 <= low <= high <= WHOLE for low, high in shares)
        if wrong or any(not 0 <= low <= high <= 10 * WHOLE for low, high in self.seats):
            text = message("A rate of a scenario is a range of thousandths, the lower end first.")
            raise ValueProblem(text)
        if not 1 <= self.runs <= MOST_RUNS:
            raise ValueProblem(message("A scenario is drawn at least once."))


def usual(agrees: tuple[Range, Range], runs: int = 50) -> tuple[Scenario, ...]:
    """Seven scenarios around rates at which holders have agreed, each drawn so often: as before,
    more and fewer agreed, more and fewer seats, vetoes lifted and added."""
    before = Scenario(message("As before."), runs, agrees)
    fewer = tuple((low // 2, high // 2) for low, high in agrees)
    more = tuple((low, (high + WHOLE) // 2) for low, high in agrees)
    return (
        before,
        replace(before, name=message("The holder agrees to fewer."), agrees=(fewer[0], fewer[1])),
        replace(before, name=message("The holder agrees to more."), agrees=(more[0], more[1])),
        replace(before, name=message("There are fewer seats."), seats=((500, 1000), (500, 1000))),
        replace(before, name=message("There are more seats."), seats=((1000, 1500), (1000, 1500))),
        replace(before, name=message("Vetoes are lifted."), lifted=(200, 800)),
        replace(before, name=message("Vetoes are added."), added=(20, 150)),
    )


_MASK = (1 << 64) - 1


def _mix(values: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """The finaliser of SplitMix64 (Steele, Lea and Flood, 2014): 64 bits, each of them mixed."""
    found = values + np.uint64(0x9E3779B97F4A7C15)
    found = (found ^ found >> np.uint64(30)) * np.uint64(0xBF58476D1CE4E5B9)
    found = (found ^ found >> np.uint64(27)) * np.uint64(0x94D049BB133111EB)
    mixed: NDArray[np.uint64] = found ^ found >> np.uint64(31)
    return mixed


def own_numbers(codes: Sequence[str]) -> NDArray[np.uint64]:
    """A number of 64 bits for every code: SHA-256, its first eight bytes."""
    found = b"".join(hashlib.sha256(b"draw " + code.encode()).digest()[:8] for code in codes)
    return np.frombuffer(found, ">u8").astype(np.uint64)


class Draws:
    """One run's chance: the same for a seed, a scenario and a run, on every machine."""

    def __init__(self, seed: int, scenario: int, run: int, own: NDArray[np.uint64]) -> None:
        self._stem = f"{seed} {scenario} {run}"
        self._own = own

    def _number(self, purpose: str) -> int:
        told = hashlib.sha256(f"{self._stem} {purpose}".encode()).digest()
        return int.from_bytes(told[:8], "big")

    def rate(self, purpose: str, within: Range) -> int:
        """A rate out of a range, evenly."""
        low, high = within
        return low + self._number(f"rate of {purpose}") * (high - low + 1) // (_MASK + 1)

    def people(self, purpose: str, rate: NDArray[np.int64] | int) -> NDArray[np.bool_]:
        """Whom a rate meets, one by one: somebody whom it meets is met by every higher one."""
        stem = np.uint64(self._number(purpose))
        thousandths = (_mix(self._own ^ stem) >> np.uint64(32)) * np.uint64(WHOLE) >> np.uint64(32)
        met: NDArray[np.bool_] = thousandths.astype(np.int64) < rate
        return met

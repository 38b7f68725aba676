"""Mitochondrial sequences: differences from the reference over stated ranges, written out again.

Positions are those of the revised Cambridge Reference Sequence (rCRS; Andrews et al. 1999), 1 to
16,569 on a circle. The notation is that of EMPOP and of the DNA Commission of the ISFG (Parson et
al. 2014): `16093C`, `309.1C` for the first base inserted after 309, `249DEL`; IUPAC codes for two
bases seen at one position; a small letter for a base seen beside molecules that lack it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from importlib import resources
from types import MappingProxyType

from repatria.base.errors import ValueProblem

LENGTH = 16_569
PLACEHOLDER = 3107
"""Where the reference has no base: the first edition had one too many there."""
RCRS_SHA256 = "f156ff3f65bbcc80c7ebb9936dceb96b1477b4f8f535c4e1dbe7baea225cbc66"

GAP = 16
"""The bit of an absent base; 1, 2, 4 and 8 are those of A, C, G and T."""
_CODES = "-ACMGRSVTWYHKDBN"  # the place of a letter is the set of its bits
BITS: Mapping[str, int] = MappingProxyType(
    {code: place for place, code in enumerate(_CODES) if place}
    | {code.lower(): place | GAP for place, code in enumerate(_CODES) if place}
)
"""What a letter stands for; a small one may also be absent."""
ANY = BITS["N"]
_LETTER: Mapping[int, str] = MappingProxyType({bits: letter for letter, bits in BITS.items()})
_TOKEN = re.compile(r"(\d{1,5})(?:\.(\d{1,2}))?([A-Za-z]|DEL|del|-)", re.ASCII)
_RANGE = re.compile(r"(\d{1,5})(?:\s*[-–]\s*(\d{1,5}))?", re.ASCII)


@lru_cache(maxsize=1)
def reference() -> str:
    """The reference sequence; position 1 is its first letter, and N stands at the placeholder."""
    data = resources.files("repatria.kinship").joinpath("data", "rcrs.txt")
    lines = data.read_text(encoding="ascii").splitlines()
    return "".join(line for line in lines if not line.startswith("#"))


@lru_cache(maxsize=1)
def reference_bits() -> tuple[int, ...]:
    """The bits of the reference by position; place 0 holds nothing."""
    return (0, *(GAP if letter == "N" else BITS[letter] for letter in reference()))


@dataclass(frozen=True, slots=True, order=True)
class MtRange:
    """Positions from `start` to `end`, both read; over the origin where `end` is the smaller."""

    start: int
    end: int

    def __post_init__(self) -> None:
        for position in (self.start, self.end):
            if not 1 <= position <= LENGTH:
                raise ValueProblem(f"the position {position} is outside 1 to {LENGTH}")

    @classmethod
    def read(cls, text: str) -> MtRange:
        """From `16024-576` or `73`; `ValueProblem` for anything else."""
        found = _RANGE.fullmatch(text.strip())
        if found is None:
            raise ValueProblem(f"“{text}” is not a range of positions; write 16024-576")
        return cls(int(found[1]), int(found[2] or found[1]))

    def __len__(self) -> int:
        return (self.end - self.start) % LENGTH + 1

    def __iter__(self) -> Iterator[int]:
        """The positions in their order on the circle."""
        return ((self.start - 1 + step) % LENGTH + 1 for step in range(len(self)))

    def __contains__(self, position: int) -> bool:
        return (position - self.start) % LENGTH < len(self)

    def __str__(self) -> str:
        return f"{self.start}-{self.end}"


@dataclass(frozen=True, slots=True, order=True)
class MtDifference:
    """One difference from the reference: another base, an inserted one, or none.

    `inserted` is 0 at the position itself and n for the n-th base inserted after it; `base` is a
    letter of `BITS`, or "" for a deletion.
    """

    position: int
    inserted: int
    base: str

    def __post_init__(self) -> None:
        if not 1 <= self.position <= LENGTH:
            raise ValueProblem(f"the position {self.position} is outside 1 to {LENGTH}")
        if self.base not in BITS and not (self.base == "" and self.inserted == 0):
            what = f"“{self.base}” is no base" if self.base else "an inserted base cannot be absent"
            raise ValueProblem(f"position {self.position}: {what}")

    @classmethod
    def read(cls, token: str) -> MtDifference:
        """From `16093C`, `16093Y`, `309.1C`, `309.1c`, `249DEL`; `ValueProblem` for the rest."""
        found = _TOKEN.fullmatch(token.strip())
        if found is None:
            raise ValueProblem(f"“{token}” is no difference; write 16093C, 309.1C or 249DEL")
        base = "" if found[3] in ("DEL", "del", "-") else found[3]
        if found[2] is not None and int(found[2]) == 0:
            raise ValueProblem(f"“{token}”: inserted bases are numbered from 1")
        try:
            return cls(int(found[1]), int(found[2] or 0), base)
        except ValueProblem as problem:
            raise ValueProblem(f"“{token}”: {problem}") from None

    @property
    def bits(self) -> int:
        return BITS[self.base] if self.base else GAP

    @property
    def redundant(self) -> bool:
        """Whether it says no more than the reference."""
        return not self.inserted and self.bits == reference_bits()[self.position]

    def __str__(self) -> str:
        after = f".{self.inserted}" if self.inserted else ""
        return f"{self.position}{after}{self.base or 'DEL'}"


@dataclass(frozen=True)
class MtSequence:
    """What was read of one sample: the ranges, and the differences from the reference in them.

    `haplogroup` is as the file gives it, "" where it is not told. Raises `ValueProblem`, naming
    the sample, for no range, a difference outside the ranges or stated twice, and a second
    inserted base without the first.
    """

    sample: str
    ranges: tuple[MtRange, ...]
    differences: tuple[MtDifference, ...] = field(repr=False)
    haplogroup: str = ""

    def __post_init__(self) -> None:
        if not self.ranges:
            raise ValueProblem(f"sample {self.sample}: no range says what was read")
        seen: set[tuple[int, int]] = set()
        for each in sorted(self.differences):
            at = (each.position, each.inserted)
            if not any(each.position in held for held in self.ranges):
                told = ", ".join(map(str, self.ranges))
                raise ValueProblem(f"sample {self.sample}: {each} lies outside the ranges {told}")
            if at in seen:
                raise ValueProblem(f"sample {self.sample}: {each} stands beside another reading")
            if each.inserted > 1 and (each.position, each.inserted - 1) not in seen:
                missing = f"{each.position}.{each.inserted - 1}"
                raise ValueProblem(f"sample {self.sample}: {each} stands without {missing}")
            seen.add(at)

    @classmethod
    def read(cls, sample: str, ranges: str, differences: str, haplogroup: str = "") -> MtSequence:
        """From words apart by spaces: `MtSequence.read("S1", "16024-576", "263G 315.1C")`."""
        return cls(
            sample,
            tuple(map(MtRange.read, ranges.split())),
            tuple(map(MtDifference.read, differences.split())),
            haplogroup,
        )

    @cached_property
    def columns(self) -> Mapping[tuple[int, int], int]:
        """The bits by position and number of the inserted base, where something is stated."""
        return MappingProxyType(
            {(each.position, each.inserted): each.bits for each in self.differences}
        )

    @cached_property
    def insertions(self) -> Mapping[int, int]:
        """How many bases are inserted after a position, where any are."""
        found: dict[int, int] = {}
        for each in self.differences:
            if each.inserted:
                found[each.position] = max(each.inserted, found.get(each.position, 0))
        return MappingProxyType(found)

    def bits_at(self, position: int, inserted: int = 0) -> int:
        """The bits read there: the stated ones, else the reference's, else an absent base."""
        stated = self.columns.get((position, inserted))
        if stated is not None:
            return stated
        return GAP if inserted else reference_bits()[position]

    def expand(self, over: MtRange) -> str:
        """The sequence itself over a range that was read, inserted bases with it.

        Raises `ValueProblem` where a position of the range was not read.
        """
        letters: list[str] = []
        for position in over:
            if not any(position in held for held in self.ranges):
                raise ValueProblem(f"sample {self.sample}: position {position} was not read")
            numbers = range(self.insertions.get(position, 0) + 1)
            letters += (_LETTER.get(self.bits_at(position, number), "") for number in numbers)
        return "".join(letters)

    def __str__(self) -> str:
        ranges = ", ".join(map(str, self.ranges))
        told = " ".join(map(str, self.differences)) or "as the reference"
        return f"{self.sample} ({ranges}): {told}"


def letter(bits: int) -> str:
    """How a reading is shown: its letter, or – for an absent base."""
    return _LETTER.get(bits, "–")

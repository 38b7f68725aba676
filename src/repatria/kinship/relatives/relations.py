"""How a relative is related to a missing person: a path of steps, as data.

The letters are those of anthropologists' kin types (Barnard & Good 1984, *Research Practices in the
Study of Kinship*): F father, M mother, B brother, Z sister, S son, D daughter, H husband, W wife;
without a sex G sibling, C child, E spouse, P parent. A sibling shares both parents; `p` before it
leaves only the father shared, `m` only the mother. `FB` is a father's brother, `mZS` the son of a
maternal half sister. A *pattern* may leave a step open: P, `h` (a half sibling of either side), and
G or C on the way to somebody; `expand` tells what it can mean.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from itertools import product

from repatria.base.errors import ValueProblem
from repatria.kinship.pedigree import Sex


class Kind(StrEnum):
    """What a relation is good for."""

    RELATIVE = "relative"
    """A relative by blood: the path leads to them."""
    PARTNER = "partner"
    """The other parent of the missing person's children."""
    DIRECT = "direct reference"
    """The missing person: an earlier sample, a toothbrush. It stands in no pedigree."""
    TWIN = "identical twin"
    """A monozygotic twin, whose genotype is the missing person's: a direct reference too."""
    UNRELATED = "no relative by blood"
    """A relation by marriage, adoption or care. It is left out of the pedigree."""


STEP_WORDS: Mapping[str, str] = {
    "F": "father", "M": "mother", "B": "brother", "Z": "sister", "G": "sibling", "S": "son",
    "D": "daughter", "C": "child", "H": "husband", "W": "wife", "E": "spouse",
    "pB": "paternal half brother", "pZ": "paternal half sister", "pG": "paternal half sibling",
    "mB": "maternal half brother", "mZ": "maternal half sister", "mG": "maternal half sibling",
}  # fmt: skip
"""Every step in English."""
_OPEN: Mapping[str, tuple[str, ...]] = {"P": ("F", "M"), "G": ("B", "Z"), "C": ("S", "D")}
_STEP = re.compile(r"[hpm]?[A-Z]")
# Up, then at most once aside, then down. A parent's child is a sibling: which, the path must say.
_BLOOD = re.compile(r"[FM]+|[FM]*[pm]?(?:[BZ][SD]*C?|G)|[SD]+C?|C")
_PATHS: Mapping[Kind, re.Pattern[str]] = {
    Kind.RELATIVE: _BLOOD,
    Kind.PARTNER: re.compile(r"[HWE]"),
    Kind.DIRECT: re.compile(""),
    Kind.TWIN: re.compile(r"[BZG]"),
    Kind.UNRELATED: re.compile(""),
}
_SEXES: Mapping[str, Sex] = {
    **dict.fromkeys("FBSH", Sex.MALE),
    **dict.fromkeys("MZDW", Sex.FEMALE),
}


def steps_of(path: str) -> tuple[str, ...]:
    """The steps of a path or a pattern: `F`, `mB`, `S` for `FmBS`."""
    return tuple(_STEP.findall(path))


def sex_of(step: str) -> Sex:
    """The sex that a step states."""
    return _SEXES.get(step[-1:], Sex.UNKNOWN)


@dataclass(frozen=True, slots=True, order=True)
class Relation:
    """One relation to the missing person, with no step left open.

    `path` is empty for a direct reference and for one who is no relative. Raises `ValueProblem`
    for a path that is none.
    """

    path: str
    kind: Kind = Kind.RELATIVE

    def __post_init__(self) -> None:
        if _PATHS[self.kind].fullmatch(self.path) is None:
            raise ValueProblem(f"“{self.path}” is not the path of a {self.kind.value}")

    @property
    def steps(self) -> tuple[str, ...]:
        return steps_of(self.path)

    @property
    def sex(self) -> Sex:
        """The sex of the relative, as far as the relation states it."""
        return sex_of(self.path)

    @property
    def lineal(self) -> bool:
        """Whether it is an ancestor: of each there is one, so that a second one is the same."""
        return bool(self.path) and not self.path.strip("FM")

    def __str__(self) -> str:
        if self.kind in (Kind.DIRECT, Kind.TWIN, Kind.UNRELATED):
            return self.kind.value
        return "'s ".join(STEP_WORDS[step] for step in self.steps)


SELF = Relation("", Kind.DIRECT)
UNRELATED = Relation("", Kind.UNRELATED)


@lru_cache(maxsize=1024)
def expand(pattern: str) -> tuple[Relation, ...]:
    """What a pattern can mean, each reading with no step open.

    `PB` gives `FB` and `MB`; `hB` gives `pB` and `mB`; `GS` gives `BS` and `ZS`. A sibling or a
    child at the end stays without a sex: that leaves no line open. Raises `ValueProblem` for what
    is no path.
    """
    steps = steps_of(pattern)
    if not steps or "".join(steps) != pattern:
        raise ValueProblem(f"“{pattern}” is not a path")
    last = len(steps) - 1
    choices = [_choices(step, place == last) for place, step in enumerate(steps)]
    kind = Kind.PARTNER if pattern in ("H", "W", "E") else Kind.RELATIVE
    return tuple(Relation("".join(each), kind) for each in product(*choices))


def _choices(step: str, last: bool) -> tuple[str, ...]:
    sides = {"h": ("p", "m"), "p": ("p",), "m": ("m",)}.get(step[0], ("",))
    letter = step[-1]
    letters = (letter,) if last and letter != "P" else _OPEN.get(letter, (letter,))
    return tuple(side + each for side in sides for each in letters)

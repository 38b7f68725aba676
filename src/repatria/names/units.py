"""Military units as lists write them: the number, the kind, the branch, or a unit's code.

`36 окр. бригада морської піхоти`, `36 ОБрМП` and `36th Marine Brigade` are one unit; `в/ч А0000`
names it by a code. A text may name several, one within the other (a battalion of a brigade).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from repatria.names import units_words as words

_CODE = re.compile(
    r"(?:в\s*[/.]?\s*ч\.?|військов\w+ частин\w*|воинск\w+ част\w*|military unit|unit)\s*№?\s*"
    r"(?P<letter>[aаbвeеhнkкmмtт])?[ -]?(?P<digits>\d{4,5})(?![\w-])"
    r"|(?<![\w-])(?P<bare>[aаbвeеhнkкmмtт])[ -]?(?P<four>\d{4})(?![\w-])"
    r"|^(?P<five>\d{5})$"
)
"""A code after the words for it; a letter with four digits; five digits alone."""
_LETTERS = str.maketrans("аветкнм", "abetkhm")

_NUMBER = re.compile(
    r"(?P<number>\d{1,4})(?:[\s-]*(?:ш[аоу]|й|я|а|ої|ій|го|му|ой|ая|ый|ий|та|ма|st|nd|rd|th)\b)?"
)


@dataclass(frozen=True, slots=True)
class Formation:
    """One unit that a text names: its kind, its number and, where said, its branch."""

    kind: str
    number: int
    branch: str = ""


@dataclass(frozen=True, slots=True)
class Unit:
    """What a text says of a person's unit."""

    text: str
    code: str
    """The code without `в/ч`, in Latin letters: A0000, 12345; empty where none is written."""
    formations: tuple[Formation, ...]
    """The units with a number, the small before the large."""
    names: tuple[str, ...] = ()
    """The names that stand in quotation marks, folded."""

    @property
    def understood(self) -> bool:
        return bool(self.code or self.formations or self.names)


@lru_cache(maxsize=1 << 14)
def unit(text: str) -> Unit | None:
    """Read a unit; `None` for an empty text. Numbers count only beside a kind or as a code."""
    plain = " ".join(text.casefold().replace(".", ". ").replace("ё", "е").split())
    if not plain:
        return None
    names = tuple(name.strip() for name in _QUOTED.findall(plain))
    code = ""
    found = _CODE.search(plain)
    if found is not None:
        letter = found["letter"] or found["bare"] or ""
        code = letter.translate(_LETTERS) + (found["digits"] or found["four"] or found["five"])
        plain = plain[: found.start()] + " " + plain[found.end() :]
    formations = tuple(_formations(plain.replace(".", " ")))
    return Unit(text.strip(), code.upper(), formations, names)


_SEVERAL = re.compile(r"(?=\b\d)")
_QUOTED = re.compile(r"[«“\"]([^«»“”\"]{2,40})[»”\"]")
_KIND = tuple((kind, re.compile(shape)) for kind, shape in words.KINDS)
_BRANCH = tuple((name, re.compile(rf"(?<!\w)(?:{shape})(?!\w)")) for name, shape in words.BRANCHES)
SIZES = tuple(kind for kind, _ in words.KINDS)


def _formations(plain: str) -> list[Formation]:
    """One formation from each stretch of text that begins with a number."""
    found = []
    for piece in _SEVERAL.split(plain):
        number = _NUMBER.match(piece)
        if number is None:
            continue
        rest = piece[number.end() :].strip(" -,;«»\"'")
        formation = _formation(int(number["number"]), rest)
        if formation is not None:
            found.append(formation)
    return sorted(found, key=lambda formation: SIZES.index(formation.kind))


def _formation(number: int, rest: str) -> Formation | None:
    spoken = rest.split()
    kind = next((kind for word in spoken for kind, shape in _KIND if shape.fullmatch(word)), "")
    branch = next((name for name, shape in _BRANCH if shape.search(rest)), "")
    if kind:
        return Formation(kind, number, branch)
    for word in spoken[:2]:
        short = words.ABBREVIATED.fullmatch(word)
        if short is not None:
            branch = words.BRANCHES_SHORT.get(short["after"] or short["before"] or "", branch)
            return Formation(words.KINDS_SHORT[short["kind"]], number, branch)
    return None

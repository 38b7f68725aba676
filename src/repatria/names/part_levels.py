"""The level at which two parts of one kind stand to each other, from what is in them alone.

The level is the first of these that holds, and a database can ask the same of a few columns:

1. *absent*: a side has no such part;
2. *initial* or *contradicted*, where a side is an initial: do the initials share a letter?
3. *same*: the texts share one;
4. *variant*: the lemmas share one;
5. *spelling*: the strict keys share one; or, unless the dictionaries know both names (then they are
   two names), the loose keys share one, or a *slip* lies between them, or one is the other *cut
   off*;
6. *contradicted*.

Two double names are compared whole: by the lemmas and keys with a hyphen. A double and a single
name are compared by all, so that Анна-Марія may be Марія.

A slip is a Damerau-Levenshtein distance (an adjacent pair changed round is one step, and may be
edited again) of 1 or 2, and never one that adds or takes a last `a`: that is the other sex. (Where
only one key ends in `a`, they have to be of one length, and 1 is the most: Руслна, Руслан.)
DuckDB's `damerau_levenshtein` is the same distance. How many letters the shorter key must have is
in `SLIPS`. Of two names that no dictionary knows, the first strict keys are asked. Where one is
known, the other is likely to be a misspelling of it, in either language: any of the `forms` of the
one may lie so near to any of the other's.

A name is cut off, as by a narrow column, where no dictionary knows it and a form of it is the
beginning of a form of a known one; of at least `CUT_FROM` letters, and more than a last `a` is
missing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from rapidfuzz.distance import DamerauLevenshtein

from repatria.names.levels import Level
from repatria.names.model import Part, PartKind

ONE_SLIP_FROM = 5
TWO_SLIPS_FROM = 9
"""Letters of the shorter key from which it may have so many slips; of two unknown names."""

SLIPS: Mapping[PartKind, tuple[int, int]] = {
    PartKind.SURNAME: (ONE_SLIP_FROM, TWO_SLIPS_FROM),
    PartKind.GIVEN: (4, 8),
    PartKind.PATRONYMIC: (7, 11),
}
"""The same where one is known. There are few given names, so that even a short word near to one is
that name; patronymics are asked with their endings, which four letters are."""

CUT_FROM = 4


def part_level(left: Part | None, right: Part | None) -> Level:
    """The level of two parts of one kind."""
    if left is None or right is None:
        return Level.ABSENT
    if left.initial or right.initial:
        return Level.INITIAL if _share(left.initials, right.initials) else Level.CONTRADICTED
    if _share(left.texts, right.texts):
        return Level.SAME
    lemmas, keys = left.lemmas, left.keys
    if is_double(left) and is_double(right):
        lemmas, keys = _whole(lemmas), _whole(keys)
    if _share(lemmas, right.lemmas):
        return Level.VARIANT
    if left.lemmas and right.lemmas:
        shared = any(key in right.keys for key in keys if key.islower())
        return Level.SPELLING if shared else Level.CONTRADICTED
    if _share(keys, right.keys) or slips(left, right) or cut_off(left, right) is not None:
        return Level.SPELLING
    return Level.CONTRADICTED


def is_double(part: Part) -> bool:
    """Whether it is a hyphenated name of two."""
    return bool(part.keys) and "-" in part.keys[0]


def _whole(codes: Iterable[str]) -> tuple[str, ...]:
    return tuple(code for code in codes if "-" in code)


def slips(left: Part, right: Part) -> int:
    """How few slips lie between them; 0 where they are no slips, or none."""
    if left.lemmas and right.lemmas:
        return 0
    if not left.lemmas and not right.lemmas:
        if not left.keys or not right.keys:
            return 0
        return slips_between(left.keys[0], right.keys[0], ONE_SLIP_FROM, TWO_SLIPS_FROM)
    least = SLIPS[left.kind]
    found = [count for one in left.forms for other in right.forms
             if (count := slips_between(one, other, *least))]  # fmt: skip
    return min(found, default=0)


def slips_between(one: str, other: str, one_from: int, two_from: int) -> int:
    """How many slips lie between two keys; 0 where they are no slips, or none."""
    shorter = min(len(one), len(other))
    if shorter < one_from:
        return 0
    if (one[-1] == "a") == (other[-1] == "a"):
        most = 2 if shorter >= two_from else 1
    else:
        most = 1 if len(one) == len(other) else 0
    distance = DamerauLevenshtein.distance(one, other, score_cutoff=most)
    return distance if distance <= most else 0


def cut_off(left: Part, right: Part) -> Part | None:
    """The one of both that can be the other with its end cut off."""
    if bool(left.lemmas) == bool(right.lemmas):
        return None
    short, whole = (right, left) if left.lemmas else (left, right)
    for one in short.forms:
        if len(one) >= CUT_FROM:
            for other in whole.forms:
                if other.startswith(one) and other not in (one, one + "a"):
                    return short
    return None


def _share(left: Sequence[str], right: Sequence[str]) -> bool:
    for one in left:  # noqa: SIM110 (this is asked millions of times)
        if one in right:
            return True
    return False

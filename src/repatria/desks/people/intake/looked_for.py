"""The keys by which a row of a list is looked for in the register, and what each of them tells.

Pure. What the sorts of keys hold stands in `names.search_keys`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from repatria.desks.people.intake.rows import RowSaid
from repatria.names.search_codes import NONE

MOST = 6
"""Records that a row is held against: those that share the most telling keys with it."""
_WORTH = {"n": 8, "y": 4, "p": 4, "d": 2, "f": 2, "g": 3, "i": 3, "s": 3, "c": 3}
_ENOUGH = 3
"""A day of birth with an initial alone, or a given name with a patronymic and a year alone, is
nobody; the two together are."""
NAMED, BARE = frozenset("gip"), frozenset("sc")
"""Sorts of keys that tell more than a surname or a call sign, and those of these."""


def bare(key: str) -> str:
    """The key of a surname or call sign as it stands for somebody of whom no more is told."""
    return f"{key[0]} {key[1:]}"


def telling_keys(row: RowSaid) -> tuple[str, ...]:
    """The keys by which a row is looked for: the rare ones; common ones where it has no other."""
    by_sort = defaultdict(list)
    for key in row.keys:
        by_sort[key[0]].append(key)
    found = [key for sort in "nypdf" for key in by_sort[sort]]
    if not by_sort["y"] or not by_sort["p"]:
        found += by_sort["g"] or by_sort["i"]
    if not (by_sort["p"] or by_sort["g"] or by_sort["i"] or by_sort["y"] or by_sort["n"]):
        found += by_sort["s"] + by_sort["c"]
    return tuple(found)


def name_keys(row: RowSaid) -> tuple[str, ...]:
    """Of those, the keys that only records with the row's whole name have; none of a row that gives
    a surname with one initial, or less."""
    for sort in "pg":
        if found := tuple(key for key in row.keys if key[0] == sort):
            return found
    return tuple(key for key in row.keys if key[0] == "i" and NONE not in key[1:3])


def closest_of(keys: Iterable[str], found: Mapping[str, Sequence[int]]) -> list[int]:
    """Of those who have the keys, the few who have the most telling ones, the closest first."""
    worth: dict[int, int] = defaultdict(int)
    for key in keys:
        for person in found.get(key, ()):
            worth[person] += _WORTH.get(key[0], 0)
    enough = [(-total, person) for person, total in worth.items() if total >= _ENOUGH]
    return [person for _, person in sorted(enough)[:MOST]]

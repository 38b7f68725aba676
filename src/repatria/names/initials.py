"""Initials: the letter that stands for a name, and the letters with which a name can begin.

The letters are those of keys, with `ia`, `io`, `iu` for Я, Й or Ё, and Ю, so that Ю. is not Іван.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from types import MappingProxyType

from repatria.names.keys import main_key

_INITIAL = re.compile(r"([^\W\d_]|shch|sch|[yij][aeuo]|[zkscgt]h|t[sz]|дж|дз)\.|[^\W\d_]\.?")

_BEGINNINGS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "c": ("c", "k", "q"), "e": ("e", "io"), "g": ("g", "j"), "h": ("g", "x"),
        "i": ("i", "ia", "iu", "io"), "j": ("ia", "io", "iu", "i", "j", "e"),
        "k": ("k", "x"), "s": ("s", "w"), "t": ("t", "c", "f"), "x": ("k", "x"),
        "y": ("i", "ia", "io", "iu", "e"), "z": ("z", "j"),
        "е": ("e", "io"), "ё": ("io", "e"), "й": ("io", "i"), "ї": ("i",), "ч": ("q",),
    }
)  # fmt: skip
"""Letters that are more than the letter of keys which they have themselves."""


def is_initial(word: str) -> bool:
    """One letter, or a Latin group for one (Yu., Kh.) with its full stop; folded."""
    return _INITIAL.fullmatch(word) is not None


def initials_of_letter(word: str) -> tuple[str, ...]:
    """The letters that an initial can be."""
    letter = word.rstrip(".")
    found = _BEGINNINGS.get(letter)
    return found if found is not None else _first(main_key(letter))


def initials_of_keys(keys: Iterable[str]) -> tuple[str, ...]:
    """The letters with which a name of these strict keys can begin."""
    return tuple(dict.fromkeys(letter for key in keys for letter in _first(key)))


def _first(key: str) -> tuple[str, ...]:
    if key[:2] in {"ia", "io", "iu"}:
        return (key[:2],)
    return (key[0],) if key else ()

"""What of a key is compared: surnames in their masculine form, patronymics as their father's name.

Both are cut in the alphabet of keys, so that one short table serves three scripts: -ська, -ская and
-ska all are `-ska`, -ївна, -евна and -ievna all are `-evna`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from repatria.names.key_letters import VOWELS
from repatria.names.model import PartKind, Sex

_FEMININE = re.compile("(?<=..)(?:(?<=[sc]k)a(?:ia)?|aia|(?<=[oe]v)a)$")
"""-ська, -цька, -ая, -ова, -ева: no man's surname, or a foreign one that is folded alike."""

_LIKELY_FEMININE = re.compile("(?<=..)(?:(?<=i[nv])a|(?<=zk)a)$")
"""Калініна is of Калінін's family, Калина not of Калин's: what it is is for the sex to say."""

_PATRONYMIC = re.compile(
    "(?:i?[oi]vlev|e?i?[oei]v|in)(?:i[qgx]|na|ina)$"  # -ович, -івна, -ївна, -івич; Яковлевич
    "|(?:in(?:iq|iw|q)|iq|iw)na$"  # Ильинична, Ілінічна, Лукінішна
    "|(?:iq|ogli|kizi)$"  # Ілліч, Кузьмич; Алі-огли
)
_LEAST_STEM = 2


def compared_keys(kind: PartKind, keys: Iterable[str], sex: Sex = Sex.UNKNOWN) -> tuple[str, ...]:
    """The strict keys under which a part is compared, the likeliest first."""
    if kind is PartKind.PATRONYMIC:
        found = [father_stem(key) for key in keys]
    elif kind is PartKind.SURNAME and sex is not Sex.MALE:
        found = [form for key in keys for form in masculine_keys(key, sex)]
    else:
        found = list(keys)
    return tuple(dict.fromkeys(found))


def sure_form(kind: PartKind, key: str) -> str:
    """The form of a key that holds whoever's name it is."""
    if kind is PartKind.PATRONYMIC:
        return father_stem(key)
    return masculine_keys(key)[0] if kind is PartKind.SURNAME else key


def russian_endings(kind: PartKind, keys: Iterable[str]) -> tuple[str, ...]:
    """The further keys of surnames in -ів, which Russian lists write with -ов or -ев."""
    if kind is not PartKind.SURNAME:
        return ()
    ends = [key[:-2] for key in keys if key.endswith("iv") and len(key) > 3]
    return tuple(stem + ending for stem in ends for ending in ("ov", "ev"))


def father_stem(key: str) -> str:
    """A patronymic's key without its ending, the key itself where it has none: `serg`, `evgen`."""
    stem = _PATRONYMIC.sub("", key)
    return stem if len(stem) >= _LEAST_STEM else key


def masculine_keys(key: str, sex: Sex = Sex.UNKNOWN) -> tuple[str, ...]:
    """The keys of the surname that the men of a family have, and its own; the likelier first."""
    if not key.endswith("a"):
        return (key,)
    if _FEMININE.search(key):
        return (_masculine(key), key)
    if len(key) < 4 or key[-2] in VOWELS:
        return (key,)
    likely = key[:-1] if _LIKELY_FEMININE.search(key) else key[:-1] + "i"  # Чиста is of Чистий's
    return (likely, key) if sex is Sex.FEMALE else (key, likely)


def _masculine(key: str) -> str:
    if key.endswith("va"):
        return key[:-1]
    return key.removesuffix("aia").removesuffix("a") + "i"

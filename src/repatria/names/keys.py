"""Script-independent spellings of a word: what its transliterations have in common.

A *strict* key, in small letters, is the word sound by sound (`key_letters`). Official spellings of
one word share a strict key, in Cyrillic and in Latin, of its Ukrainian or of its Russian form; a
few words have several, since Latin letters and ё have several readings. A *loose* key, in capitals,
also leaves apart what differs between Ukrainian and Russian or is heard alike: the vowels but у,
soft consonants, х and г, з and с. Capitals keep the two kinds from ever meeting in one index.
"""

from __future__ import annotations

import re

from repatria.names.key_letters import (
    CYRILLIC,
    FOLDED,
    LATIN,
    other_latin_readings,
    plain_latin,
)

_MOST = 5
"""Strict keys kept of one word."""

_APOSTROPHES = dict.fromkeys("'’ʼ`´‘ʹ′ʺ\"", "")
_CYRILLIC = str.maketrans({**CYRILLIC, **_APOSTROPHES, "h": "g", "y": "i"})
_LATIN = re.compile("|".join(sorted(LATIN, key=len, reverse=True)))
_IS_CYRILLIC = re.compile("[Ѐ-ӿ]")
_SOFT_O = re.compile("[ьъ'](?=о)")
_FOLDED = re.compile("i+e|" + "|".join(FOLDED) + r"|(.)\1+")
_FOLDED_BUT_IE = re.compile("|".join(FOLDED) + r"|(.)\1+")
_NOT_KEY = re.compile("[^a-z]")
_SOFTNESS = re.compile("(?<=[^AU])I(?=[AU])")
_DOUBLED = re.compile(r"(.)\1+")
_LOOSE = str.maketrans("aeiouxbvgdjzklmnprstfcqw", "AAIAUGBVGDJSKLMNPRSTFCQW")


def strict_keys(word: str) -> tuple[str, ...]:
    """The strict keys of a word in lower case, the likeliest first; none of a word of no letters.

    Hyphens are left out; the halves of a double name are the caller's to ask for.
    """
    if _IS_CYRILLIC.search(word):
        return _cyrillic_keys(word)
    word = plain_latin(word)
    respelt = dict.fromkeys(_latin_key(reading) for reading in (word, *other_latin_readings(word)))
    return _with_io(list(respelt))


def main_key(word: str) -> str:
    """The first of the strict keys, empty of a word of no letters."""
    if _IS_CYRILLIC.search(word):
        return _folded(_SOFT_O.sub("й", word).translate(_CYRILLIC))
    return _latin_key(plain_latin(word))


def spelt_key(word: str) -> str:
    """The main key with every `i` before `e`, that may stand there by mistake: Дение for Денис."""
    if _IS_CYRILLIC.search(word):
        return _folded(word.translate(_CYRILLIC), _FOLDED_BUT_IE)
    return _folded(_sounds(plain_latin(word)), _FOLDED_BUT_IE)


def loose_key(strict: str) -> str:
    """The loose key that belongs to a strict one."""
    folded = strict.replace("io", "e").translate(_LOOSE)
    folded = _SOFTNESS.sub("", folded).replace("I", "A")
    return _DOUBLED.sub(r"\1", folded)


def is_loose(key: str) -> bool:
    return key.isupper()


def _cyrillic_keys(word: str) -> tuple[str, ...]:
    if "ьо" not in word:
        return _with_io([main_key(word)])
    # ьо is io in most spellings; the present Ukrainian one leaves ь out.
    return _with_io([main_key(word), main_key(word.replace("ьо", "о"))])


def _latin_key(word: str) -> str:
    return _folded(_sounds(word))


def _sounds(word: str) -> str:
    return _LATIN.sub(lambda found: LATIN[found.group()], word)


def _folded(key: str, pattern: re.Pattern[str] = _FOLDED) -> str:
    key = _NOT_KEY.sub("", key)
    while True:
        folded = pattern.sub(_fold, key)
        if folded == key:
            return key
        key = folded


def _fold(found: re.Match[str]) -> str:
    group = found.group()
    return FOLDED.get(group) or group[-1]


def _with_io(keys: list[str]) -> tuple[str, ...]:
    """And the keys with `e` for `io`: ё is mostly written е, and Ukrainian йо and ьо become ё."""
    keys = [key for key in keys if key]
    with_e = [_folded(key.replace("io", "e")) for key in keys if "io" in key]
    return tuple(dict.fromkeys([*keys, *with_e]))[:_MOST]

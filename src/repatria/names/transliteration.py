"""The official ways to write a Ukrainian or Russian name in Latin letters, and back.

The tables are those of translitua. Comparing does not need them, since keys hold what all of them
have in common; they say *by which rule* a spelling came about, write a name by each rule, and list
what a Latin spelling can stand for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

import translitua
from translitua import TransliterationTable, translit

from repatria.base.messages import message


@dataclass(frozen=True, slots=True)
class Scheme:
    """One table: a code, the language that it writes, and what it is called and used for."""

    code: str
    language: str
    name: str
    table: type[TransliterationTable]


SCHEMES: tuple[Scheme, ...] = (
    Scheme("kmu-2010", "uk", message("Ukrainian rule of 2010"), translitua.UkrainianKMU),
    Scheme(
        "passport-2007",
        "uk",
        message("Ukrainian passports of 2007 to 2010"),
        translitua.UkrainianPassport2007,
    ),
    Scheme(
        "passport-2004",
        "uk",
        message("Ukrainian passports of 2004 to 2007"),
        translitua.UkrainianPassport2004Alt,
    ),
    Scheme(
        "national-1996", "uk", message("Ukrainian rule of 1996"), translitua.UkrainianNational1996
    ),
    Scheme("bgn-1965", "uk", message("Ukrainian by BGN/PCGN 1965"), translitua.UkrainianBGN),
    Scheme("french", "uk", message("Ukrainian in French spelling"), translitua.UkrainianFrench),
    Scheme(
        "icao-2013", "ru", message("Russian passports since 2014 (ICAO)"), translitua.RussianICAO
    ),
    Scheme(
        "passport-2010",
        "ru",
        message("Russian passports of 2010 to 2014"),
        translitua.RussianGOST2006,
    ),
    Scheme(
        "passport-1997",
        "ru",
        message("Russian passports of 1997 to 2010"),
        translitua.RussianInternationalPassport1997,
    ),
    Scheme(
        "passport-1997-short",
        "ru",
        message("Russian passports of 1997 to 2010, ий as y"),
        translitua.RussianInternationalPassport1997Reduced,
    ),
    Scheme(
        "licence-2000",
        "ru",
        message("Russian driving licences, close to BGN/PCGN"),
        translitua.RussianDriverLicense,
    ),
    Scheme("telegram", "ru", message("Russian telegrams"), translitua.RussianTelegram),
)
"""The tables met in lists, for each language the present one first."""

BY_CODE: Mapping[str, Scheme] = {scheme.code: scheme for scheme in SCHEMES}

_MOST = 32
_MOST_TRIED = 2000
_LONGEST = 6
"""Latin letters for one or two Cyrillic ones (щ is chtch in French)."""

_LATIN = re.compile("[A-Za-zÀ-ž'’ʹʺ-]+").fullmatch
_UNLIKELY = re.compile("(?<=[^аеиоуыюяєії])й(?!о)|(?!^)э|ё|^ы|зґ|с[гх]")


def latin(word: str, scheme: Scheme) -> str:
    """The word as the table writes it."""
    return translit(word, scheme.table)


def spellings(parts: Sequence[Sequence[str]]) -> dict[str, tuple[Scheme, ...]]:
    """A name by every rule that can write it, one spelling with all its rules.

    `parts` are the parts of the name, each with the nominatives that it can be, the likeliest
    first; of each the first is taken that the rule's language has the letters for.
    """
    found: dict[str, tuple[Scheme, ...]] = {}
    for scheme in SCHEMES:
        words = [next(filter(_LATIN, (latin(t, scheme) for t in texts)), "") for texts in parts]
        if words and all(words):
            spelling = " ".join(map(_capital, words))
            found[spelling] = (*found.get(spelling, ()), scheme)
    return found


def _capital(word: str) -> str:
    """A word as a name is written: a capital at its beginning and after each hyphen."""
    return "-".join(part[:1].upper() + part[1:] for part in word.split("-"))


def schemes_between(cyrillic: str, spelling: str) -> tuple[Scheme, ...]:
    """The tables that write this Cyrillic word so; signs for ь may be left out."""
    wanted = _without_signs(spelling)
    return tuple(scheme for scheme in SCHEMES if _without_signs(latin(cyrillic, scheme)) == wanted)


def cyrillic(spelling: str, scheme: Scheme) -> tuple[str, ...]:
    """Words in lower case that the table writes so, at most 32, the shortest first.

    Letters that the table leaves out (ь, the apostrophe) are not put in again, and what no name
    looks like (й after a consonant, э inside, ё, which lists do not write) is left out.
    """
    wanted = spelling.lower()
    tried = islice(_parses(wanted, _letters_of(scheme)), _MOST_TRIED)
    words = (word for word in tried if not _UNLIKELY.search(word) and latin(word, scheme) == wanted)
    return tuple(sorted(islice(words, _MOST), key=len))


def _parses(spelling: str, letters: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    """Every way to read the spelling as letters of the table, longer groups first."""
    end = len(spelling)
    readable = [False] * end + [True]
    for start in range(end - 1, -1, -1):
        readable[start] = any(
            readable[start + length] and spelling[start : start + length] in letters
            for length in range(1, min(_LONGEST, end - start) + 1)
        )

    def rest(start: int) -> Iterator[str]:
        if start == end:
            yield ""
        for length in range(min(_LONGEST, end - start), 0, -1):
            if not readable[start + length]:
                continue
            for letter in letters.get(spelling[start : start + length], ()):
                for others in rest(start + length):
                    yield letter + others

    return rest(0) if readable[0] else iter(())


@lru_cache(maxsize=len(SCHEMES))
def _letters_of(scheme: Scheme) -> Mapping[str, tuple[str, ...]]:
    """Latin groups, and the Cyrillic letters that the table writes so somewhere."""
    table = scheme.table
    pairs = [(chr(code), group) for code, group in table.MAIN_TRANSLIT_TABLE.items()]
    for further in ("FIRST_CHARACTERS", "SPECIAL_CASES"):
        pairs += getattr(table, further, {}).items()
    found: dict[str, dict[str, None]] = {}
    for letter, group in pairs:
        if group and letter == letter.lower() and group == group.lower():
            found.setdefault(group, {})[letter] = None
    return {group: tuple(letters) for group, letters in found.items()}


def _without_signs(word: str) -> str:
    return "".join(letter for letter in word.lower() if letter.isalpha())

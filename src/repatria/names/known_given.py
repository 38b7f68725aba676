"""Whether a word is a given name that people bear, whose it is, and whether it can be oblique."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from repatria.names.cases import folded, nominatives
from repatria.names.given_names import MEN, WOMEN
from repatria.names.keys import main_key, strict_keys
from repatria.names.lemmas import full_names
from repatria.names.lexicon import whole_lexicon
from repatria.names.model import PartKind, Sex


@dataclass(frozen=True, slots=True)
class KnownGiven:
    """What is known of a word, taken as a given name."""

    known: bool
    sex: Sex = Sex.UNKNOWN
    """Whose name the word is by its likeliest reading."""
    nominative: bool = False
    """Whether the word can only be a nominative: Сергій, not Олександра."""


NOT_KNOWN = KnownGiven(False)


def known_given(word: str) -> KnownGiven:
    """Look a word up; in any grammatical case and in either script."""
    text = folded(word)
    if text.isascii():
        key = next((key for key in strict_keys(text) if key in _sex_by_key()), None)
        if key is not None:
            return KnownGiven(True, _sex_by_key()[key], nominative=True)
    else:
        forms = [each for each in nominatives(text, PartKind.GIVEN) if each.text in _SEX]
        if forms:
            itself = len(forms) == 1 and forms[0].text == text
            return KnownGiven(True, _SEX[forms[0].text], nominative=itself)
    key = main_key(text)
    men, women = bool(full_names(key, Sex.MALE)), bool(full_names(key, Sex.FEMALE))
    if men or women:
        sex = Sex.UNKNOWN if men and women else Sex.MALE if men else Sex.FEMALE
        return KnownGiven(True, sex)
    return KnownGiven(True) if whole_lexicon().lemmas(PartKind.GIVEN, [key]) else NOT_KNOWN


_SEX = {
    **dict.fromkeys(MEN - WOMEN, Sex.MALE),
    **dict.fromkeys(WOMEN - MEN, Sex.FEMALE),
    **dict.fromkeys(MEN & WOMEN, Sex.UNKNOWN),
}


@cache
def _sex_by_key() -> dict[str, Sex]:
    """Strict keys of the known names; without a sex where both have a name that sounds so."""
    found: dict[str, Sex] = {}
    for name, sex in _SEX.items():
        for key in strict_keys(name):
            found[key] = sex if found.get(key, sex) is sex else Sex.UNKNOWN
    return found

"""How the words of a name are spelled: in Ukrainian, in Russian, by a table of Latin letters.

Words are numbers (`Part`), and every distinct one is spelled once in each `Form`, however many rows
bear it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Literal

import numpy as np
import translitua
from numpy.typing import NDArray

from repatria.synthetic.campaign.draws import Flags, Integers
from repatria.synthetic.lists import oblique, patronymics, surnames
from repatria.synthetic.lists.given_names import MEN, WOMEN, GivenName
from repatria.synthetic.lists.people import People

Texts = NDArray[np.object_]
Language = Literal["uk", "ru"]


class Part(StrEnum):
    """Each with numbers of its own: a surname twice its place, and one more for a woman; a given
    name its place among men's, women's after them; a patronymic as the surname."""

    SURNAME = "surname"
    GIVEN = "given"
    PATRONYMIC = "patronymic"


@dataclass(frozen=True, slots=True)
class Scheme:
    """A table by which a word of a language comes into Latin script."""

    language: Language
    table: type[translitua.TransliterationTable]


SCHEMES: Mapping[str, Scheme] = MappingProxyType(
    {
        "kmu-2010": Scheme("uk", translitua.UkrainianKMU),
        "passport-2007": Scheme("uk", translitua.UkrainianPassport2007),
        "passport-2004": Scheme("uk", translitua.UkrainianPassport2004Alt),
        "national-1996": Scheme("uk", translitua.UkrainianNational1996),
        "bgn-uk": Scheme("uk", translitua.UkrainianBGN),
        "icao": Scheme("ru", translitua.RussianICAO),
        "passport-1997": Scheme("ru", translitua.RussianInternationalPassport1997),
        "passport-1997-short": Scheme("ru", translitua.RussianInternationalPassport1997Reduced),
        # BGN/PCGN but for ё, which does not come here.
        "bgn-ru": Scheme("ru", translitua.RussianDriverLicense),
        "telegram": Scheme("ru", translitua.RussianSimple),
    }
)


@dataclass(frozen=True, slots=True)
class Form:
    language: Language
    case: oblique.Case | None = None
    scheme: str = ""
    """A key of `SCHEMES`, or nothing for Cyrillic."""
    other: bool = False
    """Of several Russian spellings of a surname another than the usual one."""
    yo: bool = False
    """With ё, which is else written е."""


def form_of(scheme: str) -> Form:
    return Form(SCHEMES[scheme].language, scheme=scheme)


def numbers(people: People, who: Integers, part: Part, as_men: Flags | None = None) -> Integers:
    """The words of these people; where `as_men`, a woman's surname in the form of men."""
    woman = people.woman[who].astype(np.int64)
    match part:
        case Part.SURNAME:
            return people.surname[who] * 2 + (woman if as_men is None else woman * ~as_men)
        case Part.GIVEN:
            return people.given[who] + woman * len(MEN)
        case Part.PATRONYMIC:
            return people.father[who] * 2 + woman


def given_name(number: int) -> GivenName:
    return MEN[number] if number < len(MEN) else WOMEN[number - len(MEN)]


def spelled(part: Part, number: int, form: Form) -> str:
    """A word in a form."""
    woman = number >= len(MEN) if part is Part.GIVEN else bool(number % 2)
    word = _nominative(part, number, woman, form)
    if not form.yo:
        word = word.replace("ё", "е").replace("Ё", "Е")
    if form.case is not None:
        decline = oblique.ukrainian if form.language == "uk" else oblique.russian
        word = decline(word, part.value, woman=woman, case=form.case)
    if form.scheme:
        word = latin(word, form.scheme)
    return word


def latin(word: str, scheme: str) -> str:
    """A word of the scheme's language by its table."""
    return translitua.translit(word, SCHEMES[scheme].table)


def _nominative(part: Part, number: int, woman: bool, form: Form) -> str:
    ukrainian = form.language == "uk"
    match part:
        case Part.SURNAME:
            name = surnames.surnames()[number // 2]
            if ukrainian:
                return surnames.feminine(name) if woman else name
            return surnames.russian(name, woman=woman, other=form.other)
        case Part.GIVEN:
            given = given_name(number)
            return given.uk if ukrainian else given.ru
        case Part.PATRONYMIC:
            father = MEN[number // 2]
            if ukrainian:
                return patronymics.ukrainian(father.uk, woman)
            return patronymics.russian(father.ru, woman)


class Speller:
    """Spells columns of words, each distinct word once a form."""

    def __init__(self) -> None:
        sizes = (2 * len(surnames.surnames()), len(MEN) + len(WOMEN), 2 * len(MEN))
        self._sizes = dict(zip(Part, sizes, strict=True))
        self._known: dict[tuple[Part, Form], tuple[Texts, Flags]] = {}

    def column(self, part: Part, words: Integers, form: Form) -> Texts:
        """The texts of these words, in their order."""
        key = (part, form)
        if key not in self._known:
            size = self._sizes[part]
            self._known[key] = (np.full(size, "", dtype=object), np.zeros(size, dtype=np.bool_))
        texts, done = self._known[key]
        for number in np.unique(words[~done[words]]).tolist():
            texts[number] = spelled(part, number, form)
            done[number] = True
        return texts[words]

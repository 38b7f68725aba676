"""Party words out of a plain list, where nobody has sorted them by case.

The cases are guessed by the endings of the language; a file of sorted words
(`formats/party_words.py`) is better. English has nothing to guess but adjectives.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import fields

from repatria.statements.drafting.english import ENGLISH
from repatria.statements.drafting.lexicon import Lexicon
from repatria.statements.drafting.party_words import Forms, PartyWords
from repatria.statements.drafting.prose import fold, rule
from repatria.statements.drafting.russian import RUSSIAN
from repatria.statements.drafting.ukrainian import UKRAINIAN

_LEXICONS: dict[str, Lexicon] = {"en": ENGLISH, "uk": UKRAINIAN, "ru": RUSSIAN}
_ENGLISH_ADJECTIVE = re.compile(r"\w+(?:ian|ish|ese|ern|ean|nch|tch|ani|lander)$")
_ENGLISH_PEOPLE = re.compile(r"\w+(?:ians|eans|landers|ners|ers|anis|men)$")
_ADJECTIVE = re.compile(
    r"[\w'-]+[скзцнрвч](?:ий|ій|ого|ому|им|ім|ої|у|ою|і|их|ими|ая|ой|ую|ые|ых|ыми|ый|ое|ым|ом|а|е|ие|ими)$"
)
_OF_A_PLACE = re.compile(
    r"[\w'-]+(?:ськ|цьк|зьк|ск|цк)(?:ий|ій|ого|ому|им|ім|ої|ою|их|ими|ая|ой|ую|ые|ых|ыми|ое|ом|е|ие)"
)
# What an ending of a capitalised noun can be. The longest that fits is used.
_ENDINGS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("ією", ("by",)), ("ией", ("by",)), ("ою", ("by",)), ("ею", ("by",)), ("ой", ("by",)),
    ("ей", ("by",)), ("ом", ("by",)), ("ем", ("by",)), ("єм", ("by",)),
    ("ию", ("object",)), ("ію", ("object",)),
    ("ии", ("of", "to", "at")), ("ії", ("of", "to", "at")),
    ("ия", ("subject",)), ("ія", ("subject",)),
    ("ы", ("of",)), ("и", ("of", "to")), ("і", ("to", "at")),
    ("е", ("to", "at")), ("у", ("object", "to")), ("ю", ("object", "to")),
    ("а", ("subject",)), ("я", ("subject",)),
    ("о", ("subject", "object")), ("ь", ("subject", "object")),
)  # fmt: skip


def words_of(words: Iterable[str], language: str, known: PartyWords | None = None) -> PartyWords:
    """The words for one party, each put where its form belongs, beside those `known` already."""
    known = known or PartyWords()
    old = known.of(language)
    every = rule(*(word for one in fields(Forms) for word in getattr(old, one.name)))
    lexicon = _LEXICONS.get(language, ENGLISH)
    rows: dict[str, list[str]] = {}
    listed = [(word.strip(), fold(word.strip())) for word in words if word.strip()]
    listed = [(word, low) for word, low in listed if every.fullmatch(low) is None]
    stems = {low for _, low in listed}
    for word, low in listed:
        for place in _places(word, low, stems, language, lexicon):
            rows.setdefault(place, []).append(re.escape(low).replace(r"\ ", " "))
    forms = {one.name: (*getattr(old, one.name), *rows.get(one.name, ())) for one in fields(Forms)}
    return PartyWords({**known.forms, language: Forms(**forms)}, known.intermediary, known.language)


def _places(
    word: str, low: str, stems: set[str], language: str, lexicon: Lexicon
) -> tuple[str, ...]:
    office = rule(*lexicon.offices).search(low) is not None
    if (
        office
        and rule(*(name for names in lexicon.sides.values() for name in names)).search(low) is None
    ):
        return ("speakers",)
    if language == "en":
        if _ENGLISH_PEOPLE.fullmatch(low):
            return ("people",)
        return ("adjective",) if _ENGLISH_ADJECTIVE.fullmatch(low) else ("subject",)
    last = low.split()[-1]
    if " " in low and low.split()[0].endswith(("ої", "ого")):
        return ("of",)
    if " " not in low and _OF_A_PLACE.fullmatch(low):
        # «Російське», «Московский»: an adjective, also where it opens its sentence.
        return ("adjective",)
    if not word[:1].isupper() and " " not in low:
        return ("adjective",) if _ADJECTIVE.fullmatch(low) else ("people",)
    if word.isupper():
        return ("subject", "of", "to", "object", "by", "at")
    if last.endswith(("а", "я")) and not last.endswith(("ия", "ія")) and _stem_listed(last, stems):
        return ("of",)
    for ending, cases in _ENDINGS:
        if last.endswith(ending):
            return cases
    return ("subject", "object")


def _stem_listed(word: str, stems: set[str]) -> bool:
    """«Києва» beside «Київ»: a genitive, where «Москва» beside «Москви» is none."""
    bare = word[:-1]
    close = {
        bare,
        bare + "ь",
        bare + "й",
        re.sub(r"є(?=в$)", "ї", bare),
        re.sub(r"е(?=в$)", "и", bare),
    }
    return bool(close & stems)

"""A name in an oblique case back to the nominatives that it can be of.

Orders and reports write `Чорного Андрія Петровича`. Every word has the word itself among its
nominatives, since a list may write anything; a rule of declension adds what else it can be, and the
likeliest comes first. Latin spellings do not decline.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from repatria.names import cases_russian, cases_ukrainian
from repatria.names.cases_rules import Case, Rule, Trust
from repatria.names.given_names import MEN, WOMEN
from repatria.names.model import PartKind, Sex

__all__ = ["Case", "Nominative", "nominatives"]

_UKRAINIAN = re.compile("[іїєґ']")
_RUSSIAN = re.compile("[ыэъё]")
_CYRILLIC = re.compile("[а-яёіїєґ]")
_NO_WORD = re.compile(
    r"[аеиоуыэюяєіїй]ь|ь[ауыэ]|'(?![яюєї])|^[^аеиоуыэюяєії]*$|[бвгджзклмнпрстфхцчшщ]й(?!о)"
    r"|[гкхжчшщ]ы|[сцз]ь?ьк(?:ой|ый)"
)
"""What no name looks like: a vowel or й before ь, no vowel at all, й after a consonant, кы."""

_LONGEST = max(map(len, [*cases_ukrainian.BY_ENDING, *cases_russian.BY_ENDING]))
_MOST = 4
"""Alternatives kept a word."""


@dataclass(frozen=True, slots=True)
class Nominative:
    """One nominative that a word can be a form of."""

    text: str
    """Folded: lower case, one apostrophe, ё as е."""
    case: Case
    """The likeliest case in which the word then stands."""
    cases: tuple[Case, ...]
    """All cases in which it can."""
    sex: Sex
    """Whose name it then is; unknown where it can be either's."""


@lru_cache(maxsize=1 << 15)
def nominatives(word: str, kind: PartKind, sex: Sex = Sex.UNKNOWN) -> tuple[Nominative, ...]:
    """The nominatives of one word, the likeliest first and at most four; never empty.

    The word itself is always among them. With the sex known, the readings of the other sex are left
    out. Both languages are tried where no letter tells Ukrainian from Russian.
    """
    word = folded(word)
    if _CYRILLIC.search(word) is None:
        return (Nominative(word, Case.NOMINATIVE, (Case.NOMINATIVE,), sex),)
    first, dash, second = word.rpartition("-")
    if dash:
        return _hyphenated(first, second, kind, sex)
    return _ranked(word, kind, sex, _oblique(word, kind, sex))


def folded(word: str) -> str:
    """Lower case, one kind of apostrophe, ё as е: how words are compared."""
    return word.lower().translate(_FOLD)


_FOLD = str.maketrans({"ё": "е", **dict.fromkeys("’ʼ`´‘ʹ′", "'")})


def _oblique(word: str, kind: PartKind, sex: Sex) -> dict[tuple[str, Sex], list[Rule]]:
    """What the rules allow: nominative and sex with the rules that lead there, in their order."""
    tables = []
    if _RUSSIAN.search(word) is None:
        tables.append(cases_ukrainian.BY_ENDING)
    if _UKRAINIAN.search(word) is None:
        tables.append(cases_russian.BY_ENDING)
    found: dict[tuple[str, Sex], list[Rule]] = {}
    for table in tables:
        for length in range(min(_LONGEST, len(word) - 1), -1, -1):
            cut = len(word) - length
            for rule in table.get(word[cut:], ()):
                if kind not in rule.kinds or not _can_be(rule.sex, sex):
                    continue
                stem = word[:cut]
                if rule.stems and not stem.endswith(rule.stems):
                    continue
                text = stem + rule.nominative
                if text != word and not _NO_WORD.search(text):
                    found.setdefault((text, rule.sex), []).append(rule)
    return found


def _can_be(rule: Sex, known: Sex) -> bool:
    return Sex.UNKNOWN in (rule, known) or rule is known


def _ranked(
    word: str, kind: PartKind, sex: Sex, oblique: dict[tuple[str, Sex], list[Rule]]
) -> tuple[Nominative, ...]:
    """The word itself and its oblique readings in the order of how likely they are."""
    itself = Nominative(word, Case.NOMINATIVE, (Case.NOMINATIVE,), own_sex(word, kind))
    places = [(_place_of_itself(word, kind, sex), 0, itself)]
    for position, ((text, owner), rules) in enumerate(oblique.items(), 1):
        cases = tuple(dict.fromkeys(rule.case for rule in rules))
        place = _place(text, kind, sex, owner, min(rule.trust for rule in rules))
        whose = own_sex(text, kind) if owner is Sex.UNKNOWN else owner
        places.append((place, position, Nominative(text, cases[0], cases, whose)))
    if kind is PartKind.GIVEN and any(_is_name(entry[2].text) for entry in places):
        places = [entry for entry in places if entry[2] is itself or _is_name(entry[2].text)]
    elif any(place == _SURE for place, _, _ in places):
        places = [entry for entry in places if entry[2] is itself or entry[0] < _WEAK]
    places.sort(key=lambda entry: entry[:2])
    kept: dict[str, Nominative] = {}
    for _, _, found in places:
        kept.setdefault(found.text, found)
    best = tuple(kept.values())[:_MOST]
    return best if any(found.text == word for found in best) else (*best[:-1], itself)


_KNOWN, _SURE, _ITSELF, _AFTER, _WEAK, _LAST = range(1, 7)
_OBLIQUE_SHAPE = ("ою", "ею", "єю", "ові", "еві", "єві")
"""Ends that few nominatives have."""
_OBLIQUE_SURNAME = (*_OBLIQUE_SHAPE, "и", "ы", "ї")
"""And those that few surnames have, though foreign given names do (Алі, Шади)."""


def _place_of_itself(word: str, kind: PartKind, sex: Sex) -> int:
    given = kind is PartKind.GIVEN
    if given and _is_name(word, sex):
        return 0
    return _LAST if word.endswith(_OBLIQUE_SHAPE if given else _OBLIQUE_SURNAME) else _ITSELF


def _place(text: str, kind: PartKind, sex: Sex, owner: Sex, trust: Trust) -> int:
    if kind is PartKind.GIVEN and _is_name(text, sex if owner is Sex.UNKNOWN else owner):
        return _KNOWN
    if trust is Trust.SURE or (trust is Trust.EVEN and sex is owner):
        return _SURE
    return _AFTER if trust is Trust.EVEN else _WEAK


def _is_name(text: str, sex: Sex = Sex.UNKNOWN) -> bool:
    if sex is Sex.MALE:
        return text in MEN
    if sex is Sex.FEMALE:
        return text in WOMEN
    return text in MEN or text in WOMEN


_FEMININE = ("ова", "ева", "єва", "їна", "іна", "ська", "цька", "зька", "ая", "яя")
_MASCULINE = ("ов", "ев", "єв", "ський", "цький", "зький", "ий", "ій", "ый", "їн")
_NOUNS = frozenset(
    {"сова", "корова", "дуброва", "діброва", "підкова", "подкова", "основа", "обнова"}
)
"""Surnames of both sexes that end as women's do."""


def own_sex(word: str, kind: PartKind) -> Sex:
    """Whose a nominative is, as far as its end or the tables of given names tell."""
    if kind is PartKind.GIVEN:
        man, woman = word in MEN, word in WOMEN
    elif kind is PartKind.PATRONYMIC:
        man, woman = word.endswith(("ич", "іч", "їч", "ыч")), word.endswith(("вна", "чна"))
    else:
        man, woman = word.endswith(_MASCULINE), word.endswith(_FEMININE) and word not in _NOUNS
    if man == woman:
        return Sex.UNKNOWN
    return Sex.MALE if man else Sex.FEMALE


def _hyphenated(first: str, second: str, kind: PartKind, sex: Sex) -> tuple[Nominative, ...]:
    """Both halves in one case, or the first left as it is (Драй-Хмари)."""
    found: dict[str, Nominative] = {}
    for right in nominatives(second, kind, sex):
        lefts = nominatives(first, kind, sex)
        for left in (*lefts, Nominative(first, right.case, right.cases, Sex.UNKNOWN)):
            shared = tuple(case for case in right.cases if case in left.cases)
            if shared:
                text = f"{left.text}-{right.text}"
                found.setdefault(text, Nominative(text, shared[0], shared, right.sex))
                break
    return tuple(found.values())[:_MOST]

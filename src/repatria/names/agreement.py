"""The words of one name stand in one grammatical case and are of one sex: which ones can it be?

`Олександра Бойко` can only be a woman in the nominative, `Олександра Бойка` may be a man in the
genitive, `Олександра Ковальова` is either. One word alone would not tell.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from repatria.names.cases import Case, Nominative, nominatives, own_sex
from repatria.names.model import PartKind, Sex

OPPOSITE = {Sex.MALE: Sex.FEMALE, Sex.FEMALE: Sex.MALE}

_UNCHANGED = 2
"""The cost of a surname that does not show the case of the other words."""
_WRONG_SEX = 6
"""The cost of a nominative that by its look is of the other sex."""
_UNLIKELY = 4
"""The cost of a nominative for each likelier reading of the word: nobody is called Івана."""
_NOT_NOMINATIVE = 1
"""The cost of any other case, since most lists write the nominative."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """A case and a sex in which all words of a name can stand, and their nominatives then."""

    case: Case
    sex: Sex
    texts: tuple[str, ...]
    cost: int
    """How far the words must be stretched; 0 where nothing speaks against it."""


Word = tuple[str, PartKind]


def agreements(words: Iterable[Word], sex: Sex = Sex.UNKNOWN) -> tuple[Agreement, ...]:
    """The ways in which the words of one name can agree, the cheapest first; never empty.

    A surname may stay as it is in any case (a woman's Бойко; any foreign one). Ways that differ
    only in the case, not in sex and nominatives, are given once.
    """
    return _agreements(tuple(words), sex)


@lru_cache(maxsize=1 << 12)
def _agreements(words: tuple[Word, ...], sex: Sex) -> tuple[Agreement, ...]:
    found: dict[tuple[Sex, tuple[str, ...]], Agreement] = {}
    for person in (Sex.MALE, Sex.FEMALE) if sex is Sex.UNKNOWN else (sex,):
        for case in Case:
            agreement = _agreement(words, case, person)
            if agreement is not None:
                found.setdefault((person, agreement.texts), agreement)
                if found[person, agreement.texts].cost > agreement.cost:
                    found[person, agreement.texts] = agreement
    return tuple(sorted(found.values(), key=lambda agreement: agreement.cost))


def _agreement(words: tuple[Word, ...], case: Case, sex: Sex) -> Agreement | None:
    texts, cost = [], 0 if case is Case.NOMINATIVE else _NOT_NOMINATIVE
    for word, kind in words:
        best = _best(word, kind, case, sex)
        if best is None:
            return None
        texts.append(best[0])
        cost += best[1]
    return Agreement(case, sex, tuple(texts), cost)


def _best(word: str, kind: PartKind, case: Case, sex: Sex) -> tuple[str, int] | None:
    """The likeliest nominative of one word in this case, and what it costs to read it so."""
    if case is Case.NOMINATIVE:
        forms = nominatives(word, kind)
        rank = next(rank for rank, form in enumerate(forms) if form.case is case)
        return forms[rank].text, rank * _UNLIKELY + _wrong(forms[rank], kind, sex)
    forms = nominatives(word, kind, sex)
    for rank, form in enumerate(forms):
        if case in form.cases:
            return form.text, rank + _wrong(form, kind, sex)
    if kind is PartKind.SURNAME:
        itself = next(form for form in forms if form.case is Case.NOMINATIVE)
        return itself.text, _UNCHANGED + _wrong(itself, kind, sex)
    return None


def _wrong(form: Nominative, kind: PartKind, sex: Sex) -> int:
    return _WRONG_SEX if own_sex(form.text, kind) is OPPOSITE[sex] else 0

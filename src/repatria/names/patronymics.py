"""A patronymic in Ukrainian, Russian or Latin letters: whose child it says one is.

Recognition goes from the certain to the likely: a patronymic that a known man's name makes, its
spelling in other letters, a colloquial short form, and at last the endings alone. Surnames end so
too (Петрович, Мицкевич): which word of a name is which is for `reading` to say.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from repatria.names.cases import Case, folded, nominatives
from repatria.names.model import PartKind, Sex
from repatria.names.patronymics_making import SHORT, VOWELS, all_made
from repatria.names.patronymics_spelling import skeleton


@dataclass(frozen=True, slots=True)
class Patronymic:
    """What a patronymic says."""

    text: str
    """The nominative as it is written here, folded."""
    full: str
    """The full form of a colloquial one (Михалыч, михайлович); else the same as `text`."""
    sex: Sex
    fathers: tuple[str, ...]
    """Given names that the father can have, folded, the likeliest first."""
    cases: tuple[Case, ...]
    """The grammatical cases in which the word can stand."""
    known: bool
    """Whether the father's name is one of the tables, not only an ending recognised."""


@lru_cache(maxsize=1 << 14)
def patronymic(word: str) -> Patronymic | None:
    """Recognise one word, in any grammatical case; `None` where nothing looks like a patronymic."""
    text = folded(word)
    if text[:1] < "а":
        return _spelled(text, text, (Case.NOMINATIVE,))
    forms = nominatives(text, PartKind.PATRONYMIC)
    for form in forms:
        found = _listed(form.text, form.text, form.cases)
        if found is not None:
            return found
    for form in forms:
        found = _short(form.text, form.cases) or _spelled(form.text, form.text, form.cases)
        if found is not None:
            return found
    for form in forms:
        found = _by_ending(form.text, form.cases)
        if found is not None:
            return found
    return None


@cache
def _made() -> dict[str, tuple[str, ...]]:
    return all_made()


@cache
def _by_skeleton() -> dict[str, tuple[str, tuple[str, ...]]]:
    """Patronymics by their spelling without a script; the fathers of all that share it."""
    found: dict[str, tuple[str, tuple[str, ...]]] = {}
    for made, fathers in sorted(_made().items()):
        key = skeleton(made)
        text, others = found.get(key, (made, ()))
        found[key] = (text, tuple(dict.fromkeys((*others, *fathers))))
    return found


def _sex(text: str) -> Sex:
    return Sex.FEMALE if text.endswith(("на", "na")) else Sex.MALE


def _listed(text: str, full: str, cases: tuple[Case, ...]) -> Patronymic | None:
    fathers = _made().get(full)
    if fathers is None:
        return None
    return Patronymic(text, full, _sex(full), fathers, cases, known=True)


def _spelled(text: str, full: str, cases: tuple[Case, ...]) -> Patronymic | None:
    """Another spelling of a listed one: Illich, Ильїч, Mykolayovych; or a Latin ending alone."""
    found = _by_skeleton().get(skeleton(full))
    if found is not None:
        return Patronymic(text, full, _sex(found[0]), found[1], cases, known=True)
    return _latin(text) if text[:1] < "а" else None


def _short(text: str, cases: tuple[Case, ...]) -> Patronymic | None:
    """A colloquial form: from the table, or -аныч for -анович and -еич for -еевич."""
    full = SHORT.get(text)
    if full is None and text.endswith("ыч"):
        full = text[:-2] + "ович"
    elif full is None and text.endswith(("аич", "еич")):
        full = text[:-2] + "евич"
    return None if full is None else _listed(text, full, cases)


_ENDINGS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("йович", ("й",)),
    ("ьович", ("ь",)),
    ("иевич", ("ий",)),
    ("ієвич", ("ій",)),
    ("ьевич", ("ий", "ь")),
    ("аевич", ("ай",)),
    ("аєвич", ("ай",)),
    ("еевич", ("ей",)),
    ("евич", ("ь",)),
    ("ович", ("", "о")),
    ("евна", ("ь",)),
    ("ївна", ("й",)),
    ("івна", ("", "о", "ь")),
    ("иевна", ("ий",)),
    ("ьевна", ("ий", "ь")),
    ("аевна", ("ай",)),
    ("еевна", ("ей",)),
    ("овна", ("",)),
    ("инична", ("а", "я")),
    ("ична", ("а",)),
)
"""An ending and what stood in the father's name instead; the longest that fits is taken."""

_BY_ENDING = dict(_ENDINGS)
_LONGEST = max(len(ending) for ending, _ in _ENDINGS)


def _by_ending(text: str, cases: tuple[Case, ...]) -> Patronymic | None:
    """By the ending alone, for fathers whose names the tables do not have (Рахимович)."""
    for length in range(min(_LONGEST, len(text) - 2), 3, -1):
        instead = _BY_ENDING.get(text[-length:])
        if instead is not None and VOWELS.intersection(text[:-length]):
            fathers = tuple(text[:-length] + end for end in instead)
            return Patronymic(text, text, _sex(text), fathers, cases, known=False)
    return None


_LATIN = re.compile(
    r"(?P<stem>.*[aeiouy].*?)"
    r"(?:(?P<soft>[iyj]+)?[oe][vw][iy](?:t?s?ch|cz|č|c)|[iyj]*[iyoe][vw]na)"
)


def _latin(text: str) -> Patronymic | None:
    """A Latin spelling by its ending: Rakhimovych, Rakhimovna."""
    found = _LATIN.fullmatch(text)
    if found is None:
        return None
    stem = found["stem"]
    fathers = (stem, stem + "i") if found["soft"] else (stem, stem + "o")
    return Patronymic(text, text, _sex(text), fathers, (Case.NOMINATIVE,), known=False)

"""One part of a name with all that comparing needs, computed once per distinct string."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from repatria.names.cases import Case, folded, nominatives
from repatria.names.initials import initials_of_keys, initials_of_letter, is_initial
from repatria.names.key_forms import compared_keys, russian_endings
from repatria.names.keys import loose_key, main_key, spelt_key, strict_keys
from repatria.names.lemmas import lemmas
from repatria.names.lexicon import Lexicon, whole_lexicon
from repatria.names.model import Part, PartKind, Sex
from repatria.names.patronymics import Patronymic, patronymic

_HYPHEN = re.compile("[-‐‑–]")
_MOST_TEXTS = 4
_MOST_WHOLE = 4
"""Keys and lemmas kept of a double name as a whole."""
_MOST_OWN_FORMS = 3
_MOST_FORMS = 6
_LEAST_LOOSE = 4
"""Letters of a loose key; shorter ones belong to too many names."""


@lru_cache(maxsize=1 << 15)
def part(written: str, kind: PartKind, sex: Sex = Sex.UNKNOWN, texts: tuple[str, ...] = ()) -> Part:
    """A word, hyphenated word or initial as a part of that kind.

    `texts` are its nominatives where the other words of the name have told them (`agreement`);
    without them every nominative that the word alone can be counts. The sex, where it is known,
    leaves out what only the other sex could be called.
    """
    return part_by(whole_lexicon(), written, kind, sex, texts)


def part_by(
    lexicon: Lexicon,
    written: str,
    kind: PartKind,
    sex: Sex = Sex.UNKNOWN,
    texts: tuple[str, ...] = (),
) -> Part:
    """The same by a lexicon of one's own; nothing is kept."""
    word = _HYPHEN.sub("-", folded(written.strip()))
    if is_initial(word):
        return Part(kind, written, (), (), (), initials_of_letter(word), initial=True)
    texts = texts or _nominatives(word, kind, sex, lexicon)
    if kind is PartKind.PATRONYMIC:
        return _patronymic_part(written, texts, lexicon)
    keys: list[str] = []
    codes: list[str] = []
    for text in texts[:_MOST_TEXTS]:
        own, known = _said(text, kind, sex, lexicon)
        keys += own
        codes += known
    elsewhere = lexicon.keys(kind, codes) if codes else [spelt_key(texts[0])]
    forms = _forms(_once(keys), elsewhere)
    return _part(kind, written, texts, codes, keys, forms, lexicon)


def _patronymic_part(written: str, texts: tuple[str, ...], lexicon: Lexicon) -> Part:
    """A patronymic has the lemmas of the names that the father can have, beside its own."""
    kind = PartKind.PATRONYMIC
    said = _patronymic(texts)
    texts = texts if said is None else _once((*texts, said.full))
    whole = _once(key for text in texts for key in strict_keys(text))
    keys = compared_keys(kind, whole)
    codes = lexicon.lemmas(kind, keys)
    if said is not None and said.known:
        fathers = (main_key(name) for name in said.fathers)
        codes += lexicon.lemmas(PartKind.GIVEN, fathers)
    elsewhere = lexicon.counterparts(kind, whole) if codes else [spelt_key(texts[0])]
    return _part(kind, written, texts, codes, keys, _forms(whole, elsewhere), lexicon)


def _part(
    kind: PartKind,
    written: str,
    texts: tuple[str, ...],
    codes: Iterable[str],
    keys: Sequence[str],
    forms: tuple[str, ...],
    lexicon: Lexicon,
) -> Part:
    """The part with its loose keys, and the initials under which the name can stand.

    М. and Н. both can be Микола, who is Николай.
    """
    codes = _once(codes)
    strict = _once((*keys, *russian_endings(kind, keys)))
    loose = [key for key in map(loose_key, strict) if len(key) >= _LEAST_LOOSE]
    elsewhere = codes if kind is PartKind.SURNAME else lexicon.keys(kind, codes)
    begins = initials_of_keys((*strict, *elsewhere))
    return Part(kind, written, texts, codes, _once((*strict, *loose)), begins, forms=forms)


def _forms(own: Sequence[str], elsewhere: Iterable[str]) -> tuple[str, ...]:
    """Few, since each is compared with each: of a double name the whole alone.

    `elsewhere` are those of the other language, or what an unknown word is spelt like.
    """
    if own and "-" in own[0]:
        return (own[0],)
    return _once(key for key in (*own[:_MOST_OWN_FORMS], *elsewhere) if key)[:_MOST_FORMS]


def _nominatives(word: str, kind: PartKind, sex: Sex, lexicon: Lexicon) -> tuple[str, ...]:
    """What the word can be in the nominative, likeliest first.

    A name that people bear is taken as it stands: Олександра alone is no genitive of Олександр.
    """
    found = nominatives(word, kind, sex)
    if found[0].case is Case.NOMINATIVE and (
        len(found) == 1 or lexicon.lemmas(kind, compared_keys(kind, [main_key(word)]))
    ):
        return (found[0].text,)
    return _once(nominative.text for nominative in found)


def _patronymic(texts: Iterable[str]) -> Patronymic | None:
    return next((found for text in texts if (found := patronymic(text)) is not None), None)


def _said(
    text: str, kind: PartKind, sex: Sex, lexicon: Lexicon
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Strict keys and lemmas of one nominative; of a double name the whole and then its halves.

    A double name of which one half is not known has no lemmas, so that it passes for unknown.
    """
    keys = compared_keys(kind, strict_keys(text), sex)
    if "-" not in text:
        return keys, lemmas(kind, keys, lexicon, sex)
    halves = [_said(half, kind, sex, lexicon) for half in text.split("-") if half]
    known = [codes for _, codes in halves]
    return _whole_and_halves([keys for keys, _ in halves]), _whole_and_halves(known)


def _whole_and_halves(halves: list[tuple[str, ...]]) -> tuple[str, ...]:
    """Every key of one half with every key of the next, hyphens kept, and then the keys alone."""
    wholes = [""]
    for half in halves:
        both = [f"{first}-{second}" if first else second for first in wholes for second in half]
        wholes = both[:_MOST_WHOLE]
    if not any(wholes):
        return ()
    return _once((*wholes, *(key for half in halves for key in half)))


def _once(items: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(items))

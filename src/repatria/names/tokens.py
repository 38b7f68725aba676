"""One word of a name, looked at once per distinct string: what it can be, and what is odd in it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache

from repatria.base.messages import message
from repatria.names import homoglyphs, plausibility
from repatria.names.cases import Case, folded, own_sex
from repatria.names.initials import is_initial
from repatria.names.known_given import NOT_KNOWN, KnownGiven, known_given
from repatria.names.model import PartKind, Script, Sex
from repatria.names.patronymics import patronymic
from repatria.names.reasons import Reason, reason
from repatria.names.repairs import MIXED, bare, repaired
from repatria.names.scripts import LETTERS
from repatria.names.small_words import ABSENT, AFTER, BEFORE, DAUGHTERS
from repatria.names.titles import is_title


class Kind(StrEnum):
    WORD = "word"
    INITIAL = "initial"
    ABSENT = "absent"
    """A sign that nothing is known: it holds the place of a part."""
    BEFORE = "before"
    """A particle that belongs to the word after it: von, ібн."""
    AFTER = "after"
    """A particle that belongs to the word before it: огли, кизи."""


@dataclass(frozen=True, slots=True)
class Token:
    """A word as written, as it is read, and its possible parts."""

    written: str
    text: str
    """Repaired; several words joined with hyphens are one."""
    kind: Kind
    script: Script
    notes: tuple[Reason, ...] = ()
    patronymic: bool = False
    """Whether it looks like a patronymic,"""
    of_known: bool = False
    """of a man's name that is known,"""
    patronymic_sex: Sex = Sex.UNKNOWN
    """of a son or a daughter,"""
    nominative: bool = False
    """and can only be a nominative."""
    itself: tuple[str, ...] = ()
    """Its nominative when it is one."""
    given: KnownGiven = NOT_KNOWN
    surname_sex: Sex = Sex.UNKNOWN
    """Whose surname it is by its end,"""
    only_hers: bool = False
    """and whether it can be no form of a man's."""
    capitals: bool = False
    """Whether it is written in capitals throughout,"""
    small: bool = False
    """or in small letters."""
    plain: bool = False
    """Nothing about it asks for a closer look."""


_OTHER_SCRIPT = message(
    "“{written}” is written in letters that look like those of the other words; it is read as "
    "“{text}”."
)
_CUT = message("“{written}” is cut short; only its first letter is compared.")

_ONLY_HERS = ("ська", "цька", "зька", "ская", "цкая", "ая", "яя")
"""Ends of women's surnames that no case of a man's has; -ова can be Ковальов in the genitive."""
_CAPITAL_INSIDE = re.compile("[а-яіїєґё][А-ЯІЇЄҐЁ]")
_CUT_SHORT = re.compile(rf"[{LETTERS}]{{1,4}}[^\Waeiouyаеєиіїоуыэюяё]\.", re.IGNORECASE)
_DOUBLE_INITIAL = re.compile(rf"([{LETTERS}])\.?-[{LETTERS}]\.")
_LIKE_A_NAME = 0.6
"""Below this likeness the keyboard may have been set wrongly."""


@lru_cache(maxsize=1 << 15)
def token(written: str) -> Token:
    """Look at one word: letters, hyphens and apostrophes, with a full stop where one follows."""
    low = written.lower()
    if low in ABSENT or low.rstrip(".") in ABSENT:
        return Token(written, written, Kind.ABSENT, Script.NONE)
    found = repaired(written)
    text, script, notes = found.text, found.script, found.notes
    if script is Script.NONE:
        return Token(written, "", Kind.ABSENT, script, notes)
    double = _DOUBLE_INITIAL.fullmatch(text)
    if double is not None:
        text = double[1] + "."
    if is_initial(folded(text)):
        return Token(written, text, Kind.INITIAL, script, notes, plain=not notes)
    if _CUT_SHORT.fullmatch(text) and not known_given(text[:-1]).known:
        notes = (*notes, reason(_CUT, written=written))
        return Token(written, text[0] + ".", Kind.INITIAL, script, notes)
    text = bare(text, script)
    if not text:
        return Token(written, "", Kind.ABSENT, Script.NONE, notes)
    return _word(written, text, script, notes)


def joined(tokens: tuple[Token, ...]) -> Token:
    """Several words that are one part: a double surname without its hyphen, a particle."""
    if len(tokens) == 1:
        return tokens[0]
    written = " ".join(each.written for each in tokens)
    scripts = {each.script for each in tokens}
    script = scripts.pop() if len(scripts) == 1 else Script.MIXED
    notes = tuple(note for each in tokens for note in each.notes)
    words = [each for each in tokens if each.kind is not Kind.ABSENT]
    with_particle = any(each.kind is not Kind.WORD for each in words)
    text = (" " if with_particle else "-").join(each.text for each in words)
    main = next((each for each in words if each.kind is Kind.WORD), tokens[0])
    read = Token(written, text, Kind.WORD, script, notes, itself=(folded(text),), given=main.given)
    after = next((each for each in words if each.kind is Kind.AFTER), None)
    if after is None:
        return read
    return replace(read, patronymic=True, of_known=main.given.known, nominative=True,
                   patronymic_sex=_sex_of_particle(after.text))  # fmt: skip


def _sex_of_particle(text: str) -> Sex:
    return Sex.FEMALE if text.lower().startswith(DAUGHTERS) else Sex.MALE


def _word(written: str, text: str, script: Script, notes: tuple[Reason, ...]) -> Token:
    low = text.lower()
    if low in BEFORE:
        return Token(written, text, Kind.BEFORE, script, notes)
    if low in AFTER:
        return Token(written, text, Kind.AFTER, script, notes)
    found = patronymic(text)
    particle = low.rpartition("-")[2] if "-" in low else ""
    table = plausibility.LATIN if script is Script.LATIN else plausibility.CYRILLIC
    read = Token(
        written,
        text,
        Kind.WORD,
        script,
        notes,
        itself=(folded(text),),
        given=known_given(text),
        surname_sex=own_sex(folded(text), PartKind.SURNAME),
        capitals=len(text) > 2 and text.isupper(),
        small=text.islower(),
        only_hers=low.endswith(_ONLY_HERS) and len(low) > 4,
        plain=(
            not notes
            and text == written
            and script is not Script.MIXED
            and not is_title(text)
            and not _CAPITAL_INSIDE.search(text)
            and plausibility.likeness(text, table) >= _LIKE_A_NAME
        ),
    )
    if particle in AFTER:
        return replace(read, patronymic=True, nominative=True,
                       patronymic_sex=_sex_of_particle(particle))  # fmt: skip
    if found is None:
        return read
    return replace(read, patronymic=True, of_known=found.known, patronymic_sex=found.sex,
                   nominative=found.cases == (Case.NOMINATIVE,))  # fmt: skip


def in_script(one: Token, script: Script) -> Token | None:
    """The word in the script of the other words, if letters of the same look allow it."""
    of_look = homoglyphs.in_cyrillic if script is Script.CYRILLIC else homoglyphs.in_latin
    text = of_look(one.text)
    if text is None:
        return None
    notes = [note for note in one.notes if note.template != MIXED]
    notes.append(reason(_OTHER_SCRIPT, written=one.written, text=text.rstrip(".")))
    return replace(token(text), written=one.written, notes=tuple(notes), plain=False)

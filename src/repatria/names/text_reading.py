"""A cell's text brought to words: cleaned, without asides and ranks, in one script."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from repatria.base.messages import message
from repatria.names.asides import apart
from repatria.names.cleaning import cleaned
from repatria.names.keyboard import mended
from repatria.names.model import Script
from repatria.names.reasons import Reason, reason
from repatria.names.refusing import NameRefused
from repatria.names.respacing import respaced
from repatria.names.scripts import LETTERS
from repatria.names.several import check_one, is_place
from repatria.names.titles import untitled
from repatria.names.tokens import Kind, Token, in_script, joined, token

MOST_WORDS = 8
"""Words of one person's name without rank and call sign."""

_NO_NAME = message("“{text}” says that the name is not known.")
_NOTHING_LEFT = message("Nothing of “{text}” is a name.")
_TOO_MANY = message("“{text}” has {count} words; a name has {most} at most.")
_RANK = message("“{text}” is read as a rank or title, not as part of the name.")
_GENERATION = message("“{text}” tells kin of one name apart and was left out of the name.")
_KEYBOARD = message(
    "“{written}” was typed with the keyboard set to the other script; it is read as “{text}”."
)
_COMMA = message("A comma after the first word says that the surname stands first.")
_AFTER_COMMA = message("“{text}” after the comma was left out: it is no part of the name.")

_UNKNOWN = re.compile(
    r"\b(?:не\s+(?:встановлен[оаий]*|установлен[оаый]*|указан[оаый]*|вказан[оаий]*|"
    r"відом[оаий]*|известн[оаый]*)|без\s+(?:по[ -]батькові|отчества|імені|имени|прізвища|фамилии)|"
    r"not\s+(?:known|stated|given))\b",
    re.IGNORECASE,
)
_GLUED = re.compile(rf"(?<=[a-zа-яіїєґё])(?=[A-ZА-ЯІЇЄҐЁ]\.)|(?<=[{LETTERS}])\.(?=[{LETTERS}])")
_END = re.compile(rf"(?<=[{LETTERS}]{{4}})\.$")
_SPACED_HYPHEN = re.compile(rf"(?<=[{LETTERS}]{{2}})(?: -|- | - )(?=[{LETTERS}]{{2}})")


@dataclass(frozen=True, slots=True)
class Written:
    """The words of a name, and what stood beside them."""

    tokens: tuple[Token, ...]
    call_sign: str = ""
    rank: str = ""
    surnames: tuple[str, ...] = ()
    spellings: tuple[str, ...] = ()
    surname_first: bool = False
    """A comma said so."""
    notes: tuple[Reason, ...] = ()


def written_words(written: str, *, whole: str = "", may_lack: bool = False) -> Written:
    """Bring a text to words. `whole` is the whole name where the text is one column of it.

    Raises `NameRefused` for what is no name; with `may_lack` a text that only says that nothing is
    known gives no words.
    """
    clean = cleaned(written)
    typed = {meant: word for word, meant in mended(clean.text, whole or clean.text).items()}
    text = _UNKNOWN.sub("-", clean.text)
    for meant, word in typed.items():
        text = text.replace(word, meant)
    aside = apart(text)
    check_one(aside.text, clean.text)
    notes = [*clean.notes, *aside.notes]
    text, surname_first = _without_comma(aside.text, notes)
    text = _SPACED_HYPHEN.sub("-", _END.sub("", text))
    text = _GLUED.sub(lambda found: found[0] + " ", text)
    bare = untitled(text.split(), _is_surname)
    ranks = [*([bare.rank] if bare.rank else []), *aside.ranks]
    notes += [reason(_RANK, text=rank) for rank in ranks]
    if bare.generation:
        notes.append(reason(_GENERATION, text=bare.generation))
    words = respaced(bare.words, notes)
    tokens = of_one_script(_with_particles([_token(word, typed) for word in words]))
    if all(each.kind is Kind.ABSENT for each in tokens):
        if not may_lack:
            raise NameRefused(_NO_NAME if tokens else _NOTHING_LEFT, text=clean.text)
        tokens = ()
    if len(tokens) > 3:
        tokens = tuple(each for each in tokens if each.kind is not Kind.ABSENT)
    if len(tokens) > MOST_WORDS:
        raise NameRefused(_TOO_MANY, text=text, count=len(tokens), most=MOST_WORDS)
    notes += [note for each in tokens for note in each.notes]
    return Written(
        tokens,
        aside.call_sign,
        " ".join(ranks),
        aside.surnames,
        aside.spellings,
        surname_first,
        tuple(notes),
    )


def _token(word: str, typed: Mapping[str, str]) -> Token:
    """The word, with what was typed where the keyboard had been set wrongly for it."""
    one = token(word)
    if word not in typed:
        return one
    note = reason(_KEYBOARD, written=typed[word], text=word)
    return replace(one, written=typed[word], notes=(*one.notes, note), plain=False)


def as_typed(text: str) -> tuple[Token, ...]:
    """The words of a text whose every sign may be a letter of the other layout."""
    tokens = [token(word) for word in text.split()[:MOST_WORDS]]
    return tuple(each for each in tokens if each.kind is not Kind.ABSENT)


def _without_comma(text: str, notes: list[Reason]) -> tuple[str, bool]:
    first, comma, rest = text.partition(",")
    if not comma:
        return text, False
    words = [word for word in untitled(first.split(), _is_surname).words if word != "-"]
    if len(words) == 1 and rest.strip():
        notes.append(reason(_COMMA))
        return text.replace(",", " "), True
    if len(words) > 2 or is_place(rest):
        left = untitled(rest.replace(",", " ").split(), _is_surname)
        if left.words and not _is_titles(left.words):
            notes.append(reason(_AFTER_COMMA, text=rest.strip()))
            return first, False
    return text.replace(",", " "), False


def _is_titles(words: Sequence[str]) -> bool:
    return untitled(("Name", *words), lambda _: True).words == ("Name",)


def _is_surname(word: str) -> bool:
    """Whether a word can hardly be a given name or a patronymic."""
    one = token(word)
    return one.kind is Kind.WORD and not one.patronymic and not one.given.known


def _with_particles(tokens: Sequence[Token]) -> list[Token]:
    """Particles joined to their words; one that has none is a word itself."""
    found: list[Token] = []
    before: list[Token] = []
    for one in tokens:
        if one.kind is Kind.BEFORE:
            before.append(one)
        elif one.kind is Kind.AFTER and found and found[-1].kind is Kind.WORD and not before:
            found[-1] = joined((found[-1], one))
        else:
            found.append(joined((*before, one)))
            before = []
    if before:
        found.append(joined(tuple(before)))
    return found


def of_one_script(tokens: Sequence[Token]) -> tuple[Token, ...]:
    """Words of look-alike letters, put into the script of those that can have no other."""
    scripts = {each.script for each in tokens if each.kind is not Kind.ABSENT}
    if len(scripts) < 2:
        return tuple(tokens)
    of_words = {each.script for each in tokens if each.kind is Kind.WORD}
    for script, other in ((Script.CYRILLIC, Script.LATIN), (Script.LATIN, Script.CYRILLIC)):
        fixed = [
            each for each in tokens if each.script is script and in_script(each, other) is None
        ]
        if not fixed and of_words != {script}:
            continue
        moved = [
            each if each.script in (script, Script.NONE) else in_script(each, script)
            for each in tokens
        ]
        if all(each is not None for each in moved):
            return tuple(each for each in moved if each is not None)
    return tuple(tokens)

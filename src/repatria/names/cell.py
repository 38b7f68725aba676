"""A name in one cell: its parts, and every reading that the writing allows.

Most names are two or three plain words, and cost a few look-ups; the others are read with care.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from repatria.base.messages import message
from repatria.names.assembling import readings_of
from repatria.names.cleaning import Cleaned, cleaned
from repatria.names.keyboard import slips
from repatria.names.model import Name, Order, Reading, Script, Sex
from repatria.names.reasons import Reason, reason
from repatria.names.roles import roles
from repatria.names.text_reading import Written, as_typed, written_words
from repatria.names.tokens import Kind, Token, token

MOST_READINGS = 4
_LONG = 100
"""Characters beyond which a text is always read with care."""

KEYBOARD = message(
    "“{written}” reads “{text}” if the keyboard was set to the other script; both are readings."
)
AS_TYPED = message("Read as it was typed.")
OTHER_SURNAME = message("Read with “{text}” as the surname.")


def read(written: str, order: Order, sex: Sex = Sex.UNKNOWN) -> Name:
    """Read a name from one cell. `order` is what the source declares, `sex` what it says.

    Raises `NameRefused` for a text that is no name, or several (`several.several` parts them).
    """
    tokens = _plain(written)
    if tokens is None:
        return _careful(written, order, sex)
    found = roles(tokens, order)
    readings = tuple(each for one in found for each in readings_of(tokens, one, sex))
    return Name(
        written,
        tokens[0].script,
        order,
        readings[:MOST_READINGS],
        notes=notes_of(readings[:MOST_READINGS]),
    )


def _plain(written: str) -> list[Token] | None:
    """The words of a text in which nothing asks for a closer look."""
    words = (written.replace(".", ". ") if "." in written else written).split()
    if not 2 <= len(words) <= 3 or len(written) > _LONG or not written.isprintable():
        return None
    tokens = [token(word) for word in words]
    script, small = tokens[0].script, tokens[0].small
    for one in tokens:
        if not one.plain or one.script is not script or one.small is not small:
            return None
    return tokens


def notes_of(readings: Sequence[Reading]) -> tuple[Reason, ...]:
    """What the readings say of themselves, each once."""
    if len(readings) == 1:
        return readings[0].why
    return tuple(dict.fromkeys(why for each in readings for why in each.why))


def _careful(written: str, order: Order, sex: Sex) -> Name:
    clean = cleaned(written)
    typed_wrongly = slips(clean.text)
    if typed_wrongly:
        return _slipped(written, clean, typed_wrongly, order, sex)
    words = written_words(written)
    readings, notes = _all_readings(words, order, sex)
    return _named(written, order, words, words.tokens, readings, (*words.notes, *notes))


def _named(
    written: str,
    order: Order,
    words: Written,
    tokens: Sequence[Token],
    readings: Sequence[Reading],
    notes: Sequence[Reason],
) -> Name:
    kept = tuple(dict.fromkeys(readings))[:MOST_READINGS]
    told = tuple(dict.fromkeys((*notes, *notes_of(kept))))
    script = script_of_words(tokens)
    return Name(written, script, order, kept, words.call_sign, words.rank, told)


def _all_readings(
    words: Written, order: Order, sex: Sex
) -> tuple[tuple[Reading, ...], tuple[Reason, ...]]:
    """The readings of the words, with another surname and other spellings; and what these say."""
    readings = _of_words(words, order, sex)
    notes: list[Reason] = []
    for text in words.surnames:
        readings = _with_surname(readings, text, sex)
    for text in words.spellings:
        other = written_words(text)
        readings = (*readings[:2], *_of_words(other, order, sex))
        notes += other.notes
    return readings, tuple(notes)


def _slipped(written: str, clean: Cleaned, meant: tuple[str, ...], order: Order, sex: Sex) -> Name:
    """What the keys give on the other layout, and at last the text as it was typed."""
    found = [written_words(text) for text in meant]
    readings = [each for words in found for each in _of_words(words, order, sex)]
    typed = as_typed(clean.text)
    if typed:
        literal = readings_of(typed, roles(typed, order)[0], sex)[0]
        readings = [*readings[: MOST_READINGS - 1], replace(literal, why=(reason(AS_TYPED),))]
    notes = [reason(KEYBOARD, written=clean.text, text=text) for text in meant]
    notes = [*clean.notes, *notes, *found[0].notes]
    return _named(written, order, found[0], typed, readings, notes)


def _of_words(words: Written, order: Order, sex: Sex) -> tuple[Reading, ...]:
    order = Order.SURNAME_FIRST if words.surname_first else order
    found = roles(words.tokens, order)
    return tuple(each for one in found for each in readings_of(words.tokens, one, sex))


def _with_surname(readings: tuple[Reading, ...], text: str, sex: Sex) -> tuple[Reading, ...]:
    """The readings, and each with the other surname."""
    alone = written_words(text)
    why = reason(OTHER_SURNAME, text=text)
    found = list(readings[:2])
    for each in readings[:2]:
        told = each.sex if sex is Sex.UNKNOWN else sex
        first = _of_words(alone, Order.SURNAME_FIRST, told)[0]
        found.append(replace(each, surname=first.surname, why=(why,)))
    return tuple(found)


def script_of_words(tokens: Sequence[Token]) -> Script:
    """The script of the whole name; `MIXED` where its words differ or one is unrepaired."""
    scripts = {each.script for each in tokens if each.kind is not Kind.ABSENT}
    return scripts.pop() if len(scripts) == 1 else Script.MIXED if scripts else Script.NONE

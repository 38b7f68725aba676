"""Reading a name from the columns of a table: surname, given name, patronymic.

Columns say which word is which part, and are believed, but for what cannot be meant: a whole name
in the column of surnames, and a patronymic or a second initial in that of given names.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from repatria.base.messages import message
from repatria.names.assembling import readings_of
from repatria.names.cell import (
    AS_TYPED,
    KEYBOARD,
    MOST_READINGS,
    OTHER_SURNAME,
    notes_of,
    read,
    script_of_words,
)
from repatria.names.cleaning import folded_text
from repatria.names.keyboard import slips
from repatria.names.model import Name, Order, Reading, Sex
from repatria.names.reasons import Reason, reason
from repatria.names.refusing import NameRefused
from repatria.names.roles import Roles
from repatria.names.scripts import signs_folded
from repatria.names.small_words import NOTHING_IN_A_COLUMN
from repatria.names.text_reading import Written, of_one_script, written_words
from repatria.names.tokens import Kind, Token, token

_NOTHING = message("None of the columns holds a name.")
_WHOLE = message("The whole name stands in one column; it is read with the surname first.")
_MOVED = message("“{text}” stands in the column of given names and is read as the patronymic.")

_NOTHING_WRITTEN = Written(())


def read_parts(surname: str, given: str, patronymic: str, sex: Sex = Sex.UNKNOWN) -> Name:
    """Read a name whose parts have columns; an empty one, or `н/д`, is a part that is not known.

    Raises `NameRefused` as `cell.read` does, and where no column holds a name.
    """
    columns = (surname, given, patronymic)
    parts = [[token(column)] if column else [] for column in columns]
    tokens, roles = _together(*parts)
    if tokens and all(one.plain and one.script is tokens[0].script for one in tokens):
        readings = readings_of(tokens, roles, sex)
        return Name(
            " ".join(filter(None, columns)),
            tokens[0].script,
            Order.SURNAME_FIRST,
            readings,
            notes=notes_of(readings),
        )
    return _careful(columns, sex)


def _careful(columns: tuple[str, str, str], sex: Sex) -> Name:
    folded = [folded_text(column) for column in columns]
    written = " ".join(filter(None, folded))
    words = _in_one_script([_column(column, written) for column in columns])
    tokens = [one for each in words for one in each.tokens]
    if not tokens:
        raise NameRefused(_NOTHING)
    if _is_whole_name(words):
        name = read(columns[0], Order.SURNAME_FIRST, sex)
        return replace(name, notes=(reason(_WHOLE), *name.notes))
    notes = [note for each in words for note in each.notes]
    notes += [note for one in tokens for note in one.notes]
    readings = _readings(words, sex, notes)
    for text in slips(written):
        meant = [_column(piece, text) for piece in _pieces(folded, text)]
        typed = replace(readings[-1], why=(reason(AS_TYPED),))
        readings = (*_readings(meant, sex, notes), typed)
        notes.append(reason(KEYBOARD, written=written, text=text))
    readings = readings[:MOST_READINGS]
    return Name(
        " ".join(column.strip() for column in columns if column.strip()),
        script_of_words(tokens),
        Order.SURNAME_FIRST,
        readings,
        ", ".join(each.call_sign for each in words if each.call_sign),
        " ".join(each.rank for each in words if each.rank),
        tuple(dict.fromkeys((*notes, *notes_of(readings)))),
    )


def _column(text: str, whole: str) -> Written:
    if signs_folded(text).strip().lower() in NOTHING_IN_A_COLUMN:
        return _NOTHING_WRITTEN
    return written_words(text, whole=whole, may_lack=True)


def _pieces(columns: list[str], text: str) -> Iterator[str]:
    """A text of the same length as the columns together, cut as they are."""
    start = 0
    for column in columns:
        yield text[start : start + len(column)]
        start += len(column) + 1 if column else 0


def _in_one_script(words: list[Written]) -> list[Written]:
    """The words of all columns put into the script of those that can have no other."""
    fixed = iter(of_one_script([one for each in words for one in each.tokens]))
    return [replace(each, tokens=tuple(next(fixed) for _ in each.tokens)) for each in words]


def _is_whole_name(words: list[Written]) -> bool:
    surname, given, patronymic = words
    tokens = surname.tokens
    if given.tokens or patronymic.tokens or len(tokens) < 2:
        return False
    return len(tokens) > 2 or tokens[1].given.known or tokens[1].kind is Kind.INITIAL


def _readings(words: list[Written], sex: Sex, notes: list[Reason]) -> tuple[Reading, ...]:
    surname, given, patronymic = (list(each.tokens) for each in words)
    if len(given) > 1 and not patronymic and _is_patronymic(given[-1]):
        patronymic = [given.pop()]
        notes.append(reason(_MOVED, text=patronymic[0].written))
    readings = readings_of(*_together(surname, given, patronymic), sex)
    for text in words[0].surnames:
        other = list(written_words(text).tokens)
        again = readings_of(*_together(other, given, patronymic), sex)[0]
        readings = (*readings, replace(again, why=(reason(OTHER_SURNAME, text=text),)))
    return readings


def _is_patronymic(one: Token) -> bool:
    return one.patronymic or one.kind is Kind.INITIAL


def _together(
    surname: list[Token], given: list[Token], patronymic: list[Token]
) -> tuple[list[Token], Roles]:
    first, second = len(surname), len(surname) + len(given)
    tokens = [*surname, *given, *patronymic]
    return tokens, Roles(
        tuple(range(first)), tuple(range(first, second)), tuple(range(second, len(tokens)))
    )

"""A table of answers, as CSV: code, answer, basis, happened. Read whole or refused whole, each
refusal with its row and field."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from repatria.desks.exchanges.refusals import ExchangeError
from repatria.planning.answer_codes import MAY_HAVE_DAY, NEEDS_BASIS, Said
from repatria.planning.reasons import VETOES

FIELDS = ("code", "answer", "basis", "happened")
MOST_BYTES = 5_000_000
MOST_WRONG = 1000
"""So many refusals, and it is the wrong file."""
MOST_TOLD = 20
"""Refusals that are shown; further ones are counted."""


class Unreadable(ExchangeError):
    """What is wrong, row by row."""

    def __init__(self, rows: list[str]) -> None:
        self.rows = rows[:MOST_TOLD]
        self.further = len(rows) - len(self.rows)
        super().__init__(" ".join(self.rows))


def read_answers(data: bytes) -> list[list[Any]]:
    """The lines as the desk keeps them. Raises `Unreadable` with all that is wrong."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Unreadable([_("The file is not UTF-8.")]) from None
    first = text.split("\n", 1)[0]
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=";" if ";" in first else ",")
    wrong: list[str] = []
    found: list[list[Any]] = []
    try:
        head = [name.strip().lower() for name in next(rows, [])]
        if missing := [name for name in FIELDS[:2] if name not in head]:
            told = _("Row 1: there is no column %(column)s.")
            raise Unreadable([told % {"column": name} for name in missing])
        if unknown := [name for name in head if name not in FIELDS]:
            told = _("Row 1: the column “%(column)s” is not known; there are: %(columns)s.")
            columns = ", ".join(FIELDS)
            raise Unreadable([told % {"column": name, "columns": columns} for name in unknown])
        if twice := [name for name in FIELDS if head.count(name) > 1]:
            told = _("Row 1: the column “%(column)s” stands there twice.")
            raise Unreadable([told % {"column": name} for name in twice])
        for row in rows:
            if len(wrong) >= MOST_WRONG:
                wrong.append(_("The rest of the file is not read."))
                break
            if not any(cell.strip() for cell in row):
                continue
            given = {name: cell.strip() for name, cell in zip(head, row, strict=False)}
            wrong += [
                _("Row %(row)s, %(field)s: %(why)s") % {"row": rows.line_num, "field": at, "why": y}
                for at, y in _wrong(given, len(row), len(head))
            ]
            found.append([given.get(name, "") for name in FIELDS])
    except csv.Error as error:
        wrong.append(_("Row %(row)s cannot be read: %(why)s")
                     % {"row": rows.line_num, "why": error})  # fmt: skip
    if not found and not wrong:
        wrong.append(_("There is no row with an answer."))
    if wrong:
        raise Unreadable(wrong)
    return found


def _wrong(given: dict[str, str], cells: int, columns: int) -> Iterator[tuple[str, str]]:
    if cells > columns:
        yield "code", _("the row has more cells than the heading")
    if not given.get("code"):
        yield "code", _("no code")
    said = given.get("answer", "")
    if said not in set(Said):
        known = ", ".join(Said)
        yield "answer", _("“%(text)s” is none of %(known)s") % {"text": said, "known": known}
    basis = given.get("basis", "")
    if (said in NEEDS_BASIS) != bool(basis):
        yield "basis", _("a refusal has a basis, and no other answer has one")
    elif basis and basis not in VETOES:
        known = ", ".join(VETOES)
        yield "basis", _("“%(text)s” is none of %(known)s") % {"text": basis, "known": known}
    happened = given.get("happened", "")
    if happened and said not in MAY_HAVE_DAY:
        yield "happened", _("only a death or a return has a day")
    elif happened:
        # What is kept is the text: of the ways to write a day only one.
        try:
            plain = date.fromisoformat(happened).isoformat() == happened
        except ValueError:
            plain = False
        if not plain:
            yield "happened", _("a day is written like 2031-06-02")

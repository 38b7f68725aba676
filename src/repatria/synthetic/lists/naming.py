"""The name cells of a list: words in the sender's spelling, and what befalls them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from repatria.synthetic.campaign.draws import Draws, Flags, Integers
from repatria.synthetic.lists import slips, spelling
from repatria.synthetic.lists.marks import Marks, pick, rows
from repatria.synthetic.lists.noise import Kind
from repatria.synthetic.lists.people import People
from repatria.synthetic.lists.ranks import CALL_SIGNS, RANKS
from repatria.synthetic.lists.senders import Sender
from repatria.synthetic.lists.spelling import SCHEMES, Part, Speller, Texts
from repatria.synthetic.lists.words import Words

# In which part a slip is looked for first, of ten; then in the others in turn.
_FIRST_PART = (5, 3, 2)
_CALLED = {"uk": "позивний", "ru": "позывной", "en": "a.k.a."}


@dataclass(slots=True)
class Cells:
    """The cells of names: `name` for a list with one cell, the other three for one with columns.
    Those of the other sort are nothing."""

    name: Texts
    surname: Texts
    given: Texts
    patronymic: Texts


def named(
    people: People, who: Integers, sender: Sender, marks: Marks, draws: Draws, speller: Speller
) -> Cells:
    """The names of these people in a list of this sender; marks that do not apply are removed."""
    words = Words(people, who, sender, marks, draws, speller)
    parts = words.spelled()
    _short_forms(parts, words)
    _without_patronymic(parts[2], sender, marks, draws)
    for row in rows(marks[Kind.INITIALS]):
        for part in parts[1:]:
            part[row] = f"{part[row][0]}." if part[row] else ""
    _slips(parts, marks, draws)
    if sender.capitals:
        parts[0][:] = [surname.upper() for surname in parts[0]]
    return _cells(parts, people, who, sender, marks, draws)


def _short_forms(parts: list[Texts], words: Words) -> None:
    """Nicknames, and given names as their bearers call themselves in English."""
    marks, choices = words.marks, words.choices
    given = spelling.numbers(words.people, words.who, Part.GIVEN)
    for row in rows(marks[Kind.NICKNAME]):
        name = spelling.given_name(int(given[row]))
        short = name.short_uk if words.language(row) == "uk" else name.short_ru
        text = pick(short, choices[row]).replace("ё", "е")
        if words.sender.latin:
            text = spelling.latin(text, tuple(SCHEMES)[words.scheme[row]])
        parts[1][row] = text
    for row in rows(marks[Kind.ENGLISH_NAME]):
        english = spelling.given_name(int(given[row])).english
        marks[Kind.ENGLISH_NAME][row] = bool(english)
        if english:
            parts[1][row] = english


def _without_patronymic(patronymic: Texts, sender: Sender, marks: Marks, draws: Draws) -> None:
    silent = ~draws.chance(sender.patronymics, len(patronymic))
    marks[Kind.NO_PATRONYMIC] &= ~silent
    patronymic[silent | marks[Kind.NO_PATRONYMIC]] = ""


def _slips(parts: list[Texts], marks: Marks, draws: Draws) -> None:
    count = len(parts[0])
    first = draws.weighted(_FIRST_PART, count)
    for kind, slip in slips.WORD_SLIPS.items():
        choices = draws.uniform(count)
        mark = marks[kind]
        for row in rows(mark):
            for step in range(3):
                part = parts[(first[row] + step) % 3]
                changed = slip(part[row], choices[row])
                if changed is not None:
                    part[row] = changed
                    break
            else:
                mark[row] = False


def _cells(
    parts: list[Texts], people: People, who: Integers, sender: Sender, marks: Marks, draws: Draws
) -> Cells:
    count = len(who)
    choices = draws.uniform(count)
    surname, given, patronymic = parts
    columns = sender.order == "columns"
    # With one cell every mark of the cell befalls it; with columns the cell of the surname.
    if columns:
        for row in rows(marks[Kind.ORDER]):
            surname[row], given[row] = given[row], surname[row]
        cell = surname
    else:
        cell = _joined(parts, (sender.order == "surname-first") ^ marks[Kind.ORDER])
    calls = _call_signs(people, who, sender)
    for row in rows(marks[Kind.CALL_SIGN_ONLY]):
        cell[row] = calls[row]
        if columns:
            given[row] = patronymic[row] = ""
    brackets = ("«{}»", '"{}"', "({})", f"{_CALLED[sender.language]} {{}}")
    for row in rows(marks[Kind.CALL_SIGN_INSIDE]):
        cell[row] = f"{cell[row]} {pick(brackets, choices[row]).format(calls[row])}"
    for row in rows(marks[Kind.RANK_INSIDE]):
        rank = RANKS[int(people.rank[who[row]])]
        texts = rank.short if choices[row] < 0.8 else rank.whole
        cell[row] = f"{texts[sender.language]} {cell[row]}"
    for kind, change in (
        (Kind.CUT, slips.cut),
        (Kind.GLUED, slips.glued),
        (Kind.BLANKS, slips.blanks),
    ):
        for row in rows(marks[kind]):
            changed = change(cell[row], choices[row])
            marks[kind][row] = changed != cell[row]
            cell[row] = changed
    nothing = np.full(count, "", dtype=object)
    if columns:
        return Cells(nothing, surname, given, patronymic)
    return Cells(cell, nothing, nothing, nothing)


def _joined(parts: list[Texts], surname_first: Flags) -> Texts:
    cell = np.empty(len(surname_first), dtype=object)
    cell[:] = [
        f"{surname} {given} {patronymic}".rstrip()
        if first
        else (f"{given} {patronymic} {surname}" if patronymic else f"{given} {surname}")
        for surname, given, patronymic, first in zip(*parts, surname_first.tolist(), strict=True)
    ]
    return cell


def _call_signs(people: People, who: Integers, sender: Sender) -> list[str]:
    """In the sender's script; nothing of people without one."""
    return [written_call_sign(sign, sender) for sign in people.call_sign[who].tolist()]


def written_call_sign(sign: int, sender: Sender) -> str:
    if sign < 0:
        return ""
    text = CALL_SIGNS[sign][sender.words == "ru"]
    if not sender.latin:
        return text
    return spelling.latin(text, "kmu-2010" if sender.words == "uk" else "icao")

"""The cells of a table of people: how each is read, and which facts of one person contradict each
other. What cannot be is named, and never guessed."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import partial
from typing import Any

from repatria.base.dates import partial_date
from repatria.base.errors import ValueProblem
from repatria.base.messages import Sentence, sentence
from repatria.formats.cells import iso_day
from repatria.formats.problems import shown
from repatria.planning.facts import Consent, Held, Medical, Person, Sex
from repatria.planning.reasons import VETOES
from repatria.planning.scope import age

OLDEST = 110
"""Whole years: nobody is taken for older at capture."""
YOUNGEST_SOLDIER = 15
"""Whole years at capture: the Convention on the Rights of the Child, article 38, keeps everybody
younger out of armed forces. Whoever is younger is a civilian, or a date is wrong."""
_CODE = re.compile(r"[^\W_][\w.:-]{0,99}")
_WORDS = re.compile(r"[^\W_][\w .:'’-]{0,99}")
_FLAGS = {"yes": True, "true": True, "1": True, "no": False, "false": False, "0": False}


@dataclass(frozen=True, slots=True)
class Wrong:
    """A cell that cannot be read, and why."""

    message: Sentence


def code(text: str) -> str | Wrong:
    """A code, which is no name: letters, digits and `_ . : -` without a space."""
    if _CODE.fullmatch(text):
        return text
    told = sentence(
        "“{text}” is not a code: at most 100 letters and digits, then also _ . : -; names do not "
        "belong here",
        text=shown(text),
    )
    return Wrong(told)


def person_code(text: str) -> str | Wrong:
    """Somebody's code. A word without a digit could be a surname, and is refused."""
    found = code(text)
    if isinstance(found, str) and not any(sign.isdecimal() for sign in found):
        told = sentence(
            "“{text}” is not a person's code: it has a digit in it, so that no name is taken for "
            "one",
            text=shown(text),
        )
        return Wrong(told)
    return found


def words(text: str) -> str | Wrong:
    """A rank, in one word or several."""
    if _WORDS.fullmatch(text):
        return text
    return Wrong(sentence("“{text}” is no rank", text=shown(text)))


def day(text: str) -> date | Wrong:
    """One day; a month or a year alone is none."""
    try:
        found = partial_date(iso_day(text))
    except ValueProblem as problem:
        return Wrong(problem.sentence)
    if not found.precise:
        told = sentence(
            "“{text}” is not one day; leave the cell empty where the day is not known",
            text=str(found),
        )
        return Wrong(told)
    return found.first


def flag(text: str) -> bool | Wrong:
    found = _FLAGS.get(text.lower())
    if found is None:
        return Wrong(sentence("“{text}” is neither yes nor no", text=shown(text)))
    return found


def word(kind: type[StrEnum], text: str) -> StrEnum | Wrong:
    """A word of a closed vocabulary."""
    try:
        return kind(text)
    except ValueError:
        return _unknown(text, [each.value for each in kind])


def veto(text: str) -> str | Wrong:
    return text if text in VETOES else _unknown(text, list(VETOES))


def _unknown(text: str, held: list[str]) -> Wrong:
    near = difflib.get_close_matches(text.casefold()[:60], held, n=1, cutoff=0.6)
    told = sentence(
        "“{text}” is not one of {held}{near}",
        text=shown(text),
        held=", ".join(held),
        near=sentence("; did you mean “{word}”?", word=near[0]) if near else "",
    )
    return Wrong(told)


CELLS: Mapping[str, Callable[[str], Any]] = {
    "code": person_code,
    "side": code,
    "holder": code,
    "camp": code,
    "held": partial(word, Held),
    "medical": partial(word, Medical),
    "medical_confirmed": flag,
    "fit": flag,
    "consent": partial(word, Consent),
    "born": day,
    "sex": partial(word, Sex),
    "civilian": flag,
    "captured": day,
    "rank": words,
    "unit": code,
    "stretcher": flag,
    "veto": veto,
    "group": code,
    "synthetic": flag,
}
"""How the text of each column is read."""


def contradictions(person: Person, as_of: date | None) -> Iterator[tuple[str, Sentence]]:
    """What cannot be of one person: the field, and the reason."""
    if person.holder == person.side:
        yield (
            "holder",
            sentence(
                "held by “{holder}”, the side to which this person returns", holder=person.holder
            ),
        )
    if person.medical_confirmed and person.medical is Medical.NONE:
        told = sentence("a commission confirmed no category: the field medical has none")
        yield "medical_confirmed", told
    born, captured = person.born, person.captured
    if as_of is not None:
        for field, each in (("born", born), ("captured", captured)):
            if each is not None and each > as_of:
                told = sentence(
                    "{day} is after the day of the plan, {plan}", day=str(each), plan=str(as_of)
                )
                yield field, told
    if born is None:
        return
    if captured is not None and born > captured:
        told = sentence(
            "born on {born}, after capture on {captured}", born=str(born), captured=str(captured)
        )
        yield "born", told
        return
    upto = captured or as_of
    if upto is None or born > upto:
        return
    years = age(born, upto)
    if years > OLDEST:
        told = sentence(
            "this person would have been {years} years old on {day}", years=years, day=str(upto)
        )
        yield "born", told
    if captured is not None and not person.civilian and years < YOUNGEST_SOLDIER:
        told = sentence(
            "a soldier of {years} at capture: younger than {youngest} is a civilian, or a date is "
            "wrong",
            years=years,
            youngest=YOUNGEST_SOLDIER,
        )
        yield "born", told

"""A typed text read into what is looked for, and the search of an index for it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

from repatria.names.cell import read
from repatria.names.model import Name, Order, Reading, Script
from repatria.names.reasons import Reason
from repatria.names.records import Record, sex_of
from repatria.names.refusing import NameRefused
from repatria.names.search_text import Typed, typed
from repatria.names.search_tiers import Tier, tiers_of

ENOUGH = 100
"""People found after which no further tier is asked."""
MOST = 200
"""People found in all."""
_MOST_READINGS = 6

Person = TypeVar("Person")


@dataclass(frozen=True, slots=True)
class Query:
    """What was typed, as a record to compare with, and the tiers of keys to find people by."""

    text: str
    asked: Record
    """Its name has the readings of both orders, since nothing declares one."""
    tiers: tuple[Tier, ...]
    notes: tuple[Reason, ...] = ()


def query(text: str, today: date | None = None) -> Query:
    """Read what somebody typed, the parts of the name in whichever order. Ages hold on `today`.

    Raises `NameRefused` where nothing is left to search for: the text is empty, too long, no name
    or several.
    """
    said = typed(text, today)
    name, notes = _name(said)
    asked = Record(
        name=name,
        birth=said.birth,
        sex=sex_of(name),
        serial=said.serial,
        call_sign=said.call_sign,
        sex_of_name=True,
    )
    return Query(text, asked, tiers_of(asked), (*said.notes, *notes))


def found(
    query: Query,
    ask: Callable[[tuple[str, ...], int], Iterable[Person]],
    *,
    enough: int = ENOUGH,
    most: int = MOST,
) -> tuple[Person, ...]:
    """The people of an index, each once, those of the most selective tiers first.

    `ask` gives at most so many people who have one of the keys, those with the most of them first:
    `select person from keys where key in (…) group by person order by count(*) desc, person limit
    …`, with `distinct` pairs of key and person in the table. People are hashable.
    """
    people: dict[Person, None] = {}
    for tier in query.tiers:
        people.update(dict.fromkeys(ask(tier.keys, most)))
        if len(people) >= enough:
            break
    return tuple(people)[:most]


def _name(said: Typed) -> tuple[Name, tuple[Reason, ...]]:
    """The name with the readings of both orders; one without readings where another field says
    enough and no name is to be read."""
    nothing = Name(said.name, Script.NONE, Order.SURNAME_FIRST, ())
    others = said.birth is not None or said.serial or said.call_sign
    if not said.name and others:
        return nothing, ()
    try:
        first, last = (read(said.name, order) for order in Order)
    except NameRefused as error:
        if not others:
            raise
        return nothing, (error.reason,)
    readings = {
        (each.surname, each.given, each.patronymic, each.sex): each
        for each in (*last.readings, *first.readings)
    }
    both = sorted(readings.values(), key=_unlikely)[:_MOST_READINGS]
    return replace(first, readings=tuple(both)), first.notes


def _unlikely(reading: Reading) -> tuple[bool, bool]:
    """Readings with a surname and a given name that is known go first."""
    given = reading.given
    return given is None or not (given.lemmas or given.initial), reading.surname is None

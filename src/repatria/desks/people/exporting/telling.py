"""A record as a row of a file tells it: values, by whom they are stated, and what is contested.
Pure.

A list outlives what was known when it was written, and whoever holds it cannot see the register.
So a value that somebody contradicts never stands there alone: its cell says that it is contested,
and has every side of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from repatria.desks.people import timeline, values
from repatria.desks.people.choosing import Said, choose, voices
from repatria.desks.people.fields import FIELDS
from repatria.desks.people.shown import Word, events

STATE = "state"
NEEDED = (STATE, "life")
"""Fields that a state is told by."""


@dataclass(frozen=True, slots=True)
class Value:
    """One value, and how many sources say it; 0 where they are not counted."""

    text: str
    sources: int = 0
    on: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """What is shown in a field, and what stands against it; none where nothing does."""

    shown: Value
    read: str = ""
    against: tuple[Value, ...] = ()

    @property
    def contested(self) -> bool:
        return bool(self.against)


@dataclass(frozen=True, slots=True)
class Told:
    """One record."""

    code: str
    stated_by: tuple[str, ...]
    """What its sources are called, each once."""
    sources: int
    """Whose knowledge it is: sources of one root count once."""
    cells: Mapping[str, Cell]
    same_as: tuple[str, ...] = ()
    """Codes of records that people judged to be of the same human being."""
    expires_on: str = ""
    said: tuple[tuple[Word, str], ...] = ()
    """Every word on what became of the person, each with what its source is called."""

    @property
    def contested(self) -> tuple[str, ...]:
        """Keys of the fields that are contested."""
        return tuple(key for key, cell in self.cells.items() if cell.contested)


def cells_of(
    words: Sequence[Word], picked: Mapping[str, int], keys: Iterable[str]
) -> dict[str, Cell]:
    """The cells of a record's own statements in these fields."""
    found = {}
    for key in keys:
        cell = _state(words) if key == STATE else _field(key, words, picked.get(key))
        if cell is not None:
            found[key] = cell
    return found


def in_words(key: str, said: Said | Word) -> str:
    """A key of a closed list in words, anything else as it was written."""
    return str(FIELDS[key].choices.get(said.read, said.value))


def _field(key: str, words: Sequence[Word], picked: int | None) -> Cell | None:
    said = [each.said() for each in words if each.field == key]
    of, agree = FIELDS[key], values.agreement(key)
    chosen = choose(said, agree, picked, several=of.several)
    if chosen is None:
        return None
    if of.several:
        return Cell(Value(in_words(key, chosen.said)), chosen.said.read)
    first, *others = voices(chosen.said, said, agree)
    return Cell(
        Value(in_words(key, chosen.said), first[1]),
        chosen.said.read,
        tuple(Value(in_words(key, each), count) for each, count in others),
    )


def _state(words: Sequence[Word]) -> Cell | None:
    """The latest state, unless the record's own statements contradict each other on it."""
    told = [each for each in events(words) if each.what != timeline.PLACE]
    line = timeline.timeline(told, values.same_place)
    if line.now is None:
        return None
    by_key = {each.key: each for each in words}
    shown = _dated(by_key[line.now.key])
    keys = {key for each in line.contradictions for key in each.keys}
    against = (_dated(by_key[each.key]) for each in line.events if each.key in keys)
    return Cell(
        shown,
        line.now.what,
        tuple(dict.fromkeys(each for each in against if each != shown)),
    )


def _dated(word: Word) -> Value:
    return Value(in_words(word.field, word), on=word.on or word.said_on)

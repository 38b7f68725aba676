"""Which contradictions between statements are raised as alarms, and when two are the same: pure.

A source that says again what it said before is no new contradiction: of each statement the voice
counts, which is whose knowledge it is, what it says and of which day.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from types import MappingProxyType

from repatria.desks.people import timeline, values
from repatria.desks.people.models import AlarmKind
from repatria.desks.people.shown import Word, events
from repatria.desks.people.timeline import Contradicts

KINDS = MappingProxyType(
    {
        Contradicts.ALIVE_AFTER_DEAD: AlarmKind.ALIVE_AFTER_DEAD,
        Contradicts.ALIVE_AFTER_IDENTIFIED: AlarmKind.ALIVE_AFTER_IDENTIFIED,
        Contradicts.CAPTIVE_AFTER_RETURN: AlarmKind.LISTED_AFTER_RETURN,
    }
)
"""Contradictions that are raised; two places at one time stay on the page of the person."""
OF_LIFE = frozenset(
    {
        AlarmKind.ALIVE_AFTER_DEAD,
        AlarmKind.ALIVE_AFTER_IDENTIFIED,
        AlarmKind.DEAD_AFTER_ALIVE,
    }
)
"""What is raised of a list. Who returned already is told by its report, and costs no life."""
LIVES = frozenset({"state", "life"})
"""The fields that a life hangs on."""
ALIVE_STATES = timeline.CAPTIVE | {"escaped", "returned"}

Voice = tuple[str, str, str]
"""Whose knowledge, what it says, and the day that it names."""


@dataclass(frozen=True, slots=True)
class Against:
    """A death or a return, and what speaks against it; both by the keys of their statements."""

    kind: AlarmKind
    ended: int
    later: int

    @property
    def keys(self) -> tuple[int, int]:
        return self.ended, self.later


def against(words: Iterable[Word], new: Collection[int]) -> Iterator[Against]:
    """What the statements of these keys contradict among all of them, of one human being.

    Dates that leave it open whether two statements can both be true count as well: it costs a look,
    and the other mistake costs a life.
    """
    told = [each for each in events(words) if each.what != timeline.PLACE]
    for each in timeline.timeline(told, values.same_place).contradictions:
        if each.what in KINDS and not frozenset(each.keys).isdisjoint(new):
            ended, later = each.keys
            kind = KINDS[each.what]
            if kind is AlarmKind.ALIVE_AFTER_DEAD and ended in new and later not in new:
                kind = AlarmKind.DEAD_AFTER_ALIVE
            yield Against(kind, ended, later)


def voice(word: Word) -> Voice:
    return word.root, word.read if word.field == "state" else word.field, word.on


def known_by(word: Word, day: str) -> Word:
    """A statement of a list that bears no date, as what was known on the day that it was handed
    in: nobody tells on a day what comes after it. It may be much older."""
    return word if word.said_on else word._replace(said_on=day, kind="")

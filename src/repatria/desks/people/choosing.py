"""Which of several values of a field is shown, by a printed rule; and how many sources disagree.

1. The value that a person chose, while that choice is not withdrawn.
2. Of each source's knowledge its newest word alone counts; the value that most of them agree with.
3. Among as many, the one that was said last; then the one that was entered first.

Of the values that agree, the fullest is shown (`Тарас` before `Т.`, a day before its year). The
others are neither wrong nor gone: they stand below it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple


class How(StrEnum):
    """Why this value is shown."""

    PERSON = "person"
    """Somebody chose it."""
    ONLY = "only"
    """One source says something."""
    AGREED = "agreed"
    """All agree."""
    MOST = "most"
    """More sources say so than say anything else."""
    NEWEST = "newest"
    """As many say something else; this was said last."""
    FIRST = "first"
    """As many say something else on the same day, or none is dated; this was entered first."""


class Said(NamedTuple):
    """A value as the rule sees it."""

    key: int
    """The statement's."""
    value: str
    read: str
    root: str
    """Whose knowledge it is: however often one root repeats itself, it counts once."""
    said_on: str = ""
    """A partial date; an undated word counts as older than any dated one."""
    entered: int = 0
    """Grows with each entry."""
    fullness: int = 0
    """How much the value says, comparable within the field."""


@dataclass(frozen=True, slots=True)
class Chosen:
    said: Said
    how: How
    sources: int
    """Roots that say anything."""
    disagree: int
    """Roots whose newest word does not agree with what is shown."""


Agree = Callable[[Said, Said], bool]


def choose(
    said: Sequence[Said], agree: Agree, picked: int | None = None, *, several: bool = False
) -> Chosen | None:
    """The value to show; `None` where nothing is said. `picked` is the statement that a person
    chose; where it is not among these, nobody chose. With `several`, values do not disagree, and
    the newest is shown."""
    if len(said) == 1:
        # Nearly all that a list states; nothing is there to be held against it.
        return Chosen(said[0], How.PERSON if said[0].key == picked else How.ONLY, 1, 0)
    newest = _newest_of_each(said)
    if not newest:
        return None
    by_person = next((each for each in said if each.key == picked), None)
    if by_person is not None:
        others = [each for each in newest if not agree(by_person, each)]
        return Chosen(by_person, How.PERSON, len(newest), 0 if several else len(others))
    if several:
        how = How.ONLY if len(newest) == 1 else How.NEWEST
        return Chosen(max(newest, key=_recent), how, len(newest), 0)
    groups = [[other for other in newest if agree(each, other)] for each in newest]
    most = max(map(len, groups))
    largest = [group for group in groups if len(group) == most]
    group = max(largest, key=lambda each: _recent(max(each, key=_recent)))
    shown = max(group, key=lambda each: (each.fullness, _recent(each)))
    disagree = sum(not agree(shown, each) for each in newest)
    return Chosen(shown, _how(newest, largest, disagree), len(newest), disagree)


def tally(shown: Said | None, said: Sequence[Said], agree: Agree) -> tuple[int, int]:
    """How many roots say anything among these, and how many of them disagree with what is shown;
    where nothing is shown, with nobody."""
    newest = _newest_of_each(said)
    if shown is None:
        return len(newest), 0
    others = [each for each in newest if each.root != shown.root or each.key != shown.key]
    return len(newest), sum(not agree(shown, each) for each in others)


def voices(shown: Said, said: Sequence[Said], agree: Agree) -> tuple[tuple[Said, int], ...]:
    """The values that stand against each other, the shown one first, each with how many roots say
    it or something that agrees with it. One alone where nobody disagrees."""
    groups: list[tuple[Said, list[Said]]] = [(shown, [])]
    for each in sorted(_newest_of_each(said), key=_recent, reverse=True):
        held = next((group for first, group in groups if agree(first, each)), None)
        if held is None:
            groups.append((each, [each]))
        else:
            held.append(each)
    return tuple((first, len(group)) for first, group in groups if group or first is shown)


def _how(newest: list[Said], largest: list[list[Said]], disagree: int) -> How:
    if len(newest) == 1:
        return How.ONLY
    if not disagree:
        return How.AGREED
    distinct = {frozenset(each.key for each in group) for group in largest}
    if len(distinct) == 1:
        return How.MOST
    days = sorted(max(each.said_on for each in newest if each.key in group) for group in distinct)
    return How.NEWEST if days[-1] > days[-2] else How.FIRST


def _newest_of_each(said: Sequence[Said]) -> list[Said]:
    newest: dict[str, Said] = {}
    for each in said:
        held = newest.get(each.root)
        if held is None or (each.said_on, each.entered) > (held.said_on, held.entered):
            newest[each.root] = each
    return list(newest.values())


def _recent(said: Said) -> tuple[str, int]:
    return said.said_on, -said.entered

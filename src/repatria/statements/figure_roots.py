"""The roots of a figure: whose word it is, each counted once, with its latest word."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from repatria.statements.claim import Claim
from repatria.statements.figures import (
    Root,
    side_of,
)
from repatria.statements.quantity import Interval
from repatria.statements.record import Leg
from repatria.statements.roots import Pairs
from repatria.statements.vocabulary import (
    Role,
    Voice,
)

_ROLES = list(Role)
_VOICES = list(Voice)


def interval_of(claim: Claim) -> Interval:
    found = claim.quantity.interval
    assert found is not None
    return found


def ids_of(claims: Iterable[Claim]) -> tuple[str, ...]:
    return tuple(claim.id for claim in claims)


def find_roots(leg: Leg, claims: Sequence[Claim], judged: Pairs) -> tuple[Root, ...]:
    """The independent origins of one figure, the parties' first.

    Each speaker is one root with its latest word. An outlet that gives a figure in its own voice
    when somebody has given a meeting one by then repeats it. Judging two claims the same joins
    their roots. Names order what is equal in all else, and decide nothing.
    """
    by_root: dict[str, list[Claim]] = {}
    for claim in claims:
        by_root.setdefault(claim.root, []).append(claim)
    if judged:
        _join_judged(by_root, judged)
    built: list[Root] = []
    outlets: list[list[Claim]] = []
    said: list[_Said] = []
    for group in by_root.values():
        if all(claim.speaker.voice is Voice.MEDIA for claim in group):
            outlets.append(group)
            continue
        said += [_Said(c.said_on.first, interval_of(c), len(built)) for c in group]
        built.append(_root(leg, group))
    if outlets:
        _place_outlets(leg, outlets, said, built)
    built.sort(key=_place)
    return tuple(built)


def _root(leg: Leg, group: list[Claim]) -> Root:
    """The root of a group: who spoke first, and on one day a named party before the others."""
    first = group[0]
    if len(group) > 1:
        first = min(
            group,
            key=lambda c: (
                c.said_on.first,
                _VOICES.index(c.speaker.voice),
                _ROLES.index(side_of(c, leg)),
                c.root,
            ),
        )
    interval = latest_word(group)
    return Root(first.root, first.speaker, side_of(first, leg), interval, ids_of(group))


def _place(root: Root) -> tuple[int, int, float, str]:
    return _ROLES.index(root.role), *_ends(root.interval), root.key


def _ends(interval: Interval) -> tuple[int, float]:
    return interval.low, math.inf if interval.high is None else interval.high


class _Said(NamedTuple):
    """A word that an outlet can repeat, and which root it belongs to."""

    since: date
    interval: Interval
    root: int


def _place_outlets(
    leg: Leg, outlets: list[list[Claim]], said: list[_Said], built: list[Root]
) -> None:
    """Lay each outlet with the earliest word that it repeats, or make it a root.

    Outlets that give one figure on one day are one root: nobody can tell who has it from whom.
    """
    said.sort(key=lambda word: (word.since, *_place(built[word.root])))
    groups: dict[tuple[date, Interval], list[Claim]] = {}
    for outlet in outlets:
        groups.setdefault(_figure_since(outlet), []).extend(outlet)
    for day, interval in sorted(groups, key=lambda word: (word[0], *_ends(word[1]))):
        group = groups[day, interval]
        for word in said:
            if word.since <= day and word.interval.meets(interval):
                old = built[word.root]
                built[word.root] = replace(old, repeats=old.repeats + ids_of(group))
                break
        else:
            said.append(_Said(day, interval, len(built)))
            built.append(_root(leg, group))


def _figure_since(group: list[Claim]) -> tuple[date, Interval]:
    """An outlet's latest word, and the day since which it has given it."""
    interval = latest_word(group)
    return min(c.said_on.first for c in group if interval_of(c).meets(interval)), interval


def _join_judged(by_root: dict[str, list[Claim]], judged: Pairs) -> None:
    home = {claim.id: key for key, group in by_root.items() for claim in group}
    for pair, verdict in judged.items():
        if verdict != "same" or not pair <= home.keys():
            continue
        first, second = sorted(home[one] for one in pair)
        if first != second:
            moved = by_root.pop(second)
            by_root[first] += moved
            home.update({claim.id: first for claim in moved})


def latest_word(claims: Sequence[Claim]) -> Interval:
    """What one root says last; where it says several things on that day, all of them.

    So also where a date is not precise enough to tell which word came last.
    """
    last = max(claim.said_on.first for claim in claims)
    found: Interval | None = None
    for claim in claims:
        if claim.said_on.last >= last:
            interval = interval_of(claim)
            found = interval if found is None else found.hull(interval)
    assert found is not None
    return found

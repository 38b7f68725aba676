"""What scopes mean to one another: whether anybody can be in one, in two, in one and not another.

A scope is spread out into boxes (a disjunctive normal form, with "not" pushed inwards); a box that
leaves a fact no value is dropped, and a scope without boxes can match nobody. First one box is
looked for, branch by branch; where that takes long, all are spread out side by side, without those
that lie within others. The answer is exact, and where it is "somebody" there is an `example` that
`Scope.holds` confirms. Not known to it: that nobody is captured before birth.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from repatria.base.errors import ValueProblem
from repatria.planning.facts import Person
from repatria.planning.scope import AllOf, AnyOf, Not, Scope
from repatria.planning.scope_boxes import FIRST, Box, atom_boxes, somebody

MOST_BOXES = 512
"""Branches of a scope that are looked at side by side."""
QUICK_STEPS = 2_000
"""Facts that are looked at branch by branch before all branches are spread out."""
_UNSORTED = 32
"""So few boxes are not looked through for some that lie within others."""


class TooTangled(ValueProblem):
    """A scope with more branches than can be looked at."""


_ToDo = tuple[tuple[Scope, bool], "_ToDo"] | None
"""What a branch must still meet: a scope that holds or does not, and the rest."""


def example(scope: Scope, since: date | None = None) -> tuple[Person, date] | None:
    """Somebody within a scope, and a day on or after `since` on which they are; None if nobody can
    be. Raises `TooTangled`."""
    first = FIRST if since is None else max(FIRST, since.toordinal())
    box = _search(scope, first)
    return None if box is None else somebody(box, first)


def possible(scope: Scope, since: date | None = None) -> bool:
    """Whether anybody can be within a scope in a round on or after a day."""
    return example(scope, since) is not None


def overlap(first: Scope, second: Scope, since: date | None = None) -> bool:
    """Whether anybody can be within both."""
    return possible(AllOf((first, second)), since)


def within(inner: Scope, outer: Scope, since: date | None = None) -> bool:
    """Whether whoever is in the first must be in the second."""
    return not possible(AllOf((inner, Not(outer))), since)


def same(first: Scope, second: Scope, since: date | None = None) -> bool:
    """Whether two scopes speak of the same people, however they are written."""
    return within(first, second, since) and within(second, first, since)


def _search(scope: Scope, since: int) -> Box | None:
    """A box in which a scope holds, or None if there is none."""
    left: list[tuple[Box, _ToDo]] = [(Box(), ((scope, True), None))]
    for _ in range(QUICK_STEPS):
        if not left:
            return None
        box, todo = left.pop()
        if todo is None:
            return box
        (one, holds), rest = todo
        if isinstance(one, Not):
            left.append((box, ((one.inner, not holds), rest)))
        elif isinstance(one, AllOf | AnyOf) and isinstance(one, AllOf) is holds:
            for part in reversed(one.parts):
                rest = ((part, holds), rest)
            left.append((box, rest))
        elif isinstance(one, AllOf | AnyOf):
            left += ((box, ((part, holds), rest)) for part in reversed(one.parts))
        else:
            met = (box.meet(other, since) for other in reversed(atom_boxes(one, holds)))
            left += ((other, rest) for other in met if other is not None)
    return next(iter(_narrowed((Box(),), scope, True, since)), None)


def _narrowed(boxes: tuple[Box, ...], scope: Scope, holds: bool, since: int) -> tuple[Box, ...]:
    """What of some boxes lies where a scope holds, or does not."""
    if isinstance(scope, Not):
        return _narrowed(boxes, scope.inner, not holds, since)
    if isinstance(scope, AllOf | AnyOf):
        if isinstance(scope, AllOf) is holds:
            for part in scope.parts:
                boxes = _narrowed(boxes, part, holds, since)
            return boxes
        spread = (_narrowed(boxes, part, holds, since) for part in scope.parts)
        return _few(box for part in spread for box in part)
    met = (one.meet(two, since) for one in boxes for two in atom_boxes(scope, holds))
    return _few(box for box in met if box is not None)


def _few(boxes: Iterable[Box]) -> tuple[Box, ...]:
    """The boxes without those that lie within others. Raises `TooTangled` where many are left."""
    found = dict.fromkeys(boxes)
    if len(found) <= _UNSORTED:
        return tuple(found)
    kept: list[Box] = []
    for box in found:
        if not any(other.covers(box) for other in kept):
            kept = [other for other in kept if not box.covers(other)]
            kept.append(box)
        if len(kept) > MOST_BOXES:
            raise TooTangled("the scope has too many branches; write it in simpler words")
    return tuple(kept)

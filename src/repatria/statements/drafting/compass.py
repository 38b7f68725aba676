"""“185 went west and 185 east”, «тысяча туда, девятнадцать обратно»: words that are opposites."""

from __future__ import annotations

from repatria.statements.drafting.model import Span
from repatria.statements.drafting.prose import rule

_PAIRS = (
    (("west", "westwards?"), ("east", "eastwards?")),
    (("north", "northwards?"), ("south", "southwards?")),
    (("inbound",), ("outbound",)),
    (("one way",), ("the other",)),
    (("на захід",), ("на схід",)),
    (("на північ",), ("на південь",)),
    (("туди", "в один бік", "в той бік"), ("назад", "звідти", "сюди", "в інший", "у зворотний")),
    (("на запад",), ("на восток",)),
    (("на север",), ("на юг",)),
    (("туда", "в одну сторону", "в ту сторону"),
     ("обратно", "назад", "оттуда", "сюда", "в другую")),
)  # fmt: skip
# How far, in characters, after a number its way may be told, and before it.
_NEAR, _AHEAD = 28, 45


def opposed(low: str, figure: Span, window: Span | None, clause: Span) -> bool:
    """Whether the number before in the sentence went one way and this one the opposite."""
    if window is None:
        return False
    behind = low[max(window.start, figure.end) : min(window.end, figure.end + _NEAR)]
    ahead = low[max(clause.start, window.start - 1) : figure.start][-_AHEAD:]
    earlier = low[max(0, window.start - _AHEAD) : min(figure.start, window.start + _NEAR)]
    for one, other in _PAIRS:
        for first, second in ((one, other), (other, one)):
            here = rule(*second).search(behind) or rule(*second).search(ahead)
            if here and rule(*first).search(earlier):
                return True
    return False

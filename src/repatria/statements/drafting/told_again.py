"""A number told twice, once with its direction and once without, goes one way in both places.

A headline or a summary leaves out who gives whom; the text under it tells it.
"""

from __future__ import annotations

from dataclasses import replace

from repatria.statements.drafting.model import Draft
from repatria.statements.vocabulary import ClaimKind

# The least number that is known again.
_LEAST = 10
_OPEN = frozenset({"check_direction", "check_no_direction"})
_LEANT = frozenset({"by_context", "by_none"})


def told_again(text: str, drafts: list[Draft]) -> list[Draft]:
    """The drafts, where a headline's inferred direction gives way to the one told under it."""
    return [_again(one, drafts) if _headline(text, one) else one for one in drafts]


def _headline(text: str, one: Draft) -> bool:
    """Whether a figure stands in a line of its own that no full stop closes."""
    start = text.rfind("\n", 0, one.figure.start) + 1
    end = text.find("\n", one.figure.end)
    line = text[start : end if end >= 0 else len(text)].strip().rstrip("»”\"'")
    return bool(line) and end >= 0 and line[-1] not in ".!?…;:,"


def _again(one: Draft, drafts: list[Draft]) -> Draft:
    value = one.quantity.low or one.quantity.high
    counts = one.kind not in (ClaimKind.NON_STATEMENT, ClaimKind.DENIAL, ClaimKind.ORDINAL)
    rules = {item.code for item in one.reasons}
    doubted = any(item.code in _OPEN for item in one.doubts)
    inferred = bool(rules & _LEANT) or (doubted and "by_speaker" in rules)
    if not counts or not inferred or value is None or value < _LEAST:
        return one
    ways = {
        (other.giver, other.receiver, other.both)
        for other in drafts
        if other.figure > one.figure
        and other.giver
        and (other.quantity.kind, other.quantity.low, other.quantity.high)
        == (one.quantity.kind, one.quantity.low, one.quantity.high)
        and not any(item.code in _OPEN for item in other.doubts)
    }
    if len(ways) != 1:
        return one
    giver, receiver, both = ways.pop()
    doubts = tuple(item for item in one.doubts if item.code != "check_no_direction")
    return replace(one, giver=giver, receiver=receiver, both=both, doubts=doubts)

"""What stands around a number without a verb of its own: a clause about those counted, a list."""

from __future__ import annotations

import re

from repatria.statements.drafting.article import Article, Line, Number
from repatria.statements.drafting.clauses import Event
from repatria.statements.drafting.model import Span

# How far apart, in characters, the numbers of a list stand.
_LISTED = 30
# How far, in characters, a participle stands before the number that it tells of.
_BY = 18
# “…, whom the South returned”: what was done with those counted before.
_WHO = re.compile(
    r",?\s*(?:who|whom|whose|that|which|кого|їх|їхні\w*|их|чи[хїй]|чьи\w*|котор\w+|як(?:і|их|им|ими)|що)(?!\w)"
)


# “5 residents captured by the enemy will return”: what befell them before.
TAKEN = re.compile(
    r"captured|held|detained|taken|seized|wounded|injured|sentenced|convicted|mobili[sz]ed|"
    r"missing|listed|born"
)


def told_right_by(article: Article, inside: list[Event], core: Span) -> bool:
    """«З отриманих раніше шести тисяч»: a participle of handing over right before the number."""
    return any(
        event.passive
        and 0 <= core.start - event.span.end <= _BY
        and re.search(r"[.,;:—–]", article.low[event.span.end : core.start]) is None
        for event in inside
    )


def told_around(article: Article, line: Line, piece: Span) -> bool:
    """Whether the clause about those counted, or what is before a colon, hands them over."""
    at = line.pieces.index(piece) if piece in line.pieces else -1
    if at < 0:
        return False
    after = line.pieces[at + 1] if at + 1 < len(line.pieces) else None
    told = after is not None and _WHO.match(article.low, after.start) is not None
    if told and after and any(after.holds(one.span) and not one.noun for one in line.acts):
        return True
    before = line.pieces[at - 1] if at else None
    if before is None or not article.low.startswith(":", piece.start):
        return False
    return any(before.holds(one.span) and not one.noun and not one.negated for one in line.acts)


# “…, two bags having been opened”: what befell some of them.
HAVING = re.compile(r"(?:\s+[\w'-]+){0,2}\s+having\s+(?:been\s+)?\w+")
_TURNS_DOWN = re.compile(r"[«“\"'—–\s]*(?:no|not|не|ні|ані|ни|нет)(?!\w)")


def acts_between(line: Line, core: Span, piece: Span) -> bool:
    return any(core.end <= one.span.start < piece.end for one in line.acts)


def hearsay(article: Article, line: Line, number: Number) -> bool:
    """“They say 200. Not 200: twenty.” The next sentence turns the number down."""
    at = article.lines.index(line) + 1
    after = article.lines[at] if at < len(article.lines) else None
    if after is None or _TURNS_DOWN.match(article.low, after.span.start) is None:
        return False
    value = number.figure.quantity.number
    first = after.numbers[0].figure.quantity.number if after.numbers else None
    return value is not None and value == first


def list_end(low: str, line: Line, core: Span) -> int:
    """Where the list ends that a number opens: “100 on Tuesday, 120 on Friday came home”."""
    end = core.end
    for one in line.numbers:
        if one.figure.core.start < end:
            continue
        between = low[end : one.figure.span.start]
        if len(between) > _LISTED or not re.search(r",|(?<!\w)(?:and|і|й|та|и)(?!\w)", between):
            break
        if re.search(r"[;:.]", between):
            break
        end = one.figure.core.end
    return end

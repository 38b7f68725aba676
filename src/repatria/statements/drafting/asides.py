"""An aside about the number after it: “we took 526, giving, as the envoy insists, 41”."""

from __future__ import annotations

import re

from repatria.statements.drafting.attribution import Attribution
from repatria.statements.drafting.model import Span

_AS = re.compile(r",\s+(?:as|як|как)\s")
_NUMBER_NEXT = re.compile(r"[^,.;\d]{0,30},\s+(?:[\w']+\s+){0,2}?\d")


def aside_for_next(low: str, one: Attribution, figure: Span) -> bool:
    """Whether a speaker in an aside after a number tells only of the number behind it."""
    start, end = min(one.span.start, one.verb.start), max(one.span.end, one.verb.end)
    if start <= figure.end or ";" in low[figure.end : start]:
        return False
    opens = _AS.search(low, max(figure.end, start - 8), start + 4)
    return opens is not None and _NUMBER_NEXT.match(low, end) is not None

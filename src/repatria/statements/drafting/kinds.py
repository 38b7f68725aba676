"""What a statement does: a count, a total, a plan, a share of another figure."""

from __future__ import annotations

import re
from dataclasses import dataclass

from repatria.statements.drafting.clauses import Event
from repatria.statements.drafting.heads import OF_NUMBER
from repatria.statements.drafting.lexicon import Lexicon, Words
from repatria.statements.drafting.model import Span
from repatria.statements.drafting.prose import rule
from repatria.statements.vocabulary import ClaimKind


@dataclass(frozen=True, slots=True)
class KindRead:
    """The kind, and the words that told it; no words for a plain count."""

    kind: ClaimKind
    words: str = ""


_SHARE = re.compile(
    r"\s+(?:of (?:the \d|those|them|whom|these)|(?:из|із|зі|з)\s+(?:\d|них|тих|цих|этих|тех|"
    r"наших|своїх|своих|" + OF_NUMBER + r"))"
)
_LIST = re.compile(r"[\s\w'-]*?(?:,|,? (?:and|та|і|й|и))\s+(?:[\w']+\s+)?")


def is_share(low: str, end: int) -> bool:
    """“70 of the 303”, «двоє з них»: a number that is a share of another."""
    return _SHARE.match(low, end) is not None


def goes_on(low: str, earlier: Span, figure: Span) -> bool:
    """Whether a figure is the next of a list: “33 servicemen and 51 civilians”."""
    return _LIST.fullmatch(low, earlier.end, figure.start) is not None


def kind_of(
    low: str,
    clause: Span,
    figure: Span,
    event: Event | None,
    earlier: Span | None,
    lexicon: Lexicon,
) -> KindRead:
    """The kind of a figure in its clause. `earlier` is the figure before it in the sentence."""
    start = clause.start if earlier is None else max(clause.start, earlier.end)
    head = Span(min(start, figure.start), figure.start)
    listed = _find(low, Span(max(head.start, figure.start - 40), figure.end), lexicon.listed)
    if listed:
        return KindRead(ClaimKind.LIST_SUBMITTED, listed)
    words = _find(low, clause, lexicon.agree)
    if words:
        return KindRead(ClaimKind.AGREEMENT, words)
    words = _find(low, clause, lexicon.plan)
    if words:
        return KindRead(ClaimKind.PLAN, words)
    if event is not None and event.negated:
        return KindRead(ClaimKind.DENIAL, low[event.span.start : event.span.end])
    if _SHARE.match(low, figure.end) is not None:
        return KindRead(ClaimKind.COMPOSITION, "")
    words = _find(low, head, lexicon.part)
    if words:
        return KindRead(ClaimKind.COMPOSITION, words)
    if earlier is not None and re.search(r":\s[^.;]*$", low[earlier.end : figure.start]):
        return KindRead(ClaimKind.COMPOSITION, ":")
    words = _find(low, clause, lexicon.total)
    if words:
        return KindRead(ClaimKind.TOTAL, words)
    words = _find(low, clause, lexicon.since)
    if words and words not in ("після", "после") and not _find(low, clause, lexicon.still_held):
        return KindRead(ClaimKind.TOTAL, words)
    return KindRead(ClaimKind.COUNT)


def _find(low: str, place: Span, words: Words) -> str:
    match = rule(*words).search(low, place.start, place.end) if words else None
    return "" if match is None else match[0]

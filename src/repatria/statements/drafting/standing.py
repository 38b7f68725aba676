"""Numbers that stand without a verb of handing over: headlines, lists, answers, ellipses."""

from __future__ import annotations

import re

from repatria.statements.drafting.article import Article, Line, Number
from repatria.statements.drafting.making import State
from repatria.statements.drafting.model import Span
from repatria.statements.drafting.prose import rule
from repatria.statements.vocabulary import Unit

_BULLET = re.compile(r"\s*(?:[—–•*·-]|\d{1,2}[:.]\d\d)\s*")
_IN = re.compile(r"(?<!\w)(?:в|у|in|at)\s+$")
# How far, in characters, a number without a noun stands from the word that it answers to.
_NEAR = 60


def stands_alone(article: Article, line: Line, piece: Span, number: Number, state: State) -> bool:
    """Whether a number without an act may be drafted: the text tells of handing over elsewhere,
    and here of a party, of somebody who says it, of each side or of the way back, or of a list.
    """
    if not any(other.acts for other in article.lines):
        return False
    core = number.figure.core
    if number.figure.small and number.counts.none:
        return False
    if number.counts.none and _IN.search(article.low, max(0, core.start - 4), core.start):
        return False
    ours = rule("наші", "наши", "їхні", "ours", "theirs", "нам", "їм", "им", *article.lexicon.them)
    our = ours.search(article.low, max(piece.start, core.start - 25), core.start) is not None
    about = [one for one in article.mentions if piece.holds(one.span)]
    ways = (*article.lexicon.each, *article.lexicon.in_return)
    way = our or rule(*ways).search(article.low, piece.start, piece.end) is not None
    said = [one for one in line.said if _gap(one.verb, core) <= _NEAR]
    before = any(draft.sentence.end <= line.span.start for draft in state.drafts)
    head = article.low[max(piece.start, core.start - 25) : core.start]
    adds = re.search(rf"(?:{rule(*article.lexicon.another).pattern})\s+$", head) is not None
    way = way or (adds and bool(state.drafts))
    bullet = _BULLET.match(article.text, line.span.start, line.span.end) is not None and before
    remains = number.counts.unit is not Unit.PERSON
    if number.counts.none:
        return bool(about or said or way or bullet or number.formula)
    return bool(about or line.said or way or bullet or remains or number.formula)


def _gap(one: Span, other: Span) -> int:
    return max(other.start - one.end, one.start - other.end)

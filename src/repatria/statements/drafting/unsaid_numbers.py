"""Numbers that a sentence holds and does not say: a misprint, a question, what was never named."""

from __future__ import annotations

import re

from repatria.statements.drafting.article import Article, Line, Number
from repatria.statements.drafting.model import Span
from repatria.statements.drafting.prose import rule
from repatria.statements.quantity import Kind

MENDED = re.compile(
    r"(?<!\w)(?:earlier version of|misprint|typo(?!\w)|одруків|опечатк|у попередній версії|"
    r"в предыдущей версии|виправил\w* помилк|исправил\w* ошибк|"
    r"corrected (?:the|its|an) (?:error|mistake)|"
    r"(?:instead of|rather than|in place of) the (?:right|correct|true|proper)|"
    r"(?:замість|вместо) (?:правильн|вірн|верн)|by mistake|in error(?!\w)|"
    r"помилково (?:назва|вказа|написа)|ошибочно (?:назва|указа|написа))"
)


def never_said(article: Article, line: Line, core: Span) -> bool:
    """“Of 200 the ministry never spoke”: a number that somebody is said not to have said."""
    if not line.said:
        return False
    about = re.search(
        r"(?<!\w)(?:про|о|об|of|about)\s+(?:\w+\s+)?$",
        article.low[max(0, core.start - 20) : core.start],
    )
    if about is None:
        return False
    near = min(line.said, key=lambda one: max(one.verb.start - core.end, core.start - one.verb.end))
    head = article.low[max(line.span.start, near.verb.start - 12) : near.verb.start]
    return re.search(r"(?<!\w)(?:не|never)\s+$", head) is not None and len(line.said) == 1


# “Parity is no more”: what is said not to be.
_NO_MORE = re.compile(
    r"[,\s]+(?:[\w'-]+[,\s]+){0,3}?(?:(?:більше|больше|уже|вже)\s+)?"
    r"(?:немає|нема|нет|не було|не было|is no more|no longer|was not|were not|isn't|wasn't)(?!\w)"
)


_PERHAPS = re.compile(
    r"(?<!\w)(?:perhaps even|maybe even|or even|"
    r"(?:а\s+)?может(?:\s+быть)?,?\s+и|(?:а\s+)?може,?\s+й)\s+$"
)
_NAMELY = re.compile(r",?\s*[(—–-]?\s*(?:тобто|а саме|то есть|а именно|namely|that is)?,?\s*\d|"
                     r",\s+(?:тобто|а саме|то есть|а именно|namely|that is)")  # fmt: skip


def said_loosely(low: str, number: Number) -> bool:
    """“… perhaps even 500”, “is that parity?”: said as a question, or beside another number."""
    figure = number.figure
    asked = low[figure.span.end : figure.span.end + 3].lstrip("»”\"' ").startswith("?")
    head = low[max(0, figure.span.start - 25) : figure.span.start].rstrip('«“"')
    before = low[max(0, figure.span.start - 4) : figure.span.start]
    if asked and re.fullmatch(r"(?:.*[\n.?!…]|)[\s«“\"—–-]*", before, re.DOTALL) is not None:
        # “— Five thousand? — Yes.”
        return True
    parity = figure.quantity.kind is Kind.PARITY
    told = _NAMELY.match(low, figure.span.end) if parity else None
    if parity and _NO_MORE.match(low[figure.span.end :][:45]) is not None:
        return True
    if parity and told is None:
        after = re.match(r"(?:\s+[\w'-]+){1,5}\s*[(—–:]\s*\d", low[figure.span.end :][:80])
        told = after or None
    asked = (asked and figure.quantity.kind is Kind.PARITY) or told is not None
    return asked or _PERHAPS.search(head) is not None


def left_open(article: Article, line: Line, number: Number) -> bool:
    """“Any” counts none only where it is denied, and not where it is left open."""
    if number.figure.quantity.kind is not Kind.NONE:
        return False
    head = article.low[line.span.start : number.figure.core.start]
    if rule(*article.lexicon.unsaid).search(head) and rule(*article.lexicon.asked).search(head):
        return True
    loose = number.figure.span.of(article.low).startswith(("any", "a single", "хотя", "хоча"))
    denied = rule(
        "not", "never", "without", "nor", "neither", "не", *article.lexicon.denies
    ).search(head)
    return loose and denied is None and "n't" not in head

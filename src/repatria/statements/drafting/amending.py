"""What a number tells of the one before it: the target at the end of a list, the price paid."""

from __future__ import annotations

import re
from dataclasses import replace

from repatria.statements.drafting.article import Article
from repatria.statements.drafting.clauses import Clause
from repatria.statements.drafting.kinds import goes_on
from repatria.statements.drafting.making import State
from repatria.statements.drafting.model import Draft, Span
from repatria.statements.drafting.prose import rule

# “In exchange for 501 bodies, the South gave 64”: the price before what was paid.
_PAID = re.compile(
    r"(?:in (?:exchange|return) for|(?:в|у|на) обмін на|взамін на|натомість за|в обмен на|взамен)"
    r"\s+(?:the\s+)?$"
)
# How far, in characters, after a number “in return” still belongs to it.
_TURNED = 25


def backwards(article: Article, state: State, made: Draft, earlier: Span) -> None:
    """“14 wounded and 3 bodies to the South”: the target at the end of a list is that of all."""
    last = state.drafts[-1]
    inferred = any(one.code in ("check_direction", "check_no_direction") for one in last.doubts)
    if last.figure != earlier or not inferred or not goes_on(article.low, earlier, made.figure):
        return
    doubts = tuple(one for one in last.doubts if one.code != "check_no_direction")
    state.drafts[-1] = replace(
        last, giver=made.giver, receiver=made.receiver, both=made.both, doubts=doubts
    )


def against(article: Article, clause: Clause, state: State, made: Draft) -> None:
    """“And the dead? 1,200 this year. In return we gave 40”: the one before went the other way."""
    last = state.drafts[-1] if state.drafts else None
    index = article.lines.index(next(one for one in article.lines if one.span.holds(made.figure)))
    before = article.lines[index - 1].span if index else None
    turned = rule(*article.lexicon.in_return)
    if last is None or made.both or last.sentence not in (before, made.sentence):
        return
    inferred = any(one.code in ("by_context", "by_none") for one in last.reasons)
    head = article.low[max(0, last.figure.start - 25) : last.figure.start]
    if last.sentence == made.sentence and _PAID.search(head) and made.giver:
        state.drafts[-1] = replace(last, giver=made.receiver, receiver=made.giver, both=False)
        return
    if turned.search(article.low, clause.span.start, made.figure.end + _TURNED) is None:
        return
    if inferred and not last.both and (last.giver, last.receiver) != (made.receiver, made.giver):
        state.drafts[-1] = replace(last, giver=made.receiver, receiver=made.giver)

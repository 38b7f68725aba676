"""What a text speaks of where no number stands: whose “we” it is, and who gives whom."""

from __future__ import annotations

from dataclasses import replace

from repatria.statements.drafting.article import Article, Line
from repatria.statements.drafting.clauses import Act, Clause, Event
from repatria.statements.drafting.direction import direct
from repatria.statements.drafting.model import Said, Span
from repatria.statements.drafting.prose import rule
from repatria.statements.drafting.ways import NONE, Around, Direction
from repatria.statements.vocabulary import Voice

# Rules that read who gives whom out of the words of the clause itself.
TOLD = frozenset({"by_subject", "by_target", "by_people"})


def topic(article: Article, line: Line, clause: Clause) -> Direction:
    """What a clause without a number tells of who gives whom: what is spoken of from there on."""
    event = clause.event_for(clause.span)
    turned = rule(*article.lexicon.in_return)
    if event is None or event.act is Act.SWAP:
        return NONE
    if turned.search(article.low, clause.span.start, clause.span.end):
        return NONE
    heard = article.voices.at(line.span, clause.span, event.span)
    around = Around(article.sides, heard.said.party, us=whose(article, heard.said))
    found = direct(
        article.low, clause, event, event.span, article.mentions, around, article.lexicon
    )
    told = found.sure and found.known and not found.both and found.rule in TOLD
    return replace(found, rule="by_context") if told else NONE


def whole_clause(
    line: Line, clause: Clause, own: Event | None, act: Event | None, earlier: Span | None
) -> Clause:
    """“The North received as many, 390”: the clause of a verb that no other number has had."""
    if own is not None or act is None or earlier is not None:
        return clause
    before = next((one for one in line.clauses if one.span.holds(act.span)), clause)
    return Clause(Span(before.span.start, clause.span.end), before.events)


def whose(article: Article, said: Said) -> str:
    """The side that “we” is in somebody's mouth: the speaker's, or the text's own."""
    if said.voice is Voice.INTERMEDIARY:
        return ""
    return said.party or article.home

"""What verbs and speakers before an act tell of it: who acts, and what *returned* means here."""

from __future__ import annotations

import re

from repatria.statements.drafting.article import Article, Line, Number
from repatria.statements.drafting.clauses import Act, Clause, Event
from repatria.statements.drafting.mentions import Place
from repatria.statements.drafting.model import Span
from repatria.statements.drafting.prose import rule
from repatria.statements.drafting.ways import Direction

# How far, in characters, after “says that” its speaker is who acts.
_SAYS = 40


def says(article: Article, line: Line, clause: Clause, own: Event) -> bool:
    """“The South says that it received 12”: who speaks right before the verb acts, too."""
    told = [one for one in line.said if one.said.party]
    near = [one for one in told if 0 <= own.span.start - one.verb.end <= _SAYS]
    if not near or any(
        one.place is Place.SUBJECT and near[-1].verb.end <= one.span.start < own.span.start
        for one in article.mentions
    ):
        return False
    return near[-1].said.party == article.voices.at(line.span, clause.span, own.span).said.party


def shared(own: Event, event: Event | None, earlier: Span | None, number: Number) -> bool:
    """Whether a verb is that of the number before already, and this one only follows it."""
    if earlier is None or own is not event:
        return False
    return not earlier.end <= own.span.start < number.figure.span.start


def sense(act: Event | None, found: Direction) -> str:
    """Whether “returned” was giving or getting back, where something else than the verb told."""
    if act is None or act.act is not Act.BACK or act.passive or found.both or not found.known:
        return ""
    if not found.subject:
        return "gets" if found.rule == "by_speaker" else ""
    if not found.sure:
        return ""
    return "gives" if found.subject == found.giver else "gets"


def turns(before: Event | None, now: Event | None, sense: str) -> bool:
    """“41 were received, 39 let go”: after an act of one kind, one of the other."""
    if before is None or now is None:
        return False
    gives = {Act.GIVE, Act.FREE}
    got = Act.BACK in (before.act, now.act) and sense == "gets"
    takes = got or Act.TAKE in (before.act, now.act)
    return (before.act in gives) != (now.act in gives) and takes


def said_anew(article: Article, core: Span, own: Event) -> bool:
    """“Speaks of 6,060 and says that it got 78”: the act belongs to what is said after."""
    if own.span.start < core.end:
        return False
    says = rf"(?<!\w)(?:and|та|і|й|и)\s+(?:{rule(*article.lexicon.says).pattern})"
    return re.search(says, article.low[core.end : own.span.start]) is not None


def by_pronoun(article: Article, line: Line) -> bool:
    """“Two days later it returned 24”: who acts is the one who acted before."""
    told = [one for one in line.acts if not one.noun and not one.passive]
    if not told or line.said:
        return False
    named = any(
        one.place is Place.SUBJECT and line.span.start <= one.span.start < told[0].span.start
        for one in article.mentions
    )
    head = article.low[max(line.span.start, told[0].span.start - 20) : told[0].span.start]
    he = rule(*article.lexicon.they).pattern
    return not named and re.search(rf"(?:{he})\s+(?:\w+\s+)?$", head) is not None

"""Drafts that carry no count: that a number was not said, and which exchange in a row it was."""

from __future__ import annotations

import re

from repatria.statements.drafting.article import Article, Line
from repatria.statements.drafting.clauses import Act, Clause, Event
from repatria.statements.drafting.days import day_in, on
from repatria.statements.drafting.direction import direct
from repatria.statements.drafting.mentions import Place
from repatria.statements.drafting.model import Draft, Said, Span
from repatria.statements.drafting.numbering import Numbered
from repatria.statements.drafting.prose import rule
from repatria.statements.drafting.silence import Silence, silences, speaks_of_handing
from repatria.statements.drafting.voices import Heard
from repatria.statements.drafting.ways import NONE, Around, Direction
from repatria.statements.quantity import Kind, Quantity, exact
from repatria.statements.reasons import reason
from repatria.statements.vocabulary import Category, ClaimKind, Per, Unit, Voice

_ROWS = (
    ("body", Unit.BODY, Category.REMAINS),
    ("dead", Unit.BODY, Category.REMAINS),
    ("wounded", Unit.PERSON, Category.WOUNDED),
    ("civilian", Unit.PERSON, Category.CIVILIAN),
    ("prisoner", Unit.PERSON, Category.POW),
    ("person", Unit.PERSON, Category.LIVING),
)


def silence_drafts(
    article: Article, line: Line, before: Direction, drafts: list[Draft]
) -> list[Draft]:
    """The silences of a sentence as drafts; none where nothing is handed over near them."""
    found: list[Draft] = []
    if _heading(article, line):
        return found
    every = silences(article.low, line.span, article.speakers, article.lexicon, told=bool(drafts))
    for silence in every:
        event = speaks_of_handing(silence, line.acts)
        if event is None and not before.known and not any(one.acts for one in article.lines):
            continue
        found.append(_silent(article, line, silence, event, before, drafts))
    return found


def _heading(article: Article, line: Line) -> bool:
    """A heading without a verb of saying repeats what the text tells; its silence is none more."""
    closed = article.text[: line.span.end].rstrip('»”"').endswith((".", "!", "?", "…"))
    alone = article.text.startswith("\n\n", line.span.end)
    return not line.said and not closed and alone and line is article.lines[0]


def _silent(
    article: Article,
    line: Line,
    silence: Silence,
    event: Event | None,
    before: Direction,
    drafts: list[Draft],
) -> Draft:
    heard = _heard(article, line, silence)
    way = way_of(article, line, silence, event, heard.said, before)
    unit, category = counted_in(article, line, drafts)
    silent = article.sides if silence.nobody else ((heard.said.party,) if heard.said.party else ())
    doubts = [reason("check_speaker")] if not heard.sure else []
    if not way.known:
        doubts.append(reason("check_no_direction"))
    elif not way.sure:
        doubts.append(reason("check_direction"))
    day = day_in(article.low, line.span, article.published, article.lexicon)
    words = " ".join(silence.span.of(article.text).split())
    return Draft(
        kind=ClaimKind.NON_STATEMENT,
        quantity=Quantity(Kind.NOT_STATED, words=words),
        unit=unit,
        category=category,
        giver=way.giver,
        receiver=way.receiver,
        both=way.both,
        per=Per.SIDE,
        said=heard.said,
        relay=False,
        said_on=article.published,
        covers=on(day),
        figure=silence.span,
        sentence=line.span,
        silent=silent,
        reasons=(
            reason("silence_read", words=words),
            reason(way.rule),
            reason(heard.rule, words=heard.said.words),
        ),
        doubts=tuple(doubts),
    )


def _heard(article: Article, line: Line, silence: Silence) -> Heard:
    if silence.nobody:
        return Heard(Said(Voice.MEDIA), "said_media")
    if silence.speaker is not None and silence.speaker.said.voice is not Voice.OTHER:
        return Heard(silence.speaker.said, "said_by")
    if silence.speaker is not None:
        return article.voices.named(silence.speaker, line.span)
    heard = article.voices.at(line.span, line.span, silence.verb)
    if heard.said.voice is not Voice.MEDIA or heard.said.words:
        return heard
    return article.voices.carried(line.span) or heard


def way_of(
    article: Article,
    line: Line,
    silence: Silence,
    event: Event | None,
    said: Said,
    before: Direction,
    *,
    loose: bool = False,
) -> Direction:
    sides = article.sides
    whole = Direction(*sides, both=True, rule="by_both") if len(sides) == 2 else NONE
    if event is not None and event.act is Act.SWAP and not event.noun:
        return whole
    own = [
        one
        for one in article.mentions
        if one.place in (Place.BELONGS, Place.PEOPLE)
        and silence.span.end - 5 <= one.span.start <= silence.span.end + 50
    ]
    if not own:
        own = [
            one
            for one in article.mentions
            if one.place in (Place.BELONGS, Place.PEOPLE)
            and silence.span.start - 45 <= one.span.start <= silence.span.end
            and re.search(r"[,;.:]", article.low[one.span.end : silence.span.start]) is None
            and (event is None or not _spans(one.span, silence.span).holds(event.span))
        ][-1:]
    if own and line.span.holds(own[0].span):
        return Around(sides).pair("", own[0].party, "by_people")
    if event is not None:
        clause = next(
            (one for one in line.clauses if one.span.holds(event.span)),
            Clause(line.span, line.acts),
        )
        place = Span(event.span.start, event.span.end)
        acting = [
            one.party
            for one in article.mentions
            if line.span.start <= one.span.start < silence.span.start and one.place is Place.SUBJECT
        ]
        around = Around(
            sides,
            said.party,
            said.party or (acting[-1] if acting else ""),
            before,
            us=said.party or ("" if silence.nobody else article.home),
        )
        found = direct(article.low, clause, event, place, article.mentions, around, article.lexicon)
        if found.known and (found.sure or loose or not event.noun):
            return found
    if silence.nobody or (event is not None and event.act is Act.SWAP):
        return whole
    if before.known:
        return Direction(before.giver, before.receiver, before.both, "by_context", sure=False)
    return whole


def _spans(one: Span, other: Span) -> Span:
    return Span(min(one.start, other.start), max(one.end, other.end))


def counted_in(article: Article, line: Line, drafts: list[Draft]) -> tuple[Unit, Category]:
    for name, unit, category in _ROWS:
        words = getattr(article.lexicon, name)
        if rule(*words).search(article.low, line.span.start, line.span.end):
            return unit, category
    if drafts:
        return drafts[-1].unit, drafts[-1].category
    return Unit.PERSON, Category.LIVING


def numbering_draft(article: Article, line: Line, one: Numbered) -> Draft:
    """An ordinal as a draft. An exchange goes both ways, so no direction is read."""
    heard = article.voices.at(line.span, line.span, one.span)
    sides = article.sides if len(article.sides) == 2 else ("", "")
    words = " ".join(one.whole.of(article.text).split())
    remains = rule(*article.lexicon.body, *article.lexicon.dead)
    dead = remains.search(article.low, one.whole.start, one.whole.end) is not None
    return Draft(
        kind=ClaimKind.ORDINAL,
        quantity=Quantity(Kind.EXACT, one.number, one.number, one.number, words)
        if one.number
        else exact(0),
        unit=Unit.EXCHANGE,
        category=Category.REMAINS if dead else Category.LIVING,
        giver=sides[0],
        receiver=sides[1],
        both=bool(sides[0]),
        per=Per.SIDE,
        said=heard.said,
        relay=heard.relay,
        said_on=article.published,
        covers=None,
        figure=one.whole,
        sentence=line.span,
        reasons=(reason("quantity_read", words=words), reason(heard.rule, words=heard.said.words)),
        doubts=() if heard.sure else (reason("check_speaker"),),
    )

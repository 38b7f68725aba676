"""The whole reading: an article in, drafts of claims and the numbers that were left out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from repatria.statements.drafting.article import Article, Line, Number, read_article
from repatria.statements.drafting.clauses import Act, Clause, Event
from repatria.statements.drafting.denials import Denial, denial_drafts, denials_in
from repatria.statements.drafting.direction import direct
from repatria.statements.drafting.kinds import goes_on, is_share
from repatria.statements.drafting.leaving import other_half, why_left
from repatria.statements.drafting.making import State, is_part, make_draft
from repatria.statements.drafting.mentions import Place
from repatria.statements.drafting.model import Draft, Drafts, Left, Said, Span
from repatria.statements.drafting.other_claims import numbering_draft, silence_drafts
from repatria.statements.drafting.party_words import PartyWords
from repatria.statements.drafting.prose import rule
from repatria.statements.drafting.ways import NONE, Around, Direction
from repatria.statements.quantity import Kind
from repatria.statements.reasons import reason
from repatria.statements.vocabulary import Voice

# Rules that only lean on something else; the least number that is known again when repeated.
_LEANT = frozenset({"by_context", "by_none"})
_TELLING = 10
# Among how many figures before it a share finds its whole.
_WHOLES = 3
# How near, in characters, to the beginning of its sentence such a share stands.
_OPENS = 30


def draft(
    text: str,
    *,
    language: str | None = None,
    published: date | None,
    outlet: str = "",
    parties: Mapping[str, PartyWords],
) -> Drafts:
    """Read an article into drafts. Never raises on a text, whatever it holds.

    `language` is `en`, `uk` or `ru`, found by its letters where not given; `published` is the
    dateline from which relative days are counted; `outlet` the name of the article's own outlet,
    whose words are no relay; `parties` the words for each side and intermediary.
    """
    article = read_article(text, language, published, parties, outlet)
    state = State([], list(article.left))
    for line in article.lines:
        _read_line(article, line, state, outlet)
    drafts = _told_twice(sorted(state.drafts, key=lambda one: one.figure))
    left = sorted(state.left, key=lambda one: one.span)
    return Drafts(article.language, tuple(drafts), tuple(left))


def _read_line(article: Article, line: Line, state: State, outlet: str) -> None:
    subject = state.subject if _by_pronoun(article, line) else ""
    here = NONE
    event: Event | None = None
    past: Event | None = None
    earlier: Span | None = None
    denial: Denial | None = None
    denied: list[Draft] = []
    for denial in denials_in(article, line):
        denied = denial_drafts(article, line, denial, state)
        if denied:
            break
    for clause in line.clauses:
        leaning = not clause.events
        inside = [one for one in line.numbers if clause.span.holds(one.figure.core)]
        if not leaning:
            event = None
        for number in inside:
            own = clause.event_for(number.figure.core)
            if own is not None and _said_anew(article, number.figure.core, own):
                own = None
            act = own or event
            inside_denial = denied and denial and denial.scope.holds(number.figure.core)
            why = why_left(article, line, number, own, act, state)
            why = "left_denied" if inside_denial else why
            if why:
                if number.figure.quantity.kind not in (Kind.NONE, Kind.PARITY):
                    state.left.append(Left(number.figure.core, reason(why)))
                continue
            heard = article.voices.at(line.span, clause.span, number.figure.core)
            before = here if here.known else state.before
            around = Around(
                article.sides, heard.said.party, subject, before,
                us=_whose(article, heard.said),
                outside=heard.said.voice is Voice.INTERMEDIARY, near=here.known,
                quoted=article.voices.quoted(number.figure.core),
                turn=here.known and _turns(past, own),
            )  # fmt: skip
            if other_half(article, number, earlier, state):
                state.left.append(Left(number.figure.core, reason("left_formula")))
                continue
            alone = before.both and heard.said.voice is Voice.PARTY
            governing = act or (None if alone else state.act)
            found = direct(
                article.low, clause, governing, number.figure.core, article.mentions, around,
                article.lexicon, leaning=own is None or (earlier is not None and own is event),
                window=_window(line, number),
            )  # fmt: skip
            if number.formula and len(article.sides) == 2:
                found = _of_formula(article, number, state)
            same = _as_before(number, state) if own is None or not found.sure else None
            if same is not None and found.rule in _LEANT:
                found = same
            if found.rule in _LEANT and (
                is_part(article, line, number.figure.core)
                or is_share(article.low, number.figure.core.end)
            ):
                found = _of_whole(line, number, state) or found
            made = make_draft(
                article, line, clause, number, act, found, heard, earlier, state, outlet
            )
            if found.known and found.sure and found.rule == "by_target" and earlier is not None:
                _backwards(article, state, made, earlier)
            state.drafts.append(made)
            event, earlier = act, number.figure.span
            past = act or past
            if found.known:
                here = state.before = found
            subject = found.subject or subject
        if clause.events:
            told = [one for one in clause.events if not one.noun]
            state.act = told[-1] if told else state.act or clause.events[-1]
        if clause.events and event is None:
            event = clause.event_for(clause.span)
        subject = subject or _subject_of(article, clause)
    state.subject = subject or state.subject
    silent = silence_drafts(article, line, state.before, state.drafts)
    state.drafts.extend(silent)
    state.drafts.extend(denied)
    for one in (*silent, *denied):
        if one.giver and not one.both and (one in denied or not state.before.known):
            state.before = Direction(one.giver, one.receiver, rule="by_context", sure=False)
    state.drafts.extend(numbering_draft(article, line, one) for one in line.ordinals)


def _by_pronoun(article: Article, line: Line) -> bool:
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


def _turns(before: Event | None, now: Event | None) -> bool:
    """“41 were received, 39 let go”: after an act of one kind, one of the other."""
    if before is None or now is None:
        return False
    gives = {Act.GIVE, Act.FREE}
    return (before.act in gives) != (now.act in gives) and Act.TAKE in (before.act, now.act)


def _whose(article: Article, said: Said) -> str:
    """The side that “we” is in somebody's mouth: the speaker's, or the text's own."""
    if said.voice is Voice.INTERMEDIARY:
        return ""
    return said.party or article.home


def _said_anew(article: Article, core: Span, own: Event) -> bool:
    """“Speaks of 6,060 and says that it got 78”: the act belongs to what is said after."""
    if own.span.start < core.end:
        return False
    says = rf"(?<!\w)(?:and|та|і|й|и)\s+(?:{rule(*article.lexicon.says).pattern})"
    return re.search(says, article.low[core.end : own.span.start]) is not None


def _of_formula(article: Article, number: Number, state: State) -> Direction:
    """Equal numbers go both ways; of unequal ones, the larger goes the way of the larger before."""
    if number.against is None:
        giver, receiver = article.sides
        return Direction(giver, receiver, both=True, rule="by_both")
    one_way = [one for one in state.drafts if one.giver and not one.both and one.quantity.low]
    if not one_way:
        return NONE
    most = max(one_way, key=lambda one: one.quantity.low or 0)
    way = Direction(most.giver, most.receiver, rule="by_context", sure=False)
    larger = (number.figure.quantity.number or 0) > number.against
    return way if larger else way.reversed()


def _as_before(number: Number, state: State) -> Direction | None:
    """The direction of the same number told before, where every telling had one and the same."""
    value = number.figure.quantity.number
    if value is None or value < _TELLING:
        return None
    same = {
        (one.giver, one.receiver, one.both)
        for one in state.drafts
        if one.quantity.number == value and one.giver
    }
    if len(same) != 1 or any(both for _, _, both in same):
        return None
    giver, receiver, both = same.pop()
    return Direction(giver, receiver, both, "by_context", sure=False)


def _of_whole(line: Line, number: Number, state: State) -> Direction | None:
    """“… Of them, 41 are officers”: the direction of the last larger number told before it."""
    value = number.figure.quantity.number
    if number.figure.core.start - line.span.start > _OPENS or not state.drafts:
        return None
    for one in reversed(state.drafts[-_WHOLES:]):
        whole = one.quantity.number
        if value is not None and whole is not None and whole > value and one.giver:
            return Direction(one.giver, one.receiver, one.both, "by_context", sure=False)
    return None


def _backwards(article: Article, state: State, made: Draft, earlier: Span) -> None:
    """“14 wounded and 3 bodies to the South”: the target at the end of a list is that of all."""
    last = state.drafts[-1]
    inferred = any(one.code in ("check_direction", "check_no_direction") for one in last.doubts)
    if last.figure != earlier or not inferred or not goes_on(article.low, earlier, made.figure):
        return
    doubts = tuple(one for one in last.doubts if one.code != "check_no_direction")
    state.drafts[-1] = replace(
        last, giver=made.giver, receiver=made.receiver, both=made.both, doubts=doubts
    )


def _window(line: Line, number: Number) -> Span | None:
    """Where words about a number stand: between the figures around it. `None` where it is alone."""
    if len(line.numbers) < 2:
        return None
    index = line.numbers.index(number)
    start = line.numbers[index - 1].figure.span.end if index else line.span.start
    more = line.numbers[index + 1 :]
    return Span(start, more[0].figure.span.start if more else line.span.end)


def _subject_of(article: Article, clause: Clause) -> str:
    rows = [
        one
        for one in article.mentions
        if clause.span.holds(one.span) and one.place is Place.SUBJECT
    ]
    return rows[-1].party if rows else ""


def _told_twice(drafts: list[Draft]) -> list[Draft]:
    """A figure that the text tells again is marked: one of the two may be the outlet's summary."""

    def key(one: Draft) -> tuple[object, ...]:
        shape = one.quantity.kind, one.quantity.low, one.quantity.high
        return shape, one.unit, one.giver, one.receiver, one.both, one.kind

    often = Counter(key(one) for one in drafts if one.quantity.low is not None)
    return [
        replace(one, doubts=(*one.doubts, reason("check_told_twice")))
        if often[key(one)] > 1
        else one
        for one in drafts
    ]

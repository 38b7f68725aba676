"""The whole reading: an article in, drafts of claims and the numbers that were left out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from repatria.statements.drafting.amending import against, backwards
from repatria.statements.drafting.article import Article, Line, Number, read_article
from repatria.statements.drafting.clauses import Clause, Event
from repatria.statements.drafting.denials import denial_drafts, denials_in
from repatria.statements.drafting.direction import direct
from repatria.statements.drafting.kinds import is_share
from repatria.statements.drafting.leaving import other_half, why_left
from repatria.statements.drafting.likeness import like_before, settle
from repatria.statements.drafting.making import State, is_part, make_draft
from repatria.statements.drafting.mentions import Place
from repatria.statements.drafting.model import Draft, Drafts, Left, Span
from repatria.statements.drafting.other_claims import numbering_draft, silence_drafts
from repatria.statements.drafting.own_count import own_count
from repatria.statements.drafting.parallel import in_parallel
from repatria.statements.drafting.party_words import PartyWords
from repatria.statements.drafting.told_again import told_again
from repatria.statements.drafting.told_before import (
    among,
    among_them,
    as_before,
    by_other,
    of_formula,
    of_whole,
)
from repatria.statements.drafting.topics import TOLD, topic, whole_clause, whose
from repatria.statements.drafting.verbs_before import (
    by_pronoun,
    said_anew,
    says,
    sense,
    shared,
    turns,
)
from repatria.statements.drafting.ways import NONE, Around, Direction
from repatria.statements.quantity import Kind
from repatria.statements.reasons import reason
from repatria.statements.vocabulary import Voice

# The most words of a sentence that only gives the number of the other direction.
_WORDS = 5
# Rules that only lean on something else.
_LEANT = frozenset({"by_context", "by_none"})


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
    settle(state.drafts)
    drafts = told_again(article.text, sorted(state.drafts, key=lambda one: one.figure))
    drafts = _told_twice(drafts)
    left = sorted(state.left, key=lambda one: one.span)
    return Drafts(article.language, tuple(drafts), tuple(left))


def _read_line(article: Article, line: Line, state: State, outlet: str) -> None:
    subject = state.subject if by_pronoun(article, line) else ""
    here = NONE
    event: Event | None = None
    past: Event | None = None
    earlier: Span | None = None
    denied: list[Draft] = []
    scopes: list[Span] = []
    for denial in denials_in(article, line):
        made_of = denial_drafts(article, line, denial, state)
        denied = denied or made_of
        if made_of:
            scopes.append(denial.scope)
    for clause in line.clauses:
        leaning = not clause.events
        inside = [one for one in line.numbers if clause.span.holds(one.figure.core)]
        if not leaning:
            event = None
        for number in inside:
            own = clause.event_for(number.figure.core)
            if own is not None and said_anew(article, number.figure.core, own):
                own = None
            act = own or event
            inside_denial = any(scope.holds(number.figure.core) for scope in scopes)
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
                us=whose(article, heard.said),
                outside=heard.said.voice is Voice.INTERMEDIARY, near=here.known,
                quoted=article.voices.quoted(number.figure.core),
                turn=turns(past if here.known else _curt(article, line, state), own, state.sense),
                sense=state.sense,
                home="" if article.voices.quoted(number.figure.core) else article.home,
                says=own is not None and says(article, line, clause, own),
            )  # fmt: skip
            if other_half(article, number, earlier, state):
                state.left.append(Left(number.figure.core, reason("left_formula")))
                continue
            alone = before.both and heard.said.voice is Voice.PARTY
            governing = act or (None if alone else state.act)
            around_act = whole_clause(line, clause, own, act, earlier)
            leans = around_act is clause if own is None else shared(own, event, earlier, number)
            found = direct(
                article.low, around_act, governing, number.figure.core, article.mentions, around,
                article.lexicon,
                leaning=leans,
                window=_window(line, number), far=act is None,
            )  # fmt: skip
            apart = number.against is not None and found.rule in TOLD and not found.both
            if number.formula and len(article.sides) == 2 and not apart:
                found = of_formula(article, number, state)
            same = (
                as_before(number, state)
                if (own is None or not found.sure) and not here.known
                else None
            )
            if same is not None and found.rule in _LEANT:
                found = same
            unsure = found.rule in ("by_speaker", "by_both") and not found.sure
            inferred = found.rule in _LEANT or unsure
            parallel = in_parallel(article, line, number, state.drafts) if inferred else None
            found = parallel or found
            if parallel is None and own is None and not here.known and inferred:
                found = like_before(number, line, state.drafts) or found
            if here.known and not here.both and found.rule == "by_people":
                found = here if among_them(article, line, number) else found
            doubtful = found.rule in _LEANT or (found.rule == "by_both" and act is None)
            if own is None and doubtful and not here.known and not number.formula:
                mine = own_count(article, line, number, heard.said, state, both=found.both)
                found = mine if mine.known else found
            if found.rule in _LEANT and here.known and by_other(state, heard.said, number, line):
                found = found.reversed()
            if found.rule in _LEANT and (
                is_part(article, line, number.figure.core)
                or is_share(article.low, number.figure.core.end)
            ):
                found = of_whole(article, line, number, state, heard.said.party) or found
            elif here.known and not here.both and found.rule == "by_people" and past is act:
                # “Among the 1,200 that the North gave are 20 Northern”: they went the way of all.
                found = here if among(article, line, number) else found
            made = make_draft(
                article, line, clause, number, act, found, heard, earlier, state, outlet
            )
            if found.known and found.sure and found.rule == "by_target" and earlier is not None:
                backwards(article, state, made, earlier)
            if found.known and found.rule in (*TOLD, "by_speaker") and own is not None:
                against(article, clause, state, made)
            state.drafts.append(made)
            event, earlier = act, number.figure.span
            past = act or past
            if found.known:
                here = state.before = found
            subject = found.subject or subject
            state.sense = sense(act, found) or state.sense
        if clause.events and not inside:
            spoken_of = topic(article, line, clause)
            state.before = spoken_of if spoken_of.known else state.before
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


def _curt(article: Article, line: Line, state: State) -> Event | None:
    """«Прийняли 1000. Передали 19.»: a few words that only give the other number."""
    curt = len(line.span.of(article.text).split()) <= _WORDS and not line.said
    return state.act if curt and article.home and not article.lexicon.be else None


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

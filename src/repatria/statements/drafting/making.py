"""One draft out of one number: what it counts, whither, who says so, and what to check."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from repatria.base.dates import Period
from repatria.statements.drafting.article import Article, Line, Number
from repatria.statements.drafting.clauses import Act, Clause, Event
from repatria.statements.drafting.days import day_in, on, since
from repatria.statements.drafting.heads import Counted
from repatria.statements.drafting.kinds import KindRead, goes_on, kind_of
from repatria.statements.drafting.model import Draft, Left, Said, Span
from repatria.statements.drafting.prose import rule
from repatria.statements.drafting.voices import Heard
from repatria.statements.drafting.ways import NONE, Direction
from repatria.statements.quantity import Kind
from repatria.statements.reasons import Reason, reason
from repatria.statements.vocabulary import Category, ClaimKind, Per, Unit, Voice


@dataclass(slots=True)
class State:
    """What later figures of the text can lean on."""

    drafts: list[Draft]
    left: list[Left]
    before: Direction = NONE
    act: Event | None = None
    """The last act that the text told, for numbers that stand without one."""
    counts: Counted | None = None
    subject: str = ""
    """The party that acted last, for “it” in the sentence after."""
    sense: str = ""
    """What *returned* meant last where something told: `gives` or `gets`."""


def make_draft(
    article: Article,
    line: Line,
    clause: Clause,
    number: Number,
    act: Event | None,
    found: Direction,
    heard: Heard,
    earlier: Span | None,
    state: State,
    outlet: str,
) -> Draft:
    figure, lexicon, low = number.figure, article.lexicon, article.low
    counts = number.counts
    doubts: list[Reason] = []
    reasons = [reason("quantity_read", words=figure.span.of(article.text))]
    if counts.none or not counts.words:
        counts = _leaning_counts(article, line, counts, state)
        reasons.append(reason("unit_leans"))
        if number.counts.none:
            doubts.append(reason("check_unit"))
    else:
        reasons.append(reason("unit_read", words=counts.words))
    state.counts = counts
    if act is None:
        if not found.known:
            found = replace(state.before, rule="by_context")
        part = is_part(article, line, figure.core)
        kind = KindRead(ClaimKind.COMPOSITION if part else ClaimKind.COUNT)
    else:
        kind = kind_of(low, clause.span, figure.span, act, earlier, lexicon)
        last = state.drafts[-1] if state.drafts else None
        listed = last is not None and earlier is not None and last.kind is ClaimKind.COMPOSITION
        if (
            kind.kind is ClaimKind.COUNT
            and listed
            and goes_on(low, earlier or figure.span, figure.span)
        ):
            kind = KindRead(ClaimKind.COMPOSITION)
        code = "act_read" if act in clause.events else "act_leans"
        reasons.append(reason(code, words=act.span.of(article.text)))
    if figure.quantity.kind is Kind.PARITY and len(article.sides) == 2:
        found = Direction(*article.sides, both=True, rule="by_both", subject=found.subject)
    reasons.append(reason(found.rule))
    if kind.words:
        reasons.append(reason("kind_read", words=kind.words))
    reasons.append(reason(heard.rule, words=heard.said.words))
    if not found.known:
        doubts.append(reason("check_no_direction"))
    elif found.doubt or not found.sure:
        doubts.append(reason(found.doubt or "check_direction"))
    if not heard.sure:
        doubts.append(reason("check_speaker"))
    covers, said_on = _days(article, line, clause, kind.kind)
    total = found.both and act is not None and act.act is Act.SWAP and kind.kind is ClaimKind.TOTAL
    return Draft(
        kind=_kind(kind.kind, figure.quantity.kind),
        quantity=figure.quantity,
        unit=counts.unit,
        category=counts.category,
        giver=found.giver,
        receiver=found.receiver,
        both=found.both,
        per=Per.TOTAL if total else Per.SIDE,
        said=_own(heard.said, outlet),
        relay=heard.relay and not _same_outlet(article, line, outlet),
        said_on=said_on,
        covers=covers,
        figure=figure.span,
        sentence=line.span,
        reasons=tuple(reasons),
        doubts=tuple(doubts),
    )


def _kind(kind: ClaimKind, quantity: Kind) -> ClaimKind:
    """“Received none” counts: none is a number. A negated none is only a doubled negation."""
    return ClaimKind.COUNT if quantity is Kind.NONE and kind is ClaimKind.DENIAL else kind


def _own(said: Said, outlet: str) -> Said:
    return (
        Said(Voice.MEDIA, said.party, outlet)
        if said.voice is Voice.MEDIA and not said.words
        else said
    )


def _same_outlet(article: Article, line: Line, outlet: str) -> bool:
    return bool(outlet) and outlet.lower() in article.low[line.span.start : line.span.end]


def _leaning_counts(article: Article, line: Line, counts: Counted, state: State) -> Counted:
    """What a number without a noun counts: as the figure before it, or as the sentence speaks."""
    if not counts.none:
        return counts
    if state.counts is not None and state.drafts and state.drafts[-1].sentence == line.span:
        return state.counts
    remains = (*article.lexicon.body, *article.lexicon.dead)
    if rule(*remains).search(article.low, line.span.start, line.span.end):
        return Counted(Unit.BODY, Category.REMAINS)
    return state.counts or Counted()


def _days(
    article: Article, line: Line, clause: Clause, kind: ClaimKind
) -> tuple[Period | None, date | None]:
    """The day or period that the clause covers, and the day on which it was said."""
    if kind is ClaimKind.TOTAL:
        opened = since(article.low, line.span, article.published, article.lexicon)
        if opened is not None:
            return opened, article.published
    said_on = article.published
    for one in line.said:
        near = Span(one.verb.end, min(line.span.end, one.verb.end + 25))
        day = day_in(article.low, near, article.published, article.lexicon)
        if day is not None and not near.meets(clause.span):
            said_on = day
    found = day_in(article.low, clause.span, article.published, article.lexicon)
    found = found or day_in(article.low, line.span, article.published, article.lexicon)
    return on(found), said_on


def is_part(article: Article, line: Line, core: Span) -> bool:
    """Whether words before a number make it a share of another: “among them”."""
    head = Span(line.span.start, core.start)
    return rule(*article.lexicon.part).search(article.low, head.start, head.end) is not None

"""Why a number that counts people or remains is none of a handing over."""

from __future__ import annotations

import re

from repatria.statements.drafting.article import Article, Line, Number
from repatria.statements.drafting.clauses import Event
from repatria.statements.drafting.kinds import is_share
from repatria.statements.drafting.making import State, is_part
from repatria.statements.drafting.model import Span
from repatria.statements.drafting.prose import rule
from repatria.statements.drafting.standing import stands_alone
from repatria.statements.quantity import Kind

# The most words of a sentence that only gives another number.
_ANSWER = 16
# How far, in characters, a number without a noun may stand from its verb.
_NEAR = 45


def why_left(
    article: Article,
    line: Line,
    number: Number,
    own: Event | None,
    act: Event | None,
    state: State,
) -> str:
    """Why a number that counts people or remains is none of a handing over, or nothing."""
    core = number.figure.core
    if _loose(article.low, number):
        return "left_not_said"
    if _asked(article, line, number):
        return "left_not_said"
    if _MENDED.search(article.low, line.span.start, line.span.end) or _unsaid(article, line, core):
        return "left_denied"
    piece = next((one for one in line.pieces if one.holds(core)), line.span)
    piece = _over(article.low, line, piece)
    inside = [event for event in line.acts if piece.holds(event.span) and not event.noun]
    done = bool(inside)
    turned = rule(*article.lexicon.not_done).search(article.low, core.end, piece.end)
    if turned is not None and number.figure.span.end < turned.start():
        nearer = any(core.end <= event.span.start < turned.start() for event in inside)
        active = any(event.span.end <= core.start and not event.passive for event in inside)
        done = nearer or active
    close = article.low[max(piece.start, core.start - 40) : core.start]
    beside = re.search(rf"(?:{rule(*article.lexicon.not_done).pattern})\s+(?:\w+\s+)?$", close)
    if (
        beside is not None
        and number.figure.core.start - number.figure.span.start == 0
        and beside[0].count(" ") < 2
    ):
        done = done and any(event.span.end <= core.start for event in inside)
    if not done and rule(*article.lexicon.not_done).search(article.low, piece.start, piece.end):
        return "left_not_done"
    none = number.figure.quantity.kind is Kind.NONE
    head = article.low[max(0, number.figure.span.start - 12) : number.figure.span.start]
    if not none and re.search(r"(?<!\w)(?:not|не)\s+[«“\"]?$", head):
        return "left_not_done"
    share = is_share(article.low, core.end) and all(event.noun for event in line.acts)
    told = rule(*article.lexicon.not_done)
    if share and not done and told.search(article.low, core.end, line.span.end):
        return "left_not_done"
    part = is_part(article, line, core) or is_share(article.low, core.end)
    head = article.low[max(piece.start, number.figure.span.start - 12) : number.figure.span.start]
    if not done and not number.counts.none and _WHOLE.search(head):
        # “Of the 142 whom we sought”: the whole of which something else is told.
        participle = rule(*article.lexicon.given, *article.lexicon.returned, *article.lexicon.taken)
        if participle.search(article.low, piece.start, piece.end) is None:
            return "left_not_done"
    if act is None and not (state.drafts and part):
        if _answers(article, line, number, state) or stands_alone(
            article, line, piece, number, state
        ):
            return ""
        return "left_no_act"
    if none and is_share(article.low, core.end) and (own is None or own.passive):
        return "left_not_done"
    if number.counts.none and state.drafts and _OF.search(head):
        return "left_noun"
    if act is not None and act.noun and own is act and not _of_noun(article, line, number, act):
        said = any(piece.meets(one.verb) for one in line.said) or not line.pieces
        if not (said and stands_alone(article, line, piece, number, state)):
            return "left_no_act"
    if number.figure.in_words and number.figure.quantity.number == 1 and not _handed_one(own, core):
        return "left_noun"
    if number.counts.none and act is not None and own is None and not state.drafts:
        return "left_no_act"
    if number.counts.none and own is not None and not number.formula:
        gap = max(core.start - own.span.end, own.span.start - core.end)
        alone = stands_alone(article, line, piece, number, state)
        if gap > _NEAR and not own.noun and not alone:
            return "left_noun"
    return ""


def _over(low: str, line: Line, piece: Span) -> Span:
    """The piece of a sentence, together with what follows a “…, the minister explained, …”."""
    later = [one for one in line.pieces if one.start >= piece.end][:2]
    if len(later) < 2 or not any(later[0].holds(one.verb) for one in line.said):
        return piece
    told = any(later[0].holds(one.span) for one in line.acts)
    counted = any(later[0].holds(one.figure.core) for one in line.numbers)
    parted = not low.startswith(",", later[1].start)
    return piece if told or counted or parted else Span(piece.start, later[1].end)


def _answers(article: Article, line: Line, number: Number, state: State) -> bool:
    """“Moscow put the figure at 1,248”: another word on the figure of the sentence before."""
    lines = article.lines
    before = lines[lines.index(line) - 1].span if lines.index(line) else None
    last = state.drafts[-1] if state.drafts else None
    if last is None or before != last.sentence or not line.said or len(line.numbers) > 1:
        return False
    asked = rule(*article.lexicon.asked).search(article.low, line.span.start, line.span.end)
    same = number.counts.none or (asked is not None and number.counts.unit is last.unit)
    beside = any(0 <= number.figure.span.start - one.verb.end <= 2 for one in line.said)
    short = beside or len(line.span.of(article.text).split()) <= _ANSWER
    return same and short and last.quantity.low is not None


def _of_noun(article: Article, line: Line, number: Number, act: Event) -> bool:
    """Whether a number belongs to a noun: “the return of 909”, not “after the exchange, 25 …”."""
    low, core = article.low, number.figure.core
    if number.formula or number.figure.quantity.kind in (Kind.NONE, Kind.PARITY):
        return True
    if rule(*article.lexicon.each).search(low, line.span.start, line.span.end):
        return True
    if 0 <= core.start - act.span.end <= _NEAR:
        return re.search(r"[,;]", low[act.span.end : core.start]) is None
    ahead = (*article.lexicon.plan, *article.lexicon.agree)
    meant = rule(*ahead).search(low, line.span.start, line.span.end) is not None
    return meant or 0 <= act.span.start - core.end <= _NEAR


_MENDED = re.compile(
    r"(?<!\w)(?:earlier version of|misprint|typo(?!\w)|одруків|опечатк|у попередній версії|"
    r"в предыдущей версии|виправил\w* помилк|исправил\w* ошибк|"
    r"corrected (?:the|its|an) (?:error|mistake))"
)


def _unsaid(article: Article, line: Line, core: Span) -> bool:
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


def _handed_one(own: Event | None, core: Span) -> bool:
    """“One” counts only right after a verb of handing over; else it is mostly a pronoun."""
    if own is None or own.passive or own.noun:
        return False
    return 0 <= core.start - own.span.end <= 30


_PERHAPS = re.compile(
    r"(?<!\w)(?:perhaps even|maybe even|or even|"
    r"(?:а\s+)?может(?:\s+быть)?,?\s+и|(?:а\s+)?може,?\s+й)\s+$"
)
_NAMELY = re.compile(r",?\s*[(—–-]?\s*(?:тобто|а саме|то есть|а именно|namely|that is)?,?\s*\d|"
                     r",\s+(?:тобто|а саме|то есть|а именно|namely|that is)")  # fmt: skip
_OF = re.compile(r"(?<!\w)(?<!speaks )(?<!spoke )(?<!talks )(?<!talked )(?:of|из|із|з)\s+$")
_WHOLE = re.compile(r"(?<!\w)(?:of (?:the|our|all)|из|зі|із|з)\s+$")


def _loose(low: str, number: Number) -> bool:
    """“… perhaps even 500”, “is that parity?”: said as a question, or beside another number."""
    figure = number.figure
    asked = low[figure.span.end : figure.span.end + 3].lstrip("»”\"' ").startswith("?")
    head = low[max(0, figure.span.start - 25) : figure.span.start].rstrip('«“"')
    told = _NAMELY.match(low, figure.span.end) if figure.quantity.kind is Kind.PARITY else None
    asked = (asked and figure.quantity.kind is Kind.PARITY) or told is not None
    return asked or _PERHAPS.search(head) is not None


def _asked(article: Article, line: Line, number: Number) -> bool:
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


def isis_part(article: Article, line: Line, core: Span) -> bool:
    head = Span(line.span.start, core.start)
    return rule(*article.lexicon.part).search(article.low, head.start, head.end) is not None


def other_half(article: Article, number: Number, earlier: Span | None, state: State) -> bool:
    """“6,000 bodies for 6,000”: the second number is the first, said of the other direction."""
    last = state.drafts[-1] if state.drafts else None
    if earlier is None or last is None or not last.both or last.figure != earlier:
        return False
    between = article.low[earlier.end : number.figure.span.start]
    same = last.quantity.number == number.figure.quantity.number
    same = same or number.figure.quantity.kind is Kind.PARITY
    return (
        same
        and re.fullmatch(r"(?:\s+[\w']+){0,3}\s+(?:for|на|in exchange for)\s+", between) is not None
    )

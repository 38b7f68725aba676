"""Why a number that counts people or remains is none of a handing over."""

from __future__ import annotations

import re

from repatria.statements.drafting.answers import answers
from repatria.statements.drafting.around import (
    HAVING,
    TAKEN,
    acts_between,
    hearsay,
    list_end,
    told_around,
    told_right_by,
)
from repatria.statements.drafting.article import Article, Line, Number
from repatria.statements.drafting.clauses import Event
from repatria.statements.drafting.elsewhere import elsewhere
from repatria.statements.drafting.kinds import is_share
from repatria.statements.drafting.making import State, is_part
from repatria.statements.drafting.model import Span
from repatria.statements.drafting.plain_counts import (
    came_by,
    goes_on_plainly,
    share_of_left,
    tells_else,
    to_kin,
    told_plainly,
)
from repatria.statements.drafting.prose import rule
from repatria.statements.drafting.reported import after_noun, awaited_after, reported
from repatria.statements.drafting.shares import is_told_whole, is_whole, tells_of_share
from repatria.statements.drafting.standing import stands_alone
from repatria.statements.drafting.unsaid_numbers import (
    MENDED,
    left_open,
    never_said,
    said_loosely,
)
from repatria.statements.quantity import Kind

# Below this a number without a noun after a noun of handing over counts that noun.
_FEW = 10
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
    piece = next((one for one in line.pieces if one.holds(core)), line.span)
    if said_loosely(article.low, number):
        return "left_not_said"
    if elsewhere(article, line, number, piece):
        return "left_not_done"
    if left_open(article, line, number):
        return "left_not_said"
    if MENDED.search(article.low, line.span.start, line.span.end) or never_said(
        article, line, core
    ):
        return "left_denied"
    if is_told_whole(article, line, number, state.drafts):
        return "left_not_done"
    if tells_of_share(article, line, number, state.drafts):
        return ""
    if is_whole(article, line, number, state.drafts):
        return ""
    alone, piece = piece, _over(article.low, line, piece)
    if HAVING.match(article.low, core.end) and not acts_between(line, core, piece):
        return "left_not_done"
    if hearsay(article, line, number):
        return "left_denied"
    if own is None and (
        reported(article, line, number, state) or awaited_after(article, line, number)
    ):
        return ""
    if came_by(article, line, own):
        return "left_not_done"
    if to_kin(article, line, piece):
        return "left_kin"
    inside = [event for event in line.acts if piece.holds(event.span) and not event.noun]
    done = bool(inside) or told_around(article, line, alone)
    sure = told_right_by(article, inside, core) or told_around(article, line, alone)
    sure = sure or after_noun(article, line, number.figure.span.start)
    done = done or after_noun(article, line, number.figure.span.start)
    turned = rule(*article.lexicon.not_done).search(article.low, core.end, piece.end)
    if turned is not None and number.figure.span.end < turned.start():
        nearer = any(core.end <= event.span.start < turned.start() for event in inside)
        active = any(event.span.end <= core.start and not event.passive for event in inside)
        after = any(event.span.start >= turned.end() for event in inside)
        done = nearer or active or sure or (after and TAKEN.fullmatch(turned[0]) is not None)
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
    if part and act is None and share_of_left(line, number, state):
        return "left_not_done"
    head = article.low[max(piece.start, number.figure.span.start - 12) : number.figure.span.start]
    if not done and not number.counts.none and _WHOLE.search(head):
        # “Of the 142 whom we sought”: the whole of which something else is told.
        participle = rule(*article.lexicon.given, *article.lexicon.returned, *article.lexicon.taken)
        if participle.search(article.low, piece.start, piece.end) is None:
            return "left_not_done"
    if act is None and not (state.drafts and part):
        if (
            answers(article, line, number, state)
            or (
                stands_alone(article, line, piece, number, state)
                and not tells_else(article, line, piece, number, state)
            )
            or told_plainly(article, line, piece, number, state)
            or goes_on_plainly(article, line, number, state)
        ):
            return ""
        return "left_no_act"
    if none and is_share(article.low, core.end) and (own is None or own.passive):
        return "left_not_done"
    ahead = _PROMISED.match(article.low, max(core.end, number.counts.end)) is not None
    if number.counts.none and state.drafts and _OF.search(head) and not ahead:
        return "left_noun"
    few = (number.figure.quantity.number or _FEW) < _FEW
    if act is not None and act.noun and own is None and number.counts.none and few:
        # «Обменов было три»: the number counts the noun before it.
        return "left_noun"
    if act is not None and act.noun and own is act and not _of_noun(article, line, number, act):
        said = any(piece.meets(one.verb) for one in line.said) or not line.pieces
        bare = said and stands_alone(article, line, piece, number, state)
        if not bare and not told_plainly(article, line, piece, number, state):
            return "left_no_act"
    single = number.figure.in_words and number.figure.quantity.number == 1
    if single and not (_handed_one(own, core) or _came_alone(number, own)):
        return "left_noun"
    if number.counts.none and act is not None and act.noun and own is None and not state.drafts:
        return "left_no_act"
    if number.counts.none and own is not None and not number.formula:
        gap = max(core.start - own.span.end, own.span.start - list_end(article.low, line, core))
        bare = stands_alone(article, line, piece, number, state)
        if gap > _NEAR and not own.noun and not bare:
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


def _handed_one(own: Event | None, core: Span) -> bool:
    """“One” counts only right after a verb of handing over; else it is mostly a pronoun."""
    if own is None or own.passive or own.noun:
        return False
    return 0 <= core.start - own.span.end <= 30


def _came_alone(number: Number, own: Event | None) -> bool:
    """“One woman was freed”: with its noun, and right before the verb."""
    end = number.counts.end
    if own is None or own.noun or not number.counts.words or end <= number.figure.core.end:
        return False
    return 0 <= own.span.start - end <= 15


_OF = re.compile(r"(?<!\w)(?<!speaks )(?<!spoke )(?<!talks )(?<!talked )(?:of|из|із|з)\s+$")
# “Out of 5,500 to be handed over”, «із шести тисяч, обіцяних …».
_PROMISED = re.compile(
    r",?\s+(?:(?:that\s+(?:were|are)|yet|still|it\s+had|already)\s+)?(?:to\s+be\s+\w+|promised|agreed|"
    r"offered|обіцян\w+|узгоджен\w+|погоджен\w+|запропонован\w+|заявлен\w+|підготовлен\w+|"
    r"обещанн\w+|согласованн\w+|предложенн\w+|заявленн\w+|подготовленн\w+)(?!\w)"
)
_WHOLE = re.compile(r"(?<!\w)(?:of (?:the|our|all)|из|зі|із|з)\s+$")


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

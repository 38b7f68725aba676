"""Numbers that answer: to a question, to another's figure, to one that is turned down."""

from __future__ import annotations

import re

from repatria.statements.drafting.article import Article, Line, Number
from repatria.statements.drafting.bare_numbers import has_verb
from repatria.statements.drafting.making import State
from repatria.statements.drafting.prose import rule

# The most words of a sentence that only gives another number.
_ANSWER = 16
# How far, in characters, “the figure” stands before its number.
_SAID = 90


def answers(article: Article, line: Line, number: Number, state: State) -> bool:
    """“Moscow put the figure at 1,248”: another word on the figure of the sentence before."""
    if number.counts.none and state.drafts and _turned_down(article, line, number):
        return True
    if _followed(article, line, number, state) or _put_right(article, line, number, state):
        return True
    if number.counts.none and state.drafts and _WAY.match(article.low, number.figure.core.end):
        return True
    if _FOR_US.match(article.low, max(number.figure.core.end, number.counts.end)):
        lexicon = article.lexicon
        dead = rule(*lexicon.dead, *lexicon.body, *lexicon.prisoner)
        if dead.search(article.low, 0, number.figure.core.start) is not None:
            return True
    if _replies(article, line, number) or _FIGURE_IS.search(
        article.low,
        max(line.span.start, number.figure.span.start - _SAID),
        number.figure.span.start,
    ):
        return True
    if number.figure.small:
        return False
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


# “250 out, 250 in”, «84 туда, 86 обратно».
_WAY = re.compile(
    r"\s+(?:out|in|home|back|over|across|west|east|north|south|each\s+way|both\s+ways|"
    r"the\s+other\s+way|туда|обратно|"
    r"оттуда|сюда|домой|назад|туди|звідти|сюди|додому)(?=\s*(?:[.,;:!?)»”]|$)|\s+(?:and|і|й|та|"
    r"и|а)\s)"
)
# “Nineteen for them, six hundred for us”.
_FOR_US = re.compile(r"\s+(?:(?:for|to)\s+(?:us|them)|нам|їм|им|вам)(?=\s*(?:[.,;:!?)»”]|$))")
# “Each side had named its figure: 146.”
_FIGURE_IS = re.compile(
    r"(?<!\w)(?:figures?|numbers?|counts?|totals?|tally|цифр\w*|числ\w*|рахун\w+|счёт\w*|"
    r"итог\w*|підсум\w+)"
    r"(?!\w)[^.;:!?\n]{0,45}(?::|\s[—–-])\s*$"
)


_OPENS = re.compile(r"[\s«“\"'—–-]*(?:\w{1,20}:\s*)?(?:[\w'.]+,?\s+){0,6}(?:[—–-]\s+)?")
# “A further 146 followed”, «слідом — ще 30».
_FOLLOWS = re.compile(
    r"\s+(?:[\w'-]+\s+){0,3}?(?:followed(?!\s+by)|joined\s+them|came\s+(?:after|later|next)|"
    r"поехал\w*\s+следом|приїха\w+\s+слідом)(?!\w)"
)
_AFTER_THEM = re.compile(
    r"(?<!\w)(?:followed\s+by|слідом|услід|следом|вслед|за\s+(?:ними|ним)|за\s+кілька\s+днів|"
    r"then|after\s+them)(?:\s+[—–-])?\s+(?:(?:ще|ещ[её]|another|a\s+further|came)\s+)*$"
)
# “More precisely, 15,230”: the speaker puts a number right.
_EXACTLY = re.compile(
    r"(?:^|[\s«“\"—–-])(?:точнее|вернее|точніше|вірніше|а\s+точнее|а\s+точніше|если\s+точно|якщо\s+точно|"
    r"конкретно|а\s+именно|а\s+саме|more\s+(?:precisely|exactly)|(?:to\s+be\s+)?(?:exact|precise)|"
    r"exactly|precisely|or\s+rather)[,:]?\s+(?:[—–-]\s+)?$"
)


def _told_last(article: Article, line: Line, state: State) -> bool:
    """Whether a figure was drafted in this sentence or in the one before."""
    at = article.lines.index(line)
    near = {line.span, article.lines[at - 1].span} if at else {line.span}
    return bool(state.drafts) and state.drafts[-1].sentence in near


def _followed(article: Article, line: Line, number: Number, state: State) -> bool:
    """“On Thursday a further 146 followed”: more of those told of in the sentence before."""
    if number.figure.small or not _told_last(article, line, state):
        return False
    end, start = max(number.figure.span.end, number.counts.end), number.figure.span.start
    head = article.low[max(line.span.start, start - 40) : start]
    return _FOLLOWS.match(article.low, end) is not None or _AFTER_THEM.search(head) is not None


def _put_right(article: Article, line: Line, number: Number, state: State) -> bool:
    start = number.figure.span.start
    head = article.low[max(line.span.start, start - 40) : start]
    return _told_last(article, line, state) and _EXACTLY.search(head) is not None


def _replies(article: Article, line: Line, number: Number) -> bool:
    """“How many came back? — 157.” The number opens the answer to a question about such."""
    at = article.lines.index(line)
    if not at or number.figure.small:
        return False
    before, low = article.lines[at - 1], article.low
    if not low[: before.span.end].rstrip("»”\"' ").endswith("?"):
        return False
    lexicon = article.lexicon
    who = (*lexicon.body, *lexicon.dead, *lexicon.prisoner, *lexicon.civilian, *lexicon.wounded)
    asked = rule(*lexicon.asked, *who, *lexicon.in_return, *lexicon.them)
    spoken = asked.search(low, before.span.start, before.span.end) is not None or bool(before.acts)
    head = low[line.span.start : number.figure.span.start]
    opens = _OPENS.fullmatch(head) is not None and not has_verb(head)
    opens = opens and line.numbers[0] is number
    return spoken and opens


def _turned_down(article: Article, line: Line, number: Number) -> bool:
    """“Not 200 and not 100: twenty”: the number that stands against those turned down."""
    head = article.low[line.span.start : number.figure.core.start]
    return (
        re.search(
            r"(?<!\w)(?:not|не|ні|ані|ни)\s+[^.;]{1,40}(?::|,\s*(?:а|but|але|но|just|only))\s*$",
            head,
        )
        is not None
    )

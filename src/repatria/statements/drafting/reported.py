"""Numbers that the text tells as the figure of a handing over, without a verb of handing over.

“The headquarters spoke of 1,000 bodies”, “she counted 71”, “another 300 bodies are expected”, “12
coffins were unloaded”: the verb reports, counts, awaits or carries. Each needs a handing over told
nearby, and no word that tells of something else.
"""

from __future__ import annotations

import re

from repatria.statements.drafting.article import Article, Line, Number
from repatria.statements.drafting.making import State
from repatria.statements.drafting.prose import rule
from repatria.statements.vocabulary import Unit

# How many sentences back a handing over was told that a figure still belongs to.
_BACK = 4
# From a verb of speaking to its object.
_OBJECT = re.compile(
    r"\s*(?:(?:only|just|also|instead|already|once|лише|тільки|також|уже|вже|лишь|только|также)\s+)?"
    r"(?:(?:of|about|on|про|о|об)\s+)?(?:(?:the|its|those|тих|тех|своїх|своих)\s+)?[«“\"']?"
)
# “She counted 71”, “put it at 66”, «нарахувала сімдесят одного».
TALLY = re.compile(
    r"(?<![\w'])(?:(?:counted|counts|tallied|tallies|numbered|recorded|registered|logged|reckons|"
    r"reckoned|estimates|estimated|makes\s+it|made\s+it)(?:\s+(?:only|just|some))?|"
    r"(?:put|puts|putting|sets?)\s+(?:the|its|their|that|it|them)(?:\s+(?!at(?!\w)|crowd|audience|attendance|cost|price|age|damage|temperature|distance|toll)[\w']+){0,6}\s+at|"
    r"(?:it|they|that)\s+(?:is|are|was|were|makes|made)|"
    r"(?:на|по)?рахува(?:в|ла|ли|ло)|на?лічи(?:в|ла|ли)|зафіксува(?:в|ла|ли)|зарахува(?:в|ла|ли)|"
    r"(?:таких|їх)\s+(?:було|є|набралося|виявилося|вийшло)|оцінює(?:\s+[\w']+){0,4}\s+у|"
    r"(?:на|со|под)счита(?:л|ла|ли)|насчитыва(?:ет|ют|л|ла|ли)|зафиксирова(?:л|ла|ли)|"
    r"(?:таких|их)\s+(?:было|есть|набралось|оказалось|вышло)|"
    r"оцени(?:л|ла|ли|вает|вают)(?:\s+[\w']+){0,4}\s+(?:почти\s+)?в)\s+$"
)
# “300 bodies are expected”.
_AWAITED = re.compile(
    r"(?<!\w)(?:(?:are|is|were|was)\s+(?:still\s+)?(?:expected|due|awaited)|expect(?:s|ed)?|awaits?|"
    r"очіку(?:є|ють|ємо|ється|ються|вали)|чека(?:є|ють|ємо)|ожида(?:ет|ют|ем|ется|ются)|жд(?:ут|[её]м))"
    r"(?!\w)"
)
# “Unloaded 12 coffins”, «погрузили 1200 мешков»: only of remains.
_CARRIED = re.compile(
    r"(?<!\w)(?:(?:un|off|re)?load(?:ed|ing)|carried|lifted|stacked|brought\s+ashore|trundled|"
    r"(?:за|ви|пере|роз|від)вантаж\w+|занес(?:ли|ла|ено)|внес(?:ли|ено)|винес(?:ли|ено)|вантаж\w+|"
    r"(?:по|за|с|вы|раз|пере|от)?груз(?:или|ила|ил|ят|или)|(?:по|за|с|вы|раз)гружа\w+|"
    r"(?:по|за|с|вы)груж\w+|занесли|внесли|вынесли)(?!\w)"
)
_WHO = re.compile(
    r"[,;:.»”\"]|(?<!\w)(?:who|which|that|whom|but|як(?:і|их)|але|но|котор\w+|що|что)(?!\w)"
)
# What a report of people tells besides: those who were hurt, seized, or are still held.
_HURT = re.compile(
    r"(?<!\w)(?:kill|wound|injur|dead\s+in|dead\s+after|died|captur|detain|arrest|missing|held|hold|"
    r"captivity|attack|strike|вбит|загинул|загибл\w+\s+(?:в|у|внаслід)|полонен\w+\s+(?:у|в)\s|"
    r"поранен\w+\s+(?:в|у|внаслід)|зник|захоп|затрим|утрим|трима|убит\w*\s+(?:в|при)|погибл|"
    r"пропа|захва|задерж|удерж|плену|полоні|case|випад|случа)"
)


def reported(article: Article, line: Line, number: Number, state: State) -> bool:
    """Whether a verb of reporting, counting, awaiting or carrying makes a number the figure."""
    if number.figure.small or number.formula or not _near_handing(article, line, state):
        return False
    low, span = article.low, number.figure.span
    end = max(span.end, number.counts.end)
    cut = _WHO.search(low, end, line.span.end)
    stop = line.span.end if cut is None else cut.start()
    if _HURT.search(low, max(line.span.start, span.start - 15), stop):
        return False
    if rule(*article.lexicon.not_done).search(low, end, stop):
        return False
    named = not number.counts.none and bool(number.counts.words)
    told = any(
        one.verb.end <= span.start and _OBJECT.fullmatch(low, one.verb.end, span.start)
        for one in line.said
    )
    if told and (named or number.counts.none):
        return True
    head = low[max(line.span.start, span.start - 70) : span.start]
    if TALLY.search(head):
        return True
    if not named:
        return False
    if _AWAITED.search(low, span.start, stop) or _AWAITED.search(head[-25:]):
        return True
    wide = next((one for one in line.pieces if one.holds(span)), line.span)
    carried = _CARRIED.search(low, wide.start, wide.end) is not None
    return carried and number.counts.unit in (Unit.BODY, Unit.CONTAINER, Unit.PART)


def awaited_after(article: Article, line: Line, number: Number) -> bool:
    """“Another load, 300 bodies, is expected”: the verb stands after the next comma."""
    low, end = article.low, max(number.figure.span.end, number.counts.end)
    after = re.compile(r"\s*,\s+").match(low, end)
    if after is None or number.counts.none or not number.counts.words:
        return False
    return _AWAITED.match(low, after.end(), line.span.end) is not None


def _near_handing(article: Article, line: Line, state: State) -> bool:
    """Whether a handing over was drafted in the sentences before, or is told in this one."""
    at = article.lines.index(line)
    near = {one.span for one in article.lines[max(0, at - _BACK) : at + 1]}
    return any(one.sentence in near for one in state.drafts[-8:]) or (
        at > 0 and bool(article.lines[at - 1].acts)
    )


def after_noun(article: Article, line: Line, start: int) -> bool:
    """“Awaits the handover of up to 1,000 fallen”: a noun of handing over right before a number."""
    nouns = [one for one in line.acts if one.noun and one.span.end <= start]
    gap = article.low[nouns[-1].span.end : start] if nouns else "?"
    return re.fullmatch(r"\s+(?:(?:of|in|the|a|some|на|до|ще|ещё)\s+){0,3}", gap) is not None

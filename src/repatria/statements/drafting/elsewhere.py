"""Numbers of people of whom the sentence tells something else: a crowd, an old war, who stayed."""

from __future__ import annotations

import re

from repatria.statements.drafting.article import Article, Line, Number
from repatria.statements.drafting.model import Span
from repatria.statements.drafting.prose import rule
from repatria.statements.quantity import Kind

# What people hold who stand in a square, and where they stand.
_CROWD = re.compile(
    r"(?<!\w)(?:with|carrying|holding|waving|із|з|с|со)\s+(?:[\w'-]+\s+){0,2}?"
    r"(?:flags?|portraits?|placards?|banners?|posters?|candles?|photographs|photos|flowers|"
    r"прапор\w+|портрет\w+|плакат\w+|транспарант\w+|свічк\w+|світлин\w+|фотограф\w+|квіт\w+|"
    r"флаг\w+|свеч\w+|цвет\w+)(?!\w)|"
    r"(?<!\w)(?:на|in(?:to)?|to|at)\s+(?:the\s+)?(?:[\w'-]+\s+)?(?:площ\w+|майдан\w*|square)(?!\w)"
)
# “How many are still there?”: a question about those who have not been handed over.
_STILL = re.compile(
    r"(?<!\w)(?:still|remain\w*|left\s+there|in\s+captivity|are\s+held|hold|holding|missing|"
    r"ще\s+там|лиш\w+ся|залиш\w+ся|досі|утриму\w+|трима\w+|у\s+полоні|в\s+полоні|у\s+неволі|"
    r"в\s+неволі|зник\w+|"
    r"ещ[её]\s+там|оста[её]тся|остаются|осталось|держ\w+|удержива\w+|в\s+плену|в\s+неволе|"
    r"до\s+сих\s+пор|пропа\w+)(?!\w)"
)
# “None of them weighed 50 kilograms”: what nobody did, and no handing over.
_NOT = re.compile(
    r"(?<!\w)(?:не(?!\s+(?:було|было|виявил|оказал|знайш|нашл))|ні|did\s+not|didn't|was\s+not|had)\s+[\w'-]+|[\w'-]{3,}ed(?!\w)"
)
# “There are no dead on our side”: that there are none, and not that none were handed over.
_THERE_IS = re.compile(r"(?<!\w)there\s+(?:are|were|is|was|have\s+been)\s+$")
# “… of the prizes, 34 of them posthumous”.
_POSTHUMOUS = re.compile(r"[\s—–-]*(?:[\w']+\s+){0,3}?[—–-]?\s*(?:посмертн\w+|posthumous\w*)")
# “Eleven of them had no number”: what they lacked.
_HAD_NO = re.compile(r"\s+of\s+(?:them|these|those)\s+(?:had|have|bore|carried)\s+(?:no|neither)\s")
_TAKEN = re.compile(
    r"(?<!\w)(?:взя\w+|бер\w+|захоп\w+|захва\w+|брал\w+)\s+(?:[\w'-]+\s+){0,2}?(?:в|у)\s+"
    r"(?:полон|плен)(?!\w)|"
    r"(?:taken|took|takes|taking|captured|seized)\s+(?:(?:about|some|over|more\s+than|nearly)\s+)?"
    r"[\d,]+\s+(?:prisoners|captives|men\s+prisoner|soldiers\s+prisoner)(?!\s+(?:home|back|to|over|across|off))"
)
_HURT = re.compile(
    r"(?<!\w)(?:серед|среди|among)\s+(?:the\s+)?(?:постражд\w+|пострад\w+|затрим\w+|задерж\w+|injured|"
    r"victims|detained|hurt|casualties|arrested|жертв)(?!\w)[^.;]{0,20}$"
)
_WITH_KIN = re.compile(r"(?<!\w)(?:із|зі|з|с|со|with)\s+(?:(?:her|his|their|своїми|своими)\s+)?$")
_KIN = re.compile(
    r"\s+(?:[\w'-]+\s+)?(?:children|kids|sons|daughters|дітьми|діточками|синами|доньками|дочками|онуками|"
    r"детьми|сыновьями|дочерьми|внуками)(?!\w)"
)
_OF_WHOLE = re.compile(
    r"[\s«“\"—–-]*(?:of|з|із|зі|из)\s+(?:the\s+|all\s+|усіх\s+|всех\s+)?(\d[\d,. ]*\d|\d)\s+\w+"
)
# How far, in characters, after its whole a share stands.
_SHARED = 25
_STAYED = re.compile(
    r"(?<!\w)(?:остать?ся|остались|остаются|залиш\w+ся|лиш\w+ся|(?:to\s+)?stay(?:ed)?|remain(?:ed)?)(?!\w)"
)
# “Two, she said, chose to stay”: what they did, after a word of who says so.
_ASIDE = re.compile(r"(?:\s+of\s+them|\s+(?:з|из|із)\s+них)?,\s+[^,;:.]{3,45},\s+(?=[\w'])")
_YEAR = re.compile(
    r"(?<!\w)(?:(?:in|of|since|from|у|в|з|від|с|от|після|после)\s+)(1[6-9]\d\d|20[0-4]\d)"
    r"(?=\s*(?:[,;.)—–-]|року|рік|роц|год|р\.|г\.|when|коли|когда|war|and)(?!\d))"
)
# How many years before the article its war may have begun.
_OLD = 15


def elsewhere(article: Article, line: Line, number: Number, piece: Span) -> bool:
    """Whether the sentence tells something else of those counted than that they were"
    " handed over."""
    low, core = article.low, number.figure.core
    acted = any(piece.holds(one.span) and not one.noun for one in line.acts)
    if _POSTHUMOUS.match(low, core.end) or _HAD_NO.match(low, core.end):
        return True
    if _seized(article, piece, number) or _of_others(article, line, core):
        return True
    if (
        not acted
        and _WITH_KIN.search(low[max(0, core.start - 20) : core.start])
        and _KIN.match(low, core.end)
    ):
        return True
    if _decided(article, line, number):
        return True
    if _old_war(article, line, core) or _of_nobody(article, line, number, piece, acted=acted):
        return True
    if _asked_of_others(article, line, acted=acted):
        return True
    named = any(line.span.holds(one.span) for one in article.mentions)
    home = rule(*article.lexicon.captivity, *article.lexicon.homewards)
    crowd = _CROWD.search(low, piece.start, piece.end) is not None
    plain = home.search(low, line.span.start, line.span.end) is None
    return crowd and plain and (not named or not acted)


def _seized(article: Article, piece: Span, number: Number) -> bool:
    """“Took 300 prisoners this week”, «взяли в полон 300 військових», “among the injured, four”."""
    low, core = article.low, number.figure.core
    head = low[max(piece.start, core.start - 60) : core.start]
    if _HURT.search(head):
        return True
    taken = _TAKEN.search(low, piece.start, piece.end)
    if taken is None:
        return False
    rest = low[piece.start : taken.start()] + low[taken.end() : piece.end]
    back = (*article.lexicon.returned, *article.lexicon.given, *article.lexicon.homewards)
    acts = (*article.lexicon.give, *article.lexicon.back, *article.lexicon.free, *back)
    return rule(*acts).search(rest) is None


def _of_others(article: Article, line: Line, core: Span) -> bool:
    """“Of 60 investigators only 12 work”: a share of those whom the text does not count."""
    found = _OF_WHOLE.match(article.low, line.span.start, core.start)
    if found is None or core.start - found.end() > _SHARED:
        return False
    return not any(one.figure.core.start == found.start(1) for one in line.numbers)


def _decided(article: Article, line: Line, number: Number) -> bool:
    """“Two, she said, chose to stay”: the verb after the aside is none of a handing over."""
    aside = _ASIDE.match(article.low, number.figure.core.end, line.span.end)
    if aside is None or not number.counts.none:
        return False
    stop = re.compile(r"[.,;:]").search(article.low, aside.end(), line.span.end)
    end = line.span.end if stop is None else stop.start()
    if any(aside.end() <= one.span.start < end for one in line.acts):
        return False
    return (
        _STAYED.search(article.low, aside.end(), end) is not None
        or rule(*article.lexicon.not_done).search(article.low, aside.end(), end) is not None
    )


def _old_war(article: Article, line: Line, core: Span) -> bool:
    """“The swap of 1987, when 300 men crossed”: a year long before the article, by the number."""
    if article.published is None:
        return False
    years = [int(one[1]) for one in _YEAR.finditer(article.low, line.span.start, core.start)]
    return bool(years) and years[-1] <= article.published.year - _OLD


def _of_nobody(article: Article, line: Line, number: Number, piece: Span, *, acted: bool) -> bool:
    """None, without any handing over in the sentence: “we keep nobody”, “not one weighed more”."""
    if number.figure.quantity.kind is not Kind.NONE:
        return False
    low, core = article.low, number.figure.core
    head = low[max(0, core.start - 25) : core.start]
    if _THERE_IS.search(head) and not acted:
        back = rule(*article.lexicon.in_return, *article.lexicon.listed)
        return back.search(low, piece.start, piece.end) is None
    if acted or any(not one.noun for one in line.acts):
        return False
    rest = Span(core.end, piece.end)
    told = rule(*article.lexicon.not_done, *article.lexicon.still_held)
    done = told.search(low, piece.start, piece.end) is not None
    return done or (not article.lexicon.be and _NOT.search(low, rest.start, rest.end) is not None)


def _asked_of_others(article: Article, line: Line, *, acted: bool) -> bool:
    """The answer to a question about those who are still held."""
    at = article.lines.index(line)
    if acted or not at:
        return False
    before = article.lines[at - 1]
    if not article.low[: before.span.end].rstrip("»”\"' ").endswith("?"):
        return False
    if any(not one.noun for one in before.acts):
        return False
    return _STILL.search(article.low, before.span.start, before.span.end) is not None

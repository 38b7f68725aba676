"""What is told of those who were handed over: how many were wounded, held for years, identified.

“41 of them are wounded”, «13 из вернувшихся попали в плен в Мариуполе»: such a number is a share of
a figure told before, and goes its way. One of those who are still held, missing or waiting is none.
"""

from __future__ import annotations

import re

from repatria.statements.drafting.article import Article, Line, Number
from repatria.statements.drafting.kinds import is_share
from repatria.statements.drafting.model import Draft, Span
from repatria.statements.drafting.prose import rule
from repatria.statements.vocabulary import Category, ClaimKind, Unit

# What those who came back are, were, or went through.
_DESCRIBED = re.compile(
    r"(?<![\w'])(?:wounded|injur\w+|ill|sick|captured|taken\s+(?:prisoner|captive)|held|"
    r"in\s+captivity|"
    r"behind\s+bars|imprisoned|served|defend\w+|fought|under|younger|older|aged|amput\w+|"
    r"civilians?|"
    r"wom[ae]n|officers?|need\w*|suffer\w*|lost\s+(?:a|an|both|his|their)|convicted|sentenced|born|"
    r"listed\s+as\s+missing|considered\s+missing|thought\s+(?:dead|missing|lost)|"
    r"(?:тяжело|тяжко|легко)?ранен\w*|ранени\w+|больн\w*|болезн\w+|травм\w+|"
    r"попал\w*\s+в\s+плен|захвачен\w*|взят\w*\s+в\s+плен|плен[уа]|неволе|находил\w+|провел\w*|"
    r"пров[её]л|"
    r"удерживал\w+|содержал\w+|служил\w*|воевал\w*|защищал\w*|оборонял\w*|осужден\w*|осуждён\w*|"
    r"числил\w+|считал\w+\s+(?:погибш|пропавш)\w+|нуждают\w+|младше|старше|моложе|ампут\w+|"
    r"истощен\w*|"
    r"поранен\w*|хвор\w*|травмован\w*|потрапи\w+\s+(?:в|у|до)\s+полон\w*|захоплен\w*|полон[уі]|"
    r"неволі|"
    r"перебува(?:в|ли|ла)|прове(?:ли|ла|в)|пров[іе]в|утримува(?:ли|в|вся|лися)\w*|воюва\w+|"
    r"боронил\w*|захищал\w*|засуджен\w*|вважал\w+|числил\w+|потребу\w+|молодш\w*|виснажен\w*|"
    r"цивільн\w+|гражданск\w+|женщин\w*|жін\w+|жінок|офіцер\w*|офицер\w*)(?!\w)"
)
_IDENTIFIED = re.compile(
    r"(?<!\w)(?:identified|recogni[sz]ed|buried|proved|turned\s+out|belong\w*|(?:is|are|was|"
    r"were)\s+\w+ians|"
    r"опозна\w+|идентифиц\w+|похорон\w+|оказал\w+|принадлеж\w+|упізна\w+|впізна\w+|опізна\w+|"
    r"ідентифік\w+|поховал\w*|поховано|виявил\w+|належ\w+)(?!\w)"
)
# Those who are not back: nothing of them was handed over.
_STILL = re.compile(
    r"(?<![\w'])(?:still|remain\w*|unaccounted|missing|await\w*|wait\w*|refus\w+|never\s+came|"
    r"left\s+behind|"
    r"ещ[её]\s+(?:\w+\s+){0,2}(?:в\s+плену|жд\w+|наход\w+|удерж\w+)|вс[её]\s+ещ[её]|"
    r"до\s+сих\s+пор|оста[юе]\w+|"
    r"удерживает\w*|удерживают\w*|разыскива\w+|пропал\w*|пропавш\w+|жд[её]т|ждут|ожида\w+|"
    r"досі|ще\s+(?:\w+\s+){0,2}(?:в\s+полон\w+|чека\w+|перебува\w+)|залиша\w+|утримує\w*|"
    r"утримують\w*|"
    r"розшуку\w+|зник\w+|чека\w+|погиб|загинул\w*|погибли)(?!\w)"
)
# “Had been listed as missing”: of those who came back after all.
_THOUGHT = re.compile(
    r"(?<!\w)(?:(?:listed|considered|thought|believed|reported|registered|presumed|"
    r"recorded)\s+(?:as\s+|to\s+be\s+)?"
    r"(?:missing|dead|killed|lost)|(?:вважал|числил|рахувал|считал|"
    r"значил)\w+\s+(?:\w+\s+)?(?:зникл|загибл|пропавш|погибш|"
    r"пропал)\w*(?:\s+безв[іе]сти|\s+без\s+вести)?)"
)


def _before(low: str, start: int, end: int) -> str:
    """The sentence up to a number; of a long one, the end, marked as no beginning."""
    return low[start:end] if end - start <= _HEAD else "x " + low[end - _HEAD : end]


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])


# “Of those freed”, «среди вернувшихся», «из этой партии»: the number is of those handed over.
_GROUP = re.compile(
    r"(?<![\w'])(?:(?:of|among|out\s+of)\s+(?:the\s+|those\s+|these\s+|"
    r"all\s+)?(?:(?:\w+\s+)?(?:freed|released|"
    r"returned|returnees|exchanged|swapped|arrivals?|newcomers|repatriated|group|batch|lot|"
    r"party|latter|them|"
    r"these|those|whom))|"
    r"(?:из|среди|в\s+числе|с|в)\s+(?:\w+\s+){0,2}?(?:вернувш\w+|освобожд\w+|возвращ\w+|"
    r"прибывш\w+|обменянн\w+|"
    r"них|парти\w+|групп\w+|числа|тех|этих|переданн\w+|полученн\w+)|"
    r"(?:з|із|зі|серед|поміж|між|у|в)\s+(?:\w+\s+){0,2}?(?:звільнен\w+|повернут\w+|повернен\w+|"
    r"визволен\w+|"
    r"обмінян\w+|прибул\w+|них|парті\w+|груп\w+|числа|тих|цих|переданих|отриманих))(?!\w)"
)
# “Of the 38, at least six”, «з них 17»: whatever is told, it is of those told of before.
_OF_THEM = re.compile(
    r"(?:\A|[.,;:!?—–(«“\"-]\s*|\b(?:and|but)\s+)(?:of|among|out\s+of)\s+(?:the\s+|those\s+|"
    r"these\s+|all\s+|our\s+|"
    r"its\s+|their\s+)?(?:\d[\d,. ]*|them(?!\w)|these(?!\w)|those(?!\w)|whom|which)[^.;:]{0,55}$|"
    r"(?:\A|[.,;:!?—–(«“\"-]\s*)(?:з|із|зі|из|среди|серед|між|между)\s+(?:наших\s+|своих\s+|"
    r"своїх\s+|этих\s+|цих\s+)?"
    r"(?:них|тих|тех|\d[\d\s]*)[^.;:]{0,55}$|"
    r"(?<!\w)(?:з|із|зі|из|серед|среди)\s+(?:них|тих|тех|цих|этих|"
    r"\d[\d\s]*)(?:\s+[\w'-]+)?\s*[,—–:]?\s*"
    r"(?:[\w'-]+\s+){0,3}$"
)
# What the whole of a share stands after, at the beginning of its clause or after the share itself.
_WHOLE = re.compile(
    r"(?:(?:\A|[.;:!?—–(«“\"]\s*)(?:of|from\s+among|out\s+of)\s+(?:our|the|all|these|those|its|"
    r"their|all\s+our)\s+|"
    r"(?<!\w)(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten|\w+teen|"
    r"\w+ty)\s+of\s+(?:the|our|its|their|these)\s+|"
    r"(?:\A|[.;:!?—–(«“\"]\s*)(?:из|з|із|зі)\s+(?:наших|своих|своїх|всех|усіх|всіх|цих|этих|тих|"
    r"тех|этой|цієї)\s+)$"
)
_AMONG = re.compile(
    r"(?<!\w)(?:(?:among|of|out\s+of)\s+(?:the|those|these|our|its|their|all)|(?:среди|серед|поміж)"
    r"(?:\s+(?:этих|тех|цих|тих|всех|усіх))?|(?:из|із|з)\s+(?:этих|тех|цих|тих))\s+$"
)
_NOT_BACK = re.compile(
    r"\s*,?\s*(?:who|whom|that|which|котор\w+|як(?:их|і)|що|on\s+(?:our|the|its)\s+list|names?|"
    r"missing|in\s+captivity)(?!\w)"
)
# How much, in characters, of what stands before a number is looked at.
_HEAD = 140
# How near, in characters, to the beginning of its sentence a number is what is told of.
_OPENS = 4
# The least number that is taken for a whole.
_LEAST = 10
# How many figures before a share its whole is sought.
_BACK = 6
# How far, in characters, “proved to be” stands from its number, and a party's name from it.
_NEAR = 40


def whole_of(article: Article, line: Line, number: Number, drafts: list[Draft]) -> Draft | None:
    """The figure told before of which this one may be a share: larger, living or dead alike."""
    value = number.figure.quantity.number or number.figure.quantity.low
    lines = article.lines
    at = lines.index(line)
    near = {one.span for one in lines[max(0, at - 3) : at + 1]}
    remains = number.counts.category is Category.REMAINS
    for one in reversed(drafts[-_BACK:]):
        told = one.quantity.number or one.quantity.high or one.quantity.low
        if value is None or told is None or told <= value or not one.giver:
            continue
        if one.sentence not in near or one.unit is Unit.EXCHANGE:
            continue
        ahead = one.kind in (ClaimKind.PLAN, ClaimKind.AGREEMENT, ClaimKind.LIST_SUBMITTED)
        if ahead and one.sentence != line.span:
            continue
        if number.counts.none or remains == (one.category is Category.REMAINS):
            return one
    return None


def is_whole(article: Article, line: Line, number: Number, drafts: list[Draft]) -> bool:
    """“Of our 205, nine could not walk”: all who came back, told of here for the first time."""
    low, core = article.low, number.figure.core
    value = number.figure.quantity.number
    head = _before(low, line.span.start, number.figure.span.start)
    if value is None or value < _LEAST or _WHOLE.search(head) is None:
        return False
    if any(one.quantity.number == value for one in drafts):
        return False
    if _NOT_BACK.match(low, max(core.end, number.counts.end)):
        return False
    piece = next((one for one in line.pieces if one.holds(core)), line.span)
    if _STILL.search(low, piece.start, piece.end) or "name" in number.counts.words:
        return False
    return any(one.acts for one in article.lines)


def is_told_whole(article: Article, line: Line, number: Number, drafts: list[Draft]) -> bool:
    """“… were among the 30”: those told of before, named again for something else."""
    value = number.figure.quantity.number
    head = article.low[
        max(line.span.start, number.figure.span.start - 30) : number.figure.span.start
    ]
    if value is None or value < _LEAST or _AMONG.search(head) is None:
        return False
    known = any(one.quantity.number == value and one.figure < number.figure.span for one in drafts)
    acts = any(one.span.start >= number.figure.core.end for one in line.acts)
    return known and not acts


def tells_of_share(article: Article, line: Line, number: Number, drafts: list[Draft]) -> bool:
    """Whether a number that is not itself handed over describes some of those who were."""
    low, core = article.low, number.figure.core
    piece = next((one for one in line.pieces if one.holds(core)), line.span)
    if _STILL.search(_THOUGHT.sub(_blank, low[piece.start : piece.end])):
        return False
    whole = whole_of(article, line, number, drafts)
    if whole is None:
        return False
    share = is_share(low, core.end) or _grouped(article, line, piece, core)
    head = _before(low, line.span.start, core.start)
    care = number.figure.in_words and low[core.start : core.end].endswith(("ма", "ми"))
    if not care and (is_share(low, core.end) or _OF_THEM.search(head)):
        return True
    proved = _IDENTIFIED.search(low, core.end, line.span.end)
    proved = proved if proved is not None and proved.start() - core.end <= _NEAR else None
    if proved is not None and any(
        core.end <= one.figure.core.start < proved.start() for one in line.numbers
    ):
        proved = None
    if share and _IDENTIFIED.search(low, piece.start, piece.end):
        return True
    if proved is not None and any(
        proved.end() <= one.span.start <= proved.end() + _NEAR for one in article.mentions
    ):
        return True
    told = (
        _DESCRIBED.search(low, core.end, piece.end) or _THOUGHT.search(low, core.end, piece.end)
    ) is not None
    if not told or whole.category is Category.REMAINS:
        return False
    goes_on = whole.sentence == line.span and whole.kind is ClaimKind.COMPOSITION
    paragraph = "\n" not in low[whole.figure.start : core.start]
    named = not number.counts.none and bool(number.counts.words) and paragraph
    opens = number.figure.span.start - line.span.start <= _OPENS and paragraph
    return share or goes_on or named or (opens and not number.figure.small)


def _grouped(article: Article, line: Line, piece: Span, core: Span) -> bool:
    """“Among those freed, 139 …”: the group stands before the number, or right after its noun."""
    found = _GROUP.search(article.low, piece.start, min(piece.end, core.end + 45))
    part = rule(*article.lexicon.part).search(article.low, line.span.start, core.start)
    return found is not None or part is not None

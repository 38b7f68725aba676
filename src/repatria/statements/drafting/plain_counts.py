"""Numbers of people or remains, named as such, in a clause that tells no handing over.

“Since January, 914 people.” “It was 185 soldiers for us.” Such a clause goes on about what the text
is about. A clause with a verb of its own that hands nobody over tells of something else.
"""

from __future__ import annotations

import re

from repatria.statements.drafting.article import Article, Line, Number
from repatria.statements.drafting.clauses import Act, Event
from repatria.statements.drafting.making import State
from repatria.statements.drafting.mentions import Place
from repatria.statements.drafting.model import Span
from repatria.statements.drafting.prose import rule

# “37 names”: of a list, which hands nobody over.
_NAMES = re.compile(r"names?|ім|им|прізвищ|фамили")
# Verbs that only count, and what those who came back are.
_COUNTING = (
    r"(?:expect|await|plann|promis|schedul|agre|propos|make|makes|made|making|total|number|"
    r"amount|includ|compris|consist|add|bring|need|count|list|"
    r"liv|surviv|wound|injur|fre|releas|return|exchang|swapp|repatriat|maim|disabl|unit|arm|"
    r"hundr|sacr|captur|"
    r"сост[аои]|насчит|налич|наліч|мен|насчитыв|вход|увійш|вош|включа|достиг|досяг|дор[іо]вн|"
    r"равня|равн[ыо]|"
    r"становл|склада|склал|mov|transport|carri|taken|cross|pass|нараху|джерел|дел[оа]|тел[оа]|"
    r"тіл[оа]|діл[оа]|сел[оа]|числ|начал|начел|сил[оа]|глав|мов(?!и)|стан[оу]в|вийшл|вышл|"
    r"получил|вийд|был|бул|буд|є|есть)"
)
# Nouns that end as the past of a verb does.
_NOUNS = (
    r"(?:генерал|матер[иі]ал|кап[иі]тал|журнал|канал|телеканал|отдел|раздел|предел|сигнал|персонал|"
    r"трибунал|портал|ф[иі]нал|вокзал|арх[иі]в|актив|мотив|прорив|розрив|наплив|призив|залив|рукав|"
    r"устав|склав|состав|колектив|норматив|перспектив|масив|тыл|тил|узел|вузол|удел|р[иі]вал|скандал|"
    r"потенц[иі]ал|криминал|кримінал|адм[иі]рал|арсенал|госпитал|шпитал|металл?|интервал|інтервал|"
    r"реестр|визвол|вдів|удів|живв|рядов|полков|стов|лав|слав|держав|справ|прав|постав|застав|глав)"
)
_LEXICAL = re.compile(
    r"(?<![\w'-])(?!" + _COUNTING + r")(?:"
    r"(?!" + _NOUNS + r"(?!\w))[а-яіїєґё']{2,}(?:ив|ав|ув|яв|їв|ил|ал|ел|ул|ял|ыл|[её]т|ить|ає|ит)|"
    r"\w{3,}(?:ed|ing)|met|saw|took|stood|sat|lay|lies|died|fell|fought|led|left|lost|won|bore|"
    r"ran|shot|"
    r"struck|hit|built|spent|wrote|read|flew|drove|rode|wait|waits|live|lives|work|works|serve|"
    r"serves|"
    r"stand|stands|want|wants|know|knows|hold|holds|held|keep|keeps|kept|seek|seeks|sought|"
    r"[а-яіїєґё']{2,}(?:али|или|ели|яли|іли|їли|ули|ыли|шли|йшли|сли|зли|гли|кли|ись|лися|лося|"
    r"лась|ася|"
    r"ало|ило|ело|яло|іло|їло|уло|ыло|ала|ила|ела|яла|іла|ула|ыла|ають|яють|ують|ють|уют|ают|яют|"
    r"ится|ется|утся|ются|ються|яться|ятся|ено|ано|ены|аны|ені|ані|ято|яты|уто|уты|уті))(?![\w'])"
)
_GATHERED = re.compile(
    r"(?<!\w)(?:церемони\w+|церемоні\w+|митинг\w*|мітинг\w*|похорон\w*|прощани\w+|прощанн\w+|"
    r"панихид\w+|"
    r"панахид\w+|акци\w+|акці\w+|площад\w+|площ\w+|rall(?:y|ies)|funerals?|ceremon(?:y|ies)|"
    r"vigils?|"
    r"за\s+добу|за\s+сутки|удар\w*|обстр[іе]л\w*|атак\w*|авар[иі]\w*|дтп|strikes?|shelling|"
    r"airstrikes?|crash|explosion|взрыв\w*|вибух\w*|memorials?|protests?|march(?:es)?|потер[яьи]\w*|втрат\w*|loss(?:es)?|casualt\w+|жертв\w*|"
    r"victims?)(?!\w)"
)
# The most words of a sentence that only gives further numbers; and how it gives them.
_SHORT = 12
_LINKED = re.compile(
    r"(?<!\w)(?:(?:it|this|that|these|those)\s+(?:was|were|is|are)|(?:це|то)\s+(?:було|були)|"
    r"это\s+(?:было|были)|"
    r"then|тоді|тогда|[—–])(?!\w)|[—–]"
)
# How far, in characters, after a number what is told of it may stand.
_ON = 90
# How far, in characters, around a number what is told of it is sought; how many left before it.
_FAR, _MANY = 220, 40
# A number without a noun beside one of these is as likely of something else.
_PLANNED = re.compile(r"(?<!\w)(?:expected|awaited|scheduled|planned|promised|proposed)(?!\w)")
_CUT = re.compile(r"[,;:()]|\s[—–-]\s|(?<!\w)(?:where|who|which|that|where|де|где|що|что)(?!\w)")
# “There are 300 people in the square”, “which had five people there”.
_THERE = re.compile(
    r"(?<!\w)(?:there\s+(?:are|were|is|was)|(?:нас|вас)\s+(?:було|было)|"
    r"we\s+were)\s+(?:[\w'-]+\s+){0,2}$"
)
# “In Northern captivity, 8,000 Southerners”: held, where nothing else is told of them.
_CAPTIVE = re.compile(
    r"(?<!\w)(?:в|у)\s+(?:[\w-]+\s+){0,2}(?:плену|полоні|неволе|неволі|тюрьмах|в'язницях|"
    r"колониях|колоніях)(?!\w)|"
    r"(?<!\w)in\s+(?:[\w'-]+\s+){0,2}(?:captivity|prisons?|custody|jails?|camps?)(?!\w)|"
    r"behind\s+bars|"
    r"(?<!\w)(?:holds?|holding|keeps?|keeping)\s+(?:[\w'-]+\s+){0,3}$"
)
_HAD = re.compile(r"(?<!\w)(?:which|who)\s+(?:has|have|had)\s+(?:[\w'-]+\s+){0,3}$")
# Given to those at home who wait, and not to a side.
_TO_KIN = re.compile(
    r"(?<!\w)(?:to\s+(?:the\s+|their\s+)?(?:bereaved\s+)?(?:famil(?:y|ies)|relatives|kin|"
    r"next\s+of\s+kin|loved\s+ones|"
    r"widows|parents)|(?<!к\s)(?<!до\s)(?:родным|родственникам|семьям|близким|рідним|родинам|"
    r"родичам|сім'ям|близьким))(?!\w)"
)


def told_plainly(article: Article, line: Line, piece: Span, number: Number, state: State) -> bool:
    """Whether a number with its noun may be drafted though its clause hands nobody over."""
    if not tells_else(article, line, piece, number, state) and _to_party(article, line, number):
        return True
    at = article.lines.index(line)
    near = (line, article.lines[at - 1]) if at else (line,)
    spoken = bool(state.drafts) or any(one.acts for one in near)
    named = not number.counts.none and bool(number.counts.words)
    few = number.figure.small and number.counts.end <= number.figure.core.end
    if not (spoken and named) or few or _NAMES.match(number.counts.words) is not None:
        return False
    return not tells_else(article, line, piece, number, state)


def goes_on_plainly(article: Article, line: Line, number: Number, state: State) -> bool:
    """“… In February it was 909 and 41.” A short sentence of numbers after one of such."""
    at = article.lines.index(line)
    before = article.lines[at - 1].span if at else None
    last = state.drafts[-1] if state.drafts else None
    if last is None or last.sentence not in (before, line.span) or line.acts:
        return False
    if "\n" in article.low[(before or line.span).end : line.span.start] or number.figure.small:
        return False
    short = len(line.span.of(article.text).split()) <= _SHORT
    bare = all(one.counts.none for one in line.numbers)
    linked = _LINKED.search(article.low, line.span.start, number.figure.span.start) is not None
    return short and bare and linked and not tells_else(article, line, line.span, number, state)


def _to_party(article: Article, line: Line, number: Number) -> bool:
    """“1,200 bodies to the North, 27 to the South”: to whom, right beside the number."""
    core, end = number.figure.span, max(number.counts.end, number.figure.span.end)
    for one in article.mentions:
        if not line.span.holds(one.span) or one.place is not Place.TO:
            continue
        after = article.low[end : one.span.start] if one.span.start >= end else "?"
        before = article.low[one.span.end : core.start] if one.span.end <= core.start else "?"
        if re.fullmatch(r"\s+(?:to|for|into|в|на|для|у|до)\s+(?:the\s+)?|\s+", after) is not None:
            return True
        if re.fullmatch(r"\s*[—–:-]?\s*", before) is not None:
            return True
    return False


def tells_else(article: Article, line: Line, piece: Span, number: Number, state: State) -> bool:
    """Whether the clause of a number without an act tells of something else than handing over."""
    low, start = article.low, number.figure.core.start
    first, last = _around(line.span, number), _around(piece, number)
    if _THERE.search(low, max(first.start, start - 40), start) or _HAD.search(
        low, last.start, start
    ):
        return True
    if not line.acts and _CAPTIVE.search(low, first.start, last.end) is not None:
        return True
    told = [one.end() for one in rule(*article.lexicon.says).finditer(low, first.start, start)]
    clause = (told or [first.start])[-1]
    undone = rule(*article.lexicon.not_done)
    if undone.search(low, clause, start) or _GATHERED.search(low, clause, start):
        return True
    next_one = (one.figure.span.start for one in line.numbers if one.figure.core.start > start)
    stop = min(line.span.end, number.figure.core.end + _ON, next(next_one, line.span.end))
    if not number.counts.none and undone.search(low, number.figure.core.end, stop):
        return True
    if left_before(line, state):
        return True
    listed = rule(*article.lexicon.listed).search(low, last.start, last.end)
    return not number.formula and listed is None and _other_verb(article, line, last, number)


def _around(span: Span, number: Number) -> Span:
    """A stretch of text, no farther from the number than what is told of it can stand."""
    core = number.figure.core
    return Span(max(span.start, core.start - _FAR), min(span.end, core.end + _FAR))


def _other_verb(article: Article, line: Line, piece: Span, number: Number) -> bool:
    """Whether the verb nearest to a number is one that neither counts, says nor hands over."""
    low, start = article.low, number.figure.core.start
    cuts = [one.end() for one in _CUT.finditer(low, piece.start, start)]
    after = _CUT.search(low, number.figure.core.end, piece.end)
    begin, end = (cuts or [piece.start])[-1], piece.end if after is None else after.start()
    each = rule(*article.lexicon.each).search(low, piece.start, piece.end)
    if number.counts.none and each is None and _PLANNED.search(low, begin, end):
        return True
    verbs = [Span(*one.span()) for one in _LEXICAL.finditer(low, begin, end)]
    says = [Span(*one.span()) for one in rule(*article.lexicon.says).finditer(low, begin, end)]
    says += [one.verb for one in line.said if begin <= one.verb.start < end]
    verbs = [one for one in verbs if not any(one.meets(other) for other in says)]
    if not verbs:
        return False
    nearest = min(verbs, key=lambda one: abs(one.start - start))
    return not any(nearest.end <= one.start < start for one in says)


def left_before(line: Line, state: State) -> bool:
    """Whether a number before in the sentence was left as not handed over, and none drafted."""
    if any(one.sentence == line.span for one in state.drafts[-8:]):
        return False
    near = (one for one in state.left[-_MANY:] if line.span.holds(one.span))
    return any(one.why.code == "left_not_done" for one in near)


# People who come to a place, and not back: “to the funeral came half a thousand”.
_CAME = re.compile(
    r"(?<!\w)(?:приш[её]л|пришл\w|прийш\w+|сош\w+|зійш\w+|turned\s+(?:out|up)|showed\s+up)(?!\w)"
)


_WHENCE = ("сторон~", "боку", "оттуда", "звідти", "сюда", "сюди", "границ~", "кордон~", "side")


def came_by(article: Article, line: Line, own: Event | None) -> bool:
    """Whether people only came somewhere, and no side, captivity or home is named."""
    if own is None or _CAME.match(article.low, own.span.start) is None:
        return False
    named = any(line.span.holds(one.span) for one in article.mentions)
    home = rule(*article.lexicon.homewards, *article.lexicon.captivity, *_WHENCE)
    return not named and home.search(article.low, line.span.start, line.span.end) is None


_WHOLE_LEFT = frozenset({"left_not_done", "left_no_act", "left_kin", "left_noun"})


def share_of_left(line: Line, number: Number, state: State) -> bool:
    """“240 were evacuated, 35 of them children”: a share of those who were not handed over."""
    if any(one.sentence == line.span for one in state.drafts[-8:]):
        return False
    at, core = line.span.start, number.figure.core.start
    here = [one for one in state.left[-_MANY:] if at <= one.span.start < core]
    return bool(here) and here[-1].why.code in _WHOLE_LEFT


def to_kin(article: Article, line: Line, piece: Span) -> bool:
    """“The remains of 30 were returned to their families”: a handing over at home."""
    told = [one for one in line.acts if piece.holds(one.span) and one.act is not Act.HOME]
    return bool(told) and _TO_KIN.search(article.low, piece.start, piece.end) is not None

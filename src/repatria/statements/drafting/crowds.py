"""What a word for a party's people does in its sentence: “the Southerners took”, “to them”.

A word for people names whose they are where they are counted ("40 Southerners"). By itself it is
their side: it acts, gets, or gives, by its case or the preposition before it.
"""

from __future__ import annotations

import re

from repatria.statements.drafting.lexicon import Lexicon
from repatria.statements.drafting.mentions import Mention, Place, preposed
from repatria.statements.drafting.model import Span
from repatria.statements.drafting.number_words import NUMBER_WORDS
from repatria.statements.drafting.prose import rule

_ACTING = ("и", "і", "ы", "е")
_RECEIVING = ("ам", "ям")
_BY = ("ами", "ями")
# How far before the word a number may stand that counts those people.
_COUNTED = 40
_WORDS = sorted(word for row in NUMBER_WORDS.values() for word in row)
_NUMBER = re.compile(
    rf"(?:\d|"
    rf"(?<!\w)(?:{rule(*_WORDS).pattern}))"
    r"(?:[\s%]+[\w'-]+){0,2}?\s+$"
)
_AFTER = 40
# The most letters of an abbreviation, which has one form for all cases.
_LETTERS = 3


def crowds(low: str, found: tuple[Mention, ...], lexicon: Lexicon) -> tuple[Mention, ...]:
    """The mentions, with people who act or receive as a side placed as that side is."""
    kept: list[Mention] = []
    for one in found:
        place: Place | None = None
        if one.place is Place.PEOPLE:
            place = _placed(low, one.span, lexicon)
        elif one.place in (Place.BELONGS, Place.OTHER):
            place = _of_adjective(low, one.span, lexicon)
            if lexicon.be and one.place is Place.BELONGS and not _owned(low, one.span, lexicon):
                place = Place.OTHER
        elif (
            one.place is Place.SUBJECT
            and lexicon.be
            and _LEFT_FOR.search(low, one.span.start - 12, one.span.start)
            and low.startswith(" for ", one.span.end)
        ):
            place = Place.FROM
        elif one.place is Place.SUBJECT and not lexicon.be and _LEFT_OUT.match(low, one.span.end):
            word = one.span.of(low)
            place = Place.TO if word.endswith(_TO_ADJECTIVE) else place
            place = Place.BY if word.endswith(("ими", "ыми", "ою")) else place
        if one.place in (Place.BY, Place.TO, Place.AT, Place.SUBJECT) and _HELD_BY.search(
            low, max(0, one.span.start - 60), one.span.start
        ):
            # “Detained by the North, they have been brought back”: from whom they come.
            place = Place.FROM
        kept.append(Mention(one.span, one.party, place or one.place))
    return tuple(kept)


_HELD_BY = re.compile(
    r"(?<!\w)(?:captured|held|detained|seized|abducted|kidnapped|imprisoned|jailed|incarcerated|convicted|"
    r"sentenced)\s+(?:prisoner\s+|captive\s+|illegally\s+)?(?:by|in|inside)\s+(?:the\s+)?$|"
    r"(?<!\w)(?:утримува|утримую|трима|катува|удержива|держа)\w*\s+(?:незаконно\s+)?(?:в|у|на\s+територ\w+|на\s+террит\w+)\s+$"
)
# “22 men left the South for the North”.
_LEFT_FOR = re.compile(r"(?<!\w)left\s+(?:the\s+)?$")
# «…, украинским — 1212»: the noun is left out, and the adjective tells the case.
_LEFT_OUT = re.compile(r"\s+[—–-]\s")
_TO_ADJECTIVE = ("им", "ым", "ому", "ій", "ой")
# “The Southerners were given 12”: those who get, as the subject of a passive.
_WAS_GIVEN = re.compile(
    r"\s+(?:(?:have|had|has|also|were|was|been|are|being|now)\s+)+(?:given|handed|sent|offered|"
    r"passed|"
    r"promised)(?:\s+(?:back|over))?(?:\s+[a-z]+){0,2}?\s+(?=\d|[a-z]+(?:teen|ty|dred|sand|zen)|"
    r"none|one|two|"
    r"three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
)
# A noun in the plural after an adjective, by the endings of both.
_TO_NOUN = re.compile(r"(?:\s+\w+(?:им|ым|ім))?\s+\w+(?:ам|ям)(?!\w)")
_BY_NOUN = re.compile(r"(?:\s+\w+(?:ими|ыми))?\s+\w+(?:ами|ями)(?!\w)")
# What is of a party and is a place; and the endings of an adjective that leads into one.
_GROUND = (
    r"ships?|boats?|ferry|vessels?|shore|side|quay|корабл\w+|судн\w+|пором\w*|паром\w*|борт\w*|"
    r"пристан\w+|вокзал\w*|territor\w+|soil|land|hands|bank|border|checkpoint|capital|airfield|airport|custody|control|"
    r"територі\w+|земл\w+|берег\w*|кордон\w*|прикордон\w+|контрол\w+|"
    r"территори\w+|границ\w+|столиц\w+|аэродром\w*|аеродром\w*"
)
_INTO = ("у", "ю", "ий", "ый", "ої", "ого")
_TOWARDS = re.compile(r"(?<!\w)(?:на|в|во|у|до)\s+(?:\w+\s+)?$")
_FROM_NOUN = re.compile(r"(?:від|от)\s+$")


# “Russia's share”, “Russia's: 26”, “Russia's own”: what tells how many a party got.
_SHARE = re.compile(
    r"'s?(?:\s*(?:[:;,.]|$)|\s+(?:\w+\s+){0,2}?(?:share|total|tally|count|returnees?|receipts|intake|haul|own|"
    r"number|direction|part|losses|\d|one|two|three|four|five|six|seven|eight|nine|ten|dozens?))"
)


def _owned(low: str, span: Span, lexicon: Lexicon) -> bool:
    """Whether what an English “'s” owns are people, and not an invasion or a ministry."""
    if not low.startswith("'", span.end) or _SHARE.match(low, span.end):
        return True
    people = (*lexicon.prisoner, *lexicon.person, *lexicon.body, *lexicon.dead, *lexicon.civilian,
              *lexicon.wounded, *lexicon.fragment, *lexicon.trades)  # fmt: skip
    tail = low[span.end : span.end + 50]
    return re.match(rf"'s?(?:\s+[\w-]+){{0,3}}?\s+(?:{rule(*people).pattern})", tail) is not None


def _of_adjective(low: str, span: Span, lexicon: Lexicon) -> Place | None:
    """“Southern soldiers took 40”, “to Southern envoys”: people of a party who act or receive."""
    word, tail = low[span.start : span.end], low[span.end : span.end + 60]
    head = low[max(0, span.start - _COUNTED) : span.start]
    ground = re.match(rf"(?:\s+[\w-]+)?\s+(?:{_GROUND})(?!\w)", tail)
    if ground is not None:
        way = preposed(low, span.start, lexicon)
        if way is Place.FROM or lexicon.be:
            return way or Place.AT
        return Place.TO if word.endswith(_INTO) and _TOWARDS.search(head) else Place.AT
    if _NUMBER.search(head):
        return None
    remains = (*lexicon.body, *lexicon.dead, *lexicon.fragment, *lexicon.container)
    who = (*lexicon.person, *lexicon.offices, *lexicon.civilian, *lexicon.trades)
    if lexicon.be and re.match(
        r"\s+(?:ones|contingent|group|half|share|total|tally|count|list|part)(?!\w)", tail
    ):
        return Place.BELONGS
    if lexicon.be:
        verbs = rule(*lexicon.give, *lexicon.take).pattern
        acts = re.match(
            rf"(?:\s+[\w-]+)?\s+(?:{rule(*who).pattern})(?:\s+(?:have|had|has|also|then|in turn))*"
            rf"\s+(?:{verbs})",
            tail,
        )
        taken = preposed(low, span.start, lexicon)
        return Place.SUBJECT if acts is not None and taken is None else None
    if word.endswith(("их", "ых")) and re.search(
        rf"(?:{rule(*lexicon.back_noun).pattern})\s+$", head
    ):
        # «Возвращение южных закончилось»: the noun is left out.
        return Place.BELONGS
    if word.endswith(("им", "ым", "ім")) and _TO_NOUN.match(tail):
        given = rule(*remains).search(tail.split(",")[0][:30]) is not None
        return None if given else Place.TO
    if word.endswith(("ими", "ыми")) and _BY_NOUN.match(tail):
        return None if rule(*remains).search(tail[:30]) else Place.BY
    if word.endswith(("их", "ых")) and _FROM_NOUN.search(head):
        return Place.FROM
    if word.endswith(("і", "ие", "ые", "кі")):
        noun = re.match(r"(?:\s+[\w-]+)?\s+(?:" + rule(*who).pattern + ")", tail)
        if noun is None or rule(*remains).search(noun[0]) or _few(head):
            return None
        if _acts(low, Span(span.start, span.end + noun.end()), lexicon):
            return Place.SUBJECT
        handed = (*lexicon.home, *lexicon.given, *lexicon.taken, *lexicon.returned)
        around = low[max(0, span.start - _AFTER) : span.end + 2 * _AFTER]
        return None if rule(*handed).search(around) else Place.OTHER
    return None


def _placed(low: str, span: Span, lexicon: Lexicon) -> Place | None:
    head = low[max(0, span.start - _COUNTED) : span.start]
    if lexicon.be:
        return _english(low, span, head, lexicon)
    word = low[span.start : span.end]
    if word.endswith(_BY):
        return Place.BY
    if word.endswith(_RECEIVING):
        return Place.TO
    if len(word.split()[-1]) <= _LETTERS:
        last = re.search(r"([\w'-]+)\s+$", head)
        counted = rule(*lexicon.prisoner, *lexicon.person, *lexicon.body, *lexicon.dead)
        belongs = last is not None and (counted.fullmatch(last[1]) or _NUMBER.search(head))
        acts = _acts(low, span, lexicon) or _LEFT_OUT.match(low, span.end) is not None
        return Place.SUBJECT if not belongs and acts else None
    if word.endswith(_ACTING):
        return Place.SUBJECT if _acts(low, span, lexicon) else None
    if preposed(low, span.start, lexicon) is Place.FROM and re.search(r"(?:від|от)\s+$", head):
        return Place.FROM
    return None


def _english(low: str, span: Span, head: str, lexicon: Lexicon) -> Place | None:
    before = preposed(low, span.start, lexicon)
    if before in (Place.TO, Place.FROM, Place.BY):
        return before
    if _NUMBER.search(head) or before is Place.BELONGS:
        return None
    if re.search(r"(?<!\w)(?:to be|were|are|was|is)\s+$", head):
        # “Twenty proved to be Southerners”: what they are, and not whither they go.
        return Place.OTHER
    if _WAS_GIVEN.match(low, span.end):
        return Place.SUBJECT
    return Place.SUBJECT if _acts(low, span, lexicon) else None


def _acts(low: str, span: Span, lexicon: Lexicon) -> bool:
    """Whether a verb of giving or taking in the active voice stands in the same piece."""
    verbs = (*lexicon.give, *lexicon.take, *lexicon.back, *lexicon.free, *lexicon.swap)
    tail = re.split(r"[.;:!?(]", low[span.end : span.end + _AFTER])[0]
    if lexicon.be:
        return re.match(
            rf"(?:\s+(?!who)[\w']+){{0,3}}?\s+(?:{rule(*verbs).pattern})", tail
        ) is not None and (
            re.match(rf"(?:\s+\w+){{0,2}}?\s+(?:{rule(*lexicon.be).pattern})\s", tail) is None
        )
    if rule(*verbs).search(re.split(r",", tail)[0]):
        return True
    ahead = re.split(r"[.;:,!?()—–]", low[max(0, span.start - _AFTER) : span.start])[-1]
    return rule(*verbs).search(ahead) is not None


def _few(head: str) -> bool:
    """“22 южанина”, «два южани»: after these numbers people are counted in the nominative."""
    return (
        re.search(r"(?:(?<!1)[234]|дв[аеі]|три|чотири|четыре|обидва|оба)\s+(?:\w+\s+)?$", head)
        is not None
    )

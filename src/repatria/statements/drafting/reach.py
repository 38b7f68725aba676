"""How far a speaker and the verb that makes it one may stand apart, and what must not stand between
them."""

from __future__ import annotations

import re

from repatria.statements.drafting.lexicon import Lexicon
from repatria.statements.drafting.model import Span
from repatria.statements.drafting.prose import rule
from repatria.statements.drafting.speakers import BREAK, OUTLET, PARTY, UNNAMED, Candidate

# How far, in characters, a speaker may stand before its verb, and after it.
_BEFORE, _AFTER = 110, 70
# “Quoted by the agency”, “speaking to this paper”: who passes a word on, or hears it.
_PASSED_ON = re.compile(
    r"(?<!\w)(?:(?:quoted|cited|reported|relayed) by|(?:speaking|talking|writing) to)\s+"
    r"(?:[\w'-]+\s+){0,3}$"
)
# “Wrote on his channel”: where somebody writes, and nobody who speaks.
_OWN_PAGE = re.compile(
    r"(?<!\w)(?:on|in|via|to|through|у|в|на|через)\s+(?:his|her|its|their|own|своє\w+|свої\w+|"
    r"сво[её]\w+|власн\w+|собственн\w+)\s+(?:[\w-]+\s+)?$"
)
# «Сообщил агентству …»: to whom it was told; and “said an officer, who asked not to be named”.
_TOLD_TO = re.compile(
    r"(?:агентств|издани|канал|телеканал|газет|видан|портал|сайт)(?:у|ю|ню|ам|ям|ням)|газете"
)
# “Ankara, which had received both, says”: what is told of a speaker right after its name.
_ASIDE = re.compile(r"^,[^,.;:!?\n]{2,90},")
# “Familiar with the exchange”, “did not give his name”: words of handing over, and none done.
_NO_ACT = re.compile(
    r"(?<!\w)(?:the|this|that|an?|such)\s+(?:\w+\s+)?(?:exchanges?|transfers?|swaps?|handovers?|"
    r"returns?|releases?|repatriations?)(?!\w)|(?<!\w)(?:give|giving|gave)\s+(?:(?:his|her|their|an?|any|"
    r"only)\s+){0,2}(?:\w+\s+)?names?(?!\w)"
)
_AFTERTHOUGHT = re.compile(r"[^,.;:!?\n]{3,70},\s+")
_CLAUSE = re.compile(r",|\b(?:that|что|що|how|which)\b")


def reaches_back(low: str, who: Span, verb: Span, lexicon: Lexicon) -> bool:
    if not 0 <= verb.start - who.end <= _BEFORE:
        return False
    if _PASSED_ON.search(low, max(0, who.start - 40), who.start):
        return False
    if _OWN_PAGE.search(low, max(0, who.start - 25), who.start):
        return False
    between = _ASIDE.sub(", ", low[who.end : verb.start])
    between = _NO_ACT.sub(" ", between)
    if (
        BREAK.search(between)
        or ": " in between
        or between.count(",") > 2
        or rule(*lexicon.says).search(between)
    ):
        return False
    handing = (*lexicon.give, *lexicon.take, *lexicon.back, *lexicon.free, *lexicon.swap)
    return rule(*handing).search(between) is None


def reaches_on(low: str, row: Candidate, verb: Span, lexicon: Lexicon) -> bool:
    who = row.span
    handing = (
        *lexicon.give,
        *lexicon.take,
        *lexicon.back,
        *lexicon.free,
        *lexicon.swap,
        *lexicon.be,
    )
    tail = re.match(
        rf"(?:\s+[\w']+){{0,2}}\s+(?:{rule(*handing).pattern})", low[who.end : who.end + 60]
    )
    if row.rank == PARTY and tail is not None and lexicon.be:
        # “… said the other side had received”: it acts, and somebody else speaks.
        return False
    if not 0 <= who.start - verb.end <= _AFTER:
        return False
    if _OWN_PAGE.search(low, max(0, who.start - 25), who.start):
        return False
    between = low[verb.end : who.start]
    if row.rank == OUTLET and not lexicon.be and _TOLD_TO.fullmatch(low[who.start : who.end]):
        return False
    if row.rank == UNNAMED and _AFTERTHOUGHT.fullmatch(between):
        return True
    return BREAK.search(between) is None and _CLAUSE.search(between) is None and ":" not in between

"""People counted by what they do, or by a noun that no table holds: only where handed over."""

from __future__ import annotations

import re

from repatria.statements.drafting.heads import Counted
from repatria.statements.drafting.lexicon import Lexicon
from repatria.statements.drafting.model import Span
from repatria.statements.drafting.number_tables import GROUPS
from repatria.statements.drafting.prose import rule
from repatria.statements.vocabulary import Category, Unit

# How far, in characters, a verb of handing over stands from a trade that it hands over.
_TOLD, _CLOSE = 60, 12


def of_trade(low: str, at: int, line: Span, lexicon: Lexicon) -> Counted | None:
    """“Freed 12 carpenters”, “among them 12 doctors”: whoever is right after a verb of handing over
    or in a list of people; who stands by, or is told of elsewhere in the sentence, is none.
    """
    noun = re.compile(rf"\s+(?:[\w'-]+\s+){{0,2}}?({rule(*lexicon.trades).pattern})").match(low, at)
    if noun is None:
        return None
    rows = rule(*lexicon.part, *lexicon.verbs)
    before = [one.end() for one in rows.finditer(low, line.start, at)]
    near = bool(before) and at - before[-1] <= _TOLD and ";" not in low[before[-1] : at]
    came = (*lexicon.home, *lexicon.given, *lexicon.returned)
    if lexicon.be:
        came = (
            *came,
            rf"(?:{rule(*lexicon.be).pattern}) (?:\\w+ )?(?:{rule(*lexicon.verbs).pattern})",
        )
    after = rule(*came).search(low, noun.end(), min(line.end, noun.end() + _TOLD // 2))
    near = near or (after is not None and after.start() - noun.end() <= _CLOSE)
    if not near and not _list_before(low, line.start, at, lexicon):
        return None
    return Counted(Unit.PERSON, Category.LIVING, noun[1], end=noun.end())


def only_people(low: str, core: Span, language: str, lexicon: Lexicon) -> bool:
    """«Пятерых сторожей», “freed five raftsmen”: what counts or frees nothing but people."""
    last = low[core.start : core.end].split()[-1:]
    if last and last[0] in GROUPS[language]:
        return True
    freed = rf"(?:{rule(*lexicon.free).pattern})\s+(?:[\w'-]+\s+){{0,2}}$"
    return re.search(freed, low[max(0, core.start - 40) : core.start]) is not None


def _list_before(low: str, start: int, at: int, lexicon: Lexicon) -> bool:
    """“… 12 soldiers and 3 teachers”: the number before in the list counts people."""
    people = rule(*lexicon.person, *lexicon.prisoner, *lexicon.civilian, *lexicon.trades)
    tail = (
        rf"(?:{people.pattern})(?:[,\s]+(?:and|та|і|й|и|also|ще|ещ[её]|a|plus|плюс))*\s*[\w']*\s*$"
    )
    head = low[max(start, at - 60) : at]
    cut = re.search(r"(?:\d[\d,.]*|[\w']+)\s*$", head)
    return cut is not None and re.search(tail, head[: cut.start()]) is not None

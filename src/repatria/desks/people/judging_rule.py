"""When a judgement on two records is asked about twice: pure.

Names alone never link. *Same* needs one fact beyond the names that agrees and that few people share
(`FACTS`), and none of what hardly changes in a life to differ (`STEADY`). Without that it is not
refused, since lists are wrong in every field: whoever judges is told what is missing, and says in
writing what they know besides. So is whoever calls two records different that agree in such a fact
and differ in nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from repatria.names.dates_comparing import ONE_DAY, ONE_DIGIT, SWAPPED, TWO_DIGITS
from repatria.names.levels import AGREEING, Level
from repatria.names.model import Verdict

FACTS = ("birth", "serial", "birthplace", "call sign", "mother", "prisoner_number")
"""Beyond the names, what few people share. Units, ranks, sexes and years are shared by thousands.
"""
STEADY = ("given", "patronymic", "relation", "birth", "sex", "serial")
NAMES = ("surname", "given", "patronymic")
LEAST_REASON = 15
"""Letters of a reason that is asked for: a word is none."""
_SLIPS_OF_A_DAY = frozenset({SWAPPED, ONE_DAY, ONE_DIGIT, TWO_DIGITS})
"""Of dates that are near each other, those that are one day with a slip; a year is no day."""
_ALIKE = frozenset({Level.SAME, Level.VARIANT, Level.SPELLING})


class Ask(StrEnum):
    """Why a judgement is asked about twice."""

    NAMES_ONLY = "names_only"
    """Nothing beyond the names agrees that few people share."""
    DIFFERS = "differs"
    """Something that hardly changes in a life differs."""
    AGAINST = "against"
    """It would join records between which somebody judged that they are of different people."""
    ALL_AGREES = "all_agrees"
    """Called different, though such a fact agrees and nothing differs."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """How two records stand, field by field, as whoever judged them saw it."""

    levels: Mapping[str, Level]
    facts: tuple[str, ...]
    """Of `FACTS` those that agree."""
    differing: tuple[str, ...]
    """Of `STEADY` those that differ."""

    @property
    def agreeing(self) -> tuple[str, ...]:
        return tuple(field for field, level in self.levels.items() if level in AGREEING)

    @property
    def contradicted(self) -> tuple[str, ...]:
        return tuple(field for field, level in self.levels.items() if level is Level.CONTRADICTED)


def evidence(verdicts: Iterable[Verdict], others: Mapping[str, bool] | None = None) -> Evidence:
    """What the verdicts come to; `others` are fields that `names` does not compare, and whether
    they agree. Fields that only one side states are left out."""
    told = [each for each in verdicts if each.level is not Level.ABSENT]
    more = others or {}
    levels = {each.field: each.level for each in told} | {
        field: Level.SAME if agrees else Level.CONTRADICTED for field, agrees in more.items()
    }
    facts = [each.field for each in told if _is_fact(each)]
    facts += [field for field, agrees in more.items() if agrees and field in FACTS]
    return Evidence(
        MappingProxyType(levels),
        tuple(facts),
        tuple(each for each in STEADY if levels.get(each) is Level.CONTRADICTED),
    )


def _is_fact(verdict: Verdict) -> bool:
    if verdict.field not in FACTS:
        return False
    if verdict.field == "birth" and verdict.level is Level.NEAR:
        return verdict.why.template in _SLIPS_OF_A_DAY
    return verdict.level in _ALIKE


def asked_of_same(found: Evidence, *, against: bool = False) -> tuple[Ask, ...]:
    """What is asked about before two records are judged the same; empty where nothing is."""
    asks = []
    if not found.facts:
        asks.append(Ask.NAMES_ONLY)
    if found.differing:
        asks.append(Ask.DIFFERS)
    if against:
        asks.append(Ask.AGAINST)
    return tuple(asks)


def asked_of_different(found: Evidence) -> tuple[Ask, ...]:
    if found.facts and not found.contradicted:
        return (Ask.ALL_AGREES,)
    return ()


def is_reason(why: str) -> bool:
    """Whether a text says something: so many letters, and not one of them over and over."""
    letters = [sign for sign in why.casefold() if sign.isalpha()]
    return len(letters) >= LEAST_REASON and len(set(letters)) > LEAST_REASON // 3

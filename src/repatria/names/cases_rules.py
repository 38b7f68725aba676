"""The shape of the tables of declension, and their index by the ending that is seen."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum, StrEnum

from repatria.names.model import PartKind, Sex


class Case(StrEnum):
    """The grammatical cases in which lists and orders write names; the vocative is not one."""

    NOMINATIVE = "nominative"
    GENITIVE = "genitive"
    DATIVE = "dative"
    ACCUSATIVE = "accusative"
    INSTRUMENTAL = "instrumental"
    LOCATIVE = "locative"


class Trust(IntEnum):
    """How an oblique reading ranks against the word itself as a nominative."""

    SURE = 0
    """Before it: hardly a nominative ends so (-енка, -ського, -ичу)."""
    EVEN = 1
    """After it, unless the sex is known to be the rule's: Ковальова is a man's or a woman's."""
    WEAK = 2
    """After it: Щерба is a surname, Щерб a possible one."""


OBLIQUE = tuple(case for case in Case if case is not Case.NOMINATIVE)

SURNAME = frozenset({PartKind.SURNAME})
GIVEN = frozenset({PartKind.GIVEN})
PATRONYMIC = frozenset({PartKind.PATRONYMIC})
NOUN = SURNAME | GIVEN


@dataclass(frozen=True, slots=True)
class Rule:
    """`seen` at the end of a word stands for `nominative` there, in `case`."""

    seen: str
    nominative: str
    stems: tuple[str, ...]
    """What may stand before the ending; empty for anything."""
    case: Case
    sex: Sex
    kinds: frozenset[PartKind]
    trust: Trust


def paradigm(
    nominative: str,
    endings: str,
    *,
    kinds: frozenset[PartKind],
    sex: Sex = Sex.MALE,
    stems: Iterable[str] = (),
    trust: Trust = Trust.WEAK,
    weak: str = "",
) -> list[Rule]:
    """The rules of one paradigm.

    `endings` are those of the genitive, dative, accusative, instrumental and locative, parted by
    commas; a case with several writes them with spaces between, `-` is the empty ending. Endings
    named in `weak` are as trusted as `Trust.WEAK` whatever the paradigm is: they are the ends of
    many nominatives too.
    """
    columns = endings.split(",")
    assert len(columns) == len(OBLIQUE), endings
    return [
        Rule(
            "" if seen == "-" else seen,
            nominative,
            tuple(stems),
            case,
            sex,
            kinds,
            Trust.WEAK if seen in weak.split() else trust,
        )
        for case, column in zip(OBLIQUE, columns, strict=True)
        for seen in column.split()
    ]


def indexed(paradigms: Iterable[list[Rule]]) -> dict[str, tuple[Rule, ...]]:
    """Rules by the ending that they see, in the order of the tables."""
    found: dict[str, list[Rule]] = {}
    for rules in paradigms:
        for rule in rules:
            found.setdefault(rule.seen, []).append(rule)
    return {seen: tuple(rules) for seen, rules in found.items()}

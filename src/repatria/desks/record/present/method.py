"""The method page's tables, made from the tables of the engine."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext

from repatria.desks.record import labels
from repatria.desks.record.present import method_texts as texts
from repatria.desks.record.present.contradictions import kind_anchor
from repatria.desks.record.present.figures import Chip, chip
from repatria.desks.record.present.method_examples import Example, examples
from repatria.statements import counting, words
from repatria.statements.contradiction import ContradictionKind
from repatria.statements.figures import Grade, State
from repatria.statements.quantity import (
    NONE,
    NOT_STATED,
    PARITY,
    Kind,
    Quantity,
    about,
    at_least,
    at_most,
    between,
    exact,
)
from repatria.statements.sentences import TEMPLATES
from repatria.statements.total_check import Outcome
from repatria.statements.vocabulary import COUNTED, Category, Unit

SAMPLES = {
    Kind.EXACT: exact(1212),
    Kind.AT_LEAST: at_least(1000),
    Kind.AT_MOST: at_most(20),
    Kind.ABOUT: about(250),
    Kind.RANGE: between(13, 14),
    Kind.PARITY: PARITY,
    Kind.NONE: NONE,
    Kind.NOT_STATED: NOT_STATED,
}
_GAP = re.compile(r"\{\w+\}")


@dataclass(frozen=True, slots=True)
class GradeRule:
    grade: Grade
    chip: Chip
    rule: str
    example: Example


@dataclass(frozen=True, slots=True)
class Rule:
    """A value of a vocabulary: its anchor, its word, its rule."""

    anchor: str
    label: str
    rule: str


@dataclass(frozen=True, slots=True)
class ContradictionRule:
    rule: Rule
    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class QuantityRow:
    """A kind of quantity: how it is written, the numbers that it allows, and by which rule."""

    example: str
    allows: str
    rule: str


@dataclass(frozen=True, slots=True)
class WordRow:
    """A row of the word table: the pattern, an example, how it is read, and what that allows."""

    written: str
    example: str
    read: str
    allows: str


@dataclass(frozen=True, slots=True)
class CountingRow:
    id: str
    sentence: str
    leaves_out: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Method:
    grades: tuple[GradeRule, ...]
    states: tuple[Rule, ...]
    quantities: tuple[QuantityRow, ...]
    words: tuple[WordRow, ...]
    counting: tuple[CountingRow, ...]
    outcomes: tuple[Rule, ...]
    contradictions: tuple[ContradictionRule, ...]
    sentences: tuple[tuple[str, str], ...]
    categories: tuple[str, ...]
    units: tuple[str, ...]


def method() -> Method:
    worked = examples()
    return Method(
        grades=tuple(
            GradeRule(grade, chip(grade), str(texts.GRADE_RULES[grade]), worked[grade])
            for grade in Grade
        ),
        states=tuple(
            Rule(
                state.value.replace("_", "-"),
                str(labels.STATES[state]),
                str(texts.STATE_RULES[state]),
            )
            for state in State
        ),
        quantities=tuple(map(quantity_row, Kind)),
        words=tuple(map(word_row, words.RULES)),
        counting=tuple(
            CountingRow(rule.id, gettext(rule.sentence), tuple(sorted(rule.leaves_out)))
            for rule in counting.RULES
        ),
        outcomes=tuple(
            Rule(
                f"total-{kind_anchor(outcome)}",
                str(labels.OUTCOMES[outcome]),
                str(texts.OUTCOME_RULES[outcome]),
            )
            for outcome in Outcome
        ),
        contradictions=tuple(map(contradiction_rule, ContradictionKind)),
        sentences=tuple((code, blank(code)) for code in TEMPLATES),
        categories=_words(Category),
        units=_words(unit for unit in Unit if unit in COUNTED),
    )


def contradiction_rule(kind: ContradictionKind) -> ContradictionRule:
    rule = Rule(
        kind_anchor(kind), str(labels.CONTRADICTIONS[kind]), str(texts.CONTRADICTION_RULES[kind])
    )
    return ContradictionRule(rule, tuple(map(blank, texts.CONTRADICTION_REASONS[kind])))


def word_row(rule: words.WordRule) -> WordRow:
    """The row of a word rule, with what reading its own example comes to."""
    read = words.read_quantity(rule.example)
    allows = allowed(read)
    return WordRow(rule.pattern.replace("(?:", "("), rule.example, labels.quantity(read), allows)


def quantity_row(kind: Kind) -> QuantityRow:
    sample = SAMPLES[kind]
    return QuantityRow(labels.quantity(sample), allowed(sample), str(texts.QUANTITY_RULES[kind]))


def allowed(quantity: Quantity) -> str:
    """The numbers that a quantity allows, in words."""
    if quantity.interval is None:
        return str(labels.GRADES[""])
    return labels.interval(quantity.interval)


def blank(code: str) -> str:
    """The sentence of a reason in the reader's language, with a dash for each thing put in."""
    return _GAP.sub("…", gettext(TEMPLATES[code]))


def _words(codes: Iterable[str]) -> tuple[str, ...]:
    return tuple(str(labels.WORDS[code]) for code in codes)

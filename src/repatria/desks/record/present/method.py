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
from repatria.statements.quantity import Kind
from repatria.statements.sentences import TEMPLATES
from repatria.statements.total_check import Outcome
from repatria.statements.vocabulary import COUNTED, Category, Unit

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
class WordRow:
    """A row of the word table: what is written, an example, and the numbers that it allows."""

    written: str
    example: str
    kind: str
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
    quantities: tuple[Rule, ...]
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
        quantities=tuple(
            Rule(f"quantity-{kind_anchor(kind)}", _form(kind), str(texts.QUANTITY_RULES[kind]))
            for kind in Kind
        ),
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
    allows = read.interval
    return WordRow(
        rule.pattern.replace("(?:", "("),
        rule.example,
        _form(read.kind),
        str(labels.STATES["not_stated"]) if allows is None else labels.interval(allows),
    )


def blank(code: str) -> str:
    """The sentence of a reason in the reader's language, with a dash for each thing put in."""
    return _GAP.sub("…", gettext(TEMPLATES[code]))


def _form(kind: Kind) -> str:
    """How a kind of quantity is written, with letters for its numbers."""
    if kind is Kind.EXACT:
        return "n"
    return str(labels.QUANTITIES[kind]).format(number="n", low="n", high="m")


def _words(codes: Iterable[str]) -> tuple[str, ...]:
    return tuple(str(labels.WORDS[code]) for code in codes)

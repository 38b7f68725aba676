"""One clause of an agreement: its line read and printed.

    clause N all for all of SCOPE
    clause N equal of SCOPE
    clause N ratio SIDE N for SIDE N of SCOPE
    clause N table NAME of SCOPE
    clause N at least N each of SCOPE            or: at least SIDE N and SIDE N of SCOPE
    clause N at most N each of SCOPE             or: at most SIDE N and SIDE N of SCOPE
    clause N pair CODE CODE
    clause N together of SCOPE

After a scope may stand `counts duty`. Numbers below zero are read: `terms_check` has the doubt.
"""

from __future__ import annotations

from dataclasses import dataclass

from repatria.base.errors import ValueProblem
from repatria.base.messages import sentence
from repatria.planning.line_words import WordProblem, Words, value_text
from repatria.planning.scope import Anybody
from repatria.planning.scope_text import print_scope, read_scope
from repatria.planning.terms import Clause, Kind

KIND_WORDS = {kind: tuple(str(kind).split()) for kind in Kind}
Sides = tuple[str, str]


@dataclass(frozen=True, slots=True)
class ReadClause:
    """A clause, and the name of its table, which may stand further down."""

    clause: Clause
    table: str = ""


def read_clause(words: Words, sides: Sides, line: int) -> ReadClause:
    """A clause from after its word "clause". Raises `WordProblem`."""
    word, number = words.here(), words.number(sentence("the clause's number"))
    if number < 1:
        raise WordProblem(word, sentence("clauses are numbered from 1"))
    kind = next((kind for kind, said in KIND_WORDS.items() if words.has(*said)), None)
    if kind is None:
        there = ", ".join(str(one) for one in Kind)
        raise WordProblem(words.here(), sentence("a clause is one of: {words}", words=there))
    if kind is Kind.PAIR:
        pair = (
            words.value(sentence("the first code")),
            words.value(sentence("the second code")),
        )
        counts = _counts(words)
        return ReadClause(Clause(number, kind, Anybody(), pair=pair, counts_duty=counts, line=line))
    amounts: tuple[int, ...] = ()
    table = ""
    if kind is Kind.RATIO:
        amounts = _by_side(words, sides, "for")
    elif kind in (Kind.AT_LEAST, Kind.AT_MOST):
        amounts = _amounts(words, sides)
    elif kind is Kind.TABLE:
        table = words.value(sentence("the table's name"))
    words.expect("of")
    scope = read_scope(words)
    counts = _counts(words)
    return ReadClause(Clause(number, kind, scope, amounts, counts_duty=counts, line=line), table)


def _counts(words: Words) -> bool:
    counts = words.has("counts")
    if counts:
        words.expect("duty")
    words.end()
    return counts


def _amounts(words: Words, sides: Sides) -> tuple[int, ...]:
    if words.peek() in sides:
        return _by_side(words, sides, "and")
    number = words.number(sentence("the number of people"))
    words.has("each")
    return (number, number)


def _by_side(words: Words, sides: Sides, joint: str) -> tuple[int, ...]:
    """A number for each side, in whichever order they stand there."""
    first = read_side(words, sides)
    numbers = {first: words.number(sentence("the number of {side}", side=first))}
    words.expect(joint)
    here, second = words.here(), read_side(words, sides)
    if second == first:
        raise WordProblem(here, sentence("the other side should stand here"))
    numbers[second] = words.number(sentence("the number of {side}", side=second))
    return tuple(numbers[side] for side in sides)


def read_side(words: Words, sides: Sides) -> str:
    side = words.take(sentence("a side")).text
    if side not in sides:
        raise WordProblem(
            side, sentence("the sides are {first} and {second}", first=sides[0], second=sides[1])
        )
    return side


def print_clause(clause: Clause, sides: Sides, table: str) -> str:
    """Its line; `table` names its table. Raises `ValueProblem` for what no line says."""
    duty = " counts duty" if clause.counts_duty else ""
    start = f"clause {clause.number} {clause.kind}"
    _whole(clause)
    if clause.kind is Kind.PAIR:
        first, second = clause.pair
        return f"{start} {value_text(first)} {value_text(second)}{duty}"
    return f"{start}{_what(clause, sides, table)} of {print_scope(clause.scope)}{duty}"


def _what(clause: Clause, sides: Sides, table: str) -> str:
    if clause.kind is Kind.TABLE:
        return f" {value_text(table)}"
    if not clause.amounts:
        return ""
    first, second = clause.amounts
    if clause.kind is not Kind.RATIO and first == second:
        return f" {first} each"
    joint = "for" if clause.kind is Kind.RATIO else "and"
    return f" {sides[0]} {first} {joint} {sides[1]} {second}"


def _whole(clause: Clause) -> None:
    """Refuses a clause with too little or too much for its kind."""
    numbered = clause.kind in (Kind.RATIO, Kind.AT_LEAST, Kind.AT_MOST)
    paired, tabled = clause.kind is Kind.PAIR, clause.kind is Kind.TABLE
    if (
        clause.number < 1
        or len(clause.amounts) != (2 if numbered else 0)
        or len(clause.pair) != (2 if paired else 0)
        or (paired and clause.scope != Anybody())
        or (bool(clause.table) and not tabled)
    ):
        raise ValueProblem(f"clause {clause.number} does not have what “{clause.kind}” needs")

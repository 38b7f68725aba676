"""Every reason has its sentence, and every sentence is given all that it speaks of."""

from __future__ import annotations

import ast
import inspect
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from string import Formatter

import pytest
from statements_demo import demonstration
from statements_records import small_record

import repatria.statements
from builders import (
    DAY,
    MIDLAND,
    NORTH,
    NORTH_HQ,
    NORTH_SOURCE,
    SOUTH,
    SOUTH_HQ,
    agreement,
    both,
    claim,
    count,
    day,
    denial,
    exchange,
    ordinal,
    parity,
    parts,
    press,
    reading,
    record,
    signed,
    term,
    total,
)
from repatria.statements import on_utterances, residuals
from repatria.statements.counting import OUTSIDE, RULES
from repatria.statements.examine import Examination, examine
from repatria.statements.readings import compare_readings
from repatria.statements.reasons import Reason, Ref, reason
from repatria.statements.record import Agreement, Leg, Record
from repatria.statements.sentences import TEMPLATES, english
from repatria.statements.vocabulary import Category, ClaimKind, Term, Track, Unit
from repatria.synthetic.claims import make_record

SOURCE = Path(inspect.getfile(repatria.statements)).parent


def placeholders(template: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(template) if name is not None}


# What the source says.


@dataclass
class Call:
    """A call of `reason`, and what its code may be by what the function says above it."""

    code: ast.expr
    given: set[str]
    line: int
    above: dict[str, list[ast.expr]]


def _calls(function: ast.FunctionDef) -> Iterator[Call]:
    """Every call of `reason` in a function; names are what they were given since the last one."""
    nodes = sorted(ast.walk(function), key=lambda node: getattr(node, "lineno", 0))
    above: dict[str, list[ast.expr]] = {}
    for node in nodes:
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            above.setdefault(node.targets[0].id, []).append(node.value)
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "reason":
            given = {word.arg or f"**{ast.unparse(word.value)}" for word in node.keywords}
            yield Call(node.args[0], given, node.lineno, above)
            above = {}


def _codes(node: ast.expr, above: dict[str, list[ast.expr]]) -> set[str]:
    """The codes that an expression can be: a text, a choice of texts, a name given one, or a
    pattern that the table below fills."""
    if isinstance(node, ast.Constant):
        return {str(node.value)} if node.value else set()
    if isinstance(node, ast.IfExp):
        return _codes(node.body, above) | _codes(node.orelse, above)
    if isinstance(node, ast.JoinedStr):
        return PATTERNS[ast.unparse(node)]
    assert isinstance(node, ast.Name), ast.unparse(node)
    return set().union(*(_codes(value, {}) for value in above[node.id]))


PATTERNS = {
    "f'retired_{why}'": {"retired_withdrawn", "retired_superseded", "retired_refuted"},
    "f'residual{search.__name__}'": {
        "residual_between_sides",
        "residual_outside",
        "residual_one_leg",
    },
}


def written() -> list[tuple[str, str, set[str]]]:
    """Every reason in the source: where, its code, and the parameters that it is given."""
    return [
        (f"{path.name}:{call.line}", code, call.given)
        for path in sorted(SOURCE.glob("*.py"))
        if path.name != "reasons.py"
        for function in ast.walk(ast.parse(path.read_text()))
        if isinstance(function, ast.FunctionDef)
        for call in _calls(function)
        for code in sorted(_codes(call.code, call.above))
    ]


# Parameters that are given in a bundle.
BUNDLES = {
    "**speakers": {"a", "b"},
    "**words": {"first", "second", "giver", "receiver"},
    "**outlets": {"a", "b"},
}


@pytest.mark.parametrize(("where", "code", "given"), written(), ids=lambda item: str(item)[:40])
def test_every_reason_written_has_a_sentence_and_its_parameters(
    where: str, code: str, given: set[str]
) -> None:
    assert code in TEMPLATES, where
    named = {name for word in given for name in BUNDLES.get(word, {word})}
    assert placeholders(TEMPLATES[code]) <= named, where


def test_every_sentence_is_used() -> None:
    assert {code for _, code, _ in written()} == set(TEMPLATES)


def test_the_patterns_name_what_the_source_names() -> None:
    assert {f"residual{name}" for name in vars(residuals)} >= PATTERNS[
        "f'residual{search.__name__}'"
    ]


# What examining brings forth.

WEEK = "2025-06-10..2025-06-16"
LIVING = Leg("L", NORTH, SOUTH, Track.LIVING)


def _one_of_each() -> list[Record]:
    """Records that bring forth the reasons which random records seldom do."""
    earlier = count(1, NORTH_HQ)
    living = {"exchange": "L", "category": Category.LIVING}
    legs = exchange("L", track=Track.LIVING)
    return [
        record(count(9, NORTH_HQ), signed(12)),
        record(earlier, count(2, NORTH_HQ, on="2025-06-20", supersedes=earlier.id)),
        record(count(12, NORTH_SOURCE), count(12, SOUTH_HQ)),
        record(count(12, NORTH_HQ), count(12, NORTH_SOURCE)),
        record(count(12, NORTH_HQ, relay=True), count(12, NORTH_SOURCE)),
        record(claim(ClaimKind.PLAN, "not stated", NORTH_HQ), denial(SOUTH_HQ)),
        record(
            legs,
            parity(MIDLAND, **living),
            count(5, NORTH_HQ, **living),
            count(3, NORTH_HQ, exchange="L", category=Category.LIVING, giver=SOUTH, receiver=NORTH),
            both(99, MIDLAND, **living),
        ),
        record(
            legs,
            count(9, NORTH_HQ, parts=(parts("category", pow=3, civilian=6),), **living),
            count(9, SOUTH_HQ, exchange="L", category=Category.POW),
            count(4, NORTH_HQ, exchange="L", category=Category.POW, giver=SOUTH, receiver=NORTH),
            both(13, MIDLAND, exchange="L", category=Category.POW),
            claim(ClaimKind.COMPOSITION, 10, SOUTH_HQ, exchange="L", category=Category.WOUNDED),
        ),
        record(
            *(claim(ClaimKind.IDENTITY, "not stated", NORTH_HQ, identity=word) for word in "ab")
        ),
        record(
            count(10, NORTH_HQ),
            count(7, SOUTH_HQ),
            count(2, NORTH_HQ, counting=OUTSIDE),
            *(
                total(n, NORTH_HQ, "2025-06-10", **rest)
                for n, rest in (
                    (10, {}),
                    (13, {}),
                    (22, {}),
                    (14, {"counting": "our own"}),
                    (8, {"counting": RULES[0].id}),
                    (5, {"category": Category.CIVILIAN}),
                    (5, {"unit": Unit.CONTAINER}),
                    ("not stated", {}),
                )
            ),
            total(7, SOUTH_HQ, "2025-06-10"),
            total(50, NORTH_HQ, None, on=DAY),
            total(50, NORTH_HQ, "2022-02..2025-06-01"),
            total(61, NORTH_HQ, "2022-02..2025-06-10"),
            total(900, MIDLAND, "2022-02..2025-06-12"),
        ),
        record(
            exchange("M", "2025-05-10"),
            count(5, NORTH_HQ, exchange="M", on="2025-05-10"),
            count(10, NORTH_HQ),
            count(10, NORTH_HQ, exchange="E2", on="2025-06-12"),
            count("not stated", NORTH_HQ, exchange="E3", on="2025-06-13"),
            exchange("E1"),
            exchange("E2", "2025-06-12"),
            exchange("E3", "2025-06-13"),
            total(25, NORTH_HQ, "2025-06..2025-06-12", on="2025-06-12"),
            total(20, NORTH_HQ, "2022-02..2025-06-01"),
            total(60, NORTH_HQ, "2022-02..2025-06-14"),
            total(60, NORTH_HQ, "2025-06..2025-06-14"),
            total(70, SOUTH_HQ, "2025-06..2025-06-14"),
            total(15, NORTH_HQ, "2025-06..2025-06-11", counting=RULES[0].id),
        ),
        record(
            *(ordinal(n, NORTH_HQ, c, on=DAY) for n, c in ((1, WEEK), (1, None), (0, WEEK))),
            exchange("E1"),
        ),
        record(press(3, "Post"), press(5, "Wire"), count(12, NORTH_HQ, withdrawn_on=day(DAY))),
        record(count(4, NORTH_HQ, withdrawn_on=day(DAY))),
    ]


def _agreements() -> list[Agreement]:
    one, two = term(Track.LIVING, Term.PARITY), term(Track.LIVING, Term.PARITY, 5)
    three = term(Track.LIVING, Term.OFFER, 6)
    return [
        agreement(reading(NORTH, one), reading(SOUTH, two)),
        agreement(reading(NORTH, two), reading(SOUTH, term(Track.LIVING, Term.PARITY, 9))),
        agreement(reading(NORTH, two), reading(SOUTH, three)),
        agreement(reading(NORTH, two), reading(SOUTH, two)),
        agreement(reading((NORTH, SOUTH), two)),
        agreement(reading(NORTH, two), reading(SOUTH)),
    ]


def told(found: Examination) -> Iterator[Reason]:
    for leg in found.legs.values():
        for figure in leg.figures:
            yield from figure.reasons
    for item in (*found.contradictions, *found.totals, *found.ordinals):
        yield from item.reasons
    yield from (item.reason for item in found.carried)


@pytest.fixture(scope="module")
def brought_forth() -> list[Reason]:
    made = [demonstration(), make_record(600, 60, seed=1), *_one_of_each()]
    made += [small_record(seed, 24) for seed in range(60)]
    found = [item for one in made for item in told(examine(one))]
    made_readings = [*_agreements(), *demonstration().agreements]
    found += [item for a in made_readings for row in compare_readings(a) for item in row.reasons]
    found.append(reason("readings_differ", topic=Ref("word", "living")))
    return found


def test_every_reason_can_be_brought_forth(brought_forth: list[Reason]) -> None:
    assert {item.code for item in brought_forth} == set(TEMPLATES)


def test_every_reason_brought_forth_is_a_whole_sentence(brought_forth: list[Reason]) -> None:
    for item in set(brought_forth):
        text = english(item)
        assert not {"{", "}"} & set(text)
        assert text[-1] in ".!"
        assert "None" not in text
        assert not re.search(r"\b(0001|9999)-\d\d-\d\d", text)  # an end of time is no date


def test_a_sentence_may_put_names_for_codes() -> None:
    item = reason("one_root", speakers=(Ref("speaker", "NHQ"),))
    assert english(item, lambda _: "Northland's headquarters") == (
        "One root only: Northland's headquarters."
    )


@pytest.mark.parametrize("code", TEMPLATES)
def test_a_template_names_its_parameters_plainly(code: str) -> None:
    """No numbering, formats or conversions: the desks translate templates and format parameters."""
    for _, name, form, conversion in Formatter().parse(TEMPLATES[code]):
        assert name is None or name.isidentifier()
        assert not form
        assert conversion is None
    assert TEMPLATES[code].endswith(".")


def test_a_week_is_seven_days() -> None:
    assert on_utterances.WEEK == 7

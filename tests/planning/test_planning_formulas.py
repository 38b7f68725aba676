"""Formulas are agreements as text, each on the same frame."""

from __future__ import annotations

import inspect
from importlib.resources import files

import pytest
from planning_made_terms import bare

from repatria.base.errors import ValueProblem
from repatria.planning import compare, formulas
from repatria.planning.formulas import (
    BY_PROGRAM,
    FORMS,
    SHIPPED,
    Frame,
    form_terms,
    form_text,
    framed,
)
from repatria.planning.shipped import shipped_terms
from repatria.planning.terms import Kind, Room
from repatria.planning.terms_check import terms_doubts
from repatria.planning.terms_print import print_terms
from repatria.planning.terms_text import parse_terms

FRAME = Frame(("north", "south"), (Room(300), Room(200, camp=40)), 7)


def test_there_are_at_least_eight_that_a_sort_keeps_and_one_with_a_table() -> None:
    found = formulas.formulas(FRAME)
    assert len(found) >= 8
    assert len({one.key for one in found}) == len(found)
    kinds = {clause.kind for one in found for clause in one.terms.clauses}
    assert kinds >= {Kind.ALL_FOR_ALL, Kind.EQUAL, Kind.RATIO, Kind.AT_LEAST, Kind.AT_MOST}
    more = formulas.formulas(FRAME, by_program=True)
    assert len(more) == len(found) + 1
    assert more[-1].terms.clauses[0].kind is Kind.TABLE


@pytest.mark.parametrize("name", FORMS + BY_PROGRAM)
def test_every_form_reads_prints_and_leaves_no_doubt(name: str) -> None:
    terms = form_terms(name)
    assert bare(parse_terms(print_terms(terms))) == bare(terms)
    assert not [one for one in terms_doubts(terms) if one.blocks]
    assert form_text(name).startswith("# ")


def test_every_file_of_the_folder_is_a_form() -> None:
    folder = files("repatria.planning") / "compared"
    names = {entry.name.removesuffix(".txt") for entry in folder.iterdir()}
    assert names == set(FORMS + BY_PROGRAM)


def test_no_formula_has_code_of_its_own() -> None:
    for module in (formulas, compare):
        text = inspect.getsource(module)
        for name in (*SHIPPED, *FORMS, *BY_PROGRAM):
            assert text.count(f'"{name}"') == (module is formulas)


def test_a_frame_changes_sides_and_room_and_nothing_else() -> None:
    for name in SHIPPED:
        terms = shipped_terms(name)
        one = framed(terms, FRAME)
        assert one.clauses == terms.clauses
        assert one.tiers == terms.tiers
        assert one.sides == FRAME.sides
        assert one.room == FRAME.room
        assert one.interval == 7
        assert one.reading in (*FRAME.sides, "both")
    assert framed(shipped_terms("istanbul-2025-06-02-russia"), FRAME).reading == "south"


def test_the_frame_of_an_agreement_is_its_own() -> None:
    terms = shipped_terms("istanbul-2025-06-02-ukraine")
    again = framed(terms, Frame.of(terms))
    assert again == terms


def test_given_agreements_stand_behind_the_others() -> None:
    found = formulas.formulas(FRAME, [shipped_terms("all-for-all")])
    assert found[-1].key == "given-1"
    assert found[-1].terms.sides == FRAME.sides


def test_an_unknown_form_is_refused() -> None:
    with pytest.raises(ValueProblem, match="one-for-one"):
        form_text("none")

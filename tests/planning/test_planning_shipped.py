"""The agreements that come with Repatria."""

from __future__ import annotations

from datetime import date

import pytest
from planning_made_terms import bare

from repatria.base.errors import ValueProblem
from repatria.planning.facts import Held, Medical, Person
from repatria.planning.shipped import shipped_names, shipped_terms, shipped_text
from repatria.planning.terms import Kind, Remains
from repatria.planning.terms_check import terms_doubts
from repatria.planning.terms_print import print_terms
from repatria.planning.terms_text import parse_terms

ON = date(2025, 6, 9)


def test_what_is_there() -> None:
    assert shipped_names() == (
        "all-for-all",
        "dix-hill-1862",
        "istanbul-2025-06-02-russia",
        "istanbul-2025-06-02-ukraine",
        "thousand-for-thousand-2025-05-16",
    )


@pytest.mark.parametrize("name", shipped_names())
def test_each_reads_prints_and_is_sourced(name: str) -> None:
    terms = shipped_terms(name)
    assert bare(parse_terms(print_terms(terms))) == bare(terms)
    assert terms.source.startswith("https://")
    assert shipped_text(name).startswith("# ")


@pytest.mark.parametrize("name", shipped_names())
def test_a_list_may_be_made_of_each_without_a_choice(name: str) -> None:
    assert [one for one in terms_doubts(shipped_terms(name)) if one.blocks] == []


@pytest.mark.parametrize("name", shipped_names())
def test_room_and_interval_that_nobody_agreed_on_are_marked(name: str) -> None:
    terms = shipped_terms(name)
    assert {f"seats {side}" for side in terms.sides} | {"every", "then"} <= terms.assumed


def person(**facts: object) -> Person:
    return Person("P", "UA", "RU", held=Held.CONFIRMED, **facts)  # type: ignore[arg-type]


def test_the_two_readings_of_istanbul() -> None:
    ukraine = shipped_terms("istanbul-2025-06-02-ukraine")
    russia = shipped_terms("istanbul-2025-06-02-russia")
    assert (ukraine.dated, ukraine.reading) == (date(2025, 6, 2), "UA")
    assert (russia.dated, russia.reading) == (date(2025, 6, 2), "RU")
    assert [clause.kind for clause in ukraine.clauses] == [Kind.ALL_FOR_ALL, Kind.ALL_FOR_ALL]
    assert not any(clause.counts_duty for clause in ukraine.clauses)
    assert russia.clauses[0].kind is Kind.AT_LEAST
    assert russia.clauses[0].amounts == (1000, 1000)
    assert russia.clauses[0].counts_duty
    assert "clause 2" in russia.assumed
    assert ukraine.remains == Remains((6000, 6000))
    assert russia.remains == Remains((6000, None))
    young = [person(born=date(2025 - age, 1, 1)) for age in (17, 18, 25, 26)]
    assert [ukraine.clauses[1].scope.holds(one, ON) for one in young] == [False, True, True, False]
    ill = person(medical=Medical.GRAVELY_ILL, medical_confirmed=True)
    said = person(medical=Medical.GRAVELY_ILL, medical_confirmed=False)
    assert [ukraine.clauses[0].scope.holds(one, ON) for one in (ill, said)] == [True, False]


def test_a_thousand_for_a_thousand_is_exactly_that() -> None:
    terms = shipped_terms("thousand-for-thousand-2025-05-16")
    assert {clause.kind: clause.amounts for clause in terms.clauses} == {
        Kind.AT_LEAST: (1000, 1000),
        Kind.AT_MOST: (1000, 1000),
    }
    assert terms.reading == "both"


def test_the_scale_of_1862() -> None:
    """Article 1 of the cartel: army ranks in privates."""
    table = shipped_terms("dix-hill-1862").clauses[0].table
    scale = {
        "general_in_chief": 60,
        "major_general": 40,
        "brigadier_general": 20,
        "colonel": 15,
        "lieutenant_colonel": 10,
        "major": 8,
        "captain": 6,
        "lieutenant": 4,
        "warrant_officer": 3,
        "non_commissioned_officer": 2,
        "private": 1,
    }
    assert {rank: table[rank] for rank in scale} == scale
    navy = ("admiral", "flag_officer", "commodore", "navy_captain", "navy_commander")
    assert [table[rank] for rank in navy] == [60, 40, 20, 15, 10]
    citizens = shipped_terms("dix-hill-1862").clauses[1]
    assert (citizens.kind, citizens.scope.holds(person(civilian=True), ON)) == (Kind.EQUAL, True)


def test_an_unknown_name_is_told_what_there_is() -> None:
    with pytest.raises(ValueProblem, match="dix-hill-1862"):
        shipped_text("../terms")

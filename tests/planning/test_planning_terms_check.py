"""Every doubt about an agreement, with its line and clause, and none where there is none."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from planning_made_terms import agreements, written

from repatria.base.errors import ValueProblem
from repatria.planning.doubts import unsigned
from repatria.planning.facts import Held, Medical, Person, Sex
from repatria.planning.scope import Aged, AllOf, AnyOf, Not, OfRank, OfUnit, Scope
from repatria.planning.terms import Clause, Kind, Terms
from repatria.planning.terms_check import terms_doubts
from repatria.planning.terms_text import parse_terms

ON = date(2031, 6, 1)


def read(*lines: str) -> Terms:
    return parse_terms(written(*lines))


# What an agreement says from line 8 on; the kind, the line and the clause of its only doubt;
# whether it blocks; a part of its sentence.
CASES = [
    (["clause 1 equal of age 30..20"], "nobody", 8, 1, True, "Nobody can be in"),
    (["clause 1 equal of civilian and soldier"], "nobody", 8, 1, True, "clause 1"),
    (
        ["clause 1 equal of captured before 2020-01-01 and not held at least 9 days"],
        "nobody",
        8,
        1,
        True,
        "clause 1",
    ),
    (["tier few woman and man", "clause 1 equal of any"], "nobody", 8, 0, True, "the tier few"),
    (
        ["tier one any", "tier two woman", "clause 1 equal of any"],
        "taken",
        9,
        0,
        True,
        "the tier two",
    ),
    (
        [
            "tier one woman or man",
            "tier two not woman",
            "tier three woman and age 20..30",
            "clause 1 equal of any",
        ],
        "taken",
        10,
        0,
        True,
        "the tier three",
    ),
    (
        ["clause 1 equal of woman", "clause 2 equal of soldier"],
        "two_classes",
        9,
        2,
        True,
        "Clause 1 wins",
    ),
    (
        ["clause 4 all for all of age 18..25", "clause 2 ratio NL 1 for SL 2 of any"],
        "two_classes",
        9,
        2,
        True,
        "clauses 4 and 2. Clause 4 wins",
    ),
    (
        ["clause 1 all for all of woman", "clause 2 all for all of age 18..25"],
        "two_alike",
        9,
        2,
        False,
        "both promise all",
    ),
    (
        [
            "clause 1 all for all of gravely_ill",
            "clause 2 equal of gravely_ill or (civilian and not "
            "gravely_ill and not seriously_wounded)",
        ],
        "two_duty",
        9,
        2,
        False,
        "Only those of article 109",
    ),
    (
        [
            "clause 1 equal of age 18..25",
            "clause 2 equal of age 26..40",
            "clause 3 equal of age 20..30 and not age 22..24",
        ],
        "taken",
        10,
        3,
        True,
        "Earlier clauses",
    ),
    (["clause 1 equal of seriously_wounded"], "duty_only", 8, 1, False, "moves nobody"),
    (
        ["clause 1 all for all of any", "clause 2 at most 900 each of woman"],
        "all_and_most",
        9,
        2,
        True,
        "Clause 1 promises all, clause 2",
    ),
    (
        ["clause 1 at least 1000 each of woman", "clause 2 at most NL 1000 and SL 900 of any"],
        "least_over_most",
        9,
        2,
        True,
        "To SL at least 1000 are promised, and clause 2",
    ),
    (
        [
            "clause 1 at least 500 each of woman",
            "clause 2 at least 600 each of man",
            "clause 3 at most 1000 each of any",
        ],
        "least_over_most",
        10,
        3,
        True,
        "1100 are promised",
    ),
    (
        [
            "clause 1 equal of any",
            "clause 2 at most 5 each of woman",
            "clause 3 at most 5 each of civilian",
        ],
        "caps_cross",
        10,
        3,
        True,
        "cross",
    ),
    (
        ["clause 1 equal of any", "clause 2 at most 5 each of woman", "camp each 9"],
        "caps_cross_camp",
        9,
        2,
        True,
        "the cap of a camp",
    ),
    (
        [
            "clause 1 equal of not woman",
            "clause 2 equal of woman",
            "clause 3 at most 5 each of civilian",
        ],
        "cap_crosses_class",
        10,
        3,
        True,
        "The cap of clause 3 crosses clause",
    ),
    (["clause 1 at least -5 each of any"], "below_zero", 8, 1, True, "below zero: -5"),
    (["clause 1 at least NL 0 and SL 5 of any"], "zero", 8, 1, True, "promises nothing"),
    (["clause 1 ratio NL 0 for SL 1 of any"], "zero", 8, 1, True, "promises nothing"),
    (["clause 1 ratio NL -1 for SL 1 of any"], "below_zero", 8, 1, True, "below zero: -1"),
    (
        ["clause 1 equal of any", "clause 2 at most NL 5 and SL 0 of any"],
        "zero",
        9,
        2,
        True,
        "lets nobody go",
    ),
    (
        ["clause 1 table t of rank major or rank captain", "table t major=8"],
        "table_rank",
        8,
        1,
        True,
        "lacks a rank that is in its scope: captain",
    ),
    (
        ["clause 1 table t of any", "table t major=0 private=1"],
        "table_value",
        8,
        1,
        True,
        "below one: major",
    ),
    (
        ["clause 1 equal of any", "clause 2 pair NL-1 NL-1"],
        "pair_same",
        9,
        2,
        True,
        "does not name two people",
    ),
    (
        ["clause 1 equal of any", "clause 2 pair NL-1 SL-1", "clause 5 pair SL-1 NL-2"],
        "pair_twice",
        10,
        5,
        True,
        "SL-1 stands in the pairs of clauses 2 and 5",
    ),
    (["clause 1 equal of any counts duty"], "counts_duty", 8, 1, False, "The plan does not"),
    (["clause 1 all for all of any counts duty"], "counts_nothing", 8, 1, False, "counts nobody"),
    (["clause 1 equal of any", "camp NL 0"], "number_low", 9, 0, True, "“camp” is below 1: 0"),
    (["clause 1 equal of any", "stretchers each -1"], "number_low", 9, 0, True, "“stretchers”"),
    (
        ["clause 1 equal of any", "stretchers SL any of 0 seats"],
        "number_low",
        9,
        0,
        True,
        "fewer than one seat",
    ),
    (["clause 1 equal of any", "every -1 days"], "number_low", 9, 0, True, "“every” is below 0"),
    (["clause 1 equal of any", "exposure at most -1"], "number_low", 9, 0, True, "“exposure”"),
    (["clause 1 equal of any", "settle within 0 rounds"], "number_low", 9, 0, True, "“settle”"),
    (["clause 1 equal of any", "remains -1 for all"], "below_zero", 9, 0, True, "remains"),
    (["clause 1 equal of any", "vehicle NL 101"], "never_reached", 9, 0, False, "never reached"),
]


@pytest.mark.parametrize(("lines", "kind", "line", "clause", "blocks", "said"), CASES)
def test_a_doubt_names_its_line_clause_and_reason(
    lines: list[str], kind: str, line: int, clause: int, blocks: bool, said: str
) -> None:
    found = terms_doubts(read(*lines))
    assert {one.kind for one in found} == {kind}
    one = found[0]
    assert (one.line, one.clause, one.blocks) == (line, clause, blocks)
    assert said in str(one.reason)


CLEAN = [
    ["clause 1 equal of any"],
    ["clause 1 equal of woman", "clause 2 equal of not woman"],
    ["clause 1 all for all of any", "clause 2 together of woman", "clause 3 pair NL-1 SL-1"],
    ["clause 1 at least 1000 each of any", "clause 2 at most 1000 each of any", "camp each 10"],
    ["clause 1 at least 1000 each of woman", "clause 2 at most 900 each of man"],
    # A cap within another, and two that nobody is in both of.
    [
        "clause 1 equal of any",
        "clause 2 at most 9 each of woman",
        "clause 3 at most 5 each of woman and civilian",
        "clause 4 at most 5 each of man",
    ],
    # The overlap of these caps holds nobody but those of article 109, whom no cap counts.
    [
        "clause 1 equal of any",
        "clause 2 at most 9 each of gravely_ill or woman",
        "clause 3 at most 5 each of gravely_ill or man",
    ],
    ["clause 1 all for all of gravely_ill", "clause 2 at most 5 each of any"],
    # A cap over a whole class and part of none; one within what an earlier class leaves.
    [
        "clause 1 equal of not woman",
        "clause 2 equal of woman",
        "clause 3 at most 9 each of any",
        "clause 4 at most 5 each of woman and civilian",
    ],
    ["clause 1 table t of rank major or rank captain", "table t major=8 captain=6"],
    ["clause 1 table t of not rank major", "table t captain=6"],
    ["tier one woman", "tier two age 18..25", "tier three any", "clause 1 equal of any"],
]


@pytest.mark.parametrize("lines", CLEAN)
def test_no_doubt_where_there_is_none(lines: list[str]) -> None:
    assert terms_doubts(read(*lines)) == ()


def test_what_no_file_can_say_is_doubted_too() -> None:
    terms = read("clause 1 equal of any", "clause 2 table t of any", "table t a=1")
    one, two = terms.clauses
    doubts = {
        "sides": replace(terms, sides=("NL", "NL")),
        "reading": replace(terms, reading="XX"),
        "no_source": replace(terms, source=""),
        "no_clause": replace(terms, clauses=()),
        "number_twice": replace(terms, clauses=(one, replace(one, scope=OfUnit("5")))),
        "table_empty": replace(terms, clauses=(replace(two, table={}),)),
        "numbers_missing": replace(terms, clauses=(replace(one, amounts=(5, 5)),)),
        "tier_twice": read("tier a woman", "tier b man", "clause 1 equal of any"),
    }
    tiers = doubts["tier_twice"].tiers
    doubts["tier_twice"] = replace(
        doubts["tier_twice"], tiers=(tiers[0], replace(tiers[1], name="a"))
    )
    for kind, doubtful in doubts.items():
        found = terms_doubts(doubtful)
        assert kind in {one.kind for one in found if one.blocks}


@pytest.mark.parametrize("amounts", [(), (5,), (5, 5, 5)])
def test_numbers_that_are_too_few(amounts: tuple[int, ...]) -> None:
    terms = read("clause 1 at least 5 each of any", "clause 2 at most 9 each of any")
    for at in (0, 1):
        clauses = list(terms.clauses)
        clauses[at] = replace(clauses[at], amounts=amounts)
        found = terms_doubts(replace(terms, clauses=tuple(clauses)))
        assert [one.kind for one in found] == ["numbers_missing"]


def tangle() -> Scope:
    """So many branches that nobody can say whether the last fact leaves anybody."""
    parts = (AnyOf((Not(OfRank(f"r{at}")), Not(OfUnit(f"u{at}")))) for at in range(12))
    return AllOf((*parts, Aged(30, 20)))


def test_a_tangled_scope_is_a_doubt_and_the_others_are_checked() -> None:
    terms = read("clause 1 equal of age 30..20", "clause 2 equal of any")
    tangled = replace(terms.clauses[1], scope=tangle())
    found = terms_doubts(replace(terms, clauses=(terms.clauses[0], tangled)))
    assert [(one.kind, one.clause, one.blocks) for one in found] == [
        ("nobody", 1, True),
        ("tangled", 2, True),
    ]


def person(code: str, side: str = "NL", **facts: object) -> Person:
    other = "SL" if side == "NL" else "NL"
    return replace(Person(code, side, other, held=Held.CONFIRMED, rank="private"), **facts)  # type: ignore[arg-type]


def test_with_a_register_pairs_ranks_and_empty_scopes_are_looked_up() -> None:
    terms = read(
        "tier women woman",
        "clause 1 pair NL-1 NL-2",
        "clause 2 pair NL-3 SL-9",
        "clause 3 table t of soldier",
        "table t private=1",
        "clause 4 equal of civilian",
    )
    people = [
        person("NL-1"),
        person("NL-2"),
        person("NL-3", rank="cook"),
        person("SL-1", "SL", rank=""),
        person("SL-2", "SL", sex=Sex.FEMALE, held=Held.RETURNED),
        # Article 109 needs no value in a table.
        person("SL-3", "SL", rank="x", medical=Medical.GRAVELY_ILL, medical_confirmed=True),
    ]
    assert terms_doubts(terms) == ()
    found = {
        (one.kind, one.clause, one.blocks): str(one.reason)
        for one in terms_doubts(terms, people, ON)
    }
    assert found.keys() == {
        ("pair_one_side", 1, True),
        ("pair_unknown", 2, True),
        ("table_rank", 3, True),
        ("nobody_now", 0, False),
        ("nobody_now", 4, False),
    }
    assert "return to one side: NL" in found["pair_one_side", 1, True]
    assert "SL-9" in found["pair_unknown", 2, True]
    ranks = [str(one.reason) for one in terms_doubts(terms, people, ON) if one.kind == "table_rank"]
    assert ["cook" in ranks[1], "–" in ranks[0], len(ranks)] == [True, True, 2]


def test_people_need_a_day() -> None:
    with pytest.raises(ValueProblem):
        terms_doubts(read("clause 1 equal of any"), [person("NL-1")])


def test_only_a_signed_choice_lets_a_doubtful_agreement_through() -> None:
    terms = read("clause 1 equal of woman counts duty", "clause 2 equal of soldier")
    found = terms_doubts(terms)
    (blocking,) = unsigned(found)
    assert blocking.kind == "two_classes"
    assert unsigned(found, {blocking.key}) == ()
    moved = terms_doubts(
        parse_terms(
            "\n\n" + written("clause 1 equal of woman counts duty", "clause 2 equal of soldier")
        )
    )
    assert unsigned(moved, {blocking.key}) == ()
    other = terms_doubts(read("clause 3 equal of woman counts duty", "clause 2 equal of soldier"))
    assert unsigned(other, {blocking.key}) != ()


@settings(max_examples=60)
@given(agreements())
def test_any_agreement_can_be_checked(terms: Terms) -> None:
    found = terms_doubts(terms, [person("NL-1"), person("SL-2-1", "SL-2")], ON)
    lines = [one.line for one in found]
    assert lines == sorted(lines)
    assert len({one.key for one in found}) == len({(o.kind, o.clause, o.reason) for o in found})
    negative = {c.number for c in terms.clauses if c.amounts and min(c.amounts) < 0}
    assert negative <= {one.clause for one in found if one.kind == "below_zero" and one.blocks}


def test_every_kind_of_doubt_is_tried_here() -> None:
    import re
    from pathlib import Path

    from repatria.planning import check_numbers, check_scopes, terms_check

    made = set()
    for module in (check_numbers, check_scopes, terms_check):
        text = Path(str(module.__file__)).read_text(encoding="utf-8")
        made |= set(re.findall(r'(?:doubt|remark|_of|_tier)\(\s*"(\w+)"', text))
    tried = set(re.findall(r'"(\w+)"', Path(__file__).read_text(encoding="utf-8")))
    assert len(made) > 25
    assert made <= tried


def test_the_first_clause_that_holds_is_named_as_the_winner() -> None:
    one = Clause(7, Kind.EQUAL, OfUnit("5"))
    two = Clause(3, Kind.EQUAL, OfRank("major"))
    terms = replace(read("clause 1 equal of any"), clauses=(one, two))
    (doubt,) = terms_doubts(terms)
    assert "Clause 7 wins" in str(doubt.reason)
    (doubt,) = terms_doubts(replace(terms, clauses=(two, one)))
    assert "Clause 3 wins" in str(doubt.reason)

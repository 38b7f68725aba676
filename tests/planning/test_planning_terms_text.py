"""Agreements read from lines and printed as lines."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from planning_made_terms import HEAD, agreements, bare, written

from repatria.base.errors import InputError, ValueProblem
from repatria.planning.facts import Medical
from repatria.planning.scope import Anybody, AnyOf, HasMedical, IsCivilian
from repatria.planning.terms import Clause, Kind, Remains, Room, Terms, Tier
from repatria.planning.terms_print import print_terms
from repatria.planning.terms_text import parse_terms

WOUNDED_OR_ILL = AnyOf((HasMedical(Medical.SERIOUSLY_WOUNDED), HasMedical(Medical.GRAVELY_ILL)))

WHOLE = """\
# A comment.
agreement Trial, of two invented sides # and another
reading NL
sides NL SL
dated 2031-01-02
source https://example.org/1#part

tier worst seriously_wounded or gravely_ill
assumed tier "the rest" any
then longest held, lottery

clause 1 all for all of seriously_wounded or gravely_ill
clause 2 at least 1,000 each of soldier counts duty
clause 3 at most SL 30 and NL 20 of any
clause 4 ratio SL 2 for NL 1 of civilian
clause 5 table scale of soldier
table scale private=1 "lieutenant colonel"=10
table scale general=1,000
clause 6 pair NL-1 SL-7
clause 7 together of any
clause 8 equal of civilian

seats each 100
stretchers NL 4 of 2 seats
assumed camp each 40
vehicle SL 20
every 3 days
exposure at most 50
settle within 2 rounds
remains 6,000 for all
"""


WORDS = sorted({word for line in WHOLE.split("\n") for word in line.split()})


def test_every_line() -> None:
    terms = parse_terms(WHOLE)
    assert bare(terms) == Terms(
        name="Trial, of two invented sides",
        reading="NL",
        sides=("NL", "SL"),
        dated=date(2031, 1, 2),
        clauses=(
            Clause(1, Kind.ALL_FOR_ALL, WOUNDED_OR_ILL),
            Clause(2, Kind.AT_LEAST, IsCivilian(False), (1000, 1000), counts_duty=True),
            Clause(3, Kind.AT_MOST, Anybody(), (20, 30)),
            Clause(4, Kind.RATIO, IsCivilian(True), (1, 2)),
            Clause(
                5,
                Kind.TABLE,
                IsCivilian(False),
                table={"private": 1, "lieutenant colonel": 10, "general": 1000},
            ),
            Clause(6, Kind.PAIR, Anybody(), pair=("NL-1", "SL-7")),
            Clause(7, Kind.TOGETHER, Anybody()),
            Clause(8, Kind.EQUAL, IsCivilian(True)),
        ),
        tiers=(Tier("worst", WOUNDED_OR_ILL), Tier("the rest", Anybody())),
        room=(Room(100, 4, 2, 40, None), Room(100, None, 3, 40, 20)),
        interval=3,
        exposure=50,
        settle=2,
        remains=Remains((6000, None)),
        source="https://example.org/1#part",
        assumed=frozenset({"tier the rest", "camp NL", "camp SL"}),
    )
    assert terms.lines["clause 4"] == 15
    assert terms.clauses[3].line == 15
    assert terms.tiers[1].line == 9
    assert terms.lines["vehicle SL"] == 26


@settings(max_examples=150)
@given(agreements())
def test_an_agreement_is_read_back_as_it_was(terms: Terms) -> None:
    text = print_terms(terms)
    assert bare(parse_terms(text)) == bare(terms)
    assert print_terms(parse_terms(text)) == text


@settings(max_examples=50)
@given(agreements(), st.sampled_from(["\r\n", "\r"]))
def test_line_ends_blanks_and_comments_change_nothing(terms: Terms, end: str) -> None:
    text = print_terms(terms)
    other = "\N{ZERO WIDTH NO-BREAK SPACE}" + "".join(
        f"\t{line}   # said so{end}" for line in text.split("\n")
    )
    assert bare(parse_terms(other)) == bare(terms)


def refusals(text: str) -> list[int | None]:
    """The rows of what is wrong with a text."""
    try:
        parse_terms(text)
    except InputError as refused:
        return [problem.row for problem in refused.problems]
    return []


@given(st.text(max_size=200) | st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join))
def test_any_line_is_read_or_refused_by_its_number(line: str) -> None:
    text = written("clause 99 equal of any", line)
    rows = refusals(text)
    assert all(row is not None and row >= 9 for row in rows)
    if not rows:
        terms = parse_terms(text)
        assert bare(parse_terms(print_terms(terms))) == bare(terms)


REFUSED = [
    ("clauses 1 equal of any", "clauses", "no line begins so"),
    ("clause one equal of any", "one", "whole number"),
    ("clause 0 equal of any", "0", "numbered from 1"),
    ("clause 1 equals of any", "equals", "a clause is one of: all for all, equal"),
    ("clause 1 all for any of any", "all", "a clause is one of"),
    ("clause 1 equal any", "any", "“of” should stand here"),
    ("clause 1 equal of", "", "a scope is missing"),
    ("clause 1 equal of civilian counts", "", "“duty” should stand here"),
    ("clause 1 equal of civilian counts duty twice", "twice", "should end here"),
    ("clause 1 at least of any", "of", "the number of people is a whole number"),
    ("clause 1 at least 1.5 each of any", "1.5", "whole number"),
    ("clause 1 at most 5,00 each of any", "5,00", "whole number"),
    ("clause 1 at most 5000000000 of any", "5000000000", "larger than"),
    ("clause 1 at least NL 5 of any", "of", "“and” should stand here"),
    ("clause 1 at least NL 5 and NL 6 of any", "NL", "the other side"),
    ("clause 1 ratio 2 to 1 of any", "2", "the sides are NL and SL"),
    ("clause 1 ratio XX 2 for SL 1 of any", "XX", "the sides are NL and SL"),
    ("clause 1 pair NL-1", "", "the second code is missing"),
    ("clause 1 pair NL-1 SL-1 SL-2", "SL-2", "should end here"),
    ("clause 1 table scale of any", "scale", "there is no such table"),
    ("assumed dated 2031-01-02", "assumed", "“dated” cannot be assumed"),
    ("assumed", "", "no line begins so"),
    ("dated 2031-01-03", "dated", "“dated” stands on line 4 already"),
    ("seats SL 5", "SL", "“seats SL” stands on line 7 already"),
    ("seats both 5", "both", "the sides are NL and SL"),
    ("stretchers each 5 of 3", "", "“seats” should stand here"),
    ("camp each", "", "the number of camp is missing"),
    ("camp each any", "any", "whole number"),
    ("every day", "day", "whole number"),
    ("every 7 weeks", "weeks", "“days” should stand here"),
    ("exposure 5", "5", "“at” should stand here"),
    ("settle within 2", "", "“rounds” should stand here"),
    ("remains 6000", "", "“for” should stand here"),
    ("remains some for all", "some", "whole number"),
    ("then youngest first", "youngest", "this line is always: then longest held, lottery"),
    ("tier any woman", "any", "the tier's name is missing"),
    ("tier women womn", "womn", "perhaps “woman”"),
    ("table scale", "", "rank=value is missing"),
    ("table scale major 8", "major", "rank=value"),
    ("table scale major=eight", "eight", "the value is a whole number"),
    ("table scale major=8 major=9", "major", "stands in this table already"),
    ("table scale major=8", "scale", "no clause uses this table"),
    ("clause 1 equal of civ\N{ZERO WIDTH SPACE}ilian", "", "cannot be seen"),
    ("clause 1 equal of any " + "or any " * 1000, "", "longer than 4,000"),
]


@pytest.mark.parametrize(("line", "word", "reason"), REFUSED)
def test_a_refusal_names_line_word_and_reason(line: str, word: str, reason: str) -> None:
    clause = () if line.startswith("clause") else ("clause 99 equal of any",)
    with pytest.raises(InputError) as refused:
        parse_terms(written(line, *clause), "trial.txt")
    (problem,) = refused.value.problems
    assert (problem.file, problem.row, problem.field) == ("trial.txt", 8, word)
    assert reason in problem.message


@pytest.mark.parametrize("number", range(len(HEAD)))
def test_what_is_missing_is_said(number: int) -> None:
    word = HEAD[number].split()[0]
    text = written("clause 1 equal of any", without=word)
    if word == "dated":
        assert parse_terms(text).dated is None
        return
    with pytest.raises(InputError) as refused:
        parse_terms(text)
    assert any(word in str(problem) for problem in refused.value.problems)


def test_a_missing_clause_is_said() -> None:
    with pytest.raises(InputError, match="there is no clause"):
        parse_terms(written())


def test_one_side_without_seats_is_said() -> None:
    with pytest.raises(InputError, match="“seats each N” or “seats SL N” is missing"):
        parse_terms(written("clause 1 equal of any", "seats NL 5", without="seats"))


@pytest.mark.parametrize(
    ("line", "word"),
    [("sides NL NL", "NL"), ("sides NL both", "both"), ("sides each NL", "each"), ("sides NL", "")],
)
def test_sides_are_two_codes(line: str, word: str) -> None:
    with pytest.raises(InputError) as refused:
        parse_terms(f"{line}\n")
    assert (refused.value.problems[0].row, refused.value.problems[0].field) == (1, word)


def test_a_reading_is_of_a_side() -> None:
    with pytest.raises(InputError, match="a reading is of NL, of SL or of both"):
        parse_terms(written("reading XX", "clause 1 equal of any", without="reading"))


def test_the_same_number_twice() -> None:
    with pytest.raises(InputError, match="“clause 1” stands on line 8 already"):
        parse_terms(written("clause 1 equal of any", "clause 1 together of any"))


def test_all_refused_lines_are_named_at_once() -> None:
    with pytest.raises(InputError) as refused:
        parse_terms(written("clause 1 equal of anybody", "camp each x", "clause 2 equal of man"))
    assert [problem.row for problem in refused.value.problems] == [8, 9]


def test_far_too_long_a_text_is_refused() -> None:
    with pytest.raises(InputError, match="more than 5,000 lines"):
        parse_terms("\n" * 5_000)


def test_no_more_clauses_than_can_be_held_against_one_another() -> None:
    lines = [f"clause {number} equal of unit u{number}" for number in range(1, 202)]
    assert len(parse_terms(written(*lines[:200])).clauses) == 200
    with pytest.raises(InputError, match="more than 200 clauses"):
        parse_terms(written(*lines))


@pytest.mark.parametrize("name", ["", " x", "a #b", "#a", "a\nb", "a\N{RIGHT-TO-LEFT OVERRIDE}b"])
def test_a_name_that_no_line_can_hold_is_not_printed(name: str) -> None:
    terms = parse_terms(WHOLE)
    with pytest.raises(ValueProblem):
        print_terms(replace(terms, name=name))


@pytest.mark.parametrize(
    "clause",
    [
        Clause(1, Kind.AT_LEAST, Anybody(), (5,)),
        Clause(1, Kind.EQUAL, Anybody(), (5, 5)),
        Clause(1, Kind.PAIR, Anybody(), pair=("A",)),
        Clause(1, Kind.PAIR, IsCivilian(True), pair=("A", "B")),
        Clause(1, Kind.TABLE, Anybody()),
        Clause(1, Kind.EQUAL, Anybody(), table={"major": 1}),
        Clause(0, Kind.EQUAL, Anybody()),
    ],
)
def test_a_clause_that_is_not_whole_is_not_printed(clause: Clause) -> None:
    with pytest.raises(ValueProblem):
        print_terms(replace(parse_terms(WHOLE), clauses=(clause,)))

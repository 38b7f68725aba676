"""Scopes read and printed."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from planning_made_terms import SCOPES

from repatria.base.errors import ValueProblem
from repatria.planning import scope as s
from repatria.planning.facts import Medical, Sex
from repatria.planning.line_words import WordProblem
from repatria.planning.scope_text import DEPTH, parse_scope, print_scope

WOUNDED, ILL = s.HasMedical(Medical.SERIOUSLY_WOUNDED), s.HasMedical(Medical.GRAVELY_ILL)
CIVILIAN = s.IsCivilian(True)


@given(SCOPES)
def test_a_scope_is_read_back_as_it_was(scope: s.Scope) -> None:
    assert parse_scope(print_scope(scope)) == scope


@given(SCOPES)
def test_printing_what_was_read_changes_nothing(scope: s.Scope) -> None:
    text = print_scope(scope)
    assert print_scope(parse_scope(f"  (( {text} ) )  ")) == text


@pytest.mark.parametrize(
    ("text", "scope"),
    [
        ("any", s.Anybody()),
        ("soldier", s.IsCivilian(False)),
        ("woman", s.OfSex(Sex.FEMALE)),
        ("man", s.OfSex(Sex.MALE)),
        ("age 18..25", s.Aged(18, 25)),
        ("held at least 1,000 days", s.HeldFor(1000)),
        ("captured before 2022-06-01", s.CapturedBefore(date(2022, 6, 1))),
        ('rank "lieutenant colonel"', s.OfRank("lieutenant colonel")),
        ('rank "not"', s.OfRank("not")),
        ("unit А-36", s.OfUnit("А-36")),
        ("seriously_wounded or gravely_ill", s.AnyOf((WOUNDED, ILL))),
        # "and" binds closer than "or", "not" closer than both.
        (
            "seriously_wounded or gravely_ill and civilian",
            s.AnyOf((WOUNDED, s.AllOf((ILL, CIVILIAN)))),
        ),
        (
            "(seriously_wounded or gravely_ill) and civilian",
            s.AllOf((s.AnyOf((WOUNDED, ILL)), CIVILIAN)),
        ),
        ("not seriously_wounded and civilian", s.AllOf((s.Not(WOUNDED), CIVILIAN))),
        ("not (seriously_wounded and civilian)", s.Not(s.AllOf((WOUNDED, CIVILIAN)))),
        ("not not civilian", s.Not(s.Not(CIVILIAN))),
    ],
)
def test_the_grammar(text: str, scope: s.Scope) -> None:
    assert parse_scope(text) == scope


@pytest.mark.parametrize(
    ("text", "word", "reason"),
    [
        ("", "", "a scope is missing"),
        ("civilan", "civilan", "perhaps “civilian”"),
        ("Woman", "Woman", "perhaps “woman”"),
        ("xyz", "xyz", "there are: any"),
        ("civilian woman", "woman", "the line should end here"),
        ("civilian and", "", "a scope is missing"),
        ("or civilian", "or", "no such word"),
        ("(civilian", "", "“)” should stand here"),
        ("civilian)", ")", "should end here"),
        ("age 18-25", "18-25", "ages are written as 18..25"),
        ("age", "", "the ages, as 18..25, is missing"),
        ("held 5 days", "5", "“at” should stand here"),
        ("held at least five days", "five", "is a whole number"),
        ("held at least -5 days", "-5", "below zero"),
        ("held at least 1,00 days", "1,00", "is a whole number"),
        ("held at least 5", "", "“days” should stand here"),
        ("held at least 99999999999 days", "99999999999", "is larger than"),
        ("captured before 2022-02-30", "2022-02-30", "there is no such day"),
        ("captured before 1 June", "1", "a day is written as"),
        ("captured before 20220601", "20220601", "a day is written as"),
        ("rank and civilian", "and", "the rank is missing"),
        ("rank", "", "the rank is missing"),
        ('rank "  "', "  ", "the rank is empty"),
        ('rank "major', '"', "not closed"),
        ('"civilian"', "civilian", "no such word"),
        ("(" * (DEPTH + 2) + "any", "(", "too many parentheses"),
        ("not " * (DEPTH + 2) + "any", "not", "too many parentheses"),
    ],
)
def test_a_refusal_names_the_word(text: str, word: str, reason: str) -> None:
    with pytest.raises(WordProblem) as refused:
        parse_scope(text)
    assert refused.value.word == word
    assert reason in refused.value.reason


@given(st.text(max_size=60))
def test_any_text_is_a_scope_or_refused(text: str) -> None:
    try:
        scope = parse_scope(text)
    except WordProblem:
        return
    assert parse_scope(print_scope(scope)) == scope


@pytest.mark.parametrize(
    "scope",
    [
        s.HasMedical(Medical.NONE),
        s.OfSex(Sex.UNKNOWN),
        s.Aged(-1, 5),
        s.HeldFor(-1),
        s.OfRank(""),
        s.OfRank('a "b"'),
        s.OfUnit("a #b"),
        s.OfUnit("a\nb"),
        s.AllOf((s.Anybody(), s.Not(s.OfSex(Sex.UNKNOWN)))),
    ],
)
def test_what_no_words_say_is_not_printed(scope: s.Scope) -> None:
    with pytest.raises(ValueProblem):
        print_scope(scope)


def test_one_part_and_none_mean_what_they_hold() -> None:
    assert print_scope(s.AllOf((WOUNDED,))) == "seriously_wounded"
    assert print_scope(s.AllOf(())) == "any"
    assert print_scope(s.AnyOf(())) == "not any"

"""The rule table from words to quantities."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from repatria.base.errors import RepatriaError, ValueProblem
from repatria.statements import quantity as q
from repatria.statements.quantity import Kind, Quantity
from repatria.statements.words import MEANINGS, RULES, WordRule, read_quantity

NUMBERS = st.integers(0, 10**11)

# What the example of each row means, said once more by hand.
READ = {
    "exact": q.exact(1200),
    "range": q.between(13, 14),
    "more": q.at_least(71),
    "at_least": q.at_least(1000),
    "fewer": q.at_most(49),
    "at_most": q.at_most(20),
    "nearly": q.nearly(5000),
    "about": q.about(250),
    "tens": q.at_least(10),
    "dozens": q.at_least(12),
    "hundreds": q.at_least(100),
    "thousands": q.at_least(1000),
    "none": q.NONE,
    "parity": q.PARITY,
    "not_stated": q.NOT_STATED,
}

OTHER_WORDS = {
    "понад 70": q.at_least(71),
    "свыше 1 000": q.at_least(1001),
    "щонайменше 1000": q.at_least(1000),
    "менше 50": q.at_most(49),
    "не більше 20": q.at_most(20),
    "до 20": q.at_most(20),
    "майже 5 000": q.nearly(5000),
    "близько 250": q.about(250),
    "~250": q.about(250),
    "від 13 до 14": q.between(13, 14),
    "от 13 до 14": q.between(13, 14),
    "13 – 14": q.between(13, 14),
    "десятки людей": q.at_least(10),
    "десятки": q.at_least(12),
    "Several dozens": q.at_least(12),
    "тисячі": q.at_least(1000),
    "жодного": q.NONE,
    "not a single one": q.NONE,
    "порівну": q.PARITY,
    "an equal number": q.PARITY,
    "a similar number": q.PARITY,
    "equal number each way": q.PARITY,
    "не названо": q.NOT_STATED,
}


def plain(found: Quantity) -> tuple[object, ...]:
    return found.kind, found.low, found.high, found.number


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.example)
def test_every_row_is_read_by_its_own_example(rule: WordRule) -> None:
    assert plain(read_quantity(rule.example)) == plain(READ[rule.meaning])


def test_every_meaning_is_used_and_known() -> None:
    assert {rule.meaning for rule in RULES} == set(MEANINGS) == set(READ)


@pytest.mark.parametrize(("words", "meant"), OTHER_WORDS.items())
def test_other_words_and_other_languages(words: str, meant: Quantity) -> None:
    assert plain(read_quantity(words)) == plain(meant)


@given(NUMBERS, st.integers(0, 10**6))
def test_the_canonical_form_is_read_back(number: int, more: int) -> None:
    for made in (
        q.exact(number),
        q.at_least(number),
        q.at_most(number),
        q.about(number),
        q.nearly(number),
        q.between(number, number + more),
        q.NONE,
        q.PARITY,
        q.NOT_STATED,
    ):
        assert read_quantity(str(made)) == made


@given(st.sampled_from(RULES).map(lambda rule: rule.example) | st.sampled_from(list(OTHER_WORDS)))
def test_the_source_s_words_are_kept_unless_they_are_the_canonical_form(words: str) -> None:
    found = read_quantity(words)
    kept = found.words or str(found)
    assert (
        kept.replace(",", "").lower() == words.replace(",", "").lower() or found.kind is Kind.EXACT
    )
    assert plain(read_quantity(kept)) == plain(found)


@given(NUMBERS)
def test_thousands_may_be_set_apart(number: int) -> None:
    for mark in (",", " ", "\u00a0", "\u202f"):
        assert read_quantity(f"{number:,}".replace(",", mark)) == q.exact(number)
        assert plain(read_quantity(f"about {number:,}".replace(",", mark))) == plain(
            q.about(number)
        )


def test_no_high_end_is_read_into_words() -> None:
    for rule in RULES:
        found = read_quantity(rule.example)
        if "#" not in rule.pattern and found.low:
            assert found.high is None


@pytest.mark.parametrize(
    "words",
    ["", " ", "-5", "−5", "1.5", "1,5", "12,00", "1,2000", "1e3", "NaN", "a lot", "dozen", "0x10",
     "14 to 13", "between 14 and 13", "about", "about -3", "more than", "=1+1", "5 people", "²",
     "9" * 13, "9" * 5000, "about " + "9" * 5000, "1" + " 000" * 2000],
    ids=lambda words: words[:20] or "nothing",
)  # fmt: skip
def test_what_no_rule_reads_is_refused(words: str) -> None:
    with pytest.raises(ValueProblem):
        read_quantity(words)


@given(st.text(max_size=30) | st.from_regex(r"(about|more than|nearly)? ?[-\d., ]{0,12}( to \d+)?"))
def test_words_are_read_or_refused_and_nothing_else(words: str) -> None:
    with suppress(RepatriaError):
        found = read_quantity(words)
        assert found.low is None or found.low >= 0
        assert found.high is None or (found.low is not None and found.low <= found.high)


@given(NUMBERS.filter(bool))
def test_more_and_fewer_leave_the_number_itself_out(number: int) -> None:
    more, fewer = read_quantity(f"more than {number}"), read_quantity(f"fewer than {number}")
    assert more.low == number + 1
    assert fewer.high == number - 1

"""Dates as people write them in lists."""

from __future__ import annotations

import calendar
from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from repatria.base import uncertain
from repatria.base.dates import partial_date
from repatria.base.errors import ValueProblem
from repatria.base.uncertain import UncertainDate, uncertain_date
from repatria.base.uncertain_words import MONTHS

DAY = date(1987, 6, 14)
DAYS = st.dates(date(1800, 1, 1), date(2100, 12, 31))


def read(text: str) -> UncertainDate:
    found = uncertain_date(text)
    assert found is not None
    return found


@pytest.mark.parametrize(
    "text",
    [
        *("14.06.1987", "14/06/1987", "14-06-1987", "14 06 1987", "14,06,1987", "14. 06. 1987"),
        *("14.6.1987", "14/06/87", "1987-06-14", "1987.06.14", "06/14/1987", "14.O6.1987"),
        *("14 червня 1987", "14 червня 1987 р.", "14 июня 1987 г.", "14 июня 1987 года"),
        *("14 Jun 1987", "14 June, 1987", "14th June 1987", "June 14, 1987", "14.VI.1987"),
        *("14 VI 1987", "14.06.1987 р.н.", "14.06.1987 г.р.", "14.06.1987 року народження"),
        *("нар. 14.06.1987", "born 14.06.1987", "1987-06-14 00:00:00", "1987-06-14T00:00:00"),
    ],
)
def test_one_day_in_every_usual_writing(text: str) -> None:
    assert (read(text).first, read(text).last) == (DAY, DAY)
    assert read(text).precise


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("06.1987", "1987-06"),
        ("червень 1987", "1987-06"),
        ("июнь 1987", "1987-06"),
        ("June 1987", "1987-06"),
        ("1987-06-XX", "1987-06"),
        ("XX.06.1987", "1987-06"),
        ("1987 р.н.", "1987"),
        ("1987 р. н.", "1987"),
        ("1987 г.р.", "1987"),
        ("1987 року народження", "1987"),
        ("XX.XX.1987", "1987"),
        ("1987-XX-XX", "1987"),
        ("1987?", "1987"),
        ("близько 1987", "1987"),
        ("ca. 1987", "1987"),
    ],
)
def test_months_and_years_keep_what_they_leave_open(text: str, same: str) -> None:
    found, expected = read(text), partial_date(same)
    assert (found.first, found.last) == (expected.first, expected.last)


@pytest.mark.parametrize(
    ("text", "years"),
    [("198X", (1980, 1989)), ("19XX", (1900, 1999)), ("1985/1987", (1985, 1987))],
)
def test_marks_of_edtf_give_the_years_between(text: str, years: tuple[int, int]) -> None:
    assert (read(text).first, read(text).last) == (date(years[0], 1, 1), date(years[1], 12, 31))


@pytest.mark.parametrize("text", ["", " ", "?", "-", "невідомо", "Неизвестно", "unknown", "н/д"])
def test_what_the_source_does_not_know_is_no_date_and_no_error(text: str) -> None:
    assert uncertain_date(text) is None


@pytest.mark.parametrize("text", ["1987?", "1987~", "1987 (?)", "бл. 1987", "около 1987"])
def test_the_doubt_of_the_source_is_kept(text: str) -> None:
    assert read(text).doubtful
    assert read(text).notes in ((uncertain.MARKED,), (uncertain.ABOUT,))


def test_what_was_supposed_is_noted() -> None:
    assert read("14/06/87").notes == (uncertain.CENTURY_GUESSED,)
    assert read("06/14/1987").notes == (uncertain.MONTH_FIRST,)
    assert read("06/07/1987").notes == (uncertain.DAY_FIRST,)
    assert read("14.O6.1987").notes == (uncertain.LETTERS_READ,)
    assert read("06.07.1987").notes == ()


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("31.02.1987", "month 2 of 1987 has no day 31"),
        ("29.02.1900", "month 2 of 1900 has no day 29"),
        ("32.01.1987", "no month has a day 32"),
        ("14.13.1987", "there is no month 13"),
        ("12 foo 1987", "“foo” is not a month"),
        ("0987", "987 is not a year between"),
        ("1987/1985", "ends before it begins"),
        ("31942", "perhaps 1987-06-14"),
        ("31942.0", "perhaps 1987-06-14"),
        ("14061987", "is not a date that can be read"),
        ("солдат", "is not a date that can be read"),
    ],
)
def test_a_bad_date_is_refused_with_what_is_wrong(text: str, wrong: str) -> None:
    with pytest.raises(ValueProblem, match=wrong) as refused:
        uncertain_date(text)
    assert text in str(refused.value)


@given(DAYS, st.sampled_from([".", "/", "-", " "]))
def test_any_day_of_the_calendar_is_read_back(day: date, by: str) -> None:
    found = read(f"{day.day:02d}{by}{day.month}{by}{day.year}")
    assert found.first == found.last == day
    assert read(day.isoformat()).first == day


@given(DAYS, st.sampled_from(sorted(MONTHS)))
def test_every_month_word_names_its_month(day: date, word: str) -> None:
    month = MONTHS[word]
    last = calendar.monthrange(day.year, month)[1]
    assert read(f"{min(day.day, last)} {word.title()} {day.year}").first.month == month


@given(DAYS)
def test_partial_dates_mean_the_same_here(day: date) -> None:
    for length in (4, 7, 10):
        text = day.isoformat()[:length]
        assert (read(text).first, read(text).last) == (
            partial_date(text).first,
            partial_date(text).last,
        )


@given(st.one_of(st.text(), st.text("0123456789./-XxХ? рнтрава", max_size=12)))
def test_any_text_is_read_or_refused_with_our_error(text: str) -> None:
    with suppress(ValueProblem):
        found = uncertain_date(text)
        assert found is None or found.first <= found.last

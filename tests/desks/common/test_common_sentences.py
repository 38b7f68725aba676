"""What engines and readers say, in the language of the page."""

from __future__ import annotations

import json

import pytest
from django.utils.translation import override

from repatria.base.errors import InputError, Problem, RepatriaError, ValueProblem
from repatria.base.messages import sentence, verbatim
from repatria.desks.common.sentences import kept, told, told_error, told_kept, told_problem

TOO_LONG = sentence("the text is longer than {limit:,} characters", limit=20_000)
NEAR = sentence("; did you mean “{word}”?", word="unit")
UNKNOWN = sentence("unknown key “{key}”{near}", key="unnit", near=NEAR)
MISSING = sentence("no such column; it held {field}", field="birth")


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "the text is longer than 20,000 characters"),
        ("uk", "текст довший за 20\N{NO-BREAK SPACE}000 знаків"),
        ("ru", "текст длиннее 20\N{NO-BREAK SPACE}000 знаков"),
    ],
)
def test_a_sentence_is_told_with_its_numbers_in_the_language(language: str, words: str) -> None:
    with override(language):
        assert told(TOO_LONG) == words


def test_a_sentence_inside_another_is_told_in_the_same_language() -> None:
    assert told(UNKNOWN) == str(UNKNOWN)
    with override("uk"):
        assert told(UNKNOWN) == "невідомий ключ «unnit»; можливо, «unit»?"


def test_a_field_is_called_as_the_desk_calls_it() -> None:
    assert told(MISSING, {"birth": "Date of birth"}.__getitem__).endswith("held Date of birth")
    assert told(MISSING).endswith("held birth")


def test_a_text_without_a_template_stands_as_it_is() -> None:
    with override("uk"):
        assert told("the file is {empty}") == told(verbatim("the file is {empty}"))
        assert told(verbatim("the file is {empty}")) == "the file is {empty}"
        assert told("") == told(verbatim("")) == ""


@pytest.mark.parametrize(
    ("row", "field", "words"),
    [
        (3, "Unit", "Рядок 3, Unit: файл порожній"),
        (3, "", "Рядок 3: файл порожній"),
        (None, "Unit", "Unit: файл порожній"),
        (None, "", "файл порожній"),
    ],
)
def test_a_problem_names_its_row_and_its_field(row: int | None, field: str, words: str) -> None:
    with override("uk"):
        assert told_problem(Problem("a.csv", row, field, sentence("the file is empty"))) == words


@pytest.mark.parametrize(
    "error",
    [
        InputError([Problem("a.csv", 3, "Unit", UNKNOWN), Problem("a.csv", None, "", TOO_LONG)]),
        ValueProblem(TOO_LONG),
        RepatriaError("The archive does not answer."),
    ],
)
def test_an_error_that_was_kept_is_told_in_any_language(error: RepatriaError) -> None:
    text = kept(error, 2000)
    for language in ("en", "uk", "ru"):
        with override(language):
            assert told_kept(text) == told_error(error)


def test_an_error_that_was_kept_as_a_text_is_told_still() -> None:
    with override("uk"):
        assert told_kept("the file is empty") == "файл порожній"
        assert told_kept("a.csv, row 3: nothing") == "a.csv, row 3: nothing"
        assert told_kept("{broken") == "{broken"


def test_of_too_many_problems_as_many_are_kept_as_there_is_room_for() -> None:
    error = InputError([Problem("a.csv", row, "Unit", UNKNOWN) for row in range(1, 51)])
    text = kept(error, 1000)
    assert len(text) <= 1000
    assert 1 < len(json.loads(text)["problems"]) < 50
    assert len(kept(error, 20)) == 20

"""One error tree, and problems that name the place."""

from __future__ import annotations

import inspect

import pytest

from repatria.base import errors
from repatria.base.errors import InputError, Problem, RepatriaError


@pytest.mark.parametrize(
    ("problem", "text"),
    [
        (Problem("a.csv", 12, "said_on", "no date"), "a.csv, row 12, field said_on: no date"),
        (Problem("a.csv", 12, "", "too few cells"), "a.csv, row 12: too few cells"),
        (Problem("a.csv", None, "", "not read"), "a.csv: not read"),
        (Problem("a.csv", None, "format", "missing"), "a.csv, field format: missing"),
    ],
)
def test_a_problem_names_file_row_and_field(problem: Problem, text: str) -> None:
    assert str(problem) == text


def test_a_refused_file_tells_of_every_problem() -> None:
    problems = [Problem("a.yaml", row, "id", "twice") for row in (3, 9)]
    error = InputError(iter(problems))
    assert error.problems == tuple(problems)
    assert str(error).splitlines() == [str(problem) for problem in problems]


def test_every_error_descends_from_the_root() -> None:
    for _, item in inspect.getmembers(errors, inspect.isclass):
        if issubclass(item, Exception) and item.__module__ == errors.__name__:
            assert issubclass(item, RepatriaError)

"""One error tree, and problems that name the place."""

from __future__ import annotations

import inspect
import json
import pickle

import pytest

from repatria.base import errors
from repatria.base.errors import InputError, Problem, RepatriaError, ValueProblem
from repatria.base.messages import sentence, verbatim

SAID = sentence("“{text}” is not a date", text="soon")


@pytest.mark.parametrize(
    ("problem", "text"),
    [
        (
            Problem("a.csv", 12, "said_on", verbatim("no date")),
            "a.csv, row 12, field said_on: no date",
        ),
        (Problem("a.csv", 12, "", verbatim("too few cells")), "a.csv, row 12: too few cells"),
        (Problem("a.csv", None, "", verbatim("not read")), "a.csv: not read"),
        (Problem("a.csv", None, "format", verbatim("missing")), "a.csv, field format: missing"),
    ],
)
def test_a_problem_names_file_row_and_field(problem: Problem, text: str) -> None:
    assert str(problem) == text


def test_a_refused_file_tells_of_every_problem() -> None:
    problems = [Problem("a.yaml", row, "id", verbatim("twice")) for row in (3, 9)]
    error = InputError(iter(problems))
    assert error.problems == tuple(problems)
    assert str(error).splitlines() == [str(problem) for problem in problems]


def test_every_error_descends_from_the_root() -> None:
    for _, item in inspect.getmembers(errors, inspect.isclass):
        if issubclass(item, Exception) and item.__module__ == errors.__name__:
            assert issubclass(item, RepatriaError)


def test_a_problem_carries_the_template_of_what_it_says() -> None:
    problem = Problem("a.csv", 12, "said_on", SAID)
    assert str(problem) == "a.csv, row 12, field said_on: “soon” is not a date"
    assert (problem.template, problem.params) == ("“{text}” is not a date", {"text": "soon"})


def test_a_problem_is_the_same_after_it_was_kept() -> None:
    problem = Problem("a.csv", None, "said_on", SAID)
    again = Problem.from_json(json.loads(json.dumps(problem.to_json())))
    assert (again, again.template) == (problem, SAID.template)


def test_a_problem_that_was_kept_before_there_were_templates_is_read() -> None:
    held = {"file": "a.csv", "row": 3, "field": "", "message": "too few cells"}
    assert str(Problem.from_json(held)) == "a.csv, row 3: too few cells"


def test_a_refused_file_can_be_sent_to_another_process() -> None:
    error = pickle.loads(pickle.dumps(InputError([Problem("a.csv", 3, "", SAID)])))
    assert [each.template for each in error.problems] == [SAID.template]


def test_an_error_says_its_sentence_with_the_template_where_it_has_one() -> None:
    assert ValueProblem(SAID).sentence is SAID
    assert ValueProblem("as it {stands}").sentence == "as it {stands}"
    assert str(ValueProblem(SAID)) == "“soon” is not a date"

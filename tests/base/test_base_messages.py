"""Marked sentences: English as they stand, with what a translation is made of."""

from __future__ import annotations

import json
import pickle

import pytest

from repatria.base.messages import Sentence, message, sentence, verbatim
from repatria.base.progress import Progress, silent

INNER = sentence("“{text}” is not a number", text="x")
NESTED = sentence("{problem}; {count:,} rows are left out", problem=INNER, count=1200)


def test_a_message_is_marked_and_left_as_it_is() -> None:
    assert message("Said by: {speaker}.") == "Said by: {speaker}."


def test_a_sentence_is_its_english_text() -> None:
    assert NESTED == "“x” is not a number; 1,200 rows are left out"
    assert str(NESTED) == f"{NESTED}" == json.loads(json.dumps(NESTED))
    assert {NESTED: 1}[str(NESTED)] == 1


def test_it_remembers_its_template_and_what_fills_it() -> None:
    assert NESTED.template == "{problem}; {count:,} rows are left out"
    assert NESTED.params == {"problem": INNER, "count": 1200}
    assert isinstance(NESTED.params["problem"], Sentence)


def test_a_place_without_a_value_is_a_fault_of_the_program() -> None:
    with pytest.raises(KeyError):
        sentence("the file is larger than {limit:,} bytes")


@pytest.mark.parametrize(
    "kept",
    [
        lambda said: pickle.loads(pickle.dumps(said)),
        lambda said: Sentence.from_json(json.loads(json.dumps(said.to_json()))),
    ],
)
def test_it_is_the_same_after_it_was_kept(kept) -> None:
    again = kept(NESTED)
    assert again == NESTED
    assert (again.template, again.params) == (NESTED.template, NESTED.params)
    inner = again.params["problem"]
    assert isinstance(inner, Sentence)
    assert inner.template == INNER.template


def test_what_was_kept_before_there_were_templates_is_read_as_its_text() -> None:
    assert Sentence.from_json("the file {is} empty") == "the file {is} empty"


def test_a_text_without_a_template_is_the_same_in_every_language() -> None:
    assert verbatim("a {b} c") == "a {b} c"
    assert verbatim(NESTED) is NESTED


def test_progress_that_nobody_watches_says_nothing() -> None:
    watcher: Progress = silent
    watcher(1, 2, "grading")

"""Sentences of the engines and of the readers of files, in the language of the page.

They come as `base.messages.Sentence`: a template that the catalogues hold, and what fills it. What
was kept before sentences had templates is a plain text, and is shown as it stands.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from django.utils.translation import get_language, gettext

from repatria.base.errors import InputError, Problem, RepatriaError
from repatria.base.messages import VERBATIM, Sentence
from repatria.desks.common import wording

Word = Callable[[str], str]
"""What a desk calls a field of a file, by the field's key."""

_FIELD = "field"
_PROBLEMS, _SENTENCE = "problems", "sentence"


class _Number(int):
    """A number that `{:,}` writes as the language of the page does."""

    def __format__(self, how: str) -> str:
        if how == ",":
            return wording.number(int(self), get_language() or "en")
        return super().__format__(how)


def told(text: str, word: Word = str) -> str:
    """A sentence in the language of the page; a plain text as it stands.

    `word` says what a field is called that a sentence names by its key, in its place `{field}`.
    """
    if not isinstance(text, Sentence):
        return text
    filled = {name: _part(name, part, word) for name, part in text.params.items()}
    return gettext(text.template).format(**filled) if text.template else ""


def told_problem(problem: Problem, word: Word = str) -> str:
    """A problem of a file with its row and its field. The file itself is not named: a page shows
    the problems of one."""
    said = told(problem.message, word)
    if problem.row and problem.field:
        template = gettext("Row {row}, {field}: {said}")
    elif problem.row:
        template = gettext("Row {row}: {said}")
    elif problem.field:
        template = gettext("{field}: {said}")
    else:
        return said
    return template.format(row=problem.row, field=problem.field, said=said)


def told_error(error: RepatriaError) -> str:
    """Why something was refused, in the language of the page; several problems on a line each."""
    if isinstance(error, InputError):
        return "\n".join(told_problem(each) for each in error.problems)
    return told(error.sentence)


def kept(error: RepatriaError, most: int) -> str:
    """An error as a column of at most `most` signs keeps it, for `told_kept`: with its templates,
    as many problems as there is room for; an error that has no template, as its text."""
    if isinstance(error, InputError):
        problems = [problem.to_json() for problem in error.problems]
        while problems:
            text = json.dumps({_PROBLEMS: problems}, ensure_ascii=False)
            if len(text) <= most:
                return text
            problems.pop()
    elif error.sentence.template not in (str(error), VERBATIM):
        text = json.dumps({_SENTENCE: error.sentence.to_json()}, ensure_ascii=False)
        if len(text) <= most:
            return text
    return str(error)[:most]


def told_kept(text: str) -> str:
    """What `kept` kept, in the language of the page; a text from before is looked up as it is."""
    try:
        held = json.loads(text) if text.startswith("{") else {}
    except ValueError:
        held = {}
    if _PROBLEMS in held:
        return told_error(InputError(map(Problem.from_json, held[_PROBLEMS])))
    if _SENTENCE in held:
        return told(Sentence.from_json(held[_SENTENCE]))
    return gettext(text) if text else ""


def _part(name: str, part: Any, word: Word) -> Any:
    if isinstance(part, Sentence):
        return told(part, word)
    if isinstance(part, str):
        return word(part) if name == _FIELD else part
    return _Number(part) if type(part) is int else part

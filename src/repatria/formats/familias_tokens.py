"""The values of a Familias file, one after another, with their lines.

Texts stand in double quotes, truth values as ``#TRUE#`` and ``#FALSE#``, numbers bare; what follows
a value in brackets on its line is a comment of the program, which sometimes holds a setting. The
general part ends at the first line that begins with ``[``.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from repatria.base.errors import InputError, ValueProblem
from repatria.base.messages import Sentence, message, sentence
from repatria.formats.guards import clean_text, refused
from repatria.formats.problems import shown

COUNT_LIMIT = 10_000
"""The most persons, markers, alleles, pedigrees or relations that one file may announce."""
VALUE_LIMIT = 2_000_000
"""The most values of the general part, all of which are held in memory."""

_VALUES = re.compile(
    r'"(?P<text>(?:[^"]|"")*)"|(?P<comment>[(\[].*)|(?P<bare>[^\s"(\[]+)|(?P<open>")'
)
_WHOLE = re.compile(r'"([^\t]*)"')
_INTEGER = re.compile(r"-?\d{1,9}", re.ASCII)
_NUMBER = re.compile(
    r"[+-]?(?:\d{1,30}(?:[.,]\d{0,30})?|[.,]\d{1,30})(?:[eE][+-]?\d{1,3})?", re.ASCII
)
_TRUTH = {"#TRUE#": True, "#FALSE#": False}
_TWINS = re.compile(r"(?:0\s+)?direct\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Token:
    line: int
    text: str
    quoted: bool
    comment: str = ""
    """What stood in brackets behind it."""


def number_from(text: str) -> float:
    """A number with a decimal point or comma. Raises `ValueProblem` for anything else."""
    value = float(text.replace(",", ".")) if _NUMBER.fullmatch(text) else math.inf
    if not math.isfinite(value):
        raise ValueProblem(sentence("“{text}” is not a number", text=shown(text)))
    return value


def tokens_of(lines: Sequence[str], file: str, limit: int) -> list[Token]:
    """Every value of the general part.

    Raises `InputError` for a text that is not closed, for a line over `limit` characters, and for
    more than two million values.
    """
    found: list[Token] = []
    for number, line in enumerate(lines, 1):
        if line.lstrip().startswith("["):
            break
        if len(line) > limit:
            raise refused(
                file, sentence("the line is longer than {limit:,} characters", limit=limit), number
            )
        if len(found) > VALUE_LIMIT:
            raise refused(
                file,
                sentence(
                    "more than {most:,} values stand before this line",
                    most=VALUE_LIMIT,
                ),
                number,
            )
        for token in _on_line(line.strip(), number, file, limit):
            if not token.quoted and token.comment:
                if found and found[-1].line == number:
                    found[-1] = Token(number, found[-1].text, found[-1].quoted, token.comment)
            else:
                found.append(token)
    return found


def _on_line(line: str, number: int, file: str, limit: int) -> Iterator[Token]:
    # A line is one text even where the quotes inside were not doubled.
    whole = _WHOLE.fullmatch(line)
    if whole is not None:
        yield Token(number, _text(whole[1], number, file, limit), quoted=True)
        return
    for value in _VALUES.finditer(line):
        if value["open"] is not None:
            raise refused(
                file, sentence("a text in quotes is not closed: the file is cut off"), number
            )
        if value["text"] is not None:
            yield Token(number, _text(value["text"], number, file, limit), quoted=True)
        elif value["comment"] is not None:
            yield Token(number, "", quoted=False, comment=value["comment"])
        else:
            yield Token(number, value["bare"], quoted=False)


def _text(inside: str, number: int, file: str, limit: int) -> str:
    try:
        return clean_text(inside.replace('""', '"'), limit)
    except ValueProblem as problem:
        raise refused(file, problem.sentence, number) from None


class Cursor:
    """Reads the values in turn. Every refusal names the line and what was to stand there, which is
    given as a sentence or as a template without places."""

    def __init__(self, tokens: Sequence[Token], file: str) -> None:
        self.file = file
        self._tokens = tokens
        self._at = 0

    @property
    def line(self) -> int:
        """The line of the value read last."""
        return self._tokens[max(self._at - 1, 0)].line if self._tokens else 1

    @property
    def comment(self) -> str:
        """What stood in brackets behind the value read last."""
        return self._tokens[self._at - 1].comment if self._at else ""

    def ahead(self, steps: int = 0) -> Token | None:
        """A value that is still to come, else None."""
        at = self._at + steps
        return self._tokens[at] if at < len(self._tokens) else None

    def next(self, what: str) -> Token:
        token = self.ahead()
        if token is None:
            told = sentence(
                "the file ends where {what} is to stand: it is cut off", what=_named(what)
            )
            raise refused(self.file, told, self.line)
        self._at += 1
        return token

    def text(self, what: str) -> str:
        token = self.next(what)
        if not token.quoted:
            raise self._other(token, what, message("a text in double quotes"))
        return token.text

    def truth(self, what: str) -> bool:
        token = self.next(what)
        if token.quoted or token.text not in _TRUTH:
            raise self._other(token, what, message("#TRUE# or #FALSE#"))
        return _TRUTH[token.text]

    def integer(self, what: str) -> int:
        token = self.next(what)
        if _TWINS.match(token.text):
            told = sentence("a direct relation (identical twins) stands here, which is not read")
            raise refused(self.file, told, token.line)
        if token.quoted or _INTEGER.fullmatch(token.text) is None:
            raise self._other(token, what, message("a whole number"))
        return int(token.text)

    def count(self, what: str) -> int:
        """A number of things to come."""
        return self.within(what, 0, COUNT_LIMIT)

    def within(self, what: str, low: int, high: int) -> int:
        """A whole number from `low` to `high`, both included."""
        value = self.integer(what)
        if not low <= value <= high:
            told = sentence(
                "{what} is {value}; it lies between {low} and {high:,}",
                what=_named(what),
                value=value,
                low=low,
                high=high,
            )
            raise refused(self.file, told, self.line)
        return value

    def number(self, what: str, low: float = 0.0, high: float = math.inf) -> float:
        """A number from `low` to `high`, both included."""
        token = self.next(what)
        if token.quoted:
            raise self._other(token, what, message("a number"))
        try:
            value = number_from(token.text)
        except ValueProblem:
            raise self._other(token, what, message("a number")) from None
        if not low <= value <= high:
            told = sentence(
                "{what} is {value:g}; it lies between {low:g} and {high:g}",
                what=_named(what),
                value=value,
                low=low,
                high=high,
            )
            raise refused(self.file, told, token.line)
        return value

    def _other(self, token: Token, what: str, kind: str) -> InputError:
        told = sentence(
            "“{value}” stands where {what} is to stand, {kind}",
            value=shown(token.text),
            what=_named(what),
            kind=_named(kind),
        )
        return refused(self.file, told, token.line)


def _named(what: str) -> Sentence:
    return what if isinstance(what, Sentence) else Sentence(what, {})

"""Passages short enough to be quoted before the public, and the sentences of a text by number."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from repatria.formats.cells import MOST_QUOTED
from repatria.statements.drafting import Span
from repatria.statements.drafting.prose import sentences

_WORD = re.compile(r"\S+")


@dataclass(frozen=True, slots=True)
class Sentence:
    number: int
    span: Span


@lru_cache(maxsize=8)
def numbered(text: str) -> tuple[Sentence, ...]:
    """The sentences of a text, counted from 1. Remembered for the texts that are worked on."""
    return tuple(Sentence(number, span) for number, span in enumerate(_by_line(text), 1))


def _by_line(text: str) -> Iterator[Span]:
    """A line break ends a sentence, so each line is read on its own: the time that it takes grows
    faster than a line."""
    start = 0
    for line in text.split("\n"):
        for span in sentences(line):
            yield Span(start + span.start, start + span.end)
        start += len(line) + 1


def words(text: str) -> int:
    """How many words stand in it."""
    return len(_WORD.findall(text))


def short_enough(text: str) -> bool:
    """Whether a passage is a quotation, and not the source itself."""
    return words(text) <= MOST_QUOTED


def around(text: str, sentence: Span, figure: Span, most: int = MOST_QUOTED) -> Span:
    """The sentence, or of a longer one the part of `most` words that has the figure in its middle;
    never beyond the sentence."""
    found = [Span(*one.span()) for one in _WORD.finditer(text, sentence.start, sentence.end)]
    if len(found) <= most:
        return sentence
    inside = [index for index, word in enumerate(found) if word.meets(figure)]
    middle = inside[len(inside) // 2] if inside else 0
    first = max(0, min(middle - most // 2, len(found) - most))
    return Span(found[first].start, found[first + most - 1].end)

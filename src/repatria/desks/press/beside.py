"""A document's text beside a form: sentence by sentence, with figures and passages marked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from django.core.paginator import Page, Paginator

from repatria.desks.press.models import Document
from repatria.desks.press.passages import Sentence, numbered, short_enough
from repatria.desks.press.queries.drafts import Held
from repatria.statements.drafting import Span

PER_PART = 120
"""Sentences shown at once."""


@dataclass(frozen=True, slots=True)
class Bit:
    """Words of a sentence: whether they are chosen for the claim, and whose figure they are."""

    text: str
    chosen: bool
    figures: tuple[str, ...]
    """Codes of the drafts whose quantity stands here."""
    quoted: bool


@dataclass(frozen=True, slots=True)
class Line:
    number: int
    bits: tuple[Bit, ...]
    long: bool
    """Whether it is too long to be quoted whole."""


def part_of(document: Document, number: str | None, at: int | None) -> Page[Sentence]:
    """A part of the text's sentences: of the number asked for, else where the place `at` is."""
    rows = numbered(document.text)
    if not number and at is not None:
        before = sum(1 for one in rows if one.span.end <= at)
        number = str(before // PER_PART + 1)
    return Paginator(rows, PER_PART).get_page(number)


def lines(
    document: Document, part: Iterable[Sentence], drafts: Sequence[Held], chosen: Span | None
) -> list[Line]:
    """The sentences with everything that is marked in them."""
    figures = [
        (one.draft.code, Span(one.draft.figure_start, one.draft.figure_end))
        for one in drafts
        if one.draft.figure_start is not None and one.draft.figure_end is not None
    ]
    quoted = [
        Span(one.version.quotation.start, one.version.quotation.end)
        for one in drafts
        if one.version.quotation is not None and not one.draft.open
    ]
    return [_line(document.text, one, figures, quoted, chosen) for one in part]


def sentence(document: Document, number: str) -> Span | None:
    """The sentence of this number."""
    rows = numbered(document.text)
    if not number.isdecimal() or not 1 <= int(number) <= len(rows):
        return None
    return rows[int(number) - 1].span


def _line(
    text: str,
    one: Sentence,
    figures: Sequence[tuple[str, Span]],
    quoted: Sequence[Span],
    chosen: Span | None,
) -> Line:
    span = one.span
    marks = [mark for _, mark in figures] + list(quoted) + ([chosen] if chosen else [])
    edges = {span.start, span.end}
    edges |= {
        place for mark in marks for place in (mark.start, mark.end) if span.start < place < span.end
    }
    bits = []
    for start, end in pairwise(sorted(edges)):
        here = Span(start, end)
        bits.append(
            Bit(
                text[start:end],
                chosen is not None and chosen.meets(here),
                tuple(code for code, mark in figures if mark.meets(here)),
                any(mark.meets(here) for mark in quoted),
            )
        )
    return Line(one.number, tuple(bits), not short_enough(span.of(text)))

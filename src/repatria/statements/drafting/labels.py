"""Speakers without a verb: labels before a colon, names behind a dash, clauses that left it out."""

from __future__ import annotations

import re
from collections.abc import Iterator

from repatria.statements.drafting.attribution import Attribution
from repatria.statements.drafting.lexicon import Lexicon
from repatria.statements.drafting.mentions import preposed
from repatria.statements.drafting.model import Span
from repatria.statements.drafting.prose import rule
from repatria.statements.drafting.speakers import (
    GENERIC,
    OFFICE,
    OUTLET,
    PARTY,
    UNNAMED,
    Candidate,
)

# What may stand between a label and its colon, and before a name after a quotation.
_LABEL = re.compile(r"(?:'s)?(?:[\s\"»”]+[\w'’.«»“-]+){0,3}[\"»”]?:(?=[\s\"«“])")
_AFTER_QUOTE = re.compile(r"[»”\"],?\s+[—–-]\s+(?:\w+\s+){0,2}$")
_BEHIND = re.compile(r"(?:[^\s,:;]\s+[—–-]\s+|\()(?:the\s+)?$")
_CLOSE = re.compile(r"[\s»”\")]*[.!?]?\s*$")
_GAPPED = re.compile(r"\s+[—–-]\s+(?:\w+\s+)?(?:о|об|про)\s")
_OPENED = re.compile(r":\s+[\"«“„]")


def gapped(
    low: str, sentence: Span, rows: list[Candidate], found: list[Attribution]
) -> Iterator[Attribution]:
    """«У Києві — про 35»: the verb of the clause before is left out."""
    for row in rows:
        gap = _GAPPED.match(low, row.span.end, sentence.end)
        if gap is None or not row.spoken or any(row.span.meets(one.span) for one in found):
            continue
        place = Span(row.span.end, gap.end())
        yield Attribution(row.span, place, row.said, relay=False, generic=row.rank == GENERIC)


def signed(
    low: str, sentence: Span, rows: list[Candidate], found: list[Attribution]
) -> Iterator[Attribution]:
    """“205 servicemen are back – the ministry”, “1,013 – the negotiator”: a name behind a dash."""
    for row in rows:
        dash = _BEHIND.search(low, sentence.start, row.span.start)
        ends = _CLOSE.match(low, row.span.end, sentence.end)
        if dash is None or ends is None or row.rank not in (UNNAMED, OFFICE):
            continue
        if not any(row.span.meets(one.span) or dash.start() < one.verb.end for one in found):
            place = Span(dash.start(), row.span.end)
            yield Attribution(row.span, place, row.said, relay=False)


def labelled(
    low: str, sentence: Span, rows: list[Candidate], lexicon: Lexicon
) -> Iterator[Attribution]:
    """“The ministry: 205 are home”, “…”, — the ministry: a speaker without a verb."""
    handing = rule(*lexicon.verbs)
    named = [row for row in rows if row.rank != OUTLET or row.said.party]
    opened = _OPENED.search(low, sentence.start, sentence.end)
    if opened is not None:
        told = [row for row in named if row.acts and row.span.end <= opened.start()]
        told = [row for row in told if preposed(low, row.span.start, lexicon) is None]
        verbs = handing.search(low, sentence.start, opened.start())
        if told and verbs is None:
            # “The headquarters would have none of it: “We …””: who is told of says what is quoted.
            place = Span(opened.start(), opened.start() + 1)
            told.sort(key=lambda row: row.rank == OUTLET)
            yield Attribution(
                told[0].span, place, told[0].said, relay=False, label=True,
                generic=told[0].rank == GENERIC,
            )  # fmt: skip
            return
    for row in sorted(named, key=lambda row: (row.rank, row.span.start)):
        head = low[sentence.start : row.span.start]
        tail = _LABEL.match(low, row.span.end, sentence.end)
        short = len(head) <= 60 and ":" not in re.sub(r"\d[:.]\d", "", head)
        if tail is not None and short and not handing.search(head + tail[0]):
            verb = Span(tail.end() - 1, tail.end())
            yield Attribution(row.span, verb, row.said, relay=False, label=True)
            return
        if _AFTER_QUOTE.search(head) and row.rank < OUTLET:
            yield Attribution(row.span, row.span, row.said, relay=False)
            return
    announced = _announced(low, sentence, named, handing, lexicon)
    if announced is not None:
        yield announced


_COLON = re.compile(r"[^:;\d]{5,90}?(:)\s")


def _announced(
    low: str, sentence: Span, rows: list[Candidate], handing: re.Pattern[str], lexicon: Lexicon
) -> Attribution | None:
    """“The negotiator would not be moved: they …”: what follows a colon is the word of whom the
    words before it tell, if they tell of nothing handed over."""
    colon = _COLON.match(low, sentence.start, sentence.end)
    if colon is None or handing.search(low, sentence.start, colon.start(1)):
        return None
    papers_ = rule(*lexicon.data).search(low, sentence.start, colon.start(1)) is not None
    for row in rows:
        if row.span.end > colon.start(1):
            break
        place = row.rank == PARTY and row.spoken and not row.acts and papers_
        subject = row.rank in (UNNAMED, OFFICE) and row.acts
        if (place or subject) and (place or preposed(low, row.span.start, lexicon) is None):
            verb = Span(colon.start(1), colon.end(1))
            return Attribution(row.span, verb, row.said, relay=False, generic=row.rank == GENERIC)
    return None

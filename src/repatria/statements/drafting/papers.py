"""What speaks in a side's place: “Moscow's tally”, «версия Киева», the ministry's own bulletin."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from repatria.statements.drafting.lexicon import Lexicon
from repatria.statements.drafting.mentions import Mention, Place
from repatria.statements.drafting.model import Said, Span
from repatria.statements.drafting.prose import rule
from repatria.statements.drafting.speakers import GENERIC, INTERMEDIARY, OFFICE, Candidate
from repatria.statements.vocabulary import Voice

# A paper speaks where it opens its clause, or after one of these: “by Moscow's count”.
_BY = re.compile(
    r"(?<!\w)(?:by|in|on|from|per|according to|under|for|following|за|у|в|во|по|из|із|з|зі|со|"
    r"згідно з|згідно зі|согласно|відповідно до|судя по|судячи з|such is|such was|this is|"
    r"that is|таков|такова|таковы|такой|такий|така|такі|це|это)\s+(?:the\s+|a\s+)?(?:[\w'-]+\s+)?$"
)
_OPENS = re.compile(
    r"(?:^|[.!?:;,—–(\n«“\"]\s*|(?<!\w)(?:and|but|while|though|а|але|но|и|і|та|однако|однак|"
    r"тоді як|тогда как|зато|зате)\s+)(?:the\s+|a\s+|an\s+)?(?:[\w'-]+\s+)?$"
)
# What stands between a paper and whose it is.
_LINK = (
    r"\s+(?:(?:published|released|issued|given|named|provided|collected|put out|posted|"
    r"compiled)\s+)?"
    r"(?:of|by|from|in)\s+(?:the\s+)?"
)
_LINKED = r"\s+(?:із\s+|из\s+|від\s+|от\s+|в\s+|у\s+)?(?:\w+\s+)?"
_LINK_LENGTH = 30
# Nouns that also count the people themselves: “the number of Russian soldiers”.
_AMOUNT = rule("numbers?", "count", "counts", "toll", "число", "цифр~", "lists?", "спис~")


def papers(
    low: str,
    text: str,
    sentence: Span,
    rows: Sequence[Candidate],
    found: Sequence[Mention],
    lexicon: Lexicon,
) -> Iterator[tuple[Span, Said]]:
    """The papers of one sentence that speak for a side, each with the side."""
    if rule(*lexicon.denies).search(low, sentence.start, sentence.end):
        # “The other side's reports are not true”: what is denied does not speak.
        return
    offices = [
        row for row in rows
        if row.rank in (OFFICE, INTERMEDIARY, GENERIC) and sentence.holds(row.span)
        and row.said.voice in (Voice.PARTY, Voice.INTERMEDIARY, Voice.OTHER)
    ]  # fmt: skip
    sides = [(one.span, Said(Voice.PARTY, one.party)) for one in found if sentence.holds(one.span)]
    sides += [(row.span, row.said) for row in offices]
    for match in rule(*lexicon.data).finditer(low, sentence.start, sentence.end):
        noun = Span(*match.span())
        whole = _whole(low, noun, sides, offices, found, lexicon)
        if whole is None:
            continue
        span, said = whole
        head = low[sentence.start : span.start]
        if _BY.search(head[-40:]) or _OPENS.search(head):
            yield span, replace(said, words=span.of(text))


def _whole(
    low: str,
    noun: Span,
    sides: Sequence[tuple[Span, Said]],
    offices: Sequence[Candidate],
    found: Sequence[Mention],
    lexicon: Lexicon,
) -> tuple[Span, Said] | None:
    to = {one.span for one in found if one.place in (Place.TO, Place.FROM)}
    for span, said in sides:
        gap = low[span.end : noun.start]
        owned = re.fullmatch(r"(?:'s|'|s')\s+(?:(?:own|latest|official)\s+)?(?:[\w-]+\s+)?", gap)
        before = owned or re.fullmatch(r"\s+(?:[\w-]+\s+)?", gap)
        given = lexicon.be or span not in to or re.match(r"\w+(?:ск|ськ|цьк|цк)", span.of(low))
        if 0 <= noun.start - span.end <= 25 and before and given:
            return Span(span.start, noun.end), said
    held = {row.span for row in offices}
    amount = _AMOUNT.fullmatch(noun.of(low)) is not None
    for span, said in sides:
        gap = low[noun.end : span.start]
        if (
            0 < span.start - noun.end <= _LINK_LENGTH
            and re.fullmatch(_LINK if lexicon.be else _LINKED, gap)
            and span not in to
            and (not amount or " by " in gap or span in held)
        ):
            return Span(noun.start, span.end), said
    return None

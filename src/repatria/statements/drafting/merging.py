"""Offices that share words, made one speaker."""

from __future__ import annotations

from dataclasses import replace

from repatria.statements.drafting.candidate import GENERIC, INTERMEDIARY, OFFICE, Candidate
from repatria.statements.drafting.model import Span
from repatria.statements.vocabulary import Voice

_FIRST = (Voice.PARTY, Voice.INTERMEDIARY, Voice.UNNAMED, Voice.OTHER)


def merged(text: str, rows: list[Candidate], names: list[str]) -> list[Candidate]:
    """Offices that share words are one: “a deputy of the Northern commissioner Ivan Orlov”.

    Who comes first is who speaks; the side is that of whichever has one.
    """
    kept: list[Candidate] = []
    for row in sorted(rows, key=lambda one: (one.span.start, -one.span.end)):
        last = kept[-1] if kept else None
        joined = (
            last is not None
            and last.span.meets(row.span)
            and row.rank in (OFFICE, GENERIC, INTERMEDIARY)
            and last.rank in (OFFICE, GENERIC, INTERMEDIARY)
            and not (last.said.party and row.said.party and last.said.party != row.said.party)
        )
        if not joined or last is None:
            kept.append(row)
            continue
        span = Span(last.span.start, max(last.span.end, row.span.end))
        best = min((last, row), key=lambda one: (_FIRST.index(one.said.voice), one.span))
        voice = best.said.voice
        if last.said.voice is Voice.UNNAMED:
            named = any(name in span.of(text) for name in names)
            voice = best.said.voice if named else Voice.UNNAMED
        said = replace(best.said, voice=voice, words=span.of(text))
        rank = INTERMEDIARY if voice is Voice.INTERMEDIARY else OFFICE
        rank = GENERIC if last.rank == row.rank == GENERIC else rank
        kept[-1] = replace(last, span=span, rank=rank, said=said)
    return kept

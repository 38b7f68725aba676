"""Who gives the answers of an interview: whom the lead, the last lines or a question names."""

from __future__ import annotations

import re
from collections.abc import Sequence

from repatria.statements.drafting.mentions import Mention
from repatria.statements.drafting.model import Said, Span
from repatria.statements.drafting.speakers import OFFICE, Candidate
from repatria.statements.vocabulary import Voice

_WORD = r"[A-ZА-ЯІЇЄҐЁ][\w'’-]+"
_NAME = re.compile(rf"(?<![\w'’-]){_WORD}\s+{_WORD}(?:\s+{_WORD})?")
# “Interviewed by”, «розмовляла»: who asks, and not who answers.
_ASKER = re.compile(
    r"(?:interview(?:ed|er)?|conversation|talked|spoke|written|recorded|photos?|text|by|"
    r"розмов\w+|спілку\w+|записа\w+|інтерв'?ю\w*|запитува\w+|питав|питала|підготу\w+|фото|"
    r"бесед\w+|разговар\w+|интервью\w*|расспрашив\w+|спрашив\w+|подготов\w+)"
    r"[\s:—–-]+(?:\w+\s+){0,2}$",
    re.IGNORECASE,
)
# «Пані Галино, скільки …», “Mr Orlov, how many …”: whom a question calls by name.
_CALLED = re.compile(
    rf"[\s—–«\"“-]*((?:(?:Mr|Mrs|Ms|Dr|General|Colonel|Minister|Пане|Пані|Господин|Госпожа)\.?\s+"
    rf"{_WORD}|{_WORD}\s+{_WORD}(?:ич|вна|ичу|вно)))(?=,\s)"
)
_SENTENCE = re.compile(r"[.!?;\n]")


def guest(
    text: str,
    rows: Sequence[Candidate],
    mentions: Sequence[Mention],
    asked: Sequence[Span],
    told: Sequence[Span],
) -> Said | None:
    """The first person of an office, or of a side, before the first question; else a name."""
    first, last = asked[0].start, asked[-1].end
    return (
        _introduced(rows, first)
        or _named(text, rows, mentions, [line for line in told if line.end <= first])
        or _named(text, rows, mentions, [line for line in told if line.start >= last])
        or _called(text, asked)
    )


def _introduced(rows: Sequence[Candidate], before: int) -> Said | None:
    told = [
        row
        for row in rows
        if row.rank == OFFICE
        and row.said.voice in (Voice.PARTY, Voice.OTHER, Voice.INTERMEDIARY)
        and row.span.end <= before
    ]
    named = [row for row in told if _NAME.search(row.said.words)]
    best = named or told
    return best[0].said if best else None


def _named(
    text: str, rows: Sequence[Candidate], mentions: Sequence[Mention], lines: Sequence[Span]
) -> Said | None:
    """A name and surname in what the outlet tells before or after the conversation."""
    for line in lines:
        for row in rows:
            own = row.said.voice in (Voice.PARTY, Voice.INTERMEDIARY) and line.holds(row.span)
            if own and row.rank == OFFICE and _NAME.search(row.said.words):
                return row.said
    for line in lines:
        for match in _NAME.finditer(text, line.start, line.end):
            if _ASKER.search(text[line.start : match.start()] + " ") or _ASKER.match(
                match[0].split()[0] + " "
            ):
                continue
            name = Span(*match.span())
            if any(name.meets(one.span) for one in mentions):
                continue
            for row in rows:
                if row.span.meets(name) and row.said.voice in (Voice.PARTY, Voice.INTERMEDIARY):
                    return row.said
            return Said(Voice.OTHER, _side(text, mentions, name, line), match[0])
    return None


def _side(text: str, mentions: Sequence[Mention], name: Span, line: Span) -> str:
    """The only side that the sentence with the name tells of."""
    before = [one.end() for one in _SENTENCE.finditer(text, line.start, name.start)]
    after = _SENTENCE.search(text, name.end, line.end)
    place = Span((before or [line.start])[-1], line.end if after is None else after.start())
    sides = {one.party for one in mentions if place.holds(one.span)}
    return sides.pop() if len(sides) == 1 else ""


def _called(text: str, asked: Sequence[Span]) -> Said | None:
    for line in asked:
        name = _CALLED.match(text, line.start, line.end)
        if name is not None:
            return Said(Voice.OTHER, "", name[1])
    return None

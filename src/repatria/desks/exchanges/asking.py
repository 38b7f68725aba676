"""From the entries that are kept to the events of the engine, and to the lines whose root the
access log has: pure but for the rows that are handed in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from repatria.desks.exchanges import kept
from repatria.desks.exchanges.models.offers import Entry, EntryKind
from repatria.planning.answer_codes import Said
from repatria.planning.answers import (
    Answer,
    AnswerWithdrawn,
    Asking,
    Event,
    Offer,
    OfferWithdrawn,
    replay,
)

Told = list[list[Any]]
"""A line a code: of an offer the code; of answers code, answer, basis, day it happened."""


def events_of(entry: Entry) -> list[Event]:
    """What the engine makes of one entry."""
    told: Told = kept.unpacked(entry.told)
    return events(entry.kind, entry.offer, entry.day, told, entry.holder, entry.deadline)


def events(
    kind: str, offer: int, day: date, told: Told, holder: str = "", deadline: date | None = None
) -> list[Event]:
    """The same before it is kept."""
    match kind:
        case EntryKind.OFFER:
            codes = tuple(line[0] for line in told)
            return [Offer(offer, holder, codes, day, deadline or day)]
        case EntryKind.ANSWERS:
            return [
                Answer(offer, code, Said(said), day, basis, _day(happened))
                for code, said, basis, happened in told
            ]
        case EntryKind.ANSWERS_BACK:
            return [AnswerWithdrawn(offer, line[0], day) for line in told]
    return [OfferWithdrawn(offer, day, tuple(line[0] for line in told))]


def asking_of(entries: Iterable[Entry], more: Sequence[Event] = ()) -> Asking:
    """Where everything stands, in the order of the days: what the holder said on an earlier day
    counts from that day, also where it was entered later. Raises `ValueProblem` for what cannot
    be."""
    found = [event for entry in entries for event in events_of(entry)]
    return replay(sorted([*found, *more], key=lambda event: event.day))


def lines_of(
    kind: str, offer: int, day: date, told: Told, holder: str = "", deadline: date | None = None
) -> list[bytes]:
    """What is committed to, a line a code: each can be opened alone."""
    head = [f"kind={kind}", f"offer={offer}", f"day={day.isoformat()}"]
    if deadline is not None:
        head += [f"holder={holder}", f"deadline={deadline.isoformat()}"]
    found = []
    for at, (code, *more) in enumerate(told, 1):
        words = [*head, f"place={at}", f"code={code}"]
        if more:
            said, basis, happened = more
            words += [f"answer={said}", f"basis={basis}", f"happened={happened}"]
        found.append(" ".join(words).encode())
    return found


def lines_kept(entry: Entry) -> list[bytes]:
    """The lines of an entry again."""
    told: Told = kept.unpacked(entry.told)
    return lines_of(entry.kind, entry.offer, entry.day, told, entry.holder, entry.deadline)


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None

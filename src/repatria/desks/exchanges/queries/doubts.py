"""A doubt by its key: of a text alone, or of a text and the register that a version was refused
for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from repatria.desks.exchanges.models import Draft, DraftState, Reading
from repatria.desks.exchanges.queries.agreements import said
from repatria.planning.doubts import Doubt
from repatria.planning.terms_check import terms_doubts


@dataclass(frozen=True, slots=True)
class Signable:
    """A doubt that somebody can sign: its key, its kind, its sentence in English, and in the
    language of the page where it is known in it."""

    key: str
    kind: str
    sentence: str
    words: str


def doubt_of(reading: Reading, key: str) -> Signable | None:
    """The doubt of a reading that keeps a list from being made and has this key; nothing where it
    has none."""
    for each in terms_doubts(reading.terms):
        if each.key == key and each.blocks:
            return Signable(key, each.kind, str(each.reason), said(each.reason))
    refused = Draft.objects.filter(reading=reading, state=DraftState.REFUSED).order_by("-pk")
    for draft in refused[:5]:
        for found in of_draft(draft):
            if found.key == key:
                return found
    return None


def plain(doubts: Iterable[Doubt]) -> list[list[Any]]:
    """Doubts as a version keeps them."""
    return [[each.key, each.kind, str(each.reason)] for each in doubts]


def of_draft(draft: Draft) -> list[Signable]:
    """The doubts for which a version was refused."""
    return [Signable(key, kind, text, text) for key, kind, text in draft.summary.get("doubts", ())]

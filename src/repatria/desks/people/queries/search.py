"""Finding people by what somebody types, in any of three scripts: through the keys, a statement to
the store for each tier, and one for the people found."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Exists, OuterRef

from repatria.desks.accounts.asking import Somebody
from repatria.desks.accounts.rights import Action
from repatria.desks.people.models import Person, PersonKey
from repatria.desks.people.shown import search_record
from repatria.names.levels import Level
from repatria.names.model import Verdict
from repatria.names.reasons import Reason
from repatria.names.refusing import NameRefused
from repatria.names.searching import found as found_by
from repatria.names.searching import query, ranked

MOST_SHOWN = 50
_COLUMNS = (
    "pk", "code", "name", "order", "surname", "given", "patronymic", "birth", "sex", "serial",
    "call_sign", "unit", "rank", "state", "state_on", "contradicted", "party_id", "sender_id",
    "sender__name",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Hit:
    """Somebody who was found, and how each field that was asked for stands. No number: how close a
    record is to what was typed orders the list and says nothing of a person."""

    row: Mapping[str, Any]
    verdicts: tuple[Verdict, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """What came of a search."""

    hits: tuple[Hit, ...] = ()
    count: int = 0
    """Candidates in all; no more than `MOST_SHOWN` of them are shown."""
    notes: tuple[Reason, ...] = ()
    """How the text was read."""
    refused: Reason | None = None
    """Why nothing was searched for."""

    @property
    def codes(self) -> list[str]:
        return [str(each.row["code"]) for each in self.hits]


def search(user: Somebody, text: str, today: date) -> Found:
    """Those of the people whom somebody may search whose records are closest to a text."""
    people = Person.objects.visible_to(user, Action.SEARCH)
    if people.query.is_empty():
        return Found()
    by_code = list(people.filter(code=text.strip().upper()[:20]).values(*_COLUMNS))
    if by_code:
        return Found(tuple(Hit(row, ()) for row in by_code), len(by_code))
    try:
        asked = query(text, today)
    except NameRefused as error:
        return Found(refused=error.reason)
    keys = PersonKey.objects.all()
    if people.query.where:
        # Asked of each key's person, and not by a list of all whom somebody may see.
        keys = keys.filter(Exists(people.filter(pk=OuterRef("person"))))

    def ask(wanted: tuple[str, ...], most: int) -> Iterable[int]:
        counted = keys.filter(key__in=wanted).values("person").annotate(held=Count("*"))
        return counted.order_by("-held", "person").values_list("person", flat=True)[:most]

    numbers = found_by(asked, ask)
    rows = {row["pk"]: row for row in people.filter(pk__in=numbers).values(*_COLUMNS)}
    inside = [rows[number] for number in numbers if number in rows]
    hits = ranked(asked, (search_record(row) for row in inside))
    shown = tuple(Hit(inside[hit.at], _telling(hit.verdicts)) for hit in hits[:MOST_SHOWN])
    return Found(shown, len(inside), asked.notes)


def _telling(verdicts: Iterable[Verdict]) -> tuple[Verdict, ...]:
    """Those of which both sides say something."""
    return tuple(each for each in verdicts if each.level is not Level.ABSENT)

"""Whom a file holds, told record by record; and the exports as somebody may see them."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice

from django.db.models import Exists, OuterRef, Q, QuerySet

from repatria.desks.accounts.asking import Somebody
from repatria.desks.accounts.models import User
from repatria.desks.accounts.rights import Action
from repatria.desks.people.exporting.telling import NEEDED, Told, cells_of
from repatria.desks.people.exporting.wanted import Wanted
from repatria.desks.people.fields import keys_for
from repatria.desks.people.models import (
    Export,
    Judgement,
    JudgementVerdict,
    ListRow,
    Person,
    Source,
    Statement,
)
from repatria.desks.people.present import source_words
from repatria.desks.people.services.refreshing import picked_of
from repatria.desks.people.shown import Word

_CHUNK = 500
_STATED = ("person_id", "pk", "field", "value", "read", "on", "until", "details", "source_id")


@dataclass(frozen=True, slots=True)
class Whom:
    """How many records, and the digest of their codes in their order."""

    count: int
    digest: str


class Counting:
    """The digest of records as their codes go by."""

    def __init__(self) -> None:
        self._codes = hashlib.sha256(b"repatria-export-people-1\n")
        self._count = 0

    def add(self, code: str) -> None:
        self._codes.update(f"{code}\n".encode())
        self._count += 1

    @property
    def whom(self) -> Whom:
        return Whom(self._count, self._codes.hexdigest())


def people_of(user: User, wanted: Wanted, today: date) -> QuerySet[Person]:
    """The records of somebody's own party that a filter leaves, in the order of the file. Nobody's
    whose sender has let their data be shown no longer than until a day before today."""
    people = Person.objects.visible_to(user, Action.EXPORT).filter(party=user.party_id)
    people = people.exclude(expires_on__lt=today)
    if wanted.sender:
        people = people.filter(sender__code=wanted.sender)
    if wanted.of_list:
        rows = ListRow.objects.filter(of__code=wanted.of_list, person=OuterRef("pk"))
        people = people.filter(Exists(rows))
    for key in ("state", "category", "held_by"):
        if getattr(wanted, key):
            people = people.filter(**{key: getattr(wanted, key)})
    first, last = wanted.born
    if first is not None:
        people = people.filter(birth_last__gte=first)
    if last is not None:
        people = people.filter(birth_first__lte=last)
    return people.order_by("pk")


def whom_of(people: QuerySet[Person]) -> Whom:
    counting = Counting()
    for code in people.values_list("code", flat=True).iterator(chunk_size=5000):
        counting.add(code)
    return counting.whom


def told(user: User, people: QuerySet[Person], keys: Sequence[str]) -> Iterator[tuple[int, Told]]:
    """Every record with its key, some hundreds read at a time. The sources that are counted are
    those of all fields that the reader may take along, whichever of them are in the file."""
    may = keys_for(user.roles, Action.EXPORT)
    reading = _Reading(user, [key for key in keys if key in may], may)
    rows = people.values_list("pk", "code", "expires_on").iterator(chunk_size=5000)
    while chunk := list(islice(rows, _CHUNK)):
        yield from reading.told(chunk)


def exports(user: Somebody) -> QuerySet[Export]:
    """The newest first."""
    rows = Export.objects.visible_to(user)
    return rows.select_related("asked_by", "proposal", "proposal__settled_by", "party")


class _Reading:
    def __init__(self, user: User, keys: Sequence[str], may: Collection[str]) -> None:
        self.user, self.keys = user, keys
        self.read = sorted(may)
        self.sources: dict[int, tuple[Source, str]] = {}

    def told(self, chunk: Sequence[tuple[int, str, date | None]]) -> Iterator[tuple[int, Told]]:
        numbers = [pk for pk, _, _ in chunk]
        words, sources = self._words(numbers)
        picked, same = picked_of(numbers), self._same(numbers)
        for pk, code, expires_on in chunk:
            own = words[pk]
            yield (
                pk,
                Told(
                    code,
                    tuple(dict.fromkeys(self.sources[each][1] for each in sources[pk])),
                    len({each.root for each in own}),
                    cells_of(own, picked[pk], self.keys),
                    tuple(sorted(same[pk])),
                    str(expires_on or ""),
                    tuple(
                        (word, self.sources[source][1])
                        for word, source in zip(own, sources[pk], strict=True)
                        if word.field in NEEDED
                    ),
                ),
            )

    def _words(self, numbers: Sequence[int]) -> tuple[dict[int, list[Word]], dict[int, list[int]]]:
        rows = list(
            Statement.objects.in_force()
            .filter(person__in=numbers, field__in=self.read)
            .order_by("pk")
            .values_list(*_STATED)
        )
        self._know({row[-1] for row in rows})
        words: dict[int, list[Word]] = defaultdict(list)
        sources: dict[int, list[int]] = defaultdict(list)
        for person, pk, field, value, read, on, until, details, source in rows:
            of = self.sources[source][0]
            words[person].append(
                Word(
                    pk, field, value, read, of.root, of.said_on, on, until, of.kind, pk,
                    str((details or {}).get("holder", "")),
                )
            )  # fmt: skip
            sources[person].append(source)
        return words, sources

    def _know(self, numbers: set[int]) -> None:
        """The sources of these keys; of very many the early ones are forgotten."""
        if len(self.sources) > 20_000:
            self.sources.clear()
        new = sorted(numbers - self.sources.keys())
        for each in Source.objects.filter(pk__in=new).select_related("sender"):
            self.sources[each.pk] = (each, source_words(each))

    def _same(self, numbers: Sequence[int]) -> dict[int, set[str]]:
        found: dict[int, set[str]] = defaultdict(set)
        edges = Judgement.objects.visible_to(self.user).filter(
            Q(one__in=numbers) | Q(other__in=numbers),
            withdrawn_at=None,
            verdict=JudgementVerdict.SAME,
        )
        pairs = edges.order_by().values_list("one", "one__code", "other", "other__code")
        for one, one_code, other, other_code in pairs:
            found[one].add(other_code)
            found[other].add(one_code)
        return found

"""Records of the register that rows of a list may be about: found by keys, some hundreds of rows
at a time, and never with a query for one row alone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any, NamedTuple

from repatria.desks.accounts.asking import can
from repatria.desks.accounts.models import User
from repatria.desks.accounts.rights import Action, FieldClass
from repatria.desks.people.intake.looked_for import (
    BARE,
    NAMED,
    bare,
    closest_of,
    name_keys,
    telling_keys,
)
from repatria.desks.people.intake.rows import COLUMNS, RowSaid, record_of
from repatria.desks.people.intake.spool import Spool
from repatria.desks.people.models import (
    ListRow,
    ListState,
    Person,
    PersonKey,
    Sender,
    Source,
    SourceKind,
    Statement,
)
from repatria.desks.people.services.bulk import among
from repatria.names.records import Record

MOST_OF_A_KEY = 60
"""A key that more records share tells too little to be followed."""
MOST_NAMESAKES = 12
"""Records that share the whole name, besides those, that a row is held against."""
_IN_QUERY = 20_000


class Held(NamedTuple):
    """A record of the register, as rows are held against it."""

    pk: int
    code: str
    sender: int | None
    category: str
    record: Record


class Near(NamedTuple):
    """The records that a row is held against, the likeliest first; and how many more share its
    whole name."""

    held: list[Held]
    more: int = 0


@dataclass(frozen=True, slots=True)
class Said:
    """A state that somebody stated of a record. `shared` says whether the sender of the list knows
    it as well: by an act of its side, or by its own word."""

    state: str
    on: str
    holder: str
    shared: bool


class Candidates:
    """The register as one person sees it, for rows of one sender's list."""

    def __init__(self, by: User, sender: Sender | None, last_list: int | None) -> None:
        self._people = Person.objects.visible_to(by)
        self._sender = sender.pk if sender is not None else None
        self._root = f"sender:{sender.code}" if sender is not None else ""
        self._side = sender.of_party if sender is not None else ""
        self._last = last_list
        self._may_states = can(by, Action.VIEW, FieldClass.STATUS)
        self._read: dict[int, Held] = {}
        """Records that rows of the same chunk are held against are read once."""

    def of_rows(self, rows: Sequence[RowSaid]) -> dict[int, Near]:
        """By row number, the records that it is to be held against. It begins a chunk: what was
        read for the one before is forgotten."""
        self._read.clear()
        wanted = {row.number: telling_keys(row) for row in rows}
        whole = {row.number: name_keys(row) for row in rows}
        found, many = self._sharing(
            {key for keys in wanted.values() for key in keys},
            {key for keys in whole.values() for key in keys},
        )
        chosen: dict[int, tuple[list[int], int]] = {}
        for number, keys in wanted.items():
            closest = closest_of(keys, found)
            called = {pk for key in whole[number] for pk in found.get(key, ())}
            namesakes = sorted(called.difference(closest))
            more = len(namesakes[MOST_NAMESAKES:])
            # Of a name that is too common to be followed it is known how many have it, at least.
            more += max((many[key] for key in whole[number] if key in many), default=0)
            chosen[number] = [*closest, *namesakes[:MOST_NAMESAKES]], more
        held = self._held({pk for pks, _ in chosen.values() for pk in pks})
        return {
            number: Near([held[pk] for pk in pks if pk in held], more)
            for number, (pks, more) in chosen.items()
        }

    def keys_of_last_list(self) -> Iterator[tuple[str, int]]:
        """Key and person of those on the sender's last list. A surname or a call sign alone is a
        key only of who is told by no more, and stands as `bare` makes it."""
        if self._last is None:
            return
        rows = PersonKey.objects.filter(person__rows__of=self._last).order_by("person")
        told = rows.values_list("person_id", "key").iterator(chunk_size=5000)
        for person, group in groupby(told, lambda row: row[0]):
            keys = [key for _, key in group]
            named = any(key[0] in NAMED for key in keys)
            for key in keys:
                yield key, person
                if not named and key[0] in BARE:
                    yield bare(key), person

    def of_last_list(self, rows: Sequence[RowSaid], spool: Spool) -> dict[int, list[Held]]:
        """The same among the people of the sender's last list, by any key that tells more than a
        surname; by that one where a side tells no more."""
        if self._last is None:
            return {}
        wanted = {}
        for row in rows:
            named = any(key[0] in NAMED for key in row.keys)
            wanted[row.number] = [
                bare(key) if named and key[0] in BARE else key for key in row.keys
            ]
        found = spool.sharing({key for keys in wanted.values() for key in keys}, MOST_OF_A_KEY)
        chosen = {number: closest_of(keys, found) for number, keys in wanted.items()}
        held = self._held({pk for pks in chosen.values() for pk in pks})
        return {number: [held[pk] for pk in pks if pk in held] for number, pks in chosen.items()}

    def by_own_id(self, rows: Iterable[RowSaid]) -> dict[str, Held]:
        """By the sender's own id, the record that its lists made for it before."""
        ids = {row.own_id for row in rows if row.own_id}
        if not ids or self._sender is None:
            return {}
        known: dict[str, int] = {}
        # The index holds no empty id, and is taken where that is said; sorted by the store, the
        # rows of all lists would be gone through instead.
        lists = (
            ListRow.objects.exclude(own_id="")
            .order_by()
            .filter(of__sender=self._sender, of__state=ListState.APPROVED, person__isnull=False)
        )
        told = lists.values_list("of_id", "number", "own_id", "person_id")
        for some in _parts(ids):
            for _of, _number, own_id, person in sorted(told.filter(own_id__in=among(some))):
                assert person is not None
                known[own_id] = person
        held = self._held(known.values())
        return {own_id: held[pk] for own_id, pk in known.items() if pk in held}

    def states(self, people: Collection[int]) -> dict[int, list[Said]]:
        """What was stated of these records that ends a captivity or denies it, oldest first."""
        found: dict[int, list[Said]] = defaultdict(list)
        if not self._may_states:
            return found
        statements = Statement.objects.in_force().filter(
            field="state", read__in=("returned", "dead", "identified", "denied")
        )
        for some in _parts(people):
            rows = statements.filter(person__in=among(some)).order_by("pk")
            for row in rows.select_related("source__sender"):
                holder = str((row.details or {}).get("holder", ""))
                found[row.person_id].append(
                    Said(row.read, row.on, holder, self._is_known(row.source))
                )
        return found

    def _is_known(self, source: Source) -> bool:
        """Whether the list's sender knows of this source: it is its own word, or an act that it or
        its side is a party to. An act that others signed is none."""
        if not self._root:
            return False
        if source.root == self._root:
            return True
        if source.kind != SourceKind.ACT or source.sender is None:
            return False
        return source.sender_id == self._sender or (
            bool(self._side) and source.sender.of_party == self._side
        )

    def _sharing(
        self, wanted: Collection[str], whole: Collection[str]
    ) -> tuple[dict[str, list[int]], dict[str, int]]:
        """By key, the people who have it and may be seen; none for a key that too many have. Of
        those keys, how many of the first people who have it may be seen, where it is one of
        `whole`."""
        found: dict[str, list[int]] = defaultdict(list)
        for some in _parts(wanted):
            keys = PersonKey.objects.filter(key__in=among(some))
            for key, person in keys.values_list("key", "person_id"):
                found[key].append(person)
        rare = {key: people for key, people in found.items() if len(people) <= MOST_OF_A_KEY}
        common = {
            key: people[:MOST_OF_A_KEY]
            for key, people in found.items()
            if key not in rare and key in whole
        }
        if self._people.query.where:
            # Asked apart: a store that is asked for both at once goes through everybody.
            asked = {pk for each in (rare, common) for people in each.values() for pk in people}
            seen: set[int] = set()
            for some in _parts(asked):
                shown = self._people.filter(pk__in=among(some)).order_by()
                seen.update(shown.values_list("pk", flat=True))
            rare = {key: [each for each in people if each in seen] for key, people in rare.items()}
            common = {key: [pk for pk in people if pk in seen] for key, people in common.items()}
        return rare, {key: len(people) for key, people in common.items() if people}

    def _held(self, people: Iterable[int]) -> dict[int, Held]:
        wanted = set(people)
        columns = ("pk", "code", "sender_id", "category", *COLUMNS)
        for some in _parts(wanted - self._read.keys()):
            for row in self._people.filter(pk__in=among(some)).order_by().values_list(*columns):
                pk, code, sender, category, *told = row
                self._read[pk] = Held(pk, code, sender, category, record_of(*told))
        return {pk: self._read[pk] for pk in wanted if pk in self._read}


def _parts(values: Collection[Any]) -> Iterator[list[Any]]:
    ordered = sorted(values)
    for start in range(0, len(ordered), _IN_QUERY):
        yield ordered[start : start + _IN_QUERY]

"""Records of the register that rows of a list may be about: found by keys, some hundreds of rows
at a time, and never with a query for one row alone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from repatria.desks.accounts.asking import can
from repatria.desks.accounts.models import User
from repatria.desks.accounts.rights import Action, FieldClass
from repatria.desks.people.intake.rows import COLUMNS, RowSaid
from repatria.desks.people.models import ListRow, ListState, Person, PersonKey, Statement
from repatria.desks.people.shown import names_record
from repatria.names.records import Record

MOST = 6
"""Records that a row is held against: those that share the most telling keys with it."""
MOST_OF_A_KEY = 60
"""A key that more records share tells too little to be followed."""
_WORTH = {"n": 8, "y": 4, "p": 4, "d": 2, "f": 2, "g": 3, "i": 3, "s": 3, "c": 3}
_ENOUGH = 3
"""A day of birth with an initial alone, or a given name with a patronymic and a year alone, is
nobody; the two together are."""
_IN_QUERY = 900


@dataclass(frozen=True, slots=True)
class Held:
    """A record of the register, as rows are held against it."""

    pk: int
    code: str
    sender: int | None
    category: str
    record: Record


@dataclass(frozen=True, slots=True)
class Said:
    """A state that somebody stated of a record."""

    state: str
    on: str
    holder: str
    shared: bool


def telling_keys(row: RowSaid) -> tuple[str, ...]:
    """The keys by which a row is looked for: the rare ones; common ones where it has no other."""
    by_sort = defaultdict(list)
    for key in row.keys:
        by_sort[key[0]].append(key)
    found = [key for sort in "nypdf" for key in by_sort[sort]]
    if not by_sort["y"] or not by_sort["p"]:
        found += by_sort["g"] or by_sort["i"]
    if not (by_sort["p"] or by_sort["g"] or by_sort["i"] or by_sort["y"] or by_sort["n"]):
        found += by_sort["s"] + by_sort["c"]
    return tuple(found)


class Candidates:
    """The register as one person sees it, for rows of one sender's list."""

    def __init__(self, by: User, sender: int | None, last_list: int | None) -> None:
        self._people = Person.objects.visible_to(by)
        self._sender = sender
        self._last = last_list
        self._may_states = can(by, Action.VIEW, FieldClass.STATUS)

    def of_rows(self, rows: Sequence[RowSaid]) -> dict[int, list[Held]]:
        """By row number, the records that it is to be held against, the likeliest first."""
        wanted = {row.number: telling_keys(row) for row in rows}
        found = self._sharing(
            {key for keys in wanted.values() for key in keys}, PersonKey.objects.all()
        )
        chosen = {number: _closest(keys, found) for number, keys in wanted.items()}
        held = self._held({pk for pks in chosen.values() for pk in pks})
        return {number: [held[pk] for pk in pks if pk in held] for number, pks in chosen.items()}

    def of_last_list(self, rows: Sequence[RowSaid]) -> dict[int, list[Held]]:
        """The same among the people of the sender's last list, by any key."""
        if self._last is None:
            return {}
        keys = PersonKey.objects.filter(person__rows__of=self._last)
        found = self._sharing({key for row in rows for key in row.keys}, keys)
        chosen = {row.number: _closest(row.keys, found) for row in rows}
        held = self._held({pk for pks in chosen.values() for pk in pks})
        return {number: [held[pk] for pk in pks if pk in held] for number, pks in chosen.items()}

    def by_own_id(self, rows: Iterable[RowSaid]) -> dict[str, Held]:
        """By the sender's own id, the record that its lists made for it before."""
        ids = {row.own_id for row in rows if row.own_id}
        if not ids or self._sender is None:
            return {}
        known: dict[str, int] = {}
        lists = ListRow.objects.filter(
            of__sender=self._sender, of__state=ListState.APPROVED, person__isnull=False
        )
        for some in _parts(ids):
            for own_id, person in lists.filter(own_id__in=some).values_list("own_id", "person"):
                assert person is not None
                known[own_id] = person
        held = self._held(known.values())
        return {own_id: held[pk] for own_id, pk in known.items() if pk in held}

    def states(self, people: Collection[int], root: str) -> dict[int, list[Said]]:
        """What was stated of these records that ends a captivity or denies it, oldest first."""
        found: dict[int, list[Said]] = defaultdict(list)
        if not self._may_states:
            return found
        statements = Statement.objects.in_force().filter(
            field="state", read__in=("returned", "dead", "identified", "denied")
        )
        for some in _parts(people):
            for row in statements.filter(person__in=some).order_by("pk").select_related("source"):
                details = row.details or {}
                found[row.person_id].append(
                    Said(
                        row.read,
                        row.on,
                        str(details.get("holder", "")),
                        row.source.kind == "act" or (bool(root) and row.source.root == root),
                    )
                )
        return found

    def _sharing(self, wanted: Collection[str], keys: QuerySet[PersonKey]) -> dict[str, list[int]]:
        """By key, the people who have it and may be seen; none for a key that too many have."""
        found: dict[str, list[int]] = defaultdict(list)
        for some in _parts(wanted):
            for key, person in keys.filter(key__in=some).values_list("key", "person_id"):
                found[key].append(person)
        rare = {key: people for key, people in found.items() if len(people) <= MOST_OF_A_KEY}
        if not self._people.query.where:
            return rare
        # Asked apart: a store that is asked for both at once goes through everybody.
        seen: set[int] = set()
        for some in _parts({person for people in rare.values() for person in people}):
            seen.update(self._people.filter(pk__in=some).values_list("pk", flat=True))
        return {key: [each for each in people if each in seen] for key, people in rare.items()}

    def _held(self, people: Iterable[int]) -> dict[int, Held]:
        found = {}
        columns = ("pk", "code", "sender_id", "category", *COLUMNS)
        for some in _parts(set(people)):
            for row in self._people.filter(pk__in=some).values(*columns):
                found[row["pk"]] = _held_of(row)
        return found


def _held_of(row: dict[str, Any]) -> Held:
    return Held(row["pk"], row["code"], row["sender_id"], row["category"], names_record(row))


def _closest(keys: Iterable[str], found: dict[str, list[int]]) -> list[int]:
    worth: dict[int, int] = defaultdict(int)
    for key in keys:
        for person in found.get(key, ()):
            worth[person] += _WORTH.get(key[0], 0)
    enough = [(-total, person) for person, total in worth.items() if total >= _ENOUGH]
    return [person for _, person in sorted(enough)[:MOST]]


def _parts(values: Collection[Any]) -> Iterator[list[Any]]:
    ordered = sorted(values)
    for start in range(0, len(ordered), _IN_QUERY):
        yield ordered[start : start + _IN_QUERY]

"""Alarms that a list raises when it is taken in: somebody whom it names alive was reported dead, or
somebody whom it reports dead was seen alive later.

What a row says is held against its own record, against records judged the same, and against those
that the report found to agree with it in the name and in the birth or the number. An alarm joins
nothing: it tells that somebody must look at both. Which rows that may concern is found while the
list is prepared (`beside_of`), some hundred at a time; the transaction that takes it in looks at
those alone of which one side says dead and the other alive.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from django.db.models import Max, Q

from repatria.desks.accounts.access.services import note
from repatria.desks.accounts.models import User
from repatria.desks.accounts.rights import Action, FieldClass
from repatria.desks.people.alarming import ALIVE_STATES, LIVES, OF_LIFE, known_by
from repatria.desks.people.clusters import cluster
from repatria.desks.people.models import (
    Judgement,
    ListRow,
    Person,
    ReceivedList,
    Source,
    Statement,
)
from repatria.desks.people.queries.clusters import judged_pairs_of_many
from repatria.desks.people.registered import LIST
from repatria.desks.people.services.drafts import Draft
from repatria.desks.people.services.prepared import Beside
from repatria.desks.people.services.raising import Raised, Together, look, parts
from repatria.desks.people.shown import Word
from repatria.desks.people.telling.findings import What
from repatria.desks.people.timeline import DEAD

_ROWS = 900
_DEAD = Q(field="state", read__in=sorted(DEAD))
_ALIVE = Q(field="life") | Q(field="state", read__in=sorted(ALIVE_STATES))
_FOUND = frozenset({What.DEAD.value, What.KNOWN.value})
_DIFFERING = frozenset({What.OTHER_NAME.value, What.OTHER_BIRTH.value, What.OTHER_SERIAL.value})

Row = tuple[int, list[dict[str, Any]]]
"""The record of a row, and what the report found on the row."""
Tried = tuple["int | None", list[dict[str, Any]]]
"""The same before the list is taken in, where most rows have no record yet."""


@dataclass(frozen=True, slots=True)
class Since:
    """The newest statement and judgement at a moment: what is younger was stated meanwhile."""

    statement: int
    judgement: int

    @classmethod
    def now(cls) -> Since:
        newest = (
            model._default_manager.aggregate(last=Max("pk"))["last"] or 0
            for model in (Statement, Judgement)
        )
        return cls(*newest)

    def stated(self) -> set[int]:
        """Records of which somebody stated life or death since, or judged anything."""
        said = Statement.objects.filter(pk__gt=self.statement, field__in=sorted(LIVES))
        judged = Judgement.objects.filter(pk__gt=self.judgement).values_list("one", "other")
        return {*said.values_list("person_id", flat=True), *(pk for two in judged for pk in two)}


def beside_of(
    drafts: Mapping[int, Sequence[Draft]], tried: Mapping[int, Tried], by: User
) -> Iterator[Beside]:
    """Of rows that are about to be taken in, those that say alive or dead of somebody of whom other
    records are held; by their numbers, what they state and what the trial found."""
    alive = {number for number, own in drafts.items() if any(map(_is_alive, own))}
    dead = {number for number, own in drafts.items() if any(map(_is_dead, own))}
    # A row without a record yet stands for itself by a number that no record has.
    own = {number: tried[number][0] or -number for number in alive | dead if number in tried}
    beside = _beside([(own[number], tried[number][1]) for number in own], by)
    people = {
        number: sorted({pk for pk in (person, *beside[person]) if pk > 0})
        for number, person in own.items()
    }
    every = {pk for some in people.values() for pk in some}
    ended = _of_whom(every, _DEAD) if alive else set()
    lives = _of_whom(every, _ALIVE) if dead else set()
    for number, some in people.items():
        against = (
            (number in alive and number in dead)
            or (number in alive and not ended.isdisjoint(some))
            or (number in dead and not lives.isdisjoint(some))
        )
        if some or against:
            yield Beside(number, some, number in alive, number in dead, against)


def _is_alive(draft: Draft) -> bool:
    return draft.field == "life" or (draft.field == "state" and draft.read in ALIVE_STATES)


def _is_dead(draft: Draft) -> bool:
    return draft.field == "state" and draft.read in DEAD


@dataclass(slots=True)
class _Says:
    """What some rows say of lives: the statements, and whose they are."""

    keys: set[int]
    alive: set[int]
    dead: set[int]


def raise_from(
    source: Source, of: ReceivedList, numbers: Iterable[int], by: User, *, session: str = ""
) -> int:
    """Raise what the statements of these rows contradict, one alarm for each record and kind; how
    many those are. To be called in the transaction that took the list in, after its last statement.
    """
    day = of.received_at.date().isoformat()
    raised = Raised()
    for chunk in _chunks(of, numbers):
        says = _says(source, [person for person, _ in chunk])
        if not says.keys:
            continue
        together = _together(chunk, says, by)

        def is_new(word: Word, keys: set[int] = says.keys) -> bool:
            return word.key in keys

        def seen_as(word: Word, keys: set[int] = says.keys) -> Word:
            return known_by(word, day) if word.key in keys else word

        look(together, is_new, by, raised, kinds=OF_LIFE, seen_as=seen_as)
    made = raised.hold(by)
    if made:
        note(
            by, Action.ENTER, LIST, of.code, session=session,
            field_classes=(FieldClass.STATUS,), detail={"kind": "alarms", "count": len(made)},
        )  # fmt: skip
    return len(made)


def _chunks(of: ReceivedList, numbers: Iterable[int]) -> Iterator[list[Row]]:
    found = iter(numbers)
    while some := list(islice(found, _ROWS)):
        rows = ListRow.objects.filter(of=of, number__in=some, person__isnull=False)
        yield list(rows.order_by("number").values_list("person_id", "notes"))


def _says(source: Source, people: Collection[int]) -> _Says:
    said = _Says(set(), set(), set())
    # By their people alone: a store that is asked for the source as well may go through the list.
    rows = Statement.objects.in_force().filter(person__in=people, field__in=sorted(LIVES))
    for key, person, of, read, by in rows.values_list(
        "pk", "person_id", "field", "read", "source_id"
    ):
        if by != source.pk:
            continue
        said.keys.add(key)
        if of == "life" or read in ALIVE_STATES:
            said.alive.add(person)
        elif read in DEAD:
            said.dead.add(person)
    return said


def _together(chunk: Sequence[Row], says: _Says, by: User) -> list[Together]:
    """Each record of these rows with those beside it, where one side says dead and the other
    alive."""
    beside = _beside([row for row in chunk if row[0] in says.alive | says.dead], by)
    every = {pk for own, others in beside.items() for pk in (own, *others)}
    dead = _of_whom(every, _DEAD) if says.alive else set()
    alive = _of_whom(every, _ALIVE) if says.dead else set()
    found = []
    for own, others in beside.items():
        people = {own, *others}
        against = (people & dead if own in says.alive else set()) | (
            people & alive if own in says.dead else set()
        )
        if against:
            found.append(Together(own, frozenset({own, *against})))
    return found


def _beside(chunk: Sequence[Row], by: User) -> Mapping[int, set[int]]:
    """By record, those that are judged the same and those that the report found to agree; none that
    somebody judged different."""
    codes = {person: _agreeing(notes) for person, notes in chunk}
    held: dict[str, int] = {}
    for some in _parts({code for each in codes.values() for code in each}):
        people = Person.objects.visible_to(by).filter(code__in=some).order_by()
        held.update(people.values_list("code", "pk"))
    same, different = judged_pairs_of_many(by, [person for person in codes if person > 0])
    joined = {pk for edge in same for pk in edge}
    apart: dict[int, set[int]] = defaultdict(set)
    for one, other in different:
        apart[one].add(other)
        apart[other].add(one)
    return {
        person: ({held[code] for code in found if code in held} - apart[person] - {person})
        | (cluster(person, same, different).members - {person} if person in joined else set())
        for person, found in codes.items()
    }


def _agreeing(notes: Sequence[Mapping[str, Any]]) -> set[str]:
    """The codes of records that agree with a row in the name and in the birth or the number."""
    found = {
        each["person"]
        for each in notes
        if each["what"] in _FOUND and each.get("sure", True) and each.get("person")
    }
    return found - {each.get("person") for each in notes if each["what"] in _DIFFERING}


def _of_whom(people: Collection[int], what: Q) -> set[int]:
    """Of these records, those of which somebody says this."""
    found: set[int] = set()
    for some in parts(people):
        rows = Statement.objects.in_force().filter(what, person__in=some)
        found.update(rows.values_list("person_id", flat=True))
    return found


def _parts(codes: Collection[str]) -> Iterator[list[str]]:
    ordered = sorted(codes)
    for start in range(0, len(ordered), _ROWS):
        yield ordered[start : start + _ROWS]

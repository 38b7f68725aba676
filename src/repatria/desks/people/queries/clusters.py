"""Which records stand together by judgements that somebody may see: computed, never held."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Max, QuerySet

from repatria.desks.accounts.asking import Somebody
from repatria.desks.people.clusters import Cluster, Pair, cluster, pair
from repatria.desks.people.models import Judgement, JudgementVerdict, Person
from repatria.desks.people.queries.links import Offered, offered

MOST_STEPS = 4
"""Judgements in a row at most; each step is a statement to the store."""
MOST_RECORDS = 60
MOST_OFFERED = 5
_IN_QUERY = 900


@dataclass(frozen=True, slots=True)
class Linked:
    """A record, and the judgement that joins it to the one asked about, where there is one between
    just these two."""

    person: Person
    judgement: Judgement | None


@dataclass(frozen=True, slots=True)
class LinkedRecords:
    """What the page of a person says of its links."""

    person: Person
    same: tuple[Linked, ...]
    different: tuple[Linked, ...]
    conflicts: tuple[tuple[Person, Person], ...]
    offered: tuple[Offered, ...]
    """Pairs that a run proposes and nobody has judged, the weightiest first."""


def judged_pairs(user: Somebody, start: Iterable[int]) -> tuple[set[Pair], set[Pair]]:
    """The pairs judged same, and those judged different, of records that judgements *same* lead to
    from these."""
    rows = Judgement.objects.visible_to(user).filter(withdrawn_at=None)
    rows = rows.exclude(verdict=JudgementVerdict.UNSURE)
    same: set[Pair] = set()
    different: set[Pair] = set()
    seen, front = set(start), set(start)
    for _step in range(MOST_STEPS):
        touching = rows.filter(pk__in=_touching(front))
        reached = set()
        for one, other, verdict in touching.values_list("one", "other", "verdict"):
            if verdict == JudgementVerdict.SAME:
                same.add((one, other))
                reached |= {one, other}
            else:
                different.add((one, other))
        front = reached - seen
        seen |= front
        if not front or len(seen) > MOST_RECORDS:
            break
    return same, different


def judged_pairs_of_many(user: Somebody, start: Iterable[int]) -> tuple[set[Pair], set[Pair]]:
    """The same from any number of records, some hundreds in each statement to the store."""
    rows = Judgement.objects.visible_to(user).filter(withdrawn_at=None)
    rows = rows.exclude(verdict=JudgementVerdict.UNSURE)
    same: set[Pair] = set()
    different: set[Pair] = set()
    # Records younger than every judged one need not be asked about, as those of a new list.
    last = Judgement.objects.aggregate(last=Max("other"))["last"] or 0
    front = {pk for pk in start if pk <= last}
    seen = set(front)
    for _step in range(MOST_STEPS):
        ordered, reached = sorted(front), set()
        for at in range(0, len(ordered), _IN_QUERY):
            some = ordered[at : at + _IN_QUERY]
            touching = rows.filter(pk__in=_touching(some))
            for one, other, verdict in touching.values_list("one", "other", "verdict"):
                (same if verdict == JudgementVerdict.SAME else different).add((one, other))
                if verdict == JudgementVerdict.SAME:
                    reached |= {one, other}
        front = reached - seen
        seen |= front
        if not front:
            break
    return same, different


def _touching(people: Iterable[int]) -> QuerySet[Judgement, Any]:
    """Judgements on any of these records. Two looks into an index, where an OR would have all of a
    party's judgements read."""
    keys = list(people)
    rows = Judgement.objects.order_by().values("pk")
    return rows.filter(one__in=keys).union(rows.filter(other__in=keys))


def cluster_of(user: Somebody, person: int) -> Cluster:
    """The records that stand with this one. At most `MOST_STEPS` statements to the store."""
    return cluster(person, *judged_pairs(user, (person,)))


def against(user: Somebody, one: int, other: int) -> bool:
    """Whether judging these two the same would join records that somebody judged different."""
    same, different = judged_pairs(user, (one, other))
    joined = cluster(one, same | {pair(one, other)}, different)
    known = {*cluster(one, same, different).conflicts, *cluster(other, same, different).conflicts}
    return bool(set(joined.conflicts) - known)


def linked_records(user: Somebody, person: Person) -> LinkedRecords:
    """The block of a person's page, in a bounded number of statements to the store."""
    same, different = judged_pairs(user, (person.pk,))
    found = cluster(person.pk, same, different)
    apart = {each for edge in different if person.pk in edge for each in edge} - {person.pk}
    wanted = found.members | apart | {each for edge in found.conflicts for each in edge}
    people = {
        each.pk: each
        for each in Person.objects.visible_to(user)
        .filter(pk__in=sorted(wanted)[: 2 * MOST_RECORDS])
        .select_related("sender", "party")
    }
    judged = {
        (each.other_id if each.one_id == person.pk else each.one_id): each
        for each in Judgement.objects.visible_to(user)
        .filter(pk__in=_touching((person.pk,)), withdrawn_at=None)
        .select_related("by")
        .order_by("pk")
    }

    def linked(keys: Iterable[int]) -> tuple[Linked, ...]:
        return tuple(Linked(people[key], judged.get(key)) for key in sorted(keys) if key in people)

    return LinkedRecords(
        person,
        linked(found.members - {person.pk}),
        linked(apart),
        tuple(
            (people[one], people[other])
            for one, other in found.conflicts
            if one in people and other in people
        ),
        tuple(
            each
            for each in offered(user, (person.pk,), MOST_OFFERED + len(wanted))
            if each.person.pk not in wanted
        )[:MOST_OFFERED],
    )

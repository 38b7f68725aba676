"""Alarms raised among records that are of one human being, or are so alike that somebody must look:
one for each record and kind, about every statement that speaks for or against it.

A contradiction that an alarm was raised of is not raised again, whether somebody settled it since
or not; a new voice is, and so is a new day. To be called in the transaction that stated something.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from repatria.desks.accounts.models import User
from repatria.desks.people.alarming import Against, Voice, against, voice
from repatria.desks.people.models import Alarm, AlarmKind, Person
from repatria.desks.people.services.refreshing import word_of, words_of
from repatria.desks.people.shown import Word

_IN_QUERY = 900


@dataclass(frozen=True, slots=True)
class Together:
    """Records to be held against each other, and the one whose alarm it is where the death is of
    another party's record."""

    anchor: int
    people: frozenset[int]


@dataclass(slots=True)
class Raised:
    """What is to be raised: the statements of each alarm, by its record and kind."""

    about: dict[tuple[int, AlarmKind], set[int]] = field(
        default_factory=lambda: defaultdict(set[int])
    )

    def hold(self, by: User) -> list[Alarm]:
        """Put the alarms into the store."""
        people = dict(_people({pk for pk, _ in self.about}))
        made = Alarm.objects.bulk_create(
            (
                Alarm(
                    party_id=by.party_id, shared_with=people[pk].shared_with, kind=kind,
                    person=people[pk],
                )
                for pk, kind in self.about
            ),
            batch_size=500,
        )  # fmt: skip
        through = Alarm.about.through
        through._default_manager.bulk_create(
            (
                through(alarm_id=alarm.pk, statement_id=key)
                for alarm, keys in zip(made, self.about.values(), strict=True)
                for key in sorted(keys)
            ),
            batch_size=500,
        )
        return made


def look(
    together: Sequence[Together],
    new: Callable[[Word], bool],
    by: User,
    raised: Raised,
    *,
    kinds: Collection[AlarmKind] = frozenset(AlarmKind),
    seen_as: Callable[[Word], Word] = lambda word: word,
    across: bool = False,
) -> None:
    """Add what the `new` statements of these records contradict and no alarm was raised of. Some
    statements to the store for all of them. With `across`, only between two records."""
    people = {pk for each in together for pk in each.people}
    words = _words(people)
    own = set(Person.objects.filter(pk__in=people, party=by.party_id).values_list("pk", flat=True))
    known = _known(people, by)
    for each in together:
        of = {word.key: pk for pk in each.people for word in words[pk]}
        told = {word.key: seen_as(word) for pk in each.people for word in words[pk]}
        fresh = {key for key, word in told.items() if new(word)}
        for found in against(told.values(), fresh):
            if found.kind not in kinds or (across and of[found.ended] == of[found.later]):
                continue
            if _is_known(found, told, each.people, known):
                continue
            stands = of[found.ended] if of[found.ended] in own else each.anchor
            raised.about[stands, found.kind].update(found.keys)


def _words(people: Collection[int]) -> Mapping[int, list[Word]]:
    found: dict[int, list[Word]] = defaultdict(list)
    for some in parts(people):
        found.update(words_of(some))
    return found


@dataclass(slots=True)
class _Known:
    """An alarm that was raised: the records and voices that it is about."""

    people: set[int] = field(default_factory=set)
    voices: set[Voice] = field(default_factory=set)


def _known(people: Collection[int], by: User) -> list[_Known]:
    found: dict[int, _Known] = defaultdict(_Known)
    alarms = Alarm.objects.filter(party=by.party_id)
    for some in parts(people):
        wanted = set(alarms.filter(about__person__in=some).values_list("pk", flat=True))
        rows = Alarm.about.through._default_manager.filter(
            alarm__in=wanted, statement__withdrawn_at=None
        ).select_related("statement__source")
        for row in rows:
            known = found[row.alarm_id]
            known.people.add(row.statement.person_id)
            known.voices.add(voice(word_of(row.statement)))
    return list(found.values())


def _is_known(
    found: Against, told: Mapping[int, Word], people: frozenset[int], known: Iterable[_Known]
) -> bool:
    voices = {voice(told[key]) for key in found.keys}
    return any(voices <= each.voices and not people.isdisjoint(each.people) for each in known)


def _people(keys: Collection[int]) -> Iterator[tuple[int, Person]]:
    for some in parts(keys):
        yield from Person.objects.in_bulk(some).items()


def parts(keys: Collection[int]) -> Iterator[list[int]]:
    """Keys some hundreds at a time, as one statement to a store takes them."""
    ordered = sorted(keys)
    for start in range(0, len(ordered), _IN_QUERY):
        yield ordered[start : start + _IN_QUERY]

"""Everything that is said of one person, by field, with what is shown of it and what disagrees.

A record that a person judged to be of the same human being is told beside this one: its statements
stand in the same lists, under its own code, and are counted among the sources. Neither record
changes by it, and what is shown in a field is always this record's own.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Count
from django.utils import timezone

from repatria.desks.accounts.asking import Somebody, can
from repatria.desks.accounts.rights import Action, FieldClass
from repatria.desks.people import timeline, values
from repatria.desks.people.choosing import Chosen, Said, choose, tally
from repatria.desks.people.fields import FIELDS, Block, Field
from repatria.desks.people.health import run_out
from repatria.desks.people.health_words import MEDICAL, category_words
from repatria.desks.people.models import Choice, Person, SourceKind, Statement
from repatria.desks.people.queries.clusters import cluster_of
from repatria.desks.people.services.refreshing import word_of
from repatria.desks.people.shown import Word, events

OPEN_AT_ONCE = frozenset({FieldClass.IDENTITY, FieldClass.STATUS})
"""Classes that the page of a person opens; each other one is opened by itself, with a purpose."""
MOST_RECORDS = 30


@dataclass(frozen=True, slots=True)
class Line:
    """A statement below a field."""

    statement: Statement
    own: bool
    """Whether it is of this record, and not of one that was judged the same."""
    shown: bool
    agrees: bool
    """With what is shown."""


@dataclass(frozen=True, slots=True)
class FieldShown:
    field: Field
    chosen: Chosen | None
    lines: tuple[Line, ...]
    withdrawn: tuple[Statement, ...]
    sources: int
    disagree: int
    choice: Choice | None
    """The choice in force, where a person made one."""

    @property
    def value(self) -> str:
        """What is shown, in words where the field has a closed list; of a medical category never
        without its day, its examiner and its expiry."""
        if self.chosen is None:
            return ""
        said = said_in_words(self.field, self.chosen.said)
        line = next((each for each in self.lines if each.shown), None)
        if self.field.key != MEDICAL or line is None:
            return said
        return category_words(said, line.statement, timezone.localdate())

    @property
    def entered_by_one(self) -> bool:
        """Whether one person alone entered several sources, none of them a list that is kept."""
        if self.sources < 2:
            return False
        who = {each.statement.entered_by_id for each in self.lines}
        kinds = {each.statement.source.kind for each in self.lines}
        return len(who) == 1 and None not in who and SourceKind.LIST not in kinds

    @property
    def ran_out(self) -> bool:
        """Whether what is shown has an expiry, and it is over."""
        today = timezone.localdate()
        return any(each.shown and run_out(each.statement.until, today) for each in self.lines)


@dataclass(frozen=True, slots=True)
class BlockShown:
    block: Block
    field_class: FieldClass
    open: bool
    held: int
    """Statements in it, whether or not it is open."""
    fields: tuple[FieldShown, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the time line."""

    event: timeline.Event
    statement: Statement
    own: bool
    contradicted: bool


@dataclass(frozen=True, slots=True)
class Conflict:
    contradiction: timeline.Contradiction
    one: Statement
    other: Statement


@dataclass(frozen=True, slots=True)
class Dossier:
    person: Person
    blocks: tuple[BlockShown, ...]
    entries: tuple[Entry, ...]
    conflicts: tuple[Conflict, ...]
    same: tuple[Person, ...]
    """Records that people judged to be of the same human being."""
    classes: frozenset[FieldClass]
    """The classes of field that it shows."""


def dossier(
    user: Somebody, person: Person, opened: Collection[FieldClass] = frozenset()
) -> Dossier:
    """What somebody may see of a person; of what is not open at once, the classes in `opened`."""
    wanted = OPEN_AT_ONCE | set(opened)
    classes = frozenset(each for each in wanted if can(user, Action.VIEW, each))
    same = judged_same(user, person)
    said = Statement.objects.visible_to(user).filter(
        person__in=[person.pk, *(each.pk for each in same)]
    )
    open_keys = [key for key, each in FIELDS.items() if each.field_class in classes]
    rows = list(
        said.filter(field__in=open_keys)
        .select_related("source", "source__sender", "entered_by", "person", "withdrawn_by")
        .order_by("-source__said_on", "pk")
    )
    # Of what is shut nothing leaves the store but how much there is.
    shut = said.in_force().exclude(field__in=open_keys).order_by()
    held = dict(shut.values_list("field").annotate(count=Count("pk")))
    choices = {
        each.field: each
        for each in Choice.objects.filter(person=person, withdrawn_at=None)
        .select_related("by")
        .order_by("pk")
    }
    blocks = tuple(_blocks(user, person, rows, choices, classes, held))
    entries, conflicts = _line(person, rows)
    return Dossier(person, blocks, entries, conflicts, same, classes)


def judged_same(user: Somebody, person: Person) -> tuple[Person, ...]:
    """Records that people judged the same, one by one or through others between, that somebody may
    see; at most `MOST_RECORDS`. What was judged different from this one is not among them."""
    joined = sorted(cluster_of(user, person.pk).members - {person.pk})
    if not joined:
        return ()
    people = Person.objects.visible_to(user).filter(pk__in=joined[:MOST_RECORDS])
    return tuple(people.select_related("sender", "party").order_by("pk"))


def said_in_words(of: Field, said: Said | Word | Statement) -> str:
    """A value as it is shown: a key of a closed list in words, anything else as it was written."""
    return str(of.choices.get(said.read, said.value))


def _blocks(
    user: Somebody,
    person: Person,
    rows: Iterable[Statement],
    choices: dict[str, Choice],
    classes: Collection[FieldClass],
    shut: Mapping[str, int],
) -> Iterable[BlockShown]:
    by_field: dict[str, list[Statement]] = defaultdict(list)
    for row in rows:
        by_field[row.field].append(row)
    grouped: dict[tuple[Block, FieldClass], list[Field]] = {}
    for each in FIELDS.values():
        if can(user, Action.VIEW, each.field_class):
            grouped.setdefault((each.block, each.field_class), []).append(each)
    for (block, which), fields in grouped.items():
        is_open = which in classes
        yield BlockShown(
            block,
            which,
            is_open,
            sum(_in_force(by_field[each.key]) + shut.get(each.key, 0) for each in fields),
            tuple(_field(person, each, by_field[each.key], choices) for each in fields)
            if is_open
            else (),
        )


def _in_force(rows: Iterable[Statement]) -> int:
    return sum(row.withdrawn_at is None for row in rows)


def _field(
    person: Person, of: Field, rows: list[Statement], choices: dict[str, Choice]
) -> FieldShown:
    in_force = [row for row in rows if row.withdrawn_at is None]
    agree = values.agreement(of.key)
    said = {row.pk: word_of(row).said() for row in in_force}
    own = [said[row.pk] for row in in_force if row.person_id == person.pk]
    choice = choices.get(of.key)
    picked = choice.statement_id if choice is not None else None
    chosen = choose(own, agree, picked, several=of.several)
    shown = chosen.said if chosen is not None else None
    sources, disagree = tally(shown, list(said.values()), agree)
    return FieldShown(
        of,
        chosen,
        tuple(
            Line(
                row,
                row.person_id == person.pk,
                shown is not None and row.pk == shown.key,
                shown is None or of.several or agree(shown, said[row.pk]),
            )
            for row in in_force
        ),
        tuple(row for row in rows if row.withdrawn_at is not None),
        sources,
        0 if of.several else disagree,
        choice if chosen is not None and chosen.said.key == picked else None,
    )


def _line(
    person: Person, rows: Iterable[Statement]
) -> tuple[tuple[Entry, ...], tuple[Conflict, ...]]:
    held = {row.pk: row for row in rows if row.withdrawn_at is None}
    line = timeline.timeline(events(map(word_of, held.values())), values.same_place)
    conflicts = tuple(
        Conflict(each, held[each.keys[0]], held[each.keys[1]]) for each in line.contradictions
    )
    in_conflict = {key for each in line.contradictions for key in each.keys}
    entries = tuple(
        Entry(
            event,
            held[event.key],
            held[event.key].person_id == person.pk,
            event.key in in_conflict,
        )
        for event in line.events
    )
    return entries, conflicts

"""The notes of a PFIF file taken in with it: statements of the people whom they are about, each
with its author and its day as a source of its own."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from repatria.desks.accounts.access.services import note as note_act
from repatria.desks.accounts.models import User
from repatria.desks.accounts.rights import Action, FieldClass, classes_for
from repatria.desks.people.alarming import OF_LIFE, known_by
from repatria.desks.people.clusters import cluster
from repatria.desks.people.fields import FIELDS
from repatria.desks.people.intake.noting import has_notes, notes_of, own_id, said_on, values_of
from repatria.desks.people.intake.rows import open_sheet
from repatria.desks.people.models import ListRow, ReceivedList, Source, SourceKind, Statement
from repatria.desks.people.queries.clusters import judged_pairs_of_many
from repatria.desks.people.registered import LIST
from repatria.desks.people.services.drafts import Draft, drafted, insert_drafts
from repatria.desks.people.services.intake import header_of, path_of
from repatria.desks.people.services.raising import Raised, Together, look
from repatria.desks.people.services.refreshing import refresh
from repatria.desks.people.shown import Word
from repatria.formats.people_sheets import PfifNote

_Whose = tuple[str, str]
"""The author of notes, and their day."""
_Told = tuple[int, int, Draft]


@dataclass(slots=True)
class _Taking:
    of: ReceivedList
    source: Source
    by: User
    may: frozenset[FieldClass]
    sources: dict[_Whose, Source] = field(default_factory=dict)
    classes: set[FieldClass] = field(default_factory=set)


def take_notes(of: ReceivedList, source: Source, by: User) -> int:
    """Hold what the notes of a list state, in the transaction that took its rows in and after
    them; how many statements those are. `source` is that of the list. Alarms are raised as for its
    rows. Raises `InputError`."""
    path = path_of(of)
    with open_sheet(path, of.sheet, header_of(of)) as sheet:
        if not has_notes(sheet):
            return 0
    taking = _Taking(of, source, by, classes_for(by.roles, Action.TAKE_IN))
    held = sum(_held(taking, notes) for notes in notes_of(path))
    if held:
        of.counts = {**of.counts, "notes": held}
        note_act(
            by, Action.TAKE_IN, LIST, of.code, field_classes=taking.classes,
            detail={"kind": "notes", "count": held},
        )  # fmt: skip
    return held


def _held(taking: _Taking, notes: Collection[PfifNote]) -> int:
    rows = ListRow.objects.filter(
        of=taking.of, own_id__in={own_id(each.person) for each in notes}, person__isnull=False
    )
    people: dict[str, int] = {}
    for text, person in rows.order_by("-number").values_list("own_id", "person_id"):
        people[text] = person or 0
    told: dict[_Whose, list[_Told]] = defaultdict(list)
    for each in notes:
        about = people.get(own_id(each.person))
        if about is None:
            continue
        for key, value in values_of(each, taking.may).items():
            told[each.author, said_on(each)].append((about, each.line, drafted(key, value)))
            taking.classes.add(FIELDS[key].field_class)
    if not told:
        return 0
    _know(taking, told)
    for whose, drafts in told.items():
        insert_drafts(drafts, taking.sources[whose], taking.by)
    concerned = {person for drafts in told.values() for person, _, _ in drafts}
    refresh(concerned)
    _raise(taking, concerned, {taking.sources[whose].pk for whose in told})
    return sum(map(len, told.values()))


def _know(taking: _Taking, told: Iterable[_Whose]) -> None:
    """A source for each author and day. Whose knowledge it is: the author's, as this sender passes
    it on; the name itself stands with the statements, which a role must open."""
    new = []
    for author, day in told:
        if (author, day) not in taking.sources:
            made = _source(taking, author, day)
            taking.sources[author, day] = made
            new.append(made)
    Source.objects.bulk_create(new, batch_size=500)


def _source(taking: _Taking, author: str, day: str) -> Source:
    of = taking.source
    mark = hashlib.sha256(author.casefold().encode()).hexdigest()[:16]
    return Source(
        party_id=of.party_id, shared_with=of.shared_with, kind=SourceKind.LIST, ref=of.ref,
        title=of.title, root=f"{of.root}:note:{mark}" if author else of.root, sender=of.sender,
        said_on=day, purpose=of.purpose, legal_basis=of.legal_basis, entered_by=of.entered_by,
        entered_at=of.entered_at,
    )  # fmt: skip


def _raise(taking: _Taking, people: Collection[int], sources: Collection[int]) -> None:
    """Where a note says dead of whom somebody else knows alive, or the other way."""
    day = taking.of.received_at.date().isoformat()
    rows = Statement.objects.in_force().filter(person__in=people, source__in=sources)
    fresh = set(rows.values_list("pk", flat=True))
    same, different = judged_pairs_of_many(taking.by, people)
    together = [
        Together(each, frozenset({each, *cluster(each, same, different).members}))
        for each in sorted(people)
    ]
    raised = Raised()

    def seen_as(word: Word) -> Word:
        return known_by(word, day) if word.key in fresh else word

    look(
        together, lambda word: word.key in fresh, taking.by, raised, kinds=OF_LIFE, seen_as=seen_as
    )
    made = raised.hold(taking.by)
    if made:
        note_act(
            taking.by, Action.ENTER, LIST, taking.of.code, field_classes=(FieldClass.STATUS,),
            detail={"kind": "alarms", "count": len(made)},
        )  # fmt: skip

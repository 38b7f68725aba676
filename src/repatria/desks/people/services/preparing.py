"""All that a list will hold in the register, worked out from its file without writing anything: it
takes most of the time of taking a list in, can be watched and stopped, and keeps nobody waiting.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from datetime import date
from itertools import islice
from typing import Any

from django.db.models import Count

from repatria.desks.accounts.models import User
from repatria.desks.accounts.rights import Action, classes_for
from repatria.desks.people.fields import SEARCHED
from repatria.desks.people.intake.rows import fields_of, open_sheet, says_nothing
from repatria.desks.people.intake.stating import values_of
from repatria.desks.people.models import Choice, ListRow, Person, ReceivedList, Source, Statement
from repatria.desks.people.services import bulk
from repatria.desks.people.services.alarms_of_lists import Tried, beside_of
from repatria.desks.people.services.drafts import Draft, drafted, told
from repatria.desks.people.services.intake import header_of, mapping_of, path_of
from repatria.desks.people.services.prepared import (
    Beside,
    Mark,
    More,
    New,
    Piece,
    Prepared,
)
from repatria.desks.people.services.refreshing import COLUMNS, picked_of, words_of
from repatria.desks.people.shown import columns, search_record
from repatria.names.searching import keys_of

_CHUNK = 500
_LATER = 1 << 60
"""Where the keys of statements begin that have none yet: they are the newest."""
Told = Callable[[int], None]
Row = tuple[int, dict[str, str]]


def prepare(of: ReceivedList, by: User, source: Source, into: Prepared, tell: Told) -> None:
    """Work out what each row makes or says more of. `source` need not be held yet. `tell` is called
    with the number of rows so far, and may raise to stop it. Raises `InputError`."""
    may = classes_for(by.roles, Action.TAKE_IN)
    with open_sheet(path_of(of), of.sheet, header_of(of)) as sheet:
        rows = fields_of(sheet, mapping_of(of))
        done = 0
        while chunk := list(islice(rows, _CHUNK)):
            rows_tried = _tried(of, chunk)
            joined = {number: person for number, (person, _) in rows_tried.items() if person}
            said = {
                number: values_of(fields, of.says, may)
                for number, fields in chunk
                if number in joined or not says_nothing(fields)
            }
            drafts = {
                number: [drafted(key, value) for key, value in values.items()]
                for number, values in said.items()
                if values
            }
            beside = list(beside_of(drafts, rows_tried, by))
            into.add(_piece(drafts, joined, source, beside))
            done += len(chunk)
            tell(done)


def marks_of(people: Collection[int]) -> dict[int, Mark]:
    """By record, its mark."""
    found: dict[int, Mark] = {person: [0, 0, 0, 0] for person in people}
    for model, at in ((Statement, 0), (Choice, 2)):
        rows = model._default_manager.filter(person__in=bulk.among(people)).order_by()
        for person, held, withdrawn in (
            rows.values("person")
            .annotate(held=Count("pk"), withdrawn=Count("withdrawn_at"))
            .values_list("person", "held", "withdrawn")
        ):
            found[person][at : at + 2] = held, withdrawn
    return found


def _tried(of: ReceivedList, chunk: list[Row]) -> dict[int, Tried]:
    """By row, the record that it was found to say more of when the list was tried, and the rest
    that was found."""
    rows = ListRow.objects.filter(of=of, number__range=(chunk[0][0], chunk[-1][0]))
    found = rows.order_by().values_list("number", "person_id", "notes")
    return {number: (person, notes) for number, person, notes in found}


def _piece(
    drafts: Mapping[int, list[Draft]],
    joined: Mapping[int, int],
    source: Source,
    beside: list[Beside],
) -> Piece:
    order = source.sender.order if source.sender is not None else ""
    new = [
        _new(number, own, source, order) for number, own in drafts.items() if number not in joined
    ]
    more = {number: own for number, own in drafts.items() if number in joined}
    fields = {draft.field for own in drafts.values() for draft in own}
    return Piece(new, list(_more(more, joined, source)), sorted(fields), beside)


def _new(number: int, drafts: list[Draft], source: Source, order: str) -> New:
    words = [draft.word(source, at) for at, draft in enumerate(drafts)]
    found = columns(words, None, order)
    return New(
        number,
        _stored(found),
        [told(draft) for draft in drafts],
        sorted(set(keys_of(search_record(found)))),
    )


def _more(
    drafts: Mapping[int, list[Draft]], joined: Mapping[int, int], source: Source
) -> Iterator[More]:
    people = [joined[number] for number in drafts]
    marks, words, picked = marks_of(people), words_of(people), picked_of(people)
    rows = Person.objects.filter(pk__in=bulk.among(people)).order_by()
    # Without an object of the ORM for each.
    held = {row[0]: row[1:] for row in rows.values_list("pk", "sender__order", *COLUMNS)}
    for number, own in drafts.items():
        person = joined[number]
        order, *now = held[person]
        later = [draft.word(source, _LATER + at) for at, draft in enumerate(own)]
        found = columns([*words[person], *later], picked[person], order or "")
        changed = {name for name, was in zip(COLUMNS, now, strict=True) if found[name] != was}
        anew = not changed.isdisjoint(_FOUND_BY)
        yield More(
            number,
            person,
            [told(draft) for draft in own],
            marks[person],
            None if anew else _stored(found) if changed else [],
        )


_FOUND_BY = frozenset({*SEARCHED, "order"})


def _stored(found: Mapping[str, Any]) -> list[Any]:
    values = (found[name] for name in COLUMNS)
    # As text, which JSON holds and every store takes for a day.
    return [value.isoformat() if isinstance(value, date) else value for value in values]

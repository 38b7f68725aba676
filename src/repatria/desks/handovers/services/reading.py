"""What the log has got is taken into the rows of acts: standing, signatures, places."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction

from repatria.desks.accounts.models import Party, Standing
from repatria.desks.handovers.models import Act, LogRead, Stands
from repatria.desks.handovers.queries.signatures import merged
from repatria.desks.handovers.setup import Ledger, opened
from repatria.desks.router import EXCHANGE
from repatria.ledger.act import DIGEST, read_act
from repatria.ledger.log import head
from repatria.ledger.note import Note, read_note
from repatria.ledger.standing import ON_KEYS, History, Told
from repatria.ledger.storing import Reading

STEP = 500
"""Entries that are taken at once."""


def unread(held: Ledger, reading: Reading) -> int:
    """How many entries the log has that the rows do not tell of yet: those that the command line
    or another server put there."""
    row = LogRead.objects.filter(pk=held.log.name).first()
    return head(reading, held.log)[0].size - (row.size if row else 0)


def catch_up(held: Ledger) -> int:
    """Take in what the log has got since; how many entries that were. Taking an entry twice changes
    nothing."""
    with opened(held) as store, store.reading() as reading, transaction.atomic(using=EXCHANGE):
        size = head(reading, held.log)[0].size
        row, _ = LogRead.objects.select_for_update().get_or_create(pk=held.log.name)
        before = row.size
        while row.size < size:
            stop = min(size, row.size + STEP)
            _take(held, reading, row.size, stop)
            row.size = stop
        row.save()
    return size - before


def _take(held: Ledger, reading: Reading, start: int, stop: int) -> None:
    new: dict[str, Note] = {}
    wanted: set[str] = set()
    for entry in reading.entries(start, stop):
        note = read_note(entry)
        act = read_act(note)
        new[act.digest] = merged(new.get(act.digest, note), note)
        wanted |= {act.digest, act["of"], act["corrects"]} - {""}
    for digest, told in _told(held, reading, _with_corrections(wanted), stop).items():
        if digest in wanted:
            _keep(told, new.get(digest))


def _told(held: Ledger, reading: Reading, wanted: Iterable[str], stop: int) -> dict[str, Told]:
    """What the first `stop` entries say about some acts."""
    marks = {f"kind:{kind}" for kind in ON_KEYS}
    for digest in wanted:
        marks |= {f"text:{digest}", f"of:{digest}"}
    history = History(held.signers)
    for index in reading.marked_any(marks):
        if index < stop:
            (entry,) = reading.entries(index, index + 1)
            history.take(index, read_note(entry))
    return history.told


def _with_corrections(wanted: set[str]) -> set[str]:
    """With the acts that correct these, and those that correct them."""
    found, last = set(wanted), set(wanted)
    while last:
        bare = [digest.removeprefix(DIGEST) for digest in last]
        rows = Act.objects.filter(corrects__in=bare).values_list("digest", flat=True)
        last = {DIGEST + digest for digest in rows} - found
        found |= last
    return found


def _keep(told: Told, note: Note | None) -> None:
    act, digest = told.act, told.act.digest.removeprefix(DIGEST)
    row = Act.objects.select_for_update(of=("self",)).filter(digest=digest).first()
    if row is None:
        row = new_row(Note(act.text), _party(act.signers))
    if note is not None:
        row.note = merged(read_note(bytes(row.note)), note).to_bytes()
    row.stands = Stands(told.standing.value)
    row.signed, row.missing = sorted(told.signed), list(told.missing)
    row.at, row.first = list(told.at), told.at[0]
    row.save()


def new_row(note: Note, party: Party) -> Act:
    """A row for an act that has none; it is not saved."""
    act = read_act(note)
    return Act(
        party=party,
        digest=act.digest.removeprefix(DIGEST),
        kind=act.kind,
        reference=act["reference"],
        text=act.text,
        note=note.to_bytes(),
        corrects=act["corrects"].removeprefix(DIGEST),
        speaks_of=act["of"].removeprefix(DIGEST),
    )


def _party(signers: Iterable[str]) -> Party:
    """Whose row it is where nobody entered it: the first of the signers who is a party here, else
    the office's, else anybody's; what is in the log is seen by all who may see custody."""
    found = {each.pk: each for each in Party.objects.filter(pk__in=list(signers))}
    first = next((found[name] for name in signers if name in found), None)
    office = Party.objects.filter(standing=Standing.OFFICE).first()
    party = first or office or Party.objects.first()
    if party is None:
        raise Party.DoesNotExist("nobody works here yet")
    return party

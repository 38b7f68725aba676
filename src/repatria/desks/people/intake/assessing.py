"""A list tried: every row held against the register, against the list itself and against the
sender's last list. Nothing is written but the spool."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from repatria.desks.accounts.models import User
from repatria.desks.people.intake.candidates import Candidates, Held, Near
from repatria.desks.people.intake.holders import Holders
from repatria.desks.people.intake.judging import About, findings_of
from repatria.desks.people.intake.looked_for import telling_keys
from repatria.desks.people.intake.noting import assess_notes, has_notes
from repatria.desks.people.intake.rows import HeaderRows, RowSaid, open_sheet, record_of, rows_of
from repatria.desks.people.intake.spool import Spool
from repatria.desks.people.models import ListRow, ListState, ReceivedList, Sender
from repatria.desks.people.telling.counterparts import (
    LIKE,
    Likeness,
    can_be_one,
    compared,
    linked,
)
from repatria.desks.people.telling.findings import Finding, What
from repatria.desks.people.telling.verdicts import verdict_of
from repatria.formats.people_sheets import Mapping
from repatria.names.records import Record

_CHUNK = 400
MOST_GONE = 5000
"""Of those who are gone since the last list, how many the report names; it counts them all."""
Told = Callable[[int], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A list to be tried."""

    path: Path
    sheet: str
    mapping: Mapping
    header: HeaderRows = None
    sender: Sender | None
    order: str
    whom: str
    by: User


def assess(asked: Asked, spool: Spool, told: Told = lambda _rows: None) -> dict[str, Any]:
    """Try a list; gives the report on the whole, and leaves the rows in the spool. `told` is called
    with the number of rows so far, and may raise to stop it. Raises `InputError`."""
    return _Trial(asked, spool).run(told)


def last_list(sender: Sender | None) -> ReceivedList | None:
    """The list of a sender that was taken in last."""
    if sender is None:
        return None
    taken = ReceivedList.objects.filter(sender=sender, state=ListState.APPROVED)
    return taken.order_by("-approved_at", "-pk").first()


class _Trial:
    def __init__(self, asked: Asked, spool: Spool) -> None:
        sender = asked.sender.pk if asked.sender is not None else None
        self.asked, self.spool = asked, spool
        self.sender = sender
        self.last = last_list(asked.sender)
        self.candidates = Candidates(asked.by, asked.sender, self.last.pk if self.last else None)
        self.holders = Holders(asked.by, sender)
        self.verdicts: Counter[str] = Counter()
        self.sure: Counter[str] = Counter()
        self.possible: Counter[str] = Counter()

    def run(self, told: Told) -> dict[str, Any]:
        self._remember_last()
        rows = 0
        with open_sheet(self.asked.path, self.asked.sheet, self.asked.header) as sheet:
            said = rows_of(sheet, self.asked.mapping, self.asked.order)
            while chunk := list(islice(said, _CHUNK)):
                self._chunk(chunk)
                rows += len(chunk)
                told(rows)
            if has_notes(sheet):
                rows += self._notes()
        return self._report(rows)

    def _notes(self) -> int:
        """The notes of a PFIF file: rows of their own, each about the row of a person."""
        notes = 0
        for verdict, found in assess_notes(self.asked.path, self.spool):
            notes += 1
            self._count(verdict, found)
        return notes

    def _remember_last(self) -> None:
        if self.last is None:
            return
        people = ListRow.objects.filter(of=self.last, person__isnull=False)
        self.spool.before(
            people.values_list("person_id", "number", "person__code").iterator(chunk_size=2000)
        )
        self.spool.before_keys(self.candidates.keys_of_last_list())

    def _chunk(self, chunk: list[RowSaid]) -> None:
        keys = {row.number: (*telling_keys(row), *_id_keys(row)) for row in chunk}
        self.spool.hold_keys(
            (row.number, keys[row.number], tuple(row.columns.values())) for row in chunk
        )
        earlier = self.spool.earlier(keys)
        found = self.candidates.of_rows(chunk)
        by_id = self.candidates.by_own_id(chunk)
        abouts = [self._about(row, found[row.number], by_id.get(row.own_id)) for row in chunk]
        for about in abouts:
            self._inside(about, earlier.get(about.row.number, {}))
        # A row that says more of a record is that record's already, on the last list as well.
        others = [each.row for each in abouts if each.linked is None]
        before = self.candidates.of_last_list(others, self.spool)
        for about in abouts:
            self._claim(about, before.get(about.row.number, []))
        people = {person for about in abouts for person in about.people}
        states = self.candidates.states(people)
        self.spool.judge(self._judged(about, states) for about in abouts)

    def _about(self, row: RowSaid, found: Near, by_id: Held | None) -> About:
        about = About(row)
        for held in found.held:
            how = compared(row.record, held.record)
            if how.likeness is not Likeness.NONE:
                about.against.append((held, how))
        about.against.sort(key=lambda each: (-each[1].rank, each[0].pk))
        about.unlisted = self.holders.lists_lack(row.fields.get("held_by", ""), about.alike)
        self._link(about, by_id)
        about.keep_namesakes(found.more)
        return about

    def _link(self, about: About, by_id: Held | None) -> None:
        """By the sender's own id, or by the serial number with the name, in the sender's own
        records; by nothing else, and where exactly one will do."""
        row = about.row
        if by_id is not None:
            if can_be_one(row.record, by_id.record):
                self._linked(by_id, about)
                return
            about.id_of_another = by_id.code
        if self.sender is None:
            return
        own = [
            held for held, _ in about.against
            if held.sender == self.sender and linked(row.record, held.record)
        ]  # fmt: skip
        if len(own) == 1:
            self._linked(own[0], about)

    def _linked(self, held: Held, about: About) -> None:
        if self.spool.link(held.pk, about.row.number):
            self.spool.claim(held.pk, about.row.number, 1000)
            about.linked = held.pk
        if held.pk not in {each.pk for each, _ in about.against}:
            how = compared(about.row.record, held.record)
            if how.likeness is not Likeness.NONE:
                about.against.insert(0, (held, how))

    def _inside(self, about: About, earlier: dict[int, list[str]]) -> None:
        """`earlier` are rows before this one, and the keys that they share with it."""
        row = about.row
        for number, keys in sorted(earlier.items()):
            if f"#{row.own_id}" in keys:
                about.same_id = about.same_id or number
            if keys == [f"#{row.own_id}"] or _weak(keys):
                continue
            how = compared(row.record, self._record(number))
            if how.likeness not in (Likeness.NONE, Likeness.NAMESAKES):
                about.inside.append((number, how))

    def _record(self, number: int) -> Record:
        return record_of(*self.spool.columns(number))

    def _claim(self, about: About, before: list[Held]) -> None:
        for held in before:
            how = compared(about.row.record, held.record)
            if how.likeness in LIKE:
                self.spool.claim(held.pk, about.row.number, how.rank)

    def _judged(
        self, about: About, states: dict[int, Any]
    ) -> tuple[int, tuple[str, ...], str, str, list[dict[str, Any]]]:
        row = about.row
        found = findings_of(about, states, self.asked.whom)
        verdict = verdict_of(found, says_nothing=row.says_nothing or _nobody(row, found))
        self._count(verdict, found)
        return row.number, row.cells, row.own_id, verdict, [each.to_json() for each in found]

    def _count(self, verdict: str, found: list[Finding]) -> None:
        self.verdicts[verdict] += 1
        for what, sure in {(each.what, each.sure) for each in found}:
            (self.sure if sure else self.possible)[what.value] += 1

    def _report(self, rows: int) -> dict[str, Any]:
        every = self._gone()
        gone = list(islice(every, MOST_GONE))
        if gone:
            self.sure[What.GONE.value] = len(gone) + sum(1 for _ in every)
        return {
            "rows": rows,
            "verdicts": dict(self.verdicts),
            "sure": dict(self.sure),
            "possible": dict(self.possible),
            "gone": [each.to_json() for each in gone],
            "last": self.last.code if self.last else "",
        }

    def _gone(self) -> Iterator[Finding]:
        if self.last is not None:
            for code, number in self.spool.gone():
                yield Finding(What.GONE, person=code, row=number)


def _id_keys(row: RowSaid) -> tuple[str, ...]:
    return (f"#{row.own_id}",) if row.own_id else ()


def _weak(keys: list[str]) -> bool:
    """A day with an initial, or a given name with a patronymic and a year, alone."""
    return len(keys) == 1 and keys[0][0] in "df"


def _nobody(row: RowSaid, found: list[Finding]) -> bool:
    """A row without a name and without a number cannot be told from any other."""
    return not row.named and not row.record.serial and any(f.what is What.NO_NAME for f in found)

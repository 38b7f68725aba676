"""The findings on one row: what the list itself shows, what the register holds against it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from django.utils import timezone

from repatria.desks.people.expiring import last_day
from repatria.desks.people.intake.candidates import Held, Said
from repatria.desks.people.intake.nobody import is_nobody
from repatria.desks.people.intake.rows import RowSaid
from repatria.desks.people.intake.stating import unread_states
from repatria.desks.people.models.lists import Whom
from repatria.desks.people.telling.counterparts import LIKE, Compared, Likeness
from repatria.desks.people.telling.findings import NUMBER, Finding, What
from repatria.desks.people.values import plain_text, read_value

_ORDER = {what: at for at, what in enumerate(What)}
_DIFFERS = {"birth": What.OTHER_BIRTH, "serial": What.OTHER_SERIAL}
MOST_SHOWN = 3
"""Records of a kind that are named for one row."""
MOST_NAMESAKES_SHOWN = 12
"""Namesakes that are named for one row, in one line."""


@dataclass(slots=True)
class About:
    """A row with all that it is judged by."""

    row: RowSaid
    against: list[tuple[Held, Compared]] = field(default_factory=list)
    """Records that are not nothing to it, the closest first."""
    inside: list[tuple[int, Compared]] = field(default_factory=list)
    """Rows before it in the same list."""
    same_id: int | None = None
    id_of_another: str = ""
    unlisted: bool = False
    linked: int | None = None
    """The record that is there of which the row says more."""
    more_namesakes: int = 0
    """Records that share the whole name, besides those of `against`."""

    def keep_namesakes(self, more: int) -> None:
        """Forget the namesakes where somebody agrees with the row in more than the name, or the
        record is known of which it says more: that is who is meant."""
        known = self.linked is not None
        if known or any(how.likeness is Likeness.AGREES for _, how in self.against):
            self.against = [
                each
                for each in self.against
                if each[1].likeness is not Likeness.NAMESAKES or each[0].pk == self.linked
            ]
        else:
            self.more_namesakes = more

    @property
    def people(self) -> list[int]:
        return [held.pk for held, _ in self.against]

    @property
    def alike(self) -> list[Held]:
        return [held for held, how in self.against if how.likeness in LIKE]

    @property
    def namesakes(self) -> list[tuple[Held, Compared]]:
        return [each for each in self.against if each[1].likeness is Likeness.NAMESAKES]


def findings_of(about: About, states: Mapping[int, list[Said]], whom: str) -> list[Finding]:
    """Everything found on a row, in the order in which it matters."""
    row = about.row
    if row.says_nothing:
        why = What.NOBODY if is_nobody(row.fields) else What.NO_NAME
        return [Finding(why), *_unread(row)]
    found = [
        *_ended(about, states),
        *_unlisted(about, states),
        *_civilian(about, whom),
        *_inside(about),
        *_ids(about),
        *_differing(about),
        *_namesakes(about),
        *_expired(row),
        *_lacking(row, whom),
        *_unread(row),
        *_known(about),
    ]
    return sorted(dict.fromkeys(found), key=lambda each: _ORDER[each.what])


def _ended(about: About, states: Mapping[int, list[Said]]) -> Iterator[Finding]:
    shown: Counter[What] = Counter()
    for held, how in about.against:
        # A name can be written wrong as well as a birth.
        sure = how.likeness is Likeness.AGREES
        told: dict[What, Said] = {}
        for said in states.get(held.pk, ()):
            what = {"returned": What.RETURNED, "dead": What.DEAD, "identified": What.DEAD}.get(
                said.state
            )
            if what is not None and (what not in told or said.shared or not told[what].shared):
                told[what] = said
        for what, said in told.items():
            if how.likeness is Likeness.NAMESAKES:
                shown[what] += 1
                if shown[what] > MOST_SHOWN:
                    continue
            yield Finding(what, sure, held.code, on=said.on, shared=said.shared)


def _unlisted(about: About, states: Mapping[int, list[Said]]) -> Iterator[Finding]:
    holder = plain_text(about.row.fields.get("held_by", ""))
    denied = False
    for held, how in about.against:
        if holder and (how.likeness in LIKE or how.likeness is Likeness.NAMESAKES):
            said = states.get(held.pk, ())
            if any(s.state == "denied" and plain_text(s.holder) in (holder, "") for s in said):
                denied = True
                yield Finding(What.DENIED, how.likeness is Likeness.AGREES, held.code)
    if about.unlisted and not denied:
        yield Finding(What.UNLISTED, sure=False)


def _civilian(about: About, whom: str) -> Iterator[Finding]:
    if whom != Whom.SOLDIERS:
        return
    if read_value("category", about.row.fields.get("category", "")) == "civilian":
        yield Finding(What.CIVILIAN)
        return
    for held, how in about.against:
        named = how.likeness in LIKE or how.likeness is Likeness.NAMESAKES
        if held.category == "civilian" and named:
            yield Finding(What.CIVILIAN, how.likeness is Likeness.AGREES, held.code)


def _inside(about: About) -> Iterator[Finding]:
    for number, how in about.inside[:MOST_SHOWN]:
        if how.likeness is Likeness.AGREES:
            yield Finding(What.TWICE, row=number)
        elif how.likeness is Likeness.NAME_ALONE:
            yield Finding(What.TWICE, sure=False, row=number)
        elif how.likeness is Likeness.NUMBER_ALONE:
            yield Finding(What.TWICE, sure=False, row=number, field=NUMBER)
        elif how.likeness is Likeness.OTHER_NAME:
            yield Finding(What.OTHER_NAME, how.by_number, row=number)
        for key in how.differs:
            yield Finding(_DIFFERS[key], sure=False, row=number)


def _ids(about: About) -> Iterator[Finding]:
    if about.same_id is not None:
        yield Finding(What.SAME_ID, row=about.same_id)
    if about.id_of_another:
        yield Finding(What.ID_OF_ANOTHER, person=about.id_of_another)


def _differing(about: About) -> Iterator[Finding]:
    others = 0
    for held, how in about.against:
        if how.likeness is Likeness.OTHER_NAME and others < MOST_SHOWN:
            others += 1
            yield Finding(What.OTHER_NAME, how.by_number, held.code)
        if how.likeness is Likeness.DIFFERS:
            for key in how.differs:
                yield Finding(_DIFFERS[key], sure=False, person=held.code)


def _namesakes(about: About) -> Iterator[Finding]:
    """One of another birth may well be the same person, written wrong, and is told so; several of
    a common name make one line."""
    found = about.namesakes
    count = len(found) + about.more_namesakes
    if count == 1 and found and "birth" in found[0][1].differs:
        yield Finding(What.OTHER_BIRTH, sure=False, person=found[0][0].code)
    elif count:
        codes = tuple(held.code for held, _ in found[:MOST_NAMESAKES_SHOWN])
        yield Finding(What.NAMESAKES, sure=False, people=codes, count=count)


def _lacking(row: RowSaid, whom: str) -> Iterator[Finding]:
    if not row.named:
        yield Finding(What.NO_NAME)
    if row.record.birth is None:
        yield Finding(What.NO_BIRTH)
    civilian = read_value("category", row.fields.get("category", "")) == "civilian"
    if not row.record.serial and whom != Whom.CIVILIANS and not civilian:
        yield Finding(What.NO_SERIAL)


def _expired(row: RowSaid) -> Iterator[Finding]:
    day = last_day(row.fields.get("expires_on", ""))
    if day is not None and day < timezone.localdate():
        yield Finding(What.EXPIRED, on=day.isoformat())


def _unread(row: RowSaid) -> Iterator[Finding]:
    for problem in row.problems:
        yield Finding(What.UNREAD, field=problem.field, said=problem.message)
    if row.fields.get("birth") and row.record.birth is None:
        yield Finding(What.UNREAD, field="birth", said=f"“{row.fields['birth']}”")
    for column, text in unread_states(row.fields):
        yield Finding(What.UNREAD, field=column, said=f"“{text}”")


def _known(about: About) -> Iterator[Finding]:
    for held, how in closest(about.against):
        if how.likeness is Likeness.NUMBER_ALONE:
            yield Finding(What.KNOWN, sure=False, person=held.code, field=NUMBER)
        else:
            yield Finding(What.KNOWN, how.likeness is not Likeness.NAME_ALONE, held.code)


def closest(against: Iterable[tuple[Held, Compared]]) -> list[tuple[Held, Compared]]:
    """Of the records that a row may be about, the closest few."""
    alike = [each for each in against if each[1].likeness in LIKE]
    return alike[:MOST_SHOWN]

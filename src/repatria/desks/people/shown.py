"""What of a record's own statements stands in its row, for lists and for search: pure.

The row holds what `choosing` shows and what `timeline` says is the latest state. It tells nothing
that the statements do not.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from repatria.base.dates import PartialDate, partial_date
from repatria.base.errors import RepatriaError
from repatria.desks.people import timeline, values
from repatria.desks.people.choosing import Chosen, Said, choose
from repatria.desks.people.fields import FIELDS, NAMES
from repatria.names.attributes import clean_call_sign
from repatria.names.cell import read as read_cell
from repatria.names.columns import read_parts
from repatria.names.model import Name, Order, Script, Sex
from repatria.names.records import Record, record
from repatria.names.refusing import NameRefused

BY_DAY = frozenset({"health", "medical_110", "wish_return", "wish_tracing"})
"""Fields in which the newest examination or answer counts, whenever somebody wrote it down."""


class Word(NamedTuple):
    """A statement as these rules see it: what, from whom, when."""

    key: int
    field: str
    value: str
    read: str
    root: str
    said_on: str = ""
    on: str = ""
    until: str = ""
    kind: str = ""
    """The kind of its source."""
    entered: int = 0
    holder: str = ""

    def said(self) -> Said:
        full = values.fullness(self.field, self.read)
        day = (self.on or self.said_on) if self.field in BY_DAY else self.said_on
        return Said(self.key, self.value, self.read, self.root, day, self.entered, full)


_COLUMNS: Mapping[str, tuple[str, int]] = {
    "surname": ("surname", 200), "given": ("given", 200), "patronymic": ("patronymic", 200),
    "birth": ("birth", 40), "birthplace": ("birthplace", 200), "unit": ("unit", 200),
    "rank": ("rank", 60), "call_sign": ("call_sign", 60), "held_by": ("held_by", 200),
    "captured_on": ("captured_on", 40),
}  # fmt: skip
"""Columns that hold the value as it was written, and how long they are."""
_READ_COLUMNS = {"sex": "sex", "category": "category", "serial": "serial"}
"""Columns that hold it as it was read."""


def columns(
    words: Sequence[Word], picked: Mapping[str, int] | None = None, order: str = ""
) -> dict[str, Any]:
    """The columns of a row of `Person`. `order` is that of names in one cell, for this sender."""
    chosen = chosen_of(words, picked or {})
    found: dict[str, Any] = dict.fromkeys(
        (*(name for name, _ in _COLUMNS.values()), *_READ_COLUMNS.values(), "name", "order"), ""
    )
    for key, (column, longest) in _COLUMNS.items():
        if key in chosen:
            found[column] = chosen[key].said.value[:longest]
    for key, column in _READ_COLUMNS.items():
        if key in chosen:
            found[column] = chosen[key].said.read[:40]
    parts = [found[key] for key in NAMES]
    if any(parts):
        found["name"] = " ".join(filter(None, parts))[:200]
    elif "name" in chosen:
        found["name"] = chosen["name"].said.value[:200]
        found["order"] = order if order in tuple(Order) else Order.SURNAME_FIRST.value
    span = values.span_of(chosen["birth"].said.read) if "birth" in chosen else None
    found["birth_first"], found["birth_last"] = span or (None, None)
    # Where somebody is held is of another class of field than this row.
    told = [each for each in events(words) if each.what != timeline.PLACE]
    line = timeline.timeline(told, values.same_place)
    found["state"] = line.now.what if line.now else ""
    found["state_on"] = str(line.now.on or line.now.said_on or "") if line.now else ""
    found["contradicted"] = line.contradicted
    return found


def chosen_of(words: Iterable[Word], picked: Mapping[str, int]) -> dict[str, Chosen]:
    """By field, what is shown."""
    by_field: dict[str, list[Said]] = defaultdict(list)
    for word in words:
        by_field[word.field].append(word.said())
    found = {}
    for key, said in by_field.items():
        of = FIELDS[key]
        shown = choose(said, values.agreement(key), picked.get(key), several=of.several)
        if shown is not None:
            found[key] = shown
    return found


def events(words: Iterable[Word]) -> list[timeline.Event]:
    """The statements on what became of somebody, as events."""
    found = []
    for word in words:
        what = _what(word)
        if what:
            found.append(
                timeline.Event(
                    word.key,
                    what,
                    _day(word.on),
                    _day(word.until),
                    _day(word.said_on),
                    where=word.value if what == timeline.PLACE else word.holder,
                    as_of_said=word.kind in ("list", "card", "act") and what != timeline.LIFE,
                )
            )
    return found


def _what(word: Word) -> str:
    if word.field == "state":
        return word.read
    if word.field == "life":
        return timeline.LIFE
    return timeline.PLACE if word.field == "held_at" else ""


def _day(text: str) -> PartialDate | None:
    return partial_date(text) if text else None


def names_record(row: Mapping[str, Any]) -> Record:
    """A row of `Person` (its columns by name) as a record to compare, search and link with. What
    cannot be read is left out of it."""
    sex = Sex(row["sex"]) if row["sex"] else Sex.UNKNOWN
    more = {
        "birthplace": row["birthplace"],
        "unit_text": row["unit"],
        "rank_text": row["rank"],
        "serial": row["serial"],
        "call_sign": row["call_sign"],
    }
    try:
        return record(_name(row, sex), birth=row["birth"], sex=sex, **more)
    except RepatriaError:
        return record(_name(row, sex), birth=None, sex=sex, **more)


def search_record(row: Mapping[str, Any]) -> Record:
    """The same with no more than a search finds by, which is quicker to read."""
    sex = Sex(row["sex"]) if row["sex"] else Sex.UNKNOWN
    name = _name(row, sex)
    found = {"serial": row["serial"], "call_sign": clean_call_sign(row["call_sign"])}
    try:
        return record(name, birth=row["birth"], sex=sex, **found)
    except RepatriaError:
        return record(name, birth=None, sex=sex, **found)


def _name(row: Mapping[str, Any], sex: Sex) -> Name:
    nothing = Name(row["name"], Script.NONE, Order.SURNAME_FIRST, ())
    try:
        if row["order"]:
            return read_cell(row["name"], Order(row["order"]), sex)
        return read_parts(row["surname"], row["given"], row["patronymic"], sex)
    except NameRefused:
        return nothing

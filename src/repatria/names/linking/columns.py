"""What a database needs of a record to compare it: one column a question, lists where a value can
be read in several ways.

All readings of a name go into its lists together, the likeliest first: a man whose name stands in
the wrong order in one list agrees by his second reading.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any

import pyarrow as pa

from repatria.base.uncertain import UncertainDate
from repatria.names.keys import loose_key, main_key
from repatria.names.lemmas import settled
from repatria.names.model import Name, Part, PartKind, Sex
from repatria.names.part_levels import is_double
from repatria.names.places import Place
from repatria.names.ranks import Rank
from repatria.names.records import Record
from repatria.names.units import Unit

_TEXT, _LIST, _INT, _BOOL = pa.string(), pa.list_(pa.string()), pa.int32(), pa.bool_()
_DAY_ZERO = date(1970, 1, 1).toordinal()

_OF_PART: Mapping[str, pa.DataType] = {
    "": _TEXT,  # one code in every language, by which pairs are joined and frequencies counted
    "_key": _TEXT,  # the first strict key, in which slips of unknown names are looked for
    "_forms": _LIST,  # in which they are looked for where one of two names is known
    "_text": _TEXT,
    "_texts": _LIST,
    "_lemmas": _LIST,
    "_keys": _LIST,
    "_strict": _LIST,
    "_whole_lemmas": _LIST,
    "_whole_keys": _LIST,
    "_initials": _LIST,
    "_initial": _BOOL,
    "_double": _BOOL,
}
"""The columns of a part; each is empty (null) where the name has no such part."""

PARTS = tuple(kind.value for kind in PartKind)
SCHEMA = pa.schema(
    [
        ("row", pa.int64()),
        *((f"{part}{end}", kind) for part in PARTS for end, kind in _OF_PART.items()),
        ("birth", _INT),
        ("birth_first", _INT),
        ("birth_last", _INT),
        ("birth_year", _INT),
        ("birth_digits", _TEXT),
        ("birth_doubtful", _BOOL),
        ("sex", _TEXT),
        ("birthplace", _TEXT),
        ("settlement", _LIST),
        ("district", _LIST),
        ("region", _LIST),
        ("unit", _TEXT),
        ("unit_code", _TEXT),
        ("unit_formations", _LIST),
        ("unit_open", _LIST),
        ("unit_branches", _LIST),
        ("unit_kinds", _LIST),
        ("unit_several", _LIST),
        ("unit_numbers", _LIST),
        ("unit_names", _LIST),
        ("rank", _TEXT),
        ("rank_step", _INT),
        ("rank_words", _TEXT),
        ("serial", _TEXT),
        ("call_sign", _TEXT),
        ("call_sign_key", _TEXT),
    ]
)
"""Days count from 1970-01-01. Of formations, `unit_open` holds those that say no branch, and
`unit_several` the kinds that stand with several numbers."""

Cells = dict[str, Any]


def table(records: Iterable[Record], first_row: int) -> pa.Table:
    """The columns of records; `row` counts them from `first_row`."""
    columns: dict[str, list[Any]] = {name: [] for name in SCHEMA.names}
    appends: dict[str, Callable[[Any], None]] = {
        name: columns[name].append for name in SCHEMA.names
    }
    for number, record in enumerate(records, first_row):
        cells = cells_of(record)
        cells["row"] = number
        for name, append in appends.items():
            append(cells.get(name))
    return pa.table(columns, schema=SCHEMA)


def cells_of(record: Record) -> Cells:
    """The columns that are not empty, without `row`."""
    cells: Cells = {}
    for kind in PartKind:
        _name_part(cells, kind, record.name)
    _birth(cells, record.birth)
    _place(cells, record.birthplace)
    _unit(cells, record.unit)
    _rank(cells, record.rank)
    if record.sex is not Sex.UNKNOWN:
        cells["sex"] = record.sex.value
    if record.serial:
        cells["serial"] = record.serial
    if record.call_sign:
        cells["call_sign"] = record.call_sign
        cells["call_sign_key"] = loose_key(main_key(record.call_sign.replace(" ", ""))) or None
    return cells


def _name_part(cells: Cells, kind: PartKind, name: Name) -> None:
    parts = tuple(
        dict.fromkeys(part for each in name.readings if (part := each.part(kind)) is not None)
    )
    if not parts:
        return
    for end, value in _part_cells(parts).items():
        cells[kind.value + end] = value


_KEPT: dict[tuple[Part, ...], Cells] = {}
_MOST_KEPT = 1 << 19


def _part_cells(parts: tuple[Part, ...]) -> Cells:
    """Computed once per distinct part: lists have the same given names over and over."""
    found = _KEPT.get(parts)
    if found is None:
        if len(_KEPT) >= _MOST_KEPT:
            _KEPT.clear()
        found = _KEPT[parts] = _made_part_cells(parts)
    return found


def _made_part_cells(parts: tuple[Part, ...]) -> Cells:
    first = parts[0]
    lemmas, keys = _all(parts, "lemmas"), _all(parts, "keys")
    double = any(is_double(part) for part in parts)
    cells: Cells = {
        "": code(first),
        "_key": first.keys[0] if first.keys else None,
        "_forms": list(first.forms),
        "_text": first.texts[0] if first.texts else None,
        "_texts": _all(parts, "texts"),
        "_lemmas": lemmas,
        "_keys": keys,
        "_strict": [key for key in keys if key.islower()],
        "_initials": _all(parts, "initials"),
        "_initial": first.initial,
        "_double": double,
    }
    if double:
        cells["_whole_lemmas"] = [lemma for lemma in lemmas if "-" in lemma]
        cells["_whole_keys"] = [key for key in keys if "-" in key]
    return cells


def code(part: Part) -> str | None:
    """One code for a name in every language: the first of its lemmas that leads only to itself; its
    first key where no dictionary knows it; none of an initial."""
    if not part.keys:
        return None
    return next(settled(part), min(part.lemmas, default=part.keys[0]))


def _all(parts: Sequence[Part], name: str) -> list[str]:
    return list(dict.fromkeys(item for part in parts for item in getattr(part, name)))


def _birth(cells: Cells, said: UncertainDate | None) -> None:
    if said is None:
        return
    first, last = said.first, said.last
    cells["birth_first"], cells["birth_last"] = _day(first), _day(last)
    cells["birth_doubtful"] = said.doubtful
    if first == last:
        cells["birth"] = _day(first)
        cells["birth_digits"] = f"{first.day:02d}{first.month:02d}{first.year:04d}"
    if first.year == last.year:
        cells["birth_year"] = first.year


def _day(day: date) -> int:
    return day.toordinal() - _DAY_ZERO


def _place(cells: Cells, said: Place | None) -> None:
    if said is None:
        return
    cells["birthplace"] = said.text
    for name in ("settlement", "district", "region"):
        keys = getattr(said, name)
        if keys:
            cells[name] = list(keys)


def _unit(cells: Cells, said: Unit | None) -> None:
    if said is None:
        return
    cells["unit"] = said.text
    cells["unit_code"] = said.code or None
    if said.formations:
        formations = said.formations
        cells["unit_formations"] = [f"{each.kind} {each.number}" for each in formations]
        cells["unit_open"] = [
            f"{each.kind} {each.number}" for each in formations if not each.branch
        ]
        cells["unit_branches"] = [
            f"{each.kind} {each.number} {each.branch}" for each in formations if each.branch
        ]
        cells["unit_kinds"] = [each.kind for each in formations]
        numbered = {(each.kind, each.number) for each in formations}
        cells["unit_several"] = [
            kind for kind, count in Counter(kind for kind, _ in numbered).items() if count > 1
        ]
        cells["unit_numbers"] = [str(each.number) for each in formations]
    if said.names:
        cells["unit_names"] = [key for name in said.names if (key := main_key(name))]


def _rank(cells: Cells, said: Rank | None) -> None:
    if said is not None:
        cells["rank"] = said.text
        if said.step is not None:
            cells["rank_step"] = said.step
            cells["rank_words"] = " ".join(said.words)

"""What a row states of a person: the texts of its columns as values of the register's fields. Pure.

A column that belongs to another value (the day of a medical examination, who confirmed that a
person lives) goes with that value. What has no field of the register stays in the row's cells.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Any

from repatria.base.errors import RepatriaError
from repatria.base.uncertain import UncertainDate, uncertain_date
from repatria.desks.accounts.rights import FieldClass
from repatria.desks.people.fields import FIELDS, STATES
from repatria.desks.people.services.statements import Stated
from repatria.desks.people.values import plain_text

PLAIN = (
    "power", "name", "surname", "given", "patronymic", "father", "mother", "sex", "birth",
    "birthplace", "category", "branch", "unit", "rank", "serial", "call_sign", "captured_on",
    "held_by", "prisoner_number", "last_seen_on", "captured_place", "last_seen_place", "health",
    "kin_address",
)  # fmt: skip
"""Columns that are a field by themselves."""
_WITH: Mapping[str, tuple[str, str, Mapping[str, str]]] = MappingProxyType(
    {
        "life": ("life_on", "", {"confirmed_by": "life_by"}),
        "medical_110": ("medical_110_on", "medical_110_until", {"examiner": "medical_110_by"}),
        "wish_return": ("wish_on", "", {}),
        "wish_tracing": ("wish_on", "", {}),
        "held_at": ("held_since", "", {"holder": "held_by"}),
        "state": ("state_on", "", {"holder": "held_by"}),
        "kin": ("", "", {"relation": "kin_relation", "contact": "kin_contact"}),
    }
)
"""Fields with a day, an end and details that stand in columns of their own."""
_BESIDE: Mapping[str, FieldClass] = MappingProxyType(
    {
        "life_on": FieldClass.STATUS,
        "life_by": FieldClass.STATUS,
        "medical_110_by": FieldClass.MEDICAL,
        "medical_110_on": FieldClass.MEDICAL,
        "medical_110_until": FieldClass.MEDICAL,
        "held_since": FieldClass.PLACE,
        "missing_place": FieldClass.PLACE,
        "circumstances": FieldClass.PLACE,
        "kin_relation": FieldClass.FAMILY,
        "kin_contact": FieldClass.FAMILY,
        "address": FieldClass.FAMILY,
    }
)
"""The class of columns that are no field of the register, where it is a narrower one than that of
who a person is."""
_DATED = (("missing", "missing_on"), ("dead", "death_on"), ("returned", "returned_on"))
"""States that a column of days tells of by itself. Such a column may also say yes or no."""
_YES = frozenset({"так", "да", "yes", "y", "true", "+", "1", "є", "есть", "х", "x", "v", "✓", "✔"})
_NO = frozenset({"ні", "нет", "no", "n", "false", "0", "-", "–", "—", "немає", "none"})
_NOT = frozenset({"не", "ні", "нет", "not", "no"})
HELD_STATES = frozenset({"reported_captive", "captive", "transferred", "denied"})
_WORDS: Mapping[str, str] = MappingProxyType(
    {
        word: state
        for state, words in {
            "missing": "зник безвісти|зникла безвісти|безвісти зниклий|пропал без вести|"
            "пропавший без вести|missing in action|mia|відомості відсутні",
            "reported_captive": "ймовірно в полоні|вероятно в плену|reported captive",
            "captive": "в полоні|у полоні|полон|військовополонений|в плену|плен|военнопленный|"
            "captive|pow|prisoner of war|captivity confirmed|підтверджений полон",
            "transferred": "переведений|переміщений|переведен|перемещен",
            "escaped": "втік|втік з полону|втекла з полону|бежал|бежал из плена|бежала из плена|"
            "escaped",
            "returned": "повернувся|повернулась|повернулася|повернуто|повернутий|повернений|"
            "повернута|повернена|звільнений|звільнена|звільнено|обміняний|обміняна|обміняно|"
            "вернулся|вернулась|возвращен|возвращён|возвращена|освобожден|освобождён|освобождена|"
            "обменян|обменяна|обменен|дома|вдома|returned|returned home|released|exchanged|"
            "repatriated|home",
            "dead": "загинув|загинула|загиблий|загибла|помер|померла|померлий|мертвий|погиб|"
            "погибла|погибший|погибшая|умер|умерла|умерший|мёртв|мертв|dead|killed|died|"
            "deceased|kia|killed in action",
            "identified": "ідентифікований|ідентифіковано|опознан|идентифицирован",
        }.items()
        for word in words.split("|")
    }
)


def values_of(fields: Mapping[str, str], says: str, may: Iterable[FieldClass]) -> dict[str, Stated]:
    """The values of a row by field. `says` is what the list states of everybody on it; `may` are
    the classes that whoever takes the list in may take in."""
    found = {key: Stated(text) for key in PLAIN if (text := fields.get(key)) and text.strip()}
    for key, (on, until, details) in _WITH.items():
        if fields.get(key, "").strip():
            told = {name: fields[column] for name, column in details.items() if column in fields}
            found[key] = _stated(fields[key], fields.get(on, ""), fields.get(until, ""), told)
    if fields.get("wish_withdrawn_on"):
        found["wish_return"] = _stated("withdrawn", fields["wish_withdrawn_on"])
    state = _state(fields, found.get("state"), says)
    if state is not None:
        found["state"] = state
    allowed = frozenset(may)
    return {key: value for key, value in found.items() if FIELDS[key].field_class in allowed}


def class_of(column: str) -> FieldClass | None:
    """What class of field a column of a list holds; None where that is not known."""
    return FIELDS[column].field_class if column in FIELDS else _BESIDE.get(column)


def left_out(columns: Iterable[str], may: Iterable[FieldClass]) -> tuple[list[str], list[str]]:
    """Of the mapped columns, those that the roles of whoever takes the list in do not extend to,
    and those that the register has no field for. Both stay in the rows."""
    allowed = frozenset(may)
    beside = {
        column for on, until, more in _WITH.values() for column in (on, until, *more.values())
    }
    known = {*PLAIN, *_WITH, *beside, "wish_withdrawn_on", *(column for _, column in _DATED)}
    mapped = [column for column in columns if column not in ("", "id", "row_number")]
    refused = [c for c in mapped if c in FIELDS and FIELDS[c].field_class not in allowed]
    return refused, [column for column in mapped if column not in known]


def state_of(text: str) -> str:
    """The state that a sender's word means; "" where the word is none that is known."""
    plain = plain_text(text)
    return plain if plain in STATES else _WORDS.get(plain, "")


def partial(text: str) -> tuple[str, bool]:
    """A date of a list as a partial date, and whether nothing of it got lost: what is neither a
    day, a month nor a year is left out."""
    if not text.strip():
        return "", True
    try:
        read = uncertain_date(text)
    except RepatriaError:
        return "", False
    return _partial(read) if read is not None else ("", True)


def _state(fields: Mapping[str, str], written: Stated | None, says: str) -> Stated | None:
    holder = {"holder": fields["held_by"]} if fields.get("held_by") else {}
    if written is not None:
        state = state_of(written.value)
        if not state:
            return written
        details = {**(written.details or {}), "written": written.value}
        if state not in HELD_STATES:
            details.pop("holder", None)
        return Stated(state, written.on, details=details)
    for state, column in _DATED:
        text = fields.get(column, "")
        if text and _happened(state, text):
            # A bare yes is no day, and no day that could not be read.
            return _stated(state, "" if plain_text(text) in _YES else text)
    if says:
        return Stated(says, details=holder if says in HELD_STATES else None)
    return None


def unread_states(fields: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Columns of days in which something else stands, of which it is not known whether it says that
    it happened: nothing is stated by them."""
    for state, column in _DATED:
        text = fields.get(column, "")
        if text and _happened(state, text) is None:
            yield column, text


def _happened(state: str, text: str) -> bool | None:
    """Whether a cell of such a column says that it happened: by a day, even one that cannot be
    read, by a yes, or by the word for it. None where that is not known."""
    plain = plain_text(text) or text.strip()
    if plain in _NO:
        return False
    if plain.split(" ")[0] in _NOT:
        return None
    if plain in _YES or state_of(text) == state or any(sign.isdigit() for sign in text):
        return True
    return None


def _stated(
    value: str, on: str, until: str = "", details: Mapping[str, Any] | None = None
) -> Stated:
    told = dict(details or {})
    days = []
    for name, text in (("on", on), ("until", until)):
        day, whole = partial(text)
        days.append(day)
        if not whole:
            told[name] = text
    return Stated(value, days[0], days[1], details=told or None)


def _partial(read: UncertainDate) -> tuple[str, bool]:
    first, last = read.first.isoformat(), read.last.isoformat()
    for length in (10, 7, 4):
        if first[:length] == last[:length] and (
            length == 10 or (read.last - read.first).days >= {7: 27, 4: 364}[length]
        ):
            return first[:length], not read.doubtful
    return "", False

"""A value as it was written, read for comparing; and how two values of a field stand.

What cannot be read is kept as it was written and reads as nothing: no statement is dropped for its
form.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping
from datetime import date
from functools import lru_cache

from repatria.base.errors import RepatriaError, ValueProblem
from repatria.base.messages import sentence
from repatria.base.uncertain import uncertain_date
from repatria.desks.people.choosing import Said
from repatria.desks.people.fields import FIELDS, Field, Kind
from repatria.names.attributes import clean_serial, read_sex
from repatria.names.cell import read as read_cell
from repatria.names.cleaning import folded_text
from repatria.names.columns import read_parts
from repatria.names.comparing import compare_names
from repatria.names.levels import AGREEING, Level
from repatria.names.model import Name, Order, Sex
from repatria.names.places import place
from repatria.names.places_comparing import compare_places
from repatria.names.ranks import compare_ranks, rank
from repatria.names.units import unit
from repatria.names.units_comparing import compare_units

_CATEGORY_WORDS: Mapping[str, str] = {
    word: key
    for key, words in {
        "soldier": "soldier military serviceman servicewoman combatant pow військовий "
        "військовослужбовець військова комбатант військовополонений военный военнослужащий "
        "военная комбатант военнопленный вс",
        "civilian": "civilian civ цивільний цивільна цивільні гражданский гражданская "
        "гражданские цп",
    }.items()
    for word in words.split()
}


@lru_cache(maxsize=1 << 14)
def read_value(key: str, value: str) -> str:
    """The value read for comparing; "" where it cannot be, or where it says that nothing is known.

    A date is `YYYY-MM-DD`, or `first/last` where it is less precise; one of a closed list is its
    key; a serial number has no signs between.
    """
    of = FIELDS[key]
    try:
        return _READ.get(of.kind, _plain)(of, value)[:1000]
    except RepatriaError:
        return ""


def fullness(key: str, read: str) -> int:
    """How much a value says: the longer of two names, the more precise of two dates."""
    if FIELDS[key].kind is Kind.DATE:
        return 0 if "/" in read else 1
    return len(read)


def agreement(key: str) -> Callable[[Said, Said], bool]:
    """How two values of a field are held against each other. Values that cannot be read agree only
    where they are written alike."""
    of = FIELDS[key]
    compare = _AGREE.get(of.kind)

    def agree(one: Said, other: Said) -> bool:
        if one.read == other.read:
            return bool(one.read) or plain_text(one.value) == plain_text(other.value)
        if not (one.read and other.read) or compare is None:
            return False
        return compare(of, one, other)

    return agree


def plain_text(text: str) -> str:
    """A text without capitals and without what differs only in writing."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def span_of(read: str) -> tuple[date, date] | None:
    """The days that a date's reading can mean; `None` where nothing was read."""
    if not read:
        return None
    first, _slash, last = read.partition("/")
    return date.fromisoformat(first), date.fromisoformat(last or first)


def same_place(one: str, other: str) -> bool:
    """Whether two places can be one: compared as the names of places are."""
    if plain_text(one) == plain_text(other):
        return True
    return compare_places(place(one), place(other)).level is not Level.CONTRADICTED


@lru_cache(maxsize=4096)
def part_name(key: str, value: str) -> Name:
    """A value of one part of a name, as a name of that part alone. Raises `NameRefused`."""
    column = {"surname": 0, "mother": 0, "given": 1, "father": 1, "patronymic": 2}[key]
    surname, given, patronymic = (value if at == column else "" for at in range(3))
    return read_parts(surname, given, patronymic)


def _plain(_of: Field, value: str) -> str:
    return plain_text(value)


def _read_name(_of: Field, value: str) -> str:
    return folded_text(value)


def _read_date(_of: Field, value: str) -> str:
    found = uncertain_date(value)
    if found is None:
        return ""
    first, last = found.first.isoformat(), found.last.isoformat()
    return first if found.precise else f"{first}/{last}"


def _read_number(_of: Field, value: str) -> str:
    return clean_serial(value)


def _read_choice(of: Field, value: str) -> str:
    plain = plain_text(value)
    if plain in of.choices:
        return plain
    if of.key == "sex":
        found = read_sex(value)
        return "" if found is Sex.UNKNOWN else found.value
    if of.key == "category" and plain in _CATEGORY_WORDS:
        return _CATEGORY_WORDS[plain]
    raise ValueProblem(
        sentence("“{value}” is none of: {options}", value=value, options=", ".join(of.choices))
    )


_READ: Mapping[Kind, Callable[[Field, str], str]] = {
    Kind.NAME: _read_name,
    Kind.WHOLE_NAME: _read_name,
    Kind.DATE: _read_date,
    Kind.NUMBER: _read_number,
    Kind.CHOICE: _read_choice,
    Kind.STATE: _read_choice,
}


def _names_agree(of: Field, one: Said, other: Said) -> bool:
    try:
        if of.kind is Kind.WHOLE_NAME:
            left, right = (read_cell(each.value, Order.SURNAME_FIRST) for each in (one, other))
        else:
            left, right = (part_name(of.key, each.value) for each in (one, other))
    except RepatriaError:
        return False
    return all(each.level is not Level.CONTRADICTED for each in compare_names(left, right))


def _dates_agree(_of: Field, one: Said, other: Said) -> bool:
    """Whether some day would do for both."""
    left, right = span_of(one.read), span_of(other.read)
    return left is not None and right is not None and left[0] <= right[1] and right[0] <= left[1]


def _places_agree(_of: Field, one: Said, other: Said) -> bool:
    return same_place(one.value, other.value)


def _units_agree(_of: Field, one: Said, other: Said) -> bool:
    return compare_units(unit(one.value), unit(other.value)).level in AGREEING


def _ranks_agree(_of: Field, one: Said, other: Said) -> bool:
    return compare_ranks(rank(one.value), rank(other.value)).level in AGREEING


_AGREE: Mapping[Kind, Callable[[Field, Said, Said], bool]] = {
    Kind.NAME: _names_agree,
    Kind.WHOLE_NAME: _names_agree,
    Kind.DATE: _dates_agree,
    Kind.PLACE: _places_agree,
    Kind.UNIT: _units_agree,
    Kind.RANK: _ranks_agree,
}

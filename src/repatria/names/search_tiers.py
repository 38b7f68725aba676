"""What is asked of an index, tier by tier, the most selective first.

Each tier is a few keys, or some hundreds where every slip of a name or every initial is spelled
out: looking up keys is cheap, and an index that holds the slips of every person is not.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice, product

from repatria.base.messages import message
from repatria.base.uncertain import UncertainDate
from repatria.names.model import Part, PartKind, Reading
from repatria.names.records import Record
from repatria.names.search_codes import INITIALS, NONE, asked_codes, initials, slipped
from repatria.names.search_keys import (
    call_sign_keys,
    day_key,
    father_key,
    given_key,
    initials_key,
    serial_key,
    short_keys,
    surname_key,
    whole_key,
    year_key,
    years_of,
)
from repatria.names.search_slips import slipped_days, slipped_serials, slipped_years

_MOST_KEYS = 1500
"""Keys of one tier."""
_MOST_YEARS = 12
"""Years of an uncertain birth that are asked for: a decade is."""

SERIAL = message("the serial number")
CLOSE = message("the whole name; the day of birth, or surname and year, with an initial")
INITIALS_TIER = message("surname and initials")
NAMES = message("surname and given name, in either order")
ANY_GIVEN = message("the day of birth, or surname and year, whatever the given name")
SLIPPED_BIRTH = message("a birth that a slip makes of this one, with an initial")
ONE_INITIAL = message("surname and one initial; given name, patronymic and year")
SLIPPED_NAME = message("surname or given name with a slip")
CALL_SIGN = message("the call sign")
SURNAME = message("the surname alone")
SLIPPED_SURNAME = message("the surname alone, with a slip")
SLIPPED_SERIAL = message("the serial number with a slip")


@dataclass(frozen=True, slots=True)
class Tier:
    """Keys to be asked for together, and what they have in common."""

    what: str
    """An English phrase of the catalogue."""
    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Codes:
    """One reading of a name as codes and initials."""

    surnames: tuple[str, ...]
    given: tuple[str, ...]
    fathers: tuple[str, ...]
    first: tuple[str, ...]
    """Initials of the given name, `NONE` where it is not told;"""
    second: tuple[str, ...]
    """and of the patronymic."""


def tiers_of(asked: Record) -> tuple[Tier, ...]:
    """The tiers of a record that is looked for; no key is in two of them."""
    seen: set[str] = set()
    found = []
    for what, keys in _tiers(asked):
        new = tuple(islice((key for key in short_keys(keys) if key not in seen), _MOST_KEYS))
        if new:
            seen.update(new)
            found.append(Tier(what, new))
    return tuple(found)


def _tiers(asked: Record) -> Iterator[tuple[str, Iterable[str]]]:
    names = [_coded(reading) for reading in asked.name.readings]
    any_given = [replace(name, first=tuple(INITIALS)) for name in names]
    birth = asked.birth
    years = years_of(birth, _MOST_YEARS)
    days = (birth.first,) if birth is not None and birth.precise else ()
    yield SERIAL, (serial_key(asked.serial),) if asked.serial else ()
    yield CLOSE, (*_whole(names), *_of_year(names, years), *_of_day(names, days))
    yield INITIALS_TIER, _of_initials(names)
    yield NAMES, _of_names(names)
    yield ANY_GIVEN, (*_of_year(any_given, years), *_of_day(any_given, days))
    yield SLIPPED_BIRTH, _of_slipped_birth(names, birth)
    yield ONE_INITIAL, (*_of_fathers(names, years), *_of_one_initial(names))
    yield SLIPPED_NAME, _of_slipped_names(names, years)
    yield CALL_SIGN, _of_call_signs(asked)
    surnames = [code for name in names for code in name.surnames]
    yield SURNAME, map(surname_key, surnames)
    if not any(name.given for name in names):
        slips = (other for code in surnames for other in slipped(code))
        yield SLIPPED_SURNAME, map(surname_key, slips)
    yield SLIPPED_SERIAL, map(serial_key, slipped_serials(asked.serial))


def _coded(reading: Reading) -> _Codes:
    surnames, given, fathers = (_codes(reading.part(kind)) for kind in PartKind)
    first, second = initials(reading.given), initials(reading.patronymic)
    return _Codes(surnames, given, fathers, first, second)


def _codes(part: Part | None) -> tuple[str, ...]:
    return () if part is None else asked_codes(part)


def _whole(names: Iterable[_Codes]) -> Iterator[str]:
    for name in names:
        for codes in product(name.surnames, name.given, name.fathers):
            yield whole_key(*codes)


def _of_year(names: Iterable[_Codes], years: Iterable[int]) -> Iterator[str]:
    for year in years:
        for name in names:
            for letter, code in product(_told(name.first), name.surnames):
                yield year_key(year, letter, code)


def _of_day(names: Sequence[_Codes], days: Iterable[date]) -> Iterator[str]:
    letters = INITIALS if not names else {each for name in names for each in _told(name.first)}
    for day in days:
        yield from (day_key(day, letter) for letter in sorted(letters))


def _of_initials(names: Iterable[_Codes]) -> Iterator[str]:
    for name in names:
        if name.first == (NONE,):
            continue
        for letters in product(name.first, _told(name.second), name.surnames):
            yield initials_key(*letters)


def _of_names(names: Iterable[_Codes]) -> Iterator[str]:
    """Of a record that has them changed round, too."""
    for name in names:
        for code, given in product(name.surnames, name.given):
            yield given_key(code, given)
            yield given_key(given, code)


def _of_slipped_birth(names: Sequence[_Codes], birth: UncertainDate | None) -> Iterator[str]:
    if birth is not None:
        yield from _of_year(names, slipped_years(birth))
        yield from _of_day(names, slipped_days(birth))


def _of_fathers(names: Iterable[_Codes], years: Iterable[int]) -> Iterator[str]:
    for year in years:
        for name in names:
            for given, father in product(name.given, name.fathers):
                yield father_key(given, father, year)


def _of_one_initial(names: Iterable[_Codes]) -> Iterator[str]:
    """One initial agrees, whatever the other."""
    for name in names:
        if name.first != (NONE,):
            for letters in product(name.first, INITIALS, name.surnames):
                yield initials_key(*letters)
        if name.second != (NONE,):
            for letters in product(INITIALS, name.second, name.surnames):
                yield initials_key(*letters)


def _of_slipped_names(names: Iterable[_Codes], years: Sequence[int]) -> Iterator[str]:
    """The likelier codes only, each with what else is told."""
    for name in names:
        for code in name.surnames[:2]:
            near = slipped(code)
            if name.first != (NONE,):
                for year, letter, other in product(years[:2], name.first, near):
                    yield year_key(year, letter, other)
            for given in name.given[:2]:
                yield from (given_key(other, given) for other in near)
                yield from (given_key(code, other) for other in slipped(given))


def _of_call_signs(asked: Record) -> tuple[str, ...]:
    """A single word may be a call sign, whether or not it can be a name."""
    alone = "" if " " in asked.name.written else asked.name.written
    return (*call_sign_keys(asked.call_sign), *call_sign_keys(alone))


def _told(letters: tuple[str, ...]) -> tuple[str, ...]:
    """The initials, and that a record may be silent; all where nothing is told here."""
    return tuple(INITIALS) if letters == (NONE,) else (*letters, NONE)

"""The keys under which a record is stored, so that a plain index of a database finds it.

A key is a letter for its sort and what it holds, in small ASCII letters, digits, `.` and `0`; a
query meets it by equality alone. Each sort puts two or three things together, since no single one
is rare enough among a million people: three thousand of them may share a surname, a hundred
thousand a given name.

| sort | holds |
|---|---|
| `y` | year of birth, initial of the given name, surname |
| `d` | day of birth, initial of the given name |
| `i` | initials of given name and patronymic, surname |
| `g` | surname, given name |
| `p` | surname, given name, patronymic |
| `f` | given name, patronymic, year of birth |
| `s` | surname |
| `n` | serial number |
| `c` | call sign |

Names stand as codes (`search_codes`).
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from itertools import product

from repatria.base.uncertain import UncertainDate
from repatria.names.attributes import clean_call_sign
from repatria.names.keys import main_key
from repatria.names.model import Part, PartKind, Reading
from repatria.names.records import Record
from repatria.names.search_codes import NONE, code_of_word, initials, stored_codes

MOST_KEYS = 25
"""Keys of one person; most have eight or nine."""
LONGEST = 64
"""Characters of a key; a longer one is cut where it is stored and where it is asked for."""
_MOST_YEARS = 3
"""Years of an uncertain birth that are stored; a longer span is found by the name alone."""


def keys_of(record: Record) -> tuple[str, ...]:
    """The keys of a record, each once, at most `MOST_KEYS`; none of a record that says nothing."""
    keys: list[str] = []
    if record.serial:
        keys.append(serial_key(record.serial))
    keys += call_sign_keys(record.call_sign)
    years = years_of(record.birth, _MOST_YEARS)
    day = record.birth.first if record.birth is not None and record.birth.precise else None
    for reading in record.name.readings:
        keys += _of_reading(reading, years, day)
    if not record.name.readings and day is not None:
        keys.append(day_key(day, NONE))
    return short_keys(keys)[:MOST_KEYS]


def short_keys(keys: Iterable[str]) -> tuple[str, ...]:
    """The keys cut to `LONGEST`, each once."""
    return tuple(dict.fromkeys(key[:LONGEST] for key in keys))


def _of_reading(reading: Reading, years: tuple[int, ...], day: date | None) -> list[str]:
    surnames, given, patronymic = (_codes(reading.part(kind)) for kind in PartKind)
    first, second = initials(reading.given), initials(reading.patronymic)
    keys = [surname_key(code) for code in surnames]
    keys += [year_key(*told) for told in product(years, first, surnames)]
    keys += [day_key(day, letter) for letter in first if day is not None]
    keys += [given_key(*codes) for codes in product(surnames, given)]
    keys += [initials_key(*letters) for letters in product(first, second, surnames)]
    keys += [whole_key(*codes) for codes in product(surnames, given, patronymic)]
    keys += [father_key(*told) for told in product(given, patronymic, years)]
    return keys


def _codes(part: Part | None) -> tuple[str, ...]:
    return () if part is None else stored_codes(part)


def years_of(birth: UncertainDate | None, most: int) -> tuple[int, ...]:
    """The years in which a birth can lie; none where there are more than `most`."""
    if birth is None or birth.last.year - birth.first.year >= most:
        return ()
    return tuple(range(birth.first.year, birth.last.year + 1))


def surname_key(surname: str) -> str:
    return f"s{surname}"


def year_key(year: int, initial: str, surname: str) -> str:
    return f"y{year:04d}{initial}.{surname}"


def day_key(day: date, initial: str) -> str:
    return f"d{day.year:04d}{day.month:02d}{day.day:02d}{initial}"


def given_key(surname: str, given: str) -> str:
    return f"g{surname}.{given}"


def whole_key(surname: str, given: str, patronymic: str) -> str:
    return f"p{surname}.{given}.{patronymic}"


def initials_key(given: str, patronymic: str, surname: str) -> str:
    return f"i{given}{patronymic}.{surname}"


def father_key(given: str, patronymic: str, year: int) -> str:
    return f"f{given}.{patronymic}{year:04d}"


def serial_key(serial: str) -> str:
    """Letters that no Latin one looks like stand as a code of their own, so that it stays ASCII."""
    return "n" + "".join(sign if sign.isascii() else f".{ord(sign):x}" for sign in serial.lower())


def call_sign_keys(call_sign: str) -> tuple[str, ...]:
    """A key for each of the call signs, which a comma parts."""
    if not call_sign:
        return ()
    signs = (clean_call_sign(sign).replace(" ", "") for sign in call_sign.split(","))
    codes = (code_of_word(main_key(sign)) or _digits(sign) for sign in signs)
    return tuple(f"c{code}" for code in codes if code)


def _digits(text: str) -> str:
    return "".join(sign for sign in text if sign in "0123456789")

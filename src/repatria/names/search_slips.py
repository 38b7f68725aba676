"""What a birth or a serial number may have been before a slip of a key: to be asked for last."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from repatria.base.uncertain import UncertainDate


def slipped_years(birth: UncertainDate) -> tuple[int, ...]:
    """The years that differ from the year of this birth by one slip; none of a longer span."""
    year = birth.first.year
    if birth.last.year != year:
        return ()
    century, tens, ones = year // 100 * 100, year // 10 % 10, year % 10
    found = [year - 1, year + 1, century + 10 * ones + tens]
    found += [year + step for step in (-10, 10)]
    found += [century + 10 * tens + digit for digit in range(10)]
    return tuple(each for each in dict.fromkeys(found) if each != year)


def slipped_days(birth: UncertainDate) -> tuple[date, ...]:
    """The days that one slip makes of this one: day and month changed round, a neighbouring day, a
    digit one more or less, the same day of a neighbouring year."""
    if not birth.precise:
        return ()
    day = birth.first
    found = [day + timedelta(days=step) for step in (-1, 1)]
    found += _dates(f"{day.year:04d}{day.day:02d}{day.month:02d}")
    found += _dates(*(f"{day.year + step:04d}{day.month:02d}{day.day:02d}" for step in (-1, 1)))
    written = f"{day.year:04d}{day.month:02d}{day.day:02d}"
    for at, digit in enumerate(written):
        others = {max(int(digit) - 1, 0), min(int(digit) + 1, 9)}
        found += _dates(*(f"{written[:at]}{other}{written[at + 1 :]}" for other in sorted(others)))
    return tuple(each for each in dict.fromkeys(found) if each != day)


def _dates(*written: str) -> Iterator[date]:
    """Those that the calendar has, of years, months and days without signs between."""
    for digits in written:
        try:
            yield date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
        except ValueError:
            continue


def slipped_serials(serial: str) -> tuple[str, ...]:
    """The numbers that differ by one digit, by two neighbouring signs changed round, or that have a
    sign more or less."""
    cuts = [(serial[:at], serial[at:]) for at in range(len(serial) + 1)]
    found = [before + after[1] + after[0] + after[2:] for before, after in cuts if len(after) > 1]
    found += [before + after[1:] for before, after in cuts if len(after) > 1]
    digits = [(before, after) for before, after in cuts if after and after[0].isdigit()]
    for digit in "0123456789":
        found += [before + digit + after[1:] for before, after in digits]
        found += [before + digit + after for before, after in cuts if serial]
    return tuple(each for each in dict.fromkeys(found) if each != serial)

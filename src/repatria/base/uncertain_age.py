"""An age at a day, as camp lists and reports give it, and the days of birth that it leaves open."""

from __future__ import annotations

import re
from datetime import date, timedelta

from repatria.base.dates import PartialDate
from repatria.base.errors import ValueProblem
from repatria.base.messages import sentence
from repatria.base.uncertain import UncertainDate

OLDEST = 120

_AGE = re.compile(
    r"(?:aged?\s*:?\s*|вік\s*:?\s*|возраст\s*:?\s*)?(\d{1,3})"
    r"\s*(?:р\.?|років|роки|рік|року|лет|года|год|г\.?|y\.?\s?o\.?|years?(?:\s+old)?)?",
)


def age(text: str) -> int:
    """Read whole years: `38`, `38 років`, `38 лет`, `aged 38`. Else `ValueProblem`."""
    found = _AGE.fullmatch(text.strip().casefold())
    if found is None:
        raise ValueProblem(sentence("“{text}” is not an age in whole years", text=text))
    years = int(found[1])
    if years > OLDEST:
        raise ValueProblem(
            sentence("“{text}”: nobody is {years} years old", text=text, years=years)
        )
    return years


def born_at_age(years: int, on: date | PartialDate | UncertainDate) -> UncertainDate:
    """The birth of somebody who was `years` old on a day, or at some day of an uncertain date.

    Who is 38 on 14 June 2025 was born from 15 June 1986 to 14 June 1987.
    """
    if not 0 <= years <= OLDEST:
        raise ValueProblem(sentence("nobody is {years} years old", years=years))
    first, last = (on, on) if isinstance(on, date) else (on.first, on.last)
    return UncertainDate(
        f"{years} on {on}", _earlier(first, years + 1) + timedelta(days=1), _earlier(last, years)
    )


def _earlier(day: date, years: int) -> date:
    """The same day years before; 29 February becomes 28 February where there is none."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        if (day.month, day.day) != (2, 29):
            raise ValueProblem(
                sentence("no birth lies {years} years before {day}", years=years, day=str(day))
            ) from None
        return date(day.year - years, 2, 28)

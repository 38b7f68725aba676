"""What somebody types to find a person, taken apart: birth, serial number, call sign, the name.

`Коваленко Сергій 1987`, `Шевчук М.І. 14.06.87`, `позивний Тінь`, `Petrenko, 38 years`: nothing says
which field is which but the looks of it. What is left when the rest is taken out is the name.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from repatria.base.errors import ValueProblem
from repatria.base.messages import message
from repatria.base.uncertain import LAST_YEAR_OF_2000S, UncertainDate, uncertain_date
from repatria.base.uncertain_age import age, born_at_age
from repatria.base.uncertain_words import MONTHS
from repatria.names.asides import apart
from repatria.names.attributes import clean_call_sign, clean_serial
from repatria.names.cleaning import LONGEST, folded_text
from repatria.names.reasons import Reason, reason
from repatria.names.refusing import NameRefused

_EMPTY = message("There is nothing to search for.")
_TOO_LONG = message("The text has {count} characters; a search takes {most} at most.")
_BIRTH = message("“{text}” is read as the birth.")
_SERIAL = message("“{text}” is read as a serial number.")
_NO_DATE = message("“{text}” cannot be read as a date; only its year is searched for.")
_UNREADABLE = message("“{text}” cannot be read as a date and is not searched for.")
_NO_TODAY = message("“{text}” is an age, and the day on which it holds is not known.")
_TWO_BIRTHS = message("“{text}” is a second birth and is not searched for.")

_ABOUT = (
    r"(?:(?:близько|біля|приблизно|около|примерно|about|circa|ca\.|нар\.|народився|народилася|род\."
    r"|родился|родилась|born|д\.?\s?[нр]\.)\s*:?\s*)?"
)
_OF_YEAR = (
    r"(?:\s*(?:року народження|года рождения|р\.?\s?н\.?|г\.?\s?р\.?|року|рік|года|год|р\.|г\.)"
    r"(?![\w']))?"
)
_MONTH = "|".join(sorted(map(re.escape, MONTHS), key=len, reverse=True))
_SHAPES = (
    r"\d{1,2}\s?[./-]\s?\d{1,2}\s?[./-]\s?(?:\d{4}|\d{2})",
    r"\d{4}[./-]\d{1,2}[./-]\d{1,2}",
    r"\d{1,2} \d{1,2} (?:19|20)\d\d",
    rf"\d{{1,2}}[ .-]+(?:{_MONTH})\.?[ .-]+(?:19|20)\d\d",
    r"(?:19|20)\d\d\s*[-–/]\s*(?:19|20)\d\d",
    r"\d{1,2}[./-](?:19|20)\d\d",
    r"(?:19|20)\d[\dxх][?~]?",
)
_DATE = re.compile(
    rf"(?<![\w./-]){_ABOUT}(?P<date>{'|'.join(_SHAPES)})(?![\w/-]|\.\d){_OF_YEAR}", re.IGNORECASE
)
_SHORT_YEAR = re.compile(r"(?<![\w./-])(\d\d)(?=\s*(?:р\.?\s?н|г\.?\s?р)(?!\w))", re.IGNORECASE)
_AGE = re.compile(
    r"(?<![\w./-])(?:(?:вік|возраст|aged?)\s*:?\s*\d{1,3}|\d{1,3}\s*(?:років|роки|рік|лет|года|год|"
    r"years(?: old)?|y\.?\s?o\.?))(?!\w)",
    re.IGNORECASE,
)
_NUMBER = re.compile(
    r"(?<![\w./-])(?:№\s*)?(?:[A-ZА-ЯІЇЄҐ]{2} |[^\W\d_]{1,3}-?)?\d{2,4}(?:[ -]?\d{2,4}){1,3}"
    r"(?![\w./-])"
)
_COMPACT = re.compile(r"([0-3]\d)([01]\d)((?:19|20)\d\d)")
_YEAR = re.compile(r"(?:19|20)\d\d")
_LEAST_DIGITS = 4
"""Of a serial number. So few stand without a sign between: `38-40` is none."""
_PARTED = re.compile(r"\d\D+\d")


@dataclass(frozen=True, slots=True)
class Typed:
    """What was typed, by fields; what is not there is `None` or empty."""

    name: str
    birth: UncertainDate | None = None
    serial: str = ""
    call_sign: str = ""
    notes: tuple[Reason, ...] = ()


def typed(text: str, today: date | None) -> Typed:
    """Take a typed text apart. Ages hold on `today`.

    Raises `NameRefused` for an empty text and one that is too long.
    """
    if len(text) > LONGEST:
        raise NameRefused(_TOO_LONG, count=len(text), most=LONGEST)
    text = folded_text(text)
    if not any(sign.isalnum() for sign in text):
        raise NameRefused(_EMPTY)
    notes: list[Reason] = []
    births: list[UncertainDate] = []
    bare = text.strip()
    text = _without_births(text, today, births, notes)
    text, serial = _without_serial(text, births, notes)
    if _YEAR.fullmatch(bare):
        # Nobody is found by a year alone, and somebody may be by such a number.
        serial = bare
        notes.append(reason(_SERIAL, text=bare))
    notes += [reason(_TWO_BIRTHS, text=each.text) for each in births[1:]]
    aside = apart(text)
    name = text if aside.text else ""
    return Typed(
        name.strip(" ,;:-"),
        births[0] if births else None,
        serial,
        clean_call_sign(aside.call_sign),
        tuple(notes) if name else (*notes, *aside.notes),
    )


def _without_births(
    text: str, today: date | None, births: list[UncertainDate], notes: list[Reason]
) -> str:
    def dated(found: re.Match[str]) -> str:
        birth = _read(found[0].strip(), found["date"], notes)
        if birth is not None:
            births.append(birth)
            notes.append(reason(_BIRTH, text=birth.text))
        return " "

    def aged(found: re.Match[str]) -> str:
        if today is None:
            notes.append(reason(_NO_TODAY, text=found[0]))
            return " "
        try:
            births.append(born_at_age(age(found[0]), today))
        except ValueProblem:
            notes.append(reason(_UNREADABLE, text=found[0]))
        else:
            notes.append(reason(_BIRTH, text=found[0]))
        return " "

    text = _SHORT_YEAR.sub(_with_century, text)
    return _AGE.sub(aged, _DATE.sub(dated, text))


def _with_century(found: re.Match[str]) -> str:
    return f"{'20' if int(found[1]) <= LAST_YEAR_OF_2000S else '19'}{found[1]}"


def _read(whole: str, core: str, notes: list[Reason]) -> UncertainDate | None:
    for text in (whole, core):
        try:
            return uncertain_date(text)
        except ValueProblem:
            continue
    year = _YEAR.search(core)
    if year is None:
        notes.append(reason(_UNREADABLE, text=whole))
        return None
    notes.append(reason(_NO_DATE, text=whole))
    return uncertain_date(year[0])


def _without_serial(text: str, births: list[UncertainDate], notes: list[Reason]) -> tuple[str, str]:
    """The text without a serial number; one that can be a day is one as well."""
    for found in _NUMBER.finditer(text):
        serial = clean_serial(found[0].replace("№", ""))
        digits = sum(sign.isdigit() for sign in serial)
        if digits < _LEAST_DIGITS or (digits == _LEAST_DIGITS and _PARTED.search(found[0])):
            continue
        day = _COMPACT.fullmatch(serial)
        if day is not None and not births:
            try:
                birth = uncertain_date(".".join(day.groups()))
            except ValueProblem:
                birth = None
            if birth is not None:
                births.append(birth)
                notes.append(reason(_BIRTH, text=found[0].strip()))
        notes.append(reason(_SERIAL, text=found[0].strip()))
        return f"{text[: found.start()]} {text[found.end() :]}", serial
    return text, ""

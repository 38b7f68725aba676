"""Reads the fields of one row: each method takes a field's name and gives its value."""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import date
from enum import StrEnum
from typing import TypeVar

from repatria.base.dates import PartialDate, Period, partial_date, period
from repatria.base.errors import ValueProblem
from repatria.base.messages import Sentence, sentence
from repatria.formats import cell_sentences as told
from repatria.formats.guards import clean_text
from repatria.formats.problems import Problems, Row, shown
from repatria.statements.quantity import Quantity
from repatria.statements.words import read_quantity

_CODE = re.compile(r"[^\W_][\w.:-]{0,99}")
_LANGUAGE = re.compile(r"[a-z]{2,3}", re.ASCII)
_LOCAL_DAY = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})", re.ASCII)
_SIGNED = re.compile(r"[-−–]\s*\d")
_SHA256 = re.compile(r"[0-9a-f]{64}", re.ASCII)
_WHOLE = re.compile(r"\d{1,9}", re.ASCII)
_BIG = re.compile(r"\d[\d,\u00a0\u202f ]{15,}")
MOST_QUOTED = 30
"""Words of a quotation."""
_LONGEST_DATE = 40
_LONGEST_QUANTITY = 200
_FLAGS = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}

E = TypeVar("E", bound=StrEnum)


class Cells:
    """The fields of a row. A problem is collected and `ok` turns false; nothing is raised."""

    __slots__ = ("ok", "problems", "row")

    def __init__(self, row: Row, problems: Problems) -> None:
        self.row = row
        self.problems = problems
        self.ok = True

    def wrong(self, name: str, message: Sentence) -> None:
        self.ok = False
        self.problems.at(self.row, name, message)

    def _unlike(self, name: str, text: str, template: str) -> None:
        """A field holds a text that is not what its template says it should be."""
        self.wrong(name, sentence(template, text=shown(text)))

    def text(self, name: str) -> str:
        """The text of a field; "" where it is not there."""
        raw = self.row.cells.get(name)
        return self._clean(name, raw) if raw else ""

    def required(self, name: str) -> str:
        found = self.text(name)
        if not found and not self.row.cells.get(name, "").strip():
            self.wrong(name, sentence(told.REQUIRED))
        return found

    def code(self, name: str) -> str:
        """A code: letters, digits and `_ . : -`, with nothing hidden in it; "" where it is not."""
        return self._code(name, self.text(name))

    def codes(self, name: str) -> tuple[str, ...]:
        """The codes of a list; in a table they stand in one cell with semicolons between."""
        found = tuple(code for text in self.texts(name) if (code := self._code(name, text)))
        if len(set(found)) != len(found):
            self.wrong(name, sentence(told.TWICE_IN_LIST))
        return found

    def known(self, name: str, held: Collection[str], what: str) -> str:
        """A code that must be among those held."""
        code = self.code(name)
        if code:
            self.is_known(name, code, held, what)
        return code

    def is_known(self, name: str, code: str, held: Collection[str], what: str) -> None:
        if code in self.problems.refused:
            self.ok = False
        elif code not in held:
            near = self.problems.nearest(code, held)
            self.wrong(
                name,
                sentence(told.UNKNOWN[what], code=shown(code), near=near),
            )

    def texts(self, name: str) -> tuple[str, ...]:
        listed = self.row.lists.get(name)
        if listed is None:
            listed = tuple(self.row.cells.get(name, "").split(";"))
        cleaned = (self._clean(name, item) for item in listed)
        return tuple(text for text in cleaned if text)

    def languages(self, name: str) -> dict[str, str]:
        """Texts by language code; English must be there."""
        found = {
            language: self._clean(name, text)
            for language, text in self.row.tables.get(name, {}).items()
        }
        for language in found:
            if not _LANGUAGE.fullmatch(language):
                self._unlike(name, language, told.NO_LANGUAGE)
        found = {language: text for language, text in found.items() if text}
        if "en" not in found and self.ok:
            self.wrong(name, sentence(told.ENGLISH_REQUIRED))
        return found

    def word(self, name: str, words: type[E], default: E | None = None) -> E | None:
        """A word of a closed vocabulary; without a default it is required."""
        text = self.text(name) if default is not None else self.required(name)
        return self._word(name, text, words) if text else default

    def word_list(self, name: str, words: type[E]) -> tuple[E, ...]:
        found = (self._word(name, text, words) for text in self.texts(name))
        return tuple(word for word in found if word is not None)

    def flag(self, name: str, default: bool = False) -> bool:
        text = self.text(name)
        if not text:
            return default
        found = _FLAGS.get(text.lower())
        if found is None:
            self._unlike(name, text, told.NO_FLAG)
        return bool(found)

    def number(self, name: str) -> int:
        """A whole number above zero; 0 where there is a problem."""
        text = self.required(name)
        if text and (not _WHOLE.fullmatch(text) or int(text) == 0):
            self._unlike(name, text, told.NO_NUMBER)
            return 0
        return int(text) if text else 0

    def partial(self, name: str) -> PartialDate | None:
        """A day, a month or a year."""
        text = self._date_text(name)
        try:
            return partial_date(iso_day(text)) if text else None
        except ValueProblem as problem:
            self.wrong(name, problem.sentence)
            return None

    def day(self, name: str) -> date | None:
        """One day."""
        found = self.partial(name)
        if found is not None and not found.precise:
            self._unlike(name, str(found), told.NOT_ONE_DAY)
        return None if found is None else found.first

    def period(self, name: str) -> Period | None:
        text = self._date_text(name)
        try:
            return period("..".join(iso_day(part) for part in text.split(".."))) if text else None
        except ValueProblem as problem:
            self.wrong(name, problem.sentence)
            return None

    def quantity(self, name: str) -> Quantity | None:
        """A number, or words for one (statements/words.py)."""
        text = self.text(name)
        return self.read_quantity(name, text) if text else None

    def read_quantity(self, name: str, text: str) -> Quantity | None:
        if _SIGNED.match(text):
            self._unlike(name, text, told.BELOW_ZERO)
        elif _BIG.search(text) or len(text) > _LONGEST_QUANTITY:
            self._unlike(name, text, told.LONG_QUANTITY)
        else:
            try:
                return read_quantity(text)
            except ValueProblem as problem:
                self.wrong(name, problem.sentence)
        return None

    def quotation(self, name: str) -> str:
        """A few words of a source: longer ones are the source itself."""
        text = self.text(name)
        if len(text.split()) > MOST_QUOTED:
            words = len(text.split())
            self.wrong(name, sentence(told.LONG_QUOTATION, most=MOST_QUOTED, words=words))
        return text

    def sha256(self, name: str) -> str:
        text = self.text(name)
        if text and not _SHA256.fullmatch(text):
            self._unlike(name, text, told.NO_DIGEST)
        return text

    def url(self, name: str) -> str:
        text = self.text(name)
        if text and not re.fullmatch(r"https?://[^\s\"<>\\^`{|}]+", text):
            self._unlike(name, text, told.NO_ADDRESS)
        return text

    def _date_text(self, name: str) -> str:
        text = self.text(name)
        if len(text) > _LONGEST_DATE:
            self._unlike(name, text, told.NO_DATE)
            return ""
        return text

    def _clean(self, name: str, raw: str) -> str:
        try:
            return clean_text(raw, self.problems.cell_limit)
        except ValueProblem as problem:
            self.wrong(name, problem.sentence)
            return ""

    def _code(self, name: str, text: str) -> str:
        if not text or _CODE.fullmatch(text):
            return text
        self._unlike(name, text, told.NO_CODE)
        return ""

    def _word(self, name: str, text: str, words: type[E]) -> E | None:
        try:
            return words(text)
        except ValueError:
            held = [word.value for word in words]
            near = self.problems.nearest(text, held)
            options = ", ".join(held)
            self.wrong(name, sentence(told.NONE_OF, text=shown(text), held=options, near=near))
            return None


def iso_day(text: str) -> str:
    """A day written 14.06.2025 as 2025-06-14; any other text as it is."""
    found = _LOCAL_DAY.fullmatch(text.strip())
    if found is None:
        return text
    day, month, year = found.groups()
    return f"{year}-{month:>02}-{day:>02}"

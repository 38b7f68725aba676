"""Rows as the readers hand them on, and the collecting of everything that is wrong with them."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from repatria.base.errors import InputError, Problem
from repatria.base.messages import Sentence, sentence

SHOWN = 50
_OPTIONS = 2_000
_SHOWN_LENGTH = 60
_NOTHING: Mapping[str, Any] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table or one mapping of a YAML file, with every value still text.

    `number` is the row as a sheet counts it, or the line; `lines` holds the line of each key where
    that is known, and `names` what the file calls a field where that differs.
    """

    number: int
    cells: Mapping[str, str]
    lines: Mapping[str, int] = field(default_factory=lambda: _NOTHING)
    names: Mapping[str, str] = field(default_factory=lambda: _NOTHING)
    lists: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: _NOTHING)
    tables: Mapping[str, Mapping[str, str]] = field(default_factory=lambda: _NOTHING)
    rows: Mapping[str, tuple[Row, ...]] = field(default_factory=lambda: _NOTHING)

    def part(self, prefix: str, fields: Collection[str]) -> Row:
        """The cells whose names begin with `prefix`, as a row of their own."""
        names = {name: prefix + name for name in fields}
        cells = {name: self.cells[full] for name, full in names.items() if full in self.cells}
        return Row(self.number, cells, names=names)


class Problems:
    """Collects what is wrong with one file; the first fifty are kept, the rest are counted."""

    def __init__(self, file: str, cell_limit: int = 20_000) -> None:
        self.file = file
        self.cell_limit = cell_limit
        self.refused: set[str] = set()
        """Codes whose own definition is wrong: what speaks of them is not reported again."""
        self._kept: list[Problem] = []
        self._count = 0

    def __len__(self) -> int:
        return self._count

    def add(self, row: int | None, field: str, message: Sentence) -> None:
        if len(self._kept) >= SHOWN:
            self._count += 1
            return
        problem = Problem(self.file, row, shown(field), message)
        if problem not in self._kept:
            self._count += 1
            self._kept.append(problem)

    def at(self, row: Row, name: str, message: Sentence) -> None:
        """A problem of one field of a row."""
        self.add(row.lines.get(name, row.number), row.names.get(name, name), message)

    def nearest(self, word: str, options: Collection[str]) -> str:
        """“; did you mean …?” where an option is close, else nothing."""
        if len(self._kept) >= SHOWN or not word or len(word) > _SHOWN_LENGTH:
            return ""
        if len(options) > _OPTIONS:
            return ""
        by_fold = {option.casefold(): option for option in options}
        found = difflib.get_close_matches(word.casefold(), list(by_fold), n=1, cutoff=0.6)
        return sentence("; did you mean “{word}”?", word=by_fold[found[0]]) if found else ""

    def refuse(self, row: int | None, field: str, message: Sentence) -> InputError:
        """The error to raise where reading cannot go on; what was found before comes with it."""
        self.add(row, field, message)
        return self._error()

    def raise_if_any(self) -> None:
        if self._count:
            raise self._error()

    def _error(self) -> InputError:
        found = sorted(self._kept, key=lambda problem: problem.row or 0)
        if self._count > len(found):
            more = sentence("and {count:,} more problems", count=self._count - len(found))
            found.append(Problem(self.file, None, "", more))
        return InputError(found)


def shown(text: str) -> str:
    """A value from a file as a message may repeat it: on one line, short, nothing invisible."""
    if len(text) > _SHOWN_LENGTH:
        text = text[: _SHOWN_LENGTH - 1] + "…"
    return "".join(sign if sign.isprintable() else f"\\u{ord(sign):04x}" for sign in text)

"""The error tree: every error that Repatria raises on purpose descends from `RepatriaError`."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


class RepatriaError(Exception):
    """The root of the tree. Its text is one sentence a person can act on."""


class ValueProblem(RepatriaError):
    """A value that cannot be read: a date, a quantity, a code."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong in one place of a file.

    `row` is counted as the file's own program counts it (a sheet's header is row 1; for YAML it is
    the line); `None` where the whole file is meant. `field` is the column or key, or "".
    """

    file: str
    row: int | None
    field: str
    message: str

    def __str__(self) -> str:
        place = self.file
        if self.row is not None:
            place += f", row {self.row}"
        if self.field:
            place += f", field {self.field}"
        return f"{place}: {self.message}"


class InputError(RepatriaError):
    """A file that was refused whole: every problem found, up to the reader's limit."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


class FileRefused(RepatriaError):
    """A file that is not taken. `template` is the English sentence with `{places}` for `params`, so
    that whoever shows it can say it in another language."""

    def __init__(self, template: str, **params: str | int) -> None:
        self.template, self.params = template, params
        super().__init__(template.format(**params))

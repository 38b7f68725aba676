"""The error tree: every error that Repatria raises on purpose descends from `RepatriaError`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from repatria.base.messages import Part, Sentence, verbatim


class RepatriaError(Exception):
    """The root of the tree. Its text is one sentence a person can act on."""

    @property
    def sentence(self) -> Sentence:
        """The text with its template, where it was raised with one; else as it stands."""
        told = self.args[0] if self.args else ""
        return told if isinstance(told, Sentence) else verbatim(str(self))


class ValueProblem(RepatriaError):
    """A value that cannot be read: a date, a quantity, a code."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong in one place of a file.

    `row` is counted as the file's own program counts it (a sheet's header is row 1; for YAML it is
    the line); `None` where the whole file is meant. `field` is the column or key, or "". `message`
    is English, and carries its template, by which a page says it in another language.
    """

    file: str
    row: int | None
    field: str
    message: Sentence

    def __str__(self) -> str:
        place = self.file
        if self.row is not None:
            place += f", row {self.row}"
        if self.field:
            place += f", field {self.field}"
        return f"{place}: {self.message}"

    @property
    def template(self) -> str:
        return verbatim(self.message).template

    @property
    def params(self) -> Mapping[str, Part]:
        return verbatim(self.message).params

    def to_json(self) -> dict[str, Any]:
        """As a store keeps it; `from_json` reads it again."""
        return {
            "file": self.file,
            "row": self.row,
            "field": self.field,
            "message": verbatim(self.message).to_json(),
        }

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> Problem:
        return cls(
            value["file"], value["row"], value["field"], Sentence.from_json(value["message"])
        )


class InputError(RepatriaError):
    """A file that was refused whole: every problem found, up to the reader's limit."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))

    def __reduce__(self) -> tuple[Any, ...]:
        return InputError, (self.problems,)


class FileRefused(RepatriaError):
    """A file that is not taken. `template` is the English sentence with `{places}` for `params`, so
    that whoever shows it can say it in another language."""

    def __init__(self, template: str, **params: str | int) -> None:
        self.template, self.params = template, params
        super().__init__(template.format(**params))

"""Reasons as data: a code with parameters, and the sentence that says it.

`Reason("gap", gap=3)` is the datum; `TEMPLATES["gap"]` the English sentence. The desks translate
the template and put the parameters in the reader's own number and date forms.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from repatria.base.dates import PartialDate, Period
from repatria.statements.quantity import Interval


@dataclass(frozen=True, slots=True, order=True)
class Ref:
    """A pointer to something that has a name of its own.

    `what` is one of party, speaker, outlet, claim, exchange, or `word` for a term of a vocabulary.
    """

    what: str
    code: str


Param = int | str | date | PartialDate | Period | Interval | Ref | tuple[Ref, ...]


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a verdict is what it is: a code of the template table and its parameters."""

    code: str
    params: tuple[tuple[str, Param], ...] = ()

    def get(self, name: str) -> Param | None:
        return dict(self.params).get(name)


def reason(code: str, **params: Param) -> Reason:
    return Reason(code, tuple(params.items()))


def sentence(item: Reason, template: str, show: Callable[[Param], str]) -> str:
    """The sentence of a reason: its template with every parameter shown by `show`."""
    return template.format(**{name: show(value) for name, value in item.params})


def plain(value: Param) -> str:
    """The parameter in plain English, with codes for names: for the command line and for tests."""
    if isinstance(value, bool):
        raise TypeError("a reason has no yes-or-no parameters; use two codes")
    if isinstance(value, int):
        return f"{value:,}"
    if isinstance(value, Interval):
        return interval_text(value)
    if isinstance(value, Ref):
        return value.code
    if isinstance(value, tuple):
        return ", ".join(plain(part) for part in value)
    return str(value)


def interval_text(value: Interval) -> str:
    if value.high is None:
        return f"{value.low:,} or more"
    return f"{value.low:,}" if value.low == value.high else f"{value.low:,} to {value.high:,}"

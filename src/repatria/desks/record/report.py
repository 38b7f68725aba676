"""The report of a window of days: what was said of each leg, by whom, and what it comes to.

A frozen tree of plain values in the reader's language, which `as_json` turns into JSON as it is.
Whoever prints it adds nothing but layout. `report_build.build` makes it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass
from typing import Any

from repatria.desks.record.report_said import FigureWord, Statement, Who, Why

FORMAT = "repatria-report/1"
CHECK_FORMAT = "repatria-check/1"


@dataclass(frozen=True, slots=True)
class LegReport:
    """One direction of an exchange; the first figure is the headline."""

    giver: str
    giver_name: str
    receiver: str
    receiver_name: str
    track: str
    track_name: str
    figures: tuple[FigureWord, ...]
    identity: tuple[str, ...]
    """The statements that say whose the remains are, apart from the count."""
    evidence: tuple[str, ...]
    """The statements that come with footage or a document."""
    contradictions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ExchangeReport:
    """One exchange with its legs and everything said of it; `relays` are groups of statements that
    are taken to be one utterance (proposed, or judged by a person)."""

    code: str
    date: str
    day: str
    title: str
    track: str
    track_name: str
    happened: bool
    agreement: str
    agreement_name: str
    series: str
    intermediaries: tuple[str, ...]
    numbering: tuple[tuple[str, int, str], ...]
    known_from: str
    legs: tuple[LegReport, ...]
    statements: tuple[Statement, ...]
    relays: tuple[Relay, ...]
    contradictions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Relay:
    claims: tuple[str, ...]
    judged: bool


@dataclass(frozen=True, slots=True)
class Checked:
    """What holding a total or an ordinal against the record came to.

    `outcome` is an outcome of totals (`fits`, `residual` …); for ordinals `fits`, `differs` or
    `unchecked`. `where` is the direction, as "giver>receiver", where a statement covers two.
    """

    what: str
    outcome: str
    outcome_name: str
    where: str
    low: int | None
    high: int | None
    reasons: tuple[Why, ...]


@dataclass(frozen=True, slots=True)
class PeriodStatement:
    """A statement on a period that touches the window, with what checking it came to."""

    statement: Statement
    checks: tuple[Checked, ...]


@dataclass(frozen=True, slots=True)
class TotalWord:
    """A total of a period inside the window: at least so many went, on the speaker's word."""

    claim: str
    who: Who
    says: str
    period: str
    both_together: bool
    """Said of both directions together: no bound of one direction."""
    lower_bound: int


@dataclass(frozen=True, slots=True)
class SideBalance:
    """What one side says of one direction in the window.

    `low` and `high` add up the legs with a number (`None` where there is none); `lower_bound` is
    the greatest least number in the side's words, by its legs (those included on which only unnamed
    sources speak, `unnamed_legs`) or by a total of a period inside the window; `None` where no
    office or officer of the party gives a number.
    """

    role: str
    party: str
    party_name: str
    says: str
    low: int | None
    high: int | None
    legs: int
    legs_without_number: int
    by_state: Mapping[str, int]
    by_grade: Mapping[str, int]
    speakers: tuple[Who, ...]
    unnamed_legs: int
    totals: tuple[TotalWord, ...]
    lower_bound: int | None


@dataclass(frozen=True, slots=True)
class Direction:
    """Both sides' words on one direction; they are never added to one another.

    `others` are totals by those who are no party: outlets, intermediaries, unnamed sources.
    """

    giver: str
    giver_name: str
    receiver: str
    receiver_name: str
    track: str
    track_name: str
    sides: tuple[SideBalance, ...]
    others: tuple[TotalWord, ...]
    party_number: bool
    """Whether an office or officer of either party gives a number."""


@dataclass(frozen=True, slots=True)
class LegPlace:
    exchange: str
    day: str
    giver: str
    receiver: str
    track: str


@dataclass(frozen=True, slots=True)
class ContradictionReport:
    """A contradiction: the first reason says what differs, the rest explain it; then the totals
    that carry the same difference."""

    key: str
    kind: str
    kind_name: str
    date: str
    since: str
    agreement: str
    where: str
    legs: tuple[LegPlace, ...]
    reasons: tuple[Why, ...]
    carried: tuple[Why, ...]
    statements: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """The whole report. `as_known` is empty for "as known today".

    `exchanges` holds the latest of `exchanges_total`; `earlier` is the day to report until for
    those before them. `more_periods` counts statements on periods that are left out.
    """

    format: str
    first: str
    until: str
    as_known: str
    parties: Mapping[str, str]
    exchanges_total: int
    earlier: str
    exchanges: tuple[ExchangeReport, ...]
    periods: tuple[PeriodStatement, ...]
    more_periods: int
    balance: tuple[Direction, ...]
    contradictions: tuple[ContradictionReport, ...]


@dataclass(frozen=True, slots=True)
class CheckReport:
    """Every contradiction that holds, and every total and ordinal that was checked."""

    format: str
    as_known: str
    by_kind: Mapping[str, int]
    contradictions: tuple[ContradictionReport, ...]
    by_outcome: Mapping[str, int]
    checked: tuple[PeriodStatement, ...]


def as_json(value: Any) -> Any:
    """Plain JSON values of a tree of these classes."""
    if is_dataclass(value):
        return {item.name: as_json(getattr(value, item.name)) for item in fields(value)}
    if isinstance(value, Mapping):
        return {str(name): as_json(item) for name, item in value.items()}
    if isinstance(value, (tuple, list)):
        return [as_json(item) for item in value]
    return value

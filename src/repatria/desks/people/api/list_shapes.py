"""Shapes of what the interface tells of lists that came in."""

from typing import Annotated, NotRequired

from pydantic import with_config
from typing_extensions import TypedDict

from repatria.desks.common.api.shapes import CLOSED
from repatria.desks.people.api.shapes import IDENTITY, STATUS, Next, Who

_Number = Annotated[int, IDENTITY]


@with_config(CLOSED)
class SenderTold(TypedDict):
    """Who sends lists. `order` is how names stand in them, as a person declared it once."""

    code: NotRequired[Who]
    name: NotRequired[Who]
    of_party: NotRequired[Who]
    order: NotRequired[Who]
    language: NotRequired[Who]
    note: NotRequired[Who]


@with_config(CLOSED)
class Senders(TypedDict):
    """Some of the senders, by name."""

    items: list[SenderTold]
    next: Next


@with_config(CLOSED)
class ListTold(TypedDict):
    """A list that came in. `state` is received, mapped, tried, approved or refused; `digest` is the
    SHA-256 of the original."""

    code: NotRequired[Who]
    sender: Who
    party: Who
    title: NotRequired[Who]
    dated: NotRequired[Who]
    received_at: NotRequired[Who]
    purpose: NotRequired[Who]
    legal_basis: NotRequired[Who]
    digest: NotRequired[Who]
    size: NotRequired[_Number]
    media_type: NotRequired[Who]
    file_name: NotRequired[Who]
    sheet: NotRequired[Who]
    whom: NotRequired[Who]
    says: NotRequired[Who]
    state: NotRequired[Who]
    receipt_digest: NotRequired[Who]
    approved_at: NotRequired[Annotated[str | None, IDENTITY]]


@with_config(CLOSED)
class ColumnTold(TypedDict):
    """A column, by its place from 0: its heading, and the field that it holds; "" of none."""

    at: int
    heading: str
    field: str
    certainty: str


@with_config(CLOSED)
class Count(TypedDict):
    """How often something was found: for certain, and by names or little more."""

    what: str
    sure: int
    possible: int


@with_config(CLOSED)
class Told(TypedDict):
    """One thing found, with the record or the other row that it is about; `records` are those of
    one that is about several together."""

    what: str
    sure: bool
    record: str
    records: list[str]
    row: int | None
    on: str
    sentence: str


@with_config(CLOSED)
class Report(TypedDict):
    """What the trial told. `digest` is of this very report; `gone` are at most 200 of those of the
    sender's last list who are not on this one."""

    digest: str
    rows: int
    verdicts: dict[str, int]
    findings: list[Count]
    gone: list[Told]
    last: str


@with_config(CLOSED)
class Receipt(TypedDict):
    """What the sender can be given: how many rows made records, and under which digest the list is
    kept; of a list that was not taken in, why."""

    list: NotRequired[str]
    sender: NotRequired[str]
    title: NotRequired[str]
    digest: NotRequired[str]
    size: NotRequired[int]
    rows: NotRequired[int]
    records: NotRequired[int]
    added_to: NotRequired[int]
    report: NotRequired[str]
    refused: NotRequired[str]
    by: NotRequired[str]
    at: NotRequired[str]


class WholeList(ListTold):
    """`job` is how the work on it in the background stands: queued, running, done, failed or
    cancelled; "" where none was asked for."""

    columns: Annotated[list[ColumnTold], IDENTITY]
    job: Who
    report: NotRequired[Annotated[Report, STATUS]]
    receipt: NotRequired[Annotated[Receipt, IDENTITY]]


@with_config(CLOSED)
class Lists(TypedDict):
    """Some of the lists, the newest first."""

    items: list[ListTold]
    next: Next


@with_config(CLOSED)
class Answer(TypedDict):
    """What the sender can be answered: a code that tells no more than it must, and what belongs to
    it."""

    code: str
    detail: str


@with_config(CLOSED)
class RowTold(TypedDict):
    """A row: the sender's own id, the verdict, the record that it made or was joined to, and what
    was found. Its cells stay with the list."""

    number: _Number
    own_id: Who
    verdict: Annotated[str, STATUS]
    record: Who
    findings: Annotated[list[Told], STATUS]
    answers: Annotated[list[Answer], STATUS]


@with_config(CLOSED)
class Rows(TypedDict):
    """Some of the rows, in their order."""

    items: list[RowTold]
    next: Next

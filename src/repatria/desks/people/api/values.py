"""What may be sent to the register: words of closed lists, days, fields. What is wrong is refused
by its name."""

from typing import Annotated

from pydantic import AfterValidator, Field, WithJsonSchema

from repatria.base.dates import partial_date
from repatria.base.errors import ValueProblem
from repatria.desks.common.api.asking import Wrong
from repatria.desks.common.sentences import told_error
from repatria.desks.people.cards import ANNEX_IV_B
from repatria.desks.people.fields import FIELDS
from repatria.desks.people.models.statements import LONGEST_STATED
from repatria.desks.people.telling.findings import What

_LINE = r"^[^\x00-\x1f\x7f]*$"
_TEXT = r"^[^\x00-\x08\x0b\x0c\x0e-\x1f\x7f]*$"


def _day(value: str) -> str:
    try:
        return str(partial_date(value)) if value else ""
    except ValueProblem as error:
        raise ValueError(told_error(error)) from None


def _field(value: str) -> str:
    if value not in FIELDS:
        raise ValueError("no field of the register has this key")
    return value


def _finding(value: str) -> str:
    if value not in tuple(What):
        raise ValueError(f"one of: {', '.join(What)}")
    return value


def _field_of_card(value: str) -> str:
    if value not in ANNEX_IV_B:
        raise ValueError("the card has no such field")
    return value


PartialDay = Annotated[str, Field(max_length=10), AfterValidator(_day)]
"""A day, a month or a year (`2025-06-14`, `2025-06`, `2025`), or nothing."""
FieldKey = Annotated[
    str, AfterValidator(_field), WithJsonSchema({"type": "string", "enum": list(FIELDS)})
]
FindingKind = Annotated[
    str, AfterValidator(_finding), WithJsonSchema({"type": "string", "enum": [*What]})
]
CardKey = Annotated[
    str, AfterValidator(_field_of_card), WithJsonSchema({"type": "string", "enum": [*ANNEX_IV_B]})
]
Value = Annotated[str, Field(min_length=1, max_length=LONGEST_STATED, pattern=_LINE)]
Words = Annotated[str, Field(min_length=1, max_length=200, pattern=_LINE)]
Title = Annotated[str, Field(min_length=1, max_length=300, pattern=_LINE)]
Place = Annotated[str, Field(max_length=300, pattern=_LINE)]
Whom = Annotated[str, Field(max_length=200, pattern=_LINE)]
Mark = Annotated[str, Field(max_length=100, pattern=_LINE)]
Why = Annotated[str, Field(min_length=1, max_length=500, pattern=_TEXT)]
Note = Annotated[str, Field(max_length=1000, pattern=_TEXT)]
PartyCode = Annotated[str, Field(min_length=1, max_length=40, pattern=_LINE)]
PersonCode = Annotated[str, Field(max_length=16, pattern=_LINE)]
"""The code of a record, or nothing."""
Key = Annotated[int, Field(ge=1, le=2**63 - 1)]
"""The number of a row."""


def of_its_list(key: str, value: str, field: str = "value") -> str:
    """A value of a field, which is one of its list where it has one. Raises `Wrong`."""
    choices = FIELDS[key].choices
    if choices and value not in choices:
        raise Wrong(field, f"of {key} this is one of: {', '.join(choices)}.")
    if not value.strip():
        raise Wrong(field, "an empty value states nothing.")
    return value

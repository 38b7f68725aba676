"""What a request of the interface may ask for: its parameters, strict in what they take."""

import re
from collections.abc import Callable
from datetime import date
from functools import wraps
from typing import Annotated, Any, Literal

from django.http import HttpRequest
from ninja import Schema
from ninja.errors import HttpError
from pydantic import BeforeValidator, ConfigDict, Field, WithJsonSchema

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_NOT_A_DAY = "write the day as YYYY-MM-DD, for example 2025-06-14"


class Wrong(HttpError):
    """What was asked or sent is wrong in one place, called `field`."""

    def __init__(self, field: str, sentence: str) -> None:
        super().__init__(422, f"{field}: {sentence}")
        self.field = field


def _day(value: Any) -> Any:
    """ISO's days alone: the library would also take numbers for seconds since 1970."""
    if isinstance(value, str) and not _DAY.fullmatch(value):
        raise ValueError(_NOT_A_DAY)
    return value


Day = Annotated[date, BeforeValidator(_day), WithJsonSchema({"type": "string", "format": "date"})]
_PLAIN = r"^[^\x00-\x1f\x7f/]+$"
Code = Annotated[str, Field(min_length=1, max_length=200, pattern=_PLAIN)]
"""A code as it stands in an address."""
Word = Annotated[str, Field(max_length=200, pattern=r"^[^\x00-\x1f\x7f]*$")]
Language = Literal["en", "uk", "ru"]


class Spoken(Schema):
    """In which language sentences and names are."""

    lang: Language = "en"


class Sent(Schema):
    """What is sent with a request, and does not stand in its address."""

    model_config = ConfigDict(extra="forbid")


class AsKnown(Spoken):
    """As of which day things are to be as they were known; without one, today."""

    as_known: Day | None = Field(None, description="The day whose knowledge is shown.")


class Listed(Schema):
    """Which part of a list: `cursor` is taken from the `next` address of the part before."""

    limit: int = Field(50, ge=1, le=200, description="How many at most.")
    cursor: Word = Field("", description="From the address `next` of an earlier answer.")


class Period(AsKnown):
    """The first and the last day of what is asked about."""

    start: Day | None = Field(None, alias="from")
    until: Day | None = None


def known_names_only(view: Callable[..., Any]) -> Callable[..., Any]:
    """Refuses a question with names that the operation does not know: a misspelt `as_known` must
    not be answered as if it had not been asked."""

    @wraps(view)
    def asked(request: HttpRequest, *args: Any, **named: Any) -> Any:
        known = {
            field.alias or name
            for given in named.values()
            if isinstance(given, Schema) and not isinstance(given, Sent)
            for name, field in type(given).model_fields.items()
        }
        unknown = sorted(set(request.GET) - known)
        if unknown:
            may = ", ".join(sorted(known)) or "none"
            raise HttpError(422, f"There is no “{unknown[0][:60]}” here; there are: {may}.")
        return view(request, *args, **named)

    return asked

"""The root of the interface. Each desk registers its router in the module of addresses."""

from functools import cached_property
from typing import Any

from django.core.exceptions import (
    RequestDataTooBig,
    TooManyFieldsSent,
    TooManyFilesSent,
)
from django.http import Http404, HttpRequest, HttpResponse
from django.http.multipartparser import MultiPartParserError
from ninja import NinjaAPI, Schema
from ninja.errors import AuthenticationError, HttpError, ValidationError
from pydantic import ConfigDict, Field

from repatria.desks.common.api.asking import known_names_only

VERSION = "1.0.0"
PREFIX = "/api/v1/"


class Problem(Schema):
    """Why there is no other answer."""

    model_config = ConfigDict(extra="forbid")

    detail: str = Field(..., description="A sentence.")
    field: str = Field("", description="The name of what was wrong, where it was one thing.")


PROBLEMS = {404: Problem, 422: Problem}
"""What every operation on one thing may answer; a list, 422 alone."""
SENT = {400: Problem}
"""What an operation that something is sent with may answer besides."""
REFUSALS = {401: Problem, 403: Problem, 429: Problem}
"""What an operation that takes a token may answer besides."""


class _Api(NinjaAPI):
    """Its document takes a fifth of a second to make, and is the same for everybody."""

    @cached_property
    def _document(self) -> Any:
        return super().get_openapi_schema()

    def get_openapi_schema(self, **_named: Any) -> Any:
        return self._document


api = _Api(
    title="Repatria",
    version=VERSION,
    description=(
        "The record of public statements is read without a key. Everything else takes a token, "
        "which opens no more than its owner may see. The record is only read; in the register, a "
        "token that was made to enter states, judges and withdraws."
    ),
    urls_namespace="api",
    docs_url=None,
)
# After a question was read, and before it is answered.
api.add_decorator(known_names_only, mode="operation")


def problem(request: HttpRequest, status: int, sentence: str, field: str = "") -> HttpResponse:
    """A refusal as JSON; `field` is the name of what was wrong in what was asked or sent."""
    told = {"detail": sentence, **({"field": field} if field else {})}
    response = api.create_response(request, told, status=status)
    response.headers["Cache-Control"] = "no-store"
    if status == 401:
        response.headers["WWW-Authenticate"] = 'Bearer realm="Repatria"'
    return response


@api.exception_handler(Http404)
def _absent(request: HttpRequest, _error: Any) -> HttpResponse:
    return problem(request, 404, "There is nothing here, or nothing that you may see.")


@api.exception_handler(AuthenticationError)
def _unknown(request: HttpRequest, _error: Any) -> HttpResponse:
    return problem(request, 401, "This takes a token that holds: Authorization: Bearer …")


@api.exception_handler(HttpError)
def _refused(request: HttpRequest, error: Any) -> HttpResponse:
    return problem(request, error.status_code, str(error), getattr(error, "field", ""))


@api.exception_handler(RequestDataTooBig)
@api.exception_handler(MultiPartParserError)
@api.exception_handler(TooManyFieldsSent)
@api.exception_handler(TooManyFilesSent)
def _unreadable(request: HttpRequest, _error: Any) -> HttpResponse:
    return problem(request, 400, "What was sent is too large, or is broken.")


@api.exception_handler(ValidationError)
def _misread(request: HttpRequest, error: Any) -> HttpResponse:
    """The first thing that is wrong, by its name."""
    first = error.errors[0]
    # What is sent as JSON stands below the name that the operation has for the whole of it.
    place = first["loc"][2:] if first["loc"][0] == "body" else first["loc"][1:]
    where = ".".join(str(each) for each in place)
    said = first["msg"].removeprefix("Value error, ")
    return problem(request, 422, f"{where or 'the request'}: {said}", where)

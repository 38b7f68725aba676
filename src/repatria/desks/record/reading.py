"""A page only reads the public record: while a request is answered, its store takes no write.

So a fault in a page cannot change what was published. What is published comes from a background job
or a command, never from a request.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponseBase, StreamingHttpResponse

from repatria.desks.router import PUBLIC

# On PostgreSQL it holds for every transaction that begins from then on.
_SWITCH = {
    "sqlite": ("PRAGMA query_only = ON", "PRAGMA query_only = OFF"),
    "postgresql": (
        "SET default_transaction_read_only = on",
        "SET default_transaction_read_only = off",
    ),
}


_reading: ContextVar[bool] = ContextVar("reading", default=False)


@contextmanager
def reading_only() -> Iterator[None]:
    """Within it, this thread's connection to the public store refuses to write.

    A page that asks the store nothing does not connect to it, and is there without it.
    """
    on, off = _SWITCH[connections[PUBLIC].vendor]
    connections[PUBLIC].close_if_health_check_failed()
    before = _reading.set(True)
    try:
        _tell(on)
        yield
    finally:
        _reading.reset(before)
        _tell(off)


@receiver(connection_created)
def _first_asked(connection: BaseDatabaseWrapper, **_: Any) -> None:
    """A connection that is made while a page is answered."""
    if connection.alias == PUBLIC and _reading.get():
        _tell(_SWITCH[connection.vendor][0])


def _tell(statement: str) -> None:
    connection = connections[PUBLIC]
    if connection.connection is not None:
        with connection.wrap_database_errors:
            connection.connection.execute(statement)


class PublicRecordIsRead:
    """Middleware: whatever the page, the public store is only read."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        with reading_only():
            response = self.get_response(request)
        if isinstance(response, StreamingHttpResponse) and not response.is_async:
            # A file is still being written when the request has been answered.
            response.streaming_content = _kept_reading(iter(response))
        return response


def _kept_reading(parts: Iterable[bytes]) -> Iterator[bytes]:
    """Part by part: between two of them the thread may do something else."""
    each = iter(parts)
    while True:
        with reading_only():
            part = next(each, None)
        if part is None:
            return
        yield part

"""A page cannot write to the public record, whatever fault is in it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import DatabaseError, connections
from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.test import Client, RequestFactory
from django.urls import path

from repatria.desks.record import models
from repatria.desks.record.reading import PublicRecordIsRead
from repatria.desks.router import PUBLIC
from repatria.desks.urls import handler400, handler403, handler404, handler500

__all__ = ["handler400", "handler403", "handler404", "handler500"]
# On PostgreSQL a transaction that a test began before the request would stay one that writes.
pytestmark = pytest.mark.django_db(transaction=True, databases="__all__")


def added(name: str) -> models.Party:
    return models.Party.objects.create(code=name, order=0, data={})


def faulty(request: HttpRequest) -> HttpResponse:
    added("by a page")
    return HttpResponse()


def faulty_file(request: HttpRequest) -> StreamingHttpResponse:
    def parts() -> Iterator[str]:
        yield "one"
        added("by a file")

    return StreamingHttpResponse(parts())


def faulty_anew(request: HttpRequest) -> HttpResponse:
    connections[PUBLIC].connect()
    return faulty(request)


urlpatterns = [
    path("faulty", faulty),
    path("faulty-file", faulty_file),
    path("faulty-anew", faulty_anew),
]


@pytest.mark.urls(__name__)
@pytest.mark.parametrize("address", ["/faulty", "/faulty-file", "/faulty-anew"])
def test_a_page_that_tries_to_write_fails_and_changes_nothing(address: str) -> None:
    with pytest.raises(DatabaseError, match=r"readonly|read-only"):
        b"".join(Client(SERVER_NAME="localhost").get(address))
    assert not models.Party.objects.exists()


def test_between_two_requests_and_two_parts_the_store_takes_what_is_published() -> None:
    def answer(request: HttpRequest) -> HttpResponseBase:
        return StreamingHttpResponse(["one", "two"])

    response = PublicRecordIsRead(answer)(RequestFactory().get("/"))
    added("after the answer")
    assert isinstance(response, StreamingHttpResponse)
    parts = iter(response.streaming_content)
    assert next(parts) == b"one"
    added("between two parts")
    assert list(parts) == [b"two"]
    assert models.Party.objects.count() == 2


def test_a_fault_leaves_the_store_writable() -> None:
    def answer(request: HttpRequest) -> HttpResponseBase:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        PublicRecordIsRead(answer)(RequestFactory().get("/"))
    added("afterwards")


def test_the_site_is_served_so(settings: object) -> None:
    middleware = getattr(settings, "MIDDLEWARE", [])
    # Nothing but the pages that are kept stands nearer to the views.
    assert middleware[-2:] == [
        "repatria.desks.record.reading.PublicRecordIsRead",
        "repatria.desks.record.kept_pages.KeptPages",
    ]

"""A restricted record, standing for what later desks bring: a person, with a page of it, a search,
and a sheet."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import ClassVar

from django.db import connection, models
from django.http import HttpRequest, HttpResponse
from django.urls import path, reverse

from repatria.desks.accounts.access import subjects
from repatria.desks.accounts.access.reading import logged_read, sought
from repatria.desks.accounts.access.services import note_search
from repatria.desks.accounts.asking import require
from repatria.desks.accounts.redaction import shown
from repatria.desks.accounts.rights import Action, FieldClass
from repatria.desks.accounts.visible import OwnedRecord, VisibleQuerySet
from repatria.desks.urls import (  # noqa: F401
    handler400,
    handler403,
    handler404,
    handler429,
    handler500,
)
from repatria.desks.urls import urlpatterns as _real

TYPE = "held_person"


class HeldPerson(OwnedRecord):
    row_class: ClassVar = FieldClass.IDENTITY
    field_classes: ClassVar = {
        "code": FieldClass.IDENTITY,
        "name": FieldClass.IDENTITY,
        "wound": FieldClass.MEDICAL,
    }

    code = models.CharField(max_length=20, primary_key=True)
    name = models.CharField(max_length=100)
    wound = models.CharField(max_length=100)
    objects = VisibleQuerySet.as_manager()

    class Meta:
        app_label = "trial"
        managed = False
        db_table = "trial_held_person"


def page(request: HttpRequest, code: str) -> HttpResponse:
    require(request.user, Action.VIEW, FieldClass.IDENTITY)
    one = sought(request, HeldPerson.objects.all(), TYPE, code=code)
    return HttpResponse("; ".join(shown(one, request.user).values()))


def sheet(request: HttpRequest, code: str) -> HttpResponse:
    require(request.user, Action.EXPORT, FieldClass.IDENTITY)
    one = sought(request, HeldPerson.objects.all(), TYPE, Action.EXPORT, code=code)
    return HttpResponse(",".join(shown(one, request.user, Action.EXPORT).values()))


def search(request: HttpRequest) -> HttpResponse:
    require(request.user, Action.SEARCH, FieldClass.IDENTITY)
    query = request.GET["q"]
    rows = HeldPerson.objects.all().visible_to(request.user, Action.SEARCH)
    found = list(rows.filter(name__contains=query).values_list("code", flat=True))
    note_search(request, TYPE, query, found, field_classes=(FieldClass.IDENTITY,))
    return HttpResponse(", ".join(found))


def _subject(code: str) -> tuple[str, str]:
    return TYPE, code


_CLASSES = (FieldClass.IDENTITY, FieldClass.MEDICAL)
urlpatterns = [
    path("held/<str:code>", logged_read(_subject, _CLASSES)(page), name="held"),
    path(
        "held/<str:code>/sheet",
        logged_read(_subject, _CLASSES, Action.EXPORT)(sheet),
        name="held_sheet",
    ),
    path("held-search", search, name="held_search"),
    *_real,
]


def may_view(user, code: str) -> bool:
    return HeldPerson.objects.visible_to(user).filter(code=code).exists()


def exists(code: str) -> bool:
    return HeldPerson.objects.filter(code=code).exists()


KIND = subjects.SubjectKind(
    TYPE, "person held", may_view, lambda code: reverse("held", args=[code]), exists
)


@contextmanager
def table() -> Iterator[None]:
    """The table, which goes with the test's own transaction, and the kind made known."""
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE TABLE trial_held_person (code varchar(20) PRIMARY KEY, name varchar(100), "
            "wound varchar(100), party_id varchar(100), shared_with varchar(1000))"
        )
    subjects.register(KIND)
    try:
        yield
    finally:
        subjects.forget(TYPE)

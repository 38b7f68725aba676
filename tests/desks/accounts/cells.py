"""A record that no desk has: one field of every class. It stands for what later desks bring, so
that each cell of the table of rights can be asked about in each of the ways that desks ask."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.auth.models import AnonymousUser
from django.db import connection, models
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import include, path

from repatria.desks.accounts.asking import require
from repatria.desks.accounts.models import Party, Standing, User
from repatria.desks.accounts.redaction import shown
from repatria.desks.accounts.rights import Action, FieldClass, Role
from repatria.desks.accounts.visible import OwnedRecord, VisibleQuerySet

SECRET = "held back"


class Cell(OwnedRecord):
    """One field of every class, named after it. `row_class` is set by each test."""

    row_class = FieldClass.PUBLISHED
    field_classes: ClassVar = {f"of_{each.value}": each for each in FieldClass}

    objects = VisibleQuerySet.as_manager()

    for _each in FieldClass:
        locals()[f"of_{_each.value}"] = models.CharField(max_length=40, default=SECRET)
    del _each

    class Meta:
        app_label = "accounts_cells"
        managed = False

    def __str__(self) -> str:
        return "cell"


def rows_of(field_class: FieldClass) -> type[Cell]:
    """The model, as if rows of it were opened by this class."""
    return type("CellOf", (Cell,), {
        "row_class": field_class,
        "__module__": __name__,
        "Meta": type("Meta", (), {"proxy": True, "app_label": f"cells_{field_class.value}"}),
    })  # fmt: skip


ROWS = {each: rows_of(each) for each in FieldClass}


def nobody() -> AnonymousUser:
    return AnonymousUser()


def somebody(*roles: Role) -> User:
    """Somebody of the office with these roles, in no store."""
    office = Party(code="OFFICE", name="Office", standing=Standing.OFFICE)
    user = User(code="P-TEST", email="p@example.org", name="Person", party=office)
    user.__dict__["_roles"] = frozenset(roles)
    return user


def make_table() -> None:
    """Outside of any transaction: SQLite changes no schema inside one."""
    with connection.schema_editor() as editor:
        editor.create_model(Cell)


def drop_table() -> None:
    with connection.schema_editor() as editor:
        editor.delete_model(Cell)


def answer(request: HttpRequest, field_class: str, action: str) -> HttpResponse:
    """A view as a desk's or the API's: asks for the right, takes the rows that may be seen, and
    shows of each what may be shown."""
    wanted, which = Action(action), FieldClass(field_class)
    require(request.user, wanted, which)
    rows = ROWS[which].objects.visible_to(request.user, wanted)
    return JsonResponse({"rows": [shown(row, request.user, wanted) for row in rows]})


urlpatterns = [
    path("cells/<str:field_class>/<str:action>", answer),
    path("", include("repatria.desks.record.urls")),
    path("", include("repatria.desks.accounts.urls")),
]
handler403 = "repatria.desks.common.views.forbidden"

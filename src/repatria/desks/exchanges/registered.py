"""What the desk makes known to accounts: what its log entries are about."""

from __future__ import annotations

from django.db.models import Model
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from repatria.desks.accounts.access import subjects
from repatria.desks.accounts.asking import Somebody

AGREEMENT, PLANNED, FROZEN = "exchange_agreement", "planned_list", "frozen_list"
"""How the access log calls an agreement, a list that is prepared, and one that was committed to."""


def register() -> None:
    for name, words, page, model in (
        (AGREEMENT, _("agreement"), "exchanges:agreement", "Agreement"),
        (PLANNED, _("list that is prepared"), "exchanges:list", "PlannedList"),
        (FROZEN, _("list that was committed to"), "exchanges:frozen", "Freeze"),
    ):
        subjects.register(_kind(name, words, page, model))


def _kind(name: str, words: object, page: str, model: str) -> subjects.SubjectKind:
    def may_view(user: Somebody, code: str) -> bool:
        return bool(_model(model).objects.visible_to(user).filter(code=code).exists())  # type: ignore[attr-defined]

    def exists(code: str) -> bool:
        return bool(_model(model).objects.filter(code=code).exists())  # type: ignore[attr-defined]

    return subjects.SubjectKind(
        name, words, may_view, lambda code: reverse(page, args=[code]), exists  # type: ignore[arg-type]
    )  # fmt: skip


def _model(name: str) -> type[Model]:
    from repatria.desks.exchanges import models

    found: type[Model] = getattr(models, name)
    return found

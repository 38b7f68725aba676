"""The app's place in Django, and what it makes known to the access log."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from repatria.desks.accounts.asking import Somebody


class PressConfig(AppConfig):
    name = "repatria.desks.press"
    label = "press"

    def ready(self) -> None:
        from repatria.desks.accounts.access import subjects
        from repatria.desks.press import registered
        from repatria.desks.press.services.documents import SUBJECT

        subjects.register(
            subjects.SubjectKind(SUBJECT, _("document"), _may_view, _address),
        )
        registered.register()


def _may_view(user: Somebody, code: str) -> bool:
    from repatria.desks.press.queries.documents import document

    return document(user, code) is not None


def _address(code: str) -> str:
    from django.urls import reverse

    return reverse("press:document", args=[code])

"""What the register makes known to accounts: what its log entries are about."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from repatria.desks.accounts.access import subjects
from repatria.desks.accounts.asking import Somebody
from repatria.desks.people import proposed

PERSON = "person"
"""How the access log calls a person of the register."""
LINK_RUN = "link_run"
"""How it calls a linking run."""
LIST = "received_list"
"""How it calls a list that came in."""
WORD, CARD, ALARM = "word", "card", "alarm"
"""How it calls a returnee's word, a capture card and an alarm."""
EXPORT = "export"
"""How it calls a file with names."""


def register() -> None:
    subjects.register(
        subjects.SubjectKind(
            PERSON,
            _("person of the register"),
            _may_view,
            lambda code: reverse("people:dossier", args=[code]),
            _exists,
        )
    )
    for kind in (
        _owned(LIST, _("list that came in"), "ReceivedList", "people:list"),
        _owned(WORD, _("word of somebody who came back"), "ReturneeWord", "people:word"),
        _owned(CARD, _("capture card"), "CaptureCard", "people:card"),
        _owned(ALARM, _("alarm"), "Alarm", "people:alarm"),
        _owned(EXPORT, _("file with names"), "Export", "people:export"),
    ):
        subjects.register(kind)
    proposed.register()
    subjects.register(
        subjects.SubjectKind(
            LINK_RUN,
            _("linking run"),
            _may_view_run,
            lambda _code: reverse("people:links"),
            _run_exists,
        )
    )


def _owned(kind: str, words: Any, model: str, page: str) -> subjects.SubjectKind:
    """A kind of subject that is a model of the register with a code and a page of its own."""

    def rows() -> Any:
        return apps.get_model("people", model).objects

    return subjects.SubjectKind(
        kind,
        words,
        lambda user, code: rows().visible_to(user).filter(code=code).exists(),
        lambda code: reverse(page, args=[code]),
        lambda code: rows().filter(code=code).exists(),
    )


def _may_view(user: Somebody, code: str) -> bool:
    from repatria.desks.people.models import Person

    return Person.objects.visible_to(user).filter(code=code).exists()


def _exists(code: str) -> bool:
    from repatria.desks.people.models import Person

    return Person.objects.filter(code=code).exists()


def _may_view_run(user: Somebody, code: str) -> bool:
    from repatria.desks.people.models import LinkRun

    return LinkRun.objects.visible_to(user).filter(code=code).exists()


def _run_exists(code: str) -> bool:
    from repatria.desks.people.models import LinkRun

    return LinkRun.objects.filter(code=code).exists()

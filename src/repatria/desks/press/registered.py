"""What the press desk makes known to accounts: what its log entries are about, what takes two."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from repatria.desks.accounts.access import subjects
from repatria.desks.accounts.asking import Somebody
from repatria.desks.press import proposed
from repatria.desks.press.queries import drafts
from repatria.desks.press.services.drafts import SUBJECT
from repatria.desks.press.services.sheets import SUBJECT as SHEET


def register() -> None:
    subjects.register(
        subjects.SubjectKind(
            SUBJECT, _("draft of a claim"), _may_view_draft,
            lambda code: reverse("press:draft", args=[code]),
        )
    )  # fmt: skip
    subjects.register(
        subjects.SubjectKind(
            SHEET, _("sheet of claims"), _may_view_sheet,
            lambda code: reverse("press:sheet", args=[code]),
        )
    )  # fmt: skip
    proposed.register()


def _may_view_draft(user: Somebody, code: str) -> bool:
    return drafts.draft(user, code) is not None


def _may_view_sheet(user: Somebody, code: str) -> bool:
    return drafts.sheet(user, code) is not None

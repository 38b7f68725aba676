"""What the desk makes known to accounts: what its log entries are about."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from repatria.desks.accounts.access import subjects
from repatria.desks.accounts.asking import Somebody, can
from repatria.desks.accounts.rights import Action, FieldClass

ACT, LOG, SCAN = "act", "ledger_log", "paper_scan"
"""How the access log calls an act, the log of acts, and a scan of paper."""


def register() -> None:
    subjects.register(
        subjects.SubjectKind(
            ACT,
            _("signed act"),
            _may_view,
            lambda digest: reverse("handovers:act", args=[digest]),
            _exists,
        )
    )
    subjects.register(
        subjects.SubjectKind(
            LOG,
            _("log of acts"),
            lambda user, _subject: can(user, Action.VIEW, FieldClass.CUSTODY),
            lambda _subject: reverse("handovers:log"),
            lambda subject: subject == "",
        )
    )
    subjects.register(
        subjects.SubjectKind(
            SCAN,
            _("scan of a paper that was signed"),
            _may_view_scan,
            exists=_scan_exists,
        )
    )


def _may_view(user: Somebody, digest: str) -> bool:
    from repatria.desks.handovers.models import Act

    return Act.objects.visible_to(user).filter(digest=digest).exists()


def _exists(digest: str) -> bool:
    from repatria.desks.handovers.models import Act

    return Act.objects.filter(digest=digest).exists()


def _may_view_scan(user: Somebody, code: str) -> bool:
    from repatria.desks.handovers.models import PaperScan

    return PaperScan.objects.visible_to(user).filter(code=code).exists()


def _scan_exists(code: str) -> bool:
    from repatria.desks.handovers.models import PaperScan

    return PaperScan.objects.filter(code=code).exists()

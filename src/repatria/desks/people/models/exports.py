"""Files with names, which two people agree about and one of them fetches once.

Of the file the row holds what can be told without it: how many people, its digest, until when it
may be fetched. The file itself lies in the desk's folder (`export_files`), and no longer than that.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from repatria.desks.accounts.access.acts import Purpose
from repatria.desks.accounts.models import Proposal, User
from repatria.desks.accounts.rights import FieldClass
from repatria.desks.accounts.visible import OwnedRecord, VisibleQuerySet
from repatria.desks.people import codes


class FileForm(models.TextChoices):
    """What kind of file it is."""

    CSV = "csv", _("CSV, for any program")
    XLSX = "xlsx", _("XLSX, for an office program")
    PFIF = "pfif", _("PFIF 1.4, for a tracing service")


class ExportState(models.TextChoices):
    """Where an export stands; until it is written its proposal says so."""

    PROPOSED = "proposed", pgettext_lazy("export", "waits for a second person")
    WRITING = "writing", pgettext_lazy("export", "is being written")
    READY = "ready", pgettext_lazy("export", "can be fetched once")
    FETCHED = "fetched", pgettext_lazy("export", "fetched; the file is deleted here")
    ENDED = "ended", pgettext_lazy("export", "not fetched in time; the file is deleted")
    DECLINED = "declined", pgettext_lazy("export", "declined")
    WITHDRAWN = "withdrawn", pgettext_lazy("export", "withdrawn")
    EXPIRED = "expired", pgettext_lazy("export", "nobody seconded it in time")
    FAILED = "failed", pgettext_lazy("export", "could not be written")


class ExportQuerySet(VisibleQuerySet["Export"]):
    """Exports, and which of them somebody may see."""


class Export(OwnedRecord):
    """One file of named records: whom and what it holds, what for, and what became of it."""

    row_class = FieldClass.IDENTITY
    field_classes: ClassVar = dict.fromkeys(
        (
            "code", "asked_at", "purpose", "reason", "wanted", "keys", "form", "language", "people",
            "people_digest", "ready_at", "until", "digest", "size", "fetched_at", "ended_at",
        ),
        FieldClass.IDENTITY,
    )  # fmt: skip

    code = models.CharField(max_length=codes.LONGEST, unique=True, default=codes.export_code)
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)
    purpose = models.CharField(max_length=20, choices=Purpose.choices)
    reason = models.CharField(max_length=500)
    """Why, in words; it stands here and with the proposal, never in the access log."""
    wanted = models.JSONField(default=dict)
    """Whom it holds: a filter (`exporting.wanted`)."""
    keys = models.JSONField(default=list)
    """Keys of the fields, in the order of the file."""
    form = models.CharField(max_length=4, choices=FileForm.choices)
    language = models.CharField(max_length=10, default="en")
    """Of the headings and the words of closed lists."""
    people = models.PositiveIntegerField()
    people_digest = models.CharField(max_length=64)
    """SHA-256 over the codes of the records, in their order: whom both agreed about."""
    proposal = models.OneToOneField(Proposal, null=True, on_delete=models.PROTECT, related_name="+")
    job = models.PositiveBigIntegerField(null=True)
    noted = models.PositiveIntegerField(default=0)
    """Of how many of its records the reading stands in the access log, in their order."""
    ready_at = models.DateTimeField(null=True)
    until = models.DateTimeField(null=True)
    """Until when it may be fetched."""
    digest = models.CharField(max_length=64, blank=True)
    """SHA-256 of the file."""
    size = models.PositiveBigIntegerField(default=0)
    fetched_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    """When the file was deleted without anybody having fetched it."""

    objects = ExportQuerySet.as_manager()

    class Meta:
        ordering = ("-pk",)
        indexes = (
            models.Index(
                fields=("until",),
                name="export_waiting",
                condition=models.Q(fetched_at=None, ended_at=None, until__isnull=False),
            ),
        )

    def __str__(self) -> str:
        return self.code

    @property
    def state(self) -> ExportState:
        """Now, by the file and by the proposal."""
        now = timezone.now()
        if self.fetched_at is not None:
            return ExportState.FETCHED
        if self.ended_at is not None or (self.until is not None and self.until <= now):
            return ExportState.ENDED
        if self.until is not None:
            return ExportState.READY
        told = self.proposal.state if self.proposal is not None else Proposal.State.FAILED
        if told == Proposal.State.OPEN and self.proposal and self.proposal.expires_at <= now:
            return ExportState.EXPIRED
        return _BY_PROPOSAL[Proposal.State(told)]


_BY_PROPOSAL = {
    Proposal.State.OPEN: ExportState.PROPOSED,
    Proposal.State.SECONDED: ExportState.WRITING,
    Proposal.State.DONE: ExportState.WRITING,
    Proposal.State.DECLINED: ExportState.DECLINED,
    Proposal.State.WITHDRAWN: ExportState.WITHDRAWN,
    Proposal.State.EXPIRED: ExportState.EXPIRED,
    Proposal.State.FAILED: ExportState.FAILED,
}

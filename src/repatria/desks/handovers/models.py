"""Acts as the desk has them, scans of paper, and how far the log was read."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from repatria.desks.accounts.asking import Somebody, can
from repatria.desks.accounts.models import User
from repatria.desks.accounts.rights import Action, FieldClass
from repatria.desks.accounts.visible import OwnedRecord, VisibleQuerySet
from repatria.desks.people.codes import LONGEST, new_code

DIGEST = 64
"""Hexadecimal digits of a SHA-256."""
LONGEST_CODE = 100


def scan_code() -> str:
    return new_code("Z")


class Stands(models.TextChoices):
    """What an act is worth so far."""

    DRAFT = "draft", _("not in the log yet")
    DROPPED = "dropped", _("given up before it was in the log")
    PROPOSED = "proposed", _("proposed: signatures are missing")
    COMPLETE = "complete", _("complete")
    REFUSED = "refused", _("refused")
    CORRECTED = "corrected", _("corrected by a later act")


class ActQuerySet(VisibleQuerySet["Act"]):
    """Acts, and which of them somebody may see: what is in the log is everybody's who may see
    custody at all, since the log is the parties' common history; a draft is of its party, and of
    those who handed in a signature under it."""

    def visible_to(self, user: Somebody, action: Action = Action.VIEW) -> ActQuerySet:
        if not isinstance(user, User) or not can(user, action, self.model.row_class):
            return self.none()
        own = super().visible_to(user, action)
        common = Q(first__isnull=False) | Q(shared_with__contains=f"|{user.party_id}|")
        found: ActQuerySet = own | self.filter(common)  # type: ignore[assignment]
        return found


class Act(OwnedRecord):
    """A text that several sign. `note` has every good signature so far; the rest of the row is
    computed from it and from the log, and never edited."""

    row_class = FieldClass.CUSTODY
    field_classes: ClassVar = dict.fromkeys(
        ("digest", "kind", "reference", "text", "stands", "signed", "missing", "entered_at"),
        FieldClass.CUSTODY,
    )

    digest = models.CharField(max_length=DIGEST, unique=True)
    """SHA-256 of the text: how other acts name it."""
    kind = models.CharField(max_length=12)
    reference = models.CharField(max_length=LONGEST_CODE)
    text = models.TextField()
    note = models.BinaryField()
    corrects = models.CharField(max_length=DIGEST, blank=True)
    speaks_of = models.CharField(max_length=DIGEST, blank=True)
    """The act that a refusal is of."""
    stands = models.CharField(max_length=9, choices=Stands.choices, default=Stands.DRAFT)
    signed = models.JSONField(default=list)
    """Who has signed, as the signers' policy calls them."""
    missing = models.JSONField(default=list)
    at = models.JSONField(default=list)
    """Where it stands in the log: once, or again with further signatures."""
    first = models.BigIntegerField(null=True)
    """The first of these places; none while it is not in the log."""
    entered_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    """Nobody where it came in with the log."""
    entered_at = models.DateTimeField(default=timezone.now)
    dropped_why = models.CharField(max_length=500, blank=True)

    objects = ActQuerySet.as_manager()

    class Meta:
        ordering = ("-pk",)
        indexes = (
            models.Index(fields=("kind", "reference"), name="act_reference"),
            models.Index(fields=("party", "-id"), name="act_party"),
            models.Index(
                fields=("corrects",), name="act_corrects", condition=~models.Q(corrects="")
            ),
            models.Index(fields=("speaks_of",), name="act_of", condition=~models.Q(speaks_of="")),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.reference}"


class PaperScanQuerySet(VisibleQuerySet["PaperScan"]):
    """Scans, and which of them somebody may see: those of their own party."""


class PaperScan(OwnedRecord):
    """A picture of an act that was signed with a pen: evidence for people. No program verifies
    it, and it counts for no signature. It may show handwriting and names, so it stays with the
    party that attached it."""

    row_class = FieldClass.CUSTODY
    field_classes: ClassVar = dict.fromkeys(
        ("code", "digest", "signer", "attached_at"), FieldClass.CUSTODY
    )

    code = models.CharField(max_length=LONGEST, unique=True, default=scan_code)
    act = models.ForeignKey(Act, on_delete=models.PROTECT, related_name="scans")
    signer = models.CharField(max_length=LONGEST_CODE)
    """Whose signature it shows, as the signers' policy calls them."""
    digest = models.CharField(max_length=DIGEST)
    ending = models.CharField(max_length=5)
    size = models.BigIntegerField()
    attached_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    attached_at = models.DateTimeField(default=timezone.now)

    objects = PaperScanQuerySet.as_manager()

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(
                fields=("act", "signer", "digest", "party"), name="scan_attached_once"
            ),
        )

    def __str__(self) -> str:
        return self.code


class LogRead(models.Model):
    """How many entries of a log the rows above were computed from."""

    origin = models.CharField(max_length=200, primary_key=True)
    size = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.origin}: {self.size}"

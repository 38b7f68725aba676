"""Claims before they are published: drafts with all their versions, sheets, withdrawals.

Nothing here is overwritten. Every save of a draft is a new version; what was proposed stands in the
proposal of its sheet, word for word.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import pgettext_lazy

from repatria.desks.accounts.models import Proposal, User
from repatria.desks.accounts.rights import FieldClass
from repatria.desks.accounts.visible import OwnedRecord, VisibleQuerySet
from repatria.desks.press.models.documents import Document, Quotation, new_code

CODE = 100


class Origin(models.TextChoices):
    TYPED = "typed", pgettext_lazy("draft", "entered by a person")
    READ = "read", pgettext_lazy("draft", "read by rule")


class DraftState(models.TextChoices):
    READ = "read", pgettext_lazy("draft", "read by rule, nobody has looked")
    DRAFT = "draft", pgettext_lazy("draft", "draft")
    PROPOSED = "proposed", pgettext_lazy("draft", "waits for a second person")
    SECONDED = "seconded", pgettext_lazy("draft", "seconded, is being published")
    WAITING = "waiting", pgettext_lazy("draft", "waits for the end of its embargo")
    PUBLISHED = "published", pgettext_lazy("draft", "published")
    DROPPED = "dropped", pgettext_lazy("draft", "dropped")
    WITHDRAWN = "withdrawn", pgettext_lazy("draft", "withdrawn")


_OPEN_AGAIN = (
    Proposal.State.DECLINED,
    Proposal.State.WITHDRAWN,
    Proposal.State.EXPIRED,
    Proposal.State.FAILED,
)


class SheetQuerySet(VisibleQuerySet["Sheet"]):
    """Sheets."""


class DraftQuerySet(VisibleQuerySet["ClaimDraft"]):
    """Drafts."""


class WithdrawalQuerySet(VisibleQuerySet["Withdrawal"]):
    """Withdrawals."""


class Sheet(OwnedRecord):
    """What two people publish together: claims and withdrawals, all of them or none. What exactly,
    stands in its proposal."""

    row_class = FieldClass.PRESS
    field_classes: ClassVar[Mapping[str, FieldClass]] = dict.fromkeys(
        ("code", "made_at"), FieldClass.PRESS
    )

    code = models.CharField(max_length=12, unique=True, default=new_code)
    proposal = models.OneToOneField(
        Proposal, null=True, on_delete=models.PROTECT, related_name="press_sheet"
    )
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)
    seconded_on = models.DateField(null=True)
    """The day of the second signature: that from which its withdrawals hold."""

    objects = SheetQuerySet.as_manager()

    class Meta:
        ordering = ("-made_at", "-pk")

    def __str__(self) -> str:
        return self.code

    @property
    def came_to_nothing(self) -> bool:
        """Whether it was declined, withdrawn, or ran out: its drafts are drafts again."""
        return self.proposal is not None and self.proposal.state in _OPEN_AGAIN


class ClaimDraft(OwnedRecord):
    """A claim on its way to the public record, tied to a passage of a document."""

    row_class = FieldClass.PRESS
    field_classes: ClassVar[Mapping[str, FieldClass]] = dict.fromkeys(
        ("code", "origin", "reasons", "doubts", "corrects", "why", "state"), FieldClass.PRESS
    )

    code = models.CharField(max_length=12, unique=True, default=new_code)
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="drafts")
    origin = models.CharField(max_length=5, choices=Origin.choices)
    reasons = models.JSONField(default=list)
    """Which rule read what, as codes and parameters; empty where a person entered it."""
    doubts = models.JSONField(default=list)
    figure_start = models.PositiveIntegerField(null=True)
    figure_end = models.PositiveIntegerField(null=True)
    """Where the rules found the quantity."""
    place = models.CharField(max_length=60, blank=True)
    """What the rules read, by place and kind: read again, it is not added again."""
    corrects = models.CharField(max_length=CODE, blank=True)
    """The published claim that was entered wrongly here and is withdrawn when this is published."""
    why = models.CharField(max_length=500, blank=True)
    """What was wrong with it."""
    state = models.CharField(max_length=9, choices=DraftState.choices, default=DraftState.DRAFT)
    sheet = models.ForeignKey(Sheet, null=True, on_delete=models.PROTECT, related_name="drafts")
    """The last one that it was proposed on."""
    entered_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField(default=timezone.now)
    published_at = models.DateTimeField(null=True)

    objects = DraftQuerySet.as_manager()

    class Meta:
        ordering = ("-entered_at", "-pk")
        constraints = (
            models.UniqueConstraint(
                fields=("document", "place"),
                condition=~models.Q(place=""),
                name="draft_read_once",
            ),
        )
        indexes = (models.Index(fields=("party", "state"), name="draft_state"),)

    def __str__(self) -> str:
        return self.code

    @property
    def claim_id(self) -> str:
        """The id under which it stands in the public record once it is published."""
        return f"c-{self.code}"

    @property
    def now(self) -> DraftState:
        """Its state, where what became of its sheet is taken into account."""
        held = DraftState(self.state)
        if held is DraftState.PROPOSED and self.sheet is not None and self.sheet.came_to_nothing:
            return DraftState.DRAFT
        return held

    @property
    def open(self) -> bool:
        """Whether it can be mended, dropped and proposed."""
        return self.now in (DraftState.READ, DraftState.DRAFT)

    @property
    def latest(self) -> DraftVersion:
        """The newest version."""
        found = self.versions.order_by("-number").first()
        assert found is not None, "a draft is made with its first version"
        return found


class DraftVersion(models.Model):
    """What a draft said when it was saved. `fields` are the texts of its form
    (`claim_fields.NAMES`), without those that are empty."""

    field_classes: ClassVar[Mapping[str, FieldClass]] = dict.fromkeys(
        ("number", "fields"), FieldClass.PRESS
    )

    draft = models.ForeignKey(ClaimDraft, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    fields = models.JSONField(default=dict)
    quotation = models.ForeignKey(Quotation, null=True, on_delete=models.PROTECT, related_name="+")
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("draft", "number")
        constraints = (
            models.UniqueConstraint(fields=("draft", "number"), name="draft_version_once"),
        )

    def __str__(self) -> str:
        return f"{self.draft_id} version {self.number}"


class Withdrawal(OwnedRecord):
    """A published claim is taken back, and why. It stays readable with the reason."""

    row_class = FieldClass.PRESS
    field_classes: ClassVar[Mapping[str, FieldClass]] = dict.fromkeys(
        ("claim", "reason"), FieldClass.PRESS
    )

    claim = models.CharField(max_length=CODE)
    reason = models.CharField(max_length=500)
    sheet = models.ForeignKey(Sheet, on_delete=models.PROTECT, related_name="withdrawals")
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    done_on = models.DateField(null=True)
    """From which day on it does not count any more; empty until two people agreed."""

    objects = WithdrawalQuerySet.as_manager()

    class Meta:
        ordering = ("-pk",)
        indexes = (models.Index(fields=("claim",), name="withdrawal_claim"),)

    def __str__(self) -> str:
        return f"withdrawal of {self.claim}"

"""Who sends lists, the lists as they came, and their rows.

The bytes of a list lie under their digest in the desk's folder; a row keeps its cells as they stood
for good, whatever was made of them.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from repatria.desks.accounts.access.acts import Purpose
from repatria.desks.accounts.models import CODE, User
from repatria.desks.accounts.rights import FieldClass
from repatria.desks.accounts.visible import OwnedRecord, VisibleQuerySet
from repatria.desks.people import codes
from repatria.desks.people.fields import STATES

DIGEST = 64


class NameOrder(models.TextChoices):
    """How a sender writes names: declared of the sender, never guessed from a row."""

    SURNAME_FIRST = "surname-first", _("surname first, in one cell")
    SURNAME_LAST = "surname-last", _("surname last, in one cell")
    COLUMNS = "columns", _("in columns of their own")


class SenderQuerySet(VisibleQuerySet["Sender"]):
    """Senders, and which of them somebody may see."""


class Sender(OwnedRecord):
    """Who sends lists: an office, a unit, the other side, an intermediary."""

    row_class = FieldClass.IDENTITY
    field_classes: ClassVar = dict.fromkeys(
        ("code", "name", "of_party", "order", "language", "mapping", "note"), FieldClass.IDENTITY
    )

    code = models.CharField(max_length=codes.LONGEST, unique=True, default=codes.sender_code)
    name = models.CharField(max_length=200)
    of_party = models.CharField(max_length=CODE, blank=True)
    """The code of the party whose lists these are; empty where it is none."""
    order = models.CharField(
        max_length=13, choices=NameOrder.choices, default=NameOrder.SURNAME_FIRST
    )
    language = models.CharField(max_length=10, blank=True)
    mapping = models.JSONField(default=dict)
    """Column → field, as it was approved last."""
    note = models.CharField(max_length=1000, blank=True)
    added_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField(default=timezone.now)

    objects = SenderQuerySet.as_manager()

    class Meta:
        ordering = ("name", "code")
        constraints = (models.UniqueConstraint(fields=("party", "name"), name="sender_named_once"),)

    def __str__(self) -> str:
        return self.name


class ListState(models.TextChoices):
    RECEIVED = "received", pgettext_lazy("list", "received")
    MAPPED = "mapped", pgettext_lazy("list", "columns named")
    TRIED = "tried", pgettext_lazy("list", "tried")
    APPROVED = "approved", pgettext_lazy("list", "taken into the register")
    REFUSED = "refused", pgettext_lazy("list", "refused")


class Whom(models.TextChoices):
    """Whom a list is of, as whoever handed it in says."""

    SOLDIERS = "soldiers", pgettext_lazy("list", "soldiers")
    CIVILIANS = "civilians", pgettext_lazy("list", "civilians")
    ANYONE = "anyone", pgettext_lazy("list", "soldiers and civilians")


class ReceivedListQuerySet(VisibleQuerySet["ReceivedList"]):
    """Lists, and which of them somebody may see."""


class ReceivedList(OwnedRecord):
    """A list as it came. The same bytes of one sender are held once."""

    row_class = FieldClass.IDENTITY
    field_classes: ClassVar = dict.fromkeys(
        (
            "code", "title", "dated", "received_at", "purpose", "legal_basis", "digest", "size",
            "media_type", "file_name", "sheet", "whom", "says", "mapping", "state", "counts",
            "report",
            "receipt", "receipt_digest", "approved_at",
        ),
        FieldClass.IDENTITY,
    )  # fmt: skip

    code = models.CharField(max_length=codes.LONGEST, unique=True, default=codes.list_code)
    sender = models.ForeignKey(Sender, on_delete=models.PROTECT, related_name="lists")
    title = models.CharField(max_length=300)
    dated = models.CharField(max_length=10, blank=True)
    """The day that the list itself bears: `YYYY`, `YYYY-MM` or `YYYY-MM-DD`."""
    received_at = models.DateTimeField(default=timezone.now)
    received_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    purpose = models.CharField(max_length=20, choices=Purpose.choices)
    legal_basis = models.CharField(max_length=500, blank=True)
    digest = models.CharField(max_length=DIGEST)
    """SHA-256 of the original bytes."""
    size = models.PositiveBigIntegerField()
    media_type = models.CharField(max_length=100)
    file_name = models.CharField(max_length=255, blank=True)
    sheet = models.CharField(max_length=255, blank=True)
    whom = models.CharField(max_length=9, choices=Whom.choices, default=Whom.ANYONE)
    says = models.CharField(max_length=16, blank=True, choices=list(STATES.items()))
    """The state that the list as a whole states of everybody on it, where it does."""
    mapping = models.JSONField(default=dict)
    job = models.PositiveBigIntegerField(null=True)
    """The job that tries the list or takes it in."""
    state = models.CharField(max_length=8, choices=ListState.choices, default=ListState.RECEIVED)
    counts = models.JSONField(default=dict)
    report = models.JSONField(default=dict)
    receipt = models.JSONField(default=dict)
    """What the receipt says; its digest is what a sender is given."""
    receipt_digest = models.CharField(max_length=DIGEST, blank=True)
    approved_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    approved_at = models.DateTimeField(null=True)

    objects = ReceivedListQuerySet.as_manager()

    class Meta:
        ordering = ("-received_at", "-pk")
        constraints = (models.UniqueConstraint(fields=("sender", "digest"), name="list_held_once"),)

    def __str__(self) -> str:
        return f"{self.title} ({self.code})"


class RowVerdict(models.TextChoices):
    NEW = "new", pgettext_lazy("row", "new")
    MATCHES = "matches", pgettext_lazy("row", "matches")
    CONFLICTS = "conflicts", pgettext_lazy("row", "conflicts")
    UNREADABLE = "unreadable", pgettext_lazy("row", "unreadable")


class ListRow(models.Model):
    """A row of a list: its cells as they stood, and what was made of them."""

    of = models.ForeignKey(ReceivedList, on_delete=models.PROTECT, related_name="rows")
    number = models.PositiveIntegerField()
    """As the file's own program counts it."""
    cells = models.JSONField(default=list)
    own_id = models.CharField(max_length=100, blank=True)
    """The sender's own id of the row, where the list has one."""
    person = models.ForeignKey(
        "people.Person", null=True, on_delete=models.PROTECT, related_name="rows"
    )
    verdict = models.CharField(max_length=10, choices=RowVerdict.choices)
    notes = models.JSONField(default=list)

    class Meta:
        ordering = ("of", "number")
        constraints = (models.UniqueConstraint(fields=("of", "number"), name="row_of_list_once"),)
        indexes = (
            models.Index(fields=("own_id",), name="row_own_id", condition=~models.Q(own_id="")),
        )

    def __str__(self) -> str:
        return f"row {self.number} of {self.of_id}"

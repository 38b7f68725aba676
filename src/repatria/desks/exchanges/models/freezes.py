"""What is published before a list is made for good, and the list that came of it."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import pgettext_lazy

from repatria.desks.accounts.models import User
from repatria.desks.accounts.rights import FieldClass
from repatria.desks.accounts.visible import OwnedRecord, VisibleQuerySet
from repatria.desks.exchanges.models.agreements import DIGEST, LONGEST_WHY
from repatria.desks.exchanges.models.lists import Draft, PlannedList
from repatria.desks.people.codes import LONGEST, new_code


def freeze_code() -> str:
    return new_code("F")


class Lottery(models.Model):
    """A draw for one list: what both sides committed to, whose beacon decides and when, and what it
    gave. Bytes stand in hexadecimal digits."""

    of = models.ForeignKey(PlannedList, on_delete=models.PROTECT, related_name="lotteries")
    first = models.CharField(max_length=DIGEST)
    second = models.CharField(max_length=DIGEST)
    """The commitments of the two sides, in the agreement's order."""
    committed_on = models.DateField()
    reveal_by = models.DateField()
    beacon = models.CharField(max_length=300)
    beacon_round = models.CharField(max_length=100)
    beacon_day = models.DateField()
    synthetic = models.BooleanField(default=False)
    """Drawn by the demonstration on its own: it proves nothing, and every page says so."""
    entered_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField(default=timezone.now)
    value = models.TextField(blank=True)
    value_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    value_at = models.DateTimeField(null=True)
    dropped_at = models.DateTimeField(null=True)
    dropped_why = models.CharField(max_length=LONGEST_WHY, blank=True)

    class Meta:
        ordering = ("-pk",)
        constraints = (
            models.UniqueConstraint(
                fields=("of",), condition=Q(dropped_at=None), name="one_draw_of_a_list"
            ),
        )

    def __str__(self) -> str:
        return f"{self.beacon} {self.beacon_round}"


class LotteryOpening(models.Model):
    """What a side showed of its commitment, and on which day."""

    of = models.ForeignKey(Lottery, on_delete=models.PROTECT, related_name="openings")
    side = models.PositiveSmallIntegerField()
    """0 or 1, in the agreement's order."""
    seed = models.CharField(max_length=DIGEST)
    salt = models.CharField(max_length=DIGEST)
    day = models.DateField()
    entered_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("of", "side")
        constraints = (models.UniqueConstraint(fields=("of", "side"), name="a_side_opens_once"),)

    def __str__(self) -> str:
        return f"{self.of_id}: {self.side}"


class FreezeState(models.TextChoices):
    COMMITTED = "committed", pgettext_lazy("list", "committed to: the draw is awaited")
    RUNNING = "running", pgettext_lazy("list", "being made for good")
    FROZEN = "frozen", pgettext_lazy("list", "frozen")
    FAILED = "failed", pgettext_lazy("list", "could not be made for good")


class FreezeQuerySet(VisibleQuerySet["Freeze"]):
    """What was committed to and frozen, and which of it somebody may see."""


class Freeze(OwnedRecord):
    """A version that two people committed to before the draw, and the list that the draw made of
    it. Nothing of a commitment is ever taken back."""

    row_class = FieldClass.PLANNING
    field_classes: ClassVar = dict.fromkeys(
        ("code", "state", "commitment", "commitment_digest", "root", "committed_at", "frozen_at",
         "summary"), FieldClass.PLANNING
    ) | dict.fromkeys(("salts", "outcome", "certificate", "record"), FieldClass.LISTED)  # fmt: skip

    code = models.CharField(max_length=LONGEST, unique=True, default=freeze_code)
    draft = models.OneToOneField(Draft, on_delete=models.PROTECT, related_name="freeze")
    lottery = models.OneToOneField(Lottery, on_delete=models.PROTECT, related_name="freeze")
    state = models.CharField(
        max_length=9, choices=FreezeState.choices, default=FreezeState.COMMITTED
    )
    failed_why = models.TextField(blank=True)
    commitment: Any = models.JSONField()
    """What was published before the run, as `planning.certificate` has it."""
    commitment_digest = models.CharField(max_length=DIGEST)
    """SHA-256 of its canonical bytes: what the access log has."""
    root = models.CharField(max_length=DIGEST)
    salts = models.BinaryField()
    """Of 16 bytes for each line, in the order of the codes."""
    trace = models.BigIntegerField()
    """The row of the access log that published it."""
    committed_at = models.DateTimeField(default=timezone.now)
    committed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    committed_with = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    """The two who agreed."""
    job = models.BigIntegerField(null=True)
    summary: Any = models.JSONField(default=dict)
    outcome = models.BinaryField(null=True)
    certificate = models.BinaryField(null=True)
    record = models.BinaryField(null=True)
    """The last three compressed."""
    frozen_at = models.DateTimeField(null=True)

    objects = FreezeQuerySet.as_manager()

    class Meta:
        ordering = ("-pk",)

    def __str__(self) -> str:
        return self.code

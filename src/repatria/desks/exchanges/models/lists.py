"""A list that is prepared, its versions, and the facts that each was made of."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import pgettext_lazy

from repatria.desks.accounts.models import User
from repatria.desks.accounts.rights import FieldClass
from repatria.desks.accounts.visible import OwnedRecord, VisibleQuerySet
from repatria.desks.exchanges.models.agreements import (
    DIGEST,
    LONGEST_SIDE,
    LONGEST_WHY,
    Agreement,
    Reading,
)
from repatria.desks.people.codes import LONGEST, new_code


def list_code() -> str:
    return new_code("B")


class PlannedListQuerySet(VisibleQuerySet["PlannedList"]):
    """Lists, and which of them somebody may see."""


class PlannedList(OwnedRecord):
    """One round of an agreement that is prepared."""

    row_class = FieldClass.PLANNING
    field_classes: ClassVar = dict.fromkeys(("code", "title", "entered_at"), FieldClass.PLANNING)

    code = models.CharField(max_length=LONGEST, unique=True, default=list_code)
    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="lists")
    title = models.CharField(max_length=300)
    entered_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField(default=timezone.now)

    objects = PlannedListQuerySet.as_manager()

    class Meta:
        ordering = ("-pk",)

    def __str__(self) -> str:
        return self.title


class FactsSnapshot(models.Model):
    """The register's facts as one run took them: lines of `planning.plain`, in the order of their
    codes, compressed. Kept once, however many versions were made of them."""

    digest = models.CharField(max_length=DIGEST, unique=True)
    """SHA-256 of the lines."""
    count = models.PositiveIntegerField()
    data = models.BinaryField()
    made_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return self.digest


class DraftState(models.TextChoices):
    WAITING = "waiting", pgettext_lazy("draft of a list", "being made")
    DONE = "done", pgettext_lazy("draft of a list", "made")
    REFUSED = "refused", pgettext_lazy("draft of a list", "not made")


class Draft(models.Model):
    """One version of a list. What it was asked with never changes; what came of it is written once.

    `summary` has counts and no code; `outcome` says who is on it and why, and is opened by the
    right to see who is listed.
    """

    of = models.ForeignKey(PlannedList, on_delete=models.PROTECT, related_name="drafts")
    number = models.PositiveIntegerField()
    reading = models.ForeignKey(Reading, on_delete=models.PROTECT, related_name="drafts")
    on = models.DateField()
    """The day of the round."""
    returned = models.JSONField(default=dict)
    """By a clause's number, how many it brought back to each side before."""
    unstated_side = models.CharField(max_length=LONGEST_SIDE, blank=True)
    """To whom those return of whom nobody stated on which power they depend, as whoever asked
    supposed; empty where nothing was supposed."""
    why = models.CharField(max_length=LONGEST_WHY)
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)
    job = models.BigIntegerField(null=True)
    state = models.CharField(max_length=8, choices=DraftState.choices, default=DraftState.WAITING)
    refused_why = models.TextField(blank=True)
    facts = models.ForeignKey(
        FactsSnapshot, null=True, on_delete=models.PROTECT, related_name="drafts"
    )
    summary: Any = models.JSONField(default=dict)
    outcome = models.BinaryField(null=True)
    made_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("of", "number")
        constraints = (models.UniqueConstraint(fields=("of", "number"), name="draft_number_once"),)

    def __str__(self) -> str:
        return f"{self.of_id}, version {self.number}"

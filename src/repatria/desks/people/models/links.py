"""Pairs of records: proposed by a run, judged by a person. A judgement is an edge between two
records that stand as before; withdrawn, it leaves no trace on them."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import pgettext_lazy

from repatria.desks.accounts.models import User
from repatria.desks.accounts.rights import FieldClass
from repatria.desks.accounts.visible import OwnedRecord, VisibleQuerySet
from repatria.desks.people import codes
from repatria.desks.people.models.persons import Person


class JudgementVerdict(models.TextChoices):
    SAME = "same", pgettext_lazy("judgement", "same person")
    DIFFERENT = "different", pgettext_lazy("judgement", "different people")
    UNSURE = "unsure", pgettext_lazy("judgement", "unsure")


class JudgementQuerySet(VisibleQuerySet["Judgement"]):
    """Judgements, and which of them somebody may see."""


class Judgement(OwnedRecord):
    """A person's verdict on two records, the one with the smaller key first. The newest of a pair
    that is not withdrawn holds."""

    row_class = FieldClass.IDENTITY
    field_classes: ClassVar = dict.fromkeys(
        ("code", "verdict", "why", "at", "weights", "withdrawn_at", "withdrawn_why"),
        FieldClass.IDENTITY,
    )

    code = models.CharField(max_length=codes.LONGEST, unique=True, default=codes.judgement_code)
    one = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    other = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    verdict = models.CharField(max_length=9, choices=JudgementVerdict.choices)
    why = models.CharField(max_length=1000)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    weights = models.JSONField(default=dict)
    """What the page showed when it was judged."""
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    withdrawn_why = models.CharField(max_length=1000, blank=True)

    objects = JudgementQuerySet.as_manager()

    class Meta:
        ordering = ("-pk",)
        constraints = (
            models.CheckConstraint(condition=Q(one__lt=F("other")), name="judgement_in_order"),
            models.UniqueConstraint(
                fields=("one", "other", "party"),
                condition=Q(withdrawn_at=None),
                name="judgement_holds_once",
            ),
        )

    def __str__(self) -> str:
        return f"{self.one_id} and {self.other_id}: {self.verdict}"


class LinkRunQuerySet(VisibleQuerySet["LinkRun"]):
    """Runs, and which of them somebody may see."""


class LinkRun(OwnedRecord):
    """One run of the linking: when, over what, with which model, and how far it came."""

    row_class = FieldClass.IDENTITY
    field_classes: ClassVar = dict.fromkeys(
        ("code", "asked_at", "finished_at", "settings", "counts"), FieldClass.IDENTITY
    )

    code = models.CharField(max_length=codes.LONGEST, unique=True, default=codes.run_code)
    asked_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)
    finished_at = models.DateTimeField(null=True)
    job = models.PositiveBigIntegerField(null=True)
    settings = models.JSONField(default=dict)
    counts = models.JSONField(default=dict)

    objects = LinkRunQuerySet.as_manager()

    class Meta:
        ordering = ("-pk",)

    def __str__(self) -> str:
        return self.code


class Candidate(models.Model):
    """A pair that a run proposes, with the evidence for and against. It is no judgement."""

    run = models.ForeignKey(LinkRun, on_delete=models.CASCADE, related_name="candidates")
    one = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    other = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    weight = models.FloatField()
    """In bits: how much likelier the two rows are if they are of one person."""
    levels = models.JSONField(default=dict)
    gate = models.CharField(max_length=100, blank=True)
    """What keeps it from being shown as a likely pair; empty where nothing does."""

    class Meta:
        ordering = ("run", "-weight", "pk")
        constraints = (
            models.CheckConstraint(condition=Q(one__lt=F("other")), name="candidate_in_order"),
            models.UniqueConstraint(fields=("run", "one", "other"), name="candidate_once"),
        )
        indexes = (models.Index(fields=("run", "gate", "-weight"), name="candidate_weight"),)

    def __str__(self) -> str:
        return f"{self.one_id} and {self.other_id}"

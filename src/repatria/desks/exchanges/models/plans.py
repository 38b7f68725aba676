"""A plan: what a rule would do over all rounds to come, of the facts of one version of a list."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.translation import pgettext_lazy

from repatria.desks.accounts.models import User
from repatria.desks.exchanges.models.lists import Draft


class PlanState(models.TextChoices):
    WAITING = "waiting", pgettext_lazy("plan", "being computed")
    DONE = "done", pgettext_lazy("plan", "computed")
    REFUSED = "refused", pgettext_lazy("plan", "not computed")


class Plan(models.Model):
    """Counts alone: rounds, waits, exposure, formulas, vetoes. It says of nobody when they go."""

    draft = models.ForeignKey(Draft, on_delete=models.PROTECT, related_name="plans")
    rounds = models.PositiveIntegerField()
    """So many are looked at, at the most."""
    carried = models.IntegerField(default=0)
    """By how many the second side was ahead in handing over before the first of them; below 0 the
    first side was."""
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)
    job = models.BigIntegerField(null=True)
    state = models.CharField(max_length=8, choices=PlanState.choices, default=PlanState.WAITING)
    refused_why = models.TextField(blank=True)
    found: Any = models.JSONField(default=dict)
    made_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-pk",)

    def __str__(self) -> str:
        return f"{self.draft_id}: {self.rounds}"

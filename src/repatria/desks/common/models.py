"""The one table of the common room: work that is done apart from the page that asked for it."""

from __future__ import annotations

from django.db import models
from django.utils.translation import pgettext_lazy

LONGEST_KEY = 200
LONGEST_CODE = 100


class Job(models.Model):
    """A piece of work, who asked for it, how far it is, and what it came to.

    Rows are changed by `jobs.services` and `jobs.leases` alone. Whoever runs a job holds it until
    `lease_until`, and writes only while `fence`, which grows with every taking, is the one that he
    took it with. `key` names what is to be done once: while a job of that name and key waits, runs
    or is done, asking for it again gives the same one.
    """

    class State(models.TextChoices):
        QUEUED = "queued", pgettext_lazy("job", "waiting")
        RUNNING = "running", pgettext_lazy("job", "running")
        DONE = "done", pgettext_lazy("job", "done")
        FAILED = "failed", pgettext_lazy("job", "failed")
        CANCELLED = "cancelled", pgettext_lazy("job", "cancelled")

    class Reason(models.TextChoices):
        """Why the last attempt came to nothing. `REFUSED` has its sentence in `error`, `FAULT` the
        kind of the fault, `LOST` nothing: the count is in `losses`."""

        REFUSED = "refused"
        FAULT = "fault"
        LOST = "lost"

    name = models.CharField(max_length=LONGEST_CODE)
    key = models.CharField(max_length=LONGEST_KEY, blank=True)
    payload = models.JSONField(default=dict)
    asked_by = models.CharField(max_length=LONGEST_CODE, blank=True)
    priority = models.SmallIntegerField(default=0)
    run_after = models.DateTimeField()
    state = models.CharField(max_length=10, choices=State, default=State.QUEUED)

    worker = models.CharField(max_length=100, blank=True)
    lease_until = models.DateTimeField(null=True)
    fence = models.PositiveIntegerField(default=0)
    attempts = models.PositiveSmallIntegerField(default=0)
    """Attempts that failed since it was asked for, or asked for again."""
    max_attempts = models.PositiveSmallIntegerField()
    losses = models.PositiveSmallIntegerField(default=0)
    """How often its worker went away in the middle of it."""
    cancel_asked = models.BooleanField(default=False)

    done = models.PositiveBigIntegerField(default=0)
    total = models.PositiveBigIntegerField(default=0)
    stage = models.CharField(max_length=200, blank=True)
    result = models.JSONField(null=True)
    reason = models.CharField(max_length=10, choices=Reason, blank=True)
    error = models.TextField(blank=True)

    created = models.DateTimeField(auto_now_add=True)
    started = models.DateTimeField(null=True)
    finished = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("name", "key"),
                name="job_once",
                condition=~models.Q(key="") & models.Q(state__in=("queued", "running", "done")),
            ),
        )
        indexes = (
            models.Index(
                fields=("-priority", "run_after", "id"),
                name="job_next",
                condition=models.Q(state__in=("queued", "running")),
            ),
        )

    def __str__(self) -> str:
        return f"{self.name} {self.pk}"

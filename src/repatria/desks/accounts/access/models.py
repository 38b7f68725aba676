"""The table of the access log."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import Q

if TYPE_CHECKING:
    from repatria.desks.accounts.asking import Somebody

LONGEST_NAME = 100
LONGEST_SUBJECT = 200


class TraceQuerySet(models.QuerySet["Trace"]):
    def visible_to(self, user: Somebody) -> TraceQuerySet:
        """The rows of the log itself: one's own; with the right to view it those of one's party,
        and in the office those of every party."""
        # `asking` imports the people, and their module this one.
        from repatria.desks.accounts.asking import can
        from repatria.desks.accounts.models import Standing, User
        from repatria.desks.accounts.rights import Action, FieldClass

        if not isinstance(user, User):
            return self.none()
        if not can(user, Action.VIEW, FieldClass.ACCESS):
            return self.filter(actor=user.code)
        if user.party.standing == Standing.OFFICE:
            return self.all()
        return self.filter(Q(party=user.party_id) | Q(actor=user.code))


class Trace(models.Model):
    """One row of the access log: that somebody did something to something at some moment.

    Rows are written by `services.note` alone; the database itself refuses to change or delete one
    (`guards`). Codes only: no name, no text that somebody typed. Lists stand as words with spaces
    between them, so that what is digested is the very text that is stored.
    """

    sequence = models.BigIntegerField(primary_key=True)
    """1, 2, 3, … without gaps."""
    at = models.DateTimeField()
    actor = models.CharField(max_length=LONGEST_NAME, blank=True)
    """The code of a person; empty for who is not signed in and for the machine itself."""
    roles = models.CharField(max_length=200, blank=True)
    """Those that the person had at that moment."""
    party = models.CharField(max_length=LONGEST_NAME, blank=True)
    session = models.CharField(max_length=64, blank=True)
    """A name of the session; its key cannot be had from it."""
    action = models.CharField(max_length=LONGEST_NAME)
    subject_type = models.CharField(max_length=LONGEST_NAME)
    subject = models.CharField(max_length=LONGEST_SUBJECT, blank=True)
    field_classes = models.CharField(max_length=300, blank=True)
    """The classes of field that were shown or asked for."""
    purpose = models.CharField(max_length=20, blank=True)
    detail = models.TextField(default="{}")
    """Canonical JSON."""
    previous = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)

    objects = TraceQuerySet.as_manager()

    class Meta:
        ordering = ("sequence",)
        indexes = (
            models.Index(fields=("subject_type", "subject", "-sequence"), name="trace_subject"),
            models.Index(fields=("actor", "-sequence"), name="trace_actor"),
            models.Index(fields=("session", "actor"), name="trace_session"),
            models.Index(fields=("at",), name="trace_at"),
        )

    def __str__(self) -> str:
        return f"{self.sequence}: {self.actor} {self.action} {self.subject_type} {self.subject}"

    @property
    def told(self) -> dict[str, Any]:
        """What `detail` says."""
        found = json.loads(self.detail)
        return found if isinstance(found, dict) else {}

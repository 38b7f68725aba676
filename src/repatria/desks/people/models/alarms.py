"""What those who may know must see at once: a contradiction that a life can hang on."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from repatria.desks.accounts.models import User
from repatria.desks.accounts.rights import FieldClass
from repatria.desks.accounts.visible import OwnedRecord, VisibleQuerySet
from repatria.desks.people import codes
from repatria.desks.people.models.persons import Person
from repatria.desks.people.models.statements import Statement


class AlarmKind(models.TextChoices):
    ALIVE_AFTER_DEAD = "alive_after_dead", _("alive after reported dead")
    ALIVE_AFTER_IDENTIFIED = "alive_after_id", _("alive after remains were identified")
    LISTED_AFTER_RETURN = "listed_after_ret", _("on a list after a signed release")
    TWO_PLACES = "two_places", _("at two places at one time")
    DEAD_AFTER_ALIVE = "dead_after_alive", _("reported dead by one, seen alive by another")


class AlarmQuerySet(VisibleQuerySet["Alarm"]):
    """Alarms, and which of them somebody may see."""


class Alarm(OwnedRecord):
    """One alarm on one record, and the statements that it is about. Nothing of it is published."""

    row_class = FieldClass.STATUS
    field_classes: ClassVar = dict.fromkeys(
        ("code", "kind", "raised_at", "settled_at", "settled_why"), FieldClass.STATUS
    )

    code = models.CharField(max_length=codes.LONGEST, unique=True, default=codes.alarm_code)
    kind = models.CharField(max_length=16, choices=AlarmKind.choices)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="alarms")
    about = models.ManyToManyField(Statement, related_name="alarms")
    raised_at = models.DateTimeField(default=timezone.now)
    seen_by = models.ManyToManyField(User, related_name="+")
    settled_at = models.DateTimeField(null=True)
    settled_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    settled_why = models.CharField(max_length=1000, blank=True)

    objects = AlarmQuerySet.as_manager()

    class Meta:
        ordering = ("-pk",)
        indexes = (
            models.Index(
                fields=("party", "-id"),
                name="alarm_open",
                condition=models.Q(settled_at__isnull=True),
            ),
        )

    def __str__(self) -> str:
        return self.code

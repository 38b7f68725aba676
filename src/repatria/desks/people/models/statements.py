"""What a source says of a person in one field, and which of several values somebody chose to show.

Statements are never overwritten and never deleted: what was wrong is withdrawn, and stays.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, Self

from django.db import models
from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from repatria.desks.accounts.asking import Somebody, roles_of
from repatria.desks.accounts.models import User
from repatria.desks.accounts.rights import Action
from repatria.desks.people.fields import FIELDS, Field, keys_for
from repatria.desks.people.models.persons import Person
from repatria.desks.people.models.sources import Source

LONGEST_STATED = 1000


class Certainty(models.TextChoices):
    """How certain the source itself is."""

    CERTAIN = "certain", _("certain")
    LIKELY = "likely", _("likely")
    DOUBTFUL = "doubtful", _("doubtful")


class StatementQuerySet(models.QuerySet["Statement"]):
    def visible_to(self, user: Somebody, action: Action = Action.VIEW) -> StatementQuerySet:
        """Statements in fields whose class somebody's roles open, on people whom they may see."""
        keys = keys_for(roles_of(user), action)
        if not keys:
            return self.none()
        # Statements in a field of any class stand on a row that identity opens.
        people = Person.objects.visible_to(user)
        if people.query.is_empty():
            return self.none()
        found = self.filter(field__in=keys).still_shown()
        if people.query.where:
            found = found.filter(Exists(people.filter(pk=OuterRef("person"))))
        return found

    def in_force(self) -> StatementQuerySet:
        """Those that nobody has withdrawn, on people whose data may be shown still."""
        return self.filter(withdrawn_at=None).still_shown()

    def still_shown(self) -> StatementQuerySet:
        """Those on people whose sender has set no end to that, or a later one: past it they are
        kept, and neither shown nor counted nor compared."""
        return self.exclude(person__in=Person.objects.hidden().values("pk"))


class Statement(models.Model):
    """One value of one field, as one source has it. The source says who, when, what for."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="statements")
    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="statements")
    place = models.PositiveIntegerField(null=True)
    """Where in the source: the number of a list's row."""
    field = models.CharField(max_length=16)
    value = models.CharField(max_length=LONGEST_STATED)
    """As written."""
    read = models.CharField(max_length=LONGEST_STATED, blank=True)
    """As it was read, for comparing; empty where it could not be."""
    on = models.CharField(max_length=10, blank=True)
    """The day that the fact is about, or since when it holds: a partial date."""
    until = models.CharField(max_length=10, blank=True)
    """Until when it holds, where that was said: the expiry of a medical category."""
    certainty = models.CharField(max_length=8, blank=True, choices=Certainty.choices)
    details = models.JSONField(null=True)
    """What else belongs to the value: who confirmed, who examined, who heard the consent."""
    entered_at = models.DateTimeField(default=timezone.now)
    entered_by = models.ForeignKey(
        User, null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(
        User, null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    withdrawn_why = models.CharField(max_length=500, blank=True)

    objects = StatementQuerySet.as_manager()

    NEVER_CHANGED = ("person_id", "source_id", "place", "field", "value", "read", "on", "until",
                     "certainty", "details", "entered_by_id", "entered_at")  # fmt: skip

    class Meta:
        ordering = ("pk",)
        indexes = (
            models.Index(
                fields=("until",),
                name="statement_medical",
                condition=models.Q(field="medical_110"),
            ),
        )

    def __str__(self) -> str:
        return f"{self.field} of {self.person_id}"

    def save(self, *args: Any, **named: Any) -> None:
        """Raises ValueError where something would change that was said."""
        loaded: dict[str, Any] = self.__dict__.get("_loaded", {})
        for name in self.NEVER_CHANGED:
            if name in loaded and loaded[name] != getattr(self, name):
                raise ValueError(f"{name} of a statement never changes; withdraw it")
        super().save(*args, **named)

    @property
    def of(self) -> Field:
        return FIELDS[self.field]

    @classmethod
    def from_db(
        cls, db: str | None, field_names: Collection[str], values: Collection[Any], **named: Any
    ) -> Self:
        found = super().from_db(db, field_names, values, **named)
        found.__dict__["_loaded"] = dict(zip(field_names, values, strict=True))
        return found


class Choice(models.Model):
    """Somebody chose which value of a field is shown. The newest that is not withdrawn holds."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="choices")
    field = models.CharField(max_length=16)
    statement = models.ForeignKey(Statement, on_delete=models.PROTECT, related_name="chosen")
    why = models.CharField(max_length=500)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    withdrawn_why = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ("-pk",)

    def __str__(self) -> str:
        return f"{self.field} of {self.person_id}"

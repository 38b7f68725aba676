"""An agreement as each party tells it, version by version, and the choices that were signed."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils import timezone

from repatria.desks.accounts.models import User
from repatria.desks.accounts.rights import FieldClass
from repatria.desks.accounts.visible import OwnedRecord, VisibleQuerySet
from repatria.desks.people.codes import LONGEST, new_code
from repatria.planning.terms import Terms
from repatria.planning.terms_text import MOST_CHARACTERS, parse_terms

DIGEST = 64
"""Hexadecimal digits of a SHA-256."""
LONGEST_SIDE = 100
LONGEST_WHY = 1000


def agreement_code() -> str:
    return new_code("G")


class AgreementQuerySet(VisibleQuerySet["Agreement"]):
    """Agreements, and which of them somebody may see."""


class Agreement(OwnedRecord):
    """What two sides agreed on. Its terms stand in its readings."""

    row_class = FieldClass.PLANNING
    field_classes: ClassVar = dict.fromkeys(
        ("code", "title", "first_side", "second_side", "called", "entered_at"), FieldClass.PLANNING
    )

    code = models.CharField(max_length=LONGEST, unique=True, default=agreement_code)
    title = models.CharField(max_length=300)
    first_side = models.CharField(max_length=LONGEST_SIDE)
    second_side = models.CharField(max_length=LONGEST_SIDE)
    """The sides as the readings call them: codes of parties where the register has them."""
    called = models.JSONField(default=dict)
    """By side: what else the register calls it, where it says on whom somebody depends or who holds
    them."""
    entered_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField(default=timezone.now)

    objects = AgreementQuerySet.as_manager()

    class Meta:
        ordering = ("-pk",)

    def __str__(self) -> str:
        return self.title

    @property
    def sides(self) -> tuple[str, str]:
        return (self.first_side, self.second_side)


class Reading(models.Model):
    """One version of one party's reading: a text that never changes. The newest of a teller is in
    force for the next commitment; what was committed to before keeps its own."""

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="readings")
    teller = models.CharField(max_length=LONGEST_SIDE)
    """A side, or `both`."""
    version = models.PositiveIntegerField()
    text = models.TextField(max_length=MOST_CHARACTERS)
    digest = models.CharField(max_length=DIGEST)
    """SHA-256 of the text's bytes."""
    why = models.CharField(max_length=LONGEST_WHY, blank=True)
    """Why it takes the place of the version before; empty for the first."""
    entered_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField(default=timezone.now)

    NEVER_CHANGED = ("agreement_id", "teller", "version", "text", "digest", "why", "entered_by_id",
                     "entered_at")  # fmt: skip

    class Meta:
        ordering = ("agreement", "teller", "version")
        constraints = (
            models.UniqueConstraint(
                fields=("agreement", "teller", "version"), name="reading_version_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.teller}, version {self.version}"

    def save(self, *args: Any, **named: Any) -> None:
        """Raises ValueError where something of a version would change."""
        loaded: dict[str, Any] = self.__dict__.get("_loaded", {})
        for name in self.NEVER_CHANGED:
            if name in loaded and loaded[name] != getattr(self, name):
                raise ValueError(f"{name} of a reading never changes; enter a new version")
        super().save(*args, **named)

    @property
    def terms(self) -> Terms:
        """The terms that the text says; it was read before it was kept."""
        return parse_terms(self.text, str(self))

    @classmethod
    def from_db(
        cls, db: str | None, field_names: Collection[str], values: Collection[Any], **named: Any
    ) -> Self:
        found = super().from_db(db, field_names, values, **named)
        found.__dict__["_loaded"] = dict(zip(field_names, values, strict=True))
        return found


class DoubtChoice(models.Model):
    """Somebody signed that a list may be made in spite of a doubt: it holds while a reading of this
    teller has the doubt in these words."""

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="choices")
    teller = models.CharField(max_length=LONGEST_SIDE)
    key = models.CharField(max_length=16)
    """The doubt's: a digest of its kind, clause and sentence."""
    kind = models.CharField(max_length=40)
    sentence = models.TextField()
    """The doubt as it stood, in English."""
    why = models.CharField(max_length=LONGEST_WHY)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    withdrawn_why = models.CharField(max_length=LONGEST_WHY, blank=True)

    class Meta:
        ordering = ("-pk",)
        constraints = (
            models.UniqueConstraint(
                fields=("agreement", "teller", "key"),
                condition=Q(withdrawn_at=None),
                name="doubt_signed_once",
            ),
        )

    def __str__(self) -> str:
        return self.key

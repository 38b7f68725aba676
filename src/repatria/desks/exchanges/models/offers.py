"""What was put to a holder and what it answered, entry after entry. Nothing of it ever changes."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Collection
from typing import Any, Self

from django.db import models
from django.utils import timezone
from django.utils.translation import pgettext_lazy

from repatria.desks.accounts.models import User
from repatria.desks.exchanges.models.agreements import DIGEST, LONGEST_SIDE, LONGEST_WHY
from repatria.desks.exchanges.models.freezes import Freeze


def new_salt() -> bytes:
    return secrets.token_bytes(16)


class EntryKind(models.TextChoices):
    OFFER = "offer", pgettext_lazy("entry about an offer", "offer")
    ANSWERS = "answers", pgettext_lazy("entry about an offer", "answers")
    ANSWERS_BACK = "back", pgettext_lazy("entry about an offer", "answers taken back by the holder")
    OFFER_BACK = "over", pgettext_lazy("entry about an offer", "offer taken back")


class Entry(models.Model):
    """One step: an offer of many codes, the answers of one day, or what was taken back.

    Its lines stand behind salts in a tree whose root the access log has since that moment. So what
    was offered, and when, can be shown later line by line, and the log itself tells nobody who.
    """

    of = models.ForeignKey(Freeze, on_delete=models.PROTECT, related_name="entries")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=7, choices=EntryKind.choices)
    offer = models.PositiveIntegerField()
    """The number of the offer that it makes or speaks of."""
    day = models.DateField()
    """On which day it was put, or said by the holder."""
    deadline = models.DateField(null=True)
    """Of an offer: the last day on which an answer is in time."""
    holder = models.CharField(max_length=LONGEST_SIDE, blank=True)
    count = models.PositiveIntegerField()
    told = models.BinaryField()
    """The codes in their order, with their answers: opened by the right to see who is listed."""
    root = models.CharField(max_length=DIGEST)
    salts = models.BinaryField()
    trace = models.BigIntegerField()
    """The row of the access log that has the root."""
    why = models.CharField(max_length=LONGEST_WHY, blank=True)
    entered_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    entered_with = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    """The second person: of an offer, of what is taken back, of answers entered after their
    deadline as said by it."""
    entered_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("of", "number")
        constraints = (models.UniqueConstraint(fields=("of", "number"), name="entry_number_once"),)

    def __str__(self) -> str:
        return f"{self.of_id}: {self.number}"

    def save(self, *args: Any, **named: Any) -> None:
        """Raises ValueError for a row that is there already."""
        if self.__dict__.get("_kept"):
            raise ValueError("an entry about an offer never changes; make another")
        super().save(*args, **named)
        self.__dict__["_kept"] = True

    @classmethod
    def from_db(
        cls, db: str | None, field_names: Collection[str], values: Collection[Any], **named: Any
    ) -> Self:
        found = super().from_db(db, field_names, values, **named)
        found.__dict__["_kept"] = True
        return found


class ProposedEntry(models.Model):
    """The lines of an entry that waits for a second person. The proposal has their digest alone,
    behind a salt: it is read by more people than codes are."""

    of = models.ForeignKey(Freeze, on_delete=models.PROTECT, related_name="proposed_entries")
    kind = models.CharField(max_length=7, choices=EntryKind.choices)
    offer = models.PositiveIntegerField()
    day = models.DateField()
    told = models.BinaryField()
    """As of an entry."""
    salt = models.BinaryField(default=new_salt)
    asked_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"{self.of_id}: {self.offer}"

    def digest(self) -> str:
        """SHA-256 of all of it but the time, for the two to agree about."""
        head = f"{self.kind} {self.offer} {self.day.isoformat()} ".encode()
        return hashlib.sha256(bytes(self.salt) + head + bytes(self.told)).hexdigest()

"""When a round is over; and a frozen list as a caseworker sees it."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, ClassVar, Self

from django.db import models
from django.utils import timezone

from repatria.desks.accounts.models import User
from repatria.desks.accounts.rights import FieldClass
from repatria.desks.exchanges.models.agreements import LONGEST_WHY
from repatria.desks.exchanges.models.freezes import Freeze


class SealedList(Freeze):
    """A frozen list to whoever looks up one person in it: its code and its seals, and neither its
    title nor its day. Who is on it is not opened by this."""

    row_class = FieldClass.OWN_PLACE
    field_classes: ClassVar = dict.fromkeys(("code", "root", "committed_at"), FieldClass.OWN_PLACE)

    class Meta:
        proxy = True


class RoundOver(models.Model):
    """That a round is over: declared once, by two people, and never taken back. Until then no page
    and no letter tells anybody's family anything that is not told to all."""

    of = models.OneToOneField(Freeze, on_delete=models.PROTECT, related_name="round_over")
    day = models.DateField()
    """From which day on."""
    why = models.CharField(max_length=LONGEST_WHY)
    carried = models.BinaryField()
    """How it was carried out, on the answers as they were at that moment: by code, whoever's answer
    made something else of them than the list has, and the basis of a refusal. Opened as the list's
    own outcome is."""
    declared_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    declared_with = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    declared_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"{self.of_id}: {self.day}"

    def save(self, *args: Any, **named: Any) -> None:
        """Raises ValueError for a row that is there already."""
        if self.__dict__.get("_kept"):
            raise ValueError("that a round is over is declared once and never changed")
        super().save(*args, **named)
        self.__dict__["_kept"] = True

    @classmethod
    def from_db(
        cls, db: str | None, field_names: Collection[str], values: Collection[Any], **named: Any
    ) -> Self:
        found = super().from_db(db, field_names, values, **named)
        found.__dict__["_kept"] = True
        return found

"""What people who came back say of comrades, and the cards that a holding side owes within a week
(Geneva Convention III, article 70)."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from repatria.desks.accounts.models import CODE, User
from repatria.desks.accounts.rights import FieldClass
from repatria.desks.accounts.visible import OwnedRecord, VisibleQuerySet
from repatria.desks.people import codes
from repatria.desks.people.models.persons import Person
from repatria.desks.people.models.sources import Source
from repatria.desks.people.models.statements import Certainty


class WordSays(models.TextChoices):
    ALIVE = "alive", _("alive")
    DEAD = "dead", _("dead")


class ReturneeWordQuerySet(VisibleQuerySet["ReturneeWord"]):
    """Words of returnees, and which of them somebody may see."""


class ReturneeWord(OwnedRecord):
    """What somebody who came back said of one comrade. Who said it stands as a code."""

    row_class = FieldClass.STATUS
    field_classes: ClassVar = dict.fromkeys(
        ("code", "says", "seen_on", "how", "certainty", "name_as_said", "note", "entered_at"),
        FieldClass.STATUS,
    ) | {"seen_at": FieldClass.PLACE}

    code = models.CharField(max_length=codes.LONGEST, unique=True, default=codes.word_code)
    person = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="words")
    """Of whom; nobody until somebody has found them in the register."""
    said_by = models.ForeignKey(
        Person, null=True, on_delete=models.PROTECT, related_name="said_words"
    )
    source = models.OneToOneField(Source, null=True, on_delete=models.PROTECT, related_name="word")
    name_as_said = models.CharField(max_length=300)
    says = models.CharField(max_length=5, choices=WordSays.choices)
    seen_on = models.CharField(max_length=10, blank=True)
    seen_at = models.CharField(max_length=300, blank=True)
    how = models.CharField(max_length=20, blank=True)
    """How they know: a key of `fields.LIFE`, or what the form offers."""
    certainty = models.CharField(max_length=8, choices=Certainty.choices)
    note = models.CharField(max_length=1000, blank=True)
    entered_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField(default=timezone.now)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    withdrawn_why = models.CharField(max_length=500, blank=True)

    objects = ReturneeWordQuerySet.as_manager()

    class Meta:
        ordering = ("-pk",)

    def __str__(self) -> str:
        return self.code


class CaptureCardQuerySet(VisibleQuerySet["CaptureCard"]):
    """Cards, and which of them somebody may see."""

    def in_force(self) -> CaptureCardQuerySet:
        """Those whose clock nobody has taken back."""
        return self.filter(withdrawn_at=None)


class CaptureCard(OwnedRecord):
    """The card that is due one week after arrival at a camp, and again on sickness, hospital and
    transfer. The clock is the same for every holding side."""

    row_class = FieldClass.STATUS
    field_classes: ClassVar = dict.fromkeys(
        ("code", "occasion", "arrived_on", "due_on", "sent_on", "received_on", "held_by"),
        FieldClass.STATUS,
    )

    code = models.CharField(max_length=codes.LONGEST, unique=True, default=codes.card_code)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="cards")
    source = models.OneToOneField(Source, null=True, on_delete=models.PROTECT, related_name="card")
    held_by = models.CharField(max_length=CODE)
    """The code of the holding side."""
    occasion = models.CharField(max_length=10, default="arrival")
    """arrival, sickness, hospital, transfer."""
    arrived_on = models.DateField()
    due_on = models.DateField()
    sent_on = models.DateField(null=True)
    received_on = models.DateField(null=True)
    entered_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField(default=timezone.now)
    withdrawn_at = models.DateTimeField(null=True)
    """A clock that was started wrongly stays, and counts against nobody."""
    withdrawn_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    withdrawn_why = models.CharField(max_length=500, blank=True)

    objects = CaptureCardQuerySet.as_manager()

    class Meta:
        ordering = ("due_on", "pk")
        indexes = (
            models.Index(
                fields=("held_by", "due_on"),
                name="card_due",
                condition=models.Q(sent_on__isnull=True),
            ),
        )

    def __str__(self) -> str:
        return self.code

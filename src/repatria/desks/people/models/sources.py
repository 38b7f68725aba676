"""Where statements come from: one row for all that a list, a word, a card or an entry says.

Who said it, when, who entered it, what for and on what ground are the same for every statement of
a source, so they stand here once.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from repatria.desks.accounts.access.acts import Purpose
from repatria.desks.accounts.models import User
from repatria.desks.accounts.rights import FieldClass
from repatria.desks.accounts.visible import OwnedRecord, VisibleQuerySet
from repatria.desks.people import codes
from repatria.desks.people.models.lists import ReceivedList, Sender


class SourceKind(models.TextChoices):
    LIST = "list", _("list")
    WORD = "word", _("a returnee's word")
    CARD = "card", _("capture card")
    HAND = "hand", _("entered by hand")
    ACT = "act", _("signed act")
    IDENTIFICATION = "identification", _("identification")


class SourceQuerySet(VisibleQuerySet["Source"]):
    """Sources, and which of them somebody may see."""


class Source(OwnedRecord):
    """One source. `root` says whose knowledge it is: sources of one root count once, however often
    they repeat it."""

    row_class = FieldClass.IDENTITY
    field_classes: ClassVar = dict.fromkeys(
        ("code", "kind", "ref", "title", "root", "said_on", "purpose", "legal_basis", "entered_at"),
        FieldClass.IDENTITY,
    )

    code = models.CharField(max_length=codes.LONGEST, unique=True, default=codes.source_code)
    kind = models.CharField(max_length=14, choices=SourceKind.choices)
    ref = models.CharField(max_length=100, blank=True)
    """The code of the list, word, card, act or identification."""
    title = models.CharField(max_length=300, blank=True)
    """What it is called on pages: no name of a person."""
    root = models.CharField(max_length=100)
    """`sender:<code>`, or what else tells that two sources are one and the same knowledge."""
    sender = models.ForeignKey(Sender, null=True, on_delete=models.PROTECT, related_name="sources")
    """Whose list it is; of an act, who signed it besides the party that holds it."""
    of_list = models.OneToOneField(
        ReceivedList, null=True, on_delete=models.PROTECT, related_name="source"
    )
    said_on = models.CharField(max_length=10, blank=True)
    """When it was said, as precisely as is known: `YYYY`, `YYYY-MM`, `YYYY-MM-DD`, or nothing."""
    purpose = models.CharField(max_length=20, choices=Purpose.choices)
    legal_basis = models.CharField(max_length=500, blank=True)
    entered_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField(default=timezone.now)

    objects = SourceQuerySet.as_manager()

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return self.title or self.code

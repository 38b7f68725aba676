"""A person as one sender knows them, and the keys that a search finds them by.

A record is never merged with another and never rewritten: that two records are of one person is a
judgement (`links`). The columns below are computed from statements by `services.persons` alone, for
lists and for search.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils import timezone

from repatria.desks.accounts.rights import FieldClass
from repatria.desks.accounts.visible import OwnedRecord, VisibleQuerySet
from repatria.desks.people import codes
from repatria.desks.people.fields import CATEGORIES, SEXES, STATES
from repatria.desks.people.models.lists import Sender

LONGEST_VALUE = 200
LONGEST_KEY = 64

_WHO = ("code", "created_at", "expires_on", "name", "surname", "given", "patronymic", "birth",
        "sex", "birthplace", "serial", "call_sign", "unit", "rank", "category")  # fmt: skip
_WHAT = ("state", "state_on", "held_by", "captured_on", "contradicted")


class PersonQuerySet(VisibleQuerySet["Person"]):
    """People, and which of them somebody may see."""

    def hidden(self) -> PersonQuerySet:
        """Those whose sender has let personal data be shown until a day that is over."""
        return self.filter(expires_on__lt=timezone.localdate())


class Person(OwnedRecord):
    """One record of one sender's knowledge of a person."""

    row_class = FieldClass.IDENTITY
    field_classes: ClassVar = dict.fromkeys(_WHO, FieldClass.IDENTITY) | dict.fromkeys(
        _WHAT, FieldClass.STATUS
    )

    code = models.CharField(max_length=codes.LONGEST, unique=True, default=codes.person_code)
    sender = models.ForeignKey(Sender, null=True, on_delete=models.PROTECT, related_name="persons")
    """Whose knowledge it is; nobody's list where it was entered by hand."""
    created_at = models.DateTimeField(default=timezone.now)

    name = models.CharField(max_length=LONGEST_VALUE, blank=True)
    """As it is shown in lists: the parts with spaces between, or the cell."""
    order = models.CharField(max_length=13, blank=True)
    """In which order `name` stands where it is one cell; empty where the parts have columns."""
    surname = models.CharField(max_length=LONGEST_VALUE, blank=True)
    given = models.CharField(max_length=LONGEST_VALUE, blank=True)
    patronymic = models.CharField(max_length=LONGEST_VALUE, blank=True)
    birth = models.CharField(max_length=40, blank=True)
    birth_first = models.DateField(null=True)
    birth_last = models.DateField(null=True)
    sex = models.CharField(max_length=6, blank=True, choices=list(SEXES.items()))
    birthplace = models.CharField(max_length=LONGEST_VALUE, blank=True)
    serial = models.CharField(max_length=40, blank=True)
    """Cleaned: capitals and digits without signs between."""
    call_sign = models.CharField(max_length=60, blank=True)
    unit = models.CharField(max_length=LONGEST_VALUE, blank=True)
    rank = models.CharField(max_length=60, blank=True)
    category = models.CharField(max_length=8, blank=True, choices=list(CATEGORIES.items()))
    captured_on = models.CharField(max_length=40, blank=True)
    held_by = models.CharField(max_length=LONGEST_VALUE, blank=True)
    state = models.CharField(max_length=16, blank=True, choices=list(STATES.items()))
    state_on = models.CharField(max_length=10, blank=True)
    contradicted = models.BooleanField(default=False)
    """Whether the record's own statements contradict each other on what became of the person."""
    expires_on = models.DateField(null=True)
    """The last day on which the sender lets personal data of this record be shown (PFIF 1.4)."""
    hidden_at = models.DateTimeField(null=True)
    """Since when they are hidden for that; what was stated is kept."""

    objects = PersonQuerySet.as_manager()

    class Meta:
        ordering = ("name", "pk")
        indexes = (
            models.Index(fields=("party", "state"), name="person_state"),
            models.Index(
                fields=("birth_first",),
                name="person_birth",
                condition=models.Q(birth_first__isnull=False),
            ),
            models.Index(fields=("serial",), name="person_serial", condition=~models.Q(serial="")),
            models.Index(
                fields=("expires_on",),
                name="person_expires",
                condition=models.Q(expires_on__isnull=False),
            ),
            models.Index(
                fields=("party", "-id"),
                name="person_contradicted",
                condition=models.Q(contradicted=True),
            ),
        )

    def __str__(self) -> str:
        return self.code

    @property
    def data_hidden(self) -> bool:
        """Whether that day is over for this one: nothing is shown but that there is a record."""
        return self.expires_on is not None and self.expires_on < timezone.localdate()


class PersonKey(models.Model):
    """A key by which a search finds a person (`names.searching`): met by equality alone."""

    person = models.ForeignKey(
        Person, on_delete=models.CASCADE, related_name="keys", db_index=False
    )
    key = models.CharField(max_length=LONGEST_KEY)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("key", "person"), name="person_key_once"),)
        indexes = (models.Index(fields=("person",), name="person_key_person"),)

    def __str__(self) -> str:
        return self.key

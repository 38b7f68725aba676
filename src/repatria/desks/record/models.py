"""What the record stores, in the public store, where anybody may read it.

Statements and their frame are held as written, and never overwritten. Each row keeps its engine
object as JSON in `data`; the other columns exist to find it. Verdict tables (`LegState`, `Finding`,
`Check`) are computed from the statements, hold spans of days and can be rebuilt at any time.
"""

from __future__ import annotations

from django.db import models
from django.utils import timezone

CODE = 100


class Party(models.Model):
    """A side; `order` gives it its colour."""

    code = models.CharField(max_length=CODE, primary_key=True)
    order = models.PositiveIntegerField()
    data = models.JSONField()

    class Meta:
        ordering = ("order",)

    def __str__(self) -> str:
        return self.code


class Speaker(models.Model):
    code = models.CharField(max_length=CODE, primary_key=True)
    data = models.JSONField()

    def __str__(self) -> str:
        return self.code


class Source(models.Model):
    """Where statements can be read; `known_from` is the first day that one of them was known."""

    key = models.CharField(max_length=CODE, primary_key=True)
    published = models.CharField(max_length=10, blank=True, db_index=True)
    outlet = models.CharField(max_length=200, blank=True)
    known_from = models.DateField(null=True)
    data = models.JSONField()

    class Meta:
        ordering = ("published", "key")

    def __str__(self) -> str:
        return self.key


class Agreement(models.Model):
    code = models.CharField(max_length=CODE, primary_key=True)
    day = models.DateField()
    data = models.JSONField()

    class Meta:
        ordering = ("day", "code")

    def __str__(self) -> str:
        return self.code


class Exchange(models.Model):
    """One dated operation or stage; `known_from` is the day of the first word on it."""

    code = models.CharField(max_length=CODE, primary_key=True)
    day = models.DateField()
    track = models.CharField(max_length=8)
    happened = models.BooleanField()
    agreement = models.ForeignKey(Agreement, null=True, on_delete=models.PROTECT)
    known_from = models.DateField()
    data = models.JSONField()

    class Meta:
        ordering = ("day", "code")
        indexes = (models.Index(fields=("day", "code"), name="exchange_day"),)

    def __str__(self) -> str:
        return self.code


class Claim(models.Model):
    """A statement. `retired_from` is when it ceased to count: withdrawn, or superseded."""

    code = models.CharField(max_length=CODE, primary_key=True)
    exchange = models.ForeignKey(Exchange, null=True, on_delete=models.PROTECT)
    agreement = models.ForeignKey(Agreement, null=True, on_delete=models.PROTECT)
    speaker = models.ForeignKey(Speaker, on_delete=models.PROTECT)
    source = models.ForeignKey(Source, on_delete=models.PROTECT)
    kind = models.CharField(max_length=16)
    track = models.CharField(max_length=8)
    giver = models.CharField(max_length=CODE)
    receiver = models.CharField(max_length=CODE)
    said = models.DateField()
    known_from = models.DateField()
    covers_first = models.DateField(null=True)
    covers_last = models.DateField(null=True)
    supersedes = models.CharField(max_length=CODE, blank=True)
    digest = models.CharField(max_length=64)
    data = models.JSONField()

    class Meta:
        ordering = ("said", "code")
        indexes = (
            models.Index(fields=("said", "code"), name="claim_said"),
            models.Index(
                fields=("kind", "track", "covers_last"),
                name="claim_loose",
                condition=models.Q(exchange__isnull=True),
            ),
            models.Index(
                fields=("supersedes",),
                name="claim_supersedes",
                condition=~models.Q(supersedes=""),
            ),
        )

    def __str__(self) -> str:
        return self.code


class Judgement(models.Model):
    """A person's verdict on whether two claims are one utterance."""

    first = models.ForeignKey(Claim, related_name="+", on_delete=models.PROTECT)
    second = models.ForeignKey(Claim, related_name="+", on_delete=models.PROTECT)
    data = models.JSONField()

    def __str__(self) -> str:
        return f"{self.first_id} / {self.second_id}"


class Leg(models.Model):
    """One direction and track of an exchange."""

    exchange = models.ForeignKey(Exchange, on_delete=models.CASCADE)
    giver = models.CharField(max_length=CODE)
    receiver = models.CharField(max_length=CODE)
    track = models.CharField(max_length=8)
    day = models.DateField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("exchange", "giver", "receiver", "track"), name="leg_once"
            ),
        )
        indexes = (models.Index(fields=("track", "giver", "receiver", "day"), name="leg_series"),)

    def __str__(self) -> str:
        return f"{self.exchange_id} {self.giver} to {self.receiver}"


class LegState(models.Model):
    """What a leg came to from `since` until `until`: its headline, for lists and sums.

    `words` holds the two sides' intervals by class of count, as `{class: [giver, receiver]}`.
    """

    leg = models.ForeignKey(Leg, related_name="states", on_delete=models.CASCADE)
    giver = models.CharField(max_length=CODE)
    receiver = models.CharField(max_length=CODE)
    track = models.CharField(max_length=8)
    day = models.DateField()
    """The leg's direction and day, here too: windows and sums read this table alone."""
    since = models.DateField()
    until = models.DateField(null=True)
    counted = models.BooleanField()
    """Whether the exchange happened, so that the leg is added up."""
    category = models.CharField(max_length=8)
    unit = models.CharField(max_length=10)
    grade = models.CharField(max_length=12, blank=True)
    low = models.BigIntegerField(null=True)
    high = models.BigIntegerField(null=True)
    giver_state = models.CharField(max_length=14)
    giver_low = models.BigIntegerField(null=True)
    giver_high = models.BigIntegerField(null=True)
    giver_speakers = models.TextField(blank=True)
    giver_unnamed = models.BooleanField()
    receiver_state = models.CharField(max_length=14)
    receiver_low = models.BigIntegerField(null=True)
    receiver_high = models.BigIntegerField(null=True)
    receiver_speakers = models.TextField(blank=True)
    receiver_unnamed = models.BooleanField()
    words = models.JSONField()

    class Meta:
        indexes = (models.Index(fields=("day", "since"), name="legstate_day"),)

    def __str__(self) -> str:
        return f"{self.leg_id} since {self.since}"


class Finding(models.Model):
    """A contradiction, or a gap carried forward, and the days on which it held.

    `scope` names what it was computed from, so that it can be computed again: `exchange:CODE`,
    `loose:DIGEST`, `total:CLAIM`, `group:DIGEST`, `ordinal:CLAIM`, `agreement:CODE`.
    """

    key = models.CharField(max_length=16, db_index=True)
    kind = models.CharField(max_length=20)
    scope = models.CharField(max_length=CODE + 12, db_index=True)
    day = models.DateField()
    since = models.DateField()
    until = models.DateField(null=True)
    legs = models.ManyToManyField(Leg, related_name="findings")
    data = models.JSONField()

    class Meta:
        indexes = (
            models.Index(fields=("day", "key"), name="finding_day"),
            models.Index(fields=("kind", "day", "key"), name="finding_kind"),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"


class Check(models.Model):
    """What holding a total or an ordinal against the record came to, and on which days."""

    claim = models.ForeignKey(Claim, related_name="checks", on_delete=models.CASCADE)
    since = models.DateField()
    until = models.DateField(null=True)
    data = models.JSONField()

    def __str__(self) -> str:
        return f"{self.claim_id} since {self.since}"


class Intake(models.Model):
    """One file that was taken in whole: its name, the digest of its bytes, and what was new."""

    file = models.CharField(max_length=255)
    digest = models.CharField(max_length=64)
    at = models.DateTimeField(default=timezone.now)
    title = models.TextField(blank=True)
    notes = models.JSONField(default=list)
    claims_new = models.PositiveIntegerField()
    claims_held = models.PositiveIntegerField()

    class Meta:
        ordering = ("-at",)

    def __str__(self) -> str:
        return self.file


class Change(models.Model):
    """One thing that became public, or ceased to hold: what, when, and of which day it speaks.

    `at` is the moment at which this store came to hold it, `day` the day from which on the record
    "as known" shows it; after an embargo, and for what is entered late, they differ. `subject` is a
    claim's code or a finding's key. Rows are only added.
    """

    at = models.DateTimeField()
    day = models.DateField(db_index=True)
    what = models.CharField(max_length=10)
    kind = models.CharField(max_length=20)
    """The kind of the claim or of the finding."""
    subject = models.CharField(max_length=CODE)
    corrects = models.CharField(max_length=CODE, blank=True)
    """The claim that a correction takes the place of."""

    class Meta:
        ordering = ("-at", "-day", "-id")
        indexes = (
            models.Index(fields=("-at", "-day", "-id"), name="change_latest"),
            models.Index(fields=("subject",), name="change_subject"),
        )

    def __str__(self) -> str:
        return f"{self.what} {self.subject}"

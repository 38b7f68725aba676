"""Documents, what was found inside them, who looked at them for captives, and quotations.

The bytes lie in the folder of documents under their digest (`keeping`). Rows are made by `services`
alone; what a document is never changes once it is held, only what is said of it.
"""

from __future__ import annotations

import secrets
from collections.abc import Collection, Mapping
from typing import Any, ClassVar, Self, cast

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from repatria.desks.accounts.models import User
from repatria.desks.accounts.rights import FieldClass
from repatria.desks.accounts.visible import OwnedRecord, VisibleQuerySet

DIGEST = 64


class Kind(models.TextChoices):
    TEXT = "text", pgettext_lazy("document", "text")
    PDF = "pdf", _("PDF")
    PICTURE = "picture", _("picture")
    FOOTAGE = "footage", _("film or sound")
    OTHER = "other", _("other file")


class Captives(models.TextChoices):
    """Whether captives can be seen or heard. Until somebody looked it counts as yes."""

    UNKNOWN = "unknown", _("nobody has looked yet")
    YES = "yes", _("shows captives")
    NO = "no", _("shows no captives")


def new_code() -> str:
    """A document's name in addresses, logs and conversation. It tells nothing of the bytes."""
    # Without letters and digits that are taken for one another.
    return "".join(secrets.choice("23456789abcdefghjkmnpqrstuvwxyz") for _ in range(9))


_SAID = ("code", "title", "outlet", "url", "published", "language", "kind", "shows_captives")
_HELD = ("text", "digest", "media_type", "size")
_OPEN = dict.fromkeys((*_SAID, *_HELD), FieldClass.PRESS)
_CLOSED = _OPEN | dict.fromkeys(_HELD, FieldClass.CAPTIVE_FOOTAGE)


class _ByMarking:
    """The classes of a document's fields: what it holds is of another class while it shows
    captives, or may. Asked without a document, the answer is the stricter one."""

    def __get__(self, document: Document | None, _owner: object) -> Mapping[str, FieldClass]:
        return _OPEN if document is not None and not document.may_show_captives else _CLOSED


class DocumentQuerySet(VisibleQuerySet["Document"]):
    """Documents, and which of them somebody may see."""


class Document(OwnedRecord):
    """A source as it was found: pasted, or a file. The same bytes are held once for each party."""

    row_class = FieldClass.PRESS
    field_classes: ClassVar[Mapping[str, FieldClass]] = cast(
        "Mapping[str, FieldClass]", _ByMarking()
    )

    code = models.CharField(max_length=12, unique=True, default=new_code)
    kind = models.CharField(max_length=7, choices=Kind.choices)
    title = models.CharField(max_length=500)
    outlet = models.CharField(max_length=200, blank=True)
    url = models.CharField(max_length=2000, blank=True)
    published = models.CharField(max_length=10, blank=True)
    """`YYYY`, `YYYY-MM` or `YYYY-MM-DD`."""
    language = models.CharField(max_length=10, blank=True)
    digest = models.CharField(max_length=DIGEST)
    """SHA-256 of the original bytes."""
    size = models.PositiveBigIntegerField()
    media_type = models.CharField(max_length=100)
    """Found from the bytes."""
    text = models.TextField(blank=True)
    """By the rules named in `rules` (`formats.held_text`); empty where there is none."""
    text_digest = models.CharField(max_length=DIGEST, blank=True)
    rules = models.CharField(max_length=20, blank=True)
    pages = models.JSONField(default=list)
    """Of a PDF: the position at which the text of each page begins."""
    notes = models.JSONField(default=list)
    """What whoever reads it must know: templates of sentences with their parameters."""
    shows_captives = models.CharField(
        max_length=7, choices=Captives.choices, default=Captives.UNKNOWN
    )
    supersedes = models.ForeignKey(
        "self", null=True, on_delete=models.PROTECT, related_name="superseded_by"
    )
    added_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField(default=timezone.now)
    receipt = models.CharField(max_length=DIGEST)
    """Digest of what was taken in, from whom and when (`services.documents.receipt_of`)."""
    searched = models.TextField(blank=True)
    """Title, outlet, address and text without capitals: SQLite has none of Cyrillic's."""

    objects = DocumentQuerySet.as_manager()

    class Meta:
        ordering = ("-added_at", "-pk")
        constraints = (
            models.UniqueConstraint(fields=("party", "digest"), name="document_held_once"),
        )

    NEVER_CHANGED = ("digest", "size", "text", "text_digest", "rules", "pages", "receipt")

    def __str__(self) -> str:
        return f"{self.title} ({self.code})"

    @property
    def may_show_captives(self) -> bool:
        return self.shows_captives != Captives.NO

    @property
    def content_class(self) -> FieldClass:
        """The class of what the document holds: its bytes, its picture, its text."""
        return FieldClass.CAPTIVE_FOOTAGE if self.may_show_captives else FieldClass.PRESS

    @classmethod
    def from_db(
        cls, db: str | None, field_names: Collection[str], values: Collection[Any], **named: Any
    ) -> Self:
        found = super().from_db(db, field_names, values, **named)
        found.__dict__["_loaded"] = dict(zip(field_names, values, strict=True))
        return found

    def save(self, *args: Any, **named: Any) -> None:
        """Raises ValueError where something would change that a quotation rests on."""
        loaded: dict[str, Any] = self.__dict__.get("_loaded", {})
        for name in self.NEVER_CHANGED:
            if name in loaded and loaded[name] != getattr(self, name):
                raise ValueError(f"{name} of a document never changes; add a new one")
        super().save(*args, **named)


class FoundInside(models.Model):
    """What makers and devices had left in a file, kept apart from it and shown to nobody but those
    who may see the file: names of values by kind (`place`, `camera`, `author`, …)."""

    document = models.OneToOneField(Document, on_delete=models.PROTECT, related_name="found")
    values = models.JSONField(default=dict)

    def __str__(self) -> str:
        return f"found inside {self.document_id}"


class Marking(models.Model):
    """Somebody looked whether captives are to be seen. The newest one holds."""

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="markings")
    shows_captives = models.CharField(max_length=7, choices=Captives.choices)
    reason = models.CharField(max_length=500, blank=True)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.shows_captives} of {self.document_id}"


class QuotationQuerySet(VisibleQuerySet["Quotation"]):
    """Quotations, and which of them somebody may see."""


class Quotation(OwnedRecord):
    """A passage of a held text, by position and by its words: the Web Annotation model's
    TextPositionSelector and TextQuoteSelector, with the digest of the text that both are of."""

    row_class = FieldClass.PRESS
    field_classes: ClassVar[Mapping[str, FieldClass]] = dict.fromkeys(
        ("start", "end", "exact", "prefix", "suffix"), FieldClass.PRESS
    )

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="quotations")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    """Behind the last code point of the passage."""
    exact = models.TextField()
    prefix = models.CharField(max_length=64, blank=True)
    suffix = models.CharField(max_length=64, blank=True)
    text_digest = models.CharField(max_length=DIGEST)
    made_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)

    objects = QuotationQuerySet.as_manager()

    class Meta:
        ordering = ("document", "start", "end")
        constraints = (
            models.UniqueConstraint(
                fields=("document", "start", "end"), name="quotation_made_once"
            ),
            models.CheckConstraint(
                condition=models.Q(end__gt=models.F("start")), name="quotation_is_not_empty"
            ),
        )

    def __str__(self) -> str:
        return self.exact

    def selectors(self) -> list[dict[str, str | int]]:
        """Both as JSON-LD of the Web Annotation model has them."""
        return [
            {"type": "TextPositionSelector", "start": self.start, "end": self.end},
            {
                "type": "TextQuoteSelector",
                "exact": self.exact,
                "prefix": self.prefix,
                "suffix": self.suffix,
            },
        ]

"""Documents taken in, marked, looked at and taken out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from repatria.base.canonical import digest
from repatria.base.dates import partial_date
from repatria.base.errors import FileRefused, RepatriaError
from repatria.desks.accounts.access.acts import REFUSED, Purpose
from repatria.desks.accounts.access.services import note
from repatria.desks.accounts.asking import require
from repatria.desks.accounts.models import User
from repatria.desks.accounts.rights import Action, FieldClass
from repatria.desks.accounts.visible import require_own
from repatria.desks.press import keeping, reading
from repatria.desks.press.keeping import Arriving
from repatria.desks.press.models import Captives, Document, FoundInside, Kind, Marking
from repatria.desks.press.reading import Reading
from repatria.desks.router import EXCHANGE
from repatria.formats.held_text import held, text_digest

SUBJECT = "document"
_SAID = ("title", "outlet", "url", "language")
# What can be seen or heard is another class of field than words from the moment that it comes in.
_SEEN_OR_HEARD = (Kind.PICTURE, Kind.FOOTAGE, Kind.OTHER)


class DocumentError(RepatriaError):
    """What was asked of a document cannot be; the sentence is for whoever asked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What whoever adds a document says of it. `captives` is what they have seen for themselves;
    None leaves it to the kind of file. `supersedes` is the document that this one corrects."""

    title: str
    outlet: str = ""
    url: str = ""
    published: str = ""
    language: str = ""
    captives: Captives | None = None
    supersedes: Document | None = None


@dataclass(frozen=True, slots=True)
class Added:
    """The document, and whether it is new: the same bytes are held once."""

    document: Document
    new: bool


def add_text(by: User, about: About, text: str, session: str = "") -> Added:
    """Hold a text that was typed or pasted. Raises `Refused`, `FileRefused`, `DocumentError`."""
    require(by, Action.ENTER, FieldClass.PRESS)
    data, found = reading.read_pasted(text)
    arriving = keeping.from_bytes(data)
    try:
        return _add(by, about, arriving, found, session)
    finally:
        arriving.discard()


def add_file(by: User, about: About, arriving: Arriving, session: str = "") -> Added:
    """Hold a file that has arrived whole. Whether or not it is taken, `arriving` is used up.

    Raises `Refused`, `FileRefused` where the file is not taken, and `DocumentError`.
    """
    try:
        require(by, Action.ENTER, FieldClass.PRESS)
        return _add(by, about, arriving, None, session)
    finally:
        arriving.discard()


def _add(by: User, about: About, arriving: Arriving, found: Reading | None, session: str) -> Added:
    partial_date(about.published or "2000")
    arrived = arriving.whole()
    same = _same(by, arrived.digest)
    if same is not None:
        return _again(same, by, session)
    if about.supersedes is not None and about.supersedes.party_id != by.party_id:
        raise DocumentError(_("The document that this one corrects is not yours."))
    found = found or reading.read(arrived)
    try:
        if found.kind in _SEEN_OR_HEARD or about.captives == Captives.YES:
            require(by, Action.ENTER, FieldClass.CAPTIVE_FOOTAGE)
        if found.shown is not None:
            keeping.keep_shown(found.shown, arrived.digest)
        keeping.keep(arrived)
    finally:
        if found.shown is not None:
            found.shown.unlink(missing_ok=True)
    try:
        with transaction.atomic(using=EXCHANGE):
            return Added(_write(by, about, found, arrived.digest, arrived.size, session), new=True)
    except IntegrityError:
        # Somebody of the same party sent the same bytes at the same moment.
        same = _same(by, arrived.digest)
        if same is None:
            raise
        return _again(same, by, session)


def _write(
    by: User, about: About, found: Reading, bytes_digest: str, size: int, session: str
) -> Document:
    now = timezone.now()
    captives = about.captives or found.captives
    said = {name: _words(name, getattr(about, name)) for name in _SAID}
    document = Document.objects.create(
        party_id=by.party_id,
        kind=found.kind,
        **said,
        published=about.published,
        digest=bytes_digest,
        size=size,
        media_type=found.media_type,
        text=found.text,
        text_digest=text_digest(found.text) if found.text else "",
        rules=found.rules,
        pages=list(found.pages),
        notes=list(found.notes),
        shows_captives=captives,
        supersedes=about.supersedes,
        added_by=by,
        added_at=now,
        receipt=receipt_of(bytes_digest, size, found.text, by, now),
        searched=_folded(said["title"], said["outlet"], said["url"], found.text),
    )
    if found.found:
        FoundInside.objects.create(document=document, values=dict(found.found))
    if about.captives is not None:
        Marking.objects.create(document=document, shows_captives=captives, by=by, at=now)
    _note(by, Action.ENTER, document, session, detail={"digest": bytes_digest, "size": size})
    return document


def receipt_of(bytes_digest: str, size: int, text: str, by: User, at: datetime) -> str:
    """The digest of what was taken in, from whom and when. Whoever keeps it can show later that
    exactly this was handed in; it can be computed from the row by anybody."""
    return digest(
        {
            "digest": bytes_digest,
            "size": size,
            "text": text_digest(text) if text else "",
            "party": by.party_id,
            "by": by.code,
            "at": at.isoformat(),
        }
    )


def mark(
    document: Document, captives: Captives, by: User, reason: str = "", session: str = ""
) -> None:
    """Write down what somebody saw. To say “no” after somebody said “yes” needs a reason, and
    another person than the one who said it."""
    require(by, Action.ENTER, FieldClass.CAPTIVE_FOOTAGE)
    require_own(document, by)
    with transaction.atomic(using=EXCHANGE):
        now = Document.objects.select_for_update().get(pk=document.pk)
        if captives != Captives.YES and now.shows_captives == Captives.YES:
            last = now.markings.filter(shows_captives=Captives.YES).last()
            if not reason.strip():
                raise DocumentError(_("Say why it shows no captives after all."))
            if last is not None and last.by_id == by.pk:
                raise DocumentError(
                    _("You said that it shows captives; somebody else must say that it does not.")
                )
        Marking.objects.create(
            document=now, shows_captives=captives, reason=held(reason).text.strip()[:500], by=by
        )
        now.shows_captives = captives
        now.save(update_fields=["shows_captives"])
        document.shows_captives = captives
        _note(by, Action.ENTER, now, session, detail={"captives": str(captives)})


def looked(document: Document, by: User, purpose: Purpose, session: str = "") -> None:
    """Write down that somebody opens what may show captives, and what for."""
    require(by, Action.VIEW, document.content_class)
    _note(by, Action.VIEW, document, session, purpose=purpose.value)


def taken(document: Document, by: User, session: str = "") -> None:
    """Write down that somebody takes the original bytes out. Of what shows captives, or may, the
    table of rights lets nobody do so."""
    require(by, Action.EXPORT, document.content_class)
    _note(by, Action.EXPORT, document, session)


def refused(by: User, refusal: FileRefused, session: str = "") -> None:
    """Write down that something was not taken, and why. The sentence is one of ours; of the file
    there are numbers in it at most."""
    detail = {"sentence": refusal.template, **refusal.params}
    classes = (FieldClass.PRESS,)
    note(by, REFUSED, SUBJECT, session=session, field_classes=classes, detail=detail)


def _again(same: Document, by: User, session: str) -> Added:
    _note(by, Action.ENTER, same, session, detail={"again": 1})
    return Added(same, new=False)


def _same(by: User, bytes_digest: str) -> Document | None:
    return Document.objects.filter(party_id=by.party_id, digest=bytes_digest).first()


def _folded(*parts: str) -> str:
    return "\n".join(filter(None, parts)).casefold()


def _words(name: str, text: str) -> str:
    """What somebody typed, by the rules of held texts, as long as the field has room for it."""
    room: int = getattr(Document._meta.get_field(name), "max_length")  # noqa: B009
    return held(text).text.strip()[:room]


def _note(by: User, action: Action, document: Document, session: str, **more: Any) -> None:
    note(
        by,
        action.value,
        SUBJECT,
        document.code,
        session=session,
        field_classes=(document.content_class,),
        **more,
    )

"""Drafts entered, mended, accepted and dropped. Every save is a version of its own."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction
from django.utils.translation import gettext as _

from repatria.base.errors import RepatriaError
from repatria.desks.accounts import noting
from repatria.desks.accounts.asking import require
from repatria.desks.accounts.models import User
from repatria.desks.accounts.rights import Action, FieldClass
from repatria.desks.accounts.visible import require_own
from repatria.desks.press.claim_fields import NAMES
from repatria.desks.press.drafted import fields_of_draft, place_of
from repatria.desks.press.models import (
    ClaimDraft,
    Document,
    DraftState,
    DraftVersion,
    Origin,
    Quotation,
)
from repatria.desks.press.party_words import party_words
from repatria.desks.press.passages import around, short_enough
from repatria.desks.press.queries import held
from repatria.desks.press.services.quotations import quote
from repatria.desks.record.finding_json import reasons_to_json
from repatria.desks.router import EXCHANGE
from repatria.formats.held_text import held as sound
from repatria.statements.drafting import draft as read_text

SUBJECT = "claim_draft"
Span = tuple[int, int]
LONGEST_READ = 150_000
"""Characters of a text that is read while somebody waits for it: about three seconds."""


class DraftError(RepatriaError):
    """What was asked of a draft cannot be; the sentence is for whoever asked."""


def enter(
    document: Document,
    fields: Mapping[str, str],
    span: Span,
    by: User,
    session: str = "",
    *,
    corrects: str = "",
    why: str = "",
) -> ClaimDraft:
    """A draft that a person enters. `corrects` names the published claim that goes when this one
    comes, and `why` what was wrong with it."""
    require(by, Action.ENTER, FieldClass.PRESS)
    require_own(document, by)
    if corrects and not why.strip():
        raise DraftError(_("Say what was wrong with the claim that this one corrects."))
    with transaction.atomic(using=EXCHANGE):
        quotation = passage(document, span, by, session)
        made = ClaimDraft.objects.create(
            party_id=document.party_id,
            shared_with=document.shared_with,
            document=document,
            origin=Origin.TYPED,
            corrects=corrects,
            why=sound(why).text.strip()[:500],
            entered_by=by,
        )
        _version(made, 1, fields, quotation, by)
        _note(made, by, session, version=1)
    return made


def save(
    draft: ClaimDraft,
    fields: Mapping[str, str],
    span: Span,
    by: User,
    session: str = "",
    *,
    seen: int,
) -> DraftVersion:
    """Mend a draft: a new version, unless nothing differs. `seen` is the version that the person
    had before them; where a newer one is there, nothing is saved."""
    require(by, Action.ENTER, FieldClass.PRESS)
    require_own(draft, by)
    with transaction.atomic(using=EXCHANGE):
        now = _open(draft)
        last = now.latest
        if last.number != seen:
            raise DraftError(
                _("Somebody has saved this draft meanwhile. Look at theirs, then save yours.")
            )
        quotation = passage(now.document, span, by, session)
        if _kept(fields) != last.fields or last.quotation_id != quotation.pk:
            last = _version(now, last.number + 1, fields, quotation, by)
        now.state, now.sheet = DraftState.DRAFT, None
        now.save(update_fields=["state", "sheet"])
        _note(now, by, session, version=last.number)
    return last


def drop(draft: ClaimDraft, by: User, session: str = "") -> None:
    """Put a draft aside. It stays readable."""
    require(by, Action.ENTER, FieldClass.PRESS)
    require_own(draft, by)
    with transaction.atomic(using=EXCHANGE):
        now = _open(draft)
        now.state = DraftState.DROPPED
        now.save(update_fields=["state"])
        _note(now, by, session, dropped=1)


def take_up(draft: ClaimDraft, by: User, session: str = "") -> None:
    """Take a draft that was dropped up again."""
    require(by, Action.ENTER, FieldClass.PRESS)
    require_own(draft, by)
    with transaction.atomic(using=EXCHANGE):
        now = locked(draft)
        if now.state != DraftState.DROPPED:
            raise DraftError(_("This draft was not dropped."))
        now.state = DraftState.DRAFT
        now.save(update_fields=["state"])
        _note(now, by, session, dropped=0)


def read_document(document: Document, by: User, session: str = "") -> int:
    """Read a document's text by the rules into drafts that nobody has looked at yet; how many are
    new. Read again, what was read before is not added again, whatever became of it."""
    require(by, Action.ENTER, FieldClass.PRESS)
    require(by, Action.VIEW, document.content_class)
    require_own(document, by)
    if not document.text:
        raise DraftError(_("This document has no text."))
    if len(document.text) > LONGEST_READ:
        raise DraftError(
            _("This text is longer than an article; the rules do not read it. Enter its claims.")
        )
    known = held.known()
    near = held.exchanges_near(document.published)
    found = read_text(
        document.text,
        language=document.language or None,
        published=held.day_of(document.published),
        outlet=document.outlet,
        parties=party_words(),
    )
    new = 0
    with transaction.atomic(using=EXCHANGE):
        there = set(ClaimDraft.objects.filter(document=document).values_list("place", flat=True))
        for one in found.drafts:
            place = place_of(one)
            if place in there:
                continue
            there.add(place)
            words = around(document.text, one.sentence, one.figure)
            made = ClaimDraft.objects.create(
                party_id=document.party_id,
                shared_with=document.shared_with,
                document=document,
                origin=Origin.READ,
                reasons=reasons_to_json(one.reasons),
                doubts=reasons_to_json(one.doubts),
                figure_start=one.figure.start,
                figure_end=one.figure.end,
                place=place,
                state=DraftState.READ,
                entered_by=by,
            )
            quotation = quote(document, words.start, words.end, by, session)
            fields = fields_of_draft(one, known, document.published, near)
            _version(made, 1, fields, quotation, by)
            new += 1
        noting.note(
            by, Action.ENTER.value, "document", document.code, session=session,
            detail={"read": len(found.drafts), "new": new},
        )  # fmt: skip
    return new


def passage(document: Document, span: Span, by: User, session: str) -> Quotation:
    """The quotation of a passage that may stand before the public. Raises `DraftError` where it is
    too long for that, `DocumentError` where there is no such passage."""
    if not short_enough(document.text[span[0] : span[1]]):
        raise DraftError(_("A quotation has at most 30 words. Choose fewer."))
    return quote(document, span[0], span[1], by, session)


def locked(draft: ClaimDraft) -> ClaimDraft:
    rows = ClaimDraft.objects.select_for_update(of=("self",))
    return rows.select_related("document", "sheet__proposal").get(pk=draft.pk)


def _open(draft: ClaimDraft) -> ClaimDraft:
    now = locked(draft)
    if not now.open:
        raise DraftError(
            _("This draft cannot be changed any more: %(state)s.") % {"state": now.now.label}
        )
    return now


def _kept(fields: Mapping[str, str]) -> dict[str, str]:
    return {name: fields[name] for name in NAMES if fields.get(name)}


def _version(
    draft: ClaimDraft, number: int, fields: Mapping[str, str], quotation: Quotation, by: User
) -> DraftVersion:
    return DraftVersion.objects.create(
        draft=draft, number=number, fields=_kept(fields), quotation=quotation, made_by=by
    )


def _note(draft: ClaimDraft, by: User, session: str, **detail: int) -> None:
    noting.note(
        by, Action.ENTER.value, SUBJECT, draft.code, session=session,
        detail={"document": draft.document.code, **detail},
    )  # fmt: skip

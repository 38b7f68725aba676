"""Passages quoted by position, and the check that they still say what they said.

A quotation is never trusted: whoever publishes a claim calls `check` in that moment, and
`repatria press check` calls it for all.
"""

from __future__ import annotations

from enum import StrEnum

from django.db import transaction
from django.utils.translation import gettext as _

from repatria.base.messages import message
from repatria.desks.accounts.access.services import note
from repatria.desks.accounts.asking import require
from repatria.desks.accounts.models import User
from repatria.desks.accounts.rights import Action, FieldClass
from repatria.desks.accounts.visible import require_own
from repatria.desks.press import keeping, reading
from repatria.desks.press.models import Document, Quotation
from repatria.desks.press.services.documents import SUBJECT, DocumentError
from repatria.desks.router import EXCHANGE
from repatria.formats import held_text
from repatria.formats.held_text import Lines, places, text_digest

CONTEXT = 32
"""Code points kept before and after a passage."""
LONGEST = 5000
"""Code points of a passage; more is a document, not a quotation."""


class Fault(StrEnum):
    """What is wrong with a quotation or a document."""

    NO_BYTES = "no_bytes"
    OTHER_BYTES = "other_bytes"
    OTHER_TEXT = "other_text"
    OTHER_READING = "other_reading"
    OUTSIDE = "outside"
    OTHER_WORDS = "other_words"
    OTHER_SURROUNDINGS = "other_surroundings"


FAULT_WORDS = {
    Fault.NO_BYTES: message("the original is not held any more"),
    Fault.OTHER_BYTES: message("the original is not what was taken in"),
    Fault.OTHER_TEXT: message("the held text is not what was taken in"),
    Fault.OTHER_READING: message("the original read anew gives another text"),
    Fault.OUTSIDE: message("the passage lies outside the text"),
    Fault.OTHER_WORDS: message("other words stand at this place"),
    Fault.OTHER_SURROUNDINGS: message("other words stand around this place"),
}


def quote(
    document: Document, start: int, end: int, by: User | None = None, session: str = ""
) -> Quotation:
    """The quotation of a passage, from `start` to before `end` in code points of the held text;
    space around its words does not belong to it. Asked for again, the same one. Raises
    `DocumentError`; `Refused` where `by` may not."""
    if by is not None:
        require(by, Action.ENTER, FieldClass.PRESS)
        require(by, Action.VIEW, document.content_class)
        require_own(document, by)
    text = document.text
    if not 0 <= start < end <= len(text):
        raise DocumentError(_("There is no such passage in the text."))
    start += len(text[start:end]) - len(text[start:end].lstrip())
    end -= len(text[start:end]) - len(text[start:end].rstrip())
    if end - start > LONGEST:
        raise DocumentError(_("The passage is too long to be a quotation."))
    if start >= end:
        raise DocumentError(_("The passage holds no words."))
    with transaction.atomic(using=EXCHANGE):
        quotation, new = Quotation.objects.get_or_create(
            document=document,
            start=start,
            end=end,
            defaults={
                "party_id": document.party_id,
                "shared_with": document.shared_with,
                "exact": text[start:end],
                "prefix": text[max(0, start - CONTEXT) : start],
                "suffix": text[end : end + CONTEXT],
                "text_digest": document.text_digest,
                "made_by": by,
            },
        )
        if new and by is not None:
            where = {"start": start, "end": end}
            note(by, Action.ENTER.value, SUBJECT, document.code, session=session, detail=where)
    return quotation


def quote_words(
    document: Document,
    words: str,
    by: User | None = None,
    line: int | None = None,
    session: str = "",
) -> Quotation:
    """The quotation of these words, whatever the space between them. Where they stand more than
    once, `line` says which are meant: the first that begin in it. Raises `DocumentError`."""
    found = places(document.text, words)
    if not found:
        raise DocumentError(_("These words do not stand in the text. Copy them from it."))
    lines = Lines(document.text)
    if line is not None:
        inside = [each for each in found if lines.at(each[0]) == line]
        if not inside:
            raise DocumentError(
                _("These words do not begin in line %(line)s. They begin in: %(lines)s.")
                % {"line": line, "lines": _listed(found, lines)}
            )
        found = inside[:1]
    if len(found) > 1:
        raise DocumentError(
            _("These words stand in the text more than once. Name the line: %(lines)s.")
            % {"lines": _listed(found, lines)}
        )
    return quote(document, *found[0], by=by, session=session)


def check(quotation: Quotation) -> tuple[Fault, ...]:
    """What is wrong with a quotation, held against the document's bytes and text as they are now.
    Empty where it is right."""
    document = quotation.document
    faults = (*check_document(document), *check_passage(quotation, document))
    return tuple(dict.fromkeys(faults))


def check_passage(quotation: Quotation, document: Document) -> tuple[Fault, ...]:
    """What is wrong with a quotation, held against the text alone."""
    text, start, end = document.text, quotation.start, quotation.end
    faults = []
    if quotation.text_digest != text_digest(text):
        faults.append(Fault.OTHER_TEXT)
    if not 0 <= start < end <= len(text):
        return (*faults, Fault.OUTSIDE)
    if text[start:end] != quotation.exact:
        faults.append(Fault.OTHER_WORDS)
    around = text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT]
    if around != (quotation.prefix, quotation.suffix):
        faults.append(Fault.OTHER_SURROUNDINGS)
    return tuple(faults)


def check_document(document: Document) -> tuple[Fault, ...]:
    """What is wrong with what is held of a document."""
    path = keeping.original(document.digest)
    faults = []
    if not path.is_file():
        faults.append(Fault.NO_BYTES)
    elif keeping.digest_of(path) != document.digest:
        faults.append(Fault.OTHER_BYTES)
    elif (
        document.rules == held_text.RULES and reading.text_again(path.read_bytes()) != document.text
    ):
        faults.append(Fault.OTHER_READING)
    if document.text_digest != (text_digest(document.text) if document.text else ""):
        faults.append(Fault.OTHER_TEXT)
    return tuple(faults)


def _listed(found: list[tuple[int, int]], lines: Lines) -> str:
    numbers = sorted({lines.at(start) for start, _end in found})
    return ", ".join(map(str, numbers[:12])) + (" …" if len(numbers) > 12 else "")

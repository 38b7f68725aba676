"""Documents and drafts in the interface for programs: those of one's own party, for whose roles may
export them.

What may show captives is looked at on its page, after saying what for; no role may export it, so
that here it is left out, with the words that were drafted from it.
"""

from datetime import datetime
from typing import Annotated, Any, NotRequired

from django.db.models import QuerySet
from django.http import HttpRequest
from ninja import Path, Query, Router
from pydantic import with_config
from typing_extensions import TypedDict

from repatria.desks.accounts.access.reading import sought
from repatria.desks.accounts.access.services import MOST_FOUND, note_request
from repatria.desks.accounts.asking import can, require
from repatria.desks.accounts.redaction import shown
from repatria.desks.accounts.rights import Action, FieldClass
from repatria.desks.accounts.tokens.bearer import Token
from repatria.desks.common.api.answers import private
from repatria.desks.common.api.asking import Code, Listed
from repatria.desks.common.api.paging import Order, next_address, part
from repatria.desks.common.api.root import PROBLEMS, REFUSALS, Problem
from repatria.desks.common.api.shapes import CLOSED, OWN, of_class
from repatria.desks.press.models import ClaimDraft, Document, DraftState, Kind, Quotation
from repatria.desks.press.queries import drafts as queries
from repatria.desks.press.queries.drafts import Held
from repatria.desks.press.services import documents as of_documents
from repatria.desks.press.services import drafts as of_drafts

router = Router(auth=Token(), tags=["press"])
router.add_decorator(private, mode="view")
_LIST = {422: Problem, **REFUSALS}
_ONE = {**PROBLEMS, **REFUSALS}
_TAKEN = Action.EXPORT
"""What a program reads, it takes away."""
_NEWEST_DOCUMENTS = Order((("-added_at", datetime), ("-id", int)))
_NEWEST_DRAFTS = Order((("-entered_at", datetime), ("-id", int)))
_IN_A_LIST = frozenset(Document.field_classes) - {"text"}

_Press = of_class(FieldClass.PRESS)
PressText = Annotated[str, _Press]
Next = Annotated[str | None, of_class(OWN)]
"""The address of the next part."""


@with_config(CLOSED)
class ListedDocument(TypedDict):
    """`digest`, `media_type` and `size` are there where somebody looked and saw no captives."""

    code: NotRequired[PressText]
    title: NotRequired[PressText]
    outlet: NotRequired[PressText]
    url: NotRequired[PressText]
    published: NotRequired[PressText]
    language: NotRequired[PressText]
    kind: NotRequired[PressText]
    shows_captives: NotRequired[PressText]
    digest: NotRequired[PressText]
    media_type: NotRequired[PressText]
    size: NotRequired[Annotated[int, _Press]]


@with_config(CLOSED)
class Quoted(TypedDict):
    start: NotRequired[Annotated[int, _Press]]
    end: NotRequired[Annotated[int, _Press]]
    exact: NotRequired[PressText]
    prefix: NotRequired[PressText]
    suffix: NotRequired[PressText]


class WholeDocument(ListedDocument):
    text: NotRequired[PressText]
    quotations: Annotated[list[Quoted], _Press]


@with_config(CLOSED)
class Documents(TypedDict):
    items: list[ListedDocument]
    next: Next


@with_config(CLOSED)
class Draft(TypedDict):
    """`fields` are those of the draft's form in its newest version (`number`)."""

    code: NotRequired[PressText]
    origin: NotRequired[PressText]
    state: NotRequired[PressText]
    corrects: NotRequired[PressText]
    why: NotRequired[PressText]
    reasons: NotRequired[Annotated[list[Any], _Press]]
    doubts: NotRequired[Annotated[list[Any], _Press]]
    document: NotRequired[PressText]
    number: NotRequired[Annotated[int, _Press]]
    fields: NotRequired[Annotated[dict[str, Any], _Press]]


@with_config(CLOSED)
class Drafts(TypedDict):
    items: list[Draft]
    next: Next


class OfDocuments(Listed):
    kind: Kind | None = None


class OfDrafts(Listed):
    state: DraftState | None = None


@router.get(
    "/documents",
    response={200: Documents, **_LIST},
    exclude_unset=True,
    summary="Documents, the newest first",
)
def documents(request: HttpRequest, asked: Query[OfDocuments]) -> Any:
    """What the press desk holds, without the texts."""
    require(request.user, _TAKEN, FieldClass.PRESS)
    rows = Document.objects.visible_to(request.user, _TAKEN).defer("text", "searched", "pages")
    if asked.kind:
        rows = rows.filter(kind=asked.kind)
    found = part(rows, _NEWEST_DOCUMENTS, asked.limit, asked.cursor)
    _note_list(request, of_documents.SUBJECT, [one.code for one in found.rows])
    return {
        "items": [shown(one, request.user, _TAKEN, only=_IN_A_LIST) for one in found.rows],
        "next": next_address(request, found.cursor, asked.model_dump()),
    }


@router.get(
    "/documents/{code}",
    response={200: WholeDocument, **_ONE},
    exclude_unset=True,
    summary="A document",
)
def document(request: HttpRequest, code: Path[Code]) -> Any:
    """A document with its text and the passages that are quoted from it."""
    require(request.user, _TAKEN, FieldClass.PRESS)
    subject = of_documents.SUBJECT
    found = sought(request, Document.objects.all(), subject, _TAKEN, code=code)
    quotations: list[dict[str, Any]] = []
    if can(request.user, _TAKEN, found.content_class):
        rows = Quotation.objects.visible_to(request.user, _TAKEN).filter(document=found)
        quotations = [shown(one, request.user, _TAKEN) for one in rows]
    note_request(request, _TAKEN, subject, code, field_classes=(FieldClass.PRESS,))
    return {**shown(found, request.user, _TAKEN), "quotations": quotations}


@router.get(
    "/drafts", response={200: Drafts, **_LIST}, exclude_unset=True, summary="Drafts, newest first"
)
def drafts(request: HttpRequest, asked: Query[OfDrafts]) -> Any:
    """Claims on their way to the public record."""
    require(request.user, _TAKEN, FieldClass.PRESS)
    rows: QuerySet[ClaimDraft] = ClaimDraft.objects.visible_to(request.user, _TAKEN)
    if asked.state:
        rows = queries.in_state(rows, asked.state)
    rows = rows.select_related("document", "sheet__proposal")
    found = part(rows, _NEWEST_DRAFTS, asked.limit, asked.cursor)
    _note_list(request, of_drafts.SUBJECT, [one.code for one in found.rows])
    return {
        "items": [_draft(request, one) for one in queries.with_versions(found.rows)],
        "next": next_address(request, found.cursor, asked.model_dump()),
    }


@router.get("/drafts/{code}", response={200: Draft, **_ONE}, exclude_unset=True, summary="A draft")
def draft(request: HttpRequest, code: Path[Code]) -> Any:
    """A draft in its newest version."""
    require(request.user, _TAKEN, FieldClass.PRESS)
    subject = of_drafts.SUBJECT
    found = sought(request, ClaimDraft.objects.all(), subject, _TAKEN, code=code)
    note_request(request, _TAKEN, subject, code, field_classes=(FieldClass.PRESS,))
    return _draft(request, Held(found, found.latest))


def _draft(request: HttpRequest, held: Held) -> dict[str, Any]:
    of, user = held.draft, request.user
    told = {**shown(of, user, _TAKEN), "state": of.now.value, "document": of.document.code}
    if not can(user, _TAKEN, of.document.content_class):
        return {name: told[name] for name in told.keys() - {"reasons", "doubts"}}
    return {**told, **shown(held.version, user, _TAKEN)}


def _note_list(request: HttpRequest, subject: str, codes: list[str]) -> None:
    note_request(
        request,
        _TAKEN,
        subject,
        field_classes=(FieldClass.PRESS,),
        detail={"found": codes[:MOST_FOUND], "count": len(codes)},
    )

"""What the form of a claim works on: a new claim of a document, a draft, or a correction."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.http import Http404, HttpRequest
from django.urls import reverse

from repatria.desks.press.models import ClaimDraft, Document
from repatria.desks.press.queries import drafts as queries

_TRIED = "c-new"
"""The id of a claim that is tried and not saved."""


@dataclass(frozen=True, slots=True)
class Work:
    """What a form works on: a document, and where there is one the draft that is mended."""

    document: Document
    draft: ClaimDraft | None = None
    corrects: str = ""
    """The published claim that the new draft corrects."""
    said: Mapping[str, str] | None = None
    span: tuple[int, int] | None = None
    seen: int = 0

    @property
    def claim_id(self) -> str:
        return self.draft.claim_id if self.draft is not None else _TRIED

    @property
    def address(self) -> str:
        """Where its form is sent, whatever page shows it."""
        if self.draft is not None:
            return reverse("press:mend", args=[self.draft.code])
        if self.corrects:
            return reverse("press:correct", args=[self.corrects])
        return reverse("press:new_claim", args=[self.document.code])

    @property
    def goes(self) -> str:
        """The claim that goes when this one comes."""
        return self.draft.corrects if self.draft is not None else self.corrects


def work_on(request: HttpRequest, code: str) -> Work:
    """A draft that the reader may see, with its newest version."""
    draft = queries.draft(request.user, code)
    if draft is None:
        raise Http404
    version = draft.latest
    quotation = version.quotation
    span = (quotation.start, quotation.end) if quotation is not None else None
    return Work(draft.document, draft, "", version.fields, span, version.number)

"""Drafts, sheets and withdrawals as somebody may see them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.db.models import Prefetch, Q, QuerySet

from repatria.desks.accounts.asking import Somebody
from repatria.desks.accounts.models import Proposal
from repatria.desks.press.models import (
    ClaimDraft,
    Document,
    DraftState,
    DraftVersion,
    Sheet,
    Withdrawal,
)

PER_PAGE = 50
_ENDED = (
    Proposal.State.DECLINED,
    Proposal.State.WITHDRAWN,
    Proposal.State.EXPIRED,
    Proposal.State.FAILED,
)


@dataclass(frozen=True, slots=True)
class Held:
    """A draft with its newest version."""

    draft: ClaimDraft
    version: DraftVersion


def in_state(rows: QuerySet[ClaimDraft], state: str) -> QuerySet[ClaimDraft]:
    """Those that are in a state now, whatever became of the sheet that they were proposed on."""
    again = Q(state=DraftState.PROPOSED, sheet__proposal__state__in=_ENDED)
    if state == DraftState.DRAFT:
        return rows.filter(Q(state=state) | again)
    found = rows.filter(state=state)
    return found.exclude(again) if state == DraftState.PROPOSED else found


def drafts(user: Somebody, state: str = "") -> QuerySet[ClaimDraft]:
    """The drafts that somebody may see, the newest first; those that were dropped only if asked."""
    rows = ClaimDraft.objects.visible_to(user).select_related(
        "document", "entered_by", "sheet__proposal"
    )
    return in_state(rows, state) if state else rows.exclude(state=DraftState.DROPPED)


def page_of(rows: QuerySet[ClaimDraft], number: str | None) -> Page[ClaimDraft]:
    return Paginator(rows, PER_PAGE).get_page(number)


def draft(user: Somebody, code: str) -> ClaimDraft | None:
    if not code.isalnum():
        # PostgreSQL takes some signs for no text at all.
        return None
    return drafts_of_every_state(user).filter(code=code).first()


def drafts_of_every_state(user: Somebody) -> QuerySet[ClaimDraft]:
    return ClaimDraft.objects.visible_to(user).select_related(
        "document", "entered_by", "sheet__proposal"
    )


def of_document(user: Somebody, document: Document) -> list[Held]:
    """The drafts of a document in the order of its text, dropped ones last."""
    rows = drafts_of_every_state(user).filter(document=document)
    found = with_versions(rows)
    return sorted(
        found,
        key=lambda one: (one.draft.state == DraftState.DROPPED, _place(one), one.draft.pk),
    )


def with_versions(rows: Iterable[ClaimDraft]) -> list[Held]:
    """Drafts with their newest versions: two queries, however many there are."""
    held = list(rows)
    versions: dict[int, DraftVersion] = {}
    every = DraftVersion.objects.filter(draft__in=[one.pk for one in held])
    for version in every.select_related("quotation").order_by("number"):
        versions[version.draft_id] = version
    return [Held(one, versions[one.pk]) for one in held if one.pk in versions]


def versions(of: ClaimDraft) -> list[DraftVersion]:
    rows = of.versions.select_related("made_by", "quotation")
    return list(rows.order_by("-number"))


def sheet(user: Somebody, code: str) -> Sheet | None:
    rows = Sheet.objects.visible_to(user).select_related("proposal", "made_by")
    ready = rows.prefetch_related(
        Prefetch("drafts", ClaimDraft.objects.order_by("pk")), "withdrawals"
    )
    return ready.filter(code=code).first()


def withdrawals_of(claim_id: str) -> list[Withdrawal]:
    """The withdrawals of a claim that was carried out or is on its way."""
    rows = Withdrawal.objects.filter(claim=claim_id).select_related("sheet__proposal", "by")
    return [one for one in rows if one.done_on is not None or not one.sheet.came_to_nothing]


def draft_of_claim(claim_id: str) -> ClaimDraft | None:
    """The draft that became a published claim; none of a claim that came in a file."""
    if not claim_id.startswith("c-"):
        return None
    return ClaimDraft.objects.filter(code=claim_id.removeprefix("c-")).first()


def _place(one: Held) -> int:
    if one.draft.figure_start is not None:
        return one.draft.figure_start
    quotation = one.version.quotation
    return 0 if quotation is None else quotation.start

"""What the jobs do: write what two people agreed about into the public store, and note that it is
there.

Two stores change, one after the other. Writing into the public one is idempotent: a claim's id
follows from its draft and the day of a withdrawal from the second signature, so that a job that was
killed between the two commits is simply run again.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any

from django.utils import timezone

from repatria.base.errors import RepatriaError
from repatria.desks.accounts import noting
from repatria.desks.accounts.proposals import services as proposals
from repatria.desks.common.jobs import Context, flushed
from repatria.desks.press.models import ClaimDraft, DraftState, Sheet, Withdrawal
from repatria.desks.press.proposed import faults_of
from repatria.desks.press.queries import held
from repatria.desks.press.services.sheets import SUBJECT, today
from repatria.desks.press.sheet_payload import incoming_of, quoted_of
from repatria.desks.record import services as record
from repatria.desks.router import PUBLIC
from repatria.formats.claim_json import claim_digest
from repatria.formats.statements import Incoming
from repatria.statements.claim import Claim


def publish_sheet(context: Context, code: str) -> None:
    """Publish a sheet that was seconded."""
    sheet = Sheet.objects.select_related("proposal").get(code=code)
    proposal, on = sheet.proposal, sheet.seconded_on
    assert proposal is not None, "a sheet is made with its proposal"
    assert on is not None, "a job is asked for by the second signature"
    faults = [why for one in quoted_of(proposal.payload) for why in faults_of(one)]
    if faults:
        _failed(context, sheet, "; ".join(dict.fromkeys(faults)))
        return
    try:
        day = today()
        incoming = incoming_of(proposal.payload)
        _take_in(sheet, incoming, sheet.withdrawals.all(), on, day)
    except RepatriaError as error:
        _failed(context, sheet, str(error))
        return
    ids = {claim.id: claim for claim in incoming.claims}
    with context.commit() as effect:
        done = _settle(sheet, ids, on, day)
        effect.result = done
        proposals.finish(proposal.pk, outcome=done)


def end_embargoes(context: Context) -> None:
    """Publish what was seconded and whose embargo is over."""
    day = today()
    waiting = ClaimDraft.objects.filter(state=DraftState.WAITING).select_related("sheet__proposal")
    by_sheet: dict[int, list[ClaimDraft]] = {}
    for draft in waiting:
        by_sheet.setdefault(draft.sheet_id or 0, []).append(draft)
    published: list[ClaimDraft] = []
    held_back: list[str] = []
    for number, drafts in enumerate(by_sheet.values()):
        context.progress(number, len(by_sheet))
        ready, faulty = _due(drafts, day)
        published += ready
        held_back += faulty
    with context.commit() as effect:
        for draft in published:
            _published(draft)
        effect.result = {"published": len(published), "held_back": held_back}


def _due(drafts: list[ClaimDraft], day: date) -> tuple[list[ClaimDraft], list[str]]:
    """Takes the due claims of one sheet into the public store; which those were, and the claims
    whose quotations do not hold any more."""
    sheet = drafts[0].sheet
    assert sheet is not None, "what waits was seconded on a sheet"
    assert sheet.proposal is not None, "a sheet is made with its proposal"
    payload = sheet.proposal.payload
    incoming = incoming_of(payload)
    due = {claim.id: claim for claim in incoming.claims if not _later(claim, day)}
    by_claim = {one.claim: one for one in quoted_of(payload)}
    ready, faulty = [], []
    for draft in drafts:
        if draft.claim_id not in due:
            continue
        if draft.claim_id in by_claim and faults_of(by_claim[draft.claim_id]):
            faulty.append(draft.claim_id)
        else:
            ready.append(draft)
    if ready:
        ids = {draft.claim_id for draft in ready}
        own = tuple(claim for claim in incoming.claims if claim.id in ids)
        _take_in(sheet, replace(incoming, claims=own), (), day, day)
    return ready, faulty


def _take_in(
    sheet: Sheet, incoming: Incoming, withdrawals: Iterable[Withdrawal], on: date, day: date
) -> None:
    withdrawn = [(one.claim, one.reason) for one in withdrawals]
    there = held.claims(
        [*(claim.id for claim in incoming.claims), *(code for code, _ in withdrawn)]
    )
    claims = [claim for claim in incoming.claims if not _there(claim, there.get(claim.id))]
    for code, reason in withdrawn:
        old = there.get(code)
        if old is not None and old.withdrawn_on is None:
            # It cannot be taken back before it was said.
            first = max(on, old.said_on.first)
            claims.append(replace(old, withdrawn_on=first, withdrawn_why=reason))
    with flushed(PUBLIC):
        record.take_in(
            replace(_spoken_of(incoming, claims), claims=tuple(claims)), f"press {sheet.code}",
            today=day,
        )  # fmt: skip


def _there(claim: Claim, old: Claim | None) -> bool:
    """Whether a claim is public already, be it withdrawn since."""
    if old is None:
        return False
    plain = replace(old, withdrawn_on=None, withdrawn_why="")
    return claim_digest(plain) == claim_digest(claim)


def _spoken_of(incoming: Incoming, claims: Iterable[Claim]) -> Incoming:
    """Only the speakers, sources and exchanges that these claims speak of: what comes with a claim
    that is not published now is not published now either."""
    held_claims = list(claims)
    speakers = {claim.speaker.code for claim in held_claims}
    sources = {claim.source.key for claim in held_claims}
    exchanges = {claim.exchange for claim in held_claims}
    return replace(
        incoming,
        speakers=tuple(one for one in incoming.speakers if one.code in speakers),
        sources=tuple(one for one in incoming.sources if one.key in sources),
        exchanges=tuple(one for one in incoming.exchanges if one.code in exchanges),
    )


def _settle(sheet: Sheet, claims: dict[str, Claim], on: date, day: date) -> dict[str, Any]:
    waiting = 0
    for draft in sheet.drafts.filter(state=DraftState.SECONDED):
        if _later(claims[draft.claim_id], day):
            draft.state = DraftState.WAITING
            draft.save(update_fields=["state"])
            waiting += 1
        else:
            _published(draft)
    for one in sheet.withdrawals.filter(done_on=None):
        one.done_on = on
        one.save(update_fields=["done_on"])
        ClaimDraft.objects.filter(
            code=one.claim.removeprefix("c-"), state__in=(DraftState.PUBLISHED, DraftState.WAITING)
        ).update(state=DraftState.WITHDRAWN)
    done = {
        "claims": sheet.drafts.filter(state=DraftState.PUBLISHED).count(),
        "waiting": waiting,
        "taken_back": sheet.withdrawals.count(),
    }
    noting.note(None, "published", SUBJECT, sheet.code, detail=done)
    return done


def _published(draft: ClaimDraft) -> None:
    draft.state, draft.published_at = DraftState.PUBLISHED, timezone.now()
    draft.save(update_fields=["state", "published_at"])


def _failed(context: Context, sheet: Sheet, why: str) -> None:
    """Nothing became public; its drafts are drafts again."""
    assert sheet.proposal is not None, "a sheet is made with its proposal"
    with context.commit() as effect:
        sheet.drafts.filter(state=DraftState.SECONDED).update(state=DraftState.DRAFT)
        effect.result = {"failed": why}
        proposals.finish(sheet.proposal.pk, failed=why)


def _later(claim: Claim, day: date) -> bool:
    return claim.embargo_until is not None and claim.embargo_until > day

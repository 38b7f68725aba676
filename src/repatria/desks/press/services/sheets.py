"""Sheets: what one person proposes to publish or to take back, and what follows from a second one's
signature."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from repatria.desks.accounts.asking import require
from repatria.desks.accounts.models import Proposal, Standing, User
from repatria.desks.accounts.proposals import services as proposals
from repatria.desks.accounts.proposals.registry import LATER, Later
from repatria.desks.accounts.rights import Action, FieldClass
from repatria.desks.common.jobs import enqueue
from repatria.desks.press import claim_words
from repatria.desks.press.building import Wanted, Wrong, build
from repatria.desks.press.models import ClaimDraft, DraftState, Quotation, Sheet, Withdrawal
from repatria.desks.press.passages import short_enough
from repatria.desks.press.queries import held
from repatria.desks.press.queries.documents import may_be_public
from repatria.desks.press.services.drafts import DraftError, locked
from repatria.desks.press.services.quotations import FAULT_WORDS, check
from repatria.desks.press.sheet_payload import Quoted, TakenBack, payload_of
from repatria.desks.router import EXCHANGE
from repatria.formats.held_text import held as sound
from repatria.formats.statements import Incoming

PUBLISH, TAKE_BACK = "press.publish", "press.take_back"
SUBJECT = "press_sheet"
JOB = "press.publish_sheet"
MOST = 200
"""Claims on one sheet: more than that no second person reads."""


class SheetError(DraftError):
    """A sheet cannot be proposed; `wrong` says what is the matter with which claim."""

    def __init__(self, message: str, wrong: Sequence[Wrong] = ()) -> None:
        super().__init__(message)
        self.wrong = tuple(wrong)


def today() -> date:
    return timezone.now().date()


def propose(drafts: Iterable[ClaimDraft], by: User, session: str) -> Sheet:
    """Propose to publish some drafts, all of them or none, with the speakers, sources and exchanges
    that are new by them and the withdrawals of what they correct.

    Raises `Refused`, `SheetError`, or what `proposals.propose` raises.
    """
    require(by, Action.PROPOSE, FieldClass.PRESS)
    with transaction.atomic(using=EXCHANGE):
        rows = [locked(one) for one in drafts]
        _may_be_proposed(rows, by)
        versions = {row.pk: row.latest for row in rows}
        quotations = {row.pk: versions[row.pk].quotation for row in rows}
        wanted = [
            Wanted(
                versions[row.pk].fields,
                row.claim_id,
                held.source_of(row.document),
                _words(row, quotations[row.pk]),
            )
            for row in rows
        ]
        built = build(wanted, held.known(), today())
        if built.wrong:
            raise SheetError(_("Something is missing or wrong; nothing was proposed."), built.wrong)
        quoted = [
            Quoted(row.claim_id, row.document.code, one.start, one.end, one.text_digest, row.code,
                   versions[row.pk].number)
            for row in rows
            if (one := quotations[row.pk]) is not None
        ]  # fmt: skip
        taken = [_taken_back(row.corrects, row.why, by) for row in rows if row.corrects]
        return _propose(PUBLISH, built.incoming, quoted, taken, rows, by, session)


def take_back(claim_id: str, reason: str, by: User, session: str) -> Sheet:
    """Propose to withdraw a published claim, or one that waits for the end of its embargo."""
    require(by, Action.PROPOSE, FieldClass.PRESS)
    if not reason.strip():
        raise SheetError(_("Say why it is taken back."))
    with transaction.atomic(using=EXCHANGE):
        taken = [_taken_back(claim_id, sound(reason).text.strip()[:500], by)]
        return _propose(TAKE_BACK, Incoming(digest=""), (), taken, (), by, session)


def carry_out(proposal: Proposal) -> Later:
    """What the second signature does: nothing can be mended any more, and a job publishes it."""
    sheet = Sheet.objects.select_for_update(of=("self",)).get(code=proposal.subject)
    sheet.seconded_on = today()
    sheet.save(update_fields=["seconded_on"])
    sheet.drafts.update(state=DraftState.SECONDED)
    by = proposal.settled_by.code if proposal.settled_by is not None else ""
    enqueue(JOB, {"sheet": sheet.code}, key=f"sheet {sheet.code}", asked_by=by)
    return LATER


def _propose(
    kind: str,
    incoming: Incoming,
    quoted: Sequence[Quoted],
    taken: Sequence[TakenBack],
    rows: Sequence[ClaimDraft],
    by: User,
    session: str,
) -> Sheet:
    sheet = Sheet.objects.create(party_id=by.party_id, made_by=by)
    for row in rows:
        row.state, row.sheet = DraftState.PROPOSED, sheet
        row.save(update_fields=["state", "sheet"])
    for one in taken:
        Withdrawal.objects.create(
            party_id=by.party_id, claim=one.claim, reason=one.reason, sheet=sheet, by=by
        )
    sheet.proposal = proposals.propose(
        kind, SUBJECT, sheet.code, payload_of(incoming, quoted, taken), by=by, session=session
    )
    sheet.save(update_fields=["proposal"])
    return sheet


def _may_be_proposed(rows: Sequence[ClaimDraft], by: User) -> None:
    if not rows:
        raise SheetError(_("Choose at least one draft."))
    if len(rows) > MOST:
        raise SheetError(_("That is too much for one sheet: nobody would read it."))
    # Also not those of another party which somebody sees for the office, or as an intermediary.
    if {row.party_id for row in rows} != {by.party_id}:
        raise SheetError(_("These drafts belong to different parties."))
    wrong = [Wrong(row.claim_id, "", message) for row in rows if (message := _hindrance(row))]
    if wrong:
        raise SheetError(_("Something is missing or wrong; nothing was proposed."), wrong)


def _hindrance(row: ClaimDraft) -> str:
    if row.now is DraftState.READ:
        return _("Nobody has accepted it yet.")
    if row.now is not DraftState.DRAFT:
        return _("It is no draft any more: %(state)s.") % {"state": row.now.label}
    if not may_be_public(row.document):
        return _("The document shows captives, or nobody has looked yet.")
    quotation = row.latest.quotation
    if quotation is None:
        return _("It quotes nothing.")
    faults = check(quotation)
    if faults:
        return " ".join(_(FAULT_WORDS[fault]) for fault in faults)
    return ""


def _words(row: ClaimDraft, quotation: Quotation | None) -> str:
    """The quotation as it stands before the public: its words with single spaces between."""
    text = " ".join(quotation.exact.split()) if quotation is not None else ""
    if not short_enough(text):
        raise SheetError(
            _("A quotation has at most 30 words. Choose fewer."),
            [Wrong(row.claim_id, "start", _("A quotation has at most 30 words. Choose fewer."))],
        )
    return text


def _taken_back(claim_id: str, reason: str, by: User) -> TakenBack:
    """Raises `SheetError` where there is no such claim, where it is not this person's to take back,
    and where it is taken back already."""
    draft = ClaimDraft.objects.filter(code=claim_id.removeprefix("c-")).first()
    found = held.claim(claim_id)
    if found is None and (draft is None or draft.state != DraftState.WAITING):
        raise SheetError(_("There is no published claim of this name."))
    if by.party.standing != Standing.OFFICE and (draft is None or draft.party_id != by.party_id):
        raise SheetError(_("Who published it takes it back; what came in a file, the office does."))
    if found is not None and found.withdrawn_on is not None:
        raise SheetError(_("This claim is taken back already."))
    rows = Withdrawal.objects.filter(claim=claim_id, done_on=None).select_related("sheet__proposal")
    if not all(one.sheet.came_to_nothing for one in rows):
        raise SheetError(_("It is proposed already to take this claim back."))
    if found is None:
        return TakenBack(claim_id, reason, claim_id)
    with translation.override("en"):
        return TakenBack(
            claim_id, reason, claim_words.line(found, claim_words.names_of([found], {}), {})
        )

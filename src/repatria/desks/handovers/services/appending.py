"""An act is put into the log: proposed by whoever may sign for the authority, with their second
factor, and carried out when a second person agrees.

What is authorised here is the step. The act is signed by nobody here: its signatures came with it.
"""

from __future__ import annotations

import hashlib
import time
from typing import Any

from django.utils.translation import gettext as _

from repatria.desks.accounts.asking import can, require
from repatria.desks.accounts.models import User
from repatria.desks.accounts.proposals import services as proposals
from repatria.desks.accounts.proposals.models import Proposal
from repatria.desks.accounts.rights import Action, FieldClass
from repatria.desks.handovers.models import Act, Stands
from repatria.desks.handovers.queries.acts import lines_in_log
from repatria.desks.handovers.queries.signatures import in_force
from repatria.desks.handovers.refusals import HandoverError, said
from repatria.desks.handovers.registered import ACT
from repatria.desks.handovers.services.reading import catch_up
from repatria.desks.handovers.setup import Ledger, ledger, log_key, opened
from repatria.ledger.act import DIGEST
from repatria.ledger.admitting import record
from repatria.ledger.note import read_note
from repatria.ledger.refusing import LedgerRefused
from repatria.ledger.storing import Store

KIND = "handovers.append"


def ready(act: Act) -> bool:
    """Whether an act has signatures that the log does not have yet."""
    return act.stands in (Stands.DRAFT, Stands.PROPOSED, Stands.REFUSED) and bool(
        new_signatures(act)
    )


def new_signatures(act: Act) -> int:
    """How many of its signatures are not in the log."""
    there = lines_in_log(act)
    return sum(line not in there for line in read_note(bytes(act.note)).signatures)


def propose(act: Act, by: User, *, session: str, fresh: bool) -> Proposal:
    """Ask for an act to be put into the log as it is signed now. Raises `Refused` without the right
    to sign, `NotFreshError`, `ProposalError`, `NotSetUp`, `HandoverError`."""
    require(by, Action.SIGN, FieldClass.CUSTODY)
    held = ledger()
    log_key(held)
    if not ready(act):
        raise HandoverError(_("The act has no signature that the log does not have already."))
    payload = {
        "kind": act.kind,
        "reference": act.reference,
        "signed": list(act.signed),
        "missing": list(act.missing),
        "entry": _entry_digest(act),
    }
    return proposals.propose(
        KIND, ACT, act.digest, payload, by=by, session=session, fresh=fresh
    )  # fmt: skip


def carry_out(proposal: Proposal) -> dict[str, Any]:
    """Put the act into the log. Doing it again after a crash finds it there. Raises
    `HandoverError`; what the log refused is in its trail by then."""
    if not can(proposal.proposed_by, Action.SIGN, FieldClass.CUSTODY):
        raise HandoverError(_("Whoever proposed it may no longer sign."))
    act = Act.objects.select_for_update(of=("self",)).get(digest=proposal.subject)
    held = ledger()
    try:
        with opened(held) as store:
            data = _entry(held, store, act)
            index = _place(store, act, data)
            if index is None:
                done = record(store, log_key(held), held.signers, [data], int(time.time()))
                index = done.start
        catch_up(held)
    except LedgerRefused as refused:
        raise HandoverError(said(refused)) from refused
    return {"index": index}


def state_of(digest: str) -> Any:
    """What the two agree about: the act with the signatures that it has, and how it stands."""
    act = Act.objects.filter(digest=digest).first()
    return None if act is None else [_entry_digest(act), act.stands]


def _entry_digest(act: Act) -> str:
    return hashlib.sha256(bytes(act.note)).hexdigest()


def _entry(held: Ledger, store: Store, act: Act) -> bytes:
    """The act as the log can take it: without lines that it has already, of keys that have ended
    since. Any other line of such a key stays, and the log refuses it."""
    note = read_note(bytes(act.note))
    with store.reading() as reading:
        kept = in_force(held, reading, note)
    gone = frozenset(note.signatures) - frozenset(kept.signatures)
    return (kept if gone <= lines_in_log(act) else note).to_bytes()


def _place(store: Store, act: Act, data: bytes) -> int | None:
    """Where the act stands in the log exactly as it is."""
    with store.reading() as reading:
        for index in reading.marked(f"text:{DIGEST}{act.digest}"):
            if [*reading.entries(index, index + 1)] == [data]:
                return int(index)
    return None

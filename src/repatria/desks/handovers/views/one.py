"""One act: its text as it is signed, each signature with its verdict, and how to sign it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from repatria.desks.accounts import sessions
from repatria.desks.accounts.access.services import note_request
from repatria.desks.accounts.asking import require
from repatria.desks.accounts.freshness import fresh_sign_in
from repatria.desks.accounts.guards import needs
from repatria.desks.accounts.proposals.errors import ProposalError
from repatria.desks.accounts.proposals.models import Proposal
from repatria.desks.accounts.rights import Action, FieldClass
from repatria.desks.accounts.visible import belongs
from repatria.desks.handovers.forms import ACT_FORMS, DropForm, NoteForm, ScanForm
from repatria.desks.handovers.models import Act, PaperScan, Stands
from repatria.desks.handovers.queries.acts import signers_of, verdicts_of
from repatria.desks.handovers.refusals import HandoverError, said
from repatria.desks.handovers.registered import ACT
from repatria.desks.handovers.services import appending, scanning
from repatria.desks.handovers.services.taking import take_note
from repatria.desks.handovers.services.writing import drop as dropped
from repatria.desks.handovers.setup import ledger
from repatria.desks.handovers.views.act_files import name_of
from repatria.desks.handovers.views.common import CLASSES, found, noted, page_of, reader
from repatria.desks.handovers.words import FIELD_WORDS, KIND_WORDS, UNIT_WORDS
from repatria.ledger.act import read_act
from repatria.ledger.admitting import LATE
from repatria.ledger.note import read_note
from repatria.ledger.refusing import LedgerRefused


@require_safe
def act(request: HttpRequest, digest: str) -> HttpResponse:
    """The act, for whoever may see it."""
    return _shown(request, found(request, digest))


@require_POST
def sign(request: HttpRequest, digest: str) -> HttpResponse:
    """The act comes back with a signature. It was made elsewhere; here it is verified."""
    held = found(request, digest, Action.ENTER)
    form = NoteForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            take_note(reader(request), form.data_bytes(), held, session=sessions.name_of(request))
        except (HandoverError, LedgerRefused) as refused:
            form.add_error(None, said(refused))
        else:
            messages.success(request, _("The signatures are good, and are kept."))
            return redirect("handovers:act", held.digest)
    return _shown(request, held, signing=form)


@require_POST
def attach(request: HttpRequest, digest: str) -> HttpResponse:
    """A scan of the paper that was signed."""
    held = found(request, digest, Action.ENTER)
    form = ScanForm([*held.signed, *held.missing], request.POST, request.FILES)
    if form.is_valid():
        try:
            scanning.attach(held, reader(request), form.cleaned_data["scan"].chunks(),
                            form.cleaned_data["signer"],
                            session=sessions.name_of(request))  # fmt: skip
        except HandoverError as error:
            form.add_error("scan", str(error))
        else:
            messages.success(request, _("The scan is kept. It is evidence for people."))
            return redirect("handovers:act", held.digest)
    return _shown(request, held, scanning=form)


@require_POST
def drop(request: HttpRequest, digest: str) -> HttpResponse:
    """Give the text up while it is not in the log."""
    held = found(request, digest, Action.ENTER)
    form = DropForm(request.POST)
    if form.is_valid():
        try:
            dropped(held, reader(request), form.cleaned_data["why"],
                    session=sessions.name_of(request))  # fmt: skip
        except HandoverError as error:
            form.add_error(None, str(error))
        else:
            return redirect("handovers:act", held.digest)
    return _shown(request, held, dropping=form)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Action.SIGN, FieldClass.CUSTODY)
@fresh_sign_in()
def append(request: HttpRequest, digest: str) -> HttpResponse:
    """The step into the log: authorised with the second factor, carried out by a second person."""
    held = found(request, digest, Action.SIGN)
    refusal = ""
    if request.method == "POST":
        require(request.user, Action.PROPOSE, FieldClass.CUSTODY)
        try:
            made = appending.propose(
                held, reader(request), session=sessions.name_of(request), fresh=True
            )
        except (HandoverError, LedgerRefused, ProposalError) as error:
            refusal = said(error)
        else:
            note_request(request, Action.SIGN, ACT, held.digest, field_classes=CLASSES,
                         detail={"proposal": made.pk})  # fmt: skip
            return redirect("proposals:one", made.pk)
    context = {"act": held, "words": KIND_WORDS.get(held.kind, held.kind), "refusal": refusal}
    return page_of(request, "append.html", context, 409 if refusal else 200)


def _shown(request: HttpRequest, held: Act, **forms: Any) -> HttpResponse:
    told = read_act(read_note(bytes(held.note)))
    scans = list(PaperScan.objects.visible_to(request.user).filter(act=held).order_by("pk"))
    context: dict[str, Any] = {
        "act": held,
        "words": KIND_WORDS.get(held.kind, held.kind),
        "unit": UNIT_WORDS.get(told["unit"], told["unit"]),
        "told": told,
        "count": int(told["count"]) if told["count"] else None,
        "fields": [(FIELD_WORDS.get(key, key), key, value) for key, value in told.fields],
        "scans": scans,
        "until": datetime.fromtimestamp(told.made, UTC) + timedelta(seconds=LATE),
        "correcting": Act.objects.visible_to(request.user).filter(corrects=held.digest),
        "refusing": Act.objects.visible_to(request.user).filter(speaks_of=held.digest),
        "of": Act.objects.visible_to(request.user)
        .filter(digest__in=[held.corrects, held.speaks_of])
        .first(),
        "waiting": Proposal.objects.visible_to(request.user)
        .filter(kind=appending.KIND, subject=held.digest, state=Proposal.State.OPEN)
        .first(),
        "may_correct": held.kind in ACT_FORMS and held.stands == Stands.COMPLETE,
        "may_refuse": held.first is not None and bool(held.missing)
        and held.kind not in ("refusal", "key", "revocation"),
        "file_name": f"{name_of(held)}.act",
        "key_name": next(iter(held.missing), "side"),
        "own": belongs(held, request.user),
        "draft": held.stands == Stands.DRAFT,
        "open": held.stands in (Stands.DRAFT, Stands.PROPOSED, Stands.REFUSED),
    }  # fmt: skip
    try:
        lines = verdicts_of(ledger(), held)
        context |= {
            "lines": lines,
            "signers": signers_of(held, lines, [each.signer for each in scans]),
            "ready": appending.ready(held),
        }
    except (HandoverError, LedgerRefused) as error:
        context |= {"trouble": said(error), "lines": [], "signers": [], "ready": False}
    context |= {
        "signing": forms.get("signing") or NoteForm(),
        "scanning": forms.get("scanning") or ScanForm([*held.signed, *held.missing]),
        "dropping": forms.get("dropping") or DropForm(),
    }
    response = page_of(request, "act.html", context, 422 if forms else 200)
    noted(request, (ACT, held.digest))
    return response

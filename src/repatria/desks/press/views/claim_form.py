"""A claim entered, mended or corrected beside its document's text, and tried before it is saved."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from repatria.desks.accounts import sessions
from repatria.desks.accounts.guards import needs
from repatria.desks.accounts.rights import Action, FieldClass
from repatria.desks.common.sentences import told_error
from repatria.desks.press import beside, tried
from repatria.desks.press.building import Built, Wanted, build
from repatria.desks.press.claim_choices import choices
from repatria.desks.press.claim_fields import LISTS, NAMES, as_sent, fields_of
from repatria.desks.press.claim_form import ClaimForm
from repatria.desks.press.models import ClaimDraft
from repatria.desks.press.present import open_now
from repatria.desks.press.queries import drafts as queries
from repatria.desks.press.queries import held
from repatria.desks.press.services import drafts as services
from repatria.desks.press.services.documents import DocumentError
from repatria.desks.press.services.drafts import DraftError
from repatria.desks.press.services.sheets import today
from repatria.desks.press.views.claim_work import Work, work_on
from repatria.desks.press.views.documents import SECTION, found, reader
from repatria.statements.drafting import Span

_ENTER = needs(Action.ENTER, FieldClass.PRESS)


@_ENTER
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest, code: str) -> HttpResponse:
    """A new claim; `?supersedes=ID` where it takes the place of the speaker's earlier word."""
    of = found(request, code)
    said = {"said_on": of.published, "supersedes": request.GET.get("supersedes", "")}
    return _worked(request, Work(of, said=said))


@_ENTER
@require_http_methods(["GET", "HEAD", "POST"])
def mend(request: HttpRequest, code: str) -> HttpResponse:
    """Another version of a draft."""
    return _worked(request, work_on(request, code))


@_ENTER
@require_POST
def accept(request: HttpRequest, code: str) -> HttpResponse:
    """Take a draft as the rules read it; where something is missing, the form says what."""
    work = work_on(request, code)
    if not open_now(request, work.document):
        return redirect("press:document", work.document.code)
    data = as_sent(work.said or {}, work.span, work.seen)
    form, built = _checked(work, data)
    if built is None:
        messages.info(request, _("Something is missing: complete it, then save it."))
        return _page(request, work, form, status=422)
    try:
        _save(request, work, form)
    except (DraftError, DocumentError) as error:
        messages.error(request, told_error(error))
    return redirect("press:desk", work.document.code)


@_ENTER
@require_http_methods(["GET", "HEAD", "POST"])
def correct(request: HttpRequest, claim: str) -> HttpResponse:
    """A new draft in the place of a published claim that was entered wrongly here."""
    old = queries.draft_of_claim(claim)
    public = held.claim(claim)
    if old is None or public is None or queries.draft(request.user, old.code) is None:
        raise Http404
    version = old.latest
    quotation = version.quotation
    span = (quotation.start, quotation.end) if quotation is not None else None
    return _worked(request, Work(old.document, None, claim, fields_of(public), span))


@_ENTER
@require_POST
def trial(request: HttpRequest, code: str) -> HttpResponse:
    """The fragment that says what the form's claim would do, while somebody types."""
    draft = request.GET.get("draft", "")
    work = work_on(request, draft) if draft else Work(found(request, code))
    if work.document.code != code or not open_now(request, work.document):
        raise Http404
    form, built = _checked(work, request.POST)
    return render(request, "press/_trial.html", _tried(work, form, built))


def _worked(request: HttpRequest, work: Work) -> HttpResponse:
    if not open_now(request, work.document) or not work.document.text:
        return redirect("press:document", work.document.code)
    if request.method != "POST":
        return _page(request, work, _form(work, None))
    if "pick" in request.POST or "part" in request.POST:
        return _page(request, work, _picked(request.POST, work))
    form, built = _checked(work, request.POST)
    if built is None or "check" in request.POST:
        checked = built is not None
        context = _tried(work, form, built)
        return _page(request, work, form, context, status=200 if checked else 422)
    try:
        draft = _save(request, work, form)
    except (DraftError, DocumentError) as error:
        form.add_error(None, told_error(error))
        return _page(request, work, form, status=409)
    messages.success(request, _("Saved as a draft. Two people publish it."))
    return redirect("press:draft", draft.code)


def _form(work: Work, data: Any) -> ClaimForm:
    return ClaimForm(
        data,
        document=work.document,
        choices=choices(work.document.published),
        today=today(),
        said=work.said,
        span=work.span,
        seen=work.seen,
    )


def _checked(work: Work, data: Any) -> tuple[ClaimForm, Built | None]:
    """The form as it was sent, and the claim that it makes where nothing is wrong with it."""
    form = _form(work, data)
    if not form.is_valid() or form.span is None:
        return form, None
    quote = " ".join(work.document.text[slice(*form.span)].split())
    wanted = Wanted(form.fields_said(), work.claim_id, held.source_of(work.document), quote)
    built = build([wanted], form.choices.known, today())
    form.take_wrong(built)
    return form, None if built.wrong else built


def _picked(data: QueryDict, work: Work) -> ClaimForm:
    """What was typed so far, and the sentence that was picked."""
    said = {
        name: "; ".join(data.getlist(name)) if name in LISTS else data.get(name, "")
        for name in NAMES
    }
    start, end = data.get("start", ""), data.get("end", "")
    span = (int(start), int(end)) if start.isdecimal() and end.isdecimal() else None
    picked = beside.sentence(work.document, data.get("pick", ""))
    if picked is not None:
        span = (picked.start, picked.end)
    seen = data.get("seen", "")
    return ClaimForm(
        None,
        document=work.document,
        choices=choices(work.document.published),
        today=today(),
        said=said,
        span=span,
        seen=int(seen) if seen.isdecimal() else 0,
    )


def _save(request: HttpRequest, work: Work, form: ClaimForm) -> ClaimDraft:
    user, session, said = reader(request), sessions.name_of(request), form.fields_said()
    assert form.span is not None, "a valid form has its passage"
    if work.draft is None:
        return services.enter(
            work.document, said, form.span, user, session,
            corrects=work.corrects, why=request.POST.get("why", ""),
        )  # fmt: skip
    seen = form.cleaned_data.get("seen") or 0
    services.save(work.draft, said, form.span, user, session, seen=seen)
    return work.draft


def _tried(work: Work, form: ClaimForm, built: Built | None) -> dict[str, Any]:
    if built is None:
        names = [str(form.fields[name].label) for name in form.errors if name in form.fields]
        return {"missing": names}
    claim = built.claims[work.claim_id]
    known = form.choices.known
    without = [work.goes] if work.goes else []
    return {"tried": tried.tried(claim, known, built.incoming.exchanges, without)}


def _page(
    request: HttpRequest,
    work: Work,
    form: ClaimForm,
    more: Mapping[str, Any] | None = None,
    status: int = 200,
) -> HttpResponse:
    drafts = queries.of_document(request.user, work.document)
    chosen = Span(*form.span) if form.span is not None and form.span[0] < form.span[1] else None
    number = request.POST.get("part")
    part = beside.part_of(work.document, number, chosen.start if chosen else None)
    context = {
        "section": SECTION,
        "document": work.document,
        "draft": work.draft,
        "address": work.address,
        "corrects": work.goes,
        "why": request.POST.get("why", ""),
        "new_correction": work.corrects,
        "form": form,
        "page": part,
        "lines": beside.lines(work.document, part, drafts, chosen),
        "chosen": chosen.of(work.document.text) if chosen else "",
        **(more or {}),
    }
    return render(request, "press/claim.html", context, status=status)

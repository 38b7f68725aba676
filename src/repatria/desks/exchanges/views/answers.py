"""One offer: its codes, and what the holder said to each."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from repatria.base.errors import RepatriaError
from repatria.desks.accounts import sessions
from repatria.desks.accounts.guards import needs
from repatria.desks.accounts.proposals.models import Proposal
from repatria.desks.accounts.rights import Action, FieldClass
from repatria.desks.exchanges import kept
from repatria.desks.exchanges.answer_files import Unreadable, read_answers
from repatria.desks.exchanges.asking import Told
from repatria.desks.exchanges.forms_offers import AnswerForm, AnswersForm, BackForm
from repatria.desks.exchanges.models import Entry, EntryKind, Freeze
from repatria.desks.exchanges.queries import offers as found
from repatria.desks.exchanges.registered import FROZEN
from repatria.desks.exchanges.services import backs
from repatria.desks.exchanges.services import offers as services
from repatria.desks.exchanges.views.common import LISTED, may_change, noted, page_of, reader
from repatria.desks.exchanges.views.offers import ON_A_PAGE, frozen_list
from repatria.desks.exchanges.words_offers import BASIS_WORDS, why_words
from repatria.planning.answer_codes import Said
from repatria.planning.answers import Question


@require_GET
@needs(Action.VIEW, FieldClass.LISTED)
def offer(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Its codes in the order, and where each stands."""
    held = frozen_list(request, code)
    return shown(request, held, _offer(held, number))


@require_POST
@needs(Action.VIEW, FieldClass.LISTED)
def answer(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """What the holder said about one code."""
    held = frozen_list(request, code, Action.ENTER)
    form = AnswerForm(request.POST)
    if form.is_valid():
        given = form.cleaned_data
        happened = given["happened"].isoformat() if given["happened"] else ""
        told: Told = [[given["code"].strip(), given["said"], given["basis"], happened]]
        if to := _kept(request, held, number, form, told):
            return to
    return shown(request, held, _offer(held, number), one=form)


@require_POST
@needs(Action.VIEW, FieldClass.LISTED)
def answers(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """A table of answers: all of it is kept, or nothing."""
    held = frozen_list(request, code, Action.ENTER)
    form = AnswersForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            told = read_answers(form.cleaned_data["file"])
        except Unreadable as error:
            for row in error.rows:
                form.add_error("file", row)
            if error.further:
                form.add_error("file", _("And %(n)s more.") % {"n": error.further})
        else:
            if to := _kept(request, held, number, form, told):
                return to
    return shown(request, held, _offer(held, number), many=form)


@require_POST
@needs(Action.VIEW, FieldClass.LISTED)
def back(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """An answer is taken back, with a reason, once a second person agrees."""
    held = frozen_list(request, code, Action.ENTER)
    form = BackForm(request.POST)
    if form.is_valid():
        given = form.cleaned_data
        try:
            made = backs.answers_back(
                held, reader(request), number, given["day"], [given["code"].strip()], given["why"],
                session=sessions.name_of(request),
            )  # fmt: skip
        except RepatriaError as error:
            form.add_error(None, str(error))
        else:
            return redirect("proposals:one", made.pk)
    return shown(request, held, _offer(held, number), back=form)


def shown(request: HttpRequest, held: Freeze, entry: Entry, **forms: Any) -> HttpResponse:
    """The page; a form that was refused comes back with what is wrong."""
    today = timezone.localdate()
    state = found.asking(held)
    rows: list[tuple[int, str, str, str, Question | None]] = []
    for at, (who,) in enumerate(kept.unpacked(entry.told), 1):
        question = state.questions.get(who)
        if question is None or question.offer.number != entry.offer:
            rows.append((at, who, _("taken back"), "", None))
            continue
        said = question.answer or question.late
        basis = str(BASIS_WORDS[said.basis]) if said is not None and said.basis else ""
        words = why_words(said.said if said is not None else question.stands(today))
        rows.append((at, who, words, basis, question))
    page = Paginator(rows, ON_A_PAGE).get_page(request.GET.get("page"))
    context: dict[str, Any] = {
        "of": held.draft.of,
        "freeze": held,
        "entry": entry,
        "page": page,
        "may_change": may_change(request, held),
        **_waiting(held, entry.offer),
        "one": forms.get("one") or AnswerForm(initial={"day": today}),
        "many": forms.get("many") or AnswersForm(initial={"day": today}),
        "back": forms.get("back") or BackForm(initial={"day": today}),
    }
    response = page_of(request, "offer.html", context, 422 if forms else 200)
    noted(request, (FROZEN, held.code), LISTED, count=len(page.object_list))
    return response


def _waiting(held: Freeze, number: int) -> dict[str, Any]:
    """What waits for a second person about this offer, with its codes."""
    found = []
    for asked in Proposal.objects.filter(
        kind=backs.KIND, subject=held.code, state=Proposal.State.OPEN
    ):
        lines = backs.lines_of(asked)
        if lines is not None and lines.offer == number:
            told = kept.unpacked(lines.told)
            rows = [(code, why_words(Said(more[0])) if more else "") for code, *more in told]
            found.append((asked, rows))
    return {"turning": found}


def _kept(
    request: HttpRequest, held: Freeze, number: int, form: AnswerForm | AnswersForm, told: Told
) -> HttpResponse | None:
    """Kept, or proposed where it takes two; nothing where it is refused."""
    given = form.cleaned_data
    try:
        if services.takes_two(held, number, given["day"]):
            made = backs.answers_after(
                held, reader(request), number, given["day"], told, given["why"],
                session=sessions.name_of(request),
            )  # fmt: skip
            return redirect("proposals:one", made.pk)
        services.answer(
            held, reader(request), number, given["day"], told,
            session=sessions.name_of(request),
        )  # fmt: skip
    except RepatriaError as error:
        form.add_error(None, str(error))
        return None
    messages.success(request, _("Kept: %(n)s.") % {"n": len(told)})
    return redirect("exchanges:offer", held.code, number)


def _offer(held: Freeze, number: int) -> Entry:
    entry = Entry.objects.filter(of=held, kind=EntryKind.OFFER, offer=number).first()
    if entry is None:
        raise Http404
    return entry

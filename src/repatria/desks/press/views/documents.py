"""The list of documents, the page of each, and the forms that say something of it."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from repatria.desks.accounts import sessions
from repatria.desks.accounts.access.services import note_search
from repatria.desks.accounts.asking import can, require
from repatria.desks.accounts.guards import needs
from repatria.desks.accounts.models import User
from repatria.desks.accounts.rights import Action, FieldClass
from repatria.desks.common.sentences import told_error
from repatria.desks.press import services
from repatria.desks.press.forms import MarkForm, QuoteForm, SearchForm
from repatria.desks.press.models import Captives, Document
from repatria.desks.press.present import document_page, open_now
from repatria.desks.press.queries import documents as queries
from repatria.desks.press.services.documents import SUBJECT, DocumentError
from repatria.formats.held_text import Lines

SECTION = "press"
_SEE = needs(Action.VIEW, FieldClass.PRESS)
_ENTER = needs(Action.ENTER, FieldClass.PRESS)


def reader(request: HttpRequest) -> User:
    """Who is signed in; a guard stands before every view that asks."""
    assert isinstance(request.user, User)
    return request.user


def found(request: HttpRequest, code: str) -> Document:
    """The document of this code, for those who may see documents at all; 404 where there is none
    that the reader may see."""
    require(request.user, Action.VIEW, FieldClass.PRESS)
    document = queries.document(request.user, code)
    if document is None:
        raise Http404
    return document


@_SEE
@require_http_methods(["GET", "HEAD"])
def listing(request: HttpRequest) -> HttpResponse:
    """Every document that the reader may see, newest first."""
    form = SearchForm(request.GET)
    asked = form.asked()
    page = queries.page_of(queries.documents(request.user, asked), request.GET.get("page"))
    if asked.words:
        codes = [one.code for one in page]
        note_search(
            request,
            SUBJECT,
            asked.words,
            codes,
            field_classes=(FieldClass.PRESS,),
            count=page.paginator.count,
        )
    context = {
        "form": form,
        "page": page,
        "narrowed": any((asked.words, asked.kind, asked.outlet, asked.captives)),
        "outlets": queries.outlets(request.user),
        "may_enter": can(request.user, Action.ENTER, FieldClass.PRESS),
    }
    return page_of(request, "press/documents.html", context)


@require_http_methods(["GET", "HEAD"])
def document(request: HttpRequest, code: str) -> HttpResponse:
    return _document(request, found(request, code))


@_ENTER
@require_POST
def mark(request: HttpRequest, code: str) -> HttpResponse:
    """Say whether captives are to be seen."""
    of = found(request, code)
    if not open_now(request, of):
        # Nobody says what they have not looked at.
        return redirect("press:look", code)
    form = MarkForm(request.POST, auto_id="id_mark_%s")
    if form.is_valid():
        given = form.cleaned_data
        try:
            services.mark(
                of,
                Captives(given["captives"]),
                reader(request),
                given["reason"],
                sessions.name_of(request),
            )
            return redirect("press:document", code)
        except DocumentError as error:
            form.add_error("reason", told_error(error))
    return _document(request, of, marking=form, status=422)


@_ENTER
@require_POST
def quote(request: HttpRequest, code: str) -> HttpResponse:
    """Quote a passage by its words."""
    of = found(request, code)
    if not open_now(request, of):
        return redirect("press:look", code)
    form = QuoteForm(request.POST, auto_id="id_quote_%s")
    if form.is_valid():
        given = form.cleaned_data
        try:
            made = services.quote_words(
                of, given["words"], reader(request), given["line"], sessions.name_of(request)
            )
        except DocumentError as error:
            form.add_error("words", told_error(error))
        else:
            line = Lines(of.text).at(made.start)
            page = (line - 1) // queries.LINES_PER_PAGE + 1
            address = reverse("press:document", args=[code])
            return HttpResponseRedirect(f"{address}?page={page}#q{made.pk}")
    return _document(request, of, quoting=form, status=422)


def _document(
    request: HttpRequest,
    of: Document,
    *,
    marking: MarkForm | None = None,
    quoting: QuoteForm | None = None,
    status: int = 200,
) -> HttpResponse:
    context = document_page(request, of)
    context["marking"] = marking or MarkForm(auto_id="id_mark_%s")
    context["quoting"] = quoting or QuoteForm(auto_id="id_quote_%s")
    response = page_of(request, "press/document.html", context, status)
    if context["plays"]:
        response.headers["Content-Security-Policy"] = context["policy"]
    return response


def page_of(
    request: HttpRequest, template: str, context: dict[str, Any], status: int = 200
) -> HttpResponse:
    return render(request, template, {"section": SECTION, **context}, status=status)

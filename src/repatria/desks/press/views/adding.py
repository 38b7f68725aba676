"""The two forms that add a document: a text that is pasted, and a file."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from repatria.base.errors import FileRefused
from repatria.desks.accounts import sessions
from repatria.desks.common.sentences import told_error
from repatria.desks.press import services
from repatria.desks.press.forms import FileForm, PasteForm
from repatria.desks.press.models import Document
from repatria.desks.press.refusals import said
from repatria.desks.press.services import Added
from repatria.desks.press.services.documents import DocumentError
from repatria.desks.press.views.documents import found, page_of, reader
from repatria.desks.press.views.receiving import receives


@receives
@require_http_methods(["GET", "HEAD", "POST"])
def paste(request: HttpRequest) -> HttpResponse:
    """Add a text; `?supersedes=CODE` where it corrects an earlier one."""

    def add(form: PasteForm, older: Document | None) -> Added:
        return services.add_text(
            reader(request),
            form.about(older),
            form.cleaned_data["text"],
            sessions.name_of(request),
        )

    return _adding(request, PasteForm, "press/paste.html", add)


@receives
@require_http_methods(["GET", "HEAD", "POST"])
def upload(request: HttpRequest) -> HttpResponse:
    """Add a file."""

    def add(form: FileForm, older: Document | None) -> Added:
        return services.add_file(
            reader(request),
            form.about(older),
            form.cleaned_data["file"].arriving,
            sessions.name_of(request),
        )

    return _adding(request, FileForm, "press/upload.html", add)


def _adding(
    request: HttpRequest,
    kind: type[Any],
    template: str,
    add: Callable[[Any, Document | None], Added],
) -> HttpResponse:
    code = request.GET.get("supersedes", "")
    older = found(request, code) if code else None
    refusal: FileRefused | None = getattr(request, "refusal", None)
    form: forms.Form
    if request.method == "POST" and refusal is None:
        form = kind(request.POST, request.FILES)
        if form.is_valid():
            try:
                return _after(request, add(form, older))
            except FileRefused as error:
                refusal = error
            except DocumentError as error:
                form.add_error(None, told_error(error))
    else:
        # Where the form came in pieces, what came stays, and nothing is said of what did not.
        form = kind(initial={**_as_before(older), **request.POST.dict()})
    if refusal is not None:
        services.refused(reader(request), refusal, sessions.name_of(request))
    sentence = said(refusal) if refusal is not None else ""
    context = {"form": form, "refusal": sentence, "older": older}
    return page_of(request, template, context, 422 if request.method == "POST" else 200)


def _as_before(older: Document | None) -> dict[str, str]:
    """What is said of a corrected document is mostly said of its correction too."""
    names = ("title", "outlet", "url", "published", "language")
    return {name: getattr(older, name) for name in names} if older is not None else {}


def _after(request: HttpRequest, added: Added) -> HttpResponse:
    document = added.document
    if added.new:
        told = _("The document is held. Receipt: %(receipt)s")
        messages.success(request, told % {"receipt": document.receipt})
    else:
        messages.info(
            request, _("These bytes are held already: this is the document. Nothing was added.")
        )
    return redirect("press:document", document.code)

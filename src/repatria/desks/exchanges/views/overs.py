"""A round is declared over."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from repatria.base.errors import RepatriaError
from repatria.desks.accounts import sessions
from repatria.desks.accounts.freshness import fresh_sign_in
from repatria.desks.accounts.guards import needs
from repatria.desks.accounts.rights import Action, FieldClass
from repatria.desks.exchanges.forms_caseworker import OverForm
from repatria.desks.exchanges.queries.caseworker import over_of
from repatria.desks.exchanges.services import overs
from repatria.desks.exchanges.views.common import page_of, reader
from repatria.desks.exchanges.views.offers import frozen_list


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Action.PROPOSE, FieldClass.PLANNING)
@fresh_sign_in()
def over(request: HttpRequest, code: str) -> HttpResponse:
    """Proposed with the second factor, declared by a second person."""
    held = frozen_list(request, code, Action.PROPOSE)
    posted = request.method == "POST"
    form = OverForm(request.POST if posted else None, initial={"day": timezone.localdate()})
    if posted and form.is_valid():
        try:
            made = overs.propose(
                held, reader(request), form.cleaned_data["day"], form.cleaned_data["why"],
                session=sessions.name_of(request), fresh=True,
            )  # fmt: skip
        except RepatriaError as error:
            form.add_error(None, str(error))
        else:
            return redirect("proposals:one", made.pk)
    context = {
        "of": held.draft.of,
        "freeze": held,
        "form": form,
        "over": over_of(held),
        "entries": held.entries.count(),
    }
    return page_of(request, "round_over.html", context, 422 if form.is_bound else 200)

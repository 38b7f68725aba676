"""What becomes of a refusal: it is noted, and answered with a clear sentence."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from repatria.desks.accounts.access.services import PurposeNeeded, note_refused
from repatria.desks.accounts.models import User


class Refusals:
    """Notes every refusal of a view. Who is signed in gets the page that says why; who has not said
    what for is asked, and comes back to the same address."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if isinstance(error, PurposeNeeded):
            again = request.get_full_path() if request.method in ("GET", "HEAD") else ""
            return redirect(f"{reverse('access:purpose')}?{urlencode({'next': again})}")
        if not isinstance(error, PermissionDenied):
            return None
        note_refused(request, error)
        if not isinstance(request.user, User):
            return None  # whoever may sign in is asked to, further out
        return render(request, "403.html", {"said": str(error)}, status=403)

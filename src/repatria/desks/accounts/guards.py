"""What a view of a desk asks before it answers."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.http import HttpRequest, HttpResponse

from repatria.desks.accounts.asking import require
from repatria.desks.accounts.rights import Action, FieldClass

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]


def needs(action: Action, field_class: FieldClass) -> Callable[[View[P]], View[P]]:
    """A view for those whose roles allow this. Whoever is not signed in is sent to sign in; who is,
    and may not, is refused with a sentence, and the access log keeps that they tried."""

    def decorated(view: View[P]) -> View[P]:
        @wraps(view)
        def asked(request: HttpRequest, /, *args: P.args, **named: P.kwargs) -> HttpResponse:
            require(request.user, action, field_class)
            return view(request, *args, **named)

        return asked

    return decorated

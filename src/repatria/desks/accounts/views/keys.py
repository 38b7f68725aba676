"""Taking a passkey away, unless it is the last factor of somebody who needs one."""

from __future__ import annotations

from typing import Any

from allauth.mfa.webauthn.views import RemoveWebAuthnView
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from repatria.desks.accounts import events, factors
from repatria.desks.accounts.adapters import SecondFactorAdapter


class RemoveKey(RemoveWebAuthnView):  # type: ignore[misc]
    def form_valid(self, form: Any) -> HttpResponse:
        key = self.get_object()
        if factors.last(key):
            events.signal("factor.kept", self.request, key.user.code)
            words = SecondFactorAdapter.error_messages["cannot_delete_authenticator"]
            messages.error(self.request, words)
            return redirect("mfa_index")
        response: HttpResponse = super().form_valid(form)
        return response


remove_key = RemoveKey.as_view()

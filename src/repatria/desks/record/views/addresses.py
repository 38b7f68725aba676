"""The addresses of legs and exchanges, on the day that a page is asked about."""

from __future__ import annotations

from functools import cache

from django.urls import reverse

from repatria.desks.record.present.addresses import Addresses
from repatria.statements.record import Leg


def addresses(query: str) -> Addresses:
    """`query` is kept in every link. Each address is made once: drawing and table share them."""

    @cache
    def leg(one: Leg) -> str:
        codes = [one.exchange, one.giver, one.receiver, one.track.value]
        return reverse("record:leg", args=codes) + query

    @cache
    def exchange(code: str) -> str:
        return reverse("record:exchange", args=[code]) + query

    return Addresses(leg, exchange)

"""How many named records somebody's programs may read in a day.

To take many names out of the register at once is decided by two people, on the page of files with
names. So that the interface is no way round that, what it shows is counted over all tokens of one
person.
"""

from __future__ import annotations

from allauth.core.internal.ratelimit import cache_lock
from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest
from django.utils import timezone
from ninja.errors import HttpError

from repatria.desks.accounts.access.services import note_refused
from repatria.desks.people.api.common import reader

_A_DAY = 25 * 3600
"""Seconds for which a day's count is kept: a little longer than the day."""
TOO_MANY = (
    "Your programs have read {most} named records today, the most in a day. More at once is a file "
    "with names, which two people decide on its page."
)


def count(request: HttpRequest, records: int) -> None:
    """Count named records that are about to be shown. Raises `HttpError` (429) where they would be
    more than a day's; then none is shown, and the log keeps that it was tried."""
    if not records:
        return
    most = int(settings.REPATRIA_API_NAMES)
    key = f"people.api.names:{reader(request).code}:{timezone.localdate()}"
    # Where the lock is not had within its second, it is counted all the same.
    with cache_lock(key):
        held = int(cache.get(key, 0))
        if held + records <= most:
            cache.set(key, held + records, _A_DAY)
            return
    refusal = HttpError(429, TOO_MANY.format(most=most))
    note_refused(request, refusal, count=held)
    raise refusal

"""Days that can have been: what is stated happened, and was said, before now."""

from __future__ import annotations

from datetime import date, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from repatria.base.dates import partial_date
from repatria.desks.people.refusals import PeopleError

_ELSEWHERE = timedelta(days=1)
"""In other places it is tomorrow already."""


def not_to_come(*days: str | date | None) -> None:
    """Nobody can tell today what was said or done on a day that is still to come: it would stand as
    the newest word until then. Partial dates, days, or nothing. Raises `PeopleError`, and
    `ValueProblem` for what is no date."""
    latest = timezone.localdate() + _ELSEWHERE
    for each in filter(None, days):
        first = each if isinstance(each, date) else partial_date(each).first
        if first > latest:
            raise PeopleError(_("%s is still to come.") % each)

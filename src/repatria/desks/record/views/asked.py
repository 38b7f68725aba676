"""What a page is asked for: the period, and the day as of which things are to be known."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.http import HttpRequest

from repatria.desks.common.forms import PeriodForm
from repatria.desks.record.queries import EVER, until_today


@dataclass(frozen=True, slots=True)
class Asked:
    """The filter as sent. `day` is that of `as_known`, or today; `query` keeps it in links."""

    form: PeriodForm
    start: date | None
    until: date | None
    as_known: date | None

    @property
    def day(self) -> date:
        return until_today(self.as_known or EVER)

    @property
    def query(self) -> str:
        return "?" + urlencode({"as_known": str(self.as_known)}) if self.as_known else ""


def ask(request: HttpRequest, *, with_period: bool = False) -> Asked:
    """Read the filter; a page of one thing has no period, only the day."""
    form = PeriodForm(request.GET)
    if not with_period:
        del form.fields["from"], form.fields["until"]
    window = form.window()
    return Asked(form, window.start, window.until, window.as_known)

"""What lies beside an exchange: the one before, the one after."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from repatria.base.dates import PartialDate
from repatria.desks.record import models
from repatria.desks.record.queries import EVER
from repatria.formats.frame_json import exchange_from_json
from repatria.statements.record import Exchange
from repatria.statements.vocabulary import Track


@dataclass(frozen=True, slots=True)
class Near:
    code: str
    day: PartialDate
    track: Track


def neighbours(exchange: Exchange, day: date = EVER) -> tuple[Near | None, Near | None]:
    """The exchanges before and after one, as known on `day`, in the order of days and codes."""
    rows = models.Exchange.objects.filter(known_from__lte=day)
    on, code = exchange.date.first, exchange.code
    before = rows.filter(Q(day__lt=on) | Q(day=on, code__lt=code)).order_by("-day", "-code")
    after = rows.filter(Q(day__gt=on) | Q(day=on, code__gt=code)).order_by("day", "code")
    found = (each.values_list("data", flat=True).first() for each in (before, after))
    first, last = (None if data is None else _near(exchange_from_json(data)) for data in found)
    return first, last


def _near(exchange: Exchange) -> Near:
    return Near(exchange.code, exchange.date, exchange.track)

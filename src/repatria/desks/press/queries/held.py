"""What the public record holds, as the press desk needs it: what a form may speak of, and the part
of the record that a claim is held against."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from django.db.models import Q

from repatria.base.dates import partial_date
from repatria.base.errors import ValueProblem
from repatria.desks.press.models import Document
from repatria.desks.record import held, models, store
from repatria.formats.statements import Known
from repatria.statements.claim import Claim, Source
from repatria.statements.record import Exchange, Record
from repatria.statements.vocabulary import Track

MOST_WHOLE = 2000
"""Up to so many claims the whole record is examined while somebody types; above, the exchange."""
CHOICES = 400
NEAR = timedelta(days=10)


def known() -> Known:
    """What a form may speak of."""
    return held.known(0)


def source_of(document: Document) -> Source:
    """The source that a document becomes before the public: what is said of it and the digest of
    its bytes, nothing of what it holds."""
    return Source(
        key=f"d-{document.code}",
        title=document.title,
        url=document.url if document.url.startswith(("https://", "http://")) else "",
        published=document.published,
        outlet=document.outlet,
        digest=document.digest,
    )


def claim(code: str) -> Claim | None:
    """A published claim."""
    return next(iter(claims([code]).values()), None)


def claims(codes: Iterable[str]) -> dict[str, Claim]:
    rows = models.Claim.objects.filter(code__in=list(codes))
    return {one.id: one for one in store.claims(rows)}


def exchanges_near(day: str, track: Track | None = None) -> list[Exchange]:
    """The exchanges around a day, those nearest to it first; around none, the latest."""
    rows = models.Exchange.objects.all()
    if track is not None:
        rows = rows.filter(track=track.value)
    middle = day_of(day)
    if middle is None:
        return list(store.exchanges(rows.order_by("-day", "-code")[:CHOICES]).values())
    around = rows.filter(day__gte=middle - NEAR, day__lte=middle + NEAR)
    found = store.exchanges(around.order_by("day", "code")[:CHOICES]).values()
    return sorted(found, key=lambda one: (abs(one.date.first - middle), one.code))


def exchanges() -> list[Exchange]:
    """The exchanges to choose from, the latest first."""
    rows = models.Exchange.objects.order_by("-day", "-code")[:CHOICES]
    return list(store.exchanges(rows).values())


def record_for(new: Claim, exchange: Exchange | None) -> Record:
    """The part of the record that a claim is examined with: all of it while it is small, else what
    was said of the claim's exchange."""
    whole = models.Claim.objects.count() <= MOST_WHOLE
    rows = models.Claim.objects.order_by("said", "code")
    held_exchanges = models.Exchange.objects.all()
    if not whole:
        rows = rows.filter(Q(exchange=new.exchange) if new.exchange else Q(code=new.supersedes))
        held_exchanges = held_exchanges.filter(code=new.exchange)
    found = store.exchanges(held_exchanges)
    if exchange is not None:
        found.setdefault(exchange.code, exchange)
    return Record(
        parties=tuple(store.parties().values()),
        agreements=tuple(store.agreements().values()) if whole else (),
        exchanges=tuple(found.values()),
        claims=tuple(store.claims(rows)),
        judgements=tuple(store.judgements()),
    )


def day_of(text: str) -> date | None:
    """The first day of a date as it is written; none where there is none."""
    try:
        return partial_date(text).first if text else None
    except ValueProblem:
        return None

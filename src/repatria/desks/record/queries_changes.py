"""What changed: the log of what became public, and the record of one day beside that of another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.core.paginator import Page, Paginator
from django.db.models import Exists, OuterRef, Q, QuerySet

from repatria.desks.record import models, store
from repatria.desks.record.changes import What
from repatria.desks.record.labels import Names
from repatria.desks.record.queries import (
    PER_PAGE,
    FoundContradiction,
    LegSummary,
    contradictions_of,
    holding,
    leg_summaries,
    names_for,
)
from repatria.desks.record.queries_contradictions import claims_by_id
from repatria.desks.record.verdicts import batches
from repatria.statements.claim import Claim, Speaker
from repatria.statements.record import Leg

MOST = 60
"""Of each kind of thing, how many a page that compares two days shows; its files hold all."""
_ROWS = 2000
_OF_CLAIMS = (What.PUBLISHED, What.CORRECTED, What.WITHDRAWN)


@dataclass(frozen=True, slots=True)
class Change:
    """One line of the log, with the claim or the finding that it is about, where it is held."""

    id: int
    what: What
    at: datetime
    day: date
    kind: str
    subject: str
    claim: Claim | None
    corrected: Claim | None
    """The earlier word of the same speaker that a correction takes the place of."""
    finding: FoundContradiction | None


@dataclass(frozen=True, slots=True)
class ChangesView:
    changes: tuple[Change, ...]
    names: Names


@dataclass(frozen=True, slots=True)
class LegDifference:
    """A leg on the page of one day and of the other; None where it was not on the page."""

    before: LegSummary | None
    after: LegSummary | None

    @property
    def either(self) -> LegSummary:
        found = self.after or self.before
        if found is None:
            raise ValueError("a leg that is on neither page")
        return found


@dataclass(frozen=True, slots=True)
class DaysView:
    """What the record said on one day and on the other. `more` is whether something is left out."""

    legs: tuple[LegDifference, ...]
    claims: ChangesView
    opened: tuple[FoundContradiction, ...]
    ended: tuple[FoundContradiction, ...]
    names: Names
    more: bool


def latest(most: int) -> ChangesView:
    """The latest changes, newest first."""
    return view_of(models.Change.objects.all()[:most])


def page_of_changes(page: str | int | None) -> tuple[Page[models.Change], ChangesView]:
    shown = Paginator(models.Change.objects.all(), PER_PAGE).get_page(page)
    return shown, view_of(shown.object_list)


def every_change() -> Iterator[ChangesView]:
    """The whole log, some thousand lines at a time."""
    return _views(models.Change.objects.all())


def between(start: date, end: date, most: int | None = MOST) -> DaysView:
    """What became known after `start` and by `end`: at most so many of each kind of thing."""
    legs, more_legs = _legs(start, end, most)
    rows = models.Change.objects.filter(what__in=_OF_CLAIMS, day__gt=start, day__lte=end)
    claims = _joined(_views(rows.order_by("day", "id")[: _one_more(most)]))
    opened = _found_on(end, start, most)
    ended = _found_on(start, end, most)
    lists = (claims.changes, opened, ended)
    more = more_legs or (most is not None and any(len(each) > most for each in lists))
    speakers = {
        code
        for each in legs
        for summary in (each.before, each.after)
        if summary is not None
        for side in (summary.giver, summary.receiver)
        for code in side.speakers
    }
    told = names_for((), (*opened, *ended))
    who = {**told.speakers, **store.speakers(speakers)}
    names = Names(told.parties, who, told.sources, told.days)
    return DaysView(
        legs,
        ChangesView(claims.changes[:most], claims.names),
        opened[:most],
        ended[:most],
        names,
        more,
    )


def _one_more(most: int | None) -> int | None:
    return None if most is None else most + 1


def _legs(start: date, end: date, most: int | None) -> tuple[tuple[LegDifference, ...], bool]:
    """The legs whose headline differs; those of the latest days where there are too many."""
    turned = models.LegState.objects.filter(
        Q(since__gt=start, since__lte=end) | Q(until__gt=start, until__lte=end)
    )
    legs = models.Leg.objects.filter(pk__in=turned.values("leg")).order_by("-day", "-pk")
    ids = list(legs.values_list("pk", flat=True)[: _one_more(most)])
    before: dict[Leg, LegSummary] = {}
    after: dict[Leg, LegSummary] = {}
    for batch in batches(ids[:most], _ROWS):
        where = Q(leg__in=batch)
        before.update((one.leg, one) for one in leg_summaries(where, start))
        after.update((one.leg, one) for one in leg_summaries(where, end))
    found = [LegDifference(before.get(leg), after.get(leg)) for leg in {**before, **after}]
    found = [one for one in found if one.before != one.after]
    found.sort(key=lambda one: (one.either.day, one.either.leg))
    return tuple(found), most is not None and len(ids) > most


def _found_on(day: date, not_on: date, most: int | None) -> tuple[FoundContradiction, ...]:
    """What contradicts on one day and not on another."""
    other = models.Finding.objects.filter(holding(not_on), key=OuterRef("key"))
    rows = models.Finding.objects.filter(holding(day)).exclude(kind="carried")
    rows = rows.filter(~Exists(other)).order_by("-day", "key")
    ids = list(rows.values_list("pk", flat=True)[: _one_more(most)])
    return tuple(
        one
        for batch in batches(ids, _ROWS)
        for one in contradictions_of(models.Finding.objects.filter(pk__in=batch))
    )


def _views(rows: QuerySet[models.Change]) -> Iterator[ChangesView]:
    """In batches: a store takes only so many keys in one question."""
    for batch in batches(list(rows.values_list("pk", flat=True)), _ROWS):
        held = models.Change.objects.in_bulk(batch)
        yield view_of(held[pk] for pk in batch)


def _joined(views: Iterable[ChangesView]) -> ChangesView:
    changes: list[Change] = []
    speakers: dict[str, Speaker] = {}
    names = Names()
    for view in views:
        changes += view.changes
        speakers.update(view.names.speakers)
        names = view.names
    return ChangesView(tuple(changes), Names(names.parties, speakers))


def view_of(rows: Iterable[models.Change]) -> ChangesView:
    """Lines of the log with what they are about: the number of queries does not grow with them."""
    held = list(rows)
    about = {row.subject for row in held if row.what in _OF_CLAIMS}
    corrected = {row.corrects for row in held if row.corrects}
    claims = {claim.id: claim for claim in claims_by_id(about | corrected)}
    keys = {row.subject for row in held if row.what not in _OF_CLAIMS}
    last = models.Finding.objects.filter(key__in=keys).order_by("since", "pk")
    ids = dict(last.values_list("key", "pk"))
    found = {
        one.key: one
        for one in contradictions_of(models.Finding.objects.filter(pk__in=ids.values()))
    }
    changes = tuple(
        Change(
            row.pk,
            What(row.what),
            row.at,
            row.day,
            row.kind,
            row.subject,
            claims.get(row.subject) if row.what in _OF_CLAIMS else None,
            claims.get(row.corrects),
            None if row.what in _OF_CLAIMS else found.get(row.subject),
        )
        for row in held
    )
    return ChangesView(changes, names_for(claims.values(), found.values()))

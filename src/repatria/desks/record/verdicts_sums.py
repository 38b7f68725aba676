"""Verdict tables of sums: totals and ordinals checked against the legs, readings compared."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date

from django.db.models import Q

from repatria.base.canonical import digest
from repatria.desks.record import models, store
from repatria.desks.record.finding_json import (
    carried_to_json,
    ordinal_to_json,
    total_to_json,
)
from repatria.desks.record.verdicts import Shelf, finding_row, leg_ids, save_findings
from repatria.statements.claim import Claim
from repatria.statements.contradiction import Contradiction
from repatria.statements.examine import is_ordinal, ordinal_contradictions
from repatria.statements.history import KnownCalendar, ordinal_history
from repatria.statements.quantity import Interval
from repatria.statements.readings import reading_contradictions
from repatria.statements.record import Leg
from repatria.statements.series import LegWords, Words
from repatria.statements.spans import Span
from repatria.statements.sums import is_total
from repatria.statements.sums_history import SumsHistory, groups_of, sums_history
from repatria.statements.vocabulary import ClaimKind, Track

Sides = tuple[str, str, str]
"""Two parties in alphabetical order, and the track: the two directions that totals may join."""


def sides_of(giver: str, receiver: str, track: str) -> Sides:
    first, second = sorted((giver, receiver))
    return first, second, track


def totals_between(sides: Sides, shelf: Shelf) -> list[Claim]:
    first, second, track = sides
    rows = models.Claim.objects.filter(
        kind=ClaimKind.TOTAL, track=track, giver__in=(first, second), receiver__in=(first, second)
    )
    return [c for c in shelf.claims(rows.values_list("data", flat=True)) if is_total(c)]


def rebuild_sums(sides: Sides, shelf: Shelf, among: Collection[str] | None = None) -> None:
    """Check the totals between two parties anew: all of them, or only those named."""
    totals = totals_between(sides, shelf)
    if not totals or (among is not None and not among):
        return
    first, second, track = sides
    where = Q(track=track, giver__in=(first, second), receiver__in=(first, second))
    ids = leg_ids(where)
    by_id = {pk: leg for leg, pk in ids.items()}
    days: dict[Leg, date] = {}
    spans: list[Span[LegWords]] = []
    rows = models.LegState.objects.filter(
        counted=True, leg__track=track, leg__giver__in=(first, second),
        leg__receiver__in=(first, second),
    ).values_list("leg_id", "day", "since", "until", "words")  # fmt: skip
    for pk, day, since, until, words in rows:
        leg = by_id.get(pk)
        if leg is not None:
            days[leg] = day
            spans.append(Span(since, until, LegWords(leg, _words(words))))
    known = models.Exchange.objects.values_list("known_from", "day")
    history = sums_history(spans, days, totals, shelf.retirements(totals), known, among)
    _save_sums(history, {c.id: c for c in totals}, among, ids)


def _words(value: dict[str, list[list[int | None] | None]]) -> dict[str, Words]:
    return {counting: Words(_interval(a), _interval(b)) for counting, (a, b) in value.items()}


def _interval(value: list[int | None] | None) -> Interval | None:
    return None if value is None else Interval(value[0] or 0, value[1])


def _save_sums(
    history: SumsHistory,
    totals: dict[str, Claim],
    among: Collection[str] | None,
    ids: dict[Leg, int],
) -> None:
    touched = totals if among is None else {one: totals[one] for one in among if one in totals}
    scopes = {f"total:{one}" for one in touched}
    groups = {_group_scope(group) for claim in touched.values() for group in groups_of(claim)}
    for batch in _chunks(scopes | groups):
        models.Finding.objects.filter(scope__in=batch).delete()
    for batch in _chunks(touched):
        models.Check.objects.filter(claim__in=batch).delete()
    models.Check.objects.bulk_create(
        [
            models.Check(
                claim_id=check.claim, since=span.since, until=span.until, data=total_to_json(check)
            )
            for span in history.checks
            for check in span.item
        ],
        batch_size=1000,
    )
    found = [
        finding_row(span, _scope(span.item, totals), totals[span.item.claims[0]].said_on.first)
        for span in history.contradictions
    ]
    for carried in history.carried:
        row = models.Finding(
            key="",
            kind="carried",
            scope=_pair_scope(totals[carried.item.giver], carried.item.legs),
            day=totals[carried.item.giver].said_on.first,
            since=carried.since,
            until=carried.until,
            data=carried_to_json(carried.item),
        )
        found.append((row, carried.item.legs))
    save_findings(found, ids)


def _chunks(items: Iterable[str]) -> Iterable[list[str]]:
    ordered = sorted(items)
    return (ordered[i : i + 500] for i in range(0, len(ordered), 500))


def _scope(item: Contradiction, totals: dict[str, Claim]) -> str:
    """A failed total is computed from itself, two that differ from the group they stand in."""
    claim = totals[item.claims[0]]
    if item.kind != "between_sides":
        return f"total:{claim.id}"
    for group in groups_of(claim):
        if f"{group[0].giver}>{group[0].receiver}" == item.where:
            return _group_scope(group)
    raise AssertionError(item.where)


def _pair_scope(claim: Claim, legs: tuple[Leg, ...]) -> str:
    for group in groups_of(claim):
        if (group[0].giver, group[0].receiver) == (legs[0].giver, legs[0].receiver):
            return _group_scope(group)
    raise AssertionError(legs)


def _group_scope(group: tuple[object, date, date]) -> str:
    key, first, last = group
    return f"group:{digest([str(key), first.isoformat(), last.isoformat()])[:32]}"


def rebuild_ordinals(shelf: Shelf, tracks: Collection[Track] = tuple(Track)) -> None:
    """Count the exchanges again for the ordinals on some tracks."""
    rows = models.Claim.objects.filter(kind=ClaimKind.ORDINAL, track__in=tracks)
    claims = [c for c in shelf.claims(rows.values_list("data", flat=True)) if is_ordinal(c)]
    if not claims:
        return
    for batch in _chunks(claim.id for claim in claims):
        models.Check.objects.filter(claim__in=batch).delete()
        models.Finding.objects.filter(scope__in=[f"ordinal:{one}" for one in batch]).delete()
    held = models.Exchange.objects.filter(track__in=tracks)
    known = dict(held.values_list("code", "known_from"))
    calendar = KnownCalendar(store.exchanges(held).values(), known)
    gone = shelf.retirements(claims)
    checks: list[models.Check] = []
    found = []
    for claim in claims:
        for span in ordinal_history(claim, calendar, gone):
            checks.append(
                models.Check(
                    claim_id=claim.id,
                    since=span.since,
                    until=span.until,
                    data=ordinal_to_json(span.item),
                )
            )
            for item in ordinal_contradictions([span.item]):
                failed = Span(span.since, span.until, item)
                found.append(finding_row(failed, f"ordinal:{claim.id}", claim.said_on.first))
    models.Check.objects.bulk_create(checks, batch_size=1000)
    save_findings(found, {})


def rebuild_readings() -> None:
    """Compare the readings of every agreement anew."""
    models.Finding.objects.filter(scope__startswith="agreement:").delete()
    save_findings(
        (
            finding_row(
                Span(agreement.date.first, None, item),
                f"agreement:{agreement.code}",
                agreement.date.first,
            )
            for agreement in store.agreements().values()
            for item in reading_contradictions(agreement)
        ),
        {},
    )

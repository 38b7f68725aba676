"""Verdict tables of sums: totals and ordinals checked against the legs, readings compared."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date

from django.db.models import Q, QuerySet

from repatria.base.canonical import digest
from repatria.desks.record import models, store
from repatria.desks.record.continuing import continue_spans
from repatria.desks.record.finding_json import (
    carried_to_json,
    ordinal_to_json,
    total_to_json,
)
from repatria.desks.record.verdicts import Row, Shelf, finding_row, leg_ids, save_findings
from repatria.statements.claim import Claim
from repatria.statements.contradiction import Carried, Contradiction
from repatria.statements.examine import is_ordinal, ordinal_contradictions
from repatria.statements.history import KnownCalendar, ordinal_history
from repatria.statements.quantity import Interval
from repatria.statements.readings import reading_contradictions
from repatria.statements.record import Leg
from repatria.statements.series import LegWords, Words
from repatria.statements.spans import Span
from repatria.statements.sums import is_total
from repatria.statements.sums_history import SumsHistory, first_day, groups_of, sums_history
from repatria.statements.vocabulary import ClaimKind

Sides = tuple[str, str, str]
"""Two parties in alphabetical order, and the track: the two directions that totals may join."""


def sides_of(giver: str, receiver: str, track: str) -> Sides:
    first, second = sorted((giver, receiver))
    return first, second, track


def totals_between(sides: Sides, shelf: Shelf) -> list[Claim]:
    rows = models.Claim.objects.filter(_between(sides), kind=ClaimKind.TOTAL)
    return [c for c in shelf.claims(rows.values_list("data", flat=True)) if is_total(c)]


def rebuild_sums(
    sides: Sides,
    totals: list[Claim],
    shelf: Shelf,
    among: Collection[str] | None = None,
    since: date = date.min,
) -> None:
    """Check the totals between two parties anew: all, or those named, from a day on."""
    if not totals or (among is not None and not among):
        return
    held = {claim.id: claim for claim in totals}
    ids = leg_ids(_between(sides))
    by_id = {pk: leg for leg, pk in ids.items()}
    days: dict[Leg, date] = {}
    spans: list[Span[LegWords]] = []
    start = max(first_day(held, among), since)
    rows = models.LegState.objects.filter(
        Q(until=None) | Q(until__gte=start), counted=True, leg__in=_legs_between(sides)
    ).values_list("leg_id", "day", "since", "until", "words")
    for pk, day, held_since, until, words in rows:
        leg = by_id[pk]
        days[leg] = day
        spans.append(Span(held_since, until, LegWords(leg, _words(words))))
    known = models.Exchange.objects.values_list("known_from", "day")
    history = sums_history(spans, days, totals, shelf.retirements(totals), known, among, since)
    touched = held if among is None else {one: held[one] for one in among if one in held}
    _save_sums(history, held, touched, ids, start)


def _between(sides: Sides) -> Q:
    first, second, track = sides
    return Q(track=track, giver__in=(first, second), receiver__in=(first, second))


def _legs_between(sides: Sides) -> QuerySet[models.Leg]:
    return models.Leg.objects.filter(_between(sides))


def _words(value: dict[str, list[list[int | None] | None]]) -> dict[str, Words]:
    return {counting: Words(_interval(a), _interval(b)) for counting, (a, b) in value.items()}


def _interval(value: list[int | None] | None) -> Interval | None:
    return None if value is None else Interval(value[0] or 0, value[1])


def _save_sums(
    history: SumsHistory,
    totals: dict[str, Claim],
    touched: dict[str, Claim],
    ids: dict[Leg, int],
    start: date,
) -> None:
    """Put the spans from `start` on in place of those held for the totals that were checked."""
    _save_checks(history, touched, start)
    scopes = {f"total:{one}" for one in touched}
    scopes |= {group_scope(group) for claim in touched.values() for group in groups_of(claim)}
    held: list[models.Finding] = []
    for batch in _chunks(scopes):
        rows = models.Finding.objects.filter(scope__in=batch)
        rows.filter(since__gte=start).delete()
        held += rows.filter(Q(until=None) | Q(until__gt=start))
    found = [
        finding_row(span, _scope(span.item, totals), totals[span.item.claims[0]].said_on.first)
        for span in history.contradictions
    ]
    found += [_carried_row(span, totals) for span in history.carried]
    legs = {id(row): on for row, on in found}
    fresh, changed = continue_spans(held, [row for row, _ in found], start, _finding_key)
    models.Finding.objects.bulk_update(changed, ["until"], batch_size=1000)
    save_findings([(row, legs[id(row)]) for row in fresh], ids)


def _save_checks(history: SumsHistory, touched: dict[str, Claim], start: date) -> None:
    held: list[models.Check] = []
    for batch in _chunks(touched):
        rows = models.Check.objects.filter(claim__in=batch)
        rows.filter(since__gte=start).delete()
        held += rows.filter(Q(until=None) | Q(until__gt=start))
    new = [
        models.Check(
            claim_id=check.claim, since=span.since, until=span.until, data=total_to_json(check)
        )
        for span in history.checks
        for check in span.item
    ]
    fresh, changed = continue_spans(held, new, start, lambda row: (row.claim_id, row.data["where"]))
    models.Check.objects.bulk_update(changed, ["until"], batch_size=1000)
    models.Check.objects.bulk_create(fresh, batch_size=1000)


def _finding_key(row: models.Finding) -> tuple[str, ...]:
    pair = (row.data["giver"], row.data["receiver"]) if row.kind == "carried" else ()
    return row.scope, row.key, *pair


def _carried_row(span: Span[Carried], totals: dict[str, Claim]) -> Row:
    giver, legs = totals[span.item.giver], span.item.legs
    row = models.Finding(
        key="",
        kind="carried",
        scope=_scope_at(giver, span.item.where),
        day=giver.said_on.first,
        since=span.since,
        until=span.until,
        data=carried_to_json(span.item),
    )
    return row, legs


def _chunks(items: Iterable[str]) -> Iterable[list[str]]:
    ordered = sorted(items)
    return (ordered[i : i + 500] for i in range(0, len(ordered), 500))


def _scope(item: Contradiction, totals: dict[str, Claim]) -> str:
    """A failed total is computed from itself, two that differ from the group they stand in."""
    claim = totals[item.claims[0]]
    if item.kind != "between_sides":
        return f"total:{claim.id}"
    return _scope_at(claim, item.where)


def _scope_at(claim: Claim, where: str) -> str:
    """The group that a total stands in, in one direction."""
    for group in groups_of(claim):
        if f"{group[0].giver}>{group[0].receiver}" == where:
            return group_scope(group)
    raise AssertionError(where)


def group_scope(group: tuple[object, date, date]) -> str:
    key, first, last = group
    return f"group:{digest([str(key), first.isoformat(), last.isoformat()])[:32]}"


def rebuild_ordinals(shelf: Shelf, which: Q | None = None) -> None:
    """Count the exchanges again, for all ordinals or for some."""
    rows = models.Claim.objects.filter(which or Q(), kind=ClaimKind.ORDINAL)
    claims = [c for c in shelf.claims(rows.values_list("data", flat=True)) if is_ordinal(c)]
    if not claims:
        return
    for batch in _chunks(claim.id for claim in claims):
        models.Check.objects.filter(claim__in=batch).delete()
        models.Finding.objects.filter(scope__in=[f"ordinal:{one}" for one in batch]).delete()
    held = models.Exchange.objects.filter(track__in={claim.track for claim in claims})
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

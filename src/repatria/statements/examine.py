"""Examine a whole record: grade every leg, check every total and ordinal."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from repatria.base.progress import Progress, silent
from repatria.statements.chains import Chains
from repatria.statements.claim import Claim
from repatria.statements.contradiction import Carried, Contradiction, ContradictionKind
from repatria.statements.figures import LegVerdict
from repatria.statements.ordinals import Calendar, OrdinalCheck, check_ordinal
from repatria.statements.readings import reading_contradictions
from repatria.statements.record import Leg, Record, SignedFigure, known, retired_on, retirements
from repatria.statements.roots import Utterance, verdicts
from repatria.statements.scopes import by_scope, examine_exchange, examine_loose, judged_within
from repatria.statements.series import SeriesKey
from repatria.statements.sums import (
    as_contradiction,
    build_series,
    carry_all,
    check_claim,
    fill,
    is_total,
    keys_of,
)
from repatria.statements.total_check import TotalCheck
from repatria.statements.vocabulary import ClaimKind, Unit

_REPORT_EVERY = 500


@dataclass(frozen=True, slots=True)
class Examination:
    """All that a record comes to on one day."""

    legs: Mapping[Leg, LegVerdict]
    contradictions: tuple[Contradiction, ...]
    carried: tuple[Carried, ...]
    totals: tuple[TotalCheck, ...]
    ordinals: tuple[OrdinalCheck, ...]
    utterances: tuple[Utterance, ...]


def examine(record: Record, day: date | None = None, progress: Progress = silent) -> Examination:
    """Grade and check the record as known on `day` (all of it, where no day is given).

    Work and memory grow linearly with the claims, up to the logarithm of the number of legs for
    each total.
    """
    if day is not None:
        record = known(record, day)
    retired = retired_on(retirements(record.claims), day or date.max)
    judged = verdicts(record.judgements, day or date.max)
    signed: dict[str, list[SignedFigure]] = {}
    for act in record.signed:
        signed.setdefault(act.leg.exchange, []).append(act)
    exchanges, loose = by_scope(record)
    within = judged_within(judged, [*exchanges.values(), *loose])
    legs: dict[Leg, LegVerdict] = {}
    found: list[Contradiction] = []
    said: list[Utterance] = []
    for index, (code, claims) in enumerate(exchanges.items()):
        if index % _REPORT_EVERY == 0:
            progress(index, len(exchanges), "grading")
        exchange = record.exchange_by_code[code]
        own = within.get(index, {})
        scope = examine_exchange(exchange, claims, retired, own, signed.get(code, ()))
        legs.update(scope.legs)
        found += scope.contradictions
        said += scope.utterances
    progress(len(exchanges), len(exchanges), "grading")
    for index, cluster in enumerate(loose, len(exchanges)):
        if len(cluster) > 1:
            scope = examine_loose(cluster, retired, within.get(index, {}))
            found += scope.contradictions
            said += scope.utterances
    live = [claim for claim in record.claims if claim.id not in retired]
    ordinals = [
        check_ordinal(claim, calendar)
        for calendar in (Calendar(record.exchanges),)
        for claim in live
        if is_ordinal(claim)
    ]
    found += ordinal_contradictions(ordinals)
    totals, carried, failed = _check_totals(record, live, legs)
    found += failed
    for agreement in record.agreements:
        found += reading_contradictions(agreement)
    return Examination(
        legs, tuple(found), tuple(carried), tuple(totals), tuple(ordinals), tuple(said)
    )


def _check_totals(
    record: Record,
    live: Iterable[Claim],
    legs: Mapping[Leg, LegVerdict],
) -> tuple[list[TotalCheck], list[Carried], list[Contradiction]]:
    begins = record_begins(record)
    happened = {e.code: e for e in record.exchanges if e.happened}
    counted = {leg: verdict for leg, verdict in legs.items() if leg.exchange in happened}
    series = build_series((leg, happened[leg.exchange].date.first) for leg in counted)
    fill(series, counted)
    totals = [claim for claim in live if is_total(claim)]
    by_key: dict[SeriesKey, list[Claim]] = {}
    for claim in totals:
        for key in keys_of(claim):
            by_key.setdefault(key, []).append(claim)
    earlier = {key: Chains(claims) for key, claims in by_key.items()}
    checks: list[TotalCheck] = []
    found: list[Contradiction] = []
    for claim in totals:
        for check in check_claim(claim, series, begins, earlier):
            checks.append(check)
            keys = (key for key in keys_of(claim) if key.where == check.where)
            failed = as_contradiction(claim, check, (c for key in keys for c in by_key[key]))
            if failed is not None:
                found.append(failed)
    carried, apart = carry_all(series, by_key, found)
    return checks, carried, found + apart


def is_ordinal(claim: Claim) -> bool:
    return claim.kind is ClaimKind.ORDINAL and claim.unit is Unit.EXCHANGE


def ordinal_contradictions(checks: Iterable[OrdinalCheck]) -> list[Contradiction]:
    return [
        Contradiction(ContradictionKind.ORDINAL, check.reasons, (check.claim,))
        for check in checks
        if check.fits is False
    ]


def record_begins(record: Record) -> date:
    """The day of the first exchange in the record; totals from before it cannot be added up."""
    return min((e.date.first for e in record.exchanges), default=date.max)

"""Makes the report of a window, and the check of the whole record."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from repatria.desks.record import labels, queries_report, report, report_said
from repatria.desks.record.queries import (
    EVER,
    FoundContradiction,
    checks_of,
    names_for,
    until_today,
)
from repatria.desks.record.queries_report import Scope
from repatria.desks.record.queries_window import window
from repatria.desks.record.report_balance import directions
from repatria.desks.record.report_words import Words, day, figure_text, high, low
from repatria.desks.record.store import speakers
from repatria.statements.claim import Claim
from repatria.statements.figures import LegVerdict, Verdict
from repatria.statements.ordinals import OrdinalCheck
from repatria.statements.record import Leg
from repatria.statements.total_check import TotalCheck
from repatria.statements.vocabulary import Role

Checks = Mapping[str, tuple[TotalCheck | OrdinalCheck, ...]]


def build(first: date, until: date, as_known: date | None = None) -> report.Report:
    """The report of the days from `first` to `until`, as known on `as_known` or today."""
    day = until_today(as_known or EVER)
    view = window(first, until, day)
    scopes, retired = queries_report.scopes(view.exchanges, day)
    codes = [scope.exchange.code for scope in scopes]
    periods, more = queries_report.on_periods(first, until, codes, day)
    retired.update(queries_report.retired(periods, day))
    totals = queries_report.totals_inside(first, until, day)
    shown = [claim.id for claim in periods]
    found = queries_report.in_window(first, until, codes, shown, day)
    checks = checks_of(shown, day)
    claims = {claim.id: claim for scope in scopes for claim in scope.claims}
    claims.update((claim.id, claim) for claim in (*periods, *totals))
    claims.update(_missing(found, claims))
    names = names_for(claims.values(), found, [c for group in checks.values() for c in group])
    summed = {code for side in view.balance for code in side.speakers}
    names = replace(names, speakers={**speakers(summed), **names.speakers})
    words = Words(names, claims, retired)
    agreements = queries_report.agreement_names(scope.exchange.agreement for scope in scopes)
    return report.Report(
        format=report.FORMAT,
        first=first.isoformat(),
        until=until.isoformat(),
        as_known="" if as_known is None else as_known.isoformat(),
        parties={code: names.party(code) for code in names.parties},
        exchanges_total=view.total,
        earlier="" if view.earlier is None else view.earlier.isoformat(),
        exchanges=tuple(_exchange(scope, found, words, agreements) for scope in scopes),
        periods=tuple(_period(claim, checks, words) for claim in periods),
        more_periods=more,
        balance=directions(view.balance, totals, words),
        contradictions=tuple(words.contradiction(one) for one in found),
    )


def check(as_known: date | None = None) -> report.CheckReport:
    """Every contradiction that holds on a day, and every total and ordinal that was checked."""
    day = until_today(as_known or EVER)
    contradictions: list[report.ContradictionReport] = []
    for found in queries_report.each_contradiction(day):
        claims = _missing(found, {})
        retired = queries_report.retired(list(claims.values()), day)
        words = Words(names_for(claims.values(), found), claims, retired)
        contradictions += [words.contradiction(one) for one in found]
    checked: list[report.PeriodStatement] = []
    for some in queries_report.each_checked(day):
        checks = checks_of([claim.id for claim in some], day)
        names = names_for(some, checks=[one for group in checks.values() for one in group])
        words = Words(names, {claim.id: claim for claim in some}, {})
        checked += [_period(claim, checks, words) for claim in some]
    outcomes = Counter(f"{one.what}: {one.outcome}" for item in checked for one in item.checks)
    return report.CheckReport(
        format=report.CHECK_FORMAT,
        as_known="" if as_known is None else as_known.isoformat(),
        by_kind=Counter(one.kind for one in contradictions),
        contradictions=tuple(contradictions),
        by_outcome=outcomes,
        checked=tuple(checked),
    )


def _missing(found: Sequence[FoundContradiction], held: Mapping[str, Claim]) -> dict[str, Claim]:
    """The claims that contradictions rest on and that are not held yet."""
    codes = {code for one in found for code in one.item.claims} - held.keys()
    return {claim.id: claim for claim in queries_report.named(codes)}


def _exchange(
    scope: Scope,
    found: Iterable[FoundContradiction],
    words: Words,
    agreements: Mapping[str, str],
) -> report.ExchangeReport:
    exchange = scope.exchange
    own = [one for one in found if any(leg.exchange == exchange.code for leg in one.item.legs)]
    legs = scope.findings.legs
    ordered = sorted(legs, key=lambda leg: (leg.track, leg.giver))
    known = min((claim.known_from for claim in scope.claims), default=exchange.date.first)
    return report.ExchangeReport(
        code=exchange.code,
        date=exchange.date.text,
        day=day(exchange.date.text),
        title=exchange.title,
        track=exchange.track.value,
        track_name=str(labels.WORDS[exchange.track]),
        happened=exchange.happened,
        agreement=exchange.agreement,
        agreement_name=agreements.get(exchange.agreement, ""),
        series=exchange.series,
        intermediaries=exchange.intermediaries,
        numbering=exchange.numbering,
        known_from=known.isoformat(),
        legs=tuple(_leg(leg, legs[leg], scope.claims, own, words) for leg in ordered),
        statements=tuple(words.statement(claim) for claim in scope.claims),
        relays=tuple(report.Relay(one.claims, one.judged) for one in scope.findings.utterances),
        contradictions=tuple(one.key for one in own),
    )


def _leg(
    leg: Leg,
    verdict: LegVerdict,
    claims: Iterable[Claim],
    found: Iterable[FoundContradiction],
    words: Words,
) -> report.LegReport:
    on = [
        claim
        for claim in claims
        if claim.track == leg.track and (leg.giver, leg.receiver) in claim.directions()
    ]
    return report.LegReport(
        giver=leg.giver,
        giver_name=words.names.party(leg.giver),
        receiver=leg.receiver,
        receiver_name=words.names.party(leg.receiver),
        track=leg.track.value,
        track_name=str(labels.WORDS[leg.track]),
        figures=tuple(_figure(figure, words) for figure in verdict.figures),
        identity=tuple(claim.id for claim in on if claim.identity),
        evidence=tuple(claim.id for claim in on if claim.evidence is not None),
        contradictions=tuple(one.key for one in found if leg in one.item.legs),
    )


def _figure(verdict: Verdict, words: Words) -> report_said.FigureWord:
    figure, grade, gap = verdict.figure, verdict.grade, verdict.gap
    others = (root for root in verdict.roots if root.role not in (Role.GIVER, Role.RECEIVER))
    return report_said.FigureWord(
        category=figure.category.value,
        category_name=str(labels.WORDS[figure.category]),
        unit=figure.unit.value,
        unit_name=str(labels.WORDS[figure.unit]),
        counting=figure.counting,
        grade="" if grade is None else grade.value,
        grade_name=str(labels.GRADES["" if grade is None else grade]),
        says=figure_text(verdict),
        low=low(verdict.spread),
        high=high(verdict.spread),
        gap=0 if gap is None else gap[0].gap(gap[1]),
        giver=words.side(verdict.giver),
        receiver=words.side(verdict.receiver),
        others=tuple(words.origin(root) for root in others),
        reasons=words.why(verdict.reasons),
    )


def _period(claim: Claim, checks: Checks, words: Words) -> report.PeriodStatement:
    return report.PeriodStatement(
        words.statement(claim), tuple(words.checked(one) for one in checks.get(claim.id, ()))
    )

"""The report as text: legs first, then what is said of whole periods, the balance, what differs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from repatria.cli.layout import everybody, heading, source, who, wrapped
from repatria.desks.record.labels import WORDS
from repatria.desks.record.report import (
    ContradictionReport,
    ExchangeReport,
    LegReport,
    PeriodStatement,
    Report,
)
from repatria.desks.record.report_said import FigureWord, Side, Statement, Why
from repatria.desks.record.report_words import day

# Kinds that are told on their legs or among the totals and ordinals.
_TOLD = frozenset({"count", "denial", "non_statement", "total", "ordinal"})
_UNITS = {"exchange": "exchanges"}


def lines(report: Report, columns: int) -> Iterator[str]:
    """The whole report, line by line."""
    days = day(report.first)
    if report.until != report.first:
        days = f"{days} to {day(report.until)}"
    known = f"as known on {day(report.as_known)}" if report.as_known else "as known today"
    yield f"The record of {days}, {known}"
    yield from _found(report)
    for exchange in report.exchanges:
        yield from _exchange(exchange, report, columns)
    yield from periods(report.periods, "Totals and ordinals that touch these days", columns)
    if report.more_periods:
        yield f"  and {report.more_periods:,} more, said later; record check tells every one"
    yield from balance(report, columns)
    yield from _also(report, columns)
    if report.contradictions:
        yield from heading("Contradictions")
        for item in report.contradictions:
            yield from contradiction(item, columns)


def _found(report: Report) -> Iterator[str]:
    number = report.exchanges_total
    yield f"exchanges: {number:,} · contradictions: {len(report.contradictions):,}"
    if not number:
        yield "No exchange is known on these days."
    if report.earlier:
        yield (
            f"Only the latest {len(report.exchanges)} are told; "
            f"for earlier ones add --until {report.earlier}"
        )


def _exchange(item: ExchangeReport, report: Report, columns: int) -> Iterator[str]:
    yield from heading(f"{item.day} · {item.track_name} · {item.title} [{item.code}]")
    if not item.happened:
        yield "  It did not happen: one side came and the other did not."
    if item.agreement:
        yield from wrapped(f"Under: {item.agreement_name} [{item.agreement}]", 2, columns)
    if item.intermediaries:
        yield from wrapped(f"Intermediaries: {'; '.join(item.intermediaries)}", 2, columns)
    for party, number, basis in item.numbering:
        told = f"Number by {report.parties.get(party, party)}'s own count: {number} ({basis})"
        yield from wrapped(told, 2, columns)
    by_id = {statement.id: statement for statement in item.statements}
    differing = {one.key: one for one in report.contradictions}
    for leg in item.legs:
        yield ""
        yield from _leg(leg, by_id, differing, columns)
    for relay in item.relays:
        how = "judged" if relay.judged else "proposed"
        yield from wrapped(f"One utterance ({how}): {', '.join(relay.claims)}", 2, columns)
    for statement in item.statements:
        if statement.kind not in _TOLD:
            yield from wrapped(f"also said, {_told(statement)}", 2, columns)


def _leg(
    leg: LegReport,
    statements: dict[str, Statement],
    differing: dict[str, ContradictionReport],
    columns: int,
) -> Iterator[str]:
    for number, figure in enumerate(leg.figures):
        place = f"{leg.giver_name} → {leg.receiver_name}, {figure.category_name}"
        if number:
            place = f"of these, {figure.category_name}"
        if figure.counting:
            place += f" ({figure.counting})"
        unit = f" {figure.unit_name}" if figure.high != 0 and figure.low is not None else ""
        grade = f" [{figure.grade_name}]" if figure.grade else ""
        yield from wrapped(f"{place}: {figure.says}{unit}{grade}", 2 + 2 * bool(number), columns)
        yield from _figure(figure, columns)
    for one in leg.identity:
        said = statements[one]
        told = f"identity: {said.identity} ({_by(said)}) [{one}]"
        yield from wrapped(told, 4, columns)
    for one in leg.evidence:
        yield from wrapped(_evidence(statements[one]), 4, columns)
    for key in leg.contradictions:
        yield from wrapped(_in_short(differing[key]), 4, columns)


def _figure(figure: FigureWord, columns: int) -> Iterator[str]:
    for side in (figure.giver, figure.receiver):
        yield from wrapped(f"{side.party_name} ({side.role}): {_side(side)}", 4, columns)
    for origin in figure.others:
        role = WORDS[origin.role]
        yield from wrapped(f"{who(origin.who)} ({role}): {origin.says}", 4, columns)
    yield from _why(figure.reasons, 4, columns)


def _side(side: Side) -> str:
    """One side's word. The three kinds of nothing are three wordings."""
    parts = [side.says]
    if side.low is not None:
        parts = [f"{side.says}, said by: {everybody(side.speakers)}"]
    if side.only_unnamed:
        parts.append("only an unnamed source speaks for this side")
    for silence in side.silences:
        by = "gives no number" if silence.own else "reports that it gives no number"
        read = f" ({source(silence.where)})" if source(silence.where) != silence.who.name else ""
        parts.append(f"{who(silence.who)} {by}{read} [{silence.claim}]")
    if side.equal_claimed_by:
        named = everybody(side.equal_claimed_by)
        parts.append(f"equal numbers are claimed, without a number, by: {named}")
    return "; ".join(parts)


def _evidence(said: Statement) -> str:
    shown = said.evidence
    assert shown is not None
    place = f"; place: {shown.place} (as {shown.place_certainty})" if shown.place else ""
    if shown.place and not shown.place_certainty:
        place = f"; place: {shown.place}"
    return f"evidence: {shown.kind}, said to show: {shown.shows}{place} ({_by(said)}) [{said.id}]"


def _told(said: Statement) -> str:
    return f"{said.kind_name}: {said.paraphrase or said.says} ({_by(said)}) [{said.id}]"


def _by(said: Statement) -> str:
    """Who said it, where it can be read, and when."""
    read = f"; {source(said.where)}" if source(said.where) != said.who.name else ""
    return f"{who(said.who)}{read}, {day(said.said_on)}"


def _why(reasons: Iterable[Why], indent: int, columns: int) -> Iterator[str]:
    for reason in reasons:
        yield from wrapped(f"why: {reason.sentence}", indent, columns)


def _in_short(item: ContradictionReport) -> str:
    sentences = " ".join(reason.sentence for reason in (*item.reasons, *item.carried))
    return f"contradiction: {item.kind_name}: {sentences} [{item.key}]"


def periods(items: Iterable[PeriodStatement], title: str, columns: int) -> Iterator[str]:
    """Totals and ordinals, each with what checking it came to."""
    told = [item for item in items if item.statement.kind in ("total", "ordinal")]
    if not told:
        return
    yield from heading(title)
    for item in told:
        said = item.statement
        words = f" (“{said.words}”)" if said.words else ""
        both = ", both directions together" if said.per == "total" else ""
        counting = f", {said.counting}" if said.counting else ""
        period = (said.period or "no period named").replace("–", "until ", said.period[:1] == "–")
        text = (
            f"{said.kind_name}, {period}, {_direction(said)}: {said.says}{words} "
            f"{_UNITS.get(said.unit, said.unit_name)}{both}{counting} ({_by(said)}) [{said.id}]"
        )
        yield from wrapped(text, 2, columns)
        if said.retired:
            yield f"    no longer counted: {said.retired}"
        for check in item.checks:
            where = f"{check.where.replace('>', ' → ')}: " if said.both and check.where else ""
            sentences = " ".join(reason.sentence for reason in check.reasons)
            outcome = f"{check.outcome_name}: "
            if sentences.casefold().startswith(outcome):
                outcome = ""
            yield from wrapped(f"{where}{outcome}{sentences}", 4, columns)


def _direction(said: Statement) -> str:
    if not said.giver or not said.receiver:
        return str(WORDS[said.category])
    return f"{said.giver} {'↔' if said.both else '→'} {said.receiver}, {WORDS[said.category]}"


def balance(report: Report, columns: int) -> Iterator[str]:
    """Each side's own sum in each direction; nothing is added up across sides."""
    if not report.balance:
        return
    yield from heading("Balance: each side by its own words, never added across sides")
    for item in report.balance:
        yield f"  {item.giver_name} → {item.receiver_name}, {item.track_name}"
        if not item.party_number:
            yield "    No party gives a number."
        for side in item.sides:
            missing = ""
            if side.legs_without_number:
                missing = f"; no number on {side.legs_without_number} of {side.legs} legs"
            by = f"; said by: {everybody(side.speakers)}" if side.speakers else ""
            text = f"{side.party_name} ({side.role}): {side.says}{missing}{by}"
            yield from wrapped(text, 4, columns)
            if side.unnamed_legs:
                yield f"      on {side.unnamed_legs} of these legs only an unnamed source speaks"
            for total in side.totals:
                text = f"as a total, {total.period}: {total.says}; {who(total.who)} [{total.claim}]"
                yield from wrapped(text, 6, columns)
            if side.totals and side.lower_bound is not None:
                yield f"      lower bound by its own words: {side.lower_bound:,}"
        for total in item.others:
            both = ", both directions together" if total.both_together else ""
            text = (
                f"no party's word, as a total, {total.period}: {total.says}{both}; "
                f"{who(total.who)} [{total.claim}]"
            )
            yield from wrapped(text, 4, columns)


def _also(report: Report, columns: int) -> Iterator[str]:
    told = [item.statement for item in report.periods if item.statement.kind not in _TOLD]
    silent = [item.statement for item in report.periods if item.statement.kind == "non_statement"]
    if told or silent:
        yield from heading("Also said in these days")
        for statement in (*silent, *told):
            yield from wrapped(_told(statement), 2, columns)


def contradiction(item: ContradictionReport, columns: int) -> Iterator[str]:
    """A contradiction with its reasons and the statements that it rests on."""
    places = [f"{leg.exchange} {leg.giver} → {leg.receiver}" for leg in item.legs]
    place = f" · {'; '.join(places)}" if places else ""
    yield f"  {item.kind_name} · {day(item.date)}{place} [{item.key}]"
    for reason in (*item.reasons, *item.carried):
        yield from wrapped(reason.sentence, 4, columns)
    for said in item.statements:
        says = "" if said.low is None else f", {said.says}"
        text = f"{said.id}: {said.kind_name}{says} ({_by(said)}): {said.paraphrase}"
        yield from wrapped(text, 6, columns)

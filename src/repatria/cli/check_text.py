"""The check of the whole record as text."""

from __future__ import annotations

from collections.abc import Iterator

from repatria.cli.layout import heading
from repatria.cli.report_text import contradiction, periods
from repatria.desks.record.report import CheckReport
from repatria.desks.record.report_words import day


def lines(report: CheckReport, columns: int) -> Iterator[str]:
    """A summary, then every contradiction, then every total and ordinal that was checked."""
    known = f"as known on {day(report.as_known)}" if report.as_known else "as known today"
    yield f"The record, {known}"
    yield f"contradictions: {len(report.contradictions):,}"
    names = {item.kind: item.kind_name for item in report.contradictions}
    for kind, number in sorted(report.by_kind.items()):
        yield f"  {names[kind]}: {number:,}"
    yield f"totals and ordinals checked: {len(report.checked):,}"
    for outcome, number in sorted(report.by_outcome.items()):
        yield f"  {outcome}: {number:,}"
    if report.contradictions:
        yield from heading("Contradictions")
        for item in report.contradictions:
            yield from contradiction(item, columns)
    yield from periods(report.checked, "Totals and ordinals", columns)

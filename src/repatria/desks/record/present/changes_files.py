"""Changes as files: one table whatever changed, and everything with its parts as JSON."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from repatria.desks.common.downloads import Column
from repatria.desks.record.changes import What
from repatria.desks.record.labels import Names
from repatria.desks.record.present import as_json
from repatria.desks.record.present.changes import ChangeRow, LegChange
from repatria.desks.record.queries import FoundContradiction, LegSummary, SideState
from repatria.desks.record.queries_changes import Change, DaysView

COLUMNS = (
    Column("what", "#meta+type"),
    Column("day", "#date+known"),
    Column("published_at", "#date+published"),
    Column("subject", "#meta+id"),
    Column("before", "#description+before"),
    Column("after", "#description+after"),
    Column("text", "#description"),
)


def change_cells(rows: Iterable[ChangeRow]) -> Iterator[tuple[object, ...]]:
    for row in rows:
        one = row.change
        yield (
            one.what.value,
            one.day.isoformat(),
            one.at.isoformat(timespec="seconds"),
            one.subject,
            row.before,
            row.figure,
            " – ".join(filter(None, (row.title, row.text))),
        )


def days_cells(
    view: DaysView, legs: Iterable[LegChange], claims: Iterable[ChangeRow]
) -> Iterator[tuple[object, ...]]:
    """Legs first, with each side's word on both days; then statements; then contradictions."""
    for one, shown in zip(view.legs, legs, strict=True):
        leg = one.either.leg
        yield (
            "leg",
            one.either.day.isoformat(),
            "",
            f"{leg.exchange} {leg.giver}>{leg.receiver} {leg.track}",
            *(
                " / ".join(word.text for word in state.words)
                for state in (shown.before, shown.after)
            ),
            f"{shown.track}: {shown.giver} > {shown.receiver}",
        )
    yield from change_cells(claims)
    for what, found in ((What.OPENED, view.opened), (What.ENDED, view.ended)):
        for each in found:
            text = " ".join(map(view.names.sentence, each.item.reasons))
            yield what.value, each.since.isoformat(), "", each.key, "", each.item.kind.value, text


def changes_json(changes: Iterable[Change]) -> list[dict[str, Any]]:
    return [
        {
            "what": one.what.value,
            "day": one.day,
            "published_at": one.at,
            "kind": one.kind,
            "subject": one.subject,
            "in_place_of": None if one.corrected is None else one.corrected.id,
        }
        for one in changes
    ]


def days_json(view: DaysView) -> dict[str, Any]:
    return {
        "legs": [
            {"before": _summary(one.before), "after": _summary(one.after)} for one in view.legs
        ],
        "changes": changes_json(view.claims.changes),
        "statements": as_json.claims_json(
            [one.claim for one in view.claims.changes if one.claim is not None], {}
        ),
        "contradictions_found": _contradictions(view.opened, view.names),
        "contradictions_ended": _contradictions(view.ended, view.names),
    }


def _summary(summary: LegSummary | None) -> dict[str, Any] | None:
    if summary is None:
        return None
    sides = {"giver": _side(summary.giver), "receiver": _side(summary.receiver)}
    return {**as_json.summary_json(summary), **sides}


def _side(side: SideState) -> dict[str, Any]:
    return {
        "party": side.party,
        "figure": as_json.interval_json(side.interval),
        "speakers": list(side.speakers),
    }


def _contradictions(found: Iterable[FoundContradiction], names: Names) -> list[dict[str, Any]]:
    return [as_json.contradiction_json(one, names) for one in found]

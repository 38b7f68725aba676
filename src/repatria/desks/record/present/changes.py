"""Changes as a page, a feed and a file show them: what happened, to whose word, where it stands.

Nothing is added to what the record's other pages say: a change is told in the words of the claim or
the finding that it is about.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext, gettext_lazy

from repatria.desks.record import labels
from repatria.desks.record.changes import What
from repatria.desks.record.labels import Names
from repatria.desks.record.present.claims import counted_of, figure_of, why_retired
from repatria.desks.record.present.figures import Chip, chip
from repatria.desks.record.present.leg_rows import Word, track_label, word
from repatria.desks.record.queries import LegSummary
from repatria.desks.record.queries_changes import Change, ChangesView, DaysView
from repatria.statements.claim import Claim
from repatria.statements.vocabulary import ClaimKind

_ = gettext_lazy
WHAT: dict[What, object] = {
    What.PUBLISHED: _("new statement"),
    What.CORRECTED: _("correction by its speaker"),
    What.WITHDRAWN: _("withdrawn by its speaker"),
    What.OPENED: _("contradiction found"),
    What.ENDED: _("contradiction ended"),
    What.DROPPED: _("found no more, on any day"),
}


_PLAIN = frozenset({ClaimKind.COUNT, ClaimKind.TOTAL, ClaimKind.NON_STATEMENT})


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """One change: `title` names it, `text` tells it; `raw` where that is in the data's words."""

    change: Change
    what: str
    title: str
    text: str
    raw: bool
    figure: str
    """What a claim says, in short."""
    before: str
    """The same of the word that a correction takes the place of."""
    direction: tuple[str, str] | None
    url: str
    """Where it stands; empty where it stands nowhere any more."""

    @property
    def at(self) -> datetime:
        return self.change.at

    @property
    def day(self) -> date:
        return self.change.day

    @property
    def late(self) -> bool:
        """Whether it came into the public record after the day from which it is told."""
        return self.change.at.date() > self.change.day


@dataclass(frozen=True, slots=True)
class DayState:
    """A leg on the page of one day: both sides' words and the grade; all empty where it was not."""

    words: tuple[Word, ...]
    chip: Chip | None


@dataclass(frozen=True, slots=True)
class LegChange:
    """A leg whose figures changed, on one day and on the other."""

    day: date
    track: str
    giver: str
    receiver: str
    url: str
    before: DayState
    after: DayState


@dataclass(frozen=True, slots=True)
class Places:
    """The addresses of what changed, in the reader's language."""

    claim: Callable[[Claim], str]
    finding: Callable[[str], str]
    leg: Callable[[LegSummary], str]


def change_rows(view: ChangesView, to: Places) -> tuple[ChangeRow, ...]:
    return tuple(_row(change, view.names, to) for change in view.changes)


def _row(change: Change, names: Names, to: Places) -> ChangeRow:
    claim, found = change.claim, change.finding
    what = str(WHAT[change.what])
    if claim is not None:
        speaker = names.speaker(claim.speaker.code)
        if change.what is What.WITHDRAWN:
            what = why_retired(claim, "withdrawn")
        both = (names.party(claim.giver), names.party(claim.receiver))
        return ChangeRow(
            change,
            what,
            f"{speaker}: {said(claim)}",
            claim.paraphrase,
            True,
            said(claim),
            "" if change.corrected is None else said(change.corrected),
            both if claim.giver and claim.receiver else None,
            to.claim(claim),
        )
    sentences = () if found is None else map(names.sentence, found.item.reasons)
    return ChangeRow(
        change,
        what,
        str(labels.CONTRADICTIONS.get(change.kind, change.kind)),
        " ".join(sentences),
        False,
        "",
        "",
        None,
        "" if found is None else to.finding(found.key),
    )


def said(claim: Claim) -> str:
    """A claim's figure with what it counts; the kind of statement, where it is no plain figure."""
    figure, _nil = figure_of(claim)
    kind = str(labels.CLAIM_KINDS[claim.kind])
    if not figure or claim.kind is ClaimKind.ORDINAL:
        return f"{kind} {figure}".strip()
    if claim.interval is not None:
        figure = f"{figure} {counted_of(claim)}"
    return figure if claim.kind in _PLAIN else f"{kind}: {figure}"


def leg_changes(view: DaysView, to: Places) -> tuple[LegChange, ...]:
    """The legs whose figures differ between the two days, side by side."""
    return tuple(
        LegChange(
            one.either.day,
            track_label(one.either.leg.track),
            view.names.party(one.either.leg.giver),
            view.names.party(one.either.leg.receiver),
            to.leg(one.either),
            _state(one.before, view.names),
            _state(one.after, view.names),
        )
        for one in view.legs
    )


def _state(summary: LegSummary | None, names: Names) -> DayState:
    if summary is None:
        return DayState((), None)
    words = (word(summary.giver, names), word(summary.receiver, names))
    return DayState(words, chip(summary.grade))


def counts_text(view: DaysView) -> str:
    """What changed between the two days, in numbers."""
    corrected = sum(one.what is What.CORRECTED for one in view.claims.changes)
    withdrawn = sum(one.what is What.WITHDRAWN for one in view.claims.changes)
    new = len(view.claims.changes) - corrected - withdrawn
    parts = (
        (gettext("figures changed on legs: {number}"), len(view.legs)),
        (gettext("new statements: {number}"), new),
        (gettext("corrections: {number}"), corrected),
        (gettext("withdrawals: {number}"), withdrawn),
        (gettext("contradictions found: {number}"), len(view.opened)),
        (gettext("contradictions ended: {number}"), len(view.ended)),
    )
    return "; ".join(text.format(number=labels.number(number)) for text, number in _told(parts))


def _told(parts: Iterable[tuple[str, int]]) -> Iterable[tuple[str, int]]:
    """Those that are not zero, or all where all are."""
    parts = tuple(parts)
    return [part for part in parts if part[1]] or parts

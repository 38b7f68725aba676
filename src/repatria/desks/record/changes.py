"""What became public when: the log that is written with every intake.

A finding is computed, so what happened to it is told by comparing what was held before with what is
held after. Its spans that follow upon each other are one: its wording changed, not whether it held.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from repatria.desks.record import models, store
from repatria.statements.claim import Claim

_ROWS = 2000


class What(StrEnum):
    """What can happen to a claim, and to a finding."""

    PUBLISHED = "published"
    CORRECTED = "corrected"
    """Published in the place of its speaker's earlier word."""
    WITHDRAWN = "withdrawn"
    OPENED = "opened"
    ENDED = "ended"
    DROPPED = "dropped"
    """With what came in later, it is found on no day any more."""


@dataclass(slots=True)
class Turns:
    """One finding: the days from which it held, and those from which it no longer did."""

    kind: str
    opened: set[date] = field(default_factory=set)
    ended: set[date] = field(default_factory=set)


Held = Mapping[str, Turns]
Span = tuple[str, str, date, date | None]
"""A finding's key and kind, since when and until when."""


def turns(spans: Iterable[Span]) -> Held:
    """The turns of each finding, by key."""
    found: dict[str, Turns] = {}
    for key, kind, since, until in spans:
        one = found.setdefault(key, Turns(kind))
        one.opened.add(since)
        if until is not None:
            one.ended.add(until)
    for one in found.values():
        going_on = one.opened & one.ended
        one.opened -= going_on
        one.ended -= going_on
    return found


def findings_held() -> Held:
    """What is found now."""
    rows = models.Finding.objects.exclude(kind="carried").order_by()
    return turns(rows.values_list("key", "kind", "since", "until"))


def differences(before: Held, after: Held) -> list[tuple[What, str, str, date]]:
    """What happened to findings: what, kind, key and day, in the order of days."""
    found: list[tuple[What, str, str, date]] = []
    for key, now in after.items():
        was = before.get(key, Turns(now.kind))
        opened, ended = now.opened - was.opened, now.ended - was.ended
        if not opened and was.ended - now.ended:
            # It was told to be over, and holds again since the day it always did.
            opened = {max(now.opened)}
        found += [(What.OPENED, now.kind, key, day) for day in opened]
        found += [(What.ENDED, now.kind, key, day) for day in ended]
    found += [
        (What.DROPPED, was.kind, key, max(was.opened))
        for key, was in before.items()
        if key not in after
    ]
    return sorted(found, key=lambda one: (one[3], one[2], one[0]))


def note(new: Iterable[Claim], withdrawn: Iterable[Claim], before: Held, at: datetime) -> None:
    """Log claims that are new or newly withdrawn, and what differs among findings by them."""
    new = list(new)
    own = _own_earlier_words(new)
    rows = [_of_claim(claim, own.get(claim.id, ""), at) for claim in new]
    rows += [
        models.Change(
            at=at,
            day=claim.withdrawn_on,
            what=What.WITHDRAWN,
            kind=claim.kind.value,
            subject=claim.id,
        )
        for claim in (*new, *withdrawn)
        if claim.withdrawn_on is not None
    ]
    rows += [
        models.Change(at=at, day=day, what=what, kind=kind, subject=key)
        for what, kind, key, day in differences(before, findings_held())
    ]
    models.Change.objects.bulk_create(rows, batch_size=_ROWS)


def _of_claim(claim: Claim, corrects: str, at: datetime) -> models.Change:
    return models.Change(
        at=at,
        day=claim.known_from,
        what=What.CORRECTED if corrects else What.PUBLISHED,
        kind=claim.kind.value,
        subject=claim.id,
        corrects=corrects,
    )


def _own_earlier_words(claims: Iterable[Claim]) -> dict[str, str]:
    """By claim, the one that it takes the place of: nobody can correct another speaker's word."""
    naming = [claim for claim in claims if claim.supersedes]
    found: dict[str, str] = {}
    for start in range(0, len(naming), _ROWS):
        batch = naming[start : start + _ROWS]
        rows = models.Claim.objects.filter(code__in=[claim.supersedes for claim in batch])
        earlier = {claim.id: claim for claim in store.claims(rows)}
        for claim in batch:
            old = earlier.get(claim.supersedes)
            if old is not None and old.root == claim.root:
                found[claim.id] = old.id
    return found

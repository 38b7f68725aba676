"""What the access log's pages read: the rows asked for, and names where they may be shown."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from repatria.desks.accounts.access import acts, chain, subjects
from repatria.desks.accounts.access.models import Trace, TraceQuerySet
from repatria.desks.accounts.access.terms import term_digests
from repatria.desks.accounts.asking import Somebody, can
from repatria.desks.accounts.models import Party, Standing, User
from repatria.desks.accounts.rights import FIELD_CLASS_WORDS, ROLE_WORDS, Action, FieldClass, Role

A_PAGE = 50
_DIGEST = re.compile("[0-9a-f]{64}")
_EXACT = ("actor", "party", "action", "subject_type", "subject")


@dataclass(frozen=True, slots=True)
class Shown:
    """A row of the log in words, without what its reader may not see."""

    row: Trace
    who: str
    """A name and a code; empty for nobody, and for people of other parties."""
    party: str
    roles: tuple[str, ...]
    action: str
    refused: bool
    subject_type: str
    address: str
    classes: tuple[str, ...]
    purpose: str
    detail: tuple[str, ...]


def filtered(rows: TraceQuerySet, asked: Mapping[str, Any]) -> TraceQuerySet:
    """The rows that a filter leaves: `actor`, `party`, `action`, `subject_type` and `subject` as
    they stand, `since` and `until` as days (UTC), `term` a word that was searched for."""
    rows = rows.filter(**{name: asked[name] for name in _EXACT if asked.get(name)})
    if asked.get("since"):
        rows = rows.filter(at__gte=_midnight(asked["since"]))
    if asked.get("until") and asked["until"] < date.max:
        rows = rows.filter(at__lt=_midnight(asked["until"] + timedelta(days=1)))
    for term in term_digests(asked.get("term") or ""):
        rows = rows.filter(detail__contains=f'"{term}"')
    return rows


def page_of(rows: TraceQuerySet, before: int | None) -> tuple[list[Trace], int | None]:
    """The newest rows below a number, and the number below which the next page begins. Pages are
    not counted: a log is long."""
    if before is not None:
        rows = rows.filter(sequence__lt=before)
    found = list(rows.order_by("-sequence")[: A_PAGE + 1])
    more = len(found) > A_PAGE
    return found[:A_PAGE], found[A_PAGE - 1].sequence if more else None


def oversees(user: Somebody) -> bool:
    """Whether somebody is the auditor of the office, who sees the people of every party by name."""
    office = isinstance(user, User) and user.party.standing == Standing.OFFICE
    return office and can(user, Action.SEARCH, FieldClass.ACCESS)


def who_looked(user: Somebody, subject_type: str, subject: str) -> TraceQuerySet | None:
    """The rows about a subject: all of them for whoever may see it and for the office's auditor;
    for the auditor of a party what its own people did; nothing for anybody else."""
    rows = Trace.objects.filter(subject_type=subject_type, subject=subject)
    kind = subjects.known(subject_type)
    if oversees(user) or (kind is not None and kind.may_view(user, subject)):
        return rows
    return rows.visible_to(user) if can(user, Action.SEARCH, FieldClass.ACCESS) else None


def shown(rows: Sequence[Trace], user: Somebody) -> list[Shown]:
    """Rows in words. Names and codes of people are shown to their own party and to the auditor of
    the office; others learn role and party."""
    everybody = oversees(user)
    own = user.party_id if isinstance(user, User) else None
    people = dict(
        User.objects.filter(code__in={row.actor for row in rows}).values_list("code", "name")
    )
    parties = dict(
        Party.objects.filter(code__in={row.party for row in rows}).values_list("code", "name")
    )
    return [_shown(row, people, parties, everybody or row.party == own) for row in rows]


def _shown(row: Trace, people: Mapping[str, str], parties: Mapping[str, str], named: bool) -> Shown:
    kind = subjects.known(row.subject_type)
    who = f"{people.get(row.actor, '')} ({row.actor})".strip() if row.actor and named else ""
    return Shown(
        row=row,
        who=who,
        party=parties.get(row.party, row.party),
        roles=_words(ROLE_WORDS, Role, row.roles),
        action=str(acts.WORDS.get(row.action, row.action)),
        refused=row.action == acts.REFUSED,
        subject_type=subjects.words(row.subject_type),
        address=kind.address(row.subject) if kind and row.subject else "",
        classes=_words(FIELD_CLASS_WORDS, FieldClass, row.field_classes),
        purpose=str(dict(acts.Purpose.choices).get(row.purpose, row.purpose)),
        detail=tuple(_said(*item) for item in row.told.items() if item[1] not in ("", [])),
    )


def _words(table: Mapping[Any, Any], kind: type, text: str) -> tuple[str, ...]:
    """Codes in words; one that this version does not know stays as it is."""
    known = {each.value for each in kind}  # type: ignore[attr-defined]
    return tuple(str(table[kind(each)]) if each in known else each for each in text.split())


def _said(name: str, value: Any) -> str:
    """A line of the detail; of a digest its beginning is enough to tell it from another."""
    values = value if isinstance(value, list) else [value]
    short = (f"{each[:12]}…" if _DIGEST.fullmatch(each) else each for each in map(str, values))
    return f"{acts.DETAIL_WORDS.get(name, name)}: {', '.join(short)}"


def _midnight(day: Any) -> datetime:
    return datetime.combine(day, time.min, tzinfo=UTC)


def exported(rows: Iterable[Trace]) -> Iterable[tuple[object, ...]]:
    """The columns of the file, as the digest covers them, and the digest."""
    for row in rows:
        tree = {name: getattr(row, name) for name in chain.COVERED}
        yield (*{**tree, "at": chain.moment(row.at)}.values(), row.digest)

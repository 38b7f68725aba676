"""Pairs that a run proposes, by weight; what was judged of them; and the history of judgements."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import TypeVar

from django.db.models import Exists, OuterRef, Q, QuerySet

from repatria.desks.accounts.asking import Somebody
from repatria.desks.accounts.models import User
from repatria.desks.people.models import Candidate, Judgement, LinkRun, Person

M = TypeVar("M", Candidate, Judgement)
PAGE = 25
_MOST_WITH = 500
_WITH = ("one", "one__sender", "other", "other__sender")


@dataclass(frozen=True, slots=True)
class Page:
    """Some candidates in order, and where the next page begins: the key of the last one here."""

    candidates: tuple[Candidate, ...]
    after: int | None


@dataclass(frozen=True, slots=True)
class Offered:
    """Another record that a run puts beside one."""

    of: Person
    person: Person
    candidate: Candidate


def latest_run(user: Somebody) -> LinkRun | None:
    """The run of somebody's own party that was finished last; its proposals are what is to be
    judged. What a run stores before it is finished, and what an earlier one left, is nobody's."""
    if not isinstance(user, User):
        return None
    runs = LinkRun.objects.visible_to(user).filter(party=user.party_id)
    return runs.exclude(finished_at=None).select_related("asked_by").first()


def candidates(user: Somebody, *, held: bool = False, judged: bool = False) -> QuerySet[Candidate]:
    """The proposals of a party's run that somebody may see, the weightiest first: those that
    nobody has judged, unless `judged`; with `held`, those that a gate keeps from being proposed."""
    run = latest_run(user)
    if run is None:
        return Candidate.objects.none()
    found = _seen(user, Candidate.objects.filter(run=run))
    # As a range, so that the index serves it.
    found = found.filter(gate__gt="") if held else found.filter(gate="")
    if not judged:
        found = found.exclude(Exists(_judgements(user)))
    return found.order_by("-weight", "pk")


def page(user: Somebody, after: int | None = None, *, held: bool = False) -> Page:
    """The next candidates after the one of this key, or the first ones."""
    rows = candidates(user, held=held).select_related(*_WITH)
    if after is not None:
        rows = _after(rows, after)
    found = tuple(rows[: PAGE + 1])
    more = len(found) > PAGE
    return Page(found[:PAGE], found[PAGE - 1].pk if more else None)


def candidate_of(user: Somebody, one: int, other: int) -> Candidate | None:
    """What the party's run says of two records, whether or not it proposes them."""
    run = latest_run(user)
    if run is None:
        return None
    first, second = sorted((one, other))
    return Candidate.objects.filter(one=first, other=second, run=run).select_related("run").first()


def neighbours(user: Somebody, of: Candidate) -> tuple[Candidate | None, Candidate | None]:
    """The candidates before and after one, in the order of the queue it stands in."""
    rows = candidates(user, held=bool(of.gate)).select_related("one", "other")
    # As a range first, so that the index is read from here on, and not from its beginning.
    before = rows.filter(weight__gte=of.weight).filter(Q(weight__gt=of.weight) | Q(pk__lt=of.pk))
    after = rows.filter(weight__lte=of.weight).filter(Q(weight__lt=of.weight) | Q(pk__gt=of.pk))
    return before.order_by("weight", "-pk").first(), after.first()


def offered(user: Somebody, keys: Collection[int], most: int) -> tuple[Offered, ...]:
    """Proposals that nobody has judged, with any of these records."""
    # Two looks into an index, where an OR would have the whole run read.
    with_them = [
        *Candidate.objects.filter(one__in=keys).values_list("pk", flat=True),
        *Candidate.objects.filter(other__in=keys).values_list("pk", flat=True),
    ]
    if not with_them:
        return ()
    rows = candidates(user).filter(pk__in=with_them[:_MOST_WITH]).select_related(*_WITH)
    return tuple(
        Offered(each.one, each.other, each)
        if each.one_id in keys
        else Offered(each.other, each.one, each)
        for each in rows[:most]
    )


def judgements_on(user: Somebody, one: int, other: int) -> list[Judgement]:
    """Everything that was judged of two records, the newest first, withdrawn or not."""
    first, second = sorted((one, other))
    rows = Judgement.objects.visible_to(user).filter(one=first, other=second)
    return list(rows.select_related("by", "withdrawn_by", "party"))


def history(user: Somebody, before: int | None = None) -> list[Judgement]:
    """Judgements on records that somebody may see, the newest first: a page, and one more where
    there are more."""
    people = Person.objects.visible_to(user)
    rows: QuerySet[Judgement] = Judgement.objects.visible_to(user)
    if people.query.where:
        rows = _both(rows, people)
    if before is not None:
        rows = rows.filter(pk__lt=before)
    return list(rows.select_related("by", "withdrawn_by", "one", "other", "party")[: PAGE + 1])


def judgement(user: Somebody, code: str) -> Judgement | None:
    rows = Judgement.objects.visible_to(user).select_related(
        "by", "withdrawn_by", "party", "one", "other"
    )
    return rows.filter(code=code[:20]).first()


def _after(rows: QuerySet[Candidate], key: int) -> QuerySet[Candidate]:
    last = Candidate.objects.filter(pk=key).values_list("weight", flat=True).first()
    if last is None:
        return rows
    return rows.filter(weight__lte=last).filter(Q(weight__lt=last) | Q(pk__gt=key))


def _seen(user: Somebody, rows: QuerySet[Candidate]) -> QuerySet[Candidate]:
    people = Person.objects.visible_to(user)
    if people.query.is_empty():
        return rows.none()
    # An office sees everybody: nothing is asked of the store for it.
    return _both(rows, people) if people.query.where else rows


def _both(rows: QuerySet[M], people: QuerySet[Person]) -> QuerySet[M]:
    """Rows of which both records are among these people: looked up row by row, since a list of all
    that somebody may see can be a million long."""
    one, other = (people.filter(pk=OuterRef(side)) for side in ("one", "other"))
    return rows.filter(Exists(one), Exists(other))


def _judgements(user: Somebody) -> QuerySet[Judgement]:
    """What is in force of a candidate: anything that was judged takes it off the queue, *unsure*
    as well, which the history keeps."""
    return Judgement.objects.filter(
        one=OuterRef("one"),
        other=OuterRef("other"),
        withdrawn_at=None,
        party=user.party_id if isinstance(user, User) else None,
    )

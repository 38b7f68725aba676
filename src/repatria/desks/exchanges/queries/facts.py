"""The register's facts for a plan: every human being once, under the code of their first record."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Q
from django.utils.crypto import salted_hmac

from repatria.base.messages import message
from repatria.base.progress import Progress
from repatria.desks.accounts.models import Party, User
from repatria.desks.exchanges.facts import FIELDS, Disputed, read_person
from repatria.desks.exchanges.facts_rules import Context
from repatria.desks.exchanges.models import Agreement
from repatria.desks.exchanges.queries.vetoes import entered_since, vetoes
from repatria.desks.people.clusters import Pair, cluster
from repatria.desks.people.models import Candidate, Sender, Statement
from repatria.desks.people.models import Person as Record
from repatria.desks.people.queries.clusters import judged_pairs_of_many
from repatria.desks.people.queries.links import candidates
from repatria.desks.people.services.bulk import among
from repatria.desks.people.services.refreshing import picked_of, words_of
from repatria.desks.people.values import plain_text
from repatria.planning.facts import Person

READING = message("reading the register's facts")
LATE = timedelta(hours=72)
_CHUNK = 1000
_SALT = "repatria.exchanges.camp"


@dataclass(frozen=True, slots=True)
class Gathered:
    """The register as a plan takes it, in the order of the codes."""

    people: tuple[Person, ...]
    disputed: tuple[Disputed, ...]
    named: Mapping[str, tuple[str, ...]]
    """By what could not be taken as it stands, the codes of whom that is true."""
    supposed: int
    """How many were taken as of the side that whoever asked supposed."""
    records: Mapping[str, tuple[int, ...]]
    """By code, the keys of somebody's records, where they have more than one."""


def gather(
    by: User, agreement: Agreement, on: date, unstated_side: str, told: Progress
) -> Gathered:
    """The facts about everybody whose record `by` may see."""
    context = context_of(by, agreement, on, unstated_side)
    kept_back = vetoes(by)
    codes = dict(Record.objects.visible_to(by).order_by("pk").values_list("pk", "code"))
    humans = _humans(by, codes)
    people: list[Person] = []
    disputed: list[Disputed] = []
    named: dict[str, list[str]] = defaultdict(list)
    for start in range(0, len(humans), _CHUNK):
        told(start, len(humans), READING)
        some = humans[start : start + _CHUNK]
        keys = [pk for human in some for pk in human]
        words, picked = words_of(keys), picked_of(keys)
        for human in some:
            code = codes[human[0]]
            chosen = {key: at for pk in human for key, at in picked[pk].items()}
            said = (word for pk in human for word in words[pk])
            veto = next((kept_back[codes[pk]] for pk in human if codes[pk] in kept_back), "")
            found = read_person(code, said, chosen, context, veto)
            people.append(found.person)
            disputed += found.disputed
            for what in found.named:
                named[what].append(code)
    several = {codes[human[0]]: human for human in humans if len(human) > 1}
    supposed = len(named["side_not_stated"]) if unstated_side else 0
    return Gathered(
        tuple(sorted(people, key=lambda each: each.code)),
        tuple(sorted(disputed, key=lambda each: (each.code, each.what))),
        {what: tuple(sorted(them)) for what, them in named.items() if them},
        supposed,
        several,
    )


def unjudged(by: User, gathered: Gathered, codes: Collection[str]) -> list[tuple[str, str]]:
    """Those of these people with a record beside them that the linking proposes as theirs and that
    nobody has judged, each with that record's code: they may stand on a list twice, or be home."""
    of = _records_of(gathered, codes)
    near = [
        *Candidate.objects.filter(one__in=among(list(of))).values_list("pk", flat=True),
        *Candidate.objects.filter(other__in=among(list(of))).values_list("pk", flat=True),
    ]
    rows = candidates(by).filter(pk__in=among(near)).select_related("one", "other")
    found = set()
    for row in rows:
        for mine, other in ((row.one, row.other), (row.other, row.one)):
            if mine.pk in of and of.get(other.pk) != of[mine.pk]:
                found.add((of[mine.pk], other.code))
    return sorted(found)


def late(gathered: Gathered, codes: Collection[str], now: datetime) -> list[tuple[str, str]]:
    """Which facts of these people were entered or withdrawn within `LATE` before now: a code and
    the register's field, each once. A list is bought by its facts, so those are looked at twice."""
    of = _records_of(gathered, codes)
    since = now - LATE
    rows = Statement.objects.filter(person__in=among(list(of)), field__in=sorted(FIELDS))
    new = rows.filter(Q(entered_at__gte=since) | Q(withdrawn_at__gte=since))
    return sorted({(of[pk], key) for pk, key in new.values_list("person_id", "field")})


def pushed(
    by: User, gathered: Gathered, listed: Collection[str], now: datetime
) -> list[tuple[str, str]]:
    """The same of those who are not listed and were in the register before, with `veto` where a
    holder's answer keeps them: whoever takes somebody off moves everybody behind them up."""
    off = {each.code for each in gathered.people}.difference(listed)
    found = late(gathered, off, now)
    codes = {code for code, _field in found}
    new = Record.objects.filter(code__in=among(codes), created_at__gte=now - LATE)
    left = codes.difference(new.values_list("code", flat=True))
    told = entered_since(by, now - LATE)
    kept_back = [(each.code, "veto") for each in gathered.people if each.veto and each.code in told]
    return sorted([*(each for each in found if each[0] in left), *kept_back])


def _records_of(gathered: Gathered, codes: Collection[str]) -> dict[int, str]:
    """By the key of each of their records, these people's codes."""
    firsts = dict(Record.objects.filter(code__in=among(codes)).values_list("pk", "code"))
    return {
        pk: code for first, code in firsts.items() for pk in gathered.records.get(code, (first,))
    }


def context_of(by: User, agreement: Agreement, on: date, unstated_side: str) -> Context:
    """What the register's words mean under an agreement."""
    names = dict(Party.objects.filter(pk__in=agreement.sides).values_list("pk", "name"))
    called: dict[str, str] = {}
    for side in agreement.sides:
        for word in (side, names.get(side, ""), *agreement.called.get(side, ())):
            if plain_text(word):
                called[plain_text(word)] = side
    senders = Sender.objects.visible_to(by).filter(of_party__in=agreement.sides)
    return Context(
        agreement.sides,
        called,
        {f"sender:{code}": of for code, of in senders.values_list("code", "of_party")},
        on,
        camp_code,
        unstated_side,
    )


def camp_code(place: str) -> str:
    """A place of captivity as a code that tells nothing without this installation's key."""
    return "K-" + salted_hmac(_SALT, place, algorithm="sha256").hexdigest()[:10]


def _humans(by: User, codes: Mapping[int, str]) -> list[tuple[int, ...]]:
    """The records by human being, the first record of each in front."""
    same, different = judged_pairs_of_many(by, codes)
    joined = {pk for each in same for pk in each}
    groups = list(_groups(same))
    group_of = {pk: at for at, keys in enumerate(groups) for pk in keys}
    edges_of, apart_of = (_by_group(pairs, group_of) for pairs in (same, different))
    found: list[tuple[int, ...]] = [(pk,) for pk in codes if pk not in joined]
    for at, keys in enumerate(groups):
        edges, apart = edges_of[at], apart_of[at]
        left = {pk for pk in keys if pk in codes}
        while left:
            first = min(left)
            members = (cluster(first, edges, apart).members & left) | {first}
            found.append(tuple(sorted(members)))
            left -= members
    return sorted(found)


def _by_group(pairs: set[Pair], group_of: Mapping[int, int]) -> defaultdict[int, list[Pair]]:
    """The pairs within each group."""
    found: defaultdict[int, list[Pair]] = defaultdict(list)
    for one, other in pairs:
        at = group_of.get(one)
        if at is not None and at == group_of.get(other):
            found[at].append((one, other))
    return found


def _groups(same: set[Pair]) -> Iterator[set[int]]:
    """Records that judgements *same* join, over any number of steps."""
    beside: dict[int, list[int]] = defaultdict(list)
    for one, other in same:
        beside[one].append(other)
        beside[other].append(one)
    seen: set[int] = set()
    for start in sorted(beside):
        if start in seen:
            continue
        group, front = {start}, [start]
        while front:
            for each in beside[front.pop()]:
                if each not in group:
                    group.add(each)
                    front.append(each)
        seen |= group
        yield group

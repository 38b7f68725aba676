"""What stands in the bench's store beside lists and a linking run, entered through the services:
judgements, alarms, cards, and some people of whom very much is said.

Forty people get what the pages find hardest: statements of five further senders, a cluster of
records judged the same, and more proposals than a page shows. Their proposals bear the weights of
others', since what is measured is how many there are.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

import _people_rows as made_up

if TYPE_CHECKING:
    from repatria.desks.accounts.models import User
    from repatria.desks.people.models import Person

HEAVY, SAYING, CLUSTER, PROPOSED = 40, 5, 6, 60
"""People of whom much is said, further senders on each, records judged the same as each, proposals
of each."""
JUDGED, OLDER, OF_FATE = 400, 20_000, 60
"""Judgements through the service, earlier ones beside them, alarms and cards."""
HEAVY_TITLE = "Synthetic further list"
_PURPOSE = "exchange"
_WHY = "Synthetic: told by one who knows both records."


def more(rows: Path) -> None:
    """Enter all of it, as the clerk of the home party."""
    from _people_store import CLERK
    from repatria.desks.accounts.models import User

    by = User.objects.get(email=CLERK)
    pairs = made_up.load(rows, "pairs")
    mine = _mine(by, pairs)
    beside = HEAVY * (CLUSTER - 1)
    most = HEAVY + beside + JUDGED + OLDER
    chosen = iter(random.Random(made_up.SEED).sample(mine, min(len(mine), most)))
    heavy, others, judged = (list(islice(chosen, size)) for size in (HEAVY, beside, JUDGED))
    people = [one for one, _ in heavy]
    _much_said(people, by)
    for at, (one, other) in enumerate(heavy):
        for same in (other, *(each for _, each in others[at :: len(heavy)])):
            _judge(one, same, "same", by)
    _proposals(people, mine, by)
    for at, (one, other) in enumerate(judged):
        _judge(one, other, ("same", "same", "different", "unsure")[at % 4], by)
    _judged_before(list(chosen), by)
    _fates([other for _, other in judged[:OF_FATE]], by)


def _mine(by: User, pairs: Sequence[tuple[int, int, float, str, str]]) -> list[tuple[int, int]]:
    from repatria.desks.people.models import Person

    own = set(Person.objects.filter(party=by.party_id).values_list("pk", flat=True))
    return [(one, other) for one, other, *_, gate in pairs if not gate and {one, other} <= own]


def _much_said(people: Sequence[int], by: User) -> None:
    from django.db import transaction

    from repatria.desks.people.models import SourceKind
    from repatria.desks.people.services import add_sender, add_source
    from repatria.desks.people.services.statements import state_many

    for number in range(SAYING):
        with transaction.atomic():
            sender = add_sender(by, f"Synthetic sender {number}")
            source = add_source(
                by, SourceKind.LIST, _PURPOSE, title=f"{HEAVY_TITLE} {number}", sender=sender,
                said_on=f"2026-0{number + 1}-15",
            )  # fmt: skip
            said = ((person, at, dict(_values(number))) for at, person in enumerate(people, 1))
            state_many(source, by, said)


def _values(number: int) -> Iterator[tuple[str, str]]:
    yield "surname", ("Шевчук", "Шевчик", "Шевчук", "Shevchuk", "Шевчук")[number]
    yield "given", ("Микола", "Николай", "М.", "Mykola", "Микола")[number]
    yield "patronymic", ("Іванович", "Иванович", "І.", "Ivanovych", "Іванович")[number]
    yield "birth", ("1987-06-14", "1987", "1987-06-14", "1986-06-14", "14.06.1987")[number]
    yield "rank", ("солдат", "солдат", "старший солдат", "soldier", "сержант")[number]
    yield "unit", f"{30 + number} окрема механізована бригада, 1 батальйон"
    yield "birthplace", "Вінницька обл., с. Вербівське"
    yield "held_by", f"Synthetic camp {number}"
    yield "state", ("missing", "reported_captive", "captive", "captive", "dead")[number]
    yield "captured_on", f"2024-0{number + 1}"


def _proposals(people: Sequence[int], pairs: Sequence[tuple[int, int]], by: User) -> None:
    """As many more with each of them, on records of everywhere."""
    from repatria.desks.people.models import Candidate, LinkRun

    run = LinkRun.objects.get(party=by.party_id)
    weighed = list(Candidate.objects.filter(run=run, gate="").order_by("pk")[:PROPOSED])
    pick = random.Random(made_up.SEED + 1)
    made = {}
    for person in people:
        for like, (_, beside) in zip(weighed, pick.sample(pairs, PROPOSED), strict=True):
            one, other = sorted((person, beside))
            made[one, other] = Candidate(
                run=run, one_id=one, other_id=other, weight=like.weight, levels=like.levels
            )
    Candidate.objects.bulk_create(made.values(), batch_size=500, ignore_conflicts=True)


def _judge(one: int, other: int, verdict: str, by: User) -> None:
    from repatria.desks.people.services.judging import judge

    judge(_person(one), _person(other), verdict, by, _WHY, confirmed=True)


def _person(key: int) -> Person:
    from repatria.desks.people.models import Person

    return Person.objects.get(pk=key)


def _judged_before(pairs: Sequence[tuple[int, int]], by: User) -> None:
    """What colleagues judged in the years before: as the service holds it, without the log."""
    from repatria.desks.people.models import Judgement

    rows = (
        Judgement(party=by.party, one_id=one, other_id=other, verdict="same", by=by, why=_WHY)
        for one, other in pairs
    )
    Judgement.objects.bulk_create(rows, batch_size=500)


def _fates(people: Sequence[int], by: User) -> None:
    """Returnees' words that contradict a death, and cards that are due."""
    from repatria.desks.accounts.models import Party
    from repatria.desks.people.models import Person
    from repatria.desks.people.services.capture_cards import start_clock
    from repatria.desks.people.services.returnees import Heard, hear

    alive = Heard("", "alive", "seen", "certain", "2026-08-02", note="Synthetic.")
    dead = Person.objects.filter(party=by.party_id, state="dead").order_by("pk")
    for number, person in enumerate(dead[:OF_FATE]):
        teller = f"Synthetic returnee {number}"
        hear(by, alive, _PURPOSE, person=person, teller=teller, said_on="2026-08-20")
    side = Party.objects.exclude(pk=by.party_id).order_by("pk").first()
    assert side is not None
    for number, key in enumerate(people):
        day = date(2026, 8, 1) + timedelta(days=number % 20)
        start_clock(_person(key), by, side.code, "arrival", day)

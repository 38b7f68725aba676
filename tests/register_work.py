"""A party's register for programs to ask about, with one thing of each kind."""

from __future__ import annotations

from datetime import timedelta
from typing import NamedTuple

from django.utils import timezone

from people import member, party
from people_lists import csv_of, taken_in, tried
from repatria.desks.accounts.models import Standing, User
from repatria.desks.accounts.rights import Role
from repatria.desks.people import services
from repatria.desks.people.models import (
    Alarm,
    Candidate,
    CaptureCard,
    Judgement,
    LinkRun,
    Person,
    ReceivedList,
    ReturneeWord,
    Sender,
    SourceKind,
)
from repatria.desks.people.services import Stated, returnees
from repatria.desks.people.services.capture_cards import start_clock
from repatria.desks.people.services.judging import judge
from repatria.desks.people.services.returnees import Heard

WHO = {"surname": "Жолнерчик", "given": "Остап", "patronymic": "Миколайович",
       "birth": "1987-06-14", "unit": "72 ОМБр", "sex": "male", "serial": "АА123456"}  # fmt: skip
KIN = "Марія, Рокитне"
CAMP = "Колонія на березі"


class Register(NamedTuple):
    """`person` and `twin` agree and are proposed; `person` and `other` were judged different."""

    clerk: User
    sender: Sender
    person: Person
    twin: Person
    other: Person
    list: ReceivedList
    open_list: ReceivedList
    card: CaptureCard
    word: ReturneeWord
    waiting: ReturneeWord
    alarm: Alarm
    judgement: Judgement


def register_of(code: str) -> Register:
    of = party(code, Standing.PARTY)
    party("HOLDER", Standing.PARTY)
    clerk = member(Role.EXCHANGE_DESK, of=of, name=f"Register clerk of {code}")
    everything = member(
        Role.EXCHANGE_DESK, Role.RECEPTION_DESK, Role.FAMILY_LIAISON, of=of, name="Of several desks"
    )
    sender = services.add_sender(clerk, f"Headquarters of {code}")
    source = services.add_source(everything, SourceKind.LIST, "exchange", said_on="2026-02-01")
    person = services.add(
        source, everything,
        {**WHO, "state": Stated("dead", "2026-01-10"), "kin": KIN, "medical_110": "diminished",
         "held_at": CAMP},
    )  # fmt: skip
    sources = [services.add_source(clerk, SourceKind.LIST, "exchange") for _ in range(2)]
    twin = services.add(sources[0], clerk, WHO)
    other = services.add(sources[1], clerk, {**WHO, "given": "Іван", "birth": "1990-01-02",
                                             "serial": "ББ654321"})  # fmt: skip
    judged = judge(person, other, "different", clerk)
    run = LinkRun.objects.create(party=of, asked_by=clerk, finished_at=timezone.now())
    Candidate.objects.create(
        run=run, one=person, other=twin, weight=12.5, levels={"birth": ["same", "same", 9.0]}
    )
    arrived = timezone.localdate() - timedelta(days=20)
    card = start_clock(person, clerk, "HOLDER", "hospital", arrived)
    teller = services.add(
        services.add_source(clerk, SourceKind.LIST, "exchange"), clerk, {"surname": "Лелека"}
    )
    word = returnees.hear(
        everything, Heard("", "alive", "seen", "certain", "2026-03-01", CAMP), "exchange",
        person=person, said_by=teller, said_on="2026-04-01",
    )  # fmt: skip
    waiting = returnees.hear(clerk, Heard("Бусол", "alive", "heard", "likely"), "exchange",
                             teller="Witness 7")  # fmt: skip
    rows = [("1", "Чапля Тарас Іванович", "1991-05-05", "ВВ111111", "3 батальйон"),
            ("2", "Бугай Олег Петрович", "", "", "")]  # fmt: skip
    whole = taken_in(clerk, sender, csv_of(rows), "First")
    opened = tried(clerk, sender, csv_of([*rows[:1], ("9", "Кулик Лев Ігорович", "", "", "")]),
                   "Second")  # fmt: skip
    return Register(
        clerk, sender, person, twin, other, whole, opened, card, word, waiting,
        Alarm.objects.get(person=person), judged,
    )  # fmt: skip

"""Two clerks who state something of one person at the same moment: neither's word is lost from what
is shown."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

import pytest
from django.db import OperationalError, connections

from people import member, party
from repatria.desks.accounts.models import Standing
from repatria.desks.accounts.rights import Role
from repatria.desks.people import services
from repatria.desks.people.models import Person

pytestmark = pytest.mark.django_db(transaction=True, databases="__all__")


def _patiently(act: Callable[[], object]) -> None:
    """A store in memory, which only tests have, does not wait for its lock as a file does."""
    while True:
        try:
            act()
            return
        except OperationalError as error:
            if "table is locked" not in str(error):
                raise
            time.sleep(0.01)


def test_both_are_in_the_row() -> None:
    clerk = member(Role.EXCHANGE_DESK, of=party("A", Standing.PARTY))
    assert clerk.roles
    source = services.add_source(clerk, "hand", "exchange", title="A call")
    person = services.add(source, clerk, {"surname": "Шевченко"})
    said = {"rank": "сержант", "unit": "47 омбр", "birth": "1987", "call_sign": "Тінь"}
    start = threading.Barrier(len(said))
    failed: list[Exception] = []

    def enter(key: str, value: str) -> None:
        own = Person(pk=person.pk, code=person.code, party=clerk.party)
        start.wait()
        try:
            _patiently(lambda: services.state(own, key, value, source, clerk))
        except Exception as error:
            failed.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=enter, args=each) for each in said.items()]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert failed == []
    person.refresh_from_db()
    assert {key: getattr(person, key) for key in said} == said

"""Several people at one proposal at the same moment: one wins."""

from __future__ import annotations

import threading
import time

import pytest
from django.db import OperationalError, connections

from repatria.desks.accounts.access.verifying import verify
from repatria.desks.accounts.proposals import services
from repatria.desks.accounts.proposals.errors import ProposalError, SettledError
from repatria.desks.accounts.proposals.models import Proposal
from repatria.desks.accounts.rights import Role
from trial_people import person

pytestmark = pytest.mark.django_db(transaction=True, databases="__all__")


def at_once(*acts):
    """What each act gives or raises, begun together in threads of their own."""
    start, ended = threading.Barrier(len(acts)), [None] * len(acts)

    def run(number, act):
        start.wait()
        try:
            ended[number] = _patiently(act)
        except Exception as error:
            ended[number] = error
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=each) for each in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return ended


def _patiently(act):
    """A store in memory, which only tests have, does not wait for its lock as a file does."""
    while True:
        try:
            return act()
        except OperationalError as error:
            if "table is locked" not in str(error):
                raise
            time.sleep(0.01)


def test_of_two_who_second_at_once_one_does(board, proposed):
    held = proposed()
    people = [person(Role.PRESS) for _ in range(4)]
    for each in people:
        assert each.roles

    def seconding(number, by):
        return lambda: services.second(
            held.pk, by=by, session=f"s-{number}", digest=held.digest, fresh=True
        )

    ended = at_once(*(seconding(*each) for each in enumerate(people)))
    assert len([one for one in ended if isinstance(one, Proposal)]) == 1, ended
    assert len([one for one in ended if isinstance(one, SettledError)]) == 3, ended
    assert board.done == ["peace"]
    assert verify().whole


def test_withdrawing_and_seconding_at_once_have_one_end(board, proposed, first, other):
    held = proposed()
    assert first.roles
    assert other.roles
    ended = at_once(
        lambda: services.second(held.pk, by=other, session="s", digest=held.digest, fresh=True),
        lambda: services.withdraw(held.pk, by=first, session="s-first", reason="no"),
    )
    (won,) = [one for one in ended if isinstance(one, Proposal)]
    assert won.state == Proposal.objects.get(pk=held.pk).state
    assert board.done == (["peace"] if won.state == "done" else [])


def test_the_same_proposed_at_once_is_one(board, proposed, first):
    assert first.roles
    ended = at_once(proposed, proposed, proposed)
    assert not [one for one in ended if isinstance(one, Exception)], ended
    assert len({one.pk for one in ended}) == 1


def test_two_colleagues_who_propose_the_same_at_once(board, proposed, first, other):
    assert first.roles
    assert other.roles
    ended = at_once(proposed, lambda: proposed(by=other, session="s-other"))
    assert Proposal.objects.count() == 1
    assert sorted(type(one).__name__ for one in ended) == ["Proposal", "ProposalError"], ended
    assert any(isinstance(one, ProposalError) for one in ended)

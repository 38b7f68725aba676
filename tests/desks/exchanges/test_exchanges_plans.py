"""The plan of all rounds: a job counts, and the page shows the critical first."""

from __future__ import annotations

import pytest
from django.test import Client

from exchanges_work import agreed, begun, captive, drafted, examined, population
from people import member
from repatria.desks.accounts.asking import Refused
from repatria.desks.accounts.models import User
from repatria.desks.accounts.rights import Role
from repatria.desks.common.jobs.worker import Worker
from repatria.desks.exchanges.charts.rounds import Rounds, Row, draw
from repatria.desks.exchanges.models import Draft, Plan, PlanState
from repatria.desks.exchanges.refusals import ExchangeError
from repatria.desks.exchanges.services.plans import ask_plan, make_plan


@pytest.fixture
def draft(clerk: User) -> Draft:
    """Seven of A and six of B, three seats a round, one of A gravely ill."""
    population(clerk)
    ill = captive(clerk, "A", captured_on="2031-01-01")
    examined(ill, clerk, "incurable")
    reading = agreed(clerk)
    return drafted(begun(clerk, reading), clerk, reading)


def made(draft: Draft, clerk: User, rounds: int = 20) -> Plan:
    plan = ask_plan(draft, clerk, rounds)
    make_plan(plan)
    plan.refresh_from_db()
    return plan


def test_every_round_adds_up(draft: Draft, clerk: User) -> None:
    found = made(draft, clerk).found
    assert [sum(row[1 + side] for row in found["stages"]) for side in (0, 1)] == found["returned"]
    assert found["returned"] == [7, 6]
    assert found["stranded"] == [0, 0]
    assert found["stages"][0][3:5] == [1, 0], "whoever is gravely ill goes in the first round"
    balance = 0
    for _day, one, two, own, other, shown in found["stages"]:
        balance += (one - own) - (two - other)
        assert shown == balance
    assert len(found["formulas"]) >= 9, "this agreement, and eight formulas"
    assert sum(tier[2] for tier in found["tiers"]) == 13


def test_the_page_shows_the_critical_first_and_names_nobody(
    draft: Draft, clerk: User, desk: Client
) -> None:
    address = f"/exchanges/lists/{draft.of.code}/drafts/{draft.number}/plans"
    done = desk.post(address, {"rounds": 20, "carried": 2})
    assert done.status_code == 302
    assert desk.get(done.headers["Location"]).status_code == 200, "while it waits"
    Worker().run(once=True)
    page = desk.get(done.headers["Location"]).content.decode()
    assert Plan.objects.get().state == PlanState.DONE
    assert page.index("Critical people of A who stay") < page.index("How long they wait")
    assert "Formulas compared" in page
    assert "What strict order costs" in page
    assert "all for all" in page.lower()
    assert "B is ahead in handing over by 2 at most, from before the first round" in page
    assert "A is never ahead" in page, "whom article 109 returns leaves nobody in debt"
    for person in ("P-", "you are on the list"):
        assert person not in page.replace(clerk.code, "")


def test_a_plan_is_asked_for_by_whoever_may_and_of_a_version_that_is(
    draft: Draft, clerk: User
) -> None:
    for rounds in (0, 1001):
        with pytest.raises(ExchangeError, match="between 1 and"):
            ask_plan(draft, clerk, rounds)
    with pytest.raises(Refused):
        ask_plan(draft, member(Role.PRESS, of=clerk.party), 5)


def test_the_picture_has_a_bar_for_every_round_that_moves_somebody() -> None:
    rows = (Row("To A", 0, (3, 0, 2), (1, 0, 0)), Row("To B", 1, (3, 1, 0), (0, 0, 0)))
    picture = Rounds(
        title="t", desc="d", rows=rows, balance=(-1, -2, 0), balance_label="ahead",
        first="2031-07-01", last="2031-07-03", id_prefix="x",
    )  # fmt: skip
    drawn = str(draw(picture))
    assert drawn.count("outline") == 4
    assert drawn.count("solid") == 1 + 2
    with pytest.raises(ValueError, match="same rounds"):
        Rounds(title="t", desc="d", rows=rows, balance=(1,), balance_label="", first="", last="",
               id_prefix="x")  # fmt: skip


def test_many_rounds_are_drawn_as_fewer_bars_and_nobody_is_lost() -> None:
    moved = (1,) * 600
    row = Row("To A", 0, moved, (0,) * 600)
    picture = Rounds(
        title="t", desc="d", rows=(row, row), balance=(0,) * 599 + (5,), balance_label="ahead",
        first="", last="", id_prefix="x",
    )  # fmt: skip
    assert str(draw(picture)).count("outline") == 2 * 200

"""What the report makes of cases that the demonstration does not have."""

from __future__ import annotations

from datetime import date

import pytest
import yaml

from repatria.desks.record import report_build
from repatria.desks.record.queries import MOST_EXCHANGES
from repatria.desks.record.queries_report import MOST_PERIODS

DAY = date(2024, 5, 1)


@pytest.fixture
def told(repatria, tmp_path):
    """Takes in made-up statements on one exchange of remains from A to B; gives its report."""

    def take(*statements, exchanges=(), **window):
        document = {
            "format": "repatria-statements/1",
            "parties": [{"code": code, "name": f"Land {code}"} for code in "AB"],
            "speakers": [
                {"code": "a", "name": "Office A", "voice": "party", "party": "A"},
                {"code": "b", "name": "Office B", "voice": "party", "party": "B"},
                {"code": "x", "name": "Somebody near A", "voice": "unnamed", "party": "A"},
                {"code": "am", "name": "Papers of A", "voice": "media", "party": "A"},
                {"code": "press", "name": "An outlet", "voice": "media"},
            ],
            "sources": [{"key": "s", "title": "Page", "outlet": "page.example"}],
            "exchanges": [
                {"code": "X", "date": DAY.isoformat(), "title": "T", "track": "remains"},
                *exchanges,
            ],
            "statements": [
                {
                    "id": f"s{number}",
                    "kind": "count",
                    "from": "A",
                    "to": "B",
                    "category": "remains",
                    "source": "s",
                    "said_on": DAY.isoformat(),
                    **({} if "covers" in statement else {"exchange": "X"}),
                    **statement,
                }
                for number, statement in enumerate(statements, 1)
            ],
        }
        file = tmp_path / "told.yaml"
        file.write_text(yaml.safe_dump(document), "utf-8")
        done = repatria("record", "import", file)
        assert done.code == 0, done.err
        return report_build.build(window.get("first", DAY), window.get("until", DAY))

    return take


def way(report, giver="A"):
    (found,) = (one for one in report.balance if one.giver == giver)
    return found


def test_an_unnamed_source_alone_is_no_partys_number(told):
    report = told({"speaker": "x", "quantity": 7})
    side = way(report).sides[0]
    assert (side.low, side.high, side.unnamed_legs) == (7, 7, 1)
    assert side.lower_bound is None
    assert not way(report).party_number


def test_a_sides_outlets_alone_are_no_partys_number_and_keep_their_name(told):
    report = told({"speaker": "am", "quantity": 7})
    assert [who.name for who in way(report).sides[0].speakers] == ["Papers of A"]
    assert not way(report).party_number


def test_an_outlet_of_no_side_bears_the_name_of_the_outlet(told):
    report = told({"speaker": "press", "quantity": 7})
    (leg,) = (one for one in report.exchanges[0].legs if one.giver == "A")
    (other,) = leg.figures[0].others
    assert other.who.name == "page.example"


def test_a_total_outside_the_window_bounds_nothing_in_it(told):
    total = {"kind": "total", "speaker": "b", "quantity": 90, "covers": "2024-04-01..2024-05-01"}
    report = told({"speaker": "b", "quantity": 7}, total)
    receiver = way(report).sides[1]
    assert receiver.totals == ()
    assert receiver.lower_bound == 7
    assert [item.statement.id for item in report.periods] == ["s2"]


def test_a_total_inside_the_window_raises_the_lower_bound_of_its_own_side_alone(told):
    total = {"kind": "total", "speaker": "b", "quantity": "at least 90",
             "covers": "2024-04-01..2024-05-01"}  # fmt: skip
    report = told({"speaker": "b", "quantity": 7}, total, first=date(2024, 4, 1))
    giver, receiver = way(report).sides
    assert receiver.lower_bound == 90
    assert giver.lower_bound is None


def test_a_retired_total_bounds_nothing(told):
    total = {"kind": "total", "speaker": "b", "covers": "2024-04-01..2024-05-01"}
    report = told(
        {**total, "quantity": 90},
        {**total, "quantity": 80, "supersedes": "s1", "said_on": "2024-05-02"},
        first=date(2024, 4, 1),
        until=date(2024, 5, 2),
    )
    assert way(report).sides[1].lower_bound == 80
    gone = {item.statement.id: item.statement.retired for item in report.periods}
    assert gone == {"s1": "superseded", "s2": ""}


def test_what_is_left_out_is_counted_and_can_be_asked_for(told):
    exchanges = [
        {"code": f"Y{n:03}", "date": f"2024-03-{n % 28 + 1:02}", "title": "T", "track": "remains"}
        for n in range(MOST_EXCHANGES + 10)
    ]
    totals = [
        {"kind": "total", "speaker": "b", "quantity": n + 1, "covers": "2024-03-01..2024-05-01"}
        for n in range(MOST_PERIODS + 3)
    ]
    report = told(*totals, exchanges=exchanges, first=date(2024, 3, 1))
    assert len(report.exchanges) == MOST_EXCHANGES
    assert report.exchanges_total == MOST_EXCHANGES + 11
    before = report_build.build(date(2024, 3, 1), date.fromisoformat(report.earlier))
    codes = {one.code for one in (*before.exchanges, *report.exchanges)}
    assert len(codes) == report.exchanges_total
    assert (len(report.periods), report.more_periods) == (MOST_PERIODS, 3)


def test_an_exchange_more_costs_no_query_more(repatria, django_assert_max_num_queries):
    assert repatria("record", "import", "--demo").code == 0
    with django_assert_max_num_queries(32):
        report_build.build(date(2025, 6, 14), date(2025, 6, 14))
    with django_assert_max_num_queries(32):
        report = report_build.build(date(2025, 5, 1), date(2025, 8, 31))
    assert len(report.exchanges) == 24

"""The time line: which days are columns, which directions are rows, and what each cell says."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

import pytest
from chart_reading import parsed, words
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st
from leg_making import NAMES, TO, absent, exchange, ranged, silent, stated, summary

from repatria.desks.common.charts import timeline as chart
from repatria.desks.common.charts.timeline_model import Cell, Row, Timeline
from repatria.desks.record.present.timeline import FEW_DAYS, MOST_DAYS, timeline
from repatria.desks.record.queries import LegSummary, SideState
from repatria.statements.record import Exchange
from repatria.statements.vocabulary import Track

FIRST = date(2024, 5, 1)


def made(legs: Sequence[LegSummary], *exchanges: Exchange) -> Timeline:
    return timeline(legs, exchanges, NAMES, TO)


def handover(day: int, giver: SideState, receiver: SideState) -> tuple[LegSummary, Exchange]:
    of = exchange(f"R{day}", (FIRST + timedelta(days=day)).isoformat(), Track.REMAINS)
    return summary(of, giver, receiver), of


def only_cell(row: Row) -> Cell:
    (cell,) = [cell for cell in row.cells if cell]
    return cell


def on_days(*days: int) -> Timeline:
    pairs = [handover(day, stated("A", 1), stated("B", 1)) for day in days]
    return made([leg for leg, _ in pairs], *(of for _, of in pairs))


def test_every_day_of_a_short_window_is_a_column() -> None:
    assert len(on_days(0, FEW_DAYS - 1).days) == FEW_DAYS


def test_of_a_long_window_only_the_days_with_exchanges_are_columns() -> None:
    drawn = on_days(0, FEW_DAYS, 400)
    assert len(drawn.days) == 3
    assert [day.sublabel for day in drawn.days] == ["", f"{FEW_DAYS} days later", "384 days later"]


def test_a_busy_window_keeps_its_empty_days_up_to_a_limit() -> None:
    busy = [day for day in range(MOST_DAYS) if day % 3]
    assert len(on_days(0, *busy, MOST_DAYS - 1).days) == MOST_DAYS
    assert len(on_days(0, *busy, MOST_DAYS).days) < MOST_DAYS


def test_the_next_day_is_not_called_later() -> None:
    assert [day.sublabel for day in on_days(0, 1).days] == ["", ""]


def test_years_are_written_only_where_there_are_several() -> None:
    assert on_days(0).days[0].label == "1 May"
    assert on_days(0, 400).days[0].label == "1 May 2024"


def test_two_handovers_of_one_day_stand_in_two_columns() -> None:
    one = exchange("R1", "2024-05-01", Track.REMAINS)
    two = exchange("R2", "2024-05-01", Track.REMAINS)
    legs = [summary(of, stated("A", 5), stated("B", 5)) for of in (one, two)]
    drawn = made(legs, one, two)
    assert [day.href for day in drawn.days] == ["/exchange/R1", "/exchange/R2"]


def test_prisoners_and_remains_of_one_day_share_a_column() -> None:
    one = exchange("L", "2024-05-01", Track.LIVING)
    two = exchange("R", "2024-05-01", Track.REMAINS)
    legs = [summary(of, stated("A", 5), stated("B", 5)) for of in (one, two)]
    drawn = made(legs, one, two)
    assert len(drawn.days) == 1
    assert drawn.days[0].href == ""  # two exchanges: the day itself leads to neither


def test_the_living_without_a_number_share_one_row_and_are_counted() -> None:
    exchanges = [exchange(f"L{n}", f"2024-05-0{n}", Track.LIVING) for n in (1, 2, 4)]
    legs = [
        leg
        for of in exchanges
        for leg in (
            summary(of, silent("A"), absent("B")),
            summary(of, absent("B"), silent("A")),
        )
    ]
    drawn = made(legs, *exchanges)
    (row,) = drawn.rows
    assert row.sublabel == "each way"
    assert [cell.ordinal for cell in row.cells if cell] == ["1", "2", "3"]
    assert {mark.party: mark.state for mark in only_words(row)[0].bars} == {
        0: "not_stated",
        1: "nothing_found",
    }


def only_words(row: Row) -> list[Cell]:
    return [cell for cell in row.cells if cell]


def test_one_number_gives_each_direction_a_row_of_its_own() -> None:
    one = exchange("L1", "2024-05-01", Track.LIVING)
    two = exchange("L2", "2024-05-02", Track.LIVING)
    legs = [
        summary(one, silent("B"), silent("A")),
        summary(one, silent("A"), silent("B")),
        summary(two, stated("B", 7), silent("A")),
    ]
    drawn = made(legs, one, two)
    assert [row.sublabel for row in drawn.rows] == ["to: Ama", "to: Bor"]
    assert all(cell.ordinal is None for row in drawn.rows for cell in only_words(row))


def test_three_kinds_of_nothing_are_three_marks() -> None:
    said, held = handover(0, stated("A", 0), silent("B"))
    bars = {mark.party: mark for mark in only_cell(made([said], held).rows[0]).bars}
    assert (bars[0].state, bars[0].text) == ("none", "none")
    assert (bars[1].state, bars[1].text) == ("not_stated", "not stated")
    nothing, of = handover(0, absent("A"), absent("B"))
    cell = only_cell(made([nothing], of).rows[0])
    assert cell.label == "nothing found"
    assert {mark.state for mark in cell.bars} == {"nothing_found"}


def test_two_numbers_stand_side_by_side_in_the_order_of_the_parties() -> None:
    differing, of = handover(0, stated("B", 1248), stated("A", 1245))
    drawn = made([differing], of)
    assert only_cell(drawn.rows[0]).contested
    assert "1,245|1,248" in words(parsed(chart.draw(drawn)))


def test_a_range_has_both_ends_and_an_open_one_has_none_above() -> None:
    ranging, of = handover(0, ranged("A", 225, 275), ranged("B", 40, None))
    bars = {mark.party: mark for mark in only_cell(made([ranging], of).rows[0]).bars}
    assert (bars[0].low, bars[0].high, bars[0].text) == (225, 275, "225 to 275")
    assert (bars[1].low, bars[1].high, bars[1].text) == (40, None, "40 or more")


def test_an_exchange_that_did_not_take_place_says_so_and_is_not_counted() -> None:
    missed = exchange("L1", "2024-05-01", Track.LIVING, happened=False)
    done = exchange("L2", "2024-05-02", Track.LIVING)
    legs = [summary(of, silent("A"), silent("B")) for of in (missed, done)]
    (row,) = made(legs, missed, done).rows
    first, second = only_words(row)
    assert first.label == "did not take place"
    assert first.ordinal is None
    assert second.ordinal == "1"


def test_a_cell_says_everything_in_words() -> None:
    differing, of = handover(0, stated("A", 12), stated("B", 10))
    assert only_cell(made([differing], of).rows[0]).title == (
        "Remains, Ama → Bor. 1 May 2024. Ama: 12. Bor: 10. contested."
    )


def test_cells_lead_to_legs_and_a_shared_row_to_exchanges() -> None:
    said, held = handover(0, stated("A", 1), silent("B"))
    assert only_cell(made([said], held).rows[0]).href == "/leg/R0/B"
    living = exchange("L", "2024-05-01", Track.LIVING)
    shared = made([summary(living, silent("A"), silent("B"))], living)
    assert only_cell(shared.rows[0]).href == "/exchange/L"


def test_a_month_stays_a_month() -> None:
    vague = exchange("R", "2024-05", Track.REMAINS)
    drawn = made([summary(vague, stated("A", 1), silent("B"))], vague)
    assert [day.label for day in drawn.days] == ["May"]


side = st.sampled_from(["A", "B"]).flatmap(
    lambda party: st.one_of(
        st.integers(0, 10**6).map(lambda number: stated(party, number)),
        st.just(silent(party)),
        st.just(absent(party)),
    )
)


@st.composite
def windows(draw: st.DrawFn) -> tuple[list[LegSummary], list[Exchange]]:
    """Some exchanges in order of time, each with one or both of its legs."""
    days = sorted(draw(st.lists(st.integers(0, 90), min_size=1, max_size=8)))
    exchanges, legs = [], []
    for number, day in enumerate(days):
        track = draw(st.sampled_from(Track))
        happened = draw(st.booleans())
        of = exchange(
            f"E{number}", (FIRST + timedelta(days=day)).isoformat(), track, happened=happened
        )
        exchanges.append(of)
        first, second = draw(side), draw(side)
        if first.party != second.party:
            legs.append(summary(of, first, second))
    return legs, exchanges


@given(windows())
def test_every_leg_is_drawn_once_and_nothing_else(
    window: tuple[list[LegSummary], list[Exchange]],
) -> None:
    legs, exchanges = window
    drawn = made(legs, *exchanges)
    cells = [cell for row in drawn.rows for cell in row.cells if cell]
    assert len(cells) == len(legs)
    assert all(len(row.cells) == len(drawn.days) for row in drawn.rows)
    assert parsed(chart.draw(drawn)).tag == "div"


@given(windows())
def test_no_number_is_drawn_that_nobody_gives(
    window: tuple[list[LegSummary], list[Exchange]],
) -> None:
    legs, exchanges = window
    given_numbers = {
        (word.interval.low, word.interval.high)
        for leg in legs
        for word in (leg.giver, leg.receiver)
        if word.interval is not None
    }
    for row in made(legs, *exchanges).rows:
        for cell in filter(None, row.cells):
            for mark in cell.bars:
                assert mark.low is None or (mark.low, mark.high) in given_numbers


def test_a_window_without_a_leg_has_no_row() -> None:
    drawn = made([], exchange("R", "2024-05-01", Track.REMAINS))
    assert drawn.rows == ()


@pytest.mark.parametrize("language", ["uk", "ru"])
def test_days_are_written_in_the_readers_language(language: str) -> None:
    with override(language):
        label = on_days(0).days[0].label
    assert label == {"uk": "1 травня", "ru": "1 мая"}[language]

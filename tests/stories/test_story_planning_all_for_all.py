"""All for all. It sounds like one morning on a bridge. It is a bus a week, for months; and in
between one side always has more of its people back than the other.

The plan says how many rounds it takes, who waits longest and why, and by how many each side is
ahead on every day. Everybody here is made up.
"""

from __future__ import annotations

import csv
from collections import Counter
from datetime import date, timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest

from plan_work import agreement_file, plain, types
from repatria.formats.captives_csv import read_captives
from repatria.planning.eligible import gate
from repatria.planning.order import minus_days, tier_of
from repatria.planning.terms_text import parse_terms

DAY = date(2025, 6, 9)
SEATS, CAMP, WEEK = 25, 6, 7
AGREEMENT = f"""\
agreement All for all
reading both
sides NL SL
dated 2025-06-02
source https://example.org/1
tier worst seriously_wounded or gravely_ill
then longest held, lottery
clause 1 all for all of any
seats each {SEATS}
stretchers each any of 1 seats
camp each {CAMP}
every {WEEK} days
"""


def rows(file: Path) -> list[dict[str, str]]:
    with file.open(newline="") as stream:
        return list(csv.DictReader(stream))


@pytest.fixture(scope="module")
def plan(tmp_path_factory) -> SimpleNamespace:
    """150 people of one side and 260 of the other, a bus with a seat for each who lies down too."""
    folder: Path = tmp_path_factory.mktemp("plan")
    made = types("synthetic", "captives", "--a", 150, "--b", 260, "--side-a", "NL", "--side-b",
                 "SL", "--rate", "group=0", "--out", folder / "made")  # fmt: skip
    assert made.exit_code == 0, made.output
    people = folder / "made" / "people.csv"
    terms = agreement_file(folder / "terms.txt", AGREEMENT)
    done = types("plan", "series", "--terms", terms, "--people", people, "--on", DAY, "--rounds",
                 60, "--out", folder / "series")  # fmt: skip
    assert done.exit_code == 0, done.output
    register = read_captives(people).people
    terms = parse_terms(AGREEMENT, "terms.txt")
    return SimpleNamespace(
        said=plain(done),
        lines=done.stdout.splitlines(),
        rounds=rows(folder / "series" / "rounds.csv"),
        exposure=rows(folder / "series" / "exposure.csv"),
        went={row["code"]: row for row in rows(folder / "series" / "people.csv")},
        could={each.code: each for each in register if gate(each, terms, DAY) is None},
        terms=terms,
        folder=folder,
    )  # fmt: skip


def of(plan: SimpleNamespace, side: str) -> list:
    return [each for each in plan.could.values() if each.side == side]


def test_everybody_who_can_be_considered_returns_and_the_plan_says_in_how_many_rounds(plan):
    assert set(plan.went) == set(plan.could)
    assert all(row["round"] for row in plan.went.values())
    last = len(plan.rounds)
    north, south = len(of(plan, "NL")), len(of(plan, "SL"))
    assert f"Returned in {last} rounds: {north} to NL, {south} to SL." in plan.said
    assert "Considered, and in none of these: 0 to NL, 0 to SL." in plan.said
    assert [row["round"] for row in plan.rounds] == [str(at + 1) for at in range(last)]
    days = [date.fromisoformat(row["day"]) for row in plan.rounds]
    assert days == [DAY + timedelta(days=WEEK * at) for at in range(last)]
    # No fewer rounds could do it: the seats, and the fullest camp's gate, do not allow it.
    for side in ("NL", "SL"):
        of_side = [int(row["round"]) for row in plan.went.values() if row["side"] == side]
        fullest = max(Counter(each.camp for each in of(plan, side)).values())
        assert max(of_side) >= max(-(-len(of_side) // SEATS), -(-fullest // CAMP))


def test_nobody_is_taken_over_the_seats_or_out_of_one_camp(plan):
    for side in ("NL", "SL"):
        by_round: dict[str, Counter] = {}
        for code, row in plan.went.items():
            if row["side"] == side:
                by_round.setdefault(row["round"], Counter())[plan.could[code].camp] += 1
        for at, camps in by_round.items():
            assert sum(camps.values()) == int(plan.rounds[int(at) - 1][f"to_{side}"]) <= SEATS
            assert max(camps.values()) <= CAMP


def standing(plan: SimpleNamespace, code: str) -> tuple[int, int, int]:
    """Track, tier and days of somebody, smallest first, without the lottery."""
    each = plan.could[code]
    return (0 if each.duty else 1, tier_of(each, plan.terms.tiers, DAY), minus_days(each, DAY))


def test_it_says_who_waits_longest_and_why(plan):
    for side in ("NL", "SL"):
        own = {code: row for code, row in plan.went.items() if row["side"] == side}
        last = max(int(row["round"]) for row in own.values())
        latest = [code for code, row in own.items() if int(row["round"]) == last]
        weeks = WEEK * (last - 1)
        assert f"To {side}: {len(latest)} go last, in round {last}" in plan.said
        assert f"after {weeks} days." in plan.said
        at = next(n for n, line in enumerate(plan.lines) if line.startswith(f"To {side}: "))
        told = plan.lines[at + 1 : at + 4]
        code = told[0].split(":")[0].strip()
        assert code in latest
        assert (
            f"held {-standing(plan, code)[2]:,} days" in told[0] or "no day of capture" in told[0]
        )
        # The reason is true: in the first round and in the one before their own, their camp's gate
        # or the round was filled by people who stand before them.
        assert told[1].startswith("    not in round 1: ")
        for line, number in ((told[1], 1), (told[2], last - 1)):
            before = [c for c, row in own.items() if row["round"] == str(number)]
            assert all(standing(plan, c) <= standing(plan, code) for c in before
                       if plan.could[c].camp == plan.could[code].camp)  # fmt: skip
            same_camp = sum(plan.could[c].camp == plan.could[code].camp for c in before)
            if "camp_full" in line:
                assert same_camp == CAMP
            else:
                assert "round_full" in line
                assert len(before) == SEATS


def test_whoever_the_law_returns_goes_first(plan):
    duty = [plan.went[code] for code, each in plan.could.items() if each.duty]
    assert duty
    assert {row["article_109"] for row in duty} == {"yes"}
    others = [int(row["round"]) for code, row in plan.went.items() if not plan.could[code].duty]
    mean = sum(int(row["round"]) for row in duty) / len(duty)
    assert mean < sum(others) / len(others)
    assert "Critical and staying (article 109): 0 to NL, 0 to SL." in plan.said


def test_each_sides_exposure_is_told_for_every_day(plan):
    days = [date.fromisoformat(row["day"]) for row in plan.exposure]
    last = DAY + timedelta(days=WEEK * (len(plan.rounds) - 1))
    assert days == [DAY + timedelta(days=at) for at in range((last - DAY).days + 1)]
    for row, day in zip(plan.exposure, days, strict=True):
        back = Counter(
            each["side"] for each in plan.went.values()
            if each["article_109"] == "no" and date.fromisoformat(each["day"]) <= day
        )  # fmt: skip
        # Whoever returned to one side was handed over by the other.
        assert int(row["handed_over_by_NL"]) == back["SL"]
        assert int(row["handed_over_by_SL"]) == back["NL"]
        assert int(row["people"]) == abs(back["NL"] - back["SL"])
        ahead = "" if back["NL"] == back["SL"] else min(back, key=lambda side: back[side])
        assert row["ahead"] == ahead
    # At the end the side that held more has handed over more: that is what all for all costs it.
    north, south = (sum(not each.duty for each in of(plan, side)) for side in ("NL", "SL"))
    assert int(plan.exposure[-1]["people"]) == south - north
    assert plan.exposure[-1]["ahead"] == "NL"


def test_whoever_stays_stays_for_a_reason_that_no_seat_changes(plan):
    after = plan.said.partition("Who stays, and why")[2].partition("Exposure")[0]
    assert "not_confirmed_held" in after
    assert "round_full" not in after
    assert "camp_full" not in after

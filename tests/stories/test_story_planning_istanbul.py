"""Istanbul. On 2 June 2025 two delegations came out of one room and told two agreements: all for
all in two categories, and parity of at least a thousand each.

Nobody has to decide which of them is true to see what hangs on it. Both are run over the same
people, with the same draw, and laid side by side: who would go under one and not under the other,
and for what reason. Everybody here is made up.
"""

from __future__ import annotations

import csv
from collections import Counter
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import pytest

from plan_work import listed, plain, reasons, types
from repatria.formats.captives_csv import read_captives
from repatria.planning.scope import age

DAY = date(2025, 6, 9)
UKRAINE, RUSSIA = "istanbul-2025-06-02-ukraine", "istanbul-2025-06-02-russia"


@pytest.fixture(scope="module")
def office(tmp_path_factory) -> SimpleNamespace:
    """People of both sides, and a list of them under each reading."""
    folder: Path = tmp_path_factory.mktemp("office")
    made = types("synthetic", "captives", "--a", 250, "--b", 500, "--seed", 20, "--side-a", "UA",
                 "--side-b", "RU", "--out", folder / "people")  # fmt: skip
    assert made.exit_code == 0, made.output
    people = folder / "people" / "people.csv"
    for reading in (UKRAINE, RUSSIA):
        done = types("plan", "list", "--terms", reading, "--people", people, "--on", DAY,
                     "--synthetic-draw", 1, "--out", folder / reading)  # fmt: skip
        assert done.exit_code == 0, done.output
    register = {person.code: person for person in read_captives(people).people}
    return SimpleNamespace(folder=folder, people=people, register=register)


def on_list(office: SimpleNamespace, reading: str, side: str) -> set[str]:
    return set(listed(office.folder / reading)[side])


def young(person) -> bool:
    return person.born is not None and 18 <= age(person.born, DAY) <= 25


def test_the_two_readings_lie_side_by_side_before_anybody_is_listed():
    told = plain(types("plan", "terms", UKRAINE, RUSSIA)).partition("Side by side")[2]
    assert "clauses: differs" in told
    assert "They promise by other rules: all for all; at least." in told
    assert "Only one reading gives a number." in told
    assert "Only one reading would count those whom article 109 returns." in told
    # On what goes to Ukraine they agree; on what goes to Russia they do not.
    assert "remains UA: agreed" in told
    assert "remains RU: differs" in told


def test_each_list_holds_what_its_own_reading_says(office):
    for side in ("UA", "RU"):
        # All for all in two categories: nobody else goes, whatever the seats.
        for code in on_list(office, UKRAINE, side):
            person = office.register[code]
            assert person.duty or (young(person) and not person.civilian)
    # Parity: as many soldiers one way as the other. Article 109 stands outside of it.
    sides = {
        side: [code for code in on_list(office, RUSSIA, side) if not office.register[code].duty]
        for side in ("UA", "RU")
    }
    assert len(sides["UA"]) == len(sides["RU"]) > 0


def test_the_report_says_who_goes_under_one_reading_and_not_under_the_other(office):
    table = office.folder / "parted.csv"
    done = types("plan", "differ", office.folder / UKRAINE, office.folder / RUSSIA, "--out", table)
    assert done.exit_code == 0, done.output
    told = plain(done)
    assert "The same: facts, draw. Other: rule." in told
    with table.open(newline="") as stream:
        parted = {row["code"]: row for row in csv.DictReader(stream)}
    for side in ("UA", "RU"):
        one, two = (on_list(office, reading, side) for reading in (UKRAINE, RUSSIA))
        counts = f"To {side}: {len(one & two):,} on both, {len(one - two):,} on the first alone, "
        assert counts + f"{len(two - one):,} on the second alone." in told
        for code in one ^ two:
            assert code in told
            assert parted[code]["side"] == side
            assert (parted[code]["first"] == "on_list") is (code in one)
            assert (parted[code]["second"] == "on_list") is (code in two)


def test_what_parity_brings_and_what_it_keeps(office):
    # Soldiers over 25 whom no commission found ill: parity takes them, the two categories do not.
    only_parity = on_list(office, RUSSIA, "UA") - on_list(office, UKRAINE, "UA")
    first = reasons(office.folder / UKRAINE)
    assert only_parity
    assert {first[code] for code in only_parity} == {"outside_terms"}
    assert not any(young(office.register[code]) for code in only_parity)

    # The young and the wounded of the side that has more of them held: all for all takes them, and
    # under parity they wait, some for want of somebody on the other side.
    only_categories = on_list(office, UKRAINE, "RU") - on_list(office, RUSSIA, "RU")
    second = reasons(office.folder / RUSSIA)
    assert all(second[code] in ("class_unmatched", "round_full") for code in only_categories)
    assert all(young(office.register[code]) for code in only_categories)


def test_no_reading_leaves_behind_whom_the_law_returns(office):
    for side in ("UA", "RU"):
        one, two = (on_list(office, reading, side) for reading in (UKRAINE, RUSSIA))
        duty = {code for code, person in office.register.items()
                if person.duty and person.side == side}  # fmt: skip
        assert duty & one == duty & two != set()
        # Whoever of them stays is kept by something that no reading opens.
        kept = Counter(reasons(office.folder / UKRAINE)[code] for code in duty - one)
        assert set(kept) <= {"veto", "unfit_to_travel", "no_consent", "no_stretcher_place"}


def test_a_stranger_can_check_either(office):
    for reading in (UKRAINE, RUSSIA):
        done = types("plan", "check", office.folder / reading)
        assert done.exit_code == 0, done.output

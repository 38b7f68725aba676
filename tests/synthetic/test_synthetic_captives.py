"""Made-up captives: the same bytes each time, the shares that were asked for, and a truth that the
register could have come from."""

from __future__ import annotations

import csv
import json
import re
from collections import Counter
from dataclasses import asdict, fields
from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner

from repatria.base.errors import ValueProblem
from repatria.cli.main import app
from repatria.formats.captives_csv import read_captives
from repatria.planning.facts import Consent, Held, Medical
from repatria.planning.scope import age
from repatria.planning.shipped import shipped_terms
from repatria.planning.terms import Kind
from repatria.synthetic.captives.folder import DESCRIPTION, TABLES, write_captives
from repatria.synthetic.captives.make import Truth, make_captives
from repatria.synthetic.captives.rates import USUAL_RATES, CaptiveRates
from repatria.synthetic.captives.shapes import RANKS

PAGE = (Path(__file__).parents[2] / "docs" / "formats" / "captives.md").read_text("utf-8")


@pytest.fixture(scope="module")
def made():
    return make_captives(6_000, 4_000, 3)


def invoked(*arguments):
    return CliRunner().invoke(app, ["synthetic", "captives", *map(str, arguments)])


def test_everybody_is_marked_as_made_up_and_is_held_by_the_other_side(made):
    assert Counter(person.side for person in made.people) == {"A": 6_000, "B": 4_000}
    assert all(person.code.startswith("SYN-") for person in made.people)
    assert all({person.side, person.holder} == {"A", "B"} for person in made.people)
    assert len({person.code for person in made.people}) == 10_000


def test_the_reader_takes_the_file_and_finds_the_same_people(made, tmp_path):
    write_captives(made, tmp_path / "made")
    read = read_captives(tmp_path / "made" / "people.csv", as_of=made.day)
    assert read.people == made.people
    assert read.synthetic


def test_equal_arguments_make_equal_bytes_and_another_seed_others(tmp_path):
    for name, seed in (("one", 5), ("two", 5), ("three", 6)):
        write_captives(make_captives(60, 40, seed), tmp_path / name)
    one, two, three = (
        {name: (tmp_path / folder / name).read_bytes() for name in (*TABLES, DESCRIPTION)}
        for folder in ("one", "two", "three")
    )
    assert one == two
    assert all(one[name] != three[name] for name in one)


def test_more_people_of_one_side_leave_the_others_as_they_are():
    few, many = make_captives(50, 200, 1), make_captives(300, 200, 1)
    assert [p for p in few.people if p.side == "B"] == [p for p in many.people if p.side == "B"]


def test_a_rate_of_nothing_or_all_is_that():
    never = CaptiveRates(**dict.fromkeys(asdict(USUAL_RATES), 0.0))
    people, truth = (lambda m: (m.people, m.truth))(make_captives(300, 300, 1, rates=never))
    assert {p.held for p in people} == {Held.UNKNOWN}
    assert {p.medical for p in people} == {Medical.NONE}
    assert not any(p.veto or p.group or p.stretcher for p in people)
    assert all(p.born and p.captured and p.camp for p in people)
    assert not any(t.agrees for t in truth)
    sure = make_captives(300, 300, 1, rates=never.with_rate("confirmed", 1).with_rate("veto", 1))
    assert all(p.held is Held.CONFIRMED and p.veto for p in sure.people)


@pytest.mark.parametrize(
    ("rate", "share"),
    [
        ("agrees", lambda p, t: t.agrees),
        ("wounded", lambda p, t: t.medical is Medical.SERIOUSLY_WOUNDED),
        ("dead", lambda p, t: t.state is Held.DEAD),
        ("birth_unknown", lambda p, t: p.born is None),
        ("refuses", lambda p, t: not t.consents),
    ],
)
def test_a_rate_is_met_within_five_standard_deviations(made, rate, share):
    chance, n = getattr(made.rates, rate), len(made.people)
    found = sum(share(p, t) for p, t in zip(made.people, made.truth, strict=True))
    assert abs(found - chance * n) < 5 * (n * chance * (1 - chance)) ** 0.5


def test_the_register_could_have_come_from_the_truth(made):
    for person, truth in zip(made.people, made.truth, strict=True):
        assert person.code == truth.code
        if person.held in (Held.DEAD, Held.RETURNED):
            assert person.held is truth.state
        if person.held is Held.CONFIRMED:
            assert truth.state is Held.CONFIRMED
        if person.medical_confirmed:
            assert person.medical is truth.medical is not Medical.NONE
            assert person.held is Held.CONFIRMED
        if person.consent is not Consent.NOT_ASKED:
            assert (person.consent is Consent.GIVEN) is truth.consents
        if person.captured is not None:
            assert abs((person.captured - truth.captured).days) <= 30
        if person.veto:
            assert person.held is Held.CONFIRMED
        if person.stretcher:
            assert person.medical is Medical.SERIOUSLY_WOUNDED


def test_soldiers_are_of_age_when_captured_and_have_ranks_of_the_table_that_ships(made):
    (table,) = (c.table for c in shipped_terms("dix-hill-1862").clauses if c.kind is Kind.TABLE)
    assert set(RANKS) <= set(table)
    for person, truth in zip(made.people, made.truth, strict=True):
        assert person.civilian is (not person.rank)
        if not person.civilian and person.born is not None:
            assert 18 <= age(person.born, truth.captured) <= 61


def test_groups_are_of_one_side_and_camp_and_of_two_to_four(made):
    groups: dict[str, list] = {}
    for person in made.people:
        if person.group:
            groups.setdefault(person.group, []).append(person)
    assert len(groups) > 100
    for members in groups.values():
        assert 2 <= len(members) <= 4
        assert len({person.side for person in members}) == 1
        assert len({person.camp for person in members if person.camp}) <= 1


def test_whoever_is_held_longest_mostly_sits_in_other_camps_than_those_who_came_late(made):
    own = [p for p in made.people if p.side == "A" and p.captured and p.camp]
    longest = {p.camp for p in own if (made.day - p.captured).days > 1_130}
    late = Counter(p.camp for p in own if 200 <= (made.day - p.captured).days <= 305)
    assert sum(many for camp, many in late.items() if camp in longest) < sum(late.values()) / 2


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((0, 0, 1), "at least one"),
        ((-1, 5, 1), "0 to"),
        ((5, 5, -1), "the seed"),
    ],
)
def test_numbers_that_make_no_sense_are_refused(arguments, words):
    with pytest.raises(ValueProblem, match=words):
        make_captives(*arguments)
    with pytest.raises(ValueProblem, match="both sides"):
        make_captives(1, 1, 1, sides=("A", "A"))


def test_the_command_writes_what_the_function_makes(tmp_path):
    out = tmp_path / "made"
    done = invoked("--a", 30, "--b", 20, "--seed", 4, "--side-a", "NL", "--side-b", "SL", "--as-of",
                   "2031-06-20", "--rate", "agrees=0.02", "--out", out)  # fmt: skip
    assert done.exit_code == 0, done.output
    assert "synthetic captives of seed 4: 30 of NL and 20 of SL, as of 2031-06-20" in done.stdout
    rates = USUAL_RATES.with_rate("agrees", 0.02)
    made = make_captives(30, 20, 4, sides=("NL", "SL"), day=date(2031, 6, 20), rates=rates)
    write_captives(made, tmp_path / "same")
    for name in (*TABLES, DESCRIPTION):
        assert (out / name).read_bytes() == (tmp_path / "same" / name).read_bytes()
    told = json.loads((out / DESCRIPTION).read_text("utf-8"))
    assert "synthetic" in told["synthetic"]
    assert told["counts"] == {"NL": 30, "SL": 20}
    with (out / "people.csv").open(newline="") as stream:
        assert {row["synthetic"] for row in csv.DictReader(stream)} == {"yes"}


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--rate", "speed=1"), "no rate “speed”"),
        (("--rate", "agrees=much"), "no rate; write agrees=0.02"),
        (("--rate", "agrees=2"), "lies in [0, 1]"),
        (("--side-a", "N L"), "no code of a side"),
        (("--side-b", "A"), "both sides are “A”"),
    ],
)
def test_the_command_says_what_it_cannot_take_and_leaves_nothing(tmp_path, arguments, words):
    done = invoked("--a", 5, "--b", 5, "--out", tmp_path / "made", *arguments)
    assert done.exit_code == 2
    assert words in " ".join(done.output.replace("│", " ").split())
    assert list(tmp_path.iterdir()) == []


def test_the_page_tells_every_rate_file_and_column():
    section = PAGE.split("\n## Made-up people\n", 1)[1]
    told = dict(re.findall(r"^\| `([a-z_]+)` \| ([0-9.]+) \|", section, flags=re.MULTILINE))
    assert {name: float(value) for name, value in told.items()} == asdict(USUAL_RATES)
    files = re.findall(r"^\| `([a-z-]+\.(?:csv|json))` \| (?!holds)", section, flags=re.MULTILINE)
    assert files == [*TABLES, DESCRIPTION]
    table = section.split("| `truth.csv` | holds |", 1)[1].split("\n\n", 1)[0]
    columns = [field.name for field in fields(Truth)]
    assert re.findall(r"^\| `([a-z_]+)` \|", table, flags=re.MULTILINE) == [*columns, "synthetic"]

"""`repatria plan series`, `compare`, `veto` and `differ`: what they say is what the engine finds,
and what they write is whole."""

from __future__ import annotations

import csv
import re

import pytest

from plan_work import (
    AGREEMENT,
    FEW,
    HEAD,
    ON,
    agreement_file,
    drawn,
    people_file,
    person,
    plain,
    types,
    wounded,
    written,
)
from repatria.cli import plan_series_files
from repatria.cli.plan_lottery import synthetic_draw
from repatria.cli.plan_work import numbers_of
from repatria.planning.columns import load
from repatria.planning.compare import compare
from repatria.planning.formulas import SHIPPED, Frame, formulas
from repatria.planning.strictness import price_of_strict_order
from repatria.planning.terms_text import parse_terms
from repatria.planning.veto import bills, veto_series

PEOPLE = (*FEW, wounded("N-w1", days=5), person("S-veto1", "SL", 950, veto="unexplained"))
TERMS = AGREEMENT.replace("seats each 3", "seats each 2")


@pytest.fixture
def asked(tmp_path):
    """A command that looks ahead, on a small agreement and a few people."""

    def make(command, *more, terms=TERMS, people=PEOPLE):
        return types(
            "plan", command, "--terms", agreement_file(tmp_path / "terms.txt", terms), "--people",
            people_file(tmp_path / "people.csv", people), "--on", ON, *more,
        )  # fmt: skip

    return make


def ahead(rounds=200):
    """The same people and draw, for the engine."""
    numbers = numbers_of(synthetic_draw(1, ON))
    return PEOPLE, parse_terms(TERMS, "terms.txt"), ON, numbers, rounds


def rows(file):
    with file.open(newline="") as stream:
        return list(csv.DictReader(stream))


# Series.


def test_a_series_tells_its_rounds(asked, tmp_path):
    done = asked("series", "--out", tmp_path / "series")
    assert done.exit_code == 0, done.output
    told = plain(done)
    assert "Critical and staying (article 109): 0 to NL, 0 to SL." in told
    assert "Returned in 3 rounds: 6 to NL, 5 to SL." in told
    assert "Considered, and in none of these: 1 to NL, 0 to SL." in told
    found = [(r["to_NL"], r["to_SL"], r["article_109_to_NL"])
             for r in rows(tmp_path / "series" / "rounds.csv")]  # fmt: skip
    assert found == [("2", "1", "1"), ("2", "2", "0"), ("2", "2", "0")]
    went = {r["code"]: r["round"] for r in rows(tmp_path / "series" / "people.csv")}
    assert went["N-w1"] == "1"
    assert went["N-6"] == went["S-5"] == "1"
    assert went["N-1"] == ""
    assert "class_unmatched" in told.partition("Who stays, and why")[2]


def test_a_series_that_does_not_end_says_so(asked):
    told = plain(asked("series", "--rounds", 2))
    assert "People go in the last of 2 rounds too; look at more with --rounds." in told
    assert "would go in a round after these" in told


def test_a_series_takes_the_draw_that_took_place(asked, tmp_path):
    lottery = written(tmp_path / "lottery.json", drawn())
    done = asked("series", "--lottery", lottery)
    assert done.exit_code == 0, done.output
    assert "made-up draw" not in done.stderr
    assert "made-up draw" in asked("series").stderr


@pytest.mark.parametrize("stop", [KeyboardInterrupt, OSError])
def test_a_series_that_is_interrupted_leaves_no_folder(asked, tmp_path, monkeypatch, stop):
    def fails(*_):
        raise stop

    monkeypatch.setattr(plan_series_files, "_people", fails)
    assert asked("series", "--out", tmp_path / "series").exit_code in (1, 130)
    assert {each.name for each in tmp_path.iterdir()} == {"terms.txt", "people.csv"}


def test_where_nobody_goes_that_is_said(asked):
    only = [person("N-1"), person("S-veto1", "SL", veto="sentence")]
    told = plain(asked("series", people=only))
    assert "Returned in 0 rounds: 0 to NL, 0 to SL." in told
    assert "To NL nobody goes." in told


@pytest.mark.parametrize("command", ["series", "compare", "veto"])
def test_no_plan_of_a_doubtful_agreement_without_a_choice(asked, command):
    terms = HEAD + "clause 1 equal of soldier\nclause 2 all for all of man\nseats each 2\n"
    refused = asked(command, terms=terms)
    assert refused.exit_code == 1
    key = re.search(r"--choose (\w+)", refused.stderr)[1]
    done = asked(command, "--choose", key, "--by", "officer-7", terms=terms)
    assert done.exit_code == 0, done.output


@pytest.mark.parametrize("command", ["series", "compare", "veto"])
def test_more_rounds_than_can_be_are_refused(asked, command):
    assert asked(command, "--rounds", 0).exit_code == 2
    done = asked(command, "--rounds", 10_001)
    assert done.exit_code == 1
    assert "between 1 and 10000 rounds" in plain(done)


def test_what_the_agreement_allows_of_exposure_is_told_with_the_round_that_breaks_it(asked):
    terms = TERMS.replace("1 equal of", "1 all for all of")
    for limit, words in (
        (9, "No side is ever ahead by more than 1; the agreement allows 9."),
        (0, "After round 1, on 2031-06-20, NL has handed over 1 more than it has received; the "
            "agreement allows 0."),
    ):  # fmt: skip
        bounded = terms + f"exposure at most {limit}\nsettle within 1 rounds\n"
        told = plain(asked("series", "--rounds", 5, terms=bounded))
        assert words in told
    # The second round evens out nothing: the balance of the first is due after it.
    assert "The balance open after round 1 is due after round 2" in told
    assert "sets no limit to exposure" in plain(asked("series"))


SLOW = HEAD.replace(
    "tier worst seriously_wounded or gravely_ill", "tier first held at least 900 days"
)
SLOW += "clause 1 all for all of any\nseats each 10\ncamp each 6\nevery 7 days\n"
"""Twenty who are held longest sit in one camp whose gate lets six through; forty others wait."""


def slow_people():
    north = [person(f"N-{at}", "NL", 1_000 + at, camp="SL-C1") for at in range(20)]
    north += [person(f"N-{at}", "NL", at, camp=f"SL-C{2 + at % 8}") for at in range(20, 60)]
    return (*north, person("S-1", "SL"))


def test_what_strict_order_costs_is_a_choice_and_is_laid_out_by_tier(asked):
    done = asked("series", "--rounds", 8, "--look-ahead", terms=SLOW, people=slow_people())
    assert done.exit_code == 0, done.output
    numbers = numbers_of(synthetic_draw(1, ON))
    loaded = load(slow_people(), parse_terms(SLOW, "terms.txt"), ON, numbers)
    choice = price_of_strict_order(loaded, 8)
    told = done.stdout.partition("Strict order, and looking ahead")[2]
    for each in choice.tiers:
        (line,) = [row for row in told.splitlines() if row.startswith(each.tier or "after all")]
        cells = re.split(r"  +", line)
        assert cells[1:4] == [f"{n:,}" for n in (each.people, each.strict_days, each.ahead_days)]
        assert int(cells[4].replace(",", "")) == each.cost
    assert " ".join(choice.sentence().split()) in " ".join(told.split())
    assert "Strict order" not in asked("series", terms=SLOW, people=slow_people()).stdout


# Formulas.


def test_formulas_stand_side_by_side_with_what_the_engine_finds(asked):
    done = asked("compare", "--rounds", 20)
    assert done.exit_code == 0, done.output
    people, terms, on, numbers, rounds = ahead(20)
    made = compare(people, formulas(Frame.of(terms), [terms]), on, numbers, rounds)
    lines = done.stdout.splitlines()
    assert len(made.lines) >= 9
    header = next(line for line in lines if line.startswith("formula"))
    assert re.split(r"  +", header)[1] == "critical stay"
    for each in made.lines:
        name = "terms.txt" if each.key == "given-1" else each.key
        (line,) = [one for one in lines if one.startswith(f"{name} ")]
        cells = re.split(r"  +", line.strip())
        for cell, numbers_ in zip(
            cells[1:4], (each.critical_stranded, each.returned, each.stranded), strict=True
        ):
            assert cell == " / ".join(map(str, numbers_))
        assert cells[7] == ("-" if each.last is None else str(each.last + 1))
        assert cells[8].split()[0] == str(each.exposure.people)


def test_a_further_agreement_is_compared_and_a_shipped_one_is_not_told_twice(asked, tmp_path):
    other = agreement_file(tmp_path / "other.txt", TERMS.replace("equal", "all for all"))
    done = asked("compare", "--also", other, "--also", "all-for-all", "--rounds", 5)
    assert done.exit_code == 0, done.output
    assert sum(line.startswith("all-for-all ") for line in done.stdout.splitlines()) == 1
    assert any(line.startswith("other.txt ") for line in done.stdout.splitlines())
    assert "all-for-all" in SHIPPED


def test_a_comparison_names_no_best_and_no_persons_worth(asked):
    told = asked("compare", "--rounds", 5).stdout
    assert not re.search(r"\b(best|worth|price|value)\b", told.lower())
    assert not re.search(r"\b[NS]-\w", told)


# Vetoes.


def test_vetoes_are_billed_by_side_basis_and_one_by_one(asked, tmp_path):
    done = asked("veto", "--each", tmp_path / "bills.csv")
    assert done.exit_code == 0, done.output
    told = plain(done)
    assert "All vetoes of SL together: Vetoes: 1." in told
    assert "All vetoes of NL together: Vetoes: 1." in told
    assert "kept to serve a sentence (article 119):" in told
    series = veto_series(*ahead())
    found = {row["code"]: row for row in rows(tmp_path / "bills.csv")}
    for each in bills(series):
        (code,) = each.codes
        to = 0 if found[code]["side"] == "NL" else 1
        assert int(found[code]["kept_own"]) == each.kept[1 - to]
        assert int(found[code]["kept_other"]) == each.kept[to]
        assert found[code]["round"] == ("" if each.rounds[0] is None else str(each.rounds[0] + 1))
    assert set(found) == {"N-veto1", "S-veto1"}
    # Five of one side against six of the other: the veto of the side that holds fewer keeps one of
    # its own people back; the other's keeps back nobody of its own.
    assert found["S-veto1"]["kept_own"] == "1"
    assert found["N-veto1"]["kept_own"] == "0"


def test_vetoes_are_billed_by_unit(asked):
    people = [*FEW, person("N-u1", days=1, veto="proceedings", unit="U-7")]
    told = plain(asked("veto", "--group", "unit", people=people))
    assert "U-7: Vetoes: 1." in told
    assert "no unit known: Vetoes: 1." in told


def test_without_a_veto_there_is_no_bill(asked, tmp_path):
    people = [each for each in FEW if not each.veto]
    done = asked("veto", "--each", tmp_path / "bills.csv", people=people)
    assert "No veto keeps anybody who could be considered without it." in done.stdout
    assert rows(tmp_path / "bills.csv") == []


# Two lists.


@pytest.fixture
def lists(tmp_path):
    """Two lists that differ in a fact, and one of a larger round."""
    changed = [person("N-6", days=600, veto="sentence") if p.code == "N-6" else p for p in FEW]
    for name, terms, people in (
        ("one", AGREEMENT, FEW), ("two", AGREEMENT, changed),
        ("large", AGREEMENT.replace("seats each 3", "seats each 4"), FEW[:-1]),
    ):  # fmt: skip
        done = types(
            "plan", "list", "--terms", agreement_file(tmp_path / "terms.txt", terms), "--people",
            people_file(tmp_path / "people.csv", people), "--on", ON, "--synthetic-draw", 1,
            "--out", tmp_path / name,
        )  # fmt: skip
        assert done.exit_code == 0, done.output
    return tmp_path


def test_a_disputed_fact_shows_who_comes_on_for_whom(lists):
    told = plain(types("plan", "differ", lists / "one", lists / "two"))
    assert "The same: rule, draw. Other: facts." in told
    assert "To NL: 2 on both, 1 on the first alone, 1 on the second alone." in told
    assert "On the first alone, 1; by the second: veto, the holder keeps them N-6" in told
    assert "On the second alone, 1; by the first: round_full" in told
    assert "To SL: 3 on both, 0 on the first alone, 0 on the second alone." in told


def test_a_list_does_not_differ_from_itself(lists, tmp_path):
    done = types("plan", "differ", lists / "one", lists / "one", "--out", tmp_path / "d.csv")
    assert "The same: facts, rule, draw. Other: nothing." in plain(done)
    assert rows(tmp_path / "d.csv") == []


def test_whoever_is_in_one_register_alone_is_told(lists, tmp_path):
    done = types("plan", "differ", lists / "one", lists / "large", "--out", tmp_path / "d.csv")
    assert "The same: draw. Other: facts, rule." in plain(done)
    found = {row["code"]: row for row in rows(tmp_path / "d.csv")}
    assert found["N-veto1"]["second"] == ""
    assert (found["N-3"]["first"], found["N-3"]["second"]) == ("round_full", "on_list")

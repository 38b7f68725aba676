"""Article 109. The seriously wounded and the seriously sick are sent back “regardless of number or
rank” (Geneva Convention III). They are owed, and are no currency.

One party reads an agreement as parity of a total, and would count them: forty wounded of one side
would be paid for with forty of the other. The list counts none of them. It says whom that reading
would have counted, one by one, with the article.
"""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from plan_work import (
    AGREEMENT,
    HEAD,
    ON,
    agreement_file,
    listed,
    people_file,
    person,
    plain,
    reasons,
    types,
    wounded,
)
from repatria.planning.facts import Consent, Held, Medical

PARITY = AGREEMENT.replace("equal of soldier", "equal of soldier counts duty").replace(
    "seats each 3", "seats each 20"
)
SOLDIERS = (
    *(person(f"N-{at}", "NL", 100 * at) for at in range(1, 6)),
    *(person(f"S-{at}", "SL", 100 * at) for at in range(1, 4)),
)
WOUNDED = (
    *(wounded(f"N-w{at}", "NL", 10 * at) for at in range(1, 5)),
    wounded("S-w1", "SL", 20),
)


@pytest.fixture
def plan(tmp_path):
    def make(people, terms: str = PARITY, name: str = "list") -> tuple[Path, str]:
        done = types(
            "plan", "list", "--terms", agreement_file(tmp_path / "terms.txt", terms), "--people",
            people_file(tmp_path / "people.csv", people), "--on", ON, "--synthetic-draw", 1,
            "--out", tmp_path / name,
        )  # fmt: skip
        assert done.exit_code == 0, done.output
        assert types("plan", "check", tmp_path / name).exit_code == 0
        return tmp_path / name, plain(done)

    return make


def duty_table(folder: Path) -> dict[str, dict[str, str]]:
    with (folder / "article-109.csv").open(newline="") as stream:
        return {row["code"]: row for row in csv.DictReader(stream)}


def test_parity_counts_the_rest_and_the_wounded_come_on_top(plan):
    folder, told = plan((*SOLDIERS, *WOUNDED))
    found = listed(folder)
    # Three for three, and beside them four wounded one way and one the other.
    assert found["NL"] == ["N-w4", "N-w3", "N-w2", "N-w1", "N-5", "N-4", "N-3"]
    assert found["SL"] == ["S-w1", "S-3", "S-2", "S-1"]
    assert "to NL: 7 of 9 who can be considered; 4 of them by article 109" in told
    # What the clause has brought back is three each: the wounded are in no account.
    assert (folder / "returned.csv").read_text() == "clause,NL,SL\n1,3,3\n"


def test_the_list_says_whom_the_reading_would_have_counted_with_the_article(plan):
    folder, told = plan((*SOLDIERS, *WOUNDED))
    assert (
        "Clause 1 of this reading would count 5 whom Geneva Convention III, article 109, returns "
        "regardless of number. None is counted." in told
    )
    table = duty_table(folder)
    assert set(table) == {each.code for each in WOUNDED}
    for row in table.values():
        assert row["clauses_that_would_count_them"] == "1"
        assert row["reason"] == "on_list"
        assert row["law"].startswith("Geneva Convention III, article 109")


def test_a_reading_that_does_not_count_them_makes_the_same_list(plan):
    parity, _ = plan((*SOLDIERS, *WOUNDED))
    plain_reading, told = plan((*SOLDIERS, *WOUNDED), PARITY.replace(" counts duty", ""), "other")
    assert listed(parity) == listed(plain_reading)
    assert "would count" not in told
    assert {row["clauses_that_would_count_them"] for row in duty_table(plain_reading).values()} == {
        ""
    }


def test_they_go_where_the_other_side_has_nobody_to_give(plan):
    alone = [each for each in (*SOLDIERS, *WOUNDED) if each.side == "NL"]
    folder, _ = plan((*alone, person("S-none1", "SL", veto="sentence")))
    assert listed(folder) == {"NL": ["N-w4", "N-w3", "N-w2", "N-w1"]}
    assert reasons(folder)["N-5"] == "class_unmatched"


def test_no_cap_holds_them_back_and_none_is_used_up_by_them(plan):
    terms = HEAD + (
        "clause 1 at least 2 each of soldier counts duty\n"
        "clause 2 at most 2 each of any counts duty\nseats each 20\n"
    )
    folder, told = plan((*SOLDIERS, *WOUNDED), terms)
    assert [code for code in listed(folder)["NL"] if "w" in code] == [
        "N-w4",
        "N-w3",
        "N-w2",
        "N-w1",
    ]
    assert [code for code in listed(folder)["NL"] if "w" not in code] == ["N-5", "N-4"]
    assert "Clause 2 of this reading would count 5" in told


def test_a_civilian_of_whom_no_clause_speaks_is_returned_by_the_law(plan):
    folder, _ = plan((*SOLDIERS, wounded("N-c1", civilian=True, rank="")))
    assert listed(folder)["NL"][0] == "N-c1"
    folder, _ = plan((*SOLDIERS, person("N-c1", civilian=True, rank="")), name="unhurt")
    assert reasons(folder)["N-c1"] == "outside_terms"


def test_only_a_commissions_decision_puts_somebody_on_that_track(plan):
    claim = person("N-claim1", "NL", 1, medical=Medical.SERIOUSLY_WOUNDED)
    folder, _ = plan((*SOLDIERS, *WOUNDED, claim))
    assert "N-claim1" not in duty_table(folder)
    assert reasons(folder)["N-claim1"] == "class_unmatched"
    why = plain(types("plan", "why", folder, "--person", "N-claim1"))
    assert "if a medical commission decided on the category that is claimed: on_list" in why


def test_nobody_is_returned_against_their_will_or_when_they_cannot_be_moved(plan):
    people = (
        *SOLDIERS,
        wounded("N-stays1", consent=Consent.REFUSED),
        wounded("N-weak1", fit=False),
        wounded("N-denied1", held=Held.DENIED),
    )
    folder, _ = plan(people)
    table = duty_table(folder)
    assert table["N-stays1"]["reason"] == "no_consent"
    assert table["N-weak1"]["reason"] == "unfit_to_travel"
    assert table["N-denied1"]["reason"] == "holder_denies"
    assert not {"N-stays1", "N-weak1", "N-denied1"} & set(listed(folder)["NL"])

"""`repatria people import` and `review`: a dry run, the taking in, a look that keeps nothing."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from cli_running import Outcome

from people import member, party
from people_lists import csv_of
from repatria.desks.accounts.access.models import Trace
from repatria.desks.accounts.models import Standing, User
from repatria.desks.accounts.rights import Role
from repatria.desks.people.models import Person, ReceivedList, Sender

Run = Callable[..., Outcome]
ROWS = [
    ["a1", "Шевченко Тарас Григорович", "14.06.1987", "АА-123456", "93 омбр"],
    ["a2", "Коваль Олена Іванівна", "", "", "93 омбр"],
]


@pytest.fixture
def clerk(db: None) -> User:
    return member(Role.EXCHANGE_DESK, of=party("A", Standing.PARTY))


@pytest.fixture
def home(settings: pytest.FixtureRequest, tmp_path: Path) -> Path:
    settings.HOME = tmp_path / "home"  # type: ignore[attr-defined]
    settings.HOME.mkdir(mode=0o700)  # type: ignore[attr-defined]
    return tmp_path


@pytest.fixture
def file(home: Path) -> Path:
    path = home / "june.csv"
    path.write_bytes(csv_of(ROWS))
    return path


@pytest.fixture
def people(repatria: Run, clerk: User, file: Path) -> Callable[..., Outcome]:
    def run(command: str, *more: str) -> Outcome:
        return repatria(
            "people", command, str(file), "--source", "HQ", "--by", clerk.email,
            "--for", "exchange", *more,
        )  # fmt: skip

    return run


def test_a_dry_run_keeps_the_report_and_the_next_run_takes_it_in(people: Run) -> None:
    dry = people("import", "--dry-run", "--of", "soldiers")
    assert dry.code == 0
    assert "row 3, new: No serial number: ask back." in dry.out
    assert "Шевченко" not in dry.out
    assert not Person.objects.exists()
    done = people("import", "--of", "soldiers")
    assert done.code == 0
    of = ReceivedList.objects.get()
    assert "records made: 2" in done.out
    assert of.receipt_digest in done.out
    assert "taken in before" in people("import").out
    assert Person.objects.count() == 2


def test_a_review_keeps_nothing_and_is_noted(people: Run, clerk: User) -> None:
    done = people("review", "--json")
    assert done.code == 0
    told = json.loads(done.out)
    assert told["verdicts"] == {"new": 2}
    assert [row["row"] for row in told["found"]] == [3]
    assert not ReceivedList.objects.exists()
    assert not Sender.objects.exists()
    assert Trace.objects.get(action="search").purpose == "exchange"
    assert "2 rows; nothing was kept" in people("review").out


def test_one_row_is_one_row(people: Run, file: Path) -> None:
    file.write_bytes(csv_of(ROWS[:1]))
    assert "1 row; nothing was kept" in people("review").out
    assert ": 1 row; report" in people("import").out


@pytest.mark.parametrize("command", ["import", "review"])
def test_columns_that_are_left_out_are_told_with_their_cells(
    people: Run, file: Path, command: str
) -> None:
    rows = [["Шевченко Тарас Григорович", "dead", "x"], ["Коваль Олена Іванівна", "у полоні", ""]]
    file.write_bytes(csv_of(rows, ("ПІБ", "Щось про особу", "Мітка")))
    told = people(command)
    assert told.code == 0
    assert (
        "Before you agree: “Щось про особу” is left out, though it seems to say what became of "
        "people: dead; у полоні." in told.out
    )
    assert "Before you agree: “Мітка” is left out: x." in told.out


def test_a_column_is_named_by_hand(people: Run) -> None:
    assert people("import", "--column", "Підрозділ=branch").code == 0
    assert not Person.objects.exclude(unit="").exists()
    wrong = people("review", "--column", "Інше=unit")
    assert wrong.code != 0


def test_who_may_not_is_refused(repatria: Run, file: Path, db: None) -> None:
    press = member(Role.PRESS)
    for command in ("import", "review"):
        done = repatria(
            "people", command, str(file), "--source", "HQ", "--by", press.email,
            "--for", "exchange",
        )  # fmt: skip
        assert done.code == 1
    assert not ReceivedList.objects.exists()

"""`repatria people search` and `show`: as the pages, with who asks and what for."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from cli_running import Outcome

from people import member, party
from repatria.desks.accounts.access.models import Trace
from repatria.desks.accounts.models import Standing, User
from repatria.desks.accounts.rights import Role
from repatria.desks.people import services
from repatria.desks.people.models import Person

Run = Callable[..., Outcome]


@pytest.fixture
def clerk(db: None) -> User:
    return member(Role.EXCHANGE_DESK, of=party("A", Standing.PARTY))


@pytest.fixture
def held(clerk: User) -> Person:
    """Somebody reported dead and then seen alive, with a place."""
    first, second = (
        services.add_source(clerk, "hand", "exchange", title=title)
        for title in ("A call", "A visit")
    )
    person = services.add(
        first,
        clerk,
        {
            "surname": "Шевченко", "given": "Тарас", "birth": "14.06.1987",
            "state": services.Stated("dead", on="2024-01-01"), "held_at": "A camp",
        },
    )  # fmt: skip
    services.state(person, "birth", "15.06.1987", second, clerk)
    services.state(person, "life", services.Stated("seen", on="2025-01-01"), second, clerk)
    return person


def test_search_finds_across_scripts_and_is_noted(repatria: Run, held: Person, clerk: User) -> None:
    done = repatria("people", "search", "Shevchenko", "--by", clerk.email, "--for", "family")
    assert done.code == 0
    assert f"{held.code}  Шевченко Тарас; 14.06.1987; dead (2024-01-01), contradicted" in done.out
    assert "Surname: another form" in done.out
    (row,) = Trace.objects.filter(action="search")
    assert (row.actor, row.purpose) == (clerk.code, "family")
    assert row.told["found"] == [held.code]
    assert "hevchenko" not in row.detail


def test_search_as_json_has_no_number_for_a_person(
    repatria: Run, held: Person, clerk: User
) -> None:
    done = repatria(
        "people", "search", "Shevchenko", "--by", clerk.email, "--for", "family", "--json"
    )
    (found,) = json.loads(done.out)["people"]
    assert found["code"] == held.code
    assert not any(isinstance(value, (int, float)) for value in found.values())


def test_show_tells_fields_line_and_contradictions(
    repatria: Run, held: Person, clerk: User
) -> None:
    done = repatria("people", "show", held.code.lower(), "--by", clerk.email, "--for", "decision")
    assert done.code == 0
    assert "! Alive after reported dead: dead" in done.out
    told = "(2 sources, 1 disagrees; all entered by one person; entered first)"
    assert f"Date of birth: 14.06.1987 {told}" in done.out
    assert "shut: 1 statements; --open place" in done.out
    assert "A camp" not in done.out
    (row,) = Trace.objects.filter(action="view", subject=held.code)
    assert (row.purpose, row.field_classes) == ("decision", "identity status")


def test_what_is_opened_by_name_is_shown_and_noted(
    repatria: Run, held: Person, clerk: User
) -> None:
    done = repatria(
        "people",
        "show",
        held.code,
        "--by",
        clerk.email,
        "--for",
        "decision",
        "--open",
        "place",
        "--json",
    )
    tree = json.loads(done.out)
    assert tree["fields"]["held_at"]["value"] == "A camp"
    assert [each["what"] for each in tree["contradictions"]] == ["alive_after_dead"]
    row = Trace.objects.filter(action="view", subject=held.code).get()
    assert row.field_classes == "identity place status"


@pytest.mark.parametrize("arguments", [("search", "Шевченко"), ("show", "{code}")])
def test_whoever_may_not_is_refused_in_words(
    repatria: Run, held: Person, arguments: tuple[str, str]
) -> None:
    press = member(Role.PRESS)
    command, what = arguments
    done = repatria(
        "people", command, what.format(code=held.code), "--by", press.email, "--for", "report"
    )
    assert done.code == 1
    assert "Your roles do not allow this" in done.err
    assert "Шевченко" not in done.out


def test_another_partys_person_is_not_there(repatria: Run, held: Person) -> None:
    other = member(Role.EXCHANGE_DESK, of=party("B", Standing.PARTY))
    done = repatria("people", "show", held.code, "--by", other.email, "--for", "exchange")
    assert (done.code, done.out) == (1, "")
    assert "There is no person" in done.err


@pytest.mark.parametrize("text", ["", "…"])
def test_nothing_to_search_for_is_said(repatria: Run, clerk: User, text: str) -> None:
    done = repatria("people", "search", text, "--by", clerk.email, "--for", "family")
    assert done.code == 1
    assert "nothing to search for" in done.err

"""The words in which the stories are told.

Each goes the whole way: *given* a file that is taken in with the command line, *when* somebody
asks for a report or opens a page, then it must say what the story says. Nothing here knows a
verdict.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from django.test import Client
from typer.testing import CliRunner

from repatria.cli.main import app
from stories.reading import Part, page

FIXTURES = Path(__file__).parent / "fixtures"
Told = dict[str, Any]


def given_the_shipped_demonstration() -> None:
    """The public statements of the summer of 2025, as they ship with Repatria."""
    _repatria("record", "import", "--demo")


def given_the_file(name: str) -> None:
    """A constructed file of `fixtures/`, between two parties that do not exist."""
    _repatria("record", "import", str(FIXTURES / name))


def when_reported(on: str, until: str = "", as_known: str = "") -> Told:
    """`repatria record report`, as data."""
    return dict(json.loads(_repatria("record", "report", *_days(on, until, as_known), "--json")))


def when_reported_in_words(on: str, until: str = "", as_known: str = "") -> str:
    """`repatria record report`, as a person reads it; line breaks are no part of it."""
    return " ".join(_repatria("record", "report", *_days(on, until, as_known)).split())


def when_checked(as_known: str = "") -> Told:
    """`repatria record check`, as data."""
    asked = ["--as-known", as_known] if as_known else []
    return dict(json.loads(_repatria("record", "check", *asked, "--json")))


def when_opened(address: str, **asked: str) -> Part:
    """A page of the site; `since` and `until` are its period, `as_known` its day."""
    if "since" in asked:
        asked["from"] = asked.pop("since")
    answer = Client(SERVER_NAME="localhost").get(f"{address}?{urlencode(asked)}")
    assert answer.status_code == 200, f"{address} answers {answer.status_code}"
    return page(answer.content.decode())


def _days(on: str, until: str, as_known: str) -> list[str]:
    given = {"--on": on, "--until": until, "--as-known": as_known}
    return [word for option, day in given.items() if day for word in (option, day)]


def _repatria(*arguments: str) -> str:
    done = CliRunner().invoke(app, list(arguments))
    assert done.exit_code == 0, f"repatria {' '.join(arguments)}: {done.stderr}{done.exception}"
    return done.stdout


# What stands in a report.


def exchange(told: Told, code: str) -> Told:
    return _only(item for item in told["exchanges"] if item["code"] == code)


def leg(told: Told, code: str, way: str) -> Told:
    """One leg of an exchange; `way` is "GIVER>RECEIVER"."""
    legs = exchange(told, code)["legs"]
    return _only(item for item in legs if f"{item['giver']}>{item['receiver']}" == way)


def headline(of: Told) -> Told:
    """The figure that stands for a leg."""
    return dict(of["figures"][0])


def speakers(side: Told) -> set[str]:
    """Who speaks for a side, or in its sum."""
    return {who["code"] for who in side["speakers"]}


def silent(side: Told) -> set[str]:
    """Who of a side is told to have spoken and given no number."""
    return {item["who"]["code"] for item in side["silences"]}


def balance(told: Told, way: str, track: str) -> Told:
    """What each side says of one direction, by its role in it."""
    found = _only(
        item
        for item in told["balance"]
        if (f"{item['giver']}>{item['receiver']}", item["track"]) == (way, track)
    )
    return {**found, **{side["role"]: side for side in found["sides"]}}


def contradictions(told: Told, kind: str) -> list[Told]:
    return [item for item in told["contradictions"] if item["kind"] == kind]


def the_contradiction(told: Told, kind: str) -> Told:
    """The contradiction of a kind; there must be one, and no second."""
    return _only(iter(contradictions(told, kind)))


def rests_on(contradiction: Told) -> list[str]:
    """The ids of the statements of a contradiction."""
    return [item["id"] for item in contradiction["statements"]]


def lies_on(contradiction: Told) -> list[str]:
    """The legs of a contradiction, each as "EXCHANGE GIVER>RECEIVER"."""
    return [
        f"{item['exchange']} {item['giver']}>{item['receiver']}" for item in contradiction["legs"]
    ]


def check(told: Told, claim: str, where: str = "") -> Told:
    """What holding a total or an ordinal against the record came to."""
    items = told["periods"] if "periods" in told else told["checked"]
    item = _only(item for item in items if item["statement"]["id"] == claim)
    return _only(one for one in item["checks"] if where in ("", one["where"]))


def reasons(of: Told) -> dict[str, Told]:
    """The parameters of the reasons of a verdict, by the code of the reason."""
    return {why["code"]: why["params"] for why in of["reasons"]}


def sentences(of: Told) -> str:
    """The reasons of a verdict as they are told."""
    return " ".join(why["sentence"] for why in of["reasons"])


def statement(told: Told, claim: str) -> Told:
    """A statement of a report, wherever it stands."""
    held = [item for one in told["exchanges"] for item in one["statements"]]
    held += [item["statement"] for item in told["periods"]]
    held += [item for one in told["contradictions"] for item in one["statements"]]
    return next(item for item in held if item["id"] == claim)


def _only(found: Any) -> Told:
    (one,) = found
    return dict(one)

"""What tests of plans share: a small agreement, people of two sides, a lottery, the command."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from collections.abc import Iterable
from dataclasses import fields, replace
from datetime import date, timedelta
from pathlib import Path

from typer.testing import CliRunner, Result

from repatria.cli.main import app
from repatria.planning.facts import Held, Medical, Person, Sex

ON = date(2031, 6, 20)
AGREEMENT = """\
agreement Test, 2 June 2031
reading both
sides NL SL
dated 2031-06-02
source https://example.org/1

tier worst seriously_wounded or gravely_ill
then longest held, lottery

clause 1 equal of soldier

seats each 3
every 7 days
"""
HEAD = AGREEMENT.partition("clause 1")[0]


def types(*words: object) -> Result:
    """A command of `repatria`, as it is typed."""
    return CliRunner().invoke(app, list(map(str, words)))


def plain(result: Result) -> str:
    """All that was printed, on one line and without the frames of messages on options."""
    return " ".join(result.output.replace("│", " ").split())


def person(code: str, side: str = "NL", days: int = 100, **more: object) -> Person:
    """A soldier whom everything allows to return, held for so many days by the other side."""
    other = {"NL": "SL", "SL": "NL"}[side]
    usual = Person(
        code=code,
        side=side,
        holder=other,
        camp=f"{other}-C1",
        held=Held.CONFIRMED,
        born=date(1990, 1, 1),
        sex=Sex.MALE,
        captured=ON - timedelta(days=days),
        rank="private",
    )
    return replace(usual, **more)


def wounded(code: str, side: str = "NL", days: int = 100, **more: object) -> Person:
    """One whom article 109 returns."""
    facts = {"medical": Medical.SERIOUSLY_WOUNDED, "medical_confirmed": True, **more}
    return person(code, side, days, **facts)


FEW = (
    *(person(f"N-{at}", "NL", 100 * at) for at in range(1, 7)),
    *(person(f"S-{at}", "SL", 100 * at) for at in range(1, 6)),
    person("N-unknown1", "NL", 900, held=Held.UNKNOWN),
    person("N-veto1", "NL", 900, veto="sentence"),
)


def people_file(path: Path, people: Iterable[Person] = FEW) -> Path:
    columns = [field.name for field in fields(Person)]
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    writer.writerow(columns)
    for each in people:
        writer.writerow([_cell(getattr(each, name)) for name in columns])
    path.write_text(buffer.getvalue(), "utf-8", newline="")
    return path


def _cell(value: object) -> str:
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return value.isoformat() if isinstance(value, date) else str(value)


def agreement_file(path: Path, text: str = AGREEMENT) -> Path:
    path.write_text(text, "utf-8")
    return path


def announced(on: date = ON, seeds: str = "") -> dict[str, object]:
    """A lottery before it is drawn."""
    commitments = [
        hashlib.sha256(_secret(f"seed {side}{seeds}") + _secret(f"salt {side}{seeds}")).hexdigest()
        for side in (1, 2)
    ]
    return {
        "lottery": {
            "beacon": "a public beacon",
            "beacon_day": (on - timedelta(days=1)).isoformat(),
            "beacon_round": "4711",
            "commitments": commitments,
            "committed_on": (on - timedelta(days=5)).isoformat(),
            "reveal_by": (on - timedelta(days=3)).isoformat(),
        }
    }


def drawn(on: date = ON, seeds: str = "") -> dict[str, object]:
    """The same once both sides have opened and the beacon has spoken."""
    openings = [
        {
            "day": (on - timedelta(days=4)).isoformat(),
            "salt": _secret(f"salt {side}{seeds}").hex(),
            "seed": _secret(f"seed {side}{seeds}").hex(),
        }
        for side in (1, 2)
    ]
    draw = {"beacon_value": _secret("beacon").hex(), "openings": openings}
    return {**announced(on, seeds), "draw": draw}


def _secret(what: str) -> bytes:
    return hashlib.sha256(what.encode()).digest()


def written(path: Path, value: object) -> Path:
    path.write_text(json.dumps(value))
    return path


def listed(folder: Path) -> dict[str, list[str]]:
    """By side the codes on the list of a folder, in its order."""
    with (folder / "list.csv").open(newline="") as stream:
        found: dict[str, list[str]] = {}
        for row in csv.DictReader(stream):
            found.setdefault(row["side"], []).append(row["code"])
    return found


def reasons(folder: Path) -> dict[str, str]:
    """Everybody's reason in a folder."""
    with (folder / "reasons.csv").open(newline="") as stream:
        return {row["code"]: row["reason"] for row in csv.DictReader(stream)}

"""Commands of kinship run in this process, without a store: families, remains and a population are
made here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest
from cli_running import Outcome
from typer.testing import CliRunner

from repatria.cli.kinship_frequencies import folder
from repatria.cli.main import app
from repatria.formats.population_store import save
from repatria.kinship.marker import Marker
from repatria.kinship.population import MinimumFrequency, Population

FREQUENCIES = {
    "TH01": {"6": 0.2, "7": 0.3, "9": 0.1, "9.3": 0.4},
    "vWA": {"16": 0.25, "17": 0.25, "19": 0.5},
    "FGA": {"20": 0.125, "21": 0.375, "22": 0.5},
    "DXS10101": {"24": 0.25, "28": 0.25, "30": 0.5},
}
HEAD = "Family,Relationship,Sample,Sex"


class Kinship:
    """`repatria kinship …` at home in a folder, and the files that it is to read there."""

    def __init__(self, home: Path) -> None:
        self.home = home

    def __call__(self, *arguments: object) -> Outcome:
        result = CliRunner().invoke(app, ["kinship", *map(str, arguments)])
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        assert "Traceback" not in result.output
        return Outcome(result.exit_code, result.stdout, result.stderr)

    def file(self, name: str, content: str | bytes) -> Path:
        path = self.home / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    def families(self, *rows: str, markers: str = "TH01,vWA", name: str = "families.csv") -> Path:
        return self.file(name, "\n".join((f"{HEAD},{markers}", *rows, "")))

    def remains(self, *rows: str, markers: str = "TH01,vWA", name: str = "remains.csv") -> Path:
        return self.file(name, "\n".join((f"Sample,{markers}", *rows, "")))


def at_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Kinship:
    """A home with the populations *north*, without a rule for rare alleles, and *south*, which
    takes them at 0.01."""
    monkeypatch.setenv("REPATRIA_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("COLUMNS", "80")
    for name, rule in (("north", MinimumFrequency()), ("south", MinimumFrequency(value=0.01))):
        save(population(FREQUENCIES, name, rule), folder())
    return Kinship(tmp_path)


def population(
    tables: Mapping[str, Mapping[str, float]], name: str, rule: MinimumFrequency
) -> Population:
    markers = [
        Marker.of(marker, table, chromosome="X" if marker.startswith("DXS") else "A")
        for marker, table in tables.items()
    ]
    return Population.of(name, markers, minimum=rule, source="made up for tests")


def squeezed(text: str) -> str:
    """The text as one line, however it was wrapped."""
    return " ".join(text.split())


def line_of(text: str, start: str) -> Sequence[str]:
    """The cells of the one line that begins so."""
    (found,) = [line.split() for line in text.splitlines() if line.startswith(start)]
    return found

"""Carries a blind search out: remains in; clusters, conflicts and kin out."""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from repatria.base.canonical import canonical_bytes
from repatria.cli import kinship_options as options
from repatria.cli import kinship_population as populations
from repatria.cli import progress as bars
from repatria.cli.writing import write
from repatria.formats.containers import read_containers
from repatria.formats.formulas import guard
from repatria.formats.kinship_input import read_remains
from repatria.kinship.blind import clusters as blind
from repatria.kinship.blind.chance_pairs import chance_pairs
from repatria.kinship.blind.clusters import Cluster, Clustering
from repatria.kinship.blind.conflicts import Conflict
from repatria.kinship.blind.direct import direct_matches
from repatria.kinship.blind.judgements import Judgements
from repatria.kinship.blind.kin import KinPair, kin_pairs
from repatria.kinship.blind.readings import Readings
from repatria.kinship.blind.remains import Remains
from repatria.kinship.blind.tables import pair_tables
from repatria.kinship.panel import Panel
from repatria.kinship.search.off_ladder import Ladders
from repatria.kinship.search.store import panel_digest
from repatria.runners.versions import versions

_HEAD = "# Proposals: people decide. Computed under {panel}\n"
_COLUMNS: Mapping[str, Mapping[str, str]] = {
    "clusters.csv": {
        "cluster": "number of the cluster; empty for a sample that is alone",
        "sample": "the sample",
        "container": "what it was found in",
        "received": "when it was received",
        "weakest_log10": "decimal logarithm of the ratio of one person to two, for the division "
        "of the cluster that is easiest to believe",
        "least_pair_log10": "the same for the two samples of it that agree least",
    },
    "conflicts.csv": {
        "samples": "whom it is about",
        "reason": "of what kind",
        "told": "what it is",
    },
    "kin.csv": {
        "one": "a sample",
        "other": "another",
        "relation": "the likeliest of those asked",
        "log10": "decimal logarithm of its ratio to two strangers",
        "markers": "markers read in both",
        "told": "in words",
    },
}


@dataclass(frozen=True)
class Asked:
    """What the command line asked for."""

    remains: Path
    out: Path
    frequencies: str
    least: float
    kin: float
    together: tuple[str, ...]
    apart: tuple[str, ...]
    theta: float | None
    models: options.Models


def clustered(asked: Asked) -> Iterator[str]:
    """Do the blind search and tell what came of it, line by line."""
    settings = asked.models.settings()
    frequencies = populations.frequencies_in_force(asked.frequencies)
    population = populations.population_in_force(frequencies.value, None, asked.theta)
    with bars.shown() as told:
        told(0, 0, "reading files")
        bodies = read_remains(asked.remains, population=population)
        places = read_containers(asked.remains)
        everybody = [each.profile for each in bodies.value]
        read = {name for profile in everybody for name in profile.observations}
        names = [name for name in population.markers if name in read]
        panel = Panel.of(population, settings, names).covering(everybody)
        profiles, strange = Ladders(panel).known(everybody, asked.remains.name)
        remains = [
            Remains(profile, place.container, place.received)
            if (place := places.get(profile.sample))
            else Remains(profile)
            for profile in profiles
        ]
        readings = Readings.of(panel, remains)
        tables = pair_tables(readings)
        pairs = direct_matches(readings, asked.least, tables, told)
        judged = Judgements.of(_sets(asked.together), _sets(asked.apart))
        made = blind.clustered(readings, pairs, asked.least, judgements=judged, progress=told)
        kin = kin_pairs(readings, asked.kin, progress=told)
        chance = chance_pairs(readings, tables, asked.least)
    asked.out.mkdir(parents=True, exist_ok=True)
    notes = [*map(str, (*frequencies.notes, *bodies.notes, *strange)), *map(str, readings.notes)]
    _write(asked.out, "clusters.csv", panel, _cluster_rows(made))
    _write(asked.out, "conflicts.csv", panel, _conflict_rows(made.conflicts))
    _write(asked.out, "kin.csv", panel, _kin_rows(kin))
    report = {
        "format": "repatria-kinship-clusters/1",
        "inputs": {
            "remains": {"file": asked.remains.name, "sha256": bodies.sha256},
            "frequencies": {"file": frequencies.value.name, "sha256": frequencies.sha256},
            "models": panel_digest(panel),
        },
        "population": str(panel.population),
        "source": panel.population.source,
        "models": str(panel.settings),
        "markers": list(panel.names),
        "options": {
            "--remains": asked.remains.name,
            "--frequencies": populations.frequencies_told(asked.frequencies),
            **({} if asked.theta is None else {"--theta": repr(asked.theta)}),
            "--least": repr(asked.least),
            "--kin": repr(asked.kin),
            "--together": list(asked.together),
            "--apart": list(asked.apart),
            **asked.models.options("convention", "linkage"),
        },
        "chance pairs": chance.sentence,
        "versions": versions(),
        "notes": notes,
    }
    write([canonical_bytes(report).decode(), "\n"], asked.out / "clusters.json")
    held = sum(len(each.remains) for each in made.clusters)
    yield (
        f"{len(remains):,} remains: {len(made.clusters):,} clusters of {held:,} samples, "
        f"{len(made.alone):,} alone"
    )
    yield chance.sentence
    yield f"{len(made.conflicts):,} conflicts to be looked at, {len(kin):,} pairs of close kin"
    yield f"written to {asked.out}, with {len(notes):,} notes"


def _sets(texts: Iterable[str]) -> list[list[str]]:
    return [[code.strip() for code in text.split("+")] for text in texts]


def _write(folder: Path, name: str, panel: Panel, rows: Iterable[Sequence[str]]) -> None:
    def lines() -> Iterator[str]:
        yield _HEAD.format(panel=panel)
        for column, words in _COLUMNS[name].items():
            yield f"# {column}: {words}\n"
        buffer = io.StringIO()
        writer = csv.writer(buffer, lineterminator="\n")
        writer.writerow(_COLUMNS[name])
        writer.writerows([guard(cell) for cell in row] for row in rows)
        yield buffer.getvalue()

    write(lines(), folder / name)


def _cluster_rows(made: Clustering) -> Iterator[Sequence[str]]:
    for number, cluster in enumerate(made.clusters, 1):
        for each in cluster.remains:
            yield (str(number), *_who(each), *_ratios(cluster))
    for each in made.alone:
        yield ("", *_who(each), "", "")


def _who(each: Remains) -> tuple[str, str, str]:
    return each.code, each.container, "" if each.received is None else str(each.received)


def _ratios(cluster: Cluster) -> tuple[str, str]:
    found = (cluster.weakest.log10, cluster.least_pair.log10)
    weakest, least = (f"{value:.3f}" if math.isfinite(value) else str(value) for value in found)
    return weakest, least


def _conflict_rows(conflicts: Iterable[Conflict]) -> Iterator[Sequence[str]]:
    for each in conflicts:
        yield " ".join(each.codes), each.reason.value, each.sentence


def _kin_rows(kin: Iterable[KinPair]) -> Iterator[Sequence[str]]:
    for each in kin:
        value = f"{each.log10[each.likeliest]:.3f}"
        yield (
            each.one.code, each.other.code, str(each.likeliest), value, str(each.markers),
            each.sentence,
        )  # fmt: skip

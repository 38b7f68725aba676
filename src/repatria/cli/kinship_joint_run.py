"""Carries a joint assignment out: clusters, search, joint ratios, posteriors."""

from __future__ import annotations

import csv
import io
import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from repatria.base.canonical import canonical_bytes
from repatria.base.progress import Progress
from repatria.cli import kinship_options as options
from repatria.cli import progress as bars
from repatria.cli.kinship_search_notes import SearchError, not_used, once, wanted_of
from repatria.cli.kinship_search_run import panel_of
from repatria.cli.writing import write
from repatria.formats.formulas import guard
from repatria.formats.kinship_input import read_kinship_input, read_remains
from repatria.kinship.blind.clusters import clustered
from repatria.kinship.blind.consensus import consensus
from repatria.kinship.blind.direct import direct_matches
from repatria.kinship.blind.readings import Readings
from repatria.kinship.blind.remains import Remains
from repatria.kinship.joint.assign import joint_posterior
from repatria.kinship.joint.family_term import FamilyTerms
from repatria.kinship.joint.pairing import JointPairing, probability
from repatria.kinship.joint.problem import JointProblem, Missing, Pairs
from repatria.kinship.joint.result import JointResult
from repatria.kinship.likelihood import Computation
from repatria.kinship.panel import Panel
from repatria.kinship.profile import Profile
from repatria.kinship.search.groups import Wanted
from repatria.kinship.search.search import search
from repatria.kinship.search.tables import build_tables

COLUMNS = {
    "samples": "the samples of the person found, joined with +",
    "family": "the family",
    "missing": "whom the family misses",
    "posterior": "probability that they are one, all remains and families weighed together",
    "low": "lower end of its 95 % interval; decide by this",
    "high": "upper end",
    "how": "exact, or sampled with its standard error",
    "family_posterior": "probability of being anybody whom this family misses",
    "log10": "decimal logarithm of the ratio of the pair alone",
    "flags": "what is to be looked at",
    "told": "in words",
}


@dataclass(frozen=True)
class Asked:
    """What the command line asked for."""

    remains: Path
    families: Path
    out: Path
    frequencies: str
    threshold: float
    least: float
    seed: int
    theta: float | None
    models: options.Models


def joined(asked: Asked) -> Iterator[str]:
    """Do it and tell what came of it, line by line."""
    settings = asked.models.settings()
    population = options.population_in_force(
        options.named_population(asked.frequencies), None, asked.theta
    )
    with bars.shown() as told:
        told(0, 0, "reading files")
        bodies = read_remains(asked.remains, population=population)
        households = read_kinship_input(asked.families, population=population)
        once([each.profile.sample for each in bodies.value], asked.remains)
        everybody, notes = wanted_of(households.value)
        wanted = _settled(everybody, notes)
        if not wanted:
            raise SearchError(f"{asked.families.name}: no family looks for anybody in one reading")
        profiles = [each.profile for each in bodies.value]
        panel = panel_of(population, settings, bodies.value, wanted)
        computation = Computation(panel)
        persons = _persons(panel, profiles, asked.least, told)
        problem = _problem(computation, wanted, persons, asked.threshold, told)
        result = joint_posterior(problem, seed=asked.seed, progress=told)
    notes += [str(note) for read in (bodies, households) for note in read.notes]
    notes += [*not_used(profiles, wanted, panel), *result.notes]
    pairings = result.pairings()
    asked.out.mkdir(parents=True, exist_ok=True)
    write(_lines(pairings, panel), asked.out / "joint.csv")
    report = {
        "format": "repatria-kinship-joint/1",
        "inputs": {"remains": bodies.sha256, "families": households.sha256},
        "population": str(panel.population),
        "models": str(panel.settings),
        "markers": list(panel.names),
        "prior": result.prior.sentence,
        "threshold": repr(asked.threshold),
        "least": repr(asked.least),
        "seed": asked.seed,
        "persons found": len(persons),
        "missing": len(wanted),
        "pairs": len(problem.pairs.logs),
        "versions": {name: version(name) for name in ("repatria", "numpy", "numba")},
        "notes": notes,
    }
    write([canonical_bytes(report).decode(), "\n"], asked.out / "joint.json")
    yield from _told(asked, persons, wanted, pairings, result, notes)


def _settled(everybody: Sequence[Wanted], notes: list[str]) -> list[Wanted]:
    """Those whose family can be read in one way."""
    ways = Counter((each.family.name, each.missing) for each in everybody)
    open_ = sorted({family for (family, _), count in ways.items() if count > 1})
    notes += [f"family {name} can be read in several ways and was left out" for name in open_]
    left = set(open_)
    return [each for each in everybody if each.family.name not in left]


def _persons(
    panel: Panel, profiles: Sequence[Profile], least: float, told: Progress
) -> dict[str, tuple[Profile, ...]]:
    """The persons found, by the codes of their samples: clusters, and samples that are alone."""
    readings = Readings.of(panel, [Remains(profile) for profile in profiles])
    made = clustered(readings, direct_matches(readings, least, progress=told), least)
    groups = [cluster.remains for cluster in made.clusters] + [(one,) for one in made.alone]
    found = {
        "+".join(each.code for each in group): tuple(each.profile for each in group)
        for group in groups
    }
    return dict(sorted(found.items()))


def _problem(
    computation: Computation,
    wanted: Sequence[Wanted],
    persons: Mapping[str, tuple[Profile, ...]],
    threshold: float,
    told: Progress,
) -> JointProblem:
    """Pairs over the threshold by the search; of clusters and of families with several missing the
    joint likelihood."""
    names = list(persons)
    dropout = computation.panel.settings.dropout
    bodies = [
        samples[0] if len(samples) == 1 else consensus(samples, dropout, name).profile
        for name, samples in persons.items()
    ]
    tables = build_tables(computation, wanted, told)
    found = search(tables, bodies, threshold=math.log(threshold), keep=1, progress=told)
    families = {each.family.name: each.family for each in wanted}
    terms = FamilyTerms(computation, families, persons)
    entries = []
    for (one, who), value in zip(found.pairs.tolist(), found.values.tolist(), strict=True):
        name, looked = names[one], wanted[who]
        if len(persons[name]) > 1:
            value = terms.log_ratio(looked.family.name, ((looked.missing, name),))
        if value > -math.inf:
            entries.append((one, who, float(value)))
    missing = tuple(Missing(each.missing, each.family.name) for each in wanted)
    several = any(len(family.missing) > 1 for family in families.values())
    return JointProblem(tuple(names), missing, Pairs.of(entries), terms if several else None)


def _lines(pairings: Sequence[JointPairing], panel: Panel) -> Iterator[str]:
    yield "# Proposals: people decide, and a posterior is no identification.\n"
    yield f"# Computed under {panel}\n"
    for name, words in COLUMNS.items():
        yield f"# {name}: {words}\n"
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(COLUMNS)
    for each in pairings:
        how = "exact" if each.error is None else f"sampled, ± {each.error:.2g}"
        writer.writerow(
            guard(cell)
            for cell in (
                each.remains, each.missing.family, each.missing.name, probability(each.posterior),
                probability(each.low), probability(each.high), how,
                probability(each.family_posterior), f"{each.log_ratio / math.log(10):.6f}",
                "; ".join(flag.value for flag in each.flags), each.sentence,
            )
        )  # fmt: skip
    yield buffer.getvalue()


def _told(
    asked: Asked,
    persons: Mapping[str, object],
    wanted: Sequence[Wanted],
    pairings: Sequence[JointPairing],
    result: JointResult,
    notes: Sequence[str],
) -> Iterator[str]:
    yield f"{len(persons):,} persons found and {len(wanted):,} missing, weighed together"
    yield result.prior.sentence
    for level in (0.9999, 0.999, 0.99):
        sure = [each for each in pairings if each.low >= level]
        yield (
            f"{len(sure):,} pairs have a posterior of {level} or more at the lower end; "
            f"{sum(1 - each.posterior for each in sure):.2g} of them false, by the model"
        )
    yield f"written to {asked.out}, with {len(notes):,} notes"

"""Carries a joint assignment out: clusters, search, joint ratios, posteriors."""

from __future__ import annotations

import hashlib
import math
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from repatria.base.canonical import canonical_bytes
from repatria.base.progress import Progress
from repatria.cli import kinship_options as options
from repatria.cli import progress as bars
from repatria.cli.kinship_joint_table import lines
from repatria.cli.kinship_search_notes import SearchError
from repatria.cli.kinship_search_shared import Files, Tabled, compared, read_case, tabled
from repatria.cli.kinship_search_table import SEXES_DIFFER
from repatria.cli.writing import write
from repatria.formats.reading import unsearched
from repatria.kinship.joint.assign import joint_posterior
from repatria.kinship.joint.family_term import FamilyTerms
from repatria.kinship.joint.pairing import JointPairing, PairFlag
from repatria.kinship.joint.persons import PersonFound, dead_kin, persons_found
from repatria.kinship.joint.problem import JointProblem, Missing, Pairs
from repatria.kinship.joint.result import JointResult
from repatria.kinship.search.search import Found
from repatria.runners import run_folder
from repatria.runners.choose import runner
from repatria.runners.runner import Runner

RUN = "joint-run"


@dataclass(frozen=True)
class Asked:
    """What the command line asked for."""

    files: Files
    out: Path
    tables: Path | None
    threshold: float
    least: float
    seed: int
    models: options.Models
    runner: str
    scheduler: str
    workers: int | None


def joined(asked: Asked) -> Iterator[str]:
    """Do it and tell what came of it, line by line."""
    for name, value in (("threshold", asked.threshold), ("least", asked.least)):
        if not 1 <= value < math.inf:
            raise SearchError(f"--{name} is {value:g}; it is a number of 1 or more")
    settings = asked.models.settings()
    with bars.shown() as told, unsearched():
        work = runner(asked.runner, asked.scheduler, asked.workers)
        told(0, 0, "reading files")
        folder = asked.tables or asked.out / "tables"
        case = read_case(asked.files, settings, settled=True, folder=folder)
        asked.out.mkdir(parents=True, exist_ok=True)
        told(0, 0, "looking for samples of one person")
        sexes = {each.profile.sample: each.sex for each in case.remains}
        persons, conflicts = persons_found(case.panel, case.profiles, sexes, asked.least, told)
        tables = tabled(case, folder, told)
        found, contradictory = _compared(asked, work, tables, persons, told)
        terms = _terms(tables, persons)
        result = joint_posterior(
            _problem(tables, persons, found, terms), seed=asked.seed, progress=told
        )
        kin = dead_kin(case.panel, persons, result.claims, told)
        result = result.with_kin(kin, terms)
    notes = [*tables.notes(), *map(str, conflicts)]
    notes += (
        f"{persons[number].name}: the samples contradict each other at {marker}; not used there"
        for number, marker in contradictory
    )
    notes += result.notes
    doubted = {each.profile.sample for each in case.remains if each.doubt}
    flags = {
        each.name: (SEXES_DIFFER,)
        for each in persons
        if any(sample.sample in doubted for sample in each.samples)
    }
    looked_for = {each.person: each for each in tables.wanted}
    write(lines(result, case.panel, looked_for, flags), asked.out / "joint.csv")
    report = _report(asked, tables, persons, result, notes)
    write([canonical_bytes(report).decode(), "\n"], asked.out / "joint.json")
    run_folder.clear(asked.out / RUN)
    yield from _told(asked, tables, persons, result, notes)


def _compared(
    asked: Asked, work: Runner, tables: Tabled, persons: Sequence[PersonFound], told: Progress
) -> tuple[Found, tuple[tuple[int, str], ...]]:
    """Every pair over the threshold."""
    names = hashlib.sha256("\n".join(each.name for each in persons).encode()).hexdigest()
    return compared(
        work, tables, [each.samples for each in persons], [each.sex for each in persons],
        threshold=asked.threshold, keep=1, folder=asked.out / RUN,
        inputs={"persons found": names}, told=told,
    )  # fmt: skip


def _terms(tables: Tabled, persons: Sequence[PersonFound]) -> FamilyTerms | None:
    """Joint ratios, where a family has several missing."""
    counts = Counter(each.person[0] for each in tables.wanted)
    families = {each.person[0]: each.family for each in tables.wanted if counts[each.person[0]] > 1}
    if not families:
        return None
    samples = {each.name: each.samples for each in persons}
    return FamilyTerms(tables.case.computation, families, samples)


def _problem(
    tables: Tabled, persons: Sequence[PersonFound], found: Found, terms: FamilyTerms | None
) -> JointProblem:
    possible = found.values > -math.inf
    one, who = found.pairs[possible].T
    return JointProblem(
        tuple(each.name for each in persons),
        tuple(Missing(each.missing, each.person[0]) for each in tables.wanted),
        Pairs(one, who, found.values[possible]),
        terms,
    )


def _report(
    asked: Asked,
    tables: Tabled,
    persons: Sequence[PersonFound],
    result: JointResult,
    notes: Sequence[str],
) -> dict[str, Any]:
    """What was weighed, under what; numbers as texts where not whole."""
    prior = result.prior
    return {
        "format": "repatria-kinship-joint/1",
        **tables.case.report(),
        "options": {
            **tables.case.files.options(),
            "--threshold": repr(asked.threshold),
            "--least": repr(asked.least),
            "--seed": str(asked.seed),
            **asked.models.options("convention", "linkage"),
        },
        "prior": {
            "told": prior.sentence,
            "present": repr(prior.present),
            "unlisted": repr(prior.unlisted),
            "source": prior.source,
        },
        "remains": len(tables.case.remains),
        "persons found": len(persons),
        "missing": len(tables.wanted),
        "pairs": len(result.problem.pairs.logs),
        "components": {
            "exact": sum(each.exact for each in result.solved),
            "sampled": sum(not each.exact for each in result.solved),
        },
        "warnings": [str(each) for each in result.warnings],
        "symmetric": [str(each) for each in result.symmetries],
        "notes": list(notes),
    }


def _told(
    asked: Asked,
    tables: Tabled,
    persons: Sequence[PersonFound],
    result: JointResult,
    notes: Sequence[str],
) -> Iterator[str]:
    yield from tables.told()
    yield f"{len(persons):,} persons found and {len(tables.wanted):,} missing, weighed together"
    yield result.prior.sentence
    pairings = result.pairings()
    for level in (0.9999, 0.999, 0.99):
        sure = [each for each in pairings if each.low >= level]
        yield (
            f"{len(sure):,} pairs have a posterior of {level} or more at the lower end; "
            f"{sum(1 - each.posterior for each in sure):.2g} of them false, by the model"
            f"{_flagged(sure)}"
        )
        kin = sum(PairFlag.DEAD_KIN in each.flags for each in sure)
    if kin:
        yield (
            f"{kin:,} of the last are explained as well, or nearly, by being kin of another of the "
            "dead: look at these first; joint.csv has both ratios"
        )
    yield f"written to {asked.out}, with {len(notes):,} notes"


def _flagged(pairings: Sequence[JointPairing]) -> str:
    count = sum(bool(each.flags) for each in pairings)
    return f"; {count:,} are flagged" if count else ""

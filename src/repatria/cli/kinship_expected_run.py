"""Carries out what `repatria kinship expected` is asked for: files in, expectations out."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from repatria.base.canonical import canonical_bytes
from repatria.base.errors import ValueProblem
from repatria.cli import kinship_options as options
from repatria.cli import progress as bars
from repatria.cli.kinship_search_notes import SearchError
from repatria.cli.kinship_search_shared import Case, Files, read_case, tabled
from repatria.cli.writing import write
from repatria.formats.formulas import guard
from repatria.formats.person_truth import KnownPerson, read_truth
from repatria.kinship.joint.pairing import probability
from repatria.kinship.joint.prior import Prior
from repatria.kinship.panel import Panel
from repatria.kinship.profile import Profile
from repatria.kinship.search.expected import POSSIBLY, SURELY, Expected, expected
from repatria.kinship.search.groups import Wanted
from repatria.kinship.search.how_read import HowRead

COLUMNS = {
    "family": "the family",
    "missing": "whom the family misses",
    "samples": "the samples that are theirs, joined with +; empty where that is not known, and the "
    "remains are read like any of the file",
    "markers": "how many markers are read, on average",
    "log10": "the decimal logarithm of the ratio to expect if the remains are theirs: its mean",
    "low": "its 5 % point",
    "high": "its 95 % point",
    "odds": "the decimal logarithm of the posterior odds to expect: the ratio, the prior, and the "
    "other missing of the family; without rivals from other families",
    "posterior": "the mean posterior",
    "reached": "the chance that the posterior reaches the level",
    "identifiable": "yes where the odds to expect reach the level",
    "surely": f"yes where the chance is {SURELY:g} or more: stricter",
    "possibly": f"yes where the chance is {POSSIBLY:g} or more: looser",
}
GUESSED = "half of the possible taken as present"
_YES = {True: "yes", False: "no"}


@dataclass(frozen=True)
class Asked:
    """What the command line asked for."""

    files: Files
    out: Path
    tables: Path | None
    truth: Path | None
    present: float | None
    level: float
    draws: int
    seed: int
    models: options.Models


@dataclass(frozen=True)
class _Persons:
    """Whose remains are asked about: by number of the wanted the rows of `how` that they may be
    read like, and their samples. `found` is how many persons there are among the samples."""

    how: HowRead
    asked: Mapping[int, NDArray[np.int64]]
    samples: Mapping[int, Sequence[str]]
    found: int


def expectations(asked: Asked) -> Iterator[str]:
    """Do it and tell what came of it, line by line."""
    settings = asked.models.settings()
    with bars.shown() as told:
        told(0, 0, "reading files")
        case = read_case(asked.files, settings, settled=True)
        truth = read_truth(asked.truth) if asked.truth else None
        asked.out.mkdir(parents=True, exist_ok=True)
        tables = tabled(case, asked.tables or asked.out / "tables", told)
        made, wanted = tables.made, tables.wanted
        if truth is None:
            persons = _of_anybody(case, wanted)
        else:
            persons = _of_truth(case, wanted, truth.value)
        prior = _prior(asked, wanted, persons)
        found = expected(
            case.panel, lambda numbers: made.ratios[made.order[numbers]], wanted, persons.how,
            persons.asked, prior.log_pair, level=asked.level, draws=asked.draws, seed=asked.seed,
            progress=told,
        )  # fmt: skip
    notes = [*tables.notes(), *(map(str, truth.notes) if truth else ())]
    write(_lines(found, wanted, persons, case.panel, prior), asked.out / "expected.csv")
    report = case.report()
    if asked.truth and truth:
        report["inputs"]["truth"] = {"file": asked.truth.name, "sha256": truth.sha256}
    report |= {
        "format": "repatria-kinship-expected/1",
        "prior": prior.sentence,
        "level": repr(asked.level),
        "draws": asked.draws,
        "seed": asked.seed,
        "told of": len(found),
        **_counts(found.values()),
        "notes": notes,
    }
    write([canonical_bytes(report).decode(), "\n"], asked.out / "expected.json")
    yield from tables.told()
    yield from _told(asked, found, prior, notes)


def _of_anybody(case: Case, wanted: Sequence[Wanted]) -> _Persons:
    """Everybody who is missed, their remains read like any of the samples."""
    how = HowRead.of(case.panel, [(profile,) for profile in case.profiles])
    every = np.arange(len(how.kinds))
    return _Persons(how, dict.fromkeys(range(len(wanted)), every), {}, len(every))


def _of_truth(case: Case, wanted: Sequence[Wanted], truth: Mapping[str, KnownPerson]) -> _Persons:
    """Those who are present, by their own samples. A sample that could not be read gives none."""
    profiles = {profile.sample: profile for profile in case.profiles}
    samples: dict[KnownPerson, list[str]] = {}
    for sample, person in truth.items():
        samples.setdefault(person, []).append(sample)
    rows: list[list[Profile]] = []
    asked, own = {}, {}
    for number, each in enumerate(wanted):
        name, family = each.missing, each.family.name
        codes = samples.get(KnownPerson(name, family)) or samples.get(KnownPerson(name))
        if codes:
            asked[number] = np.array([len(rows)])
            own[number] = codes
            rows.append([profiles[code] for code in codes if code in profiles])
    if not asked:
        raise SearchError("by the truth, nobody whom the families miss is among the remains")
    return _Persons(HowRead.of(case.panel, rows), asked, own, len(samples))


def _prior(asked: Asked, wanted: Sequence[Wanted], persons: _Persons) -> Prior:
    if asked.present is not None:
        present, source = asked.present, "as given"
    elif asked.truth:
        present, source = float(len(persons.asked)), "as many as the truth has"
    else:
        present, source = min(len(wanted), persons.found) / 2, GUESSED
    try:
        return Prior.expecting(len(wanted), persons.found, present, source)
    except ValueProblem as problem:
        raise SearchError(str(problem)) from None


def _lines(
    found: Mapping[int, Expected],
    wanted: Sequence[Wanted],
    persons: _Persons,
    panel: Panel,
    prior: Prior,
) -> Iterator[str]:
    yield "# What to expect before anything is compared; it says nothing of who is found.\n"
    yield f"# Computed under {panel}\n"
    yield f"# {prior.sentence}\n"
    for name, words in COLUMNS.items():
        yield f"# {name}: {words}\n"
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(COLUMNS)
    for number, each in sorted(found.items()):
        who = wanted[number]
        names = (who.family.name, who.missing, "+".join(persons.samples.get(number, ())))
        writer.writerow(
            (
                *map(guard, names),
                f"{each.markers:.4g}",
                *(f"{value:.4f}" for value in (each.log10, each.low, each.high, each.odds)),
                probability(each.posterior),
                f"{each.reached:.4f}",
                *map(_YES.get, (each.identifiable, each.surely, each.possibly)),
            )
        )
    yield buffer.getvalue()


def _counts(found: Iterable[Expected]) -> dict[str, Any]:
    every = list(found)
    return {
        "identifiable": sum(each.identifiable for each in every),
        "surely": sum(each.surely for each in every),
        "possibly": sum(each.possibly for each in every),
        "to be identified, expected": repr(round(sum(each.reached for each in every), 3)),
        "without a marker that was read": sum(each.markers == 0 for each in every),
    }


def _told(
    asked: Asked, found: Mapping[int, Expected], prior: Prior, notes: Sequence[str]
) -> Iterator[str]:
    counts, many = _counts(found.values()), f"{len(found):,}"
    yield prior.sentence
    yield (
        f"{counts['identifiable']:,} of {many} missing persons are identifiable: the posterior to "
        f"expect, were their remains compared, reaches {asked.level:g}"
    )
    yield (
        f"{counts['surely']:,} surely (in {SURELY:.0%} of the draws), {counts['possibly']:,} "
        f"possibly (in {POSSIBLY:.0%}); {float(counts['to be identified, expected']):,.1f} to be "
        "identified if all were found"
    )
    nothing = counts["without a marker that was read"]
    if nothing:
        yield f"{nothing:,} have no marker that was read"
    yield f"written to {asked.out}, with {len(notes):,} notes"

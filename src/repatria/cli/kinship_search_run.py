"""Carries a search out: files in, tables, blocks by a runner, candidates out."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from repatria.base.canonical import canonical_bytes
from repatria.cli import kinship_options as options
from repatria.cli import progress as bars
from repatria.cli.kinship_search_notes import SearchError
from repatria.cli.kinship_search_shared import Case, Files, Tabled, compared, read_case, tabled
from repatria.cli.kinship_search_table import SEXES_DIFFER
from repatria.cli.kinship_search_table import lines as csv_lines
from repatria.cli.writing import write
from repatria.formats.reading import unsearched
from repatria.kinship.search.candidates import Candidate, candidates, check_prior
from repatria.kinship.search.search import Found
from repatria.runners import run_folder
from repatria.runners.choose import runner

CANDIDATES, REPORT = "candidates.csv", "search.json"


@dataclass(frozen=True)
class Asked:
    """What the command line asked for."""

    files: Files
    out: Path
    tables: Path | None
    threshold: float
    prior: float
    keep: int
    models: options.Models
    runner: str
    scheduler: str
    workers: int | None
    keep_run: bool = False
    """Whether the blocks of the search stay after success."""


def searched(asked: Asked) -> Iterator[str]:
    """Do the search and tell what came of it, line by line."""
    check_prior(asked.prior)
    if not 1 <= asked.threshold < math.inf:
        raise SearchError(f"the threshold is {asked.threshold:g}; it is a number of 1 or more")
    settings = asked.models.settings()
    with ExitStack() as stack:
        told = stack.enter_context(bars.shown())
        work = runner(asked.runner, asked.scheduler, asked.workers)
        stack.enter_context(unsearched())
        told(0, 0, "reading files")
        folder = asked.tables or asked.out / "tables"
        case = read_case(asked.files, settings, folder=folder)
        _check_out(asked, case)
        asked.out.mkdir(parents=True, exist_ok=True)
        tables = tabled(case, folder, told)
        found, _ = compared(
            work, tables, [(each,) for each in case.profiles], [each.sex for each in case.remains],
            threshold=asked.threshold, keep=asked.keep, folder=asked.out / "run", inputs={},
            told=told,
        )  # fmt: skip
        told(0, 0, "looking at mismatches")
        listed = candidates(found, case.computation, tables.wanted, case.profiles, asked.prior)
    notes = list(tables.notes())
    flags = {each.profile.sample: SEXES_DIFFER for each in case.remains if each.doubt}
    write(csv_lines(listed, case.panel, asked.threshold, flags), asked.out / CANDIDATES)
    report = _report(asked, tables, found, listed, notes)
    write([canonical_bytes(report).decode(), "\n"], asked.out / REPORT)
    if not asked.keep_run:
        run_folder.clear(asked.out / "run")
    yield from _told(asked, found, listed, tables, notes)


def _check_out(asked: Asked, case: Case) -> None:
    """Raises `SearchError` where the folder has the results of another search."""
    try:
        report = json.loads((asked.out / REPORT).read_bytes())
        before = {**report["inputs"], **report["options"]}
    except FileNotFoundError:
        return
    except (ValueError, TypeError, KeyError, RecursionError):
        before = {}
    now = {**case.inputs(), **_options(asked)}
    differing = [name for name in sorted({*before, *now}) if before.get(name) != now.get(name)]
    if differing:
        raise SearchError(
            f"{asked.out}: the results of another search are here (other "
            f"{', '.join(differing)}); name another folder, or remove this one"
        )


def _report(
    asked: Asked,
    tables: Tabled,
    found: Found,
    listed: Sequence[Candidate],
    notes: Sequence[str],
) -> dict[str, Any]:
    """What was searched, under what, and what came of it; numbers as texts where not whole."""
    return {
        "format": "repatria-kinship-search/1",
        **tables.case.report(),
        "options": _options(asked),
        "remains": len(tables.case.remains),
        "missing": len(tables.wanted),
        "pairs compared": found.compared,
        "pairs summed in 64 bits": found.anew,
        "pairs at the threshold": len(found.values),
        "pairs of strangers to expect there at most": repr(round(found.chance, 6)),
        "candidates": len(listed),
        "notes": list(notes),
    }


def _options(asked: Asked) -> dict[str, str]:
    return {
        **asked.files.options(),
        "--threshold": repr(asked.threshold),
        "--prior": repr(asked.prior),
        "--keep": str(asked.keep),
        **asked.models.options("linkage"),
    }


def _told(
    asked: Asked,
    found: Found,
    listed: Sequence[Candidate],
    tables: Tabled,
    notes: Sequence[str],
) -> Iterator[str]:
    made = tables.made
    yield from tables.told()
    yield (
        f"{len(tables.case.remains):,} remains against {len(tables.wanted):,} missing persons: "
        f"{found.compared:,} pairs ({made.computed:,} tables computed, {made.held:,} held already)"
    )
    yield (
        f"{len(found.values):,} pairs reach {asked.threshold:,.0f}; of strangers at most "
        f"{found.chance:,.1f} are to be expected there"
    )
    for level in (0.9999, 0.999, 0.99):
        count = sum(each.posterior >= level for each in listed)
        yield f"{count:,} pairs have a posterior of {level} or more (prior {asked.prior:g})"
    yield f"{len(listed):,} candidates in {asked.out / CANDIDATES}"
    yield f"inputs, models and {len(notes):,} notes in {asked.out / REPORT}"

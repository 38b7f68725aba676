"""Writes a campaign into a folder of its own, which is there whole or not at all."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict
from importlib.metadata import version
from pathlib import Path

from repatria.base.progress import Progress, silent
from repatria.kinship.population import Population
from repatria.synthetic.campaign.make import Campaign
from repatria.synthetic.campaign.tables import families_lines, remains_lines
from repatria.synthetic.campaign.truth import family_truth_lines, mutation_lines, truth_lines
from repatria.synthetic.folders import whole, write_lines

FORMAT = "repatria-campaign/1"
TABLES: Mapping[str, Callable[[Campaign], Iterator[str]]] = {
    "families.csv": families_lines,
    "remains.csv": remains_lines,
    "truth.csv": truth_lines,
    "truth-families.csv": family_truth_lines,
    "truth-mutations.csv": mutation_lines,
}
DESCRIPTION = "campaign.json"
_MARK = (
    "Everything in this folder is synthetic: made by a program from a seed. No person, family or "
    "sample in it is real."
)


def write_campaign(
    campaign: Campaign,
    folder: Path,
    *,
    arguments: Mapping[str, str | int] | None = None,
    progress: Progress = silent,
) -> None:
    """Write all files of a campaign; `arguments` is kept in the description.

    The folder is there whole or not at all. Raises what `folders.whole` raises.
    """
    with whole(folder, "the campaign") as draft:
        files = {}
        for number, (name, lines) in enumerate(TABLES.items()):
            progress(number, len(TABLES), "writing")
            files[name] = write_lines(draft / name, lines(campaign))
        told = _description(campaign, arguments or {}, files)
        (draft / DESCRIPTION).write_text(told, encoding="utf-8", newline="\n")
        progress(len(TABLES), len(TABLES), "writing")


def _description(
    campaign: Campaign,
    arguments: Mapping[str, str | int],
    files: Mapping[str, Mapping[str, str | int]],
) -> str:
    population = campaign.panel.population
    told = {
        "synthetic": _MARK,
        "format": FORMAT,
        "arguments": dict(arguments),
        "counts": {
            "remains": len(campaign.finds),
            "persons": len(campaign.persons),
            "families": len(campaign.families),
        },
        "seed": campaign.seed,
        "rates": asdict(campaign.rates),
        "mutation": str(campaign.panel.settings.mutation),
        "population": {
            "name": population.name,
            "minimum": str(population.minimum),
            "sha256": population_digest(population),
        },
        "markers": list(campaign.markers),
        "versions": {name: version(name) for name in ("repatria", "numpy")},
        "files": files,
    }
    return json.dumps(told, ensure_ascii=False, indent=2) + "\n"


def population_digest(population: Population) -> str:
    """SHA-256 over the markers, alleles and frequencies as they are in the program."""
    digest = hashlib.sha256()
    for name, marker in population.markers.items():
        for allele, frequency in zip(marker.alleles, marker.frequencies, strict=True):
            digest.update(f"{name}\t{allele}\t{frequency!r}\n".encode())
    return digest.hexdigest()

"""Writes a campaign into a folder of its own, which is there whole or not at all."""

from __future__ import annotations

import errno
import hashlib
import json
import secrets
import shutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict
from importlib.metadata import version
from pathlib import Path

from repatria.base.errors import RepatriaError
from repatria.base.progress import Progress, silent
from repatria.kinship.population import Population
from repatria.synthetic.campaign.make import Campaign
from repatria.synthetic.campaign.tables import families_lines, remains_lines
from repatria.synthetic.campaign.truth import family_truth_lines, mutation_lines, truth_lines

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
_FULL = (errno.ENOSPC, errno.EDQUOT)


class CampaignFolderError(RepatriaError):
    """A folder that a campaign cannot be written to."""


def check_folder(folder: Path) -> None:
    """Raises `CampaignFolderError` where something is in the way: a file, a folder that holds
    anything, or a parent that is not there."""
    if folder.is_dir():
        if any(folder.iterdir()):
            raise CampaignFolderError(
                f"{folder} is not empty; name a folder that is empty or not there yet"
            )
    elif folder.exists() or folder.is_symlink():
        raise CampaignFolderError(f"{folder} is there already, and is no folder")
    elif not folder.parent.is_dir():
        raise CampaignFolderError(f"there is no folder {folder.parent} to put {folder.name} into")


def write_campaign(
    campaign: Campaign,
    folder: Path,
    *,
    arguments: Mapping[str, str | int] | None = None,
    progress: Progress = silent,
) -> None:
    """Write all files of a campaign; `arguments` is kept in the description.

    They are written beside the folder and moved there when all are whole, so that whatever
    interrupts leaves nothing. Raises `CampaignFolderError` where the folder cannot be made, is not
    empty, or the disk is full; `OSError` where it fails otherwise.
    """
    folder = folder.resolve()
    check_folder(folder)
    draft = folder.parent / f".{folder.name}.{secrets.token_hex(4)}"
    try:
        draft.mkdir()
        files = {}
        for number, (name, lines) in enumerate(TABLES.items()):
            progress(number, len(TABLES), "writing")
            files[name] = _write(draft / name, lines(campaign))
        told = _description(campaign, arguments or {}, files)
        (draft / DESCRIPTION).write_text(told, encoding="utf-8", newline="\n")
        progress(len(TABLES), len(TABLES), "writing")
        draft.replace(folder)
    except BaseException as error:
        shutil.rmtree(draft, ignore_errors=True)
        if isinstance(error, OSError) and error.errno in _FULL:
            raise CampaignFolderError(
                f"the disk is full: there is no room for the campaign in {folder.parent}; nothing "
                "of it was left there"
            ) from None
        raise


def _write(path: Path, lines: Iterator[str]) -> dict[str, str | int]:
    digest, count = hashlib.sha256(), -1
    with path.open("wb") as file:
        for line in lines:
            data = line.encode("utf-8")
            count += data.count(b"\n")
            digest.update(data)
            file.write(data)
    return {"rows": count, "sha256": digest.hexdigest()}


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

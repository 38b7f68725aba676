"""Where remains were found in and when they were received: two columns of a genotype table that the
readers of alleles leave alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from repatria.base.dates import PartialDate, partial_date
from repatria.base.errors import ValueProblem
from repatria.formats.genotype_table import LIMITS, open_table
from repatria.formats.guards import read_bytes
from repatria.formats.problems import Problems, shown

CONTAINERS = ("container", "bag", "контейнер", "мішок", "мешок")
RECEIVED = ("handover", "received", "date", "передача", "отримано", "получено", "дата")
SAMPLES = ("sample", "sample name", "samplename", "зразок", "образец")


@dataclass(frozen=True, slots=True)
class Place:
    """The container of a sample and the day it was received, as far as the table tells."""

    container: str = ""
    received: PartialDate | None = None


def read_containers(path: Path) -> Mapping[str, Place]:
    """Containers and days by sample; nothing where the file is no text table or has no such column.

    Raises `InputError` naming row and field for a day that is none.
    """
    if path.suffix.lower() in (".xml", ".fam"):
        return {}
    table = open_table(read_bytes(path, LIMITS.bytes), path.name)
    names = [name.strip().casefold() for name in table.header]
    sample, container, received = (
        next((at for at, name in enumerate(names) if name in words), None)
        for words in (SAMPLES, CONTAINERS, RECEIVED)
    )
    if sample is None or (container is None and received is None):
        return {}
    problems = Problems(path.name)
    found = {}
    for line in table.lines():
        if line.problem:
            continue
        told = line.cells[received].strip() if received is not None else ""
        day = None
        try:
            day = partial_date(told) if told else None
        except ValueProblem as problem:
            problems.add(line.number, shown(table.header[received or 0]), problem.sentence)
        place = line.cells[container].strip() if container is not None else ""
        found[line.cells[sample].strip()] = Place(place, day)
    problems.raise_if_any()
    return found

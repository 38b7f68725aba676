"""Reads who is whom where that is known: a table of samples and persons, as the truth of a made-up
campaign (docs/formats/campaign.md) or the closed cases of a laboratory.

Two columns are needed, `Sample` and `Person`; with a third, `Family`, the person is somebody of
that family. Other columns are passed over.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from repatria.base.messages import sentence
from repatria.formats.genotype_table import open_table
from repatria.formats.guards import Limits, read_bytes
from repatria.formats.problems import Problems, shown
from repatria.formats.reading import Read

NEEDED = ("sample", "person")
_LIMITS = Limits(bytes=100_000_000, rows=500_000)


@dataclass(frozen=True, slots=True)
class KnownPerson:
    """A person by name, and the family that misses them; "" where the file names none."""

    name: str
    family: str = ""

    def is_missing(self, name: str, family: str) -> bool:
        """Whether they are the missing person of a family."""
        return self.name == name and self.family in ("", family)


def read_truth(path: Path) -> Read[dict[str, KnownPerson]]:
    """The person of each sample.

    Raises `InputError` naming file, row and field for a missing column, an empty cell in one that
    is needed, and a sample that stands twice.
    """
    data = read_bytes(path, _LIMITS.bytes)
    table = open_table(data, path.name, limits=_LIMITS)
    problems = Problems(path.name)
    names = [name.strip().lower() for name in table.header]
    for column in NEEDED:
        if column not in names:
            raise problems.refuse(table.start, column, sentence("the column is missing"))
    sample_at, person_at = (names.index(column) for column in NEEDED)
    family_at = names.index("family") if "family" in names else None
    found: dict[str, KnownPerson] = {}
    for line in table.lines():
        sample, person = line.cells[sample_at].strip(), line.cells[person_at].strip()
        if line.problem:
            problems.add(line.number, "", line.problem)
            continue
        for column, value in (("sample", sample), ("person", person)):
            if not value:
                problems.add(line.number, column, sentence("this field is required"))
        if sample in found:
            problems.add(
                line.number, "sample", sentence("{sample} stands twice", sample=shown(sample))
            )
        family = "" if family_at is None else line.cells[family_at].strip()
        found[sample] = KnownPerson(person, family)
    problems.raise_if_any()
    return Read(found, table.notes, hashlib.sha256(data).hexdigest())

"""Collects the readings of a genotype table into one profile a sample, with a note on everything
that was left out or taken otherwise than written."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from types import MappingProxyType

from repatria.base.errors import InputError, Problem, ValueProblem
from repatria.formats.formulas import unguard
from repatria.formats.genotype_alleles import MarkerName, Seen, find_marker
from repatria.formats.genotype_table import GenotypeTable, Line
from repatria.formats.guards import clean_text
from repatria.formats.problems import shown
from repatria.formats.reading import place
from repatria.kinship.population import Population
from repatria.kinship.profile import Observation, Profile

TEXTS = ("family", "relationship", "sex")
"""What a table may say of a sample beside its alleles; kept as written."""


@dataclass(frozen=True, slots=True)
class SampleRow:
    """One sample of a genotype table. `row` is the line of the text where it first stands.

    `family`, `relationship` (to the missing person) and `sex` are as written, "" where the table
    does not say.
    """

    profile: Profile
    row: int
    family: str = ""
    relationship: str = ""
    sex: str = ""


@dataclass(slots=True)
class _Sample:
    row: int
    texts: dict[str, str]
    read: dict[str, tuple[Observation, int]] = field(default_factory=dict)
    off_ladder: dict[str, int] = field(default_factory=dict)
    repeated: list[str] = field(default_factory=list)
    two_of_one: list[str] = field(default_factory=list)
    spoilt: bool = False


class Samples:
    """The samples of one file. One that cannot be read is left out whole, and told; the rest goes
    on. `finish` gives what was collected."""

    def __init__(
        self,
        file: str,
        *,
        remains: bool,
        dropout: float | None = None,
        population: Population | None = None,
        notes: Iterable[Problem] = (),
    ) -> None:
        self.file = file
        self.remains = remains
        self.dropout = dropout
        self.population = population
        self.marker = lru_cache(maxsize=4096)(lambda written: find_marker(written, population))
        self._samples: dict[str, _Sample] = {}
        self._notes = list(notes)
        self._gathered: dict[tuple[str, str], tuple[int, str, int]] = {}

    def lines(
        self, table: GenotypeTable, name_at: int, without: re.Pattern[str] | None = None
    ) -> Iterator[tuple[str, Line]]:
        """The rows of a table that can be read, each with the name of its sample.

        What `without` finds in a name is taken away from it, and told.
        """
        for line in table.lines():
            try:
                name = plain_text(line.cells[name_at])
            except ValueProblem as problem:
                where = place(shown(line.cells[name_at]))
                self._note(line.number, where, f"{problem}; the row is left out")
                continue
            if without is not None and (found := without.search(name)):
                self.gather(line.number, "", f"the suffix {found[0]} of sample names is left out")
                name = without.sub("", name)
            if not name:
                told = line.problem or "the row names no sample"
                self.gather(line.number, "", f"{told}; the row is left out")
            elif line.problem:
                self.spoil(name, line.number, "", line.problem)
            else:
                if line.lacking:
                    told = "the row is shorter than the header; what it lacks is taken as empty"
                    self.gather(line.number, place(shown(name)), told)
                yield name, line

    def describe(self, name: str, row: int, **texts: str) -> None:
        """A sample stands in this row, with these texts about it."""
        sample = self._samples.setdefault(name, _Sample(row, {}))
        for key, text in texts.items():
            try:
                said = plain_text(text)
            except ValueProblem as problem:
                self.spoil(name, row, "", f"{key}: {problem}")
                continue
            held = sample.texts.get(key, "")
            if said and held and said != held:
                told = f"{key} “{shown(said)}”, but “{shown(held)}” in line {sample.row}"
                self.spoil(name, row, "", told)
            elif said:
                sample.texts[key] = said

    def read(
        self, name: str, row: int, written: str, reading: Callable[[MarkerName], Seen]
    ) -> None:
        """What stands for a sample under a marker; `reading` raises `ValueProblem` where it cannot
        be read. A marker that is not known is left out."""
        marker = self.marker(written)
        if marker is None:
            told = "this is no marker that is known"
            if self.population is not None:
                told += f", nor one of the population {self.population.name}"
            self.gather(row, place(shown(name), shown(written)), f"{told}; left out", written)
            return
        try:
            seen = reading(marker)
        except ValueProblem as problem:
            self.spoil(name, row, marker.name, str(problem))
            return
        sample = self._samples.setdefault(name, _Sample(row, {}))
        if seen.off_ladder:
            before = sample.off_ladder.get(marker.name, 0)
            sample.off_ladder[marker.name] = before + seen.off_ladder
        found = seen.observation
        if found is None:
            return
        if marker.one_copy and len(set(found.alleles)) == 2:
            sample.two_of_one.append(marker.name)
        held, line = sample.read.setdefault(marker.name, (found, row))
        if held is found:
            return
        if (held.alleles, held.reading) == (found.alleles, found.reading):
            sample.repeated.append(marker.name)
        else:
            told = f"{found} ({found.reading.value}), but {held} ({held.reading.value})"
            self.spoil(name, row, marker.name, f"{told} in line {line}")

    def spoil(self, name: str, row: int, marker: str, message: str) -> None:
        """Leaves a sample out, and says why."""
        self._samples.setdefault(name, _Sample(row, {})).spoilt = True
        self._note(row, place(shown(name), marker), f"{message}; the sample is left out")

    def gather(self, row: int, where: str, message: str, about: str = "") -> None:
        """A note that would come row after row: told once, with the count of the other rows."""
        first, place_, more = self._gathered.get((message, about), (row, where, -1))
        self._gathered[message, about] = first, place_, more + 1

    def finish(self) -> tuple[tuple[SampleRow, ...], tuple[Problem, ...]]:
        """The samples in the order of the file, and the notes by row.

        Raises `InputError`, with the notes as its problems, where no sample is left.
        """
        rows = tuple(
            SampleRow(
                Profile(name, self._observations(sample), self.remains, self.dropout),
                sample.row,
                **sample.texts,
            )
            for name, sample in self._samples.items()
            if self._usable(name, sample)
        )
        for (message, _), (row, where, more) in self._gathered.items():
            told = f"{message} (and so in {more:,} more rows)" if more else message
            self._note(row, where, told)
        notes = sorted(self._notes, key=lambda note: note.row or 0)
        if not rows:
            raise InputError([*notes, Problem(self.file, None, "", "no sample could be read")])
        return rows, tuple(notes)

    def _usable(self, name: str, sample: _Sample) -> bool:
        where = place(shown(name))
        if sample.off_ladder:
            count = sum(sample.off_ladder.values())
            told = f"off the ladder at {', '.join(sample.off_ladder)}: {count} in all"
            self._note(sample.row, where, told)
        if sample.spoilt:
            return False
        if not sample.read and sample.texts.get("family"):
            # Whom a family looks for stands among its rows without a reading.
            return True
        if not sample.read:
            self._note(sample.row, where, "no marker was read; the sample is left out")
            return False
        for markers, told in (
            (sample.repeated, "read more than once and the same each time"),
            (sample.two_of_one, "two alleles where a man has one copy; kept as written"),
            (
                [marker for marker, (found, _) in sample.read.items() if not found.usable],
                "more than two alleles; for review, and no likelihood uses them",
            ),
        ):
            if markers:
                named = ", ".join(dict.fromkeys(markers))
                self._note(sample.row, where, f"{named}: {told}")
        return True

    def _observations(self, sample: _Sample) -> MappingProxyType[str, Observation]:
        return MappingProxyType({marker: found for marker, (found, _) in sample.read.items()})

    def _note(self, row: int | None, where: str, message: str) -> None:
        self._notes.append(Problem(self.file, row, where, message))


def plain_text(cell: str) -> str:
    """A text as it was before a guard against formulas. Raises `ValueProblem` for hidden signs."""
    text = clean_text(cell, len(cell))
    return unguard(text) or text

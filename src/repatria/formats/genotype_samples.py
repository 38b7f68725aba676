"""Collects the readings of a genotype table into one profile a sample, with a note on everything
that was left out or taken otherwise than written."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from types import MappingProxyType

from repatria.base.errors import InputError, Problem, ValueProblem
from repatria.base.messages import Sentence, message, sentence
from repatria.formats.formulas import SUSPECT, unguard
from repatria.formats.genotype_alleles import MarkerCells, Text, find_marker
from repatria.formats.genotype_table import GenotypeTable, Line, Record
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
class OpenSample:
    """A sample while its table is read: what is read so far, and the markers to be told of.

    `lines` has the line of what was not read in the sample's first row.
    """

    name: str
    row: int
    texts: dict[str, str] = field(default_factory=dict)
    read: dict[str, Observation] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)
    off_ladder: dict[str, int] = field(default_factory=dict)
    repeated: list[str] = field(default_factory=list)
    two_of_one: list[str] = field(default_factory=list)
    for_review: list[str] = field(default_factory=list)
    spoilt: bool = False


_REPEATED = message("{markers}: read more than once and the same each time")
_TWO_OF_ONE = message("{markers}: two alleles where a man has one copy; kept as written")
_FOR_REVIEW = message("{markers}: more than two alleles; for review, and no likelihood uses them")
Gathered = dict[tuple[Sentence, str], list[tuple[int, str]]]
"""What is told once of all rows that it is true of: by message and column, rows and places."""


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
        self._samples: dict[str, OpenSample] = {}
        self._notes = list(notes)
        self._gathered: Gathered = {}

    def lines(
        self,
        table: GenotypeTable,
        name_at: int,
        without: re.Pattern[str] | None = None,
        records: Iterable[Record] | None = None,
    ) -> Iterator[tuple[str, Line]]:
        """The rows of a table that can be read, or those given, each with the name of its sample.

        What `without` finds in a name is taken away from it, and told.
        """
        for line in table.lines(records):
            try:
                name = plain_text(line.cells[name_at])
            except ValueProblem as problem:
                where = place(shown(line.cells[name_at]))
                self._note(
                    line.number,
                    where,
                    sentence("{told}; the row is left out", told=problem.sentence),
                )
                continue
            if without is not None and (found := without.search(name)):
                self.gather(
                    line.number,
                    "",
                    sentence("the suffix {suffix} of sample names is left out", suffix=found[0]),
                )
                name = without.sub("", name)
            if not name:
                told = line.problem or sentence("the row names no sample")
                self.gather(line.number, "", sentence("{told}; the row is left out", told=told))
            elif line.problem:
                self.spoil(name, line.number, "", line.problem)
            else:
                if line.lacking:
                    told = sentence(
                        "the row is shorter than the header; what it lacks is taken as empty"
                    )
                    self.gather(line.number, place(shown(name)), told)
                yield name, line

    def describe(self, name: str, row: int, **texts: str) -> OpenSample:
        """A sample stands in this row, with these texts about it."""
        sample = self._sample(name, row)
        for key, text in texts.items():
            try:
                said = plain_text(text)
            except ValueProblem as problem:
                self.spoil(name, row, "", sentence("{key}: {told}", key=key, told=problem.sentence))
                continue
            held = sample.texts.get(key, "")
            if said and held and said != held:
                told = sentence(
                    "{key} “{said}”, but “{held}” in line {row}",
                    key=key,
                    said=shown(said),
                    held=shown(held),
                    row=sample.row,
                )
                self.spoil(name, row, "", told)
            elif said:
                sample.texts[key] = said
        return sample

    def read(self, sample: OpenSample, row: int, cells: MarkerCells, text: Text) -> None:
        """What stands for a sample under a marker. A marker that is not known is left out."""
        found = cells.known[text] if text in cells.known else self._first(sample, row, cells, text)
        if found is None or cells.marker is None:
            return
        marker = cells.marker.name
        held = sample.read.get(marker)
        if held is None:
            sample.read[marker] = found
            if row != sample.row:
                sample.lines[marker] = row
            if not found.usable:
                sample.for_review.append(marker)
        elif (held.alleles, held.reading) == (found.alleles, found.reading):
            sample.repeated.append(marker)
        else:
            told = sentence(
                "{found} ({reading}), but {held} ({held_reading}) in line {line}",
                found=str(found),
                reading=found.reading.value,
                held=str(held),
                held_reading=held.reading.value,
                line=sample.lines.get(marker, sample.row),
            )
            self.spoil(sample.name, row, marker, told)

    def _first(
        self, sample: OpenSample, row: int, cells: MarkerCells, text: Text
    ) -> Observation | None:
        """What a text says that was not read before, or has to be told each time."""
        if not any(cell.strip() for cell in text):
            cells.keep(text, None)
            return None
        marker = cells.marker
        if marker is None:
            told = sentence("this is no marker that is known; left out")
            if self.population is not None:
                told = sentence(
                    "this is no marker that is known, nor one of the population {population}; "
                    "left out",
                    population=self.population.name,
                )
            where = place(shown(sample.name), shown(cells.written))
            self.gather(row, where, told, cells.written)
            return None
        try:
            seen = cells.reading(marker, text)
        except ValueProblem as problem:
            self.spoil(sample.name, row, marker.name, problem.sentence)
            return None
        found = seen.observation
        if seen.off_ladder:
            before = sample.off_ladder.get(marker.name, 0)
            sample.off_ladder[marker.name] = before + seen.off_ladder
        two = found is not None and marker.one_copy and len(set(found.alleles)) == 2
        if two:
            sample.two_of_one.append(marker.name)
        if not seen.off_ladder and not two and (found is None or found.usable):
            cells.keep(text, found)
        return found

    def spoil(self, name: str, row: int, marker: str, message: Sentence) -> None:
        """Leaves a sample out, and says why."""
        self._sample(name, row).spoilt = True
        self._note(
            row,
            place(shown(name), marker),
            sentence("{told}; the sample is left out", told=message),
        )

    def gather(self, row: int, where: str, message: Sentence, about: str = "") -> None:
        """A note that would come row after row: told once, with the count of the other rows."""
        self._gathered.setdefault((message, about), []).append((row, where))

    def finish(self) -> tuple[tuple[SampleRow, ...], tuple[Problem, ...]]:
        """The samples in the order of the file, and the notes by row.

        Raises `InputError`, with the notes as its problems, where no sample is left.
        """
        rows, own, gathered = self.collected()
        notes = sorted((*own, *told_once(self.file, gathered)), key=row_of)
        if not rows:
            raise InputError(
                [*notes, Problem(self.file, None, "", sentence("no sample could be read"))]
            )
        return rows, tuple(notes)

    def collected(self) -> tuple[tuple[SampleRow, ...], tuple[Problem, ...], Gathered]:
        """The samples in the order of the file, what is told of each by itself, and what is told of
        many at once."""
        rows = tuple(
            SampleRow(
                Profile(name, MappingProxyType(sample.read), self.remains, self.dropout),
                sample.row,
                **sample.texts,
            )
            for name, sample in self._samples.items()
            if self._usable(sample)
        )
        return rows, tuple(self._notes), self._gathered

    def _usable(self, sample: OpenSample) -> bool:
        if sample.off_ladder:
            count = sum(sample.off_ladder.values())
            self._tell(
                sample,
                sentence(
                    "off the ladder at {markers}: {count} in all",
                    markers=", ".join(sample.off_ladder),
                    count=count,
                ),
            )
        if sample.spoilt:
            return False
        if not sample.read and sample.texts.get("family"):
            # Whom a family looks for stands among its rows without a reading.
            return True
        if not sample.read:
            self._tell(sample, sentence("no marker was read; the sample is left out"))
            return False
        for markers, told in (
            (sample.repeated, _REPEATED),
            (sample.two_of_one, _TWO_OF_ONE),
            (sample.for_review, _FOR_REVIEW),
        ):
            if markers:
                self._tell(sample, sentence(told, markers=", ".join(dict.fromkeys(markers))))
        return True

    def _sample(self, name: str, row: int) -> OpenSample:
        if name not in self._samples:
            self._samples[name] = OpenSample(name, row)
        return self._samples[name]

    def _tell(self, sample: OpenSample, message: Sentence) -> None:
        self._note(sample.row, place(shown(sample.name)), message)

    def _note(self, row: int | None, where: str, message: Sentence) -> None:
        self._notes.append(Problem(self.file, row, where, message))


def told_once(file: str, gathered: Gathered) -> Iterator[Problem]:
    """A note for each, with the number of further rows."""
    for (note, _), rows in gathered.items():
        more = len(rows) - 1
        told = note
        if more:
            told = sentence("{told} (and so in {count:,} more rows)", told=note, count=more)
        yield Problem(file, *rows[0], told)


def row_of(note: Problem) -> int:
    """What notes are sorted by."""
    return note.row or 0


def plain_text(cell: str) -> str:
    """A text as it was before a guard against formulas. Raises `ValueProblem` for hidden signs."""
    text = cell.strip()
    if not text.isprintable() or text[:1] in SUSPECT:
        text = clean_text(cell, len(cell))
        text = unguard(text) or text
    return text

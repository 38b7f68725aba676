"""From figures with their places to a population: what is checked whatever layout they came in.

Each marker's frequencies must sum to one within 0.01, since a table that was rounded does and one
that lost a row does not; then they are scaled to one. What is dropped or taken otherwise than it
stands is told in a note.
"""

from __future__ import annotations

import difflib
import math
import re
from collections.abc import Iterable
from dataclasses import dataclass

from repatria.base.errors import Problem, ValueProblem
from repatria.base.messages import Sentence, sentence
from repatria.formats.frequency_columns import (
    CHROMOSOME,
    COUNTED,
    LINKAGE,
    PERSONS,
    Column,
    frequency_of,
)
from repatria.formats.guards import clean_text
from repatria.formats.problems import Problems, shown
from repatria.kinship.alleles import SILENT, ladder_order
from repatria.kinship.known_markers import (
    AMELOGENIN,
    AUTOSOMAL,
    X_LINKED,
    Y_LINKED,
    chromosome_of,
    folded,
    known_name,
    marker_name,
)
from repatria.kinship.marker import SUM_TOLERANCE, Marker

SUM_WITHIN = 0.01
"""How far the frequencies of a marker may be from one in sum."""
TOLD_BEYOND = 1e-6
"""A deviation of the sum that is told; below it is the rounding of the last digit."""
MARKERS = 2_000
LONGEST_NAME = 60

_SLACK = 1e-12  # 1 − 0.99 is a little over 0.01 to a computer.
_WHOLE = re.compile(r"\d{1,9}", re.ASCII)
_CHROMOSOMES = frozenset(["A", "X", "Y", *map(str, range(1, 23))])
_CLOSE = 0.75
_KNOWN = {folded(name): name for name in (*AUTOSOMAL, *X_LINKED, *Y_LINKED, AMELOGENIN)}


def markers_of(
    columns: Iterable[Column], problems: Problems, notes: list[Problem]
) -> tuple[Marker, ...]:
    """The markers of a file. Raises `InputError` with everything that is wrong with them."""
    found: dict[str, Marker] = {}
    seen: dict[str, str] = {}
    for column in columns:
        name = _name(column, problems, notes)
        if not name:
            continue
        if name in seen:
            told = sentence(
                "the marker {name} stands twice, as “{first}” and as “{second}”",
                name=name,
                first=seen[name],
                second=column.name,
            )
            problems.add(column.row, column.name, told)
            continue
        seen[name] = column.name
        if len(seen) > MARKERS:
            raise problems.refuse(
                column.row, "", sentence("more than {most:,} markers", most=MARKERS)
            )
        marker = _Checked(column, name, problems, notes).marker()
        if marker is not None:
            found[name] = marker
    problems.raise_if_any()
    if not found:
        raise problems.refuse(None, "", sentence("the file gives no marker a frequency"))
    uncounted = [name for name, marker in found.items() if not marker.samples]
    if uncounted:
        told = sentence(
            "no N is given for {uncounted}: a rule such as 5/2N gives nothing there",
            uncounted=", ".join(uncounted),
        )
        notes.append(Problem(problems.file, None, "", told))
    return tuple(found.values())


def _name(column: Column, problems: Problems, notes: list[Problem]) -> str:
    """The usual spelling of a marker's name; "" where it is no name."""
    try:
        text = clean_text(column.name, LONGEST_NAME)
    except ValueProblem as problem:
        problems.add(
            column.row, "", sentence("a marker's name: {problem}", problem=problem.sentence)
        )
        return ""
    if not text[:1].isalnum() or not text.isprintable():
        problems.add(
            column.row, "", sentence("“{text}” is not the name of a marker", text=shown(text))
        )
        return ""
    if known_name(text) is None:
        close = difflib.get_close_matches(folded(text), _KNOWN, n=1, cutoff=_CLOSE)
        near: str = sentence("; did you mean “{word}”?", word=_KNOWN[close[0]]) if close else "."
        told = sentence(
            "“{text}” is not a marker of the usual kits{near} It is kept as it is spelt.",
            text=text,
            near=near,
        )
        notes.append(Problem(problems.file, column.row, text, told))
    return marker_name(text)


@dataclass(frozen=True, slots=True)
class _Checked:
    """One column under its marker's usual name, and where to tell what is found."""

    column: Column
    name: str
    problems: Problems
    notes: list[Problem]

    def wrong(self, row: int, message: Sentence) -> None:
        self.problems.add(row, self.name, message)

    def note(self, message: Sentence) -> None:
        self.notes.append(Problem(self.problems.file, self.column.row, self.name, message))

    def marker(self) -> Marker | None:
        """The marker; None where it is left out with a note, or where a problem was found."""
        if self.name == AMELOGENIN:
            self.note(
                sentence("it tells the sex and has no part in a likelihood ratio; it is left out")
            )
            return None
        if not self.column.figures:
            self.note(sentence("no allele has a frequency here; the marker is left out"))
            return None
        before = len(self.problems)
        table = self._table()
        told = self.column.facts.get(CHROMOSOME, (0, ""))
        chromosome = told[1] or chromosome_of(self.name) or "A"
        if chromosome not in _CHROMOSOMES:
            self.wrong(
                told[0],
                sentence(
                    "“{chromosome}” is no chromosome: A, 1 to 22, X or Y",
                    chromosome=shown(chromosome),
                ),
            )
        counted = self._counted(chromosome)
        if len(self.problems) > before:
            return None
        return self._scaled(table, chromosome, counted)

    def _table(self) -> dict[str, float]:
        table: dict[str, float] = {}
        for figure in self.column.figures:
            if figure.allele in ("X", "Y"):
                self.wrong(
                    figure.row,
                    sentence("{allele} is an allele of amelogenin only", allele=figure.allele),
                )
            elif figure.allele in table:
                self.wrong(
                    figure.row, sentence("the allele {allele} stands twice", allele=figure.allele)
                )
            try:
                table[figure.allele] = frequency_of(figure.text)
            except ValueProblem as problem:
                self.wrong(
                    figure.row,
                    sentence(
                        "allele {allele}: {problem}", allele=figure.allele, problem=problem.sentence
                    ),
                )
        return table

    def _counted(self, chromosome: str) -> int:
        """How many alleles were counted; 0 where it is not told."""
        given = {kind: self.column.facts[kind] for kind in (PERSONS, COUNTED)
                 if self.column.facts.get(kind, (0, ""))[1]}  # fmt: skip
        for row, text in given.values():
            if not _WHOLE.fullmatch(text) or int(text) == 0:
                self.wrong(
                    row,
                    sentence(
                        "N is “{text}”, which is not a whole number above zero", text=shown(text)
                    ),
                )
                return 0
        if len(given) == 2:
            self.wrong(
                given[COUNTED][0], sentence("N (persons) and 2N (alleles) do not go together")
            )
        if COUNTED in given:
            return int(given[COUNTED][1])
        persons = int(given[PERSONS][1]) if given else 0
        if chromosome == "X" and persons:
            self.note(
                sentence(
                    "N is {persons} persons, men and women: as many alleles are taken as counted",
                    persons=persons,
                )
            )
        return persons if chromosome in "XY" else 2 * persons

    def _scaled(self, table: dict[str, float], chromosome: str, counted: int) -> Marker | None:
        total = math.fsum(table.values())
        if abs(total - 1) > SUM_WITHIN + _SLACK:
            self.wrong(
                self.column.row,
                sentence(
                    "the frequencies of {name} sum to {total:.6g}, not to 1 within {within}",
                    name=self.name,
                    total=total,
                    within=SUM_WITHIN,
                ),
            )
            return None
        rare = math.fsum(table.pop(code, 0.0) for code in self.column.rare)
        kept = {allele: value for allele, value in table.items() if value}
        if not kept.keys() - {SILENT}:
            self.wrong(
                self.column.row, sentence("no allele that can be seen has a frequency above 0")
            )
            return None
        if rare:
            codes = " and ".join(sorted(self.column.rare, key=ladder_order))
            self.note(
                sentence(
                    "{codes} stand for all rarer alleles at the ends of the ladder: their "
                    "{rare:.6g} is spread over the alleles listed, in proportion",
                    codes=codes,
                    rare=rare,
                )
            )
        if abs(total - 1) > TOLD_BEYOND + _SLACK:
            self.note(
                sentence("the frequencies summed to {total:.6f} and were scaled to 1", total=total)
            )
        # What sums to one already is not touched, so that Repatria's own files lose no digit.
        exact = not rare and abs(total - 1) <= SUM_TOLERANCE
        scale = 1.0 if exact else math.fsum(kept.values())
        alleles = tuple(sorted(kept, key=ladder_order))
        linkage = self.column.facts.get(LINKAGE, (0, ""))[1]
        frequencies = tuple(kept[allele] / scale for allele in alleles)
        return Marker(self.name, alleles, frequencies, chromosome, counted, linkage)

"""Notes on a table, parted by household and put together again in the order in which reading the
whole table tells them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from repatria.base.errors import Problem
from repatria.base.messages import Sentence
from repatria.formats.family_table import order_of
from repatria.formats.genotype_samples import Gathered, row_of, told_once
from repatria.formats.genotype_table import GenotypeTable
from repatria.formats.households import Household
from repatria.formats.kept_summaries import Kept


@dataclass(slots=True)
class HouseholdNotes:
    """Of one household, as `kept_summaries.Kept` has them: rows are counted from its first."""

    samples: list[tuple[int, str, Sentence]] = field(default_factory=list)
    gathered: list[tuple[Sentence, str, int, str]] = field(default_factory=list)
    family: list[tuple[int, str, Sentence]] = field(default_factory=list)


@dataclass(slots=True)
class FileNotes:
    """On rows of no household that stands alone."""

    samples: list[Problem] = field(default_factory=list)
    gathered: Gathered = field(default_factory=dict)
    families: list[Problem] = field(default_factory=list)


def parted(
    households: Sequence[Household],
    samples: Iterable[Problem],
    families: Iterable[Problem],
    gathered: Gathered,
) -> tuple[dict[str, HouseholdNotes], FileNotes]:
    """The notes of each household by its name, and all others."""
    found = {each.name: HouseholdNotes() for each in households}
    others = FileNotes()
    lines = {
        line: (found[each.name], at) for each in households for at, line in enumerate(each.lines)
    }
    for note in samples:
        notes, at = lines.get(note.row or 0, (None, 0))
        if notes is None:
            others.samples.append(note)
        else:
            notes.samples.append((at, note.field, note.message))
    for note in families:
        notes, at = lines.get(note.row or 0, (None, 0))
        if notes is None:
            others.families.append(note)
        else:
            notes.family.append((at, note.field, note.message))
    for (message, about), places in gathered.items():
        for row, where in places:
            notes, at = lines.get(row, (None, 0))
            if notes is None:
                others.gathered.setdefault((message, about), []).append((row, where))
            else:
                notes.gathered.append((message, about, at, where))
    return found, others


def joined(
    table: GenotypeTable, found: Sequence[tuple[Household, Kept]], others: FileNotes
) -> tuple[Problem, ...]:
    """All notes: on samples by row, then on families."""
    samples, families = [*table.notes, *others.samples], list(others.families)
    # Where each of what is told once is first met: the row, and the place among those of the row.
    first = {key: (rows[0][0], at) for at, (key, rows) in enumerate(others.gathered.items())}
    gathered = {key: list(rows) for key, rows in others.gathered.items()}
    for household, kept in found:
        lines = household.lines
        samples += [Problem(table.file, lines[at], where, told) for at, where, told in kept.samples]
        families += [Problem(table.file, lines[at], where, told) for at, where, told in kept.family]
        for place, (message, about, at, where) in enumerate(kept.gathered):
            key, row = (message, about), lines[at]
            gathered.setdefault(key, []).append((row, where))
            first[key] = min(first.get(key, (row, place)), (row, place))
    ordered = {key: sorted(gathered[key], key=_row) for key in sorted(first, key=first.__getitem__)}
    told_of_samples = sorted((*samples, *told_once(table.file, ordered)), key=row_of)
    return *told_of_samples, *sorted(families, key=order_of)


def _row(place: tuple[int, str]) -> int:
    return place[0]

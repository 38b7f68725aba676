"""Writes samples as a wide table of genotypes, which the format's own reader takes back."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence

from repatria.base.errors import ValueProblem
from repatria.formats.formulas import guard
from repatria.formats.genemapper import is_genemapper
from repatria.formats.genotype_alleles import MarkerName, find_marker
from repatria.formats.genotype_samples import TEXTS, SampleRow, plain_text
from repatria.formats.genotype_table import LIMITS, folded_column
from repatria.formats.problems import shown
from repatria.formats.reading import place
from repatria.formats.wide_genotypes import LEADING, read_cell
from repatria.kinship.known_markers import folded
from repatria.kinship.profile import Observation, Reading

# Office programs take UTF-8 for an old code page without this mark, and spoil Cyrillic text.
_MARK = "\N{ZERO WIDTH NO-BREAK SPACE}"
_COLUMNS = {"family": "Family", "sample": "Sample", "relationship": "Relationship", "sex": "Sex"}
_STATES = {Reading.SINGLE: "(?)", Reading.ONE_KNOWN: "any"}


def write_wide_genotypes(rows: Sequence[SampleRow]) -> Iterator[str]:
    """The lines of the table as CSV: column names, then a line a sample. Lines end in CR LF.

    The markers stand in the order in which the samples bring them. Every reading says what it is
    taken for, so that the table reads back the same for references and remains; which of the two
    it holds, and the chance of dropout, it does not say. Text that a sheet would run as a formula
    gets an apostrophe, which the reader takes away.

    Raises `ValueProblem` for what could not be read back: a sample that stands twice or has no
    name, a hidden sign or space around a text, a marker not in its usual spelling.
    """
    markers = tuple(dict.fromkeys(name for row in rows for name in row.profile.observations))
    _check_markers(markers)
    lines = [[*_COLUMNS.values(), *map(guard, markers)]]
    samples: set[str] = set()
    for row in rows:
        sample = row.profile.sample
        if not sample or sample in samples:
            told = f"sample {shown(sample)} stands twice" if sample else "a sample has no name"
            raise ValueProblem(told)
        samples.add(sample)
        texts = {"sample": sample, **{key: str(getattr(row, key)) for key in TEXTS}}
        seen = row.profile.observations
        lines.append(
            [
                *(_text(sample, key, texts[key]) for key in _COLUMNS),
                *(_cell(sample, name, seen[name]) if name in seen else "" for name in markers),
            ]
        )
    return _as_csv(lines)


def genotype_cell(marker: str, seen: Observation) -> str:
    """A genotype as one cell: `15/17`, `15/(?)` for a single allele, `15/any` where one is known,
    `15/none` for the one allele of one chromosome (`15` where the marker is there once).

    What the file said is written where that reads back as the same. Raises `ValueProblem` where
    no cell says it.
    """
    known = find_marker(marker) or MarkerName(marker)
    for cell in ("/".join(seen.raw), _plain(known, seen)):
        if all(_says(known, cell, seen, remains) for remains in (False, True)):
            return cell
    raise ValueProblem(f"“{shown(str(seen))}” ({seen.reading.value}) cannot be written as a cell")


def _plain(marker: MarkerName, seen: Observation) -> str:
    if seen.reading in _STATES:
        return f"{seen.alleles[0]}/{_STATES[seen.reading]}"
    if len(seen.alleles) == 1:
        return seen.alleles[0] if marker.one_copy else f"{seen.alleles[0]}/none"
    return "/".join(seen.alleles)


def _says(marker: MarkerName, cell: str, seen: Observation, remains: bool) -> bool:
    try:
        found = read_cell(marker, cell, remains=remains).observation
    except ValueProblem:
        return False
    if found is None or found.reading is not seen.reading:
        return False
    # Other readers may double the one allele of one copy; it says the same.
    once = marker.one_copy and set(found.alleles) == set(seen.alleles)
    return once or found.alleles == seen.alleles


def _cell(sample: str, marker: str, seen: Observation) -> str:
    try:
        return guard(genotype_cell(marker, seen))
    except ValueProblem as problem:
        raise ValueProblem(f"{place(shown(sample), marker)}: {problem}") from None


def _text(sample: str, key: str, text: str) -> str:
    written = guard(text)
    if len(text) > LIMITS.cell or plain_text(written) != text:
        told = "space around it, a line end of another kind, or too long"
        raise ValueProblem(f"{place(shown(sample))}: {key} “{shown(text)}” has {told}")
    return written


def _check_markers(markers: Sequence[str]) -> None:
    """Each must come back as itself, and as a marker."""
    aliases = {alias for names in LEADING.values() for alias in names}
    seen: set[str] = set()
    for name in markers:
        told = ""
        known = find_marker(name)
        if known is not None and known.name != name:
            told = f"is not in its usual spelling; write {known.name}"
        elif not name or " ".join(name.split()) != name or not name.isprintable():
            told = "has space around it or a hidden sign"
        elif folded_column(name) in aliases or is_genemapper((name,)):
            told = "is the name of a column that holds no marker"
        elif folded(name) in seen:
            told = "stands twice, in two spellings"
        if told:
            raise ValueProblem(f"the marker {shown(name)} {told}")
        seen.add(folded(name))


def _as_csv(lines: Sequence[Sequence[str]]) -> Iterator[str]:
    for number, line in enumerate(lines):
        buffer = io.StringIO()
        csv.writer(buffer, lineterminator="\r\n").writerow(line)
        yield (_MARK if number == 0 else "") + buffer.getvalue()

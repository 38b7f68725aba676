"""EMPOP files of mitochondrial haplotypes (`.emp`), read and written.

One sample a line: name, haplogroup or `?`, `1`, and the differences from the reference, with tabs
between. `#` begins a comment; `#! 16024-576` says what was read of the samples after it. From
EMPOP's published description of the format (Parson & Dür 2007); docs/formats/empop.md.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from repatria.base.errors import InputError, Problem, ValueProblem
from repatria.base.messages import Sentence, sentence
from repatria.formats.guards import Limits, clean_text, encoding_of, read_bytes, refused
from repatria.formats.problems import SHOWN, shown
from repatria.formats.reading import Read, place
from repatria.kinship.lineage.mitochondrial import MtDifference, MtRange, MtSequence

UNKNOWN = "?"
_NAME = 200
_LINES = re.compile(r"\r\n|\r|\n")
_BETWEEN = re.compile(r"[\s;,]+")
_COUNTED = re.compile(r"#\s*N\s*=\s*(\d{1,7})\s*", re.IGNORECASE | re.ASCII)


@dataclass(slots=True)
class _Reading:
    """What has been read of one file so far."""

    file: str
    ranges: tuple[MtRange, ...] = ()
    counted: tuple[int, int] | None = None
    """The line of `# N=…`, and the number."""
    rows: int = 0
    found: dict[str, MtSequence] = field(default_factory=dict)
    at_odds: set[str] = field(default_factory=set)
    notes: list[Problem] = field(default_factory=list)

    def note(self, line: int | None, where: str, message: Sentence) -> None:
        self.notes.append(Problem(self.file, line, where, message))


def read_empop(path: Path, *, limits: Limits | None = None) -> Read[tuple[MtSequence, ...]]:
    """Reads an EMPOP file.

    Raises `InputError` for a file that is no text, a range that cannot be read, and a file without
    one sample that can be used. A sample with a difference that cannot be read, or one outside its
    ranges, is left out whole, with a note of its line and the word at fault.
    """
    bounds = limits or Limits()
    data = read_bytes(path, bounds.bytes)
    text = data.decode(encoding_of(data, path.name))
    reading = _Reading(path.name)
    for number, line in enumerate(_LINES.split(text), 1):
        if number > bounds.rows:
            raise refused(
                path.name,
                sentence("the file has more than {rows:,} lines", rows=bounds.rows),
                number,
            )
        _line(line, number, reading, bounds)
    if reading.counted is not None and reading.counted[1] != reading.rows:
        line_of, told = reading.counted
        reading.note(
            line_of,
            "",
            sentence(
                "N={announced:,}, but {rows:,} samples stand in the file",
                announced=told,
                rows=reading.rows,
            ),
        )
    kept = tuple(each for name, each in reading.found.items() if name not in reading.at_odds)
    if not kept:
        none = Problem(path.name, None, "", sentence("no sample of the file can be used"))
        raise InputError([none, *reading.notes[:SHOWN]])
    return Read(kept, tuple(reading.notes), hashlib.sha256(data).hexdigest())


def _line(line: str, number: int, reading: _Reading, limits: Limits) -> None:
    if len(line) > limits.cell:
        raise refused(
            reading.file,
            sentence("the line is longer than {limit:,} characters", limit=limits.cell),
            number,
        )
    if line.startswith("#!"):
        try:
            words = _BETWEEN.split(line[2:].strip())
            reading.ranges = tuple(MtRange.read(word) for word in words)
        except ValueProblem as problem:
            raise refused(reading.file, problem.sentence, number, "#!") from None
    elif line.startswith("#"):
        counted = _COUNTED.fullmatch(line)
        if counted is not None:
            reading.counted = (number, int(counted[1]))
    elif line.strip():
        reading.rows += 1
        _sample(line, number, reading)


def _sample(line: str, number: int, reading: _Reading) -> None:
    cells = line.split("\t") if "\t" in line else line.split()
    cells = [cell.strip() for cell in cells]
    where = place(shown(cells[0]) or "without a name")
    try:
        sequence = _sequence(cells, number, reading)
    except ValueProblem as problem:
        told = str(problem).removeprefix(f"{place(cells[0])}: ")
        reading.note(
            number, where, sentence("{why}; the sample was left out", why=_shown_whole(told))
        )
        return
    known = reading.found.setdefault(sequence.sample, sequence)
    if known is sequence:
        return
    if known == sequence:
        reading.note(
            number, where, sentence("the sample stands twice with the same sequence; taken once")
        )
    else:
        reading.at_odds.add(sequence.sample)
        told = sentence("the sample stands twice with other sequences; it was left out")
        reading.note(number, where, told)


def _sequence(cells: list[str], number: int, reading: _Reading) -> MtSequence:
    sample = clean_text(cells[0], _NAME)
    if not sample:
        raise ValueProblem(sentence("the name of the sample is missing"))
    if len(cells) < 3 or not cells[2].isdecimal():
        raise ValueProblem(sentence("a line is: sample, haplogroup or ?, 1, differences"))
    if not reading.ranges:
        raise ValueProblem(sentence("no line #! before it says which range was read"))
    where = place(sample)
    if cells[2] != "1":
        told = sentence(
            "the third column says {count} samples; one was taken", count=shown(cells[2])
        )
        reading.note(number, where, told)
    words = " ".join(cells[3:]).split()
    haplogroup = clean_text(cells[1], _NAME)
    if haplogroup == UNKNOWN:
        haplogroup = ""
    differences = tuple(map(MtDifference.read, words))
    sequence = MtSequence(sample, reading.ranges, differences, haplogroup)
    for each in differences:
        if each.redundant:
            reading.note(
                number,
                where,
                sentence(
                    "{difference} is the reference's own base; it was left out",
                    difference=str(each),
                ),
            )
    return replace(sequence, differences=tuple(each for each in differences if not each.redundant))


def _shown_whole(text: str) -> str:
    """A message with a word of the file in it: nothing invisible, and at most 200 characters."""
    cut = text if len(text) <= _NAME else text[: _NAME - 1] + "…"
    return "".join(sign if sign.isprintable() else f"\\u{ord(sign):04x}" for sign in cut)


def write_empop(sequences: Iterable[MtSequence], *, title: str = "") -> str:
    """An EMPOP file, samples in the order given; `title` becomes the first comment.

    Raises `ValueProblem` for a name or a haplogroup that a line of the format cannot hold.
    """
    kept = tuple(sequences)
    return "".join(f"{line}\n" for line in _lines(kept, title))


def _lines(sequences: tuple[MtSequence, ...], title: str) -> Iterator[str]:
    yield f"# {_word(title, 'the title')}".rstrip()
    yield f"# N={len(sequences)}"
    ranges: tuple[MtRange, ...] = ()
    for each in sequences:
        if each.ranges != ranges:
            ranges = each.ranges
            yield "#! " + " ".join(map(str, ranges))
        sample = _word(each.sample, "the name of a sample")
        if not sample or sample.startswith("#"):
            raise ValueProblem(
                sentence("“{sample}” cannot be the name of a sample", sample=shown(sample))
            )
        haplogroup = _word(each.haplogroup, f"the haplogroup of {sample}") or UNKNOWN
        yield "\t".join((sample, haplogroup, "1", *map(str, each.differences)))


def _word(text: str, what: str) -> str:
    cleaned = clean_text(text, _NAME)
    if "\t" in cleaned or "\n" in cleaned or cleaned != text:
        raise ValueProblem(
            sentence(
                "{what}, “{text}”, cannot stand in a line of the file", what=what, text=shown(text)
            )
        )
    return cleaned

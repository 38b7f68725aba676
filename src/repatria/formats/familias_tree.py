"""The bracketed part of a Familias file as a tree, whatever stands in it.

A heading's depth is the number of brackets in front (``[[[Person 1 ]]]`` is 3 deep; brackets inside
a name count nothing); under it stand lines ``key= value``. Several pairs may share a line where two
blanks or a tab part them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from repatria.base.errors import ValueProblem
from repatria.base.messages import sentence
from repatria.formats.guards import clean_text, refused
from repatria.formats.problems import shown

DEPTH = 12
LINE_LIMIT = 1_000_000
"""The most lines of the bracketed part, all of which are held in memory."""
_HEADING = re.compile(r"(\[+)(.*)")
# Bounded, so that a long line without any pair costs little.
_PAIR = re.compile(r"(?:^|(?<=\s\s)|(?<=\t))(?P<key>[A-Za-z][\w ]{0,40}?)\s{0,4}=")
_NUMBERED = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Entry:
    """One `key= value`; the key in small letters and without blanks."""

    line: int
    key: str
    value: str
    written: str
    """The key as it stands in the file."""


@dataclass(slots=True)
class Section:
    """A heading with what stands under it, in the order of the file."""

    title: str
    line: int
    depth: int
    entries: list[Entry] = field(default_factory=list)
    children: list[Section] = field(default_factory=list)
    texts: list[tuple[int, str]] = field(default_factory=list)
    """Lines that are no pair, with their numbers."""

    @property
    def name(self) -> str:
        """What stands under `Name`, else the title."""
        entry = self.value("name")
        return (entry.value if entry is not None else "") or self.title

    @property
    def kind(self) -> str:
        """The title in small letters, without number: `person` for “Person 12 ”."""
        return " ".join(_NUMBERED.sub("", self.title).casefold().split())

    def flat(self) -> Iterator[Entry]:
        """The pairs of the section and of all below it, in order of lines."""
        yield from self.entries
        for child in self.children:
            yield from child.flat()

    def child(self, kind: str) -> Section | None:
        """The first section right below of this kind, else None."""
        return next((each for each in self.children if each.kind == kind), None)

    def value(self, key: str) -> Entry | None:
        """The first pair of this key right here, else None."""
        return next((entry for entry in self.entries if entry.key == key), None)

    def blocks(self, kind: str) -> list[Section]:
        """The sections of this kind right below; without headings, a block from each `Name=` on."""
        headed = [each for each in self.children if each.kind == kind]
        if headed:
            return headed
        found: list[Section] = []
        for entry in self.entries:
            if entry.key == "name":
                title = f"{kind} {len(found) + 1}"
                found.append(Section(title, entry.line, self.depth + 1))
            if found:
                found[-1].entries.append(entry)
        return found


def read_sections(lines: Sequence[str], first: int, file: str, limit: int) -> Section:
    """The tree below a root without title; `first` is the number of the first line.

    Raises `InputError` for a heading that is not closed or too deep, for hidden characters, and
    for more than a million lines.
    """
    if len(lines) > LINE_LIMIT:
        raise refused(file, sentence("more than {most:,} lines follow", most=LINE_LIMIT), first)
    root = Section("", first, 0)
    path = [root]
    for number, line in enumerate(lines, first):
        try:
            text = clean_text(line, limit)
        except ValueProblem as problem:
            raise refused(file, problem.sentence, number) from None
        if not text:
            continue
        heading = _HEADING.fullmatch(text)
        if heading is None:
            _add_line(path[-1], text, number)
            continue
        depth = len(heading[1])
        if depth > DEPTH:
            raise refused(
                file, sentence("a heading is more than {depth} brackets deep", depth=DEPTH), number
            )
        if not text.endswith("]"):
            told = sentence(
                "the heading “{text}” is not closed: the file is cut off", text=shown(text)
            )
            raise refused(file, told, number)
        while path[-1].depth >= depth:
            path.pop()
        section = Section(_title(heading[2], depth), number, depth)
        path[-1].children.append(section)
        path.append(section)
    return root


def _title(text: str, depth: int) -> str:
    """Without the closing brackets, of which there are as many as open at most."""
    for _ in range(depth):
        text = text.removesuffix("]")
    return text.strip()


def _add_line(section: Section, text: str, number: int) -> None:
    starts = list(_PAIR.finditer(text))
    if not starts or starts[0].start() > 0:
        section.texts.append((number, text))
        return
    ends = [each.start() for each in starts[1:]] + [len(text)]
    for start, end in zip(starts, ends, strict=True):
        written = start["key"]
        value = text[start.end() : end].strip()
        if len(value) > 1 and value[0] == value[-1] == '"':
            value = value[1:-1].replace('""', '"')
        key = "".join(written.split()).casefold()
        section.entries.append(Entry(number, key, value, written))

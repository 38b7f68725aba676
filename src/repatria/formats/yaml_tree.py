"""YAML as a tree of texts with line numbers: no types are guessed, no aliases followed.

YAML 1.1 changes scalars under the reader's hands (`NO`, `1:30`, `2025-06-14`); here each stays the
text that was written, and the field it stands in says how it is read.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import yaml

from repatria.base.errors import InputError
from repatria.base.messages import Sentence, sentence
from repatria.formats.guards import encoding_of, refused
from repatria.formats.problems import shown

DEPTH = 12
MAPPINGS = 200_000
_TAGGED = (yaml.ScalarEvent, yaml.CollectionStartEvent)
_NULLS = frozenset({"", "~", "null", "Null", "NULL"})
# The parser in C is ten times as fast; wheels have it, a build from source may not.
_Loader: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Scalar:
    """A value; `None` where nothing (or `null`) was written."""

    line: int
    text: str | None


@dataclass(frozen=True, slots=True)
class Items:
    line: int
    items: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Entries:
    line: int
    entries: dict[str, tuple[int, Node]]
    """By key: the line of the key, and what stands under it."""


Node = Scalar | Items | Entries


def read_tree(data: bytes, file: str) -> Node:
    """The one document of a YAML file. Raises `InputError` with the line of the first defect."""
    text = data.decode(encoding_of(data, file))
    events = _events(text, file)
    found = _Tree(file, events).document()
    for event in events:
        if isinstance(event, yaml.DocumentStartEvent):
            raise refused(
                file, sentence("a second document begins here; one is read"), _line(event)
            )
    return found


def _events(text: str, file: str) -> Iterator[yaml.Event]:
    try:
        yield from yaml.parse(text, Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = None if mark is None else mark.line + 1
        why = shown(error.problem or error.context or "") or sentence("it cannot be read")
        raise refused(file, sentence("this is not YAML: {reason}", reason=why), line) from None
    except (yaml.YAMLError, ValueError, OverflowError) as error:
        why = shown(str(error).partition("\n")[0]) or sentence("it cannot be read")
        raise refused(file, sentence("this is not YAML: {reason}", reason=why)) from None


def _line(event: yaml.Event) -> int:
    return 1 if event.start_mark is None else int(event.start_mark.line) + 1


class _Tree:
    """Builds the tree out of the parser's events, so that nothing is built that is not allowed."""

    def __init__(self, file: str, events: Iterator[yaml.Event]) -> None:
        self.file = file
        self.events = events
        self.mappings = 0

    def document(self) -> Node:
        for event in self.events:
            if isinstance(event, (yaml.StreamStartEvent, yaml.DocumentStartEvent)):
                continue
            if isinstance(event, yaml.NodeEvent):
                return self.node(event, 0)
            break
        raise refused(self.file, sentence("the file is empty"))

    def node(self, event: yaml.Event, depth: int) -> Node:
        line = _line(event)
        if depth > DEPTH:
            raise self.stop(line, sentence("more than {depth} levels deep", depth=DEPTH))
        if isinstance(event, yaml.AliasEvent):
            raise self.stop(
                line,
                sentence("an alias (*{name}): write the value out", name=shown(event.anchor or "")),
            )
        tag = event.tag if isinstance(event, _TAGGED) else None
        if tag is not None:
            raise self.stop(line, sentence("a tag ({tag}): the format has none", tag=shown(tag)))
        if isinstance(event, yaml.ScalarEvent):
            plain = event.implicit[0]
            return Scalar(line, None if plain and event.value in _NULLS else event.value)
        if isinstance(event, yaml.SequenceStartEvent):
            return Items(line, tuple(self.until(yaml.SequenceEndEvent, depth)))
        return self.mapping(line, depth)

    def until(self, end: type[yaml.Event], depth: int) -> Iterator[Node]:
        for event in self.events:
            if isinstance(event, end):
                return
            yield self.node(event, depth + 1)

    def mapping(self, line: int, depth: int) -> Entries:
        self.mappings += 1
        if self.mappings > MAPPINGS:
            raise self.stop(
                line,
                sentence(
                    "more than {most:,} statements and definitions: use a table",
                    most=MAPPINGS,
                ),
            )
        entries: dict[str, tuple[int, Node]] = {}
        key: Scalar | None = None
        for node in self.until(yaml.MappingEndEvent, depth):
            if key is None:
                if not isinstance(node, Scalar) or node.text is None:
                    raise self.stop(node.line, sentence("a key is not a word"))
                if node.text in entries:
                    raise self.stop(node.line, sentence("the key stands twice"), node.text)
                key = node
            else:
                assert key.text is not None
                entries[key.text] = (key.line, node)
                key = None
        return Entries(line, entries)

    def stop(self, line: int, message: Sentence, field: str = "") -> InputError:
        return refused(self.file, message, line, shown(field))

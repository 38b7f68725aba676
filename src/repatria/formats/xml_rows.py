"""XML read a piece at a time: what a handler has finished is handed on before more is read.

Document types, and with them entities and outside references, are refused, as defusedxml does; the
memory is that of one row, whatever the size of the file.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator
from typing import IO, Generic, TypeVar
from xml.parsers.expat import ExpatError, ParserCreate

from repatria.base.messages import sentence
from repatria.formats.guards import refused
from repatria.formats.problems import shown

T = TypeVar("T")
_CHUNK = 1 << 16
_DEEPEST = 64


class XmlHandler(ABC, Generic[T]):
    """What is made of the elements; their names and attributes come without their namespace."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.done: list[T] = []
        """What is finished: taken from here, and the list emptied."""
        self.line = 1

    @abstractmethod
    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins."""

    @abstractmethod
    def end(self, name: str) -> None:
        """An element ends."""

    @abstractmethod
    def text(self, data: str) -> None:
        """Text within an element, perhaps in pieces."""


def xml_rows(stream: IO[bytes], handler: XmlHandler[T]) -> Iterator[T]:
    """What the handler finishes, in the order of the file.

    Raises `InputError` for what is not well formed, holds a document type, or is nested too deep.
    """
    parser = ParserCreate(namespace_separator="\n")
    parser.buffer_text = True
    parser.buffer_size = 1 << 15
    local: dict[str, str] = {}
    depth = 0

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > _DEEPEST:
            told = sentence("elements of the XML stand more than {depth} deep", depth=_DEEPEST)
            raise refused(handler.file, told)
        handler.line = parser.CurrentLineNumber
        for key in attributes:
            if "\n" in key:
                attributes = {
                    local.get(key) or _local(key, local): value for key, value in attributes.items()
                }
                break
        handler.start(local.get(name) or _local(name, local), attributes)

    def end(name: str) -> None:
        nonlocal depth
        depth -= 1
        handler.end(local.get(name) or _local(name, local))

    def doctype(*_: object) -> None:
        told = sentence("the XML declares a document type or entities, which no such file needs")
        raise refused(handler.file, told)

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = handler.text
    parser.StartDoctypeDeclHandler = doctype
    parser.EntityDeclHandler = doctype
    try:
        last = False
        while not last:
            chunk = stream.read(_CHUNK)
            last = not chunk
            parser.Parse(chunk, last)
            if handler.done:
                yield from handler.done
                handler.done.clear()
    except (ExpatError, ValueError, LookupError) as error:
        told = sentence("the XML is broken or cut short: {reason}", reason=shown(str(error)))
        raise refused(handler.file, told) from None


def _local(name: str, known: dict[str, str]) -> str:
    """The name behind its namespace. A hostile file may make up names without end, hence the
    limit."""
    found = name.rpartition("\n")[2]
    if len(known) < 500:
        known[name] = found
    return found

"""The XML under a CMF file: its elements one specimen at a time, each with its line.

Read from bytes by the parser of defusedxml with document types, entities and outside references
forbidden, so that neither an entity bomb nor a fetch from elsewhere can stand in a file.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from xml.parsers.expat import ExpatError
from xml.sax import SAXException, SAXParseException
from xml.sax.handler import ContentHandler
from xml.sax.xmlreader import InputSource

from defusedxml.common import DefusedXmlException
from defusedxml.expatreader import create_parser

from repatria.base.errors import InputError
from repatria.base.messages import Sentence, sentence
from repatria.formats.cmf_words import NAMESPACE, RAPID_ROOT, ROOT
from repatria.formats.guards import refused
from repatria.formats.problems import shown

if TYPE_CHECKING:
    from xml.sax.xmlreader import AttributesNSImpl

    Name = tuple[str | None, str]

_DEEPEST = 12
_TEXT = 20_000
_CHILDREN = 2_000
_DECLARED = re.compile(rb"""\A<\?xml[^>]{0,200}?encoding\s*=\s*["']utf-?16["']""", re.IGNORECASE)
_BOM = b"\xef\xbb\xbf"


@dataclass(slots=True)
class Element:
    """One element as it stands in the file. A name in another namespace keeps it in braces."""

    name: str
    line: int
    attributes: dict[str, str] = field(default_factory=dict)
    text: str = ""
    children: list[Element] = field(default_factory=list)

    def all(self, name: str) -> Iterator[Element]:
        """The children of a name."""
        return (child for child in self.children if child.name == name)

    def first(self, name: str) -> Element | None:
        return next(self.all(name), None)


def walk(data: bytes, file: str, take: Callable[[Element], None]) -> bool:
    """Hands each child of the root to `take`, with all that is in it.

    True where the file declares UTF-16 and is none: it is read as UTF-8. Raises `InputError` for
    what is not well formed, hostile, too deep, or not a CMF file.
    """
    source = InputSource()
    mistaken = _DECLARED.match(data.removeprefix(_BOM)) is not None
    if mistaken:  # found in single bytes, so it is not UTF-16 at all
        source.setEncoding("utf-8")
    source.setByteStream(io.BytesIO(data))
    handler = _Handler(file, take)
    parser = create_parser(namespaceHandling=1, forbid_dtd=True)
    parser.setContentHandler(handler)
    try:
        parser.parse(source)
    except InputError:
        raise
    except DefusedXmlException:
        told = sentence(
            "the file holds a document type or entities, which no CMF file needs; it is refused"
        )
        raise refused(file, told, parser.getLineNumber()) from None
    except SAXParseException as error:
        told = sentence(
            "the XML is broken or cut short: {reason}", reason=shown(error.getMessage())
        )
        raise refused(file, told, error.getLineNumber()) from None
    except (SAXException, ExpatError, ValueError, LookupError, UnicodeError) as error:
        told = sentence("the XML cannot be read: {reason}", reason=shown(str(error)))
        raise refused(file, told, parser.getLineNumber()) from None
    return mistaken


class _Handler(ContentHandler):
    def __init__(self, file: str, take: Callable[[Element], None]) -> None:
        super().__init__()
        self._file = file
        self._take = take
        self._open: list[Element] = []

    def _line(self) -> int:
        return self._locator.getLineNumber() or 1  # type: ignore[attr-defined]

    def startElementNS(  # noqa: N802
        self,
        name: Name,
        qname: str | None,  # noqa: ARG002
        attrs: AttributesNSImpl,
    ) -> None:
        space, local = name
        line = self._line()
        if not self._open and (space, local) != (NAMESPACE, ROOT):
            raise refused(self._file, _other(space, local), line)
        if len(self._open) >= _DEEPEST:
            raise refused(
                self._file,
                sentence("elements stand more than {depth} deep", depth=_DEEPEST),
                line,
            )
        element = Element(local if space == NAMESPACE else f"{{{space or ''}}}{local}", line)
        for (outside, key), value in attrs.items():
            element.attributes[f"{{{outside}}}{key}" if outside else key] = value
        if len(self._open) > 1:
            siblings = self._open[-1].children
            if len(siblings) >= _CHILDREN:
                told = sentence(
                    "more than {most:,} elements stand in one {name}",
                    most=_CHILDREN,
                    name=self._open[-1].name,
                )
                raise refused(self._file, told, line)
            siblings.append(element)
        self._open.append(element)

    def characters(self, content: str) -> None:
        if len(self._open) < 2:
            return
        element = self._open[-1]
        element.text += content
        if len(element.text) > _TEXT:
            told = sentence("the text is longer than {limit:,} characters", limit=_TEXT)
            raise refused(self._file, told, self._line(), element.name)

    def endElementNS(self, name: Name, qname: str | None) -> None:  # noqa: N802, ARG002
        element = self._open.pop()
        element.text = element.text.strip()
        if len(self._open) == 1:
            self._take(element)


def _other(space: str | None, local: str) -> Sentence:
    if local == RAPID_ROOT:
        return sentence("this is a CODIS Rapid import; ask for a CMF 3.2 file of the profiles")
    if local == ROOT:
        if not space:
            return sentence(
                "this is a {root} without its namespace; a CMF file has {namespace}",
                root=ROOT,
                namespace=NAMESPACE,
            )
        return sentence(
            "this is a {root} of the namespace “{other}”; a CMF file has {namespace}",
            root=ROOT,
            other=shown(space),
            namespace=NAMESPACE,
        )
    return sentence(
        "this is no CMF file: its root is “{other}”, not {root}", other=shown(local), root=ROOT
    )

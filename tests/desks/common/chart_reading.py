"""Reads drawn charts back: elements, words, and the boxes that words take."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import fromstring

from repatria.desks.common.charts import svg

_NAMESPACE = "{http://www.w3.org/2000/svg}"


@dataclass(frozen=True)
class Box:
    """Where a line of text stands, in pixels."""

    text: str
    left: float
    right: float
    top: float
    bottom: float

    def meets(self, other: Box) -> bool:
        apart = (
            self.right <= other.left
            or other.right <= self.left
            or self.bottom <= other.top
            or other.bottom <= self.top
        )
        return not apart


def parsed(markup: str) -> Element:
    """The drawing as a tree, its names without their namespace. Fails unless it is well formed."""
    root: Element = fromstring(markup)
    for element in root.iter():
        element.tag = element.tag.removeprefix(_NAMESPACE)
    return root


def squashed(text: str) -> str:
    """The text without white space: lines may break anywhere."""
    return "".join(svg.clean(text).split())


def words(root: Element) -> str:
    """Everything written on the drawing, in order, without white space."""
    return squashed("".join("".join(e.itertext()) for e in root.iter("text")))


def with_class(root: Element, *classes: str) -> list[Element]:
    return [e for e in root.iter() if set(classes) <= set(e.get("class", "").split())]


def boxes(drawing: Element, width: float) -> list[Box]:
    """The box of each line of text when the drawing is `width` pixels wide."""
    found: list[Box] = []
    _collect(drawing, width, 0.0, 0.0, found)
    return found


def assert_clear(found: list[Box]) -> None:
    """No two lines of text touch."""
    for one, other in combinations(found, 2):
        assert not one.meets(other), (one, other)


def assert_safe(root: Element) -> None:
    """Nothing that the content security policy would refuse, and every id once."""
    ids = [e.get("id") for e in root.iter() if e.get("id")]
    assert len(ids) == len(set(ids))
    for element in root.iter():
        assert element.tag not in {"style", "script", "image", "use", "foreignObject"}
        assert "style" not in element.attrib
        assert not any(name.startswith("on") for name in element.attrib)


def _collect(element: Element, width: float, x: float, y: float, found: list[Box]) -> None:
    for child in element:
        if child.tag == "text":
            found.append(_box(child, width, x, y))
        elif child.tag == "svg":
            at = x + _pixels(child.get("x", "0"), width)
            _collect(child, width, at, y + float(child.get("y", "0")), found)
        else:
            _collect(child, width, x, y, found)


def _box(element: Element, width: float, x: float, y: float) -> Box:
    across = _width(element) + sum(_width(span) + float(span.get("dx", 0)) for span in element)
    left = x + _pixels(element.get("x", "0"), width)
    if element.get("text-anchor") == "middle":
        left -= across / 2
    base = y + float(element.get("y", "0"))
    text = "".join(element.itertext())
    return Box(text, left, left + across, base - 12, base + 3.5)


def _width(element: Element) -> float:
    size = 18 if "fig" in element.get("class", "").split() else svg.SIZE
    return svg.width(element.text or "", size)


def _pixels(value: str, width: float) -> float:
    return float(value[:-1]) * width / 100 if value.endswith("%") else float(value)

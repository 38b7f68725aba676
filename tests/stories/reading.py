"""A page as a reader finds it: by the address of a place in it, by shape, in words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.test.html import parse_html

UNSEEN = ("head", "script", "style")


class Part:
    """An element of a page, with what stands in it."""

    def __init__(self, element: Any) -> None:
        self.element = element

    @property
    def attributes(self) -> dict[str, str]:
        return {name: value or "" for name, value in self.element.attributes}

    @property
    def text(self) -> str:
        """The words in it, with single spaces."""
        return " ".join(" ".join(_words(self.element)).split())

    @property
    def shapes(self) -> set[str]:
        """The classes in it that tell the three kinds of nothing apart."""
        found = {name for part in self.parts() for name in part.classes}
        return {name for name in found if name.startswith("nil-")}

    @property
    def classes(self) -> list[str]:
        return self.attributes.get("class", "").split()

    def parts(self) -> Iterator[Part]:
        """Every element in it, in the order of the page."""
        for child in self.element.children:
            if not isinstance(child, str):
                yield Part(child)
                yield from Part(child).parts()

    def all(self, shape: str) -> list[Part]:
        """Every element of a class."""
        return [part for part in self.parts() if shape in part.classes]

    def at(self, anchor: str) -> Part:
        """The element that an address ending in `#anchor` leads to."""
        return self._only(part for part in self.parts() if part.attributes.get("id") == anchor)

    def section(self, anchor: str) -> Part:
        """The section under the heading with this anchor."""
        return self._only(
            part for part in self.parts() if part.attributes.get("aria-labelledby") == anchor
        )

    def has(self, anchor: str) -> bool:
        return any(part.attributes.get("id") == anchor for part in self.parts())

    def word_of(self, party: str) -> Part:
        """The column with the word of one party."""
        return self._only(part for part in self.all("claim") if part.text.startswith(party))

    @staticmethod
    def _only(found: Iterator[Part]) -> Part:
        (one,) = found
        return one


def page(html: str) -> Part:
    """The content of a page, which must be well-formed."""
    return Part(parse_html(html)).at("main")


def _words(element: Any) -> Iterator[str]:
    for child in element.children:
        if isinstance(child, str):
            yield child
        elif child.name not in UNSEEN:
            yield from _words(child)

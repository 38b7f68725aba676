"""Sentences for the translation catalogues: marked where written, said in a language later.

Engines know no Django; they hold English templates. The desks translate them when they are shown.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeAlias

Part: TypeAlias = "str | int | float"
"""What fills a place of a template. A `Sentence` is a str, and is translated in its turn."""

VERBATIM = "{text}"
"""The template of what is the same in every language."""


def message(text: str) -> str:
    """The text itself; the catalogue tool collects every argument of this function."""
    return text


class Sentence(str):
    """An English sentence that remembers its template and what fills it.

    It is compared, kept and printed as its English text. Whatever is made of it by the methods of a
    text is a plain text again.
    """

    __slots__ = ("params", "template")
    template: str
    params: Mapping[str, Part]

    def __new__(cls, template: str, params: Mapping[str, Part]) -> Sentence:
        made = super().__new__(cls, template.format(**params))
        made.template, made.params = template, params
        return made

    def __reduce__(self) -> tuple[Any, ...]:
        return Sentence, (self.template, dict(self.params))

    def to_json(self) -> dict[str, Any]:
        """As a store keeps it; `from_json` reads it again."""
        plain: dict[str, Any] = {"template": self.template}
        if self.params:
            plain["params"] = {
                name: part.to_json() if isinstance(part, Sentence) else part
                for name, part in self.params.items()
            }
        return plain

    @classmethod
    def from_json(cls, value: Mapping[str, Any] | str) -> Sentence:
        """What was kept. A text is what was kept before sentences had templates."""
        if isinstance(value, str):
            return verbatim(value)
        params = {
            name: cls.from_json(part) if isinstance(part, Mapping) else part
            for name, part in value.get("params", {}).items()
        }
        return cls(value["template"], params)


def sentence(template: str, **params: Part) -> Sentence:
    """A sentence with its places filled; the catalogue tool collects the template."""
    return Sentence(template, params)


def verbatim(text: str) -> Sentence:
    """A text that is the same in every language; or one whose template is not known."""
    return text if isinstance(text, Sentence) else Sentence(VERBATIM, {"text": text})

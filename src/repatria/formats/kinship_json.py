"""One place in a JSON file that others made: values with errors that say where they stand."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from repatria.base.errors import InputError, Problem, ValueProblem
from repatria.base.messages import Sentence, sentence
from repatria.formats.guards import Limits, encoding_of, read_bytes, refused
from repatria.formats.problems import shown

_WORDS = {"inf": math.inf, "+inf": math.inf, "-inf": -math.inf, "nan": math.nan, "na": math.nan}


@dataclass(frozen=True, slots=True)
class Node:
    """A value of a JSON file and the path to it. Whatever is not as asked raises `InputError`."""

    value: Any
    file: str
    path: str = ""

    def wrong(self, message: Sentence) -> InputError:
        return InputError([Problem(self.file, None, shown(self.path), message)])

    def called(self, path: str) -> Node:
        """The same value under a name that says more than its place."""
        return replace(self, path=path)

    @contextmanager
    def named(self) -> Iterator[None]:
        """Gives a `ValueProblem` raised inside this place."""
        try:
            yield
        except ValueProblem as problem:
            raise self.wrong(problem.sentence) from None

    def has(self, name: str) -> bool:
        """Whether a mapping has this key with something under it."""
        return isinstance(self.value, dict) and self.value.get(name) is not None

    def at(self, name: str) -> Node:
        if not isinstance(self.value, dict):
            raise self.wrong(sentence("a mapping is needed here"))
        if name not in self.value:
            raise self.wrong(sentence("“{name}” is missing", name=name))
        return Node(self.value[name], self.file, f"{self.path}.{name}".lstrip("."))

    def items(self) -> list[Node]:
        if not isinstance(self.value, list):
            raise self.wrong(sentence("a list is needed here"))
        return [
            Node(each, self.file, f"{self.path}[{place}]") for place, each in enumerate(self.value)
        ]

    def entries(self) -> list[tuple[str, Node]]:
        if not isinstance(self.value, dict):
            raise self.wrong(sentence("a mapping is needed here"))
        return [
            (name, Node(each, self.file, f"{self.path}.{name}"))
            for name, each in self.value.items()
        ]

    def text(self) -> str:
        if not isinstance(self.value, str) or not self.value:
            raise self.wrong(sentence("a text is needed here"))
        return self.value

    def optional(self) -> str | None:
        return None if self.value is None else self.text()

    def number(self, part: str = "") -> float:
        """A number; where there is a mapping instead, the number under `part`."""
        if part and isinstance(self.value, dict):
            return self.at(part).number()
        if isinstance(self.value, str) and self.value.lower() in _WORDS:
            return _WORDS[self.value.lower()]
        if isinstance(self.value, bool) or not isinstance(self.value, (int, float)):
            raise self.wrong(sentence("a number is needed here"))
        try:
            return float(self.value)
        except OverflowError:
            raise self.wrong(sentence("this number is too large")) from None

    def numbers(self) -> list[float]:
        return [each.number() for each in self.items()]


def json_file(path: Path) -> Node:
    """The whole of a JSON file. Raises `InputError` for what is not JSON, with the line, and for a
    mapping that has a key twice."""
    data = read_bytes(path, Limits().bytes)
    try:
        text = data.decode(encoding_of(data, path.name))
        value = json.loads(text, object_pairs_hook=_once)
    except json.JSONDecodeError as error:
        raise refused(
            path.name, sentence("this is not JSON: {reason}", reason=error.msg), error.lineno
        ) from None
    except ValueError as error:
        raise refused(
            path.name, sentence("the JSON cannot be used: {reason}", reason=str(error))
        ) from None
    except RecursionError:
        raise refused(path.name, sentence("the JSON is nested too deeply")) from None
    return Node(value, path.name)


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("a key stands twice in one mapping")
    return found

"""Reads a file of party words: how articles name the sides, by language and case.

The format is of this project (docs/methods/drafting.md).
"""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path

from repatria.base.messages import sentence
from repatria.formats.guards import Limits, read_bytes
from repatria.formats.problems import Problems, shown
from repatria.formats.yaml_tree import Entries, Items, Node, Scalar, read_tree
from repatria.statements.drafting import Forms, PartyWords
from repatria.statements.drafting.prose import rule

FORMAT = "repatria-party-words/1"
LANGUAGES = ("en", "uk", "ru")
_FORMS = tuple(one.name for one in fields(Forms))


def read_party_words(path: Path, limits: Limits | None = None) -> dict[str, PartyWords]:
    """The words by party code. Raises `InputError` with every defect of the file."""
    limits = limits or Limits()
    problems = Problems(path.name, limits.cell)
    tree = read_tree(read_bytes(path, limits.yaml_bytes), path.name)
    if not isinstance(tree, Entries) or _text(tree.entries.get("format")) != FORMAT:
        raise problems.refuse(
            tree.line, "format", sentence("the file begins with “format: {format}”", format=FORMAT)
        )
    for key, (line, _) in tree.entries.items():
        if key not in ("format", "parties"):
            problems.add(line, key, sentence("unknown key"))
    line, parties = tree.entries.get("parties", (tree.line, tree))
    found: dict[str, PartyWords] = {}
    if parties is tree or not isinstance(parties, Entries):
        problems.add(line, "parties", sentence("parties stand here, each by its code"))
    else:
        for code, (at, node) in parties.entries.items():
            found[code] = _party(code, at, node, problems)
    problems.raise_if_any()
    return found


def _text(entry: tuple[int, Node] | None) -> str:
    return entry[1].text or "" if entry is not None and isinstance(entry[1], Scalar) else ""


def _party(code: str, line: int, node: Node, problems: Problems) -> PartyWords:
    if not isinstance(node, Entries):
        problems.add(line, code, sentence("the words of a party stand here, by language"))
        return PartyWords()
    forms: dict[str, Forms] = {}
    for key, (at, value) in node.entries.items():
        if key in LANGUAGES:
            forms[key] = _forms(at, value, problems)
        elif key == "language" and _text((at, value)) in LANGUAGES:
            continue
        elif key != "intermediary" or _text((at, value)) not in ("true", "false"):
            problems.add(
                at, key, sentence("expected en, uk, ru, “language: …”, or “intermediary: true”")
            )
    between = _text(node.entries.get("intermediary")) == "true"
    return PartyWords(forms, between, _text(node.entries.get("language")))


def _forms(line: int, node: Node, problems: Problems) -> Forms:
    if not isinstance(node, Entries):
        problems.add(line, "", sentence("lists of words stand here, by case"))
        return Forms()
    found: dict[str, tuple[str, ...]] = {}
    for key, (at, value) in node.entries.items():
        if key not in _FORMS:
            problems.add(at, key, sentence("unknown key{near}", near=problems.nearest(key, _FORMS)))
            continue
        items = value.items if isinstance(value, Items) else (value,)
        if not all(isinstance(item, Scalar) for item in items):
            problems.add(
                at, key, sentence("a word is a text; put one that has “: ” in it into quotes")
            )
        words = tuple(item.text or "" for item in items if isinstance(item, Scalar))
        for word in words:
            if not _readable(word):
                problems.add(
                    at, key, sentence("“{word}” cannot be read as a word", word=shown(word))
                )
        found[key] = tuple(word.lower() for word in words)
    return Forms(**found)


def _readable(word: str) -> bool:
    if not word.strip() or len(word) > 200:
        return False
    try:
        return rule(word).fullmatch("") is None
    except re.error:
        return False

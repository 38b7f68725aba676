"""What the readers say is wrong is said by a template, so that every page can say it."""

from __future__ import annotations

import ast
import string
from collections.abc import Iterator
from pathlib import Path

import repatria

SOURCE = Path(repatria.__file__).parent
SAID_AT = {"Problem": 3, "refused": 1, "refuse": 2}
"""Where the sentence stands among what these are called with."""
OF_PROBLEMS = {"add": 2, "at": 2}
"""The same, of a variable called `problems`."""


def calls() -> Iterator[tuple[str, str, ast.Call]]:
    """Every call in the source: where it stands, and the last part of what is called."""
    for file in sorted(SOURCE.rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Call):
                called = node.func
                name = getattr(called, "attr", getattr(called, "id", ""))
                yield f"{file.relative_to(SOURCE)}:{node.lineno}", name, node


def said(name: str, call: ast.Call) -> ast.expr | None:
    """The sentence that a call reports, where it reports one."""
    at = SAID_AT.get(name)
    if isinstance(call.func, ast.Attribute) and ast.unparse(call.func.value).endswith("problems"):
        at = OF_PROBLEMS.get(name, at)
    return call.args[at] if at is not None and len(call.args) > at else None


def made_up(node: ast.expr) -> bool:
    """Whether a text is put together on the spot, so that no catalogue can hold it."""
    if isinstance(node, ast.IfExp):
        return made_up(node.body) or made_up(node.orelse)
    if isinstance(node, ast.Constant):
        return isinstance(node.value, str)
    return isinstance(node, ast.JoinedStr | ast.BinOp)


def test_a_problem_is_told_by_a_template_and_never_by_a_text_made_on_the_spot() -> None:
    wrong = [
        f"{where}: {ast.unparse(told)}"
        for where, name, call in calls()
        if (told := said(name, call)) is not None and made_up(told)
    ]
    assert wrong == []


def test_the_template_of_a_sentence_stands_where_the_catalogue_tool_finds_it() -> None:
    wrong = [
        f"{where}: {ast.unparse(call.args[0])}"
        for where, name, call in calls()
        if name == "sentence" and isinstance(call.func, ast.Name) and call.args
        if isinstance(call.args[0], ast.JoinedStr | ast.BinOp)
    ]
    assert wrong == []


def test_a_template_is_filled_with_just_what_it_names() -> None:
    wrong = []
    for where, name, call in calls():
        template = call.args[0] if name == "sentence" and call.args else None
        if isinstance(template, ast.Constant) and isinstance(template.value, str):
            named = {field for _, field, _, _ in string.Formatter().parse(template.value) if field}
            if named != {each.arg for each in call.keywords}:
                wrong.append(f"{where}: {template.value}")
    assert wrong == []


def test_the_readers_are_looked_through() -> None:
    found = [name for _, name, call in calls() if said(name, call) is not None]
    assert len(found) > 300

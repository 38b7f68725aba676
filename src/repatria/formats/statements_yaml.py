"""The YAML of the statements format, as rows with line numbers (docs/formats/statements.md)."""

from __future__ import annotations

from repatria.base.messages import sentence
from repatria.formats.fields import DOCUMENT, FORMAT, Shape
from repatria.formats.problems import Problems, Row, shown
from repatria.formats.yaml_tree import Entries, Items, Node, Scalar, read_tree


def read_document(data: bytes, problems: Problems) -> Row:
    """The whole file as one row, with its sections as rows under it.

    Raises `InputError` where the file is no YAML or not of this format; a key that is unknown, or
    that has something else under it than it should, is collected as a problem.
    """
    tree = read_tree(data, problems.file)
    if not isinstance(tree, Entries):
        raise problems.refuse(
            tree.line, "", sentence("the file begins with “format: {format}”", format=FORMAT)
        )
    found = tree.entries.get("format")
    if found is None:
        raise problems.refuse(
            1, "format", sentence("this field is required: “format: {format}”", format=FORMAT)
        )
    line, node = found
    written = node.text if isinstance(node, Scalar) else None
    if written != FORMAT:
        told = sentence(
            "“{value}” is not a format that is read here: write {format}",
            value=shown(written or ""),
            format=FORMAT,
        )
        raise problems.refuse(line, "format", told)
    return _row(tree, DOCUMENT, problems)


def _row(node: Entries, shape: Shape, problems: Problems) -> Row:
    cells: dict[str, str] = {}
    lines: dict[str, int] = {}
    lists: dict[str, tuple[str, ...]] = {}
    tables: dict[str, dict[str, str]] = {}
    rows: dict[str, tuple[Row, ...]] = {}
    for key, (line, value) in node.entries.items():
        lines[key] = line
        if isinstance(value, Scalar) and value.text is None:
            continue
        if key in shape.text:
            cells[key] = _text(value, key, problems)
        elif key in shape.lists:
            items = value.items if isinstance(value, Items) else (value,)
            lists[key] = tuple(_text(item, key, problems) for item in items)
        elif key in shape.languages and isinstance(value, Scalar):
            tables[key] = {"en": value.text or ""}
        elif key in shape.languages or key in shape.tables:
            tables[key] = _table(value, key, problems)
        elif key in shape.rows:
            rows[key] = _rows(value, key, shape.rows[key], problems)
        else:
            near = problems.nearest(key, shape.keys)
            problems.add(
                line, key, sentence("unknown key “{key}”{near}", key=shown(key), near=near)
            )
    return Row(node.line, cells, lines, lists=lists, tables=tables, rows=rows)


def _rows(value: Node, key: str, shape: Shape, problems: Problems) -> tuple[Row, ...]:
    found: list[Row] = []
    for item in value.items if isinstance(value, Items) else (value,):
        if isinstance(item, Entries):
            found.append(_row(item, shape, problems))
        else:
            problems.add(
                item.line, key, sentence("keys with values stand here, not a text or a list")
            )
    return tuple(found)


def _table(value: Node, key: str, problems: Problems) -> dict[str, str]:
    if isinstance(value, Entries):
        return {name: _text(item, key, problems) for name, (_, item) in value.entries.items()}
    problems.add(value.line, key, sentence("names with values stand here, not a text or a list"))
    return {}


def _text(value: Node, key: str, problems: Problems) -> str:
    if isinstance(value, Scalar):
        return value.text or ""
    problems.add(
        value.line, key, sentence("a text or a number stands here, not a list or more keys")
    )
    return ""

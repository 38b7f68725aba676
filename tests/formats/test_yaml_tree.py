from __future__ import annotations

import pytest

from repatria.base.errors import InputError
from repatria.formats import yaml_tree
from repatria.formats.yaml_tree import Entries, Items, Node, Scalar, read_tree


def texts(node: Node) -> object:
    """The tree as plain lists and mappings."""
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Items):
        return [texts(item) for item in node.items]
    return {key: texts(value) for key, (_, value) in node.entries.items()}


def test_no_type_is_guessed() -> None:
    data = b"a: NO\nb: 1:30\nc: 2025-06-14\nd: 0123\ne: 1_000\nf: true\n"
    assert texts(read_tree(data, "x")) == {
        "a": "NO",
        "b": "1:30",
        "c": "2025-06-14",
        "d": "0123",
        "e": "1_000",
        "f": "true",
    }


def test_nothing_is_none_and_a_quoted_word_is_a_word() -> None:
    data = b"a:\nb: ~\nc: null\nd: 'null'\ne: ''\n"
    found = texts(read_tree(data, "x"))
    assert found == {"a": None, "b": None, "c": None, "d": "null", "e": ""}


def test_every_key_and_value_has_its_line() -> None:
    tree = read_tree(b"a:\n  - x\n  - y: z\n\nb: 2\n", "x")
    assert isinstance(tree, Entries)
    line, items = tree.entries["a"]
    assert isinstance(items, Items)
    assert (line, items.items[0].line, items.items[1].line, tree.entries["b"][0]) == (1, 2, 3, 5)


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"a: &x 1\nb: *x\n", "alias"),
        (b"a: !!set {}\n", "tag"),
        (b"a: 1\na: 2\n", "twice"),
        (b"[a]: 1\n", "not a word"),
        (b"~: 1\n", "not a word"),
        (b"a: [\n", "not YAML"),
        (b"# nothing\n", "empty"),
        (b"a: 1\n--- \nb: 2\n", "second document"),
        (b"\xff\xfea", "UTF-16"),
    ],
)
def test_what_the_format_has_no_use_for_is_refused(data: bytes, told: str) -> None:
    with pytest.raises(InputError, match=told):
        read_tree(data, "x")


def test_a_merge_is_a_key_like_any_other() -> None:
    assert texts(read_tree(b"<<: {a: 1}\n", "x")) == {"<<": {"a": "1"}}


def test_more_mappings_than_memory_should_bear_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(yaml_tree, "MAPPINGS", 10)
    with pytest.raises(InputError, match="use a table"):
        read_tree(b"- {a: 1}\n" * 11, "x")

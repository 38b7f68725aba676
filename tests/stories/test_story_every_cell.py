"""Story. Every cell: the table of rights in the handbook is the table that the code enforces."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from desks.accounts.cells import Cell, nobody, somebody
from repatria.desks.accounts.asking import can
from repatria.desks.accounts.redaction import shown
from repatria.desks.accounts.rights import (
    ACTION_WORDS,
    FIELD_CLASS_WORDS,
    ROLE_WORDS,
    Action,
    FieldClass,
    Role,
)

PAGE = (Path(__file__).parents[2] / "docs" / "handbook" / "rights.md").read_text("utf-8")
ROLES = {str(word): role for role, word in ROLE_WORDS.items()}
CLASSES = {str(word): which for which, word in FIELD_CLASS_WORDS.items()}
ACTIONS = {str(word): action for action, word in ACTION_WORDS.items()}


def printed() -> dict[tuple[Role, FieldClass], set[Action]]:
    """The table as a reader of the handbook reads it, letters and all."""
    legend = re.search(r"^Letters: (.*)\.$", PAGE, re.MULTILINE)
    assert legend is not None
    letters = {one[0]: ACTIONS[one[2:]] for one in legend[1].split(", ")}
    head, _, *rows = [line for line in PAGE.splitlines() if line.startswith("|")]
    roles = [ROLES[name.strip()] for name in head.strip("|").split("|")[1:]]
    return {
        (role, CLASSES[name.strip()]): {letters[sign] for sign in cell.strip(" –")}
        for row in rows
        for name, *cells in [row.strip("|").split("|")]
        for role, cell in zip(roles, cells, strict=True)
    }


def told_in_words() -> dict[tuple[Role, FieldClass], set[Action]]:
    """The same from the lists under the table, a heading a role."""
    found = {}
    for name, role in ROLES.items():
        section = PAGE.partition(f"\n## {name.capitalize()}\n")[2].partition("\n## ")[0]
        for line in re.findall(r"^- (.*)$", section, re.MULTILINE):
            which, _, actions = line.partition(": ")
            found[role, CLASSES[which]] = {ACTIONS[one] for one in actions.split(", ")}
    return found


def test_the_page_has_a_cell_for_every_role_and_class() -> None:
    assert set(printed()) == {(role, which) for role in Role for which in FieldClass}


@pytest.mark.parametrize(("role", "which"), list(printed()), ids=str)
def test_what_a_cell_prints_is_what_is_allowed_and_nothing_else(
    role: Role, which: FieldClass
) -> None:
    user = somebody(role)
    assert printed()[role, which] == {action for action in Action if can(user, action, which)}
    seen = f"of_{which.value}" in shown(Cell(), user)
    assert seen is (Action.VIEW in printed()[role, which])


def test_the_lists_in_words_say_the_same_as_the_letters() -> None:
    assert told_in_words() == {cell: actions for cell, actions in printed().items() if actions}


def test_no_more_is_open_to_the_public_than_the_page_says() -> None:
    assert "what is published" in PAGE
    for which in set(FieldClass) - {FieldClass.PUBLISHED}:
        assert not any(can(nobody(), action, which) for action in Action)


def test_every_role_needs_a_second_factor() -> None:
    assert PAGE.rstrip().endswith("Every role needs one.")

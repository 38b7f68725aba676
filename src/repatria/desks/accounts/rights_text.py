"""The table of rights in words: for whoever asks what they may do, and for the handbook."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.functional import Promise

from repatria.desks.accounts.rights import (
    ACTION_WORDS,
    EXCLUSIVE,
    FIELD_CLASS_WORDS,
    NO_SECOND_FACTOR,
    ROLE_WORDS,
    TABLE,
    Action,
    FieldClass,
    Role,
    allowed,
)

Words = str | Promise


@dataclass(frozen=True, slots=True)
class Right:
    """What a role may do with one class of field."""

    field_class: Words
    actions: tuple[Words, ...]


def told(role: Role) -> tuple[Right, ...]:
    """What a role allows, class by class, in the order of the table; classes that it does not open
    are left out."""
    return tuple(
        Right(FIELD_CLASS_WORDS[which], tuple(ACTION_WORDS[action] for action in actions))
        for which in FieldClass
        if (actions := [each for each in Action if allowed((role,), each, which)])
    )


def markdown() -> str:
    """The page of the handbook, from the table that is enforced."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    yield "# Who may see and do what"
    yield ""
    yield (
        "This page is printed from the table that the code enforces (`accounts/rights.py`); "
        "`python -m tools.rights update`"
    )
    yield "writes it, and a test fails where the two differ. What is not here is refused."
    yield ""
    yield (
        "Anybody, signed in or not, may view, search, export and print what is published. Beyond "
        "the table,"
    )
    yield (
        "a row belongs to a party and is seen by its people, by the office, and by the "
        "intermediaries that it"
    )
    yield "is shared with."
    yield ""
    yield (
        "To take in with a list is to hold what a sender wrote, once and unchanged, when the list "
        "is agreed to. It"
    )
    yield (
        "opens nothing: what was taken in is seen, corrected and withdrawn by the roles whose "
        "letters say so."
    )
    yield ""
    yield from _grid()
    for role in Role:
        yield ""
        yield f"## {str(ROLE_WORDS[role]).capitalize()}"
        yield ""
        for right in told(role):
            yield f"- {right.field_class}: {', '.join(map(str, right.actions))}"
    yield ""
    yield "## Roles that nobody has at once"
    yield ""
    for pair in EXCLUSIVE:
        one, other = (str(ROLE_WORDS[each]) for each in sorted(pair))
        yield f"- {one} and {other}"
    yield ""
    yield "## Second factor"
    yield ""
    free = ", ".join(str(ROLE_WORDS[each]) for each in sorted(NO_SECOND_FACTOR))
    yield f"Every role needs one{f', but for: {free}' if free else ''}."


_LETTER = {
    Action.VIEW: "v",
    Action.SEARCH: "s",
    Action.EXPORT: "x",
    Action.PRINT: "p",
    Action.ENTER: "e",
    Action.TAKE_IN: "t",
    Action.JUDGE: "j",
    Action.PROPOSE: "1",
    Action.SECOND: "2",
    Action.SIGN: "S",
    Action.MANAGE: "m",
}


def _grid() -> Iterator[str]:
    roles = [str(ROLE_WORDS[each]) for each in Role]
    letters = [f"{letter} {ACTION_WORDS[action]}" for action, letter in _LETTER.items()]
    yield f"Letters: {', '.join(letters)}."
    yield ""
    yield f"| | {' | '.join(roles)} |"
    yield f"|---|{'---|' * len(roles)}"
    for which in FieldClass:
        cells = (
            "".join(_LETTER[each] for each in Action if each in TABLE[role].get(which, ()))
            for role in Role
        )
        row = " | ".join(cell or "–" for cell in cells)
        yield f"| {FIELD_CLASS_WORDS[which]} | {row} |"

"""Agreements that come with Repatria: plain files under `agreements/`, each with its source.

Any other agreement is a file of the same kind, given by whoever plans.
"""

from __future__ import annotations

from importlib.resources import files

from repatria.base.errors import ValueProblem
from repatria.planning.terms import Terms
from repatria.planning.terms_text import parse_terms

_FOLDER = files("repatria.planning") / "agreements"


def shipped_names() -> tuple[str, ...]:
    """The names of all of them, in their order."""
    found = (entry.name for entry in _FOLDER.iterdir())
    return tuple(sorted(name.removesuffix(".txt") for name in found if name.endswith(".txt")))


def shipped_text(name: str) -> str:
    """The file of one, comments and all. Raises `ValueProblem` for a name that is not there."""
    if name not in shipped_names():
        raise ValueProblem(f"no agreement “{name}”; there are: {', '.join(shipped_names())}")
    return (_FOLDER / f"{name}.txt").read_text(encoding="utf-8")


def shipped_terms(name: str) -> Terms:
    """The terms of one."""
    return parse_terms(shipped_text(name), f"{name}.txt")

"""The one function that takes out what somebody may not see: for pages, API, sheets and documents.

A model says which class each of its fields is of (`field_classes`); a field that it does not name
is shown to nobody.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, Protocol

from repatria.desks.accounts.asking import Somebody, can
from repatria.desks.accounts.rights import WRITES_ONLY, Action, FieldClass


class Classified(Protocol):
    """Something with fields of known classes."""

    field_classes: ClassVar[Mapping[str, FieldClass]]


@dataclass(frozen=True, slots=True)
class Withheld:
    """What stands in place of a field: that there is one, of which class, and nothing of it."""

    field_class: FieldClass


def redacted(
    record: Classified,
    user: Somebody,
    action: Action = Action.VIEW,
    only: Collection[str] | None = None,
) -> dict[str, Any]:
    """The fields of a record by name, each as it is or as `Withheld`; with `only`, no others. For
    an action that only writes each is withheld."""
    opens = action not in WRITES_ONLY
    may = {each: opens and can(user, action, each) for each in set(record.field_classes.values())}
    return {
        name: getattr(record, name) if may[which] else Withheld(which)
        for name, which in record.field_classes.items()
        if only is None or name in only
    }


def shown(
    record: Classified,
    user: Somebody,
    action: Action = Action.VIEW,
    only: Collection[str] | None = None,
) -> dict[str, Any]:
    """Only the fields that somebody may see, for an API or a sheet."""
    return {
        name: value
        for name, value in redacted(record, user, action, only).items()
        if not isinstance(value, Withheld)
    }

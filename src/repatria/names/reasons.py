"""Reasons as data: a code with parameters, and the English sentence that says it.

`tell` puts them together; the desks translate the template. Each module declares its own templates
with `base.messages.message`, so that the catalogues hold them.
"""

from __future__ import annotations

from dataclasses import dataclass

Param = int | str


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a verdict is what it is, or what was noticed: an English template and its parameters."""

    template: str
    params: tuple[tuple[str, Param], ...] = ()

    def __str__(self) -> str:
        return self.template.format(**dict(self.params))


def reason(template: str, **params: Param) -> Reason:
    return Reason(template, tuple(params.items()))

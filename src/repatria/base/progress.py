"""How long work tells its state: a callable that terminals, pages and tests each supply."""

from __future__ import annotations

from typing import Protocol


class Progress(Protocol):
    """Called now and then with what is done, what there is in all, and a word for the stage."""

    def __call__(self, done: int, total: int, stage: str) -> None: ...


def silent(done: int, total: int, stage: str) -> None:
    """The progress of work that nobody watches."""

"""A kind of proposal that lives for one test: it sets the word on a board."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.utils.translation import override

from repatria.base.errors import RepatriaError
from repatria.desks.accounts.access.services import note
from repatria.desks.accounts.models import User
from repatria.desks.accounts.proposals import registry
from repatria.desks.accounts.proposals.models import Proposal
from repatria.desks.accounts.proposals.registry import LATER, ProposalKind
from repatria.desks.accounts.proposals.services import propose
from repatria.desks.accounts.rights import FieldClass, Role
from trial_people import person


class Board:
    """What the proposals of a test are about: `words` is its state, `done` what was carried out."""

    def __init__(self) -> None:
        self.words = ["first"]
        self.done: list[str] = []

    def carry_out(self, proposal: Proposal) -> Any:
        word = proposal.payload["word"]
        if word == "impossible":
            raise RepatriaError("The board is full.")
        if word == "fault":
            raise ZeroDivisionError
        if word == "later":
            return LATER
        note(None, "enter", "board", "B-1")
        self.done.append(word)
        return {"word": word}


@pytest.fixture(autouse=True)
def board() -> Iterator[Board]:
    made = Board()
    registry.register(
        ProposalKind(
            "trial.write",
            FieldClass.PRESS,
            "Write on the board",
            lambda payload: [f"The word “{payload['word']}” will stand on the board."],
            made.carry_out,
            state_of=lambda _subject: made.words,
            address=lambda subject: f"/boards/{subject}",
        )
    )
    with override("en"):
        yield made
    registry.forget("trial.write")


@pytest.fixture
def first(db: None) -> User:
    return person(Role.PRESS, name="First Person")


@pytest.fixture
def other(db: None) -> User:
    return person(Role.PRESS, name="Other Person")


@pytest.fixture
def proposed(first: User) -> Callable[..., Proposal]:
    def made(word: str = "peace", session: str = "s-first", by: User = first) -> Proposal:
        return propose("trial.write", "board", "B-1", {"word": word}, by=by, session=session)

    return made

"""Options that the commands of the register share: who asks, and what for."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from repatria.cli.failures import say
from repatria.cli.known import known_user

if TYPE_CHECKING:
    from repatria.desks.accounts.models import User


class For(StrEnum):
    """What somebody needs it for: the closed list of the access log."""

    EXCHANGE = "exchange"
    RECEPTION = "reception"
    MEDICAL = "medical"
    IDENTIFICATION = "identification"
    FAMILY = "family"
    CORRECTION = "correction"
    DECISION = "decision"
    REPORT = "report"
    OVERSIGHT = "oversight"


By = Annotated[
    str, typer.Option("--by", metavar="EMAIL", help="Who asks; their roles must allow it.")
]
Purpose = Annotated[
    For, typer.Option("--for", help="What it is needed for; it is noted with what was shown.")
]


def asking(email: str) -> User:
    """Who asks. Raises `AccountError` where nobody has this address; a closed account has no
    roles, and is refused by what it asks for."""
    return known_user(email)


def refuse(error: Exception) -> NoReturn:
    """End the command with the sentence of a refusal."""
    say(str(error))
    raise typer.Exit(1) from None
